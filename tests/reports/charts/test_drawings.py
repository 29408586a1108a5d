"""Each chart: what is drawn is what the table beside it says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.records import Participation, Side, Snapshot
from reports.charts.callouts import AWAY, NEAR, Callout, callout, rows_of
from reports.charts.drawing import Swatch, Words, parted
from reports.charts.flow import THEMES, THICK, flow, ways_of
from reports.charts.groups import themes_by_group
from reports.charts.lettering import NARROWEST, lines_of, width_of
from reports.charts.positions import DRAWN, one_bar, pieces_of, positions_on
from reports.charts.reach import who_was_heard
from reports.charts.themes import themes_by_respondents
from reports.charts.when import PLOT, when_answers_came
from reports.coverage import Cell, Coverage
from reports.document import Chart
from reports.draft_findings import StanceFinding
from reports.english import English
from reports.evidence import Evidence
from reports.findings import find
from reports.timeline import Mark, Span, Timeline, Unit
from tests.reports.charts.lively import cells, charts_of, drawn, labels_of, lively
from tests.reports.snapshots import OPENED, crowd, person, said, snapshot, takes, theme, town
from tests.reports.snapshots import THEMES as DECLARED

LABELS = labels_of(lively())


def chart(name: str) -> Chart:
    """Return one chart of the lively rounds."""
    return next(one for one in charts_of(lively()) if one.name == name)


def stance(*counts: int) -> StanceFinding:
    """Return positions as they were taken, in the order support, changes, oppose, none."""
    sides = (Side.SUPPORT, Side.CHANGES, Side.OPPOSE, Side.NONE)
    found = tuple((side, Evidence(side.value, count)) for side, count in zip(sides, counts, strict=True))
    return StanceFinding(sum(counts), sum(counts[:3]), found, (), ())


counts = st.lists(st.integers(0, 400), min_size=4, max_size=4).filter(any)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=9))
def test_parts_follow_one_another_and_fill_the_width(several: list[int]) -> None:
    parts = parted(several)
    ends = [x + length for x, length in parts]
    assert ends[-1] == pytest.approx(100)
    assert [x for x, _ in parts] == [0.0, *(pytest.approx(end) for end in ends[:-1])]
    for count, (_, length) in zip(several, parts, strict=True):
        assert length == pytest.approx(100 * count / sum(several), abs=0.002)


@given(counts)
def test_a_bar_has_a_piece_for_each_position_that_was_taken(taken: list[int]) -> None:
    found = stance(*taken)
    pieces = pieces_of(found)
    assert {one.side: one.count for one in pieces} == {
        side: evidence.respondents for side, evidence in found.sides if evidence.respondents
    }
    assert [one.side for one in pieces] == sorted((one.side for one in pieces), key=DRAWN.index)
    assert sum(one.length for one in pieces) == pytest.approx(100)


@given(counts)
def test_no_label_of_a_bar_meets_another_or_the_line_to_one(taken: list[int]) -> None:
    names = {Side.SUPPORT: "Support", Side.CHANGES: "Support with changes", Side.NONE: "No position"}
    labelled = [(one, f"{names.get(one.side, 'Oppose')} {one.count}") for one in pieces_of(stance(*taken))]
    callouts = [callout(name, one.x, one.x + one.length) for one, name in labelled]
    rows = rows_of(callouts)
    if rows is None:  # they stand beside their colours then
        return
    placed = list(zip(callouts, rows, strict=True))
    for index, (one, row) in enumerate(placed):
        assert one.start >= 0
        assert one.end <= NARROWEST
        for other, there in placed[index + 1 :]:
            assert row != there or one.end + AWAY <= other.start or other.end + AWAY <= one.start
        for other, there in placed:
            same = abs(one.line - other.line) <= NEAR
            assert there >= row or same or not other.start < one.line < other.end


def test_two_labels_of_one_line_are_one_above_the_other() -> None:
    assert rows_of([callout("closed 10 October", 60, 60), callout("opened 10 October", 60, 60)]) == (0, 1)


def test_labels_that_cannot_but_meet_have_no_rows() -> None:
    crossing = Callout("to the right", 45, "start", 153, 328), Callout("to the left", 55, "end", 12, 187)
    assert rows_of(crossing) is None
    assert rows_of([Callout("too many", n, "start", n, n) for n in range(7)]) is None
    assert rows_of([]) == ()


def test_sides_whose_labels_would_meet_stand_beside_their_colours() -> None:
    long = {**English.words, "side_changes": "With a name that is much too long to fit"}
    labels = labels_of(lively(), "en", type("Long", (English,), {"words": long})())
    one = one_bar(stance(45, 10, 45, 0), labels)
    assert len([shape for shape in one.shapes if isinstance(shape, Swatch)]) == 3
    assert [shape.text for shape in one.shapes if isinstance(shape, Words)][-1] == "Oppose 45"


def test_labels_that_fit_into_one_row_share_it() -> None:
    assert rows_of([callout("Support 5", 0, 50), callout("Oppose 5", 50, 100)]) == (0, 0)


def test_the_bar_on_a_draft_says_what_its_table_says() -> None:
    one = chart("chart.positions.draft.2026-01.1")
    bars = {style: [box.length for box in drawn(one, style, "rect")] for style in ("side-support", "side-none")}
    assert bars == {"side-support": [50.0], "side-none": [pytest.approx(100 / 6, abs=0.01)]}
    assert [box.text for box in drawn(one, "ink", "text")] == [
        "Support 15",
        "Support with changes 5",
        "No position 5",
        "Oppose 5",
    ]
    assert cells(one) == [
        ["Support", "15", "50%"],
        ["Support with changes", "5", "17%"],
        ["Oppose", "5", "17%"],
        ["No position", "5", "17%"],
    ]
    assert one.title == "Positions: Draft 1"
    assert one.description == (
        "One bar for 30 respondents, divided as the positions that they took: Support 15; Support with changes 5;"
        " Oppose 5; No position 5."
    )


def test_a_bar_on_which_nobody_took_a_position_is_empty() -> None:
    of = snapshot([], [person("ana", takes("support"))])
    (found,) = (one for one in find(of).drafts if one.draft.id == "2")
    assert found.stance
    empty = positions_on(found, found.stance, labels_of(of))
    assert [(box.style, box.length) for box in drawn(empty, tag="rect")] == [("track", 100.0)]


def test_drafts_at_a_glance_have_a_bar_each_that_says_what_the_table_says() -> None:
    one = chart("chart.positions")
    shown = {
        style: [box.length for box in drawn(one, style, "rect") if box.length]
        for style in ("side-support", "side-oppose", "side-study", "side-not-now")
    }
    assert shown == {
        "side-support": [50.0],
        "side-oppose": [pytest.approx(100 / 6, abs=0.01), 100.0],
        "side-study": [75.0],
        "side-not-now": [25.0],
    }
    assert cells(one) == [
        ["1 · Fund small groups", "15", "–", "5", "5", "–", "5", "30"],
        ["2 · Build tools together", "0", "–", "0", "0", "–", "15", "15"],
        ["3 · What to find out", "–", "9", "–", "0", "3", "–", "12"],
    ]
    assert [box.text for box in drawn(one, "soft", "text")] == [
        "Support", "Study this", "Support with changes", "No position", "Not now", "Oppose", "30", "15", "12"
    ]  # fmt: skip


def test_bars_of_themes_are_as_long_as_the_shares_in_the_table() -> None:
    one = chart("chart.themes")
    assert [round(box.length, 1) for box in drawn(one, "bar")] == [58.3, 50.0, 50.0, 16.7]
    assert cells(one) == [
        ["Equity", "35", "58%"],
        ["Funding", "30", "50%"],
        ["Tools", "30", "50%"],
        ["This consultation", "10", "17%"],
    ]
    assert [box.text for box in drawn(one, "ink", "text")] == [
        "Equity", "35", "Funding", "30", "Tools", "30", "This consultation", "10"
    ]  # fmt: skip


def test_strokes_stand_at_what_people_coded_where_they_coded_everybody() -> None:
    one = coded_chart(by_nobody=())
    assert [box.x for box in drawn(one, "ink", "rect")] == [100.0, 0.0, 0.0, 0.0]
    assert [row[3] for row in cells(one)] == ["60", "0", "0", "0"]
    all_but_one = coded_chart(by_nobody=(0,))
    assert drawn(all_but_one, "ink", "rect") == []
    assert [row[3] for row in cells(all_but_one)] == ["59", "0", "0", "0"]


def coded_chart(by_nobody: Sequence[int]) -> Chart:
    """Return the chart of themes where a person coded everybody but some with funding."""
    of = lively()
    people = [
        one
        if number in by_nobody
        else replace(one, answers=tuple(replace(answer, coded=("funding",)) for answer in one.answers))
        for number, one in enumerate(of.rounds[0].participations)
    ]
    of = replace(of, rounds=(replace(of.rounds[0], participations=tuple(people)),))
    return themes_by_respondents(find(of), labels_of(of))


def by_region(**sizes: int) -> Snapshot:
    """Return a crowd with groups of these sizes, every other one of whom raised funding, all of them tools."""
    people: list[Participation] = []
    for region, size in sizes.items():
        people += crowd(size // 2, "funding", "tools", start=len(people), region=region)
        people += crowd(size - size // 2, "tools", start=len(people), region=region)
    return snapshot(people)


def groups_chart(of: Snapshot) -> Chart | None:
    """Return the themes by region."""
    found = find(of, by="region")
    assert found.cut
    covered = next(one for one in found.coverages if one.attribute == "region")
    return themes_by_group(found.cut, covered, labels_of(of))


def test_a_cell_is_the_darker_the_larger_the_share() -> None:
    of = snapshot(
        [
            *crowd(12, "funding", region="north"),
            *crowd(6, "funding", start=20, region="south"),
            *crowd(6, start=30, region="south"),
            *crowd(12, start=40, region="east"),
        ]
    )
    one = groups_chart(of)
    assert one
    assert cells(one)[0] == ["Funding", "12", "6", "0"]
    strengths = [part.split('"')[0] for part in one.svg.split('fill-opacity="')[1:]]
    assert strengths[:3] == ["0.8", "0.43", "0.06"]
    assert [box.text for box in drawn(one, "small", "text")][:6] == ["North", "South", "East", "100", "50", "0"]


def test_masked_cells_are_hatched_alike_whatever_they_hold() -> None:
    """Who is masked in which numbers does not show: only what is shown, and that something is masked."""
    one, other = (groups_chart(by_region(north=20, south=20, east=east, west=west)) for east, west in ((2, 6), (4, 4)))
    assert one
    assert other
    assert one == other
    hatched = drawn(one, "track")
    assert len(hatched) == sum(row.count("masked") for row in cells(one))
    assert len({box.length for box in hatched}) == 1
    assert not [box for box in drawn(one, "heat") if box.x >= 50]


def test_without_anything_to_show_there_is_no_chart_of_groups() -> None:
    assert groups_chart(by_region(north=3)) is None
    assert groups_chart(by_region(north=1, south=1)) is None


def test_names_of_groups_stand_upright_where_they_do_not_fit() -> None:
    of = by_region(north=20, south=20)
    level = groups_chart(of)
    assert level
    assert "rotate(-90)" not in level.svg
    regions = of.consultation.attribute("region")
    assert regions
    wordy = tuple(
        replace(choice, label=replace(choice.label, texts={"en": "Donaudampfschifffahrtsgesellschaft"}))
        for choice in regions.choices
    )
    attributes = tuple(replace(one, choices=wordy) if one.id == "region" else one for one in of.consultation.attributes)
    upright = groups_chart(replace(of, consultation=replace(of.consultation, attributes=attributes)))
    assert upright
    assert upright.svg.count("rotate(-90)") == 2


def test_who_was_heard_is_drawn_to_the_scale_of_the_largest_number() -> None:
    covered = Coverage("region", several=False, heard=(Cell("north", 30), Cell("south", 15)), absent=("east",))
    one = who_was_heard(covered, LABELS)
    assert one
    assert [box.length for box in drawn(one, "bar")] == [100.0, 50.0]
    assert [box.text for box in drawn(one, tag="text")] == ["North", "30", "South", "15", "East", "nobody"]
    assert cells(one) == [["North", "30"], ["South", "15"], ["East", "0"]]
    assert "aimed for" not in one.description


def test_strokes_stand_at_what_was_aimed_for() -> None:
    covered = Coverage("region", False, (Cell("north", 30), Cell("south", None), Cell("west", None)), ("east",))  # noqa: FBT003
    one = who_was_heard(covered, LABELS, {"north": 40, "south": 20, "east": 10})
    assert one
    assert [box.length for box in drawn(one, "bar")] == [75.0]
    assert [box.x for box in drawn(one, "ink", "rect")] == [100.0, 50.0, 25.0]
    assert [box.text for box in drawn(one, tag="text")] == [
        "North", "30 of 40", "South", "masked, of 20", "West", "masked", "East", "nobody, of 10"
    ]  # fmt: skip
    assert cells(one) == [
        ["North", "30", "40"],
        ["South", "masked", "20"],
        ["West", "masked", "–"],
        ["East", "0", "10"],
    ]
    assert one.description.endswith("A stroke stands at how many were aimed for.")


def test_a_masked_bar_is_as_long_as_any_other_masked_one() -> None:
    one = chart("chart.coverage.region")
    hatched = one.svg.count("url(#chart.coverage.region-hatch-masked)")
    assert hatched == [row[1] for row in cells(one)].count("masked") == 3
    assert {box.length for box in drawn(one, "track")} == {100.0}


def test_nothing_is_drawn_of_whom_nothing_may_be_shown() -> None:
    assert who_was_heard(Coverage("region", several=False, withheld=True), LABELS) is None
    assert who_was_heard(Coverage("region", several=False), LABELS) is None


def test_bands_hold_every_answer_in_the_table_once() -> None:
    one, of = chart("chart.flow"), lively()
    found = find(of)
    heard = sum(int(cell) for row in cells(one) for cell in row[1:-1])
    ways = ways_of(found, labels_of(of))
    assert sum(way.answers for way in ways) == heard == 140
    assert len(drawn(one, "band", "path")) == sum(1 for row in cells(one) for cell in row[1:-1] if int(cell))
    thick = [float(mark) for mark in heights(one)]
    assert sum(thick) == pytest.approx(2 * THICK, abs=0.1)  # what leaves the questions, and what reaches the themes
    assert [row[-1] for row in cells(one)] == ["1", "1, 3", "2", "–"]
    assert len(drawn(one, "soft", "path")) == 4


def heights(one: Chart) -> list[str]:
    """Return how thick the stops of a flow are."""
    return [part.split('height="')[1].split('"')[0] for part in one.svg.split('<rect class="bar"')[1:]]


def test_the_themes_least_heard_are_one_band_and_rows_of_their_own() -> None:
    many = tuple(theme(f"t{n:02}", f"Theme {n}", "", bears_on=("1",)) for n in range(12))
    people = [person(f"p{n}-{k}", said(f"{n} {k}", f"t{n:02}")) for n in range(12) for k in range(20 - n)]
    of = snapshot(people, consultation=town(themes=many))
    found, labels = find(of), labels_of(of)
    ways = ways_of(found, labels)
    assert len(ways) == THEMES
    assert ways[-1].label.text == "4 other themes"
    assert ways[-1].answers == sum(20 - n for n in range(8, 12))
    one = flow(found, labels)
    assert one
    assert len(cells(one)) == 12
    assert sum(int(row[1]) for row in cells(one)[8:]) == ways[-1].answers


def test_as_many_themes_as_there_are_bands_are_not_grouped() -> None:
    many = tuple(theme(f"t{n:02}", f"Theme {n}", "") for n in range(THEMES))
    of = snapshot([person(f"p{n}", said(f"{n}", f"t{n:02}")) for n in range(THEMES)], consultation=town(themes=many))
    assert [way.label.text for way in ways_of(find(of), labels_of(of))] == [f"Theme {n}" for n in range(THEMES)]


def test_without_a_theme_in_any_answer_to_a_question_there_is_no_flow() -> None:
    of = snapshot([person("ana", said("Nothing much."))], [person("bo", takes("support"))])
    assert flow(find(of), labels_of(of)) is None


def timeline_of(*answers: int | None, marks: tuple[Mark, ...] = ()) -> Timeline:
    """Return days from the opening on."""
    first = OPENED.date()
    spans = tuple(Span(first + timedelta(days=n), count) for n, count in enumerate(answers))
    return Timeline(Unit.DAY, spans, first + timedelta(days=len(answers)), marks)


def test_a_span_is_as_high_as_its_answers_are_many() -> None:
    one = when_answers_came(timeline_of(10, 0, 40, None, None), LABELS)
    bars = drawn(one, "bar")
    floor = max(box.y for box in drawn(one, "soft", "rect"))
    assert [floor - box.y for box in bars] == [PLOT / 4, PLOT]
    assert [box.x for box in bars] == [0.0, 40.0]
    hatched = drawn(one, "track")
    assert {floor - box.y for box in hatched} == {12}
    assert [box.x for box in hatched] == [60.0, 80.0]
    assert cells(one) == [
        ["2 March 2026", "10"],
        ["4 March 2026", "40"],
        ["5 March 2026", "masked"],
        ["6 March 2026", "masked"],
    ]
    assert [box.text for box in drawn(one, "small")] == ["40", "2 March 2026", "6 March 2026"]
    assert "fewer than five people" in one.description
    assert "fewer than five people" not in when_answers_came(timeline_of(10), LABELS).description


def test_strokes_stand_where_a_round_opened_and_closed() -> None:
    first = OPENED.date()
    marks = Mark(first, opened=True), Mark(first + timedelta(days=3), opened=False)
    one = when_answers_came(timeline_of(10, 20, 10, 5, marks=marks), LABELS)
    assert [box.text for box in drawn(one, "halo-paper")] == ["opened 2 March 2026", "closed 5 March 2026"]
    assert [box.x for box in drawn(one, "soft", "rect") if box.across and box.length == 0] == [0.0, 75.0]


def test_a_day_stands_within_its_month() -> None:
    first = OPENED.date().replace(day=1)
    spans = Span(first, 10), Span(first.replace(month=4), 5)
    found = Timeline(Unit.MONTH, spans, first.replace(month=5), (Mark(first.replace(month=4, day=16), opened=False),))
    (stroke,) = (
        box for box in drawn(when_answers_came(found, LABELS), "soft", "rect") if box.across and not box.length
    )
    assert stroke.x == 75.0


def test_whom_the_quotes_stand_for_is_drawn_as_the_table_says() -> None:
    one, of = chart("chart.omissions"), lively()
    found = find(of, by="region").omissions
    rows = cells(one)
    assert rows[0] == ["Respondents", "60", "27", "45%", "28", "24 to 31", "55"]
    dots = drawn(one, "side-support", "circle")[1:]  # the first is the key
    shares = [100 * int(row[2]) / int(row[1]) for row in rows if row[1] != "masked"]
    assert [box.x for box in dots] == [pytest.approx(share, abs=0.01) for share in shares]
    chance, first = found.respondents.chance, drawn(one, "chance", "rect")[1]
    assert first.x == pytest.approx(100 * chance.low / 60, abs=0.01)
    assert first.length == pytest.approx(100 * (chance.high - chance.low) / 60, abs=0.01)
    hatched = one.svg.count("url(#chart.omissions-hatch-masked)")
    assert hatched == sum(row[1] == "masked" for row in rows) > 0
    assert {box.length for box in drawn(one, "track", "rect")} == {100.0}


@given(st.text(max_size=300), st.floats(30, 400), st.integers(1, 4))
def test_lines_lose_nothing_but_what_an_ellipsis_says(text: str, pixels: float, most: int) -> None:
    lines = lines_of(text, pixels, most)
    assert 1 <= len(lines) <= most
    whole = "".join(text.split())
    shown = "".join("".join(lines).split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


@given(st.text("abcdefghij ", max_size=200), st.floats(60, 400))
def test_lines_fit_but_for_a_word_that_is_a_little_too_long(text: str, pixels: float) -> None:
    assert all(width_of(line) <= 1.35 * pixels for line in lines_of(text, pixels, 9))


def test_declared_themes_are_what_the_lively_rounds_speak_of() -> None:
    assert {one.id for one in DECLARED} == {one.theme for one in find(lively()).themes}

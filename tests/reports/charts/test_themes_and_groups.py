"""Themes by respondents and by group, as they are drawn and as the table says."""

from collections.abc import Sequence
from dataclasses import replace

from consultation.records import Participation, Snapshot
from reports.charts.groups import themes_by_group
from reports.charts.themes import themes_by_respondents
from reports.document import Chart
from reports.findings import find
from tests.reports.charts.lively import cells, chart, drawn, labels_of, lively
from tests.reports.snapshots import THEMES as DECLARED
from tests.reports.snapshots import crowd, snapshot


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
            *crowd(10, "funding", region="north"),
            *crowd(10, start=70, region="north"),
            *crowd(6, "funding", start=20, region="south"),
            *crowd(18, start=30, region="south"),
            *crowd(12, start=50, region="east"),
        ]
    )
    one = groups_chart(of)
    assert one
    assert cells(one)[0] == ["Funding", "10", "6", "0"]
    strengths = [part.split('"')[0] for part in one.svg.split('fill-opacity="')[1:]]
    assert strengths[:3] == ["0.8", "0.43", "0.06"]
    assert [box.text for box in drawn(one, "small", "text")][:6] == ["North", "South", "East", "50", "25", "0"]


def test_masked_cells_are_hatched_alike_whatever_they_hold() -> None:
    """Who is masked in which numbers does not show: only what is shown, and that something is masked."""
    one, other = (groups_chart(by_region(north=20, south=20, east=east, west=west)) for east, west in ((2, 6), (4, 4)))
    assert one
    assert other
    assert one == other
    hatched = drawn(one, "track")
    assert len(hatched) == one.svg.count("url(#") == sum(row.count("masked") for row in cells(one)) > 0
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


def test_declared_themes_are_what_the_lively_rounds_speak_of() -> None:
    assert {one.id for one in DECLARED} == {one.theme for one in find(lively()).themes}

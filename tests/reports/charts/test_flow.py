"""From questions through themes to drafts: every answer is drawn once."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from reports.charts.flow import THEMES, THICK, flow, ways_of
from reports.document import Chart
from reports.findings import find
from tests.reports.charts.lively import cells, chart, drawn, labels_of, lively
from tests.reports.snapshots import OPENED, person, said, snapshot, takes, theme, town, unit, why


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


def test_bands_lie_side_by_side_at_both_ends() -> None:
    one = chart("chart.flow")
    paths = re.findall(r"M0 ([\d.]+)C50 [\d.]+ 50 [\d.]+ 100 ([\d.]+)V([\d.]+)", one.svg)
    ends = [(float(begins), float(ends), float(under) - float(ends)) for begins, ends, under in paths]
    bands = [band for band in ends if band[2] > 2.5]  # the lines to the drafts are two pixels thick
    assert len(bands) == sum(1 for row in cells(one) for cell in row[1:-1] if int(cell)) == 9
    for side, x in enumerate(("0", "50")):
        spans = sorted((band[side], band[side] + band[2]) for band in bands)
        assert all(start >= end - 0.01 for (_, end), (start, _) in pairwise(spans))
        stops = re.findall(rf'class="bar"[^>]* x="{x}%" y="([\d.]+)"[^>]* height="([\d.]+)"', one.svg)
        for top, height in [(float(y), float(tall)) for y, tall in stops]:
            here = [band[2] for band in bands if top - 0.01 <= band[side] < top + height - 0.01]
            assert sum(here) == pytest.approx(height, abs=0.05)


def test_an_earlier_version_of_a_draft_does_not_end_the_flow() -> None:
    of = lively()
    old = replace(of.consultation.drafts[0], version="2025-01", dated=OPENED.date(), title=unit("An older title"))
    newer = tuple(replace(one, dated=OPENED.date() + timedelta(days=1)) for one in of.consultation.drafts)
    spoken = person("old", takes("support", version="2025-01"), why("It was better.", "equity", version="2025-01"))
    rounds = (of.rounds[0], replace(of.rounds[1], participations=(*of.rounds[1].participations, spoken)))
    changed = replace(of, consultation=replace(of.consultation, drafts=(old, *newer)), rounds=rounds)
    assert [one.draft.version for one in find(changed).drafts] == ["2026-01"] * 3 + ["2025-01"]
    one = flow(find(changed), labels_of(changed))
    assert one
    assert "older" not in one.svg
    assert [box.text for box in drawn(one, "strong")] == ["1", "2", "3"]


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

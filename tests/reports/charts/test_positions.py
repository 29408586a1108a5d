"""Positions on drafts, as they are drawn and as the table says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.drawing import Ink, Swatch, Words
from reports.charts.positions import DRAWN, bar_in_a_row, one_bar, pieces_of, positions_on
from reports.english import English
from reports.findings import find
from tests.reports.charts.lively import cells, chart, drawn, labels_of, lively, stance
from tests.reports.snapshots import person, snapshot, takes

counts = st.lists(st.integers(0, 400), min_size=4, max_size=4).filter(any)


def test_numbers_on_a_pattern_have_a_halo() -> None:
    found = find(lively()).drafts[0]
    assert found.stance
    svg = bar_in_a_row(found, found.stance, labels_of(lively()))
    around = r'class="ink small halo-(side-\w+)"[^>]* stroke="(#\w+)" stroke-width="4"[^>]* paint-order="stroke"'
    haloed = re.findall(around, svg)
    assert haloed == [("side-changes", Ink.CHANGES.colour), ("side-none", Ink.NONE.colour)]


@given(counts)
def test_a_bar_has_a_piece_for_each_position_that_was_taken(taken: list[int]) -> None:
    found = stance(*taken)
    pieces = pieces_of(found)
    assert {one.side: one.count for one in pieces} == {
        side: evidence.respondents for side, evidence in found.sides if evidence.respondents
    }
    assert [one.side for one in pieces] == sorted((one.side for one in pieces), key=DRAWN.index)
    assert sum(one.length for one in pieces) == pytest.approx(100)


def test_sides_whose_labels_would_meet_stand_beside_their_colours() -> None:
    long = {**English.words, "side_changes": "With a name that is much too long to fit"}
    labels = labels_of(lively(), "en", type("Long", (English,), {"words": long})())
    one = one_bar(stance(45, 10, 45, 0), labels)
    assert len([shape for shape in one.shapes if isinstance(shape, Swatch)]) == 3
    assert [shape.text for shape in one.shapes if isinstance(shape, Words)][-1] == "Oppose 45"


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
    hatches = re.findall(r'<rect fill="url\(#chart\.positions\.draft\.2026-01\.1-hatch-(\w+)\)" x="([\d.]+)%"', one.svg)
    assert hatches == [("changes", "50"), ("none", "66.667")]
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


def test_a_bar_in_a_row_is_hidden_from_who_listens() -> None:
    of = lively()
    (found,) = (one for one in find(of).drafts if one.draft.id == "1")
    assert found.stance
    row = bar_in_a_row(found, found.stance, labels_of(of))
    assert row.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" class="drawing" aria-hidden="true" width="100%" height="16"'
    )
    assert "<title" not in row
    assert re.findall(r'class="side-(\w+)" fill="#\w+" x="([\d.]+)%"', row) == [
        ("support", "0"), ("changes", "50"), ("none", "66.667"), ("oppose", "83.333")
    ]  # fmt: skip
    assert re.findall(r">\u2066(\d+)\u2069<", row) == ["15", "5", "5", "5"]

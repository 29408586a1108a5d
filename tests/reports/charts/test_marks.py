"""How marks are placed: parts of a whole, labels that do not meet, a drawing turned over, lines of text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.records import Side
from reports.charts.callouts import AWAY, NEAR, TRIED, callouts
from reports.charts.drawing import Box, Dot, Drawing, Ink, Ribbon, Ribbons, Stroke, Swatch, Words, mirrored, parted
from reports.charts.lettering import NARROWEST, lines_of, width_of
from reports.charts.positions import pieces_of
from reports.charts.writing import path_of
from tests.reports.charts.lively import stance

counts = st.lists(st.integers(0, 400), min_size=4, max_size=4).filter(any)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=9))
def test_parts_follow_one_another_and_fill_the_width(several: list[int]) -> None:
    parts = parted(several)
    ends = [x + length for x, length in parts]
    assert ends[-1] == pytest.approx(100)
    assert [x for x, _ in parts] == [0.0, *(pytest.approx(end) for end in ends[:-1])]
    for count, (_, length) in zip(several, parts, strict=True):
        assert length == pytest.approx(100 * count / sum(several), abs=0.002)


def test_what_is_turned_over_begins_where_it_ended() -> None:
    ribbons = Ribbons(0, 60, 9, (Ribbon(1, 5, 2, 1),), Ink.BAND)
    drawing = Drawing(
        9,
        (
            Box(10, 0, 30, 5, Ink.BAR),
            Stroke(20, 0, 5, Ink.INK),
            Dot(30, 4, 5, Ink.INK),
            Swatch(40, 0, Ink.NONE, shift=3),
            Words(50, 5, "a", "en", "start", shift=7),
            Words(50, 5, "b", "en", "middle"),
            ribbons,
        ),
    )
    assert mirrored(drawing).shapes == (
        Box(60, 0, 30, 5, Ink.BAR),
        Stroke(80, 0, 5, Ink.INK, back=True),
        Dot(70, 4, 5, Ink.INK),
        Swatch(60, 0, Ink.NONE, shift=-15),
        Words(50, 5, "a", "en", "end", shift=-7),
        Words(50, 5, "b", "en", "middle"),
        replace(ribbons, x=40, turned=True),
    )
    assert mirrored(mirrored(drawing)) == drawing
    (ribbon,) = ribbons.ribbons
    assert path_of(ribbon, ribbons) == "M0 1C50 1 50 5 100 5V7C50 7 50 3 0 3Z"
    assert path_of(ribbon, replace(ribbons, turned=True)) == "M0 5C50 5 50 1 100 1V3C50 3 50 7 0 7Z"


@given(counts)
def test_no_label_of_a_bar_meets_another_or_the_line_to_one(taken: list[int]) -> None:
    names = {Side.SUPPORT: "Support", Side.CHANGES: "Support with changes", Side.NONE: "No position"}
    labelled = [(one, f"{names.get(one.side, 'Oppose')} {one.count}") for one in pieces_of(stance(*taken))]
    placed = callouts([(name, one.x, one.x + one.length) for one, name in labelled])
    if placed is None:  # they stand beside their colours then
        return
    for index, (one, row) in enumerate(placed):
        assert one.start >= 0
        assert one.end <= NARROWEST
        for other, there in placed[index + 1 :]:
            assert row != there or one.end + AWAY <= other.start or other.end + AWAY <= one.start
        for other, there in placed:
            same = abs(one.line - other.line) <= NEAR
            assert there >= row or same or not other.start < one.line < other.end


def test_two_labels_of_one_line_are_one_above_the_other() -> None:
    placed = callouts([("closed on 10 October", 48, 48), ("opened on 10 October", 48, 48)])
    assert placed
    assert [row for _, row in placed] == [0, 1]


def test_labels_that_cannot_but_meet_have_no_rows() -> None:
    assert callouts([("a label that is much too long for either side of it", 50, 50)]) is None
    assert callouts([("too many", n, n) for n in range(TRIED + 1)]) is None
    assert callouts([("far too long to stand there", n, n) for n in (48, 50, 52, 54)]) is None
    assert callouts([]) == []


def test_a_label_turns_to_the_other_side_before_it_needs_another_row() -> None:
    placed = callouts([("opened on 20 September", 52, 52), ("closed on 26 October", 55, 55)])
    assert placed
    assert [(one.anchor, row) for one, row in placed] == [("end", 0), ("start", 0)]


def test_labels_that_fit_into_one_row_share_it() -> None:
    placed = callouts([("Support 5", 0, 50), ("Oppose 5", 50, 100)])
    assert placed
    assert [(one.anchor, row) for one, row in placed] == [("start", 0), ("start", 0)]


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

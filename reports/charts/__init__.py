"""Geometry of the charts: templates draw what stands here and compute nothing. Imports only consultation.

Across, lengths are percent of the width there is; down, pixels: the same drawing fits a telephone and a desk without
its letters growing or shrinking. A chart never stands alone: beside it is a table with the same numbers, and in it a
title and a description.
"""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from consultation.guide import Shown
from consultation.records import Side
from reports.draft_findings import StanceFinding

LINE, BAR, GAP = 18, 8, 13
STROKE = BAR + 4
"""How far a stroke across a bar reaches down: below it, so that it shows on the bar and beside it."""

CHARACTERS = 44
"""How many characters of a label fit into one line on a telephone."""

LEAST_FOR_NUMBER = 7.0
"""How wide a piece of a bar must be, in percent, for its number to stand in it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar below its label: ``lines`` of text whose baselines are ``baselines``; the bar's own y, and its length.

    ``mark`` is where a stroke crosses it, None where there is none.
    """

    lines: tuple[str, ...]
    baselines: tuple[int, ...]
    language: str
    y: int
    length: float
    value: int
    mark: float | None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from the left, all to one scale; ``stroke`` is how long the strokes across them are."""

    height: int
    thickness: int
    stroke: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One side's part of a stacked bar; ``number`` is empty where it is too narrow to hold it."""

    side: Side
    x: float
    length: float
    middle: float
    number: str


def bar_chart(rows: Sequence[tuple[Shown, int, int | None]], whole: int) -> BarChart:
    """Lay out a bar per row, from a label, a number and one to mark; a bar of ``whole`` takes the full width."""
    bars, y = [], 0
    for label, value, marked in rows:
        lines = _lines(label.text)
        baselines = tuple(y + LINE * (index + 1) - 5 for index in range(len(lines)))
        y += LINE * len(lines)
        mark = None if marked is None else _percent(marked, whole)
        bars.append(Bar(lines, baselines, label.language, y, _percent(value, whole), value, mark))
        y += BAR + GAP
    return BarChart(y, BAR, STROKE, tuple(bars))


def stacked(stance: StanceFinding) -> tuple[Piece, ...]:
    """Lay out the positions on one draft over the whole width, in the order of its sides."""
    pieces, before = [], 0
    for side, evidence in stance.sides:
        count, whole = evidence.respondents, stance.respondents
        length = _percent(count, whole)
        if count:
            number = str(count) if length >= LEAST_FOR_NUMBER else ""
            pieces.append(Piece(side, _percent(before, whole), length, _percent(2 * before + count, 2 * whole), number))
        before += count
    return tuple(pieces)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _lines(label: str) -> tuple[str, ...]:
    wide = any(unicodedata.east_asian_width(character) == "W" for character in label)
    return tuple(textwrap.wrap(label, CHARACTERS // 2 if wide else CHARACTERS) or [""])

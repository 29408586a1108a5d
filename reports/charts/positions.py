"""Positions on drafts: one draft with its sides named, and all drafts one below the other. Imports only consultation.

A bar begins with those who support a draft and ends with those who oppose it; between them are changes asked for and no
position. So both ends can be compared from bar to bar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consultation.records import Side
from reports.charts.callouts import callouts
from reports.charts.cells import counted, named, respondents
from reports.charts.drawing import Box, Drawing, Hatch, Ink, Shape, Stroke, Swatch, Words, parted
from reports.charts.lettering import NARROWEST, SMALL, width_of
from reports.charts.writing import chart, picture
from reports.document import Chart, Key, Line, Table
from reports.draft_findings import DraftFinding, StanceFinding
from reports.evidence import anchor_of, words_of
from reports.labels import Labels

DRAWN = (Side.SUPPORT, Side.STUDY, Side.CHANGES, Side.NONE, Side.NOT_NOW, Side.OPPOSE)
"""The sides in the order in which they are drawn."""

INKS = {
    Side.SUPPORT: Ink.SUPPORT,
    Side.STUDY: Ink.STUDY,
    Side.CHANGES: Ink.CHANGES,
    Side.NONE: Ink.NONE,
    Side.NOT_NOW: Ink.NOT_NOW,
    Side.OPPOSE: Ink.OPPOSE,
}
HATCHES = {Side.CHANGES: Hatch.CHANGES, Side.NONE: Hatch.NONE}

BAR, THIN = 24, 16
ROW = 17
"""How far a label is below the one before it, in pixels."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One side's part of a bar."""

    side: Side
    count: int
    x: float
    length: float


def pieces_of(stance: StanceFinding) -> tuple[Piece, ...]:
    """Lay out the positions that were taken over the whole width."""
    taken = [(side, stance.side(side).respondents) for side in DRAWN if any(side is one for one, _ in stance.sides)]
    taken = [(side, count) for side, count in taken if count]
    parts = parted([count for _, count in taken])
    return tuple(Piece(side, count, x, length) for (side, count), (x, length) in zip(taken, parts, strict=True))


def positions_on(found: DraftFinding, stance: StanceFinding, labels: Labels) -> Chart:
    """Return the positions on one draft: a bar, its sides named below it."""
    grammar, words = labels.grammar, labels.grammar.words
    draft = labels.draft_number(found.draft)
    sides = "; ".join(f"{_name(side, labels)} {grammar.number(one.respondents)}" for side, one in stance.sides)
    return chart(
        labels,
        name=anchor_of("chart", "positions", *words_of(found.place)),
        title=words["chart_positions"].format(draft=draft),
        description=words["chart_positions_desc"].format(
            who=grammar.counted("n_respondents", stance.respondents), sides=sides
        ),
        drawing=one_bar(stance, labels),
        table=_table_of_one(stance, labels),
    )


def one_bar(stance: StanceFinding, labels: Labels) -> Drawing:
    """Lay out a bar and, below it, the name and number of each side, at the end of a line that leads to its piece.

    Where these would meet, they stand one below the other, each beside its colour.
    """
    pieces, language = pieces_of(stance), labels.grammar.language
    sides = [(one, f"{_name(one.side, labels)} {labels.grammar.number(one.count)}") for one in pieces]
    placed = callouts([(name, one.x, one.x + one.length) for one, name in sides])
    shapes: list[Shape] = list(_bar(pieces, 0, BAR))
    if placed is None:
        for row, (one, name) in enumerate(sides, start=1):
            shapes.append(Swatch(0, BAR + 2 + ROW * row - 11, INKS[one.side], HATCHES.get(one.side)))
            shapes.append(Words(0, BAR + 2 + ROW * row, name, language, shift=18))
        return Drawing(BAR + 8 + ROW * len(sides), tuple(shapes))
    for place, row in placed:
        baseline = BAR + 2 + ROW * (row + 1)
        shapes.append(Stroke(place.x, BAR, baseline - BAR + 2, Ink.SOFT, back=place.anchor == "end"))
        shapes.append(Words(place.x, baseline, place.text, language, place.anchor, shift=place.shift))
    return Drawing(BAR + 8 + ROW * (max((row for _, row in placed), default=-1) + 1), tuple(shapes))


def bar_in_a_row(found: DraftFinding, stance: StanceFinding, labels: Labels) -> str:
    """Return the positions on one draft as a thin bar for a row of a table, which has their numbers."""
    shapes = (*_bar(pieces_of(stance), 0, THIN), *_numbers(pieces_of(stance), 0, labels))
    return picture(labels, anchor_of("chart", "row", *words_of(found.place)), Drawing(THIN, shapes))


def _bar(pieces: Sequence[Piece], y: float, height: float) -> Iterator[Shape]:
    if not pieces:
        yield Box(0, y, 100, height, Ink.TRACK)
    for one in pieces:
        yield Box(one.x, y, one.length, height, INKS[one.side], HATCHES.get(one.side))
    for one in pieces[1:]:
        yield Stroke(one.x, y, height, Ink.PAPER, 1.5)


def _numbers(pieces: Sequence[Piece], y: float, labels: Labels) -> Iterator[Shape]:
    """Yield the numbers that fit into their pieces."""
    for one in pieces:
        number = labels.grammar.number(one.count)
        if width_of(number, SMALL) + 6 <= one.length * NARROWEST / 100:
            middle, language = one.x + one.length / 2, labels.grammar.language
            if one.side in HATCHES:
                yield Words(middle, y + 12, number, language, "middle", small=True, halo=INKS[one.side])
            else:
                yield Words(middle, y + 12, number, language, "middle", Ink.ON_DARK, small=True)


def _name(side: Side, labels: Labels) -> str:
    return labels.grammar.words[f"side_{side.value}"]


def _table_of_one(stance: StanceFinding, labels: Labels) -> Table:
    grammar, words = labels.grammar, labels.grammar.words
    rows: list[tuple[Line, ...]] = [
        (
            (Key(side.value), " ", _name(side, labels)),
            (respondents(one, stance.respondents, labels),),
            (grammar.percent(one.respondents, stance.respondents),),
        )
        for side, one in stance.sides
    ]
    columns = named(words["position"]), counted(words["respondents"]), counted(words["share"])
    return Table((words["positions"],), columns, tuple(rows))

"""Labels at the ends of lines that lead to places on a drawing, in rows where none meets another.

What is free of meetings on the narrowest screen is so on all: labels stay as wide as they are, and move apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from reports.charts.drawing import Anchor
from reports.charts.lettering import NARROWEST, SIZE, width_of

AWAY = 5
"""How far a label is from its line, and from the next label, in pixels."""

NEAR = 2
"""How near a line may come to a label that it passes, in pixels."""

TRIED = 4
"""Of how many labels all ways to place them are tried."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A label: where its line stands, in percent, and where it begins and ends on the narrowest screen, in pixels."""

    text: str
    x: float
    anchor: Anchor
    start: float
    end: float

    @property
    def line(self) -> float:
        """Where its line stands, in the same pixels."""
        return self.x * NARROWEST / 100

    @property
    def shift(self) -> float:
        """How far its text is from its line."""
        return AWAY if self.anchor == "start" else -AWAY


def callouts(labels: Sequence[tuple[str, float, float]], size: float = SIZE) -> list[tuple[Callout, int]] | None:
    """Place labels, each a text with where what it names begins and ends, in percent; return them with their rows.

    Row 0 is nearest to what is labelled; there are as few rows as there can be. A label goes on from where its thing
    begins, or else up to where it ends. None where there are too many labels, one does not fit, or each way to place
    them lets one meet another or the line to it.
    """
    options = [list(_options(text, begins, ends, size)) for text, begins, ends in labels]
    if len(labels) > TRIED or not all(options):
        return None
    for most in range(1, len(labels) + 1):
        for chosen in product(*options):
            for rows in product(range(most), repeat=len(labels)):
                if _apart(chosen, rows):
                    return list(zip(chosen, rows, strict=True))
    return None if labels else []


def _options(text: str, begins: float, ends: float, size: float) -> Iterator[Callout]:
    """Yield the ways to place a label that keep it on the narrowest screen."""
    width, first, last = width_of(text, size) + AWAY, begins * NARROWEST / 100, ends * NARROWEST / 100
    if first + width <= NARROWEST:
        yield Callout(text, begins, "start", first, first + width)
    if last >= width:
        yield Callout(text, ends, "end", last - width, last)


def _apart(callouts: Sequence[Callout], rows: Sequence[int]) -> bool:
    pairs = product(zip(callouts, rows, strict=True), repeat=2)
    return not any(_meet(one, row, other, there) for (one, row), (other, there) in pairs if one is not other)


def _meet(one: Callout, row: int, other: Callout, there: int) -> bool:
    """Say whether two labels overlap in one row, or the line to ``one`` crosses the other, which is nearer.

    Two that have one line are in two rows at its side.
    """
    if row == there:
        return one.start < other.end + AWAY and other.start < one.end + AWAY
    apart = abs(one.line - other.line) > NEAR
    return row > there and apart and other.start - NEAR < one.line < other.end + NEAR

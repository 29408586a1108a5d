"""Random picks of statements, that chance is judged by. Imports only consultation.

Only `Random.random` is used: it alone is promised to give the same on every version of Python.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from reports.quotes import quote_from
from reports.statements import Heard

PICKS = 200
"""How many random picks chance is judged by."""

OUTSIDE = 20
"""One in so many picks is below the range that is shown, and one in so many above it."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What random picks reach: the mean, and the range that holds nine picks in ten."""

    mean: float
    low: int
    high: int


def chance_of(counts: Sequence[int]) -> Chance:
    """Return what picks reach, from what each of them does."""
    ranked, outside = sorted(counts), len(counts) // OUTSIDE
    return Chance(sum(ranked) / len(ranked), ranked[outside], ranked[-1 - outside])


def random_picks(quotable: Sequence[Heard], characters: int, seed: int) -> list[Sequence[Heard]]:
    """Return `PICKS` random picks of so many characters, each statement as long as the quote that it would give."""
    dice, lengths = Random(seed), dict[int, int]()
    return [list(_pick(quotable, characters, dice, lengths)) for _ in range(PICKS)]


def _pick(quotable: Sequence[Heard], characters: int, dice: Random, lengths: dict[int, int]) -> Iterator[Heard]:
    """Yield one pick; ``lengths`` are those of the quotes that statements would give, as far as known."""
    left = characters
    for index in _shuffled(len(quotable), dice):
        if index not in lengths:
            quote = quote_from(quotable[index].answer)
            lengths[index] = quote.end - quote.start
        if lengths[index] >= 2 * left:
            return
        yield quotable[index]
        left -= min(lengths[index], left)


def _shuffled(count: int, dice: Random) -> Iterator[int]:
    """Yield the numbers below ``count`` in random order, without making them all."""
    moved: dict[int, int] = {}
    for place in range(count):
        other = place + int(dice.random() * (count - place))
        yield moved.pop(other, other)
        if other != place:
            moved[other] = moved.pop(place, place)

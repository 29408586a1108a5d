"""What readers of earlier editions know of a table, so that comparing tells them nothing of a few people.

Imports only consultation. Of the editions in a snapshot each has some round in common with the report; see `masking`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from consultation.editions import Earlier, Tally
from reports.masking import THRESHOLD, Seen, mask, mask_row, mask_since
from reports.statements import Place

Row = tuple[str, ...]


def spoke_key(place: Place) -> Row:
    """Return the key of the row that counts who spoke on a draft."""
    return ("spoke", place.item, place.list)


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of ``earlier`` editions, the oldest first."""

    earlier: tuple[Earlier, ...] = ()

    def groups(self, attribute: str) -> frozenset[str]:
        """Return the groups of an attribute that earlier editions counted anybody in."""
        columns = (one for one in self._tallies(attribute, ()) if one)
        return frozenset(group for one in columns for group, count in one.counts.items() if count)

    def column(self, attribute: str, order: Sequence[str], counts: Sequence[int]) -> frozenset[int] | None:
        """Return which cells of the respondents by group to mask, by index; None for all."""
        seen, derived = self._seen(attribute, (), order)
        return mask_since(Seen(counts), seen, derived) if seen else mask(counts)

    def row(
        self, attribute: str, key: Row, order: Sequence[str], now: Seen, hidden_groups: frozenset[int]
    ) -> frozenset[int] | None:
        """Return which cells to mask of ``now``, those of each group who said something; None for all."""
        seen, derived = self._seen(attribute, key, order)
        if not seen:
            return mask_row(now.counts, now.sizes, hidden_groups)
        return mask_since(now, seen, derived, hidden_groups)

    def may_know_who_is_silent(self, attribute: str, key: Row, counts: Mapping[str, int]) -> bool:
        """Say whether the groups of which nobody spoke may be named: where only a few began or ceased to, none is."""
        return all(
            before.masked is not None
            and not any(_few_began_or_ceased(before.counts, counts, g) for g in {*before.counts, *counts})
            for before in self._tallies(attribute, key)
            if before
        )

    def _tallies(self, attribute: str, key: Row) -> Iterator[Tally | None]:
        """Yield each edition's row, None where it had none."""
        for one in self.earlier:
            there = (tally for tally in one.told.tallies if (tally.attribute, tally.key) == (attribute, key))
            yield next(there, None)

    def _seen(self, attribute: str, key: Row, order: Sequence[str]) -> tuple[list[Seen], list[Seen]]:
        """Return the row as each edition had it, and what can be computed from two of them.

        A row of which nobody said anything was not seen: what is new in it is small or not by itself.
        """
        sizes = self._tallies(attribute, ()) if key else iter([None] * len(self.earlier))
        rows = zip(self.earlier, self._tallies(attribute, key), sizes, strict=True)
        known = ((one, row, of) for one, row, of in rows if row and (row.masked is None or any(row.counts.values())))
        seen = [(one, _aligned(row, of, order)) for one, row, of in known]
        return [row for _, row in seen], list(_derived(seen))


def _aligned(row: Tally, of: Tally | None, order: Sequence[str]) -> Seen:
    masked = None if row.masked is None else frozenset(i for i, group in enumerate(order) if group in row.masked)
    sizes = [of.counts.get(group, 0) for group in order] if of else []
    return Seen([row.counts.get(group, 0) for group in order], sizes, masked)


def _derived(seen: Iterable[tuple[Earlier, Seen]]) -> Iterator[Seen]:
    """Yield the sum of two editions without a round in common, and what one has more than another it contains."""
    for (one, row), (other, less) in permutations(seen, 2):
        if one.rounds > other.rounds:
            yield _combined(row, less, -1)
        elif not one.rounds & other.rounds:
            yield _combined(row, less, 1)


def _combined(one: Seen, other: Seen, sign: int) -> Seen:
    counts = [this + sign * that for this, that in zip(one.counts, other.counts, strict=True)]
    return Seen(counts, [this + sign * that for this, that in zip(one.sizes, other.sizes, strict=True)])


def _few_began_or_ceased(before: Mapping[str, int], now: Mapping[str, int], group: str) -> bool:
    spoke, speak = before.get(group, 0), now.get(group, 0)
    return min(spoke, speak) == 0 and 0 < max(spoke, speak) < THRESHOLD

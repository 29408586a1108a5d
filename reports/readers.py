"""What readers of earlier editions know of a table, so that comparing tells them nothing of a few people.

Imports only consultation. The rule, and why it is as it is, stands in `reports.masking`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Self

from consultation.editions import Earlier, Tally
from consultation.records import Snapshot
from reports.masking import THRESHOLD, Seen, last_shown, mask, mask_row, mask_since
from reports.statements import Place

Row = tuple[str, ...]


def spoke_key(place: Place) -> Row:
    """Return the key of the row that counts who spoke on a draft."""
    return ("spoke", place.item, place.list)


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of ``earlier`` editions, the oldest first, and now of one of these ``rounds``."""

    earlier: tuple[Earlier, ...] = ()
    rounds: frozenset[str] = frozenset()

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Return the readers of a report that is made of a snapshot."""
        return cls(snapshot.earlier, frozenset(record.round.id for record in snapshot.rounds))

    def groups(self, attribute: str) -> frozenset[str]:
        """Return the groups of an attribute that earlier editions counted anybody in."""
        columns = self._tallies(attribute, ())
        return frozenset(group for one in columns for group, count in one.counts.items() if count)

    def column(self, attribute: str, order: Sequence[str], counts: Sequence[int]) -> frozenset[int] | None:
        """Return which cells of the respondents by group to mask, by index; None for all."""
        seen, last, derived = self._seen(attribute, (), order)
        return mask_since(Seen(counts), seen, last, derived) if last else mask(counts)

    def row(
        self, attribute: str, key: Row, order: Sequence[str], now: Seen, hidden_groups: frozenset[int]
    ) -> frozenset[int] | None:
        """Return which cells to mask of ``now``, those of each group who said something; None for all."""
        seen, last, derived = self._seen(attribute, key, order)
        if last is None:
            return mask_row(now.counts, now.sizes, hidden_groups)
        return mask_since(now, seen, last, derived, hidden_groups)

    def may_know_who_is_silent(self, attribute: str, key: Row, counts: Mapping[str, int]) -> bool:
        """Say whether the groups of which nobody spoke may be named: where only a few began or ceased to, none is."""
        return all(
            before.masked is not None
            and not any(_few_began_or_ceased(before.counts, counts, g) for g in {*before.counts, *counts})
            for before in self._tallies(attribute, key)
        )

    def _tallies(self, attribute: str, key: Row) -> Iterator[Tally]:
        """Yield the row as each edition had it that has a round in common."""
        rows = ((one, _row(one, attribute, key)) for one in self.earlier if one.rounds & self.rounds)
        return (row for _, row in rows if row)

    def _seen(self, attribute: str, key: Row, order: Sequence[str]) -> tuple[list[Seen], Seen | None, list[Seen]]:
        """Return the row as each edition had it, what of it was shown last, and what can be computed from two of them.

        A row of which nobody said anything was not seen: what is new in it is small or not by itself.
        """
        rows = [(one, _row(one, attribute, key), _row(one, attribute, ()) if key else None) for one in self.earlier]
        known = [(one, row, of) for one, row, of in rows if row and (row.masked is None or any(row.counts.values()))]
        seen = [(one.rounds, _aligned(row, of, order)) for one, row, of in known]
        derived = [row for rounds, row in _derived(seen) if rounds & self.rounds]
        common = [row for rounds, row in seen if rounds & self.rounds]
        same = [row for rounds, row in seen if rounds == self.rounds] or common[-1:]
        return common, last_shown(same) if same else None, derived


def _row(one: Earlier, attribute: str, key: Row) -> Tally | None:
    there = (tally for tally in one.told.tallies if (tally.attribute, tally.key) == (attribute, key))
    return next(there, None)


def _aligned(row: Tally, of: Tally | None, order: Sequence[str]) -> Seen:
    masked = None if row.masked is None else frozenset(i for i, group in enumerate(order) if group in row.masked)
    sizes = [of.counts.get(group, 0) for group in order] if of else []
    return Seen([row.counts.get(group, 0) for group in order], sizes, masked)


def _derived(seen: Sequence[tuple[frozenset[str], Seen]]) -> Iterator[tuple[frozenset[str], Seen]]:
    """Yield the sum of two editions without a round in common, and what one has more than another it contains."""
    for (rounds, row), (others, other) in permutations(seen, 2):
        if rounds > others:
            yield rounds - others, _combined(row, other, -1)
        elif not rounds & others:
            yield rounds | others, _combined(row, other, 1)


def _combined(one: Seen, other: Seen, sign: int) -> Seen:
    counts = [this + sign * that for this, that in zip(one.counts, other.counts, strict=True)]
    return Seen(counts, [this + sign * that for this, that in zip(one.sizes, other.sizes, strict=True)])


def _few_began_or_ceased(before: Mapping[str, int], now: Mapping[str, int], group: str) -> bool:
    spoke, speak = before.get(group, 0), now.get(group, 0)
    return min(spoke, speak) == 0 and 0 < max(spoke, speak) < THRESHOLD

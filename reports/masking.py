"""Which cells of a table may be shown: groups under five never stand apart, nor can they be found by subtraction.

Imports nothing of ours. A cell that is too small is masked together with further ones. Which further ones is decided
by position alone, never by size, so that knowing this file does not help to undo it. The whole round's totals are
published, so the sum of the masked cells is always known: it must itself be five or more, and leave room.

Between editions the same holds for what changed. A cell that was 9 and is 8 tells of one person, whose statements are
those that are gone. So in every edition but the first (`mask_since`):

1. A cell stands only if, since every earlier edition, it is the same or changed by five or more. Masked numbers are
   compared too, and in a row also those of a group who did *not* say something.
2. Else it is masked with its whole block. Blocks are pairs of neighbours, of three where the number is odd, made from
   what was shown last of each; empty cells are a block of their own, which stands while they stay empty. A block does
   not say which of its cells changed, even to who knows this file: any of them would have masked it.
3. What one edition masked stays masked in all later ones, also where nobody is left in it: that a group is gone is not
   told, nor is a number given back from which an older one would follow.
4. What is masked then must be five or more together; else further blocks are masked, from the end of the table, and
   where all do not do, the table is withheld, and stays so.
5. Editions of other rounds are compared where they have a round in common, and so is the sum of two that have none in
   common, and what one has more than another that it contains.

Numbers of the whole round always stand: their difference says how many changed, never to which group they belong. That
they belong to none of the groups that stand unchanged can be read; it leaves two groups or more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

THRESHOLD = 5
"""The fewest respondents that a group may have to be shown apart."""

LEAST = 2
"""The fewest cells of which one is not told from the others."""


def is_small(count: int) -> bool:
    """Say whether a number of respondents is a group too small to be shown; nobody is no group."""
    return 0 < count < THRESHOLD


def mask(counts: Sequence[int]) -> frozenset[int] | None:
    """Return which cells of a column to mask, by index; None where the whole column must be withheld.

    Empty cells stay: that a group is absent is what a reader needs to know. The masked cells, of which each has at
    least one respondent, must be two or more, and add up to `THRESHOLD` or more: neither to the least that so many
    cells can hold (each would be one) nor to the most that so many small ones can (each would be four). Further cells
    are taken from the end of the column. Where that takes all that are not empty, and the total is one for each cell or
    four for each, the column is withheld whatever is in it: else only one of nothing but ones, or fours, would be.
    """
    masked = {index for index, count in enumerate(counts) if is_small(count)}
    if not masked:
        return frozenset()

    def hidden(chosen: set[int]) -> bool:
        total = sum(counts[index] for index in chosen)
        all_largest = all(counts[index] == THRESHOLD - 1 for index in chosen)
        return len(chosen) > 1 and total >= THRESHOLD and total > len(chosen) and not all_largest

    further = [index for index, count in enumerate(counts) if count and index not in masked]
    widened = _widened(masked, further, hidden)
    telling = sum(counts) in (len(counts), len(counts) * (THRESHOLD - 1))
    everything = widened is not None and all(index in widened for index, count in enumerate(counts) if count)
    return None if telling and everything else widened


def mask_row(counts: Sequence[int], groups: Sequence[int], masked_groups: frozenset[int]) -> frozenset[int] | None:
    """Return which cells of a row to mask: ``counts[g]`` of the ``groups[g]`` respondents in g said something.

    A cell is masked where its group is, where it is small, and where those of the group who did *not* say it would be
    few: both can be read off a cell. Of the masked together, those who did and those who did not must be five or
    more; else all of the row is masked (None).
    """
    masked = set(masked_groups) | {
        index
        for index, (count, group) in enumerate(zip(counts, groups, strict=True))
        if is_small(count) or is_small(group - count)
    }
    if not masked:
        return frozenset()

    def hidden(chosen: set[int]) -> bool:
        did = sum(counts[index] for index in chosen)
        did_not = sum(groups[index] for index in chosen) - did
        return len(chosen) > 1 and did >= THRESHOLD and did_not >= THRESHOLD

    further = [index for index, group in enumerate(groups) if group and index not in masked]
    return _widened(masked, further, hidden)


def _widened(masked: set[int], further: list[int], hidden: Callable[[set[int]], bool]) -> frozenset[int] | None:
    """Return ``masked`` with as many of ``further``, from its end, as it takes to be hidden; None if all do not do."""
    while not hidden(masked):
        if not further:
            return None
        masked = masked | {further.pop()}
    return frozenset(masked)


@dataclass(frozen=True, slots=True)
class Seen:
    """A row as an earlier edition had it, cell by cell in today's order; ``sizes`` are those of the groups, of a row.

    ``masked`` are the cells that it did not show, None where it showed none; of today's it says nothing.
    """

    counts: Sequence[int]
    sizes: Sequence[int] = ()
    masked: frozenset[int] | None = frozenset()


def mask_since(
    now: Seen,
    seen: Sequence[Seen],
    last: Seen,
    derived: Sequence[Seen] = (),
    hidden_groups: frozenset[int] = frozenset(),
) -> frozenset[int] | None:
    """Return which cells of a row to mask after others of it were ``seen``; None for the whole row.

    ``last`` is what of it was shown last (`last_shown`) of the same rounds, if of any; ``derived`` are rows that can be
    computed from what was seen; ``hidden_groups`` the groups whose own number is masked. A row of which every cell
    would be masked is withheld: how it came to that is not told.
    """
    if any(one.masked is None for one in seen):
        return None
    every = frozenset(range(len(now.counts)))
    before = frozenset[int]().union(*(one.masked or frozenset() for one in seen))
    blocks = _blocks(last)
    changed = {index for index in every if any(_tells(now, one, index) for one in (*seen, *derived))}
    changed |= {index for index in every - before if _is_few(now, index)}
    closed = before.union(hidden_groups, *(block for block in blocks if block & changed))
    further = [block for block in blocks if not block <= closed]
    while further and closed and not _leave_room(now, closed):
        closed |= further.pop()
    hidden = not closed or (closed != every and _leave_room(now, closed))
    return closed if hidden else None


def last_shown(seen: Sequence[Seen]) -> Seen:
    """Return each cell as it was shown last, of rows in the order of their editions; masked where it never was."""
    counts, sizes = list(seen[-1].counts), list(seen[-1].sizes)
    never = set(range(len(counts)))
    for one in reversed(seen):
        for index in never - (one.masked or set()):
            counts[index] = one.counts[index]
            if sizes:
                sizes[index] = one.sizes[index]
        never &= one.masked or set()
    return Seen(counts, sizes, frozenset(never))


def _leave_room(now: Seen, closed: frozenset[int]) -> bool:
    """Say whether masked cells are several, and have enough together of those who said something and of the others."""
    did = sum(now.counts[index] for index in closed)
    did_not = sum(now.sizes[index] for index in closed) - did if now.sizes else THRESHOLD
    return len(closed) > 1 and did >= THRESHOLD and did_not >= THRESHOLD


def _tells(now: Seen, before: Seen, index: int) -> bool:
    """Say whether a cell and an older one differ by so few that the difference tells of them."""
    did = now.counts[index] - before.counts[index]
    of = now.sizes[index] - before.sizes[index] if now.sizes else did
    return is_small(abs(did)) or is_small(abs(of - did))


def _is_few(now: Seen, index: int) -> bool:
    return is_small(now.counts[index]) or (bool(now.sizes) and is_small(now.sizes[index] - now.counts[index]))


def _blocks(last: Seen) -> list[frozenset[int]]:
    """Return the blocks, in the order in which none is masked before all that follow it.

    Cells in which nobody could be missed, and those in which nobody could be new, are a block of their own each, where
    they are several: else they go with the last.
    """
    hidden = last.masked or frozenset()
    cells = [index for index in range(len(last.counts)) if index not in hidden]
    empty = [index for index in cells if not last.counts[index]]
    full = [index for index in cells if last.sizes and 0 < last.counts[index] == last.sizes[index]]
    able = sorted({*cells, *hidden} - {*empty, *full})
    if len(able) < LEAST:
        return [frozenset(range(len(last.counts)))]
    pairs = [frozenset(able[start : start + LEAST]) for start in range(0, len(able) - 1, LEAST)]
    alone = [index for rest in (able[LEAST * len(pairs) :], empty, full) if len(rest) < LEAST for index in rest]
    apart = [frozenset(rest) for rest in (empty, full) if len(rest) >= LEAST]
    return [*apart, *pairs[:-1], pairs[-1].union(alone)]

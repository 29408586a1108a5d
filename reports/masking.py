"""Which cells of a table may be shown: groups under five never stand apart, nor can they be found by subtraction.

Imports nothing of ours. A cell that is too small is masked together with further ones. Which further ones is decided
by position alone, never by size, so that knowing this file does not help to undo it. The whole round's totals are
published, so the sum of the masked cells is always known: it must itself be five or more, and leave room.
"""

from collections.abc import Callable, Sequence

THRESHOLD = 5
"""The fewest respondents that a group may have to be shown apart."""


def is_small(count: int) -> bool:
    """Say whether a number of respondents is a group too small to be shown; nobody is no group."""
    return 0 < count < THRESHOLD


def mask(counts: Sequence[int]) -> frozenset[int] | None:
    """Return which cells of a column to mask, by index; None where the whole column must be withheld.

    Empty cells stay: that a group is absent is what a reader needs to know. The masked cells, of which each has at
    least one respondent, must be two or more, and add up to `THRESHOLD` or more: neither to the least that so many
    cells can hold (each would be one) nor to the most that so many small ones can (each would be four). Further cells
    are taken from the end of the column.
    """
    masked = {index for index, count in enumerate(counts) if is_small(count)}
    if not masked:
        return frozenset()

    def hidden(chosen: set[int]) -> bool:
        total = sum(counts[index] for index in chosen)
        all_largest = all(counts[index] == THRESHOLD - 1 for index in chosen)
        return len(chosen) > 1 and total >= THRESHOLD and total > len(chosen) and not all_largest

    further = [index for index, count in enumerate(counts) if count and index not in masked]
    return _widened(masked, further, hidden)


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

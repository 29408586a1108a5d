"""What masking hides, tried by somebody who knows every published number and has read the masking itself."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports.masking import THRESHOLD, is_small, mask, mask_row

Published = tuple[int | None, ...]

groups = st.lists(st.integers(0, 12), min_size=1, max_size=7)


def published(counts: Sequence[int]) -> Published | None:
    masked = mask(counts)
    if masked is None:
        return None
    return tuple(None if index in masked else count for index, count in enumerate(counts))


def tables(seen: Published, hidden: int) -> Iterator[tuple[int, ...]]:
    """Yield every table that agrees with ``seen``, where the masked cells, each one at least, add up to ``hidden``."""
    if not seen:
        if not hidden:
            yield ()
        return
    first = range(1, hidden + 1) if seen[0] is None else (seen[0],)
    for count in first:
        left = hidden - count if seen[0] is None else hidden
        yield from ((count, *rest) for rest in tables(seen[1:], left))


def found_out(seen: Published, total: int) -> list[int]:
    """Return the masked cells that have the same value in every table that would have been published like this."""
    hidden = total - sum(count for count in seen if count is not None)
    values: dict[int, set[int]] = {index: set() for index, count in enumerate(seen) if count is None}
    for table in tables(seen, hidden):
        if all(len(one) > 1 for one in values.values()):
            break
        if published(table) == seen:
            for index, one in values.items():
                one.add(table[index])
    return [index for index, one in values.items() if len(one) == 1]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([9, 8, 7], (9, 8, 7)),
        ([9, 0, 7], (9, 0, 7)),
        ([9, 3, 7], (9, None, None)),
        ([9, 3, 7, 0], (9, None, None, 0)),
        ([3, 9, 4], (None, 9, None)),
        ([1, 1, 9, 8], (None, None, 9, None)),
        ([9, 8, 2, 6], (9, 8, None, None)),
        ([1, 1, 1, 1, 1, 9], (None, None, None, None, None, None)),
        ([10], (10,)),
        ([0, 0], (0, 0)),
    ],
)
def test_a_small_cell_takes_another_with_it(counts: list[int], expected: Published) -> None:
    assert published(counts) == expected


@pytest.mark.parametrize("counts", [[3], [0, 4, 0], [1, 1], [2, 1, 0], [1, 1, 1, 1, 1]])
def test_a_column_that_cannot_be_hidden_is_withheld(counts: list[int]) -> None:
    assert published(counts) is None


@given(groups)
def test_no_small_group_is_shown_and_no_sum_of_masked_ones_is_small(counts: list[int]) -> None:
    seen = published(counts)
    if seen is None:
        return
    assert not any(count is not None and is_small(count) for count in seen)
    hidden = sum(counts) - sum(count for count in seen if count is not None)
    assert hidden == 0 or hidden >= THRESHOLD
    assert [count == 0 for count in counts] == [count == 0 for count in seen]


def test_no_group_can_be_found_by_subtraction_even_knowing_how_it_was_masked() -> None:
    """Every table of up to four cells of up to seven respondents, and everything that its reader can infer."""
    seen = {
        (what, sum(counts))
        for length in (1, 2, 3, 4)
        for counts in product(range(8), repeat=length)
        for what in [published(counts)]
        if what is not None and None in what
    }
    assert len(seen) > 500
    assert [one for one in seen if found_out(*one)] == []


def test_that_a_column_is_withheld_tells_of_no_group() -> None:
    """Every table of two to five cells: of those withheld with a total in common, no cell has one small value only.

    Of a single cell the total says all.
    """
    withheld: dict[tuple[int, int], list[tuple[int, ...]]] = {}
    for length, most in ((2, 9), (3, 9), (4, 9), (5, 6)):
        for counts in product(range(most), repeat=length):
            if sum(counts) < 2 * most and published(counts) is None:
                withheld.setdefault((length, sum(counts)), []).append(counts)
    assert {(2, 8), (5, 5)} <= withheld.keys()
    told = [key for key, tables in withheld.items() for cell in zip(*tables, strict=True) if len(set(cell)) == 1]
    assert told == []


@st.composite
def rows(draw: st.DrawFn) -> tuple[list[int], list[int], frozenset[int]]:
    """Draw the sizes of groups, how many of each said something, and which groups are masked already."""
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=5))
    counts = [draw(st.integers(0, size)) for size in sizes]
    masked = mask(sizes)
    assume(masked is not None and len(sizes) > 1)  # the cells of a single group are those of the whole round
    return counts, sizes, masked or frozenset()


def row(counts: Sequence[int], sizes: Sequence[int], masked: frozenset[int]) -> Published:
    hidden = mask_row(counts, sizes, masked)
    return tuple(None if hidden is None or i in hidden else count for i, count in enumerate(counts))


def test_a_row_hides_those_who_did_and_those_who_did_not() -> None:
    assert row([6, 7, 9], [20, 20, 20], frozenset()) == (6, 7, 9)
    assert row([2, 7, 9], [20, 20, 20], frozenset()) == (None, 7, None)
    assert row([18, 7, 9], [20, 20, 20], frozenset()) == (None, 7, None)  # two did not
    assert row([0, 20, 9], [20, 20, 20], frozenset()) == (0, 20, 9)
    assert row([3, 0, 9], [3, 20, 20], frozenset({0, 1})) == (None, None, None)


@settings(max_examples=300)
@given(rows())
def test_no_subtraction_in_a_row_gives_a_group_under_five(
    table: tuple[list[int], list[int], frozenset[int]],
) -> None:
    """Known: the row's total, the number of all, every size that is not masked, and every cell that is shown."""
    counts, sizes, masked_sizes = table
    seen = row(counts, sizes, masked_sizes)
    for index, count in enumerate(seen):
        if count is not None:
            assert index not in masked_sizes
            assert not is_small(count)
            assert not is_small(sizes[index] - count)
    if all(count is None for count in seen):
        return  # what is left is the published total of the whole round
    hidden = [index for index, count in enumerate(seen) if count is None]
    did = sum(counts[index] for index in hidden)
    assert not hidden or len(hidden) > 1
    assert not is_small(did)
    assert not is_small(sum(sizes[index] for index in hidden) - did)


@settings(max_examples=150)
@given(rows())
def test_no_cell_of_a_row_is_left_with_one_value_only(table: tuple[list[int], list[int], frozenset[int]]) -> None:
    counts, sizes, masked_sizes = table
    seen = row(counts, sizes, masked_sizes)
    hidden = [index for index, count in enumerate(seen) if count is None]
    known_sizes = [index for index in hidden if index not in masked_sizes]
    did = sum(counts[index] for index in hidden)
    of = sum(sizes[index] for index in hidden)
    for index in known_sizes:
        least, most = max(0, did - (of - sizes[index])), min(sizes[index], did)
        if is_small(counts[index]) or is_small(sizes[index] - counts[index]):
            assert least < most, (counts, sizes, seen)

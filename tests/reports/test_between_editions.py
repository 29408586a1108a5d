"""Whoever has every edition, knows all that each shows and how it is masked, finds no small group by comparing.

The attacker here tries every history of tables that would have been published just like this, and asks of what is
small, a group or a change of one, whether it is the same in all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports.masking import Seen, is_small, mask, mask_row, mask_since

Table = tuple[int, ...]
Shown = tuple[int | None, ...] | None
"""A row as it is published; None where it is withheld."""

MOST = 100_000
"""How many histories the attacker tries before giving up on one that stays open: that is found out, too."""


@dataclass
class Editions:
    """Rows of one table, edition after edition; ``sizes`` are those of the groups where they are known to all."""

    sizes: Table = ()
    seen: list[Seen] = field(default_factory=list)

    def publish(self, counts: Table) -> Shown:
        """Publish a row after those before."""
        now = Seen(counts, self.sizes)
        first = mask_row(counts, self.sizes, frozenset()) if self.sizes else mask(counts)
        known = [one for one in self.seen if one.masked is None or any(one.counts)]
        masked = mask_since(now, known) if known else first
        self.seen.append(replace(now, masked=masked))
        return None if masked is None else tuple(None if i in masked else count for i, count in enumerate(counts))


def tables(shown: Shown, total: int, most: Sequence[int]) -> Iterator[Table]:
    """Yield every table that agrees with what is shown; ``most`` is the most that each cell can have."""
    cells = (None,) * len(most) if shown is None else shown

    def filled(index: int, left: int) -> Iterator[Table]:
        if index == len(cells):
            if left == 0:
                yield ()
            return
        known = cells[index]
        for count in range(min(left, most[index]) + 1) if known is None else (known,):
            if count <= left:
                yield from ((count, *rest) for rest in filled(index + 1, left - count))

    return filled(0, total)


def histories(
    published: Sequence[Shown], totals: Sequence[int], sizes: Table, *, only_less: bool
) -> Iterator[list[Table]]:
    """Yield every history of tables that would have been published like this, given the totals of all."""

    def after(history: list[Table]) -> Iterator[list[Table]]:
        step = len(history)
        if step == len(published):
            yield history
            return
        width = len(next((one for one in published if one is not None), ()))
        most = history[-1] if only_less and history else sizes or (totals[step],) * width
        for table in tables(published[step], totals[step], most):
            editions = Editions(sizes)
            for one in history:
                editions.publish(one)
            if editions.publish(table) == published[step]:
                yield from after([*history, table])

    return after([])


def small_things(truth: Sequence[Table], sizes: Table) -> dict[str, Callable[[Sequence[Table]], int]]:
    """Return what must not be found out: small cells, few who did not say it, and changes by a few."""
    found: dict[str, Callable[[Sequence[Table]], int]] = {}
    for step, cell in product(range(len(truth)), range(len(truth[0]))):
        not_said = sizes[cell] - truth[step][cell] if sizes else 0
        if is_small(truth[step][cell]) or is_small(not_said):
            found[f"cell {cell} of edition {step}"] = lambda many, s=step, c=cell: many[s][c]  # type: ignore[misc]
    for (one, other), cell in product(combinations(range(len(truth)), 2), range(len(truth[0]))):
        if is_small(abs(truth[one][cell] - truth[other][cell])):
            found[f"change of cell {cell} from {one} to {other}"] = (
                lambda many, a=one, b=other, c=cell: many[b][c] - many[a][c]  # type: ignore[misc]
            )
    return found


def found_out(truth: Sequence[Table], sizes: Table = (), *, only_less: bool = True) -> list[str]:
    """Return what small thing has one value in every history that fits."""
    editions = Editions(sizes)
    published = [editions.publish(table) for table in truth]
    if all(one is None for one in published):
        return []
    wanted = small_things(truth, sizes)
    values: dict[str, set[int]] = {name: set() for name in wanted}
    totals = [sum(table) for table in truth]
    for number, history in enumerate(histories(published, totals, sizes, only_less=only_less)):
        for name, value in wanted.items():
            values[name].add(value(history))
        if all(len(several) > 1 for several in values.values()) or number > MOST:
            break
    return [name for name, several in values.items() if len(several) == 1]


@st.composite
def shrinking(draw: st.DrawFn) -> list[Table]:
    """Draw a table and up to two later ones, in which some of the people are gone."""
    first = draw(st.lists(st.integers(0, 12), min_size=2, max_size=4))
    assume(sum(count > 0 for count in first) > 1)  # who are all in one group are counted with everybody
    history = [tuple(first)]
    for _ in range(draw(st.integers(1, 2))):
        history.append(tuple(count - draw(st.integers(0, min(count, 6))) for count in history[-1]))
    return history


@settings(max_examples=150)
@given(shrinking())
def test_who_withdrew_is_not_found_in_a_group(history: list[Table]) -> None:
    assert found_out(history) == []

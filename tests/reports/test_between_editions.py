"""Whoever has every edition, knows all that each shows and has read how it masks, finds no small group by comparing.

The attacker here tries every history of tables that would have been published just like this, and asks of what is
small, a group or a change of one, whether it is the same in all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consultation.editions import Earlier, Tally
from consultation.records import Participation, Snapshot
from reports.coverage import Coverage
from reports.findings import find
from reports.masking import Seen, is_small, last_shown, mask, mask_row, mask_since
from reports.told import told
from tests.reports.snapshots import crowd, person, said, snapshot, takes, why

Table = tuple[int, ...]
Shown = tuple[int | None, ...] | None
"""A row as it is published; None where it is withheld."""

FEW = 4
"""How many ways to go on from one table the attacker tries at first: most often they do."""


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
        masked = mask_since(now, known, last_shown(known)) if known else first
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
    published: Sequence[Shown], totals: Sequence[int], sizes: Table, *, only_less: bool, few: int | None
) -> Iterator[list[Table]]:
    """Yield every history of tables that would have been published like this, given the totals of all.

    With ``few``, no more ways to go on from one table are tried.
    """
    width = len(next(one for one in published if one is not None))

    def after(history: list[Table]) -> Iterator[list[Table]]:
        step = len(history)
        if step == len(published):
            yield history
            return
        most = history[-1] if only_less and history else sizes or (totals[step],) * width
        fitting = (table for table in tables(published[step], totals[step], most) if would_show(history, table, step))
        for table in islice(fitting, few if history else None):
            yield from after([*history, table])

    def would_show(history: list[Table], table: Table, step: int) -> bool:
        editions = Editions(sizes)
        for one in history:
            editions.publish(one)
        return editions.publish(table) == published[step]

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
    totals = [sum(table) for table in truth]
    values: dict[str, set[int]] = {name: set() for name in wanted}
    for few in (1, FEW, None):
        for history in histories(published, totals, sizes, only_less=only_less, few=few):
            for name, value in wanted.items():
                values[name].add(value(history))
            if all(len(several) > 1 for several in values.values()):
                return []
    return [name for name, several in values.items() if len(several) == 1]


@st.composite
def shrinking(draw: st.DrawFn) -> list[Table]:
    """Draw a table and up to two later ones, in which some of the people are gone."""
    first = draw(st.lists(st.integers(0, 12), min_size=2, max_size=4))
    history = [tuple(first)]
    for _ in range(draw(st.integers(1, 2))):
        history.append(tuple(count - draw(st.integers(0, min(count, 6))) for count in history[-1]))
    # Who are all in one group are counted with everybody.
    assume(all(sum(count > 0 for count in table) > 1 for table in history))
    return history


@st.composite
def moving(draw: st.DrawFn) -> list[Table]:
    """Draw a table and a later one, in which people are gone, new or in another group."""
    first = draw(st.lists(st.integers(0, 9), min_size=2, max_size=3))
    history = [tuple(first), tuple(max(0, count + draw(st.integers(-6, 6))) for count in first)]
    # Who are all in one group are counted with everybody; where nobody is in any, nothing was told before.
    assume(all(sum(count > 0 for count in table) > 1 for table in history))
    return history


@st.composite
def rows(draw: st.DrawFn) -> tuple[Table, list[Table]]:
    """Draw the sizes of groups that stay, and how many of each said something, edition after edition."""
    sizes = tuple(draw(st.lists(st.integers(5, 9), min_size=2, max_size=4)))
    history = [tuple(draw(st.integers(0, size)) for size in sizes)]
    for _ in range(draw(st.integers(1, 2))):
        history.append(tuple(count - draw(st.integers(0, min(count, 6))) for count in history[-1]))
    for table in history:
        assume(sum(0 < count < size for count, size in zip(table, sizes, strict=True)) > 1)
    return sizes, history


@settings(max_examples=300)
@given(shrinking())
def test_who_withdrew_is_not_found_in_a_group(history: list[Table]) -> None:
    assert found_out(history) == []


@settings(max_examples=150)
@given(moving())
def test_nor_is_who_came_or_moved(history: list[Table]) -> None:
    assert found_out(history, only_less=False) == []


@settings(max_examples=100)
@given(rows())
def test_nor_is_who_took_back_one_thing_of_several(drawn: tuple[Table, list[Table]]) -> None:
    sizes, history = drawn
    assert found_out(history, sizes) == []


@settings(max_examples=200)
@given(shrinking())
def test_what_was_masked_stays_masked_and_what_stands_hardly_changed(history: list[Table]) -> None:
    editions = Editions()
    published = [editions.publish(table) for table in history]
    for (one, before), (other, after) in combinations(enumerate(published), 2):
        if after is None:
            continue
        assert before is not None
        assert all(after[cell] is None for cell, count in enumerate(before) if count is None)
        for cell, count in enumerate(after):
            if count is not None:
                assert not is_small(count)
                assert not is_small(abs(history[one][cell] - history[other][cell]))


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([(9, 8, 7, 6), (9, 8, 7, 6)], (9, 8, 7, 6)),
        ([(9, 8, 7, 6), (8, 8, 7, 6)], (None, None, 7, 6)),
        ([(9, 8, 7, 6), (9, 7, 7, 6)], (None, None, 7, 6)),
        ([(9, 8, 7, 6), (9, 8, 7, 7)], (9, 8, None, None)),
        ([(9, 8, 16, 6), (9, 8, 10, 6)], (9, 8, 10, 6)),
        ([(9, 8, 7, 6, 9), (9, 8, 7, 6, 8)], (9, 8, None, None, None)),
        ([(9, 0, 8, 7, 6), (9, 0, 8, 7, 5)], (9, None, 8, None, None)),
        ([(9, 0, 8, 0, 7, 6), (9, 0, 8, 0, 7, 5)], (9, 0, 8, 0, None, None)),
        ([(9, 0, 8, 0, 7, 6), (9, 0, 8, 1, 7, 6)], (9, None, 8, None, None, None)),
        ([(9, 8, 7, 6), (9, 3, 7, 6)], (None, None, 7, 6)),
        ([(9, 8, 7, 1), (9, 8, 7, 0)], (9, 8, None, None)),
        ([(9, 8, 7, 6), (8, 8, 7, 6), (9, 8, 7, 6)], (None, None, 7, 6)),
        ([(9, 8, 7, 6), (8, 8, 6, 6)], None),
        ([(9, 8, 7, 6), (4, 0, 7, 6)], None),
    ],
)
def test_by_example(history: list[Table], expected: Shown) -> None:
    editions = Editions()
    assert [editions.publish(table) for table in history][-1] == expected


# Whole reports, one after the other.


def after(taken: Snapshot, *before: Snapshot, by: str = "region") -> Snapshot:
    """Return a snapshot that knows what was told before, each of it in the knowledge of what was told before it."""
    known: list[Earlier] = []
    for number, one in enumerate(before, 1):
        rounds = frozenset(record.round.id for record in one.rounds)
        known.append(Earlier("R1", number, rounds, told(replace(one, earlier=tuple(known)), by=by)))
    return replace(taken, earlier=tuple(known))


def region(taken: Snapshot) -> Coverage:
    return next(one for one in find(taken).coverages if one.attribute == "region")


def cells(taken: Snapshot) -> dict[str, int | None]:
    return {cell.group: cell.respondents for cell in region(taken).heard}


def towns(**sizes: int) -> list[Participation]:
    """Return so many from each region, who spoke of funding."""
    starts = dict(zip(sizes, (0, 100, 200, 300), strict=False))
    return [one for name, size in sizes.items() for one in crowd(size, "funding", start=starts[name], region=name)]


def test_who_left_is_in_one_of_two_regions() -> None:
    first = snapshot(towns(north=9, south=8, east=7, west=6))
    second = after(snapshot(towns(north=8, south=8, east=7, west=6)), first)
    assert cells(first) == {"north": 9, "south": 8, "east": 7, "west": 6}
    assert cells(second) == {"north": None, "south": None, "east": 7, "west": 6}
    assert cells(after(first, first, second)) == cells(second)


def test_that_the_last_of_a_region_left_is_not_told_but_who_never_came_is() -> None:
    first = snapshot(towns(north=9, south=8, east=7, west=1))
    second = after(snapshot(towns(north=9, south=8, east=7)), first)
    assert cells(first) == cells(second) == {"north": 9, "south": 8, "east": None, "west": None}
    assert region(first).absent == region(second).absent == ("islands",)


def test_a_region_that_only_a_few_came_to_is_not_told_from_others_without_anybody() -> None:
    first = snapshot(towns(north=9, south=8, east=7, west=6))
    second = after(snapshot([*towns(north=9, south=8, east=7, west=6), *crowd(1, start=900, region="islands")]), first)
    assert region(first).absent == ("islands",)
    assert region(second).absent == ()
    unsaid, other = "", "*"
    masked = dict.fromkeys(["east", "west", "islands", other, unsaid])
    assert cells(second) == {"north": 9, "south": 8} | masked


def test_a_row_is_masked_where_a_few_took_back_what_they_said() -> None:
    def told_of(*counts: int) -> list[Participation]:
        theirs = zip(("north", "south", "east", "west"), counts, strict=True)
        spoke = [(name, n < count) for name, count in theirs for n in range(20)]
        return [
            person(f"p{n}", said(f"Voice {n}.", *(["funding"] if of_it else [])), region=name)
            for n, (name, of_it) in enumerate(spoke)
        ]

    def row(taken: Snapshot) -> tuple[int | None, ...]:
        cut = find(taken, by="region").cut
        return next(one.cells for one in cut.rows if one.key == ("funding",)) if cut else ()

    first = snapshot(told_of(9, 8, 7, 6))
    assert row(first) == (9, 8, 7, 6)
    second = after(snapshot(told_of(9, 7, 7, 6)), first)
    assert row(second) == (None, None, 7, 6)
    assert row(after(first, first, second)) == (None, None, 7, 6)
    assert row(after(snapshot(told_of(9, 8, 7, 6)), first)) == row(first)
    assert cells(second) == {"north": 20, "south": 20, "east": 20, "west": 20}
    assert row(after(snapshot(told_of(9, 7, 7, 6)), first, by="language")) == (9, 7, 7, 6)


def test_what_is_told_is_masked_as_what_is_shown() -> None:
    first = snapshot(towns(north=9, south=8, east=7, west=1), [person("a", takes("support"), region="north")])
    second = after(snapshot(towns(north=8, south=8, east=7, west=1)), first)
    for taken in (first, second):
        cut = find(taken, by="region").cut
        assert cut
        kept = {one.key: one for one in told(taken, by="region").tallies if one.attribute == "region"}
        shown = {key: as_shown(one, cut.groups) for key, one in kept.items()}
        assert shown[()] == tuple(cells(taken).values())
        rows_shown = {row.key: row.cells for row in cut.rows if row.key in shown}
        assert rows_shown == {key: shown[key] for key in rows_shown}
        assert ("funding",) in rows_shown


def as_shown(one: Tally, groups: Sequence[str]) -> tuple[int | None, ...]:
    masked = set(groups) if one.masked is None else one.masked
    return tuple(None if group in masked else one.counts.get(group, 0) for group in groups)


def test_numbers_of_all_are_told_as_they_are_shown() -> None:
    taken = snapshot(towns(north=2), [person("a", takes("support"), why("Yes.", "tools"), region="north")])
    assert told(taken).numbers == (
        (("respondents",), 3),
        (("answers",), 3),
        (("theme", "funding"), 2),
        (("theme", "tools"), 1),
        (("stance", "1", "2026-01", "support"), 1),
    )


@pytest.mark.parametrize("turned", [False, True])
def test_that_a_region_began_or_ceased_to_speak_on_a_draft_is_not_told(*, turned: bool) -> None:
    def on_drafts(*who: Participation) -> Snapshot:
        return snapshot(towns(north=9, south=8, east=7), who)

    def silent(taken: Snapshot) -> set[str]:
        return {group for attribute, group in find(taken).drafts[0].silent if attribute == "region"}

    south, north = (person(f"crowd{n}", takes("support"), region=name) for name, n in (("south", 100), ("north", 0)))
    taken = [on_drafts(south, north), on_drafts(south)]
    first, second = reversed(taken) if turned else taken
    assert silent(first) == ({"north", "east"} if turned else {"east"})
    assert silent(after(first, first)) == silent(first)
    assert silent(after(second, first)) == set()
    assert silent(after(first, first, second)) == set()


def test_who_took_part_in_both_of_two_rounds_is_not_found_by_adding_them() -> None:
    asked = towns(north=9, south=8, east=7, west=6)
    both = [replace(one, answers=(), stances=(takes("support"),)) for one in asked[:2]]
    others = [
        person(f"d{n}", takes("oppose"), region=name) for n, name in enumerate(["north", "south", "east", "west"] * 9)
    ]
    questions, drafts, together = snapshot(asked), snapshot((), [*both, *others]), snapshot(asked, [*both, *others])
    drafts = replace(drafts, rounds=drafts.rounds[1:])
    assert cells(drafts) == {"north": 11, "south": 9, "east": 9, "west": 9}
    assert cells(together) == {"north": 18, "south": 17, "east": 16, "west": 15}
    assert cells(after(together, questions, drafts)) == {"north": None, "south": None, "east": 16, "west": 15}
    assert cells(after(drafts, questions, together)) == {"north": None, "south": None, "east": 9, "west": 9}
    assert cells(after(drafts, questions)) == cells(drafts)

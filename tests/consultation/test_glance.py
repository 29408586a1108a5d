"""Asking how a round goes twice tells no more of a group than asking once."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consultation.glance import Glance, steadied
from consultation.progress import FEWEST, Progress, Reach


def going(heard: int, *groups: Reach) -> Progress:
    silent = tuple(("region", one.group) for one in groups if one.heard == 0)
    return Progress(heard, 0, None, {}, {"region": groups}, silent, heard)


def told(*askings: Progress) -> list[tuple[Reach, ...]]:
    """Return what is told of the groups at each asking."""
    before: Glance | None = None
    shown = []
    for now in askings:
        progress, before = steadied(now, before)
        shown.append(progress.groups["region"])
    return shown


def test_the_first_asking_tells_all_that_may_be_told() -> None:
    now = going(12, Reach("asia", 7, 5, 30), Reach("africa", None, None))
    assert steadied(now, None) == (now, Glance(12, now.groups))


def test_one_person_more_moves_no_group() -> None:
    first, second = Reach("asia", 9, 5), Reach("africa", 12, 12)
    assert told(going(21, first, second), going(22, replace(first, heard=10), second))[1] == (first, second)


def test_five_people_more_move_only_the_groups_that_changed_by_five() -> None:
    first, second, third = Reach("asia", 9, 5), Reach("africa", 12, 12), Reach("europe", 6, None)
    after = going(30, Reach("asia", 13, 6), Reach("africa", 17, 17), Reach("europe", 6, 6))
    assert told(going(25, first, second, third), after)[1] == (first, Reach("africa", 17, 17), Reach("europe", 6, 6))


def test_what_was_masked_stands_once_it_may() -> None:
    assert told(going(20, Reach("asia", None, None)), going(25, Reach("asia", 6, None)))[1] == (Reach("asia", 6, None),)


def test_what_may_not_be_shown_any_more_is_masked_at_once_when_groups_move() -> None:
    asked = (going(20, Reach("asia", 6, None)), going(15, Reach("asia", None, None)))
    assert told(*asked)[1] == (Reach("asia", None, None),)


def test_people_who_come_one_by_one_are_counted_together_in_the_end() -> None:
    shown = told(*[going(10 + number, Reach("asia", 10 + number, None)) for number in range(7)])
    assert [groups[0].heard for groups in shown] == [10, 10, 10, 10, 10, 15, 15]


def test_as_many_gone_as_came_is_no_movement() -> None:
    first = (Reach("asia", 9, None), Reach("africa", 9, None))
    assert told(going(18, *first), going(18, Reach("asia", 3, None), Reach("africa", 15, None)))[1] == first


def test_targets_are_always_those_of_now() -> None:
    assert told(going(9, Reach("asia", 9, 1)), going(10, Reach("asia", 9, 1, 30)))[1] == (Reach("asia", 9, 1, 30),)


def test_before_anybody_was_heard_nothing_was_told() -> None:
    now = going(6, Reach("asia", 6, None))
    assert told(going(0, Reach("asia", 0, 0)), now)[1] == (Reach("asia", 6, None),)


def test_who_is_absent_is_as_it_was_told() -> None:
    _, before = steadied(going(10, Reach("asia", 10, None), Reach("africa", 0, 0)), None)
    now, _ = steadied(going(12, Reach("asia", 10, None), Reach("africa", None, None)), before)
    assert now.absent == (("region", "africa"),)


def test_a_group_that_is_new_waits_until_groups_move() -> None:
    first = Reach("pump", 10, None)
    shown = told(
        *[going(10 + 5 * late, first, Reach("salon", 5, None)) if late else going(10, first) for late in (0, 1)]
    )
    assert shown[1] == (first, Reach("salon", 5, None))
    assert told(going(10, first), going(12, first, Reach("salon", None, None)))[1] == (first,)


def test_more_never_came_to_the_end_than_were_heard() -> None:
    shown = told(going(20, Reach("asia", 7, 2)), going(25, Reach("asia", 9, 8)))
    assert shown[1] == (Reach("asia", 7, None),)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=8))
def test_no_number_ever_moves_by_fewer_than_five(seen: list[tuple[int, int]]) -> None:
    shown = told(
        *[going(asia + africa, Reach("asia", asia, None), Reach("africa", africa, None)) for asia, africa in seen]
    )
    for (before, first), after in zip(zip(shown, seen, strict=True), shown[1:], strict=False):
        for was, now in zip(before, after, strict=True):
            moved = abs((was.heard or 0) - (now.heard or 0))
            assert moved == 0 or moved >= FEWEST or not sum(first)

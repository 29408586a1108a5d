"""How long the means to reach somebody are kept: so many days after the last report, as they were promised."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from consultation.retention import AWAITED, Contact, due, ended, over
from consultation.rounds import Kind, Round, Stage

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CLOSED = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, opens=NOW - 500 * DAY, closes=NOW - 400 * DAY)
DAYS = {"r1": 90, "r2": 30}


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.REPORTED, Stage.PUBLISHED])
def test_a_round_ends_with_its_last_report(stage: Stage) -> None:
    reports = [NOW - 300 * DAY, NOW - 100 * DAY, NOW - 200 * DAY]
    assert ended(replace(CLOSED, stage=stage), reports, NOW) == NOW - 100 * DAY


def test_a_report_from_before_it_closed_does_not_end_it_earlier() -> None:
    assert ended(CLOSED, [CLOSED.opens], NOW) == CLOSED.closes


def test_a_round_that_nobody_reports_ends_a_year_after_its_closing() -> None:
    assert CLOSED.closes is not None
    assert ended(CLOSED, [], NOW) == CLOSED.closes + AWAITED
    assert ended(CLOSED, [], CLOSED.closes + AWAITED) == CLOSED.closes + AWAITED
    assert ended(CLOSED, [], CLOSED.closes + AWAITED - DAY) is None


@pytest.mark.parametrize(
    "going_on",
    [
        replace(CLOSED, closes=NOW + DAY),
        replace(CLOSED, closes=None),
        replace(CLOSED, opens=NOW + DAY, closes=NOW + 2 * DAY),
    ],
)
def test_a_round_that_goes_on_has_not_ended(going_on: Round) -> None:
    assert ended(going_on, [], NOW) is None
    assert ended(going_on, [NOW - DAY], NOW) is None


def test_one_that_was_closed_by_hand_without_a_time_ends_all_the_same() -> None:
    closed = replace(CLOSED, closes=None, stage=Stage.CLOSED)
    assert ended(closed, [], NOW) == closed.opens + AWAITED


def test_a_round_is_over_so_many_days_after_its_end() -> None:
    ends = {"r1": NOW - 90 * DAY, "r2": NOW - 30 * DAY + timedelta(seconds=1), "r3": None}
    assert over(ends, DAYS | {"r3": 1}, NOW) == {"r1"}
    assert over(ends, DAYS | {"r3": 1}, NOW + timedelta(seconds=1)) == {"r1", "r2"}


def test_an_address_goes_when_all_rounds_are_over() -> None:
    in_one, in_both = Contact("one", frozenset({"r1"})), Contact("both", frozenset({"r1", "r2"}))
    assert due([in_one, in_both], {"r1"}, DAYS, NOW) == (in_one,)
    assert due([in_one, in_both], {"r1", "r2"}, DAYS, NOW) == (in_one, in_both)
    assert due([in_one, in_both], {"r2"}, DAYS, NOW) == ()


def test_the_last_notice_holds_it_as_long_as_the_longest_of_their_rounds() -> None:
    told = Contact("one", frozenset({"r1", "r2"}), noticed=NOW - 90 * DAY)
    assert due([told], {"r1", "r2"}, DAYS, NOW) == (told,)
    assert due([told], {"r1", "r2"}, DAYS, NOW - timedelta(seconds=1)) == ()
    assert due([replace(told, rounds=frozenset({"r2"}))], {"r2"}, DAYS, NOW - 50 * DAY) != ()

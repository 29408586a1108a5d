"""When the answers came, and that no number says when somebody wrote."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.records import Participation, Snapshot
from reports.masking import THRESHOLD
from reports.statements import heard
from reports.timeline import MOST, Mark, Span, Timeline, Unit, timeline
from tests.reports.charts.lively import aged
from tests.reports.snapshots import OPENED, person, said, snapshot

FIRST = OPENED.date()


def on_days(*counts: int) -> list[Participation]:
    """Return respondents with one answer each: so many on the first day, so many on the second, and so on."""
    days = [day for day, count in enumerate(counts) for _ in range(count)]
    return [person(f"p{n}", aged(said(f"On day {day}, {n}."), day)) for n, day in enumerate(days)]


def of(people: list[Participation], *, closes: int | None = None, timezone: str = "UTC") -> Snapshot:
    """Return a round that opened on the first day and closes so many days later, seen a hundred days after."""
    made = snapshot(people)
    asked = replace(made.rounds[0].round, closes=OPENED + timedelta(days=closes) if closes is not None else None)
    consultation = replace(made.consultation, timezone=timezone)
    rounds = (replace(made.rounds[0], round=asked),)
    return replace(made, consultation=consultation, rounds=rounds, taken=OPENED + timedelta(days=100))


def found(made: Snapshot) -> Timeline | None:
    return timeline(made, tuple(heard(made)))


def counts(made: Snapshot) -> tuple[Unit, list[int | None]]:
    line = found(made)
    assert line
    return line.unit, [span.answers for span in line.spans]


def test_answers_are_counted_by_the_day_they_were_given() -> None:
    assert counts(of(on_days(5, 0, 7, 6))) == (Unit.DAY, [5, 0, 7, 6])


def test_one_person_with_many_answers_is_one_person() -> None:
    ana = person("ana", *(aged(said(f"Word {n}."), 1) for n in range(9)))
    assert counts(of([*on_days(6, 5, 5, 5, 5), ana])) == (Unit.DAY, [6, 14, 5, 5, 5])
    alone = of([*on_days(6, 0, 5, 5, 5), ana])
    assert counts(alone) == (Unit.DAY, [6, None, 5, 5, None])


def test_days_of_few_are_masked_with_another() -> None:
    assert counts(of(on_days(5, 3, 7, 6, 9))) == (Unit.DAY, [5, None, 7, 6, None])


def test_where_most_days_would_be_masked_weeks_are_shown() -> None:
    unit, weeks = counts(of(on_days(*(2 for _ in range(28)))))
    assert (unit, weeks) == (Unit.WEEK, [14, 14, 14, 14])


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    line = found(of(on_days(*(1 for _ in range(28)))))
    assert line
    assert [span.starts.weekday() for span in line.spans] == [0, 0, 0, 0]
    assert line.ends == line.spans[-1].starts + timedelta(days=7)


def test_long_rounds_are_shown_by_month() -> None:
    people = [person(f"y{year}-{n}", aged(said(f"In {year}, {n}."), 366 * year)) for year in range(3) for n in range(9)]
    line = found(of(people))
    assert line
    assert line.unit is Unit.MONTH
    assert [span.answers for span in line.spans if span.answers] == [9, 9, 9]
    assert len(line.spans) == 25
    assert (line.spans[0].starts, line.ends) == (date(2026, 3, 1), date(2028, 4, 1))


def test_days_are_those_of_the_place_of_the_consultation() -> None:
    late = [person(f"p{n}", said(f"At nine, {n}.")) for n in range(5)]  # nine o'clock in the morning, by UTC
    assert counts(of(late, timezone="Pacific/Auckland")) == (Unit.DAY, [5])
    line = found(of(late, timezone="Pacific/Honolulu"))  # ten hours behind: eleven o'clock of the day before
    assert line
    assert line.spans == (Span(FIRST - timedelta(days=1), 5),)


def test_editing_an_answer_does_not_move_it() -> None:
    (ana, *others) = on_days(6)
    (answer,) = ana.answers
    edited = replace(answer.revisions[0], number=2, at=OPENED + timedelta(days=9))
    later = replace(ana, answers=(replace(answer, revisions=(answer.revisions[0], edited)),))
    assert counts(of([later, *others])) == (Unit.DAY, [6])


def test_rounds_open_and_close_where_that_has_come() -> None:
    line = found(of(on_days(5, 5, 5), closes=10))
    assert line
    assert line.marks == (Mark(FIRST, opened=True), Mark(FIRST + timedelta(days=10), opened=False))
    assert len(line.spans) == 11
    still_open = found(of(on_days(5, 5, 5), closes=200))
    assert still_open
    assert still_open.marks == (Mark(FIRST, opened=True),)
    assert len(still_open.spans) == 3


@pytest.mark.parametrize("people", [[], on_days(3), on_days(1, 0, 2)])
def test_where_all_would_be_masked_there_is_no_timeline(people: list[Participation]) -> None:
    assert found(of(people)) is None


@settings(max_examples=60)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=30))
def test_no_span_of_few_is_shown_nor_found_by_subtraction(days: list[int]) -> None:
    made = of(on_days(*days))
    line = found(made)
    if line is None:
        return
    shown = [span.answers for span in line.spans if span.answers is not None]
    hidden = sum(days) - sum(shown)
    masked = len(line.spans) - len(shown)
    assert not any(0 < count < THRESHOLD for count in shown)
    assert masked != 1
    assert masked == 0 or (hidden >= THRESHOLD and hidden > masked)
    assert len(line.spans) <= MOST
    starts = [span.starts for span in line.spans]
    assert starts == sorted(set(starts))
    assert starts[0] <= FIRST < line.ends

"""When the answers came: how many in each day, week or month of the rounds. Imports only consultation.

An answer counts when it was first given; editing it later does not move it. A few answers on one day would say when
each of a few people wrote, to whoever sat beside them. So a span of fewer than five respondents is masked with further
ones, as a small group is (`reports.masking`), and where that would leave less than half to see, spans are made longer.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from consultation.records import Snapshot
from reports.masking import mask
from reports.statements import Heard

MOST = 62
"""How many spans a timeline has at most, unless they are months: on a telephone each is five pixels wide."""


class Unit(StrEnum):
    """How long a span is. A week begins on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """A day, week or month by its first day, and how many answers were first given in it; None where masked."""

    starts: date
    answers: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which a round opened or closed."""

    on: date
    opened: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """All spans from the first to the last, those without an answer among them; ``ends`` is the day after the last."""

    unit: Unit
    spans: tuple[Span, ...]
    ends: date
    marks: tuple[Mark, ...]


def timeline(snapshot: Snapshot, answers: Sequence[Heard]) -> Timeline | None:
    """Return when ``answers`` came, in the time zone of the consultation; None where nothing of it may be shown."""
    zone = ZoneInfo(snapshot.consultation.timezone)
    given = [(one.answer.revisions[0].at.astimezone(zone).date(), one.respondent) for one in answers]
    marks = tuple(dict.fromkeys(_marks(snapshot, zone)))
    days = sorted({*(day for day, _ in given), *(mark.on for mark in marks)})
    if not given:
        return None
    for unit in Unit:
        starts = list(_starts(unit, days[0], days[-1]))
        spans = None if len(starts) > MOST and unit is not Unit.MONTH else _spans(unit, starts, given)
        if spans is not None:
            return Timeline(unit, spans, _next(unit, starts[-1]), marks)
    return None


def _marks(snapshot: Snapshot, zone: ZoneInfo) -> Iterator[Mark]:
    """Yield when rounds opened and closed, as far as that had come when the snapshot was taken."""
    moments: list[tuple[datetime, bool]] = []
    for record in snapshot.rounds:
        moments += [(record.round.opens, True), *([(record.round.closes, False)] if record.round.closes else [])]
    for moment, opened in sorted(moments):
        if moment <= snapshot.taken:
            yield Mark(moment.astimezone(zone).date(), opened)


def _spans(unit: Unit, starts: Sequence[date], given: Sequence[tuple[date, str]]) -> tuple[Span, ...] | None:
    """Count the answers in each span; None where all, or most of those that have any, would have to be masked."""
    people: dict[date, set[str]] = defaultdict(set)
    counts: dict[date, int] = defaultdict(int)
    for day, who in given:
        people[_start(unit, day)].add(who)
        counts[_start(unit, day)] += 1
    masked = mask([len(people[start]) for start in starts])
    if masked is None or 2 * len(masked) > len(counts):
        return None
    return tuple(Span(start, None if index in masked else counts[start]) for index, start in enumerate(starts))


def _starts(unit: Unit, first: date, last: date) -> Iterator[date]:
    start = _start(unit, first)
    while start <= last:
        yield start
        start = _next(unit, start)


def _start(unit: Unit, day: date) -> date:
    """Return the first day of the span in which ``day`` lies."""
    if unit is Unit.MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if unit is Unit.WEEK else day


def _next(unit: Unit, start: date) -> date:
    """Return the first day of the span that follows."""
    if unit is Unit.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if unit is Unit.WEEK else 1)

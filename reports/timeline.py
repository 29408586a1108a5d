"""When the answers came: how many in each day, week or month of the rounds. Imports only consultation.

An answer counts when it was first given; editing it later does not move it. A few answers on one day would say when
each of a few people wrote, to whoever sat beside them. So a span of fewer than five respondents is masked with further
ones, as a small group is (`reports.masking`), and where that would leave less than half to see, spans are made longer.
Where there are earlier editions, spans that changed by a few answers are masked, too (`reports.readers`).
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from consultation.editions import Tally
from consultation.records import Snapshot
from reports.compared import comparable
from reports.coverage import NOBODY
from reports.masking import mask
from reports.readers import Readers
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


def timeline(snapshot: Snapshot, answers: Sequence[Heard], readers: Readers = NOBODY) -> Timeline | None:
    """Return when ``answers`` came, in the time zone of the consultation; None where nothing of it may be shown."""
    marks = tuple(dict.fromkeys(_marks(snapshot)))
    for unit, row, masked in _counted(snapshot, answers, readers):
        if masked is not None:
            starts = sorted(row)
            spans = tuple(Span(start, None if start in masked else row[start]) for start in starts)
            return Timeline(unit, spans, _next(unit, starts[-1]), marks)
    return None


def timeline_tallies(snapshot: Snapshot, answers: Sequence[Heard], readers: Readers = NOBODY) -> Iterator[Tally]:
    """Yield what an edition keeps of its timeline for those after it: what it shows gives the longer spans, too."""
    shown = False
    for unit, row, masked in _counted(snapshot, answers, readers):
        hidden = frozenset[date]() if shown else masked
        shown = shown or masked is not None
        names = None if hidden is None else frozenset(start.isoformat() for start in hidden)
        yield Tally(_attribute(unit), (), {start.isoformat(): count for start, count in sorted(row.items())}, names)


def _attribute(unit: Unit) -> str:
    """Return the name under which an edition keeps its spans, which no attribute of respondents has."""
    return f"*{unit}"


def _counted(
    snapshot: Snapshot, answers: Sequence[Heard], readers: Readers
) -> Iterator[tuple[Unit, Mapping[date, int], frozenset[date] | None]]:
    """Yield the answers in each span, by unit, and the spans to mask; None where too many would be, or all."""
    zone = ZoneInfo(snapshot.consultation.timezone)
    given = [(one.answer.revisions[0].at.astimezone(zone).date(), one.respondent) for one in answers]
    marked = [mark.on for mark in _marks(snapshot)]
    for unit in Unit if given else ():
        known = [date.fromisoformat(start) for start in readers.groups(_attribute(unit))]
        days = [*(day for day, _ in given), *marked, *known]
        counts = dict.fromkeys(_starts(unit, min(days), max(days)), 0)
        people: dict[date, set[str]] = {start: set() for start in counts}
        for day, who in given:
            counts[_start(unit, day)] += 1
            people[_start(unit, day)].add(who)
        fits = len(counts) <= MOST or unit is Unit.MONTH
        yield unit, counts, _masked(unit, counts, people, readers) if fits else None


def _masked(
    unit: Unit, counts: Mapping[date, int], people: Mapping[date, AbstractSet[str]], readers: Readers
) -> frozenset[date] | None:
    """Return the spans of few people, and those that changed by few answers since an earlier edition."""
    starts = list(counts)
    few, since = mask([len(people[start]) for start in starts]), frozenset[int]()
    if readers.earlier:
        if not comparable(readers, _attribute(unit)):
            return None
        changed = readers.column(_attribute(unit), [start.isoformat() for start in starts], list(counts.values()))
        if changed is None:
            return None
        since = changed
    masked = None if few is None else few | since
    if masked is None or 2 * len(masked) > sum(map(bool, counts.values())):
        return None
    return frozenset(starts[index] for index in masked)


def _marks(snapshot: Snapshot) -> Iterator[Mark]:
    """Yield when rounds opened and closed, as far as that had come when the snapshot was taken."""
    zone = ZoneInfo(snapshot.consultation.timezone)
    moments: list[tuple[datetime, bool]] = []
    for record in snapshot.rounds:
        moments += [(record.round.opens, True), *([(record.round.closes, False)] if record.round.closes else [])]
    for moment, opened in sorted(moments):
        if moment <= snapshot.taken:
            yield Mark(moment.astimezone(zone).date(), opened)


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

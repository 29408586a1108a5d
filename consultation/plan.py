"""The year's plan: rounds with their times as they are, and what a working group plans beside them. Standard library.

What stands in consultation.yaml has months of the plan's year; facilitators give dates, add entries and take some out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from consultation.errors import InvalidInput, NotFound
from consultation.guide import Consultation, PlanStep, Unit
from consultation.moments import parse_time
from consultation.rounds import Round

LONGEST = 300
"""Code points of a title at most."""


class Kind(StrEnum):
    """What is planned."""

    REVIEW = "review"
    MAPPING = "mapping"
    INTERVIEW = "interview"
    MEETING = "meeting"
    PUBLICATION = "publication"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What a facilitator entered: a step of their own, or in place of the one of that ``id`` in consultation.yaml.

    ``titles`` are by language; what is ``removed`` is in the plan no more.
    """

    id: str
    kind: Kind
    titles: Mapping[str, str]
    starts: date | None = None
    ends: date | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of the plan: a round, or a step with dates or, where nobody gave it any, months of the plan's year.

    ``until`` is None where there is one day only, and for a round that is closed by hand; ``launched`` is the round.
    """

    id: str
    kind: Kind | None
    title: Unit | None
    since: date | None = None
    until: date | None = None
    months: tuple[int, int] | None = None
    launched: Round | None = None


def planned(consultation: Consultation, entries: Iterable[PlanEntry], rounds: Iterable[Round]) -> tuple[Planned, ...]:
    """Return the plan: what has a date in the order of dates, then what has months only.

    ``rounds`` are those of the consultation, as the calendar has them.
    """
    entered = {entry.id: entry for entry in entries}
    steps = {step.id: step for step in consultation.plan}
    lines = [_of_round(known, consultation.timezone) for known in rounds]
    lines += [_of_step(step) for step in steps.values() if step.id not in entered]
    lines += [_of_entry(entry, steps.get(entry.id)) for entry in entered.values() if not entry.removed]
    return tuple(sorted(lines, key=_place))


def line_of(plan: Iterable[Planned], entry_id: str) -> Planned:
    """Return the step of that id; raise `NotFound`."""
    found = next((line for line in plan if line.id == entry_id and line.launched is None), None)
    if found is None:
        raise NotFound(f"there is no entry {entry_id} in the plan")
    return found


def entry_of(line: Planned) -> PlanEntry:
    """Return a step of the plan as an entry of its own, to be changed."""
    titles = dict(line.title.texts) if line.title else {}
    return PlanEntry(line.id, line.kind or Kind.OTHER, titles, line.since, line.until)


def day(text: str, *, timezone: str, now: datetime, option: str) -> date:
    """Return the day that a date or a length of time from now names; raise `InvalidInput` naming ``option``."""
    return parse_time(text, now=now, timezone=timezone, option=option).astimezone(ZoneInfo(timezone)).date()


def dates(text: str, *, timezone: str, now: datetime, option: str) -> tuple[date, date | None]:
    """Return the first and last day that a text names, one or two; raise `InvalidInput` naming ``option``."""
    written = text.split()
    if not 1 <= len(written) <= 2:  # noqa: PLR2004 - a day or two
        raise InvalidInput("write one day, or the first and the last", where=option)
    starts, *last = (day(one, timezone=timezone, now=now, option=option) for one in written)
    require_order(starts, last[0] if last else None, option=option)
    return starts, last[0] if last else None


def title_of(words: str, *, option: str) -> str:
    """Return a title on one line; raise `InvalidInput` where it is empty or too long."""
    text = " ".join(words.split())
    if not 0 < len(text) <= LONGEST:
        raise InvalidInput(f"a title has 1 to {LONGEST} characters", where=option)
    return text


def require_order(starts: date | None, ends: date | None, *, option: str) -> None:
    """Raise `InvalidInput` where something ends before it starts, or ends without a start."""
    if ends and (starts is None or ends < starts):
        raise InvalidInput("it would end before it starts", where=option)


def _of_round(known: Round, timezone: str) -> Planned:
    zone = ZoneInfo(timezone)
    until = known.closes.astimezone(zone).date() if known.closes else None
    return Planned(known.id, None, None, known.opens.astimezone(zone).date(), until, launched=known)


def _of_step(step: PlanStep) -> Planned:
    return Planned(step.id, Kind(step.kind), step.title, months=(step.starts, step.ends))


def _of_entry(entry: PlanEntry, step: PlanStep | None) -> Planned:
    months = (step.starts, step.ends) if step and entry.starts is None else None
    return Planned(entry.id, entry.kind, Unit(f"plan.{entry.id}.title", entry.titles), entry.starts, entry.ends, months)


def _place(line: Planned) -> tuple[bool, date, tuple[int, int], str]:
    return line.since is None, line.since or date.max, line.months or (12, 12), line.id

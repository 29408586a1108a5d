"""When somebody is reminded of what they began, and told that it closed: rules about moments, as values.

Imports the standard library and the core's values only. Whoever asks says what time it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from consultation.guide import Consultation
from consultation.records import Participation
from consultation.rounds import Round

MOST = 2
"""So many reminders in a round at most."""

PAUSE = timedelta(days=3)
"""So long after their last word somebody is reminded first."""

BEFORE_CLOSE = timedelta(days=2)
"""So long before the close somebody is reminded last."""

APART = timedelta(days=1)
"""So long at least lies between two reminders, and between somebody's last word and a reminder."""

TOO_LATE = timedelta(hours=2)
"""So long before the close nobody is reminded any more: there would be no time left for it."""

NEWS = timedelta(days=3)
"""So long after the close it is told that it closed; what is older is no news."""

MORNING, EVENING = time(9), time(20)
"""The hours between which people are written to, where they are."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Somebody who began, has not finished, wishes to be reminded and can be written to at ``identity``.

    ``heard`` is when they were last heard, ``attributes`` what they told of themselves in any round of the
    consultation; ``reminders`` counts those made in this round, the last at ``reminded``; ``told`` is whether its close
    was told.
    """

    identity: str
    respondent: str
    language: str
    heard: datetime
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    reminders: int = 0
    reminded: datetime | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """When something may be sent: from ``due`` on, and no more once it ``lapses``."""

    due: datetime
    lapses: datetime


def zone_of(consultation: Consultation, attributes: Mapping[str, tuple[str, ...]]) -> ZoneInfo:
    """Return the time zone of the first region somebody named that has one, else the consultation's."""
    zones = (
        choice.timezone
        for attribute in consultation.attributes
        for choice in attribute.choices
        if choice.timezone and choice.id in attributes.get(attribute.id, ())
    )
    return ZoneInfo(next(zones, consultation.timezone))


def next_reminder(launched: Round, begun: Begun, zone: ZoneInfo, now: datetime) -> Slot | None:
    """Return when somebody is reminded next if they stay silent, at ``now`` the earliest; None for never.

    First three days after their last word, last two days before the close; where the first would come less than a day
    before the last, there is only the last.
    """
    if launched.closes is None or not launched.takes_answers(now) or begun.reminders >= MOST:
        return None
    last = launched.closes - BEFORE_CLOSE
    if begun.reminded is None:
        pause = _decent(max(begun.heard + PAUSE, now), zone)
        if pause + APART <= last:
            return _slot(pause, zone, until=launched.closes - TOO_LATE)
    elif begun.reminded + APART > last:
        return None
    due = _decent(max(last, begun.heard + APART, now), zone)
    return _slot(due, zone, until=launched.closes - TOO_LATE)


def closing_notice(launched: Round, begun: Begun, zone: ZoneInfo, now: datetime) -> Slot | None:
    """Return when somebody is told that a round has closed, at ``now`` the earliest; None for never."""
    if launched.closes is None or begun.told or launched.takes_answers(max(now, launched.closes)):
        return None
    return _slot(_decent(max(launched.closes, now), zone), zone, until=launched.closes + NEWS)


def may_be_reminded(launched: Round, person: Participation, consultation: Consultation, now: datetime) -> bool:
    """Say whether a reminder could still come to somebody who said something now, and has not finished."""
    if person.finished is not None or not person.consented:
        return False
    silent_from_now = Begun("", person.respondent, person.language, heard=now)
    return next_reminder(launched, silent_from_now, zone_of(consultation, person.attributes), now) is not None


def outlook(
    launched: Round, people: Iterable[Begun], consultation: Consultation, now: datetime
) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """Return when reminders, and when notices of the close, will be due if all stay silent: each in order."""
    reminders: list[datetime] = []
    closings: list[datetime] = []
    for begun in people:
        zone = zone_of(consultation, begun.attributes)
        reminders += _reminders(launched, begun, zone, now)
        closing = closing_notice(launched, begun, zone, now)
        closings += [closing.due] if closing else []
    return tuple(sorted(reminders)), tuple(sorted(closings))


def _reminders(launched: Round, begun: Begun, zone: ZoneInfo, now: datetime) -> list[datetime]:
    """Return when somebody silent is reminded from ``now`` on."""
    slot = next_reminder(launched, begun, zone, now)
    if slot is None:
        return []
    counted = replace(begun, reminders=begun.reminders + 1, reminded=slot.due)
    return [slot.due, *_reminders(launched, counted, zone, slot.due)]


def _decent(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment, or the next morning where it is too early or too late in the day."""
    local = moment.astimezone(zone)
    if MORNING <= local.time() < EVENING:
        return moment
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, zone).astimezone(UTC)


def _slot(due: datetime, zone: ZoneInfo, *, until: datetime) -> Slot | None:
    """Return the slot that begins then and ends with the day, or before; None where it would end before it begins."""
    evening = datetime.combine(due.astimezone(zone).date(), EVENING, zone).astimezone(UTC)
    lapses = min(evening, until)
    return Slot(due, lapses) if due < lapses else None

"""Times as people write them. Imports the standard library only."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from consultation.errors import InvalidInput

DURATION = re.compile(r"(\d{1,4})([dhm])")
UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def parse_duration(text: str, *, option: str) -> timedelta:
    """Return the time that ``text`` says, such as 7d or 48h; raise `InvalidInput` naming ``option``."""
    found = DURATION.fullmatch(text.strip())
    if not found:
        raise InvalidInput(f"{text!r} is no length of time; write 7d, 48h or 30m", where=option)
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def parse_time(text: str, *, now: datetime, timezone: str, option: str) -> datetime:
    """Return the moment that ``text`` means: ISO 8601, in ``timezone`` where it names none, or a duration from ``now``.

    Raises `InvalidInput` naming ``option``.
    """
    if DURATION.fullmatch(text.strip()):
        return now + parse_duration(text, option=option)
    try:
        moment = datetime.fromisoformat(text.strip())
        there = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(timezone))
        there.astimezone(UTC)  # as it is kept: at either end of the calendar it is in no year
    except (ValueError, OverflowError):
        raise InvalidInput(
            f"{text!r} is no time; write 2026-12-31, 2026-12-31T18:00 or a duration such as 7d or 48h", where=option
        ) from None
    return there


def ago(text: str, *, now: datetime, timezone: str, option: str) -> datetime:
    """Return the moment that ``text`` means when one looks back: as `parse_time`, but a duration is before ``now``."""
    if DURATION.fullmatch(text.strip()):
        return now - parse_duration(text, option=option)
    return parse_time(text, now=now, timezone=timezone, option=option)

"""How long the means to reach somebody are kept: what the consent text promises, as a rule. Standard library only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from consultation.rounds import Round, Stage

AWAITED = timedelta(days=365)
"""How long a closed round waits for its report: one that never gets any holds nobody's address for good."""


@dataclass(frozen=True, slots=True)
class Contact:
    """An account with an address, the rounds that its person takes part in, and the last notice about any of those.

    ``noticed`` is when it was sent or is due, None where there was none.
    """

    identity: str
    rounds: frozenset[str]
    noticed: datetime | None = None


def ended(launched: Round, reports: Collection[datetime], now: datetime) -> datetime | None:
    """Return when nobody needed to be reached about a round any more, None where that is still to come.

    That is its last report, or a year after its closing where nobody reports it.
    """
    if launched.at(now).stage in (Stage.DRAFTED, Stage.OPEN):
        return None
    closed = launched.closes or launched.opens
    end = max((closed, *reports)) if reports else closed + AWAITED
    return end if end <= now else None


def over(ends: Mapping[str, datetime | None], days: Mapping[str, int], now: datetime) -> frozenset[str]:
    """Return the rounds for which nobody's address is kept any more: they ended so many days ago."""
    return frozenset(name for name, end in ends.items() if end is not None and end + timedelta(days=days[name]) <= now)


def due(
    contacts: Iterable[Contact], gone: Collection[str], days: Mapping[str, int], now: datetime
) -> tuple[Contact, ...]:
    """Return the accounts whose address is to be dropped, ``gone`` being the rounds that are over.

    All their rounds are, and the last notice about one was so many days ago, too.
    """
    return tuple(one for one in contacts if one.rounds <= set(gone) and _quiet(one, days, now))


def _quiet(contact: Contact, days: Mapping[str, int], now: datetime) -> bool:
    longest = max((days[name] for name in contact.rounds), default=0)
    return contact.noticed is None or contact.noticed + timedelta(days=longest) <= now

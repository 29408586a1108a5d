"""What is sent without being a reply, and what became of it: the outbox as the core sees it. Standard library only.

A notice is queued once (its key is unique), claimed by one worker at a time, and settled. Reminders and the like are
sent at most once: one whose outcome nobody knows is listed, not repeated. Receipts and results are sent at least once.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consultation.flow import State
from consultation.messages import Reply

TERMINAL = "terminal"
"""The platform on which people are answered, and never written to: nobody carries a notice there."""


class Purpose(StrEnum):
    """Why somebody is written to."""

    ANNOUNCEMENT = "announcement"
    INVITATION = "invitation"
    REMINDER = "reminder"
    CLOSING = "closing"
    CHANGE = "changed draft"
    RECEIPT = "receipt"
    RESULTS = "results"


AT_MOST_ONCE = frozenset({Purpose.ANNOUNCEMENT, Purpose.INVITATION, Purpose.REMINDER, Purpose.CLOSING, Purpose.CHANGE})
"""What would annoy when it came twice; all else would be missed when it did not come."""


WISHED = frozenset({Purpose.REMINDER, Purpose.CLOSING})
"""What is only for somebody who wishes to be reminded, has not finished, and has said nothing since it was queued."""


class Fate(StrEnum):
    """What became of a notice."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told to one account, or in one group.

    ``key`` is unique: a notice queued again is the same one, and not sent twice. ``identity`` or ``group`` is whom it
    goes to, the other is ""; it is not sent before ``due``, nor once it ``lapses``, None for never.
    """

    key: str
    purpose: Purpose
    round: str
    reply: Reply
    due: datetime
    identity: str = ""
    group: str = ""
    lapses: datetime | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """A notice that a worker has claimed: ``number`` names it, ``address`` is where it goes, sealed.

    ``attempts`` counts this one too.
    """

    number: int
    notice: Notice
    address: str
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Sending:
    """A line of the outbox as facilitators see it: nothing of whom it goes to but the name of a group.

    ``at`` is when its fate was last changed, ``note`` why.
    """

    number: int
    purpose: Purpose
    platform: str
    round: str
    fate: Fate
    due: datetime
    at: datetime
    attempts: int = 0
    note: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group or channel in which rounds are announced: ``id`` a keyed hash, ``address`` sealed."""

    id: str
    name: str
    address: str
    joined: datetime


@dataclass(frozen=True, slots=True)
class Reachable:
    """Somebody who took part in a round and can be written to: their account last met there, and where they are."""

    identity: str
    respondent: str
    language: str
    state: State


@dataclass(frozen=True, slots=True)
class Met:
    """An account, its sealed address, and when it was last heard."""

    identity: str
    address: str
    at: datetime


def platform_of(address: str) -> str:
    """Return the platform that a sealed address names: ``telegram`` of ``telegram:gAAAA…``."""
    return address.partition(":")[0]


def is_carried_to(address: str) -> bool:
    """Say whether somebody at a sealed address can be written to without having written first."""
    return platform_of(address) not in ("", TERMINAL)

"""Who may do what: roles, the table of rights, what is kept of who facilitates. Imports the standard library only.

A role holds in one consultation or, where it names none, in all of them. Who has the command line may do everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CODE_LENGTH = 26
"""Characters of a code, 5 bits each: 130 bits, in an alphabet (A-Z, 2-7) where nothing is taken for something else."""

LASTS = timedelta(hours=48)
"""How long a code works unless said otherwise."""


class Role(StrEnum):
    """What somebody is to a consultation."""

    OWNER = "owner"
    FACILITATOR = "facilitator"
    ANALYST = "analyst"
    READER = "reader"


class Right(StrEnum):
    """What may be done in chat, as the table of rights names it."""

    SEE = "see the rounds, their times and codes"
    PREVIEW = "try a round as people will meet it"
    LAUNCH = "launch a round"
    FOLLOW = "see how a round goes"
    EXTEND = "give a round more time"
    CLOSE = "close a round"
    MODERATE = "set answers aside and restore them"
    NOTE = "enter notes of salons, interviews and talk pages"
    REVIEW = "check the tags of answers"
    CODE = "code a sample of answers by hand"
    RESPOND = "record what the working group answers"
    DRAFT = "enter drafts and new versions of them"
    ANNOUNCE = "announce a round in groups and channels"
    AIM = "say how many of a group a round is to hear"
    SIFT = "approve and refuse partners and resources"
    PLAN = "change what is planned"


EVERYONE = frozenset(Role)
LEADING = frozenset({Role.OWNER, Role.FACILITATOR})
KNOWING = LEADING | {Role.ANALYST}
"""Who may know how a round goes, and reads what people said, answer by answer."""

RIGHTS: Mapping[Right, frozenset[Role]] = {
    Right.SEE: EVERYONE,
    Right.PREVIEW: EVERYONE,
    Right.LAUNCH: LEADING,
    Right.FOLLOW: KNOWING,
    Right.EXTEND: LEADING,
    Right.CLOSE: LEADING,
    Right.MODERATE: LEADING,
    Right.NOTE: LEADING,
    Right.REVIEW: KNOWING,
    Right.CODE: KNOWING,
    Right.RESPOND: LEADING,
    Right.DRAFT: LEADING,
    Right.ANNOUNCE: LEADING,
    Right.AIM: LEADING,
    Right.SIFT: LEADING,
    Right.PLAN: LEADING,
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open invitation to take up a role, by a code that only who made it has seen.

    ``consultation`` is what rounds remember theirs by, "" for all; the code works up to ``until``.
    """

    name: str
    role: Role
    consultation: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Somebody with a role, by the name they were invited under; ``since`` is when they first took one up.

    ``accounts`` are identities: those that a code was given from.
    """

    name: str
    role: Role
    consultation: str
    since: datetime
    accounts: tuple[str, ...] = ()

    def may(self, right: Right, consultation: str) -> bool:
        """Say whether they may do something in a consultation."""
        return self.role in RIGHTS[right] and self.consultation in ("", consultation)

    def may_at_all(self, right: Right) -> bool:
        """Say whether there is a consultation in which they may."""
        return self.role in RIGHTS[right]


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What came of giving a code: who somebody is now, None where it does not work.

    ``limited`` says that it was not looked at: too many wrong ones came from that account lately.
    """

    facilitator: Facilitator | None = None
    limited: bool = False

"""What a process holds in memory of rounds, people and notices, as tables would. Imports `consultation`.

`MemoryStore` and `MemoryOutbox` share it. Every method is called with the lock held.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from heapq import heappop, heappush
from itertools import count
from threading import RLock

from consultation.checking.coding import Coding, Sample
from consultation.errors import Conflict, NotFound
from consultation.joining import WRONG_CODES_WITHIN
from consultation.loop.echoes import Echo
from consultation.loop.responses import Recorded
from consultation.notices import Fate, Group, Notice
from consultation.office.flow import Seat
from consultation.ports import DELIVERIES_KEPT
from consultation.records import Participation
from consultation.roles import Facilitator, Invitation
from consultation.rounds import Round
from consultation.suggestions import Suggestion

Key = tuple[str, str]
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Identity:
    """As the table of that name has it, with the one of homes: where it goes back to."""

    respondent: str
    round: str
    met: datetime
    address: str = ""
    linked: bool = False
    paused: bool = False
    home: Key | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A row of the outbox. What its notice says is forgotten once its fate is known."""

    number: int
    notice: Notice
    platform: str
    at: datetime
    language: str = ""
    fate: Fate = Fate.WAITING
    attempts: int = 0
    worker: str = ""
    until: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """As the table of that name has it."""

    due: datetime
    worker: str = ""
    until: datetime = LONG_AGO


@dataclass
class Held:
    """The tables. Participations are known by round and respondent, answers by the participation they are in.

    Who has joined another is in `joinings`, with that one and the time. Samples are known by round and number, the
    codings of each by coder and answer; those of an answer without an author are gone. ``oldest`` is a heap of the
    deliveries; an invitation is kept with the digest of its code.
    """

    lock: RLock = field(default_factory=RLock)
    rounds: dict[str, Round] = field(default_factory=dict)
    participations: dict[Key, Participation] = field(default_factory=dict)
    authors: dict[str, Key] = field(default_factory=dict)
    identities: dict[str, Identity] = field(default_factory=dict)
    codes: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    joinings: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    wrong_codes: list[tuple[str, datetime]] = field(default_factory=list)
    deliveries: dict[str, datetime] = field(default_factory=dict)
    oldest: list[tuple[datetime, str]] = field(default_factory=list)
    invitations: dict[str, tuple[Invitation, str]] = field(default_factory=dict)
    facilitators: dict[str, Facilitator] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    outbox: dict[int, Queued] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    samples: dict[tuple[str, int], Sample] = field(default_factory=dict)
    claims: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    codings: dict[tuple[str, int], dict[tuple[str, str], Coding]] = field(default_factory=dict)
    echoes: dict[str, Echo] = field(default_factory=dict)
    responses: list[Recorded] = field(default_factory=list)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def round(self, round_id: str) -> Round:
        """Return a round; raise `NotFound`."""
        if round_id not in self.rounds:
            raise NotFound(f"there is no round {round_id}")
        return self.rounds[round_id]

    def guesses(self, identity: str, at: datetime) -> int:
        """Return how many wrong codes an identity gave lately."""
        self.wrong_codes = [(who, when) for who, when in self.wrong_codes if when > at - WRONG_CODES_WITHIN]
        return sum(who == identity for who, _ in self.wrong_codes)

    def deliver(self, delivery: str, at: datetime) -> None:
        """Keep a delivery and forget those of two days ago; "" is none."""
        while self.oldest and self.oldest[0][0] < at - DELIVERIES_KEPT:
            del self.deliveries[heappop(self.oldest)[1]]
        if delivery:
            self.deliveries[delivery] = at
            heappush(self.oldest, (at, delivery))

    def require_unheard(self, delivery: str, at: datetime) -> None:
        """Raise `Conflict` where a delivery was handled."""
        heard = self.deliveries.get(delivery)
        if heard is not None and heard >= at - DELIVERIES_KEPT:
            raise Conflict("this delivery was handled already")

    def forget(self, respondent: str) -> None:
        """Drop everything of a respondent."""
        self.participations = {key: whose for key, whose in self.participations.items() if key[1] != respondent}
        self.authors = {answer: key for answer, key in self.authors.items() if key[1] != respondent}
        for identity in [who for who, known in self.identities.items() if known.respondent == respondent]:
            self.drop(identity)
            self.wrong_codes = [(who, at) for who, at in self.wrong_codes if who != identity]
        self.echoes = {name: echo for name, echo in self.echoes.items() if echo.respondent != respondent}
        self.codes.pop(respondent, None)
        self.joinings.pop(respondent, None)
        self.suggestions = {name: one for name, one in self.suggestions.items() if one.respondent != respondent}

    def hand_over(self, respondent: str, other: str) -> None:
        """Make what somebody suggested the other's."""
        for name, one in self.suggestions.items():
            if one.respondent == respondent:
                self.suggestions[name] = replace(one, respondent=other)

    def drop(self, identity: str) -> None:
        """Drop an identity and the notices to it."""
        del self.identities[identity]
        self.outbox = {number: row for number, row in self.outbox.items() if row.notice.identity != identity}

    def leave(self, identity: str, respondent: str) -> None:
        """Take an identity from a respondent, who goes with it where it was the only one."""
        self.drop(identity)
        if all(known.respondent != respondent for known in self.identities.values()):
            self.forget(respondent)

    def has_spoken(self, respondent: str) -> bool:
        """Say whether a respondent gave an answer or took a stance in any round."""
        return any(said(whose) for key, whose in self.participations.items() if key[1] == respondent)

    def joined(self, respondent: str) -> tuple[str, ...]:
        """Return who has joined a respondent."""
        return tuple(sorted(whose for whose, (other, _) in self.joinings.items() if other == respondent))

    def family(self, respondent: str) -> tuple[str, ...]:
        """Return the pseudonyms of somebody, whichever of them is given: the one they are, then those that joined."""
        root, _ = self.joinings.get(respondent, (respondent, None))
        return (root, *self.joined(root))

    def now(self, respondent: str) -> str:
        """Return who somebody is by now: the other, where they brought along what they said."""
        brought = any(whose.lent for whose in self.theirs(respondent))
        return self.family(respondent)[0] if brought else respondent

    def theirs(self, respondent: str) -> list[Participation]:
        """Return somebody's participations."""
        return [whose for key, whose in self.participations.items() if key[1] == respondent]

    def put(self, key: Key, whose: Participation | None) -> None:
        """Keep what linking or parting made of a participation, one turn later."""
        known = self.participations.pop(key, None)
        if whose:
            self.participations[key] = replace(whose, turn=known.turn + 1 if known else 1)
            self.authors |= {answer.id: key for answer in whose.answers}

    def last_round(self, respondent: str) -> str:
        """Return the round in which any of a respondent's identities was last met, else the one begun last."""
        met = {
            known.round: known.met
            for known in sorted(self.identities.values(), key=lambda known: known.met)
            if known.respondent == respondent
        }
        theirs = [whose for whose in self.participations.values() if whose.respondent == respondent]
        theirs.sort(key=lambda whose: whose.round)
        return max(theirs, key=lambda whose: (met.get(whose.round, LONG_AGO), whose.began)).round


def said(whose: Participation) -> int:
    """Return how many answers and stances somebody gave."""
    return len(whose.answers) + len(whose.stances)

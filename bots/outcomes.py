"""How the sending of a notice went, and what becomes of the notice. Imports consultation.

A platform's bot says how it went; a reason is shown to facilitators and logged, so it holds no address and nothing of
what was said.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from consultation.messages import Reply
from consultation.notices import AT_MOST_ONCE, Errand, Fate

FIRST, LONGEST, DAY = 2.0, 600.0, 86_400.0
"""Seconds between the first two attempts, between two at most, and from the first to the last."""

UNCERTAIN = 8
"""After so many attempts of which nobody knows the outcome a notice is not sent again: each may have arrived."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What becomes of an errand; one that waits again is tried ``after`` so many seconds, or as it was due."""

    fate: Fate
    note: str = ""
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived."""

    def settling(self, _: Errand) -> Settling:
        return Settling(Fate.SENT)


@dataclass(frozen=True, slots=True)
class Paused:
    """The person wants nothing from us for now: it goes on when they are back."""

    def settling(self, errand: Errand) -> Settling:
        if errand.notice.identity:
            return Settling(Fate.WAITING, "blocked by the person", backoff(errand.attempts))
        return Settling(Fate.REFUSED, "blocked in the group")


@dataclass(frozen=True, slots=True)
class Closed:
    """The person takes no messages, but may come by where they can be told: it waits for that, or another day."""

    def settling(self, _: Errand) -> Settling:
        return Settling(Fate.WAITING, "they take no direct messages; it waits until they come by", DAY)


@dataclass(frozen=True, slots=True)
class Refused:
    """It never will be taken: nobody is there any more, or we may not write there."""

    reason: str

    def settling(self, _: Errand) -> Settling:
        return Settling(Fate.REFUSED, self.reason)


@dataclass(frozen=True, slots=True)
class Moved:
    """It was not sent: the group has become the chat at ``address``, which is not sealed."""

    address: str = field(repr=False)

    def settling(self, errand: Errand) -> Settling:
        return tried_again(errand, "the group has moved", at_last=Fate.REFUSED)


@dataclass(frozen=True, slots=True)
class TooMany:
    """It was not sent, and nothing may be for so many seconds."""

    seconds: float

    def settling(self, _: Errand) -> Settling:
        return Settling(Fate.WAITING, "too many at once", self.seconds)


@dataclass(frozen=True, slots=True)
class NotSent:
    """It certainly was not sent, this time."""

    reason: str

    def settling(self, errand: Errand) -> Settling:
        return tried_again(errand, self.reason, at_last=Fate.REFUSED)


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived."""

    reason: str

    def settling(self, errand: Errand) -> Settling:
        if errand.notice.purpose in AT_MOST_ONCE:
            return Settling(Fate.UNKNOWN, self.reason)
        if errand.attempts >= UNCERTAIN:
            return Settling(Fate.UNKNOWN, f"given up after {errand.attempts} attempts: {self.reason}")
        return tried_again(errand, self.reason, at_last=Fate.UNKNOWN)


Outcome = Sent | Paused | Closed | Refused | Moved | TooMany | NotSent | Unknown
Carry = Callable[[str, Reply], Awaitable[Outcome]]
"""Brings a reply to an address that is opened."""


def tried_again(errand: Errand, reason: str, *, at_last: Fate) -> Settling:
    """Return when an errand is tried again, or how it ends when that has gone on for a day."""
    waited = sum(backoff(attempt) for attempt in range(1, errand.attempts))
    if waited >= DAY:
        return Settling(at_last, f"given up after a day: {reason}")
    return Settling(Fate.WAITING, reason, backoff(errand.attempts))


def backoff(attempt: int, longest: float = LONGEST) -> float:
    """Return the seconds to wait after the ``attempt``-th attempt: each time twice as long."""
    return min(FIRST * 2.0 ** min(attempt - 1, 30), longest)

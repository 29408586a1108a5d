"""What a store keeps of people: each message in one transaction, accounts joined, the erased. Standard library only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from consultation.joining import Bringing, Linking, Parting
from consultation.loop.echoes import Echo
from consultation.records import Participation

DELIVERIES_KEPT = timedelta(hours=48)
"""How long a delivery that was handled has no second effect."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the store knows when a message arrives.

    ``respondent`` is the identity's pseudonym, "" for a stranger; ``participation`` theirs in the round asked for;
    ``heard_before`` whether this very delivery was handled.
    """

    participation: Participation | None
    heard_before: bool
    respondent: str = ""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What one message changed: the arguments of `Store.keep` as one value, so that several are kept at once."""

    before: Participation | None
    after: Participation
    identity: str
    delivery: str
    at: datetime
    address: str = ""
    echo: Echo | None = None


class People(Protocol):
    """Keeps people: what each said, which accounts are theirs, and that somebody was erased."""

    def recall(self, identity: str, delivery: str, round_id: str | None = None) -> Recalled:
        """Return what is known of ``identity`` in that round, or in the round it last took part in."""
        ...

    def keep(
        self,
        before: Participation | None,
        after: Participation,
        *,
        identity: str,
        delivery: str,
        at: datetime,
        address: str = "",
        echo: Echo | None = None,
    ) -> None:
        """Keep what changed from ``before`` to ``after`` with the delivery, and make this the identity's round.

        Raises `Conflict`, with nothing changed, where the kept participation is no longer ``before`` (by its turn),
        the identity is not (or no longer) its respondent's, or the delivery was handled ("" is none); `NotFound`
        without the round; `ValueError` where an answer, revision or stance is gone or rewritten. What is kept has a
        turn one higher than ``before``; marks that facilitators set in the meantime stay. Deliveries are forgotten 48
        hours after ``at``. ``address`` is where to write to, sealed, its platform before it; "" leaves the one that is
        known. Whoever sends something is reachable again (see `pause`). ``echo`` is what they say of an edition, if
        anything; `Conflict` where it is not kept any more that they were asked.
        """
        ...

    def keep_all(self, keepings: Sequence[Keeping]) -> tuple[Exception | None, ...]:
        """Keep what several people's messages changed, on disk at once; each is kept whole or not at all.

        Returns for each None, or what `keep` would have raised; one that fails hinders no other. An identity, a
        participation and a delivery each stand in one of them only.
        """
        ...

    def erase(self, respondent: str, *, at: datetime, delivery: str = "") -> bool:
        """Erase a respondent: identities, participations, answers, everything, in every round.

        Where two are linked it erases both, by the pseudonym of either. Leaves a tombstone per answer that an edition
        pinned, a digest of each pseudonym by which an import knows whom not to bring back, and the delivery; raises
        `Conflict` where that was handled. Returns whether there was anyone.
        """
        ...

    def erased(self, respondents: Iterable[str]) -> frozenset[str]:
        """Return those of these respondents who were erased."""
        ...

    def erasures(self) -> frozenset[str]:
        """Return everybody who was erased, as digests of their pseudonyms: SHA-256, 64 hex digits."""
        ...

    def open_link(self, respondent: str, code: str, *, until: datetime) -> None:
        """Keep a one-time code by which another identity may join ``respondent``; replaces an earlier one.

        Raises `NotFound` without the respondent, `Conflict` where somebody else's code is the same or the respondent
        has joined another.
        """
        ...

    def opened_by(self, code: str, *, at: datetime) -> str:
        """Return the respondent who opened that code, "" where it is unknown, used up or past its time."""
        ...

    def link(
        self, identity: str, code: str, *, at: datetime, delivery: str = "", bringing: Bringing | None = None
    ) -> Linking:
        """Join ``identity`` to the respondent who opened that code, in the round that one last took part in.

        A visit of its own in which nothing was said is left behind. Where its respondent gave answers or took stances
        in any round, they join the other with all their identities: what they said is brought along as ``bringing``
        says (see `joining.brought`), or is left out, and they themselves are in no record and no count until they part.

        Returns what came of it. Nothing is changed where the code is unknown, used up, past its time or their own
        (`REFUSED`); where they joined somebody or somebody joined them (`LINKED`); where they have spoken and
        ``bringing`` is None, or `ALONG` and both took a position on one draft version in one round (`ASKED`). The
        delivery is kept with the joining; raises `Conflict` where it was handled.

        Codes that nobody opened are counted by identity, unless something is to be brought along: after
        `joining.WRONG_CODES` lately none is looked at (`LIMITED`).
        """
        ...

    def unlink(self, identity: str, *, at: datetime, delivery: str = "") -> Parting:
        """Undo `link`: an identity that had said nothing is a stranger again, a respondent who joined is who they were.

        All identities that came with them go with them, to the rounds that they were in; what was brought along and
        what was left out is theirs (see `joining.given_back`). Returns what came of it: `ELSEWHERE` where another
        identity joined this one's respondent, `NOTHING` where none did. The delivery is kept with the parting; raises
        `Conflict` where it was handled.
        """
        ...

    def joined(self, respondent: str) -> tuple[str, ...]:
        """Return the respondents who have joined this one, in order."""
        ...

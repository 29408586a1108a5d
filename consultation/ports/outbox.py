"""What waits to be sent, and whose turn it is where several processes hear people. Standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from consultation.notices import Errand, Fate, Group, Met, Notice, Reachable, Sending
from consultation.reminding import Begun


@dataclass(frozen=True, slots=True, order=True)
class Ticket:
    """A message that is to be heard in its turn: ``person`` is a keyed hash in hex, ``number`` grows with each."""

    person: str
    number: int


class Turnstile(Protocol):
    """Says whose turn it is where several processes hear people: one person's messages in the order of their numbers.

    What a process holds here goes with it, however it ends.
    """

    def pass_on(self, waiting: Iterable[Ticket], leaving: Iterable[Ticket]) -> frozenset[Ticket]:
        """Let those go who are ``leaving``, and return those of the ``waiting`` who come first of their person.

        Those returned stay first until they leave. Raises `PalabreError` where nobody can tell; then ask again.
        """
        ...


class Outbox(Protocol):
    """Keeps what is to be sent without being a reply, and to whom. Each method is one transaction, as a store's are.

    It lies in the store's database: who is erased there has no notices here.
    """

    def reachable(self, round_id: str, *, consenting: bool = True) -> tuple[Reachable, ...]:
        """Return who took part in a round and can be written to, ordered by when they began, then by respondent.

        Their consent stands, they are not silent, and one of their identities has an address and is not paused: of
        several the one met last. Without ``consenting`` those are among them who took their consent back.
        """
        ...

    def begun(self, round_id: str, *, quiet_since: datetime) -> tuple[Begun, ...]:
        """Return who began in a round and wishes to be reminded, by when they were last heard, then by respondent.

        They can be written to (see `reachable`) elsewhere than at a terminal, have not finished, were not heard after
        ``quiet_since`` from any account, and have not gone on to another round with the account that is written to.
        """
        ...

    def met(self, platform: str, *, since: datetime, limit: int) -> tuple[Met, ...]:
        """Return up to ``limit`` accounts with an address on a platform that were heard since then, the last first."""
        ...

    def pause(self, identity: str, *, paused: bool) -> None:
        """Stop sending notices to an identity, or go on; an unknown one is passed over."""
        ...

    def join_group(self, group: Group) -> None:
        """Keep a group, or its new name and address; the day it was first joined stays."""
        ...

    def leave_group(self, group_id: str) -> None:
        """Forget a group and the notices that wait for it."""
        ...

    def move_group(self, group_id: str, moved: Group) -> None:
        """Give a known group another id and address, also to the notices that wait for it; else do nothing.

        The day it was joined stays; where the new one is known already, the two become one.
        """
        ...

    def groups(self) -> tuple[Group, ...]:
        """Return the groups, oldest first."""
        ...

    def announced(self, round_id: str) -> str:
        """Return the language in which a round was last announced, "" where it was not."""
        ...

    def add_notices(self, notices: Iterable[Notice]) -> int:
        """Queue notices, all or none; return how many were new by their keys.

        One to an unknown identity or group, or to one without an address, is left out. Raises `NotFound` without the
        round.
        """
        ...

    def waits(self, platform: str) -> bool:
        """Say whether any notice of a platform waits, due or not, or is being sent; else none can be claimed."""
        ...

    def claim(
        self, platform: str, *, worker: str, now: datetime, until: datetime, limit: int, identity: str = ""
    ) -> tuple[Errand, ...]:
        """Claim up to ``limit`` notices of a platform that are due, oldest first, one per recipient, until then.

        None while another worker holds a claim there that has not run out. One that has run out first becomes unknown
        where it may be sent only once, and waits again otherwise. Those for a paused identity wait; those for somebody
        silent (in the round that the identity last took part in) are refused. Those that have lapsed are taken out, as
        if they had never been queued, and so are those that nobody wishes any more (`notices.WISHED`): whoever they
        are for has finished, spoken, gone on to another round, withdrawn, or wants no reminders.

        With ``identity``, somebody is there to be told: theirs alone are claimed, several in order, whoever else holds
        a claim; also those that wait because they are paused or that were tried before and put off, but none while one
        of theirs is being sent.
        """
        ...

    def settle(
        self, number: int, *, worker: str, fate: Fate, at: datetime, note: str = "", due: datetime | None = None
    ) -> bool:
        """Say what became of a claimed notice; ``due`` is when one that waits again is tried.

        What it said is forgotten once it is sent, refused or unknown. Returns False, with nothing changed, where the
        claim is no longer this worker's.
        """
        ...

    def sendings(self, round_id: str = "") -> tuple[Sending, ...]:
        """Return the outbox, of one round or of all, oldest first."""
        ...

"""What is kept of who facilitates. Standard library only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from consultation.office.flow import Seat
from consultation.roles import Facilitator, Invitation, Redeemed


class Staff(Protocol):
    """Keeps who facilitates, who is invited to, and where each is in chat. Each method is one transaction.

    It lies in the store's database, and shares its deliveries. A role belongs to accounts, not to a respondent: who is
    erased as a respondent keeps it, who links two accounts has it in the one.
    """

    def invite(self, invitation: Invitation, code: str) -> None:
        """Keep an invitation and the digest of its code, in place of an earlier one to that name."""
        ...

    def invitations(self) -> tuple[Invitation, ...]:
        """Return the invitations that nobody has taken up, by name, also those past their time."""
        ...

    def redeem(self, identity: str, code: str, *, at: datetime, delivery: str = "") -> Redeemed:
        """Use an invitation up and give the account its role, which all accounts of that name have from now on.

        An account that had another name has this one. Codes that do not work (unknown, used, revoked, past their time)
        are counted as `Store.link` counts its own, with them, and as there none is looked at after too many. The
        delivery is kept where the code works; raises `Conflict` where it was handled.
        """
        ...

    def facilitators(self) -> tuple[Facilitator, ...]:
        """Return everyone who has a role, by name, each with their accounts in order."""
        ...

    def revoke(self, name: str) -> None:
        """Take somebody's role and invitation, and the seats of all their accounts; raise `NotFound` without either."""
        ...

    def seats(self, identities: Iterable[str]) -> dict[str, Seat]:
        """Return the seat of each of these accounts that has a role, by identity."""
        ...

    def sit(self, before: Seat, after: Seat, *, at: datetime, delivery: str = "") -> Seat:
        """Keep where an account is and what it has in hand, with the delivery; return it as it is kept.

        Raises `Conflict`, with nothing changed, where it is no longer ``before`` (by its turn), has lost its role or
        has another, or the delivery was handled ("" is none).
        """
        ...

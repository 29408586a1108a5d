"""`MemoryStaff`: who facilitates, over a `MemoryStore`, for tests. Imports `consultation` and this room."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from consultation.appointing import digest, fitting
from consultation.errors import Conflict, NotFound
from consultation.joining import WRONG_CODES
from consultation.office.flow import Seat
from consultation.roles import Facilitator, Invitation, Redeemed
from storage.memory import MemoryStore


class MemoryStaff:
    """A `Staff` that forgets everything with its store, for any number of threads."""

    def __init__(self, store: MemoryStore) -> None:
        self._held = store.held
        self._lock = store.held.lock

    def invite(self, invitation: Invitation, code: str) -> None:
        with self._lock:
            taken = {known for one, known in self._held.invitations.values() if one.name != invitation.name}
            if digest(code) in taken:
                raise Conflict("this code is taken: make another")
            self._held.invitations[invitation.name] = (invitation, digest(code))

    def invitations(self) -> tuple[Invitation, ...]:
        with self._lock:
            return tuple(invitation for _, (invitation, _) in sorted(self._held.invitations.items()))

    def redeem(self, identity: str, code: str, *, at: datetime, delivery: str = "") -> Redeemed:
        with self._lock:
            if self._held.guesses(identity, at) >= WRONG_CODES:
                return Redeemed(limited=True)
            open_ones = {known: one for one, known in self._held.invitations.values() if one.until >= at}
            invitation = open_ones.get(fitting(code, open_ones))
            if invitation is None:
                self._held.wrong_codes.append((identity, at))
                return Redeemed()
            self._held.require_unheard(delivery, at)
            self._held.deliver(delivery, at)
            del self._held.invitations[invitation.name]
            known = self._held.facilitators.get(invitation.name)
            since = known.since if known else at
            appointed = Facilitator(invitation.name, invitation.role, invitation.consultation, since)
            self._held.facilitators[invitation.name] = appointed
            self._held.seats[identity] = Seat(identity, appointed, turn=1)
            return Redeemed(self._with_accounts(appointed))

    def facilitators(self) -> tuple[Facilitator, ...]:
        with self._lock:
            return tuple(self._with_accounts(one) for _, one in sorted(self._held.facilitators.items()))

    def revoke(self, name: str) -> None:
        with self._lock:
            if name not in self._held.facilitators and name not in self._held.invitations:
                raise NotFound(f"nobody is called {name}")
            self._held.invitations.pop(name, None)
            self._held.facilitators.pop(name, None)
            seats = self._held.seats.items()
            self._held.seats = {who: seat for who, seat in seats if seat.facilitator.name != name}

    def seats(self, identities: Iterable[str]) -> dict[str, Seat]:
        with self._lock:
            found = [self._held.seats[who] for who in identities if who in self._held.seats]
            return {seat.identity: self._now(seat) for seat in found}

    def sit(self, before: Seat, after: Seat, *, at: datetime, delivery: str = "") -> Seat:
        with self._lock:
            kept = self._held.seats.get(before.identity)
            if kept is None or self._now(kept) != before:
                raise Conflict("this seat was left or taken in the meantime: load it again")
            self._held.require_unheard(delivery, at)
            self._held.deliver(delivery, at)
            self._held.seats[before.identity] = replace(after, turn=before.turn + 1)
            return self._held.seats[before.identity]

    def _with_accounts(self, facilitator: Facilitator) -> Facilitator:
        theirs = [who for who, seat in self._held.seats.items() if seat.facilitator.name == facilitator.name]
        return replace(facilitator, accounts=tuple(sorted(theirs)))

    def _now(self, seat: Seat) -> Seat:
        """Return a seat with its facilitator's role as it is now."""
        return replace(seat, facilitator=self._held.facilitators[seat.facilitator.name])

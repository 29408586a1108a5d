"""Whoever writes is led to the interview or, where they have a role and ask for it, to the office. Standard library.

Every bot and the terminal hear through it: who has no role is in the interview whatever they send, and is answered as
it answers everybody. A code that may give a role is the office's, from anyone.
"""

from collections.abc import Sequence

from consultation.errors import PalabreError
from consultation.forms import Form
from consultation.interview import Interview
from consultation.messages import Incoming, Reply
from consultation.office.attending import Office
from consultation.office.flow import Seat
from consultation.office.hearing import code_given, requested
from consultation.ports import Staff

Replies = tuple[Reply, ...]


class Reception:
    """The one door of a house with an interview and an office."""

    def __init__(self, interview: Interview, office: Office, staff: Staff) -> None:
        self._interview = interview
        self._office = office
        self._staff = staff

    def hear(self, incoming: Incoming) -> Replies:
        """Return the replies to a message, as `Interview.hear`."""
        (heard,) = self.hear_all([incoming])
        if isinstance(heard, Exception):
            raise heard
        return heard

    def hear_all(self, incomings: Sequence[Incoming]) -> tuple[Replies | Exception, ...]:
        """Return for each person's message its replies or what went wrong, as `Interview.hear_all`."""
        seats = self._staff.seats({incoming.identity for incoming in incomings})
        led = [self._led(incoming, seats.get(incoming.identity)) for incoming in incomings]
        theirs = iter(self._interview.hear_all([one for one, own in zip(incomings, led, strict=True) if own is None]))
        return tuple(
            self._helped(one, seats.get(one.identity), next(theirs)) if own is None else own
            for one, own in zip(incomings, led, strict=True)
        )

    def form(self, identity: str) -> Form | None:
        """Return what somebody can write where they are, None for a stranger."""
        seat = self._staff.seats([identity]).get(identity)
        return (self._office.form(seat) if seat else None) or self._interview.form(identity)

    def heard(self, identity: str, delivery: str) -> bool:
        """Say whether a delivery was handled."""
        return self._interview.heard(identity, delivery)

    def _led(self, incoming: Incoming, seat: Seat | None) -> Replies | Exception | None:
        """Return what the office answers, None for who goes on to the interview."""
        try:
            if code := code_given(incoming):
                return self._office.redeem(incoming, code)
            return self._at_office(incoming, seat) if seat else None
        except PalabreError as error:
            return error

    def _at_office(self, incoming: Incoming, seat: Seat) -> Replies | None:
        request = requested(incoming, seat)
        if request is not None:
            return self._office.hear(incoming, request, seat)
        self._office.leave(seat)
        return None

    def _helped(self, incoming: Incoming, seat: Seat | None, told: Replies | Exception) -> Replies | Exception:
        """Put what a facilitator can do before the help that everybody has."""
        if seat is None or isinstance(told, Exception) or incoming.text.strip() != "/help":
            return told
        return (*self._office.help(incoming, seat), *told)

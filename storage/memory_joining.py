"""Who joins whom in a store in memory, and parts again. Imports `consultation` and what is held.

Every function is called with the lock held, and only changes.
"""

from dataclasses import replace
from datetime import datetime

from consultation.joining import Bringing, brought, given_back, settled
from storage.held import Held, Identity
from storage.memory_editions import HeldEditions


def visit(held: Held, identity: str, other: str, at: datetime) -> None:
    """Make an identity the other's, leaving behind a visit in which nothing was said."""
    own, last = held.identities.get(identity), held.last_round(other)
    if own:
        held.hand_over(own.respondent, other)
        held.leave(identity, own.respondent)
    held.identities[identity] = Identity(other, last, at, own.address if own else "", linked=True)


def join(held: Held, editions: HeldEditions, identity: str, other: str, bringing: Bringing, at: datetime) -> None:
    """Make a respondent and all their identities the other's."""
    respondent, last = held.identities[identity].respondent, held.last_round(other)
    for name, known in held.identities.items():
        if known.respondent == respondent:
            held.identities[name] = replace(known, respondent=other, round=last, home=(known.round, respondent))
    held.identities[identity] = replace(held.identities[identity], met=at, paused=False)
    held.codes.pop(respondent, None)
    held.joinings[respondent] = (other, at)
    for own in held.theirs(respondent):
        theirs = held.participations.get((own.round, other))
        both = [own, theirs] if theirs else [own]
        if bringing is Bringing.NOTHING:
            held.put((own.round, respondent), settled(own))
            editions.note(both, [theirs] if theirs else [], at=at)
            continue
        left, whole = brought(own, theirs, other, bringing)
        editions.note(both, [whole], at=at)
        held.put((own.round, respondent), left)
        if whole != theirs:
            held.put((own.round, other), whole)


def part(held: Held, respondent: str) -> None:
    """Make somebody who joined another who they were."""
    other, since = held.joinings.pop(respondent)
    for name, known in held.identities.items():
        if known.home and known.home[1] == respondent:
            held.identities[name] = replace(known, respondent=respondent, round=known.home[0], home=None)
    visited = {known.round for known in held.identities.values() if known.respondent == other}
    for own in held.theirs(respondent):
        theirs = held.participations.get((own.round, other))
        back, rest = given_back(own, theirs, since=since, visited=own.round in visited)
        held.put((own.round, respondent), back)
        if rest != theirs:
            held.put((own.round, other), rest)

"""How somebody comes to a role and loses it: invited, redeemed, revoked, each in the audit log. Standard library only.

What is kept of a code is its digest alone, and it is compared in a time that says nothing of how much of it was right.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from consultation.errors import InvalidInput
from consultation.facilitation import ACTOR
from consultation.ports import Staff, Store, Tokens
from consultation.records import Act
from consultation.roles import CODE_LENGTH, LASTS, Invitation, Redeemed, Role

LONGEST_NAME = 60


def digest(code: str) -> str:
    """Return what is kept of a code."""
    return sha256(code.encode()).hexdigest()


def fitting(code: str, digests: Iterable[str]) -> str:
    """Return the digest of a code where it is among these, else ""; all are compared, each in constant time."""
    own = digest(code)
    hits = [known for known in digests if compare_digest(known, own)]
    return hits[0] if hits else ""


def invite(
    store: Store,
    staff: Staff,
    name: str,
    *,
    role: Role,
    consultation: str = "",
    lasts: timedelta = LASTS,
    now: datetime,
    tokens: Tokens,
    by: str = ACTOR,
) -> str:
    """Invite somebody to a role and return the code, which is shown this once; an earlier one does not work any more.

    ``consultation`` is what rounds remember theirs by, "" for all. Raises `InvalidInput` for a name that cannot be one
    and for an owner of one consultation only.
    """
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME or not named.isprintable() or named == ACTOR:
        raise InvalidInput(
            f"a name has 1 to {LONGEST_NAME} characters and is not {ACTOR!r}: the audit log will show it", where="NAME"
        )
    if role is Role.OWNER and consultation:
        raise InvalidInput("an owner has all consultations; leave --consultation out", where="--consultation")
    if lasts <= timedelta(0):
        raise InvalidInput("the code would never work; choose a longer time, such as 48h", where="--lasts")
    code = tokens.token(CODE_LENGTH)
    staff.invite(Invitation(named, role, consultation, now + lasts), code)
    where = consultation or "all consultations"
    store.note(Act(now, by, "invite facilitator", named, f"{role}, {where}"))
    return code


def redeem(store: Store, staff: Staff, identity: str, code: str, *, now: datetime, delivery: str) -> Redeemed:
    """Give the account the role that the code was made for."""
    redeemed = staff.redeem(identity, code.strip().upper(), at=now, delivery=delivery)
    if redeemed.facilitator:
        taken = redeemed.facilitator
        where = taken.consultation or "all consultations"
        store.note(Act(now, taken.name, "take up role", taken.name, f"{taken.role}, {where}"))
    return redeemed


def revoke(store: Store, staff: Staff, name: str, *, now: datetime, by: str = ACTOR) -> None:
    """Take somebody's role, or the invitation to one, from all their accounts; raise `NotFound` where there is none."""
    staff.revoke(name)
    store.note(Act(now, by, "revoke facilitator", name))

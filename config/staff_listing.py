"""Who facilitates and what was done, for the terminal: as tables or JSON. Imports the core."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consultation.ports import Staff
from consultation.records import Act
from consultation.roles import Role

ALL = "all consultations"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a role or an invitation: ``accounts`` is how many they use it from, ``since`` None for none.

    ``invited_until`` is when the code that they have not used yet ends, ``over`` whether that is past.
    """

    name: str
    role: Role
    consultation: str
    accounts: int
    since: datetime | None
    invited_until: datetime | None
    over: bool


def staff_of(staff: Staff, *, now: datetime) -> list[Member]:
    """Return everyone with a role, then the open invitations, each by name; never an account or a code."""
    members = [
        Member(one.name, one.role, one.consultation, len(one.accounts), one.since, None, over=False)
        for one in staff.facilitators()
    ]
    members += [
        Member(one.name, one.role, one.consultation, 0, None, one.until, over=one.until < now)
        for one in staff.invitations()
    ]
    return members


def staff_table(members: Sequence[Member]) -> str:
    """Return members as aligned lines."""
    if not members:
        return "nobody facilitates yet; invite somebody with: palabre facilitator invite NAME"
    width = max(len(member.name) for member in members)
    return "\n".join(
        f"{one.name:{width}}  {one.role:11}  {one.consultation or ALL}, {_standing(one)}" for one in members
    )


def _standing(one: Member) -> str:
    if one.since:
        return f"since {one.since:%Y-%m-%d}, accounts: {one.accounts}"
    return f"invited, the code {'ended' if one.over else 'works until'} {one.invited_until:%Y-%m-%d %H:%M} UTC"


def acts_table(acts: Sequence[Act]) -> str:
    """Return the audit log as aligned lines: when (UTC), who, what, to what, a note."""
    if not acts:
        return "nothing was done"
    who, verb = (max(len(name) for name in names) for names in ([a.actor for a in acts], [a.verb for a in acts]))
    lines = (
        f"{act.at:%Y-%m-%d %H:%M:%S}  {act.actor:{who}}  {act.verb:{verb}}  {act.subject}  {act.note}" for act in acts
    )
    return "\n".join(line.rstrip() for line in lines)

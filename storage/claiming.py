"""Who sends what: notices claimed by one worker at a time, and settled. Imports `consultation` and the tables.

Every function works inside the caller's transaction.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, exists, func, or_, select, tuple_, update
from sqlalchemy.orm import aliased

from consultation.notices import AT_MOST_ONCE, Errand, Fate, Notice, Purpose
from storage.engine import take_turns
from storage.fates import INTERRUPTED, SILENT
from storage.notice_json import from_json
from storage.reminding import drop_void
from storage.rows import Values
from storage.tables import GroupRow, IdentityRow, NoticeRow, ParticipationRow

_FREE: Values = {"worker": "", "until": None}
_waiting = and_(
    NoticeRow.platform == bindparam("of_platform"),
    NoticeRow.fate == Fate.WAITING.value,
    NoticeRow.due <= bindparam("now"),
)
_sending = and_(NoticeRow.platform == bindparam("of_platform"), NoticeRow.fate == Fate.SENDING.value)
_run_out = and_(_sending, NoticeRow.until <= bindparam("now"))
_once = NoticeRow.purpose.in_(sorted(purpose.value for purpose in AT_MOST_ONCE))

_theirs = and_(
    NoticeRow.identity == bindparam("of_identity"),
    NoticeRow.platform == bindparam("of_platform"),
    NoticeRow.fate == Fate.WAITING.value,
    or_(NoticeRow.due <= bindparam("now"), NoticeRow.attempts > 0),  # put off, it was due before
)

_unsettled = (
    select(exists().where(NoticeRow.platform == bindparam("of_platform"), NoticeRow.fate == Fate.WAITING.value)),
    select(exists().where(_sending)),
)
_due = select(exists().where(_waiting)), select(exists().where(_run_out))
_due_for = select(exists().where(_theirs)), select(exists().where(_run_out))
_others = select(exists().where(_sending, NoticeRow.worker != bindparam("of_worker")))
_silent = exists().where(
    IdentityRow.id == NoticeRow.identity,
    ParticipationRow.respondent == IdentityRow.respondent,
    ParticipationRow.round == IdentityRow.round,
    ParticipationRow.silent,
)
_other = aliased(NoticeRow)
_before = or_(
    _other.fate == Fate.SENDING.value,
    and_(
        _other.fate == Fate.WAITING.value,
        tuple_(_other.due, _other.number) < tuple_(NoticeRow.due, NoticeRow.number),
    ),
)
_goes_first = or_(  # two questions, since no index answers a question with an "or"
    exists().where(_other.identity == NoticeRow.identity, _before),
    exists().where(_other.group == NoticeRow.group, _before),
)
_address = func.coalesce(IdentityRow.address, GroupRow.address)
_addressed = (
    select(
        NoticeRow.number,
        NoticeRow.purpose,
        NoticeRow.round,
        NoticeRow.content,
        NoticeRow.due,
        NoticeRow.lapses,
        func.coalesce(NoticeRow.identity, "").label("identity"),
        func.coalesce(NoticeRow.group, "").label("group"),
        NoticeRow.attempts,
        _address.label("address"),
    )
    .outerjoin(IdentityRow, IdentityRow.id == NoticeRow.identity)
    .outerjoin(GroupRow, GroupRow.id == NoticeRow.group)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=NoticeRow)  # those that an erasure is deleting
)
_claimable = _addressed.where(_waiting, IdentityRow.paused.is_not(True), ~_goes_first).order_by(
    NoticeRow.due, NoticeRow.number
)
_being_sent = exists().where(_other.identity == NoticeRow.identity, _other.fate == Fate.SENDING.value)
_claimable_for = _addressed.where(_theirs, ~_being_sent).order_by(NoticeRow.number)


def waits(connection: Connection, platform: str) -> bool:
    """Say whether anything waits on a platform or is being sent there."""
    asked = {"of_platform": platform}
    return any(connection.execute(unsettled, asked).scalar_one() for unsettled in _unsettled)


def is_due(connection: Connection, platform: str, now: datetime, identity: str = "") -> bool:
    """Say whether there is anything to claim, of an identity or of all, or to take over."""
    asked = {"of_platform": platform, "now": now} | ({"of_identity": identity} if identity else {})
    return any(connection.execute(due, asked).scalar_one() for due in (_due_for if identity else _due))


def take_over(connection: Connection, platform: str, *, now: datetime) -> None:
    """Give up what is no longer being sent: unknown where it may be sent only once, else it waits again."""
    take_turns(connection, f"claiming on {platform}")
    asked = {"of_platform": platform, "now": now}
    changed: Values = {"at": now, "note": INTERRUPTED} | _FREE
    lost = update(NoticeRow).where(_run_out, _once).values(fate=Fate.UNKNOWN.value, content=None, **changed)
    connection.execute(lost, asked)
    again = update(NoticeRow).where(_run_out).values(fate=Fate.WAITING.value, **changed)
    connection.execute(again, asked)


def claim(
    connection: Connection, platform: str, *, worker: str, now: datetime, until: datetime, limit: int
) -> tuple[Errand, ...]:
    """Claim what is due, oldest first, one per recipient; none while somebody else is sending there."""
    asked = {"of_platform": platform, "now": now}
    if connection.execute(_others, {"of_platform": platform, "of_worker": worker}).scalar_one():
        return ()
    _refuse(connection, _waiting, asked)
    drop_void(connection, _waiting, asked)
    rows = connection.execute(_claimable, asked | {"most": limit}).all()
    return _claimed(connection, rows, worker, now, until)


def claim_for(
    connection: Connection, identity: str, platform: str, worker: str, *, now: datetime, until: datetime, limit: int
) -> tuple[Errand, ...]:
    """Claim what waits for somebody who is there, in the order in which it was queued."""
    asked = {"of_platform": platform, "of_identity": identity, "now": now}
    _refuse(connection, _theirs, asked)
    drop_void(connection, _theirs, asked)
    rows = connection.execute(_claimable_for, asked | {"most": limit}).all()
    return _claimed(connection, rows, worker, now, until)


def _refuse(connection: Connection, waiting: ColumnElement[bool], asked: dict[str, Any]) -> None:
    """Give up what waits for people who asked for no more."""
    refused = update(NoticeRow).where(waiting, _silent)
    values = {"fate": Fate.REFUSED.value, "content": None, "at": asked["now"], "note": SILENT}
    connection.execute(refused.values(**values), asked)


def _claimed(
    connection: Connection, rows: Sequence[Row[Any]], worker: str, now: datetime, until: datetime
) -> tuple[Errand, ...]:
    if rows:
        claimed = update(NoticeRow).where(NoticeRow.number.in_([row.number for row in rows]))
        values = {"fate": Fate.SENDING.value, "at": now, "worker": worker, "until": until}
        connection.execute(claimed.values(attempts=NoticeRow.attempts + 1, **values))
    return tuple(map(_errand, rows))


def settle(
    connection: Connection,
    number: int,
    *,
    worker: str,
    fate: Fate,
    at: datetime,
    note: str,
    due: datetime | None,
) -> bool:
    """Say what became of a notice that is still this worker's, and forget what it said unless it waits again."""
    theirs = and_(NoticeRow.number == number, NoticeRow.fate == Fate.SENDING.value, NoticeRow.worker == worker)
    values: Values = {"fate": fate.value, "at": at, "note": note} | _FREE
    if fate is not Fate.WAITING:
        values["content"] = None
    elif due is not None:
        values["due"] = due
    return connection.execute(update(NoticeRow).where(theirs).values(**values)).rowcount > 0


def _errand(row: Row[Any]) -> Errand:
    key, reply = from_json(row.content)
    notice = Notice(key, Purpose(row.purpose), row.round, reply, row.due, row.identity, row.group, row.lapses)
    return Errand(row.number, notice, row.address, row.attempts + 1)

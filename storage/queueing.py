"""What is to be sent, and to whom: whoever can be written to, and the queue. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from consultation.flow import State
from consultation.notices import Fate, Met, Notice, Purpose, Reachable, Sending, platform_of
from storage.engine import insert_or, take_turns
from storage.keeping import require_round
from storage.notice_json import to_json
from storage.rows import Values, hashed
from storage.tables import GroupRow, IdentityRow, NoticeRow, ParticipationRow

BATCH = 500
"""How many notices are addressed and written at a time."""

_reachable = (
    select(
        IdentityRow.id,
        IdentityRow.respondent,
        ParticipationRow.language,
        ParticipationRow.at_state,
        ParticipationRow.began,
    )
    .join(ParticipationRow, ParticipationRow.respondent == IdentityRow.respondent)
    .where(
        ParticipationRow.round == bindparam("round"),
        ParticipationRow.consent_given.is_not(None),
        ParticipationRow.silent.is_(False),
        IdentityRow.address != "",
        IdentityRow.paused.is_(False),
    )
    .order_by(IdentityRow.met, IdentityRow.id)
)


def reachable(connection: Connection, round_id: str, *, consenting: bool) -> tuple[Reachable, ...]:
    """Return who can be written to, by when they began, then by respondent."""
    willing = _reachable.where(ParticipationRow.consent_withdrawn.is_(None)) if consenting else _reachable
    last = {row.respondent: row for row in connection.execute(willing, {"round": round_id})}
    # Sorted here, since databases differ in how they sort text.
    in_order = sorted(last.values(), key=lambda row: (row.began, row.respondent))
    return tuple(Reachable(row.id, row.respondent, row.language, State(row.at_state)) for row in in_order)


def met(connection: Connection, platform: str, since: datetime, limit: int) -> tuple[Met, ...]:
    """Return who was heard on a platform since then, the last first."""
    there = IdentityRow.address.startswith(f"{platform}:", autoescape=True), IdentityRow.met >= since
    wanted = select(IdentityRow.id, IdentityRow.address, IdentityRow.met).where(*there)
    rows = connection.execute(wanted.order_by(IdentityRow.met.desc(), IdentityRow.id).limit(limit))
    return tuple(Met(*row) for row in rows)


def pause(connection: Connection, identity: str, *, paused: bool) -> None:
    """Stop sending to an identity, or go on."""
    connection.execute(update(IdentityRow).where(IdentityRow.id == identity).values(paused=paused))


def add(connection: Connection, notices: Sequence[Notice]) -> int:
    """Queue the notices that have an address, and return how many were new; raise `NotFound` without their round."""
    take_turns(connection, "queueing")  # else two who queue the same would wait for each other
    for round_id in {notice.round for notice in notices}:
        require_round(connection, round_id)
    batches = (notices[start : start + BATCH] for start in range(0, len(notices), BATCH))
    return sum(_add_batch(connection, batch) for batch in batches)


def announced(connection: Connection, round_id: str) -> str:
    """Return the language in which a round was last announced, or ""."""
    is_announcement = NoticeRow.round == round_id, NoticeRow.purpose == Purpose.ANNOUNCEMENT.value
    last = select(NoticeRow.language).where(*is_announcement).order_by(NoticeRow.number.desc()).limit(1)
    return connection.scalar(last) or ""


def sendings(connection: Connection, round_id: str) -> tuple[Sending, ...]:
    """Return the queue in the order in which it was filled, of one round or, with "", of all."""
    listed = select(
        NoticeRow.number,
        NoticeRow.purpose,
        NoticeRow.platform,
        NoticeRow.round,
        NoticeRow.fate,
        NoticeRow.due,
        NoticeRow.at,
        NoticeRow.attempts,
        NoticeRow.note,
        func.coalesce(GroupRow.name, ""),
    ).outerjoin(GroupRow, GroupRow.id == NoticeRow.group)
    wanted = listed.where(NoticeRow.round == round_id) if round_id else listed
    rows = connection.execute(wanted.order_by(NoticeRow.number))
    return tuple(
        Sending(number, Purpose(purpose), platform, of_round, Fate(fate), *rest)
        for number, purpose, platform, of_round, fate, *rest in rows
    )


def _add_batch(connection: Connection, batch: Sequence[Notice]) -> int:
    accounts = _addresses(connection, IdentityRow, {notice.identity for notice in batch})
    groups = _addresses(connection, GroupRow, {notice.group for notice in batch})
    addressed = [(notice, accounts.get(notice.identity) or groups.get(notice.group)) for notice in batch]
    rows = [_values(notice, address) for notice, address in addressed if address]
    if not rows:
        return 0
    new = insert_or(connection, NoticeRow).on_conflict_do_nothing(index_elements=[NoticeRow.key]).inline()
    return connection.execute(new.execution_options(preserve_rowcount=True), rows).rowcount


def _addresses(
    connection: Connection, table: type[IdentityRow] | type[GroupRow], ids: Collection[str]
) -> Mapping[str, str]:
    """Return the addresses of accounts or groups; until they are queued for, none of them goes."""
    wanted = select(table.id, table.address).where(table.id.in_(ids))
    rows = connection.execute(wanted.with_for_update(read=True, key_share=True))
    return {row.id: row.address for row in rows}


def _values(notice: Notice, address: str) -> Values:
    return {
        "key": hashed(notice.key),
        "purpose": notice.purpose.value,
        "platform": platform_of(address),
        "round": notice.round,
        "identity": notice.identity or None,
        "group": notice.group or None,
        "content": to_json(notice.key, notice.reply),
        "language": notice.reply.language,
        "due": notice.due,
        "at": notice.due,  # nothing has happened to it yet
        "fate": Fate.WAITING.value,
        "attempts": 0,
        "worker": "",
        "until": None,
        "note": "",
        "lapses": notice.lapses,
    }

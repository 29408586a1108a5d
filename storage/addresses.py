"""`SqlAddresses`: where people and groups are written to, sealed anew or dropped.

Imports `consultation` and this room.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, text, update

from consultation.notices import Fate
from consultation.retention import Contact
from storage.engine import Database
from storage.fates import DROPPED
from storage.tables import GroupRow, IdentityRow, NoticeRow, ParticipationRow

BATCH = 500

_addressed = IdentityRow.address != ""
_rounds = (
    select(IdentityRow.id, ParticipationRow.round)
    .join(ParticipationRow, ParticipationRow.respondent == IdentityRow.respondent)
    .where(_addressed)
)
_noticed = (
    select(IdentityRow.id, func.max(NoticeRow.at), func.max(NoticeRow.due))
    .join(NoticeRow, NoticeRow.identity == IdentityRow.id)
    .join(
        ParticipationRow,
        (ParticipationRow.respondent == IdentityRow.respondent) & (ParticipationRow.round == NoticeRow.round),
    )
    .where(_addressed)
    .group_by(IdentityRow.id)
)


class SqlAddresses:
    """The `Addresses` in the database of an `SqlStore`, for any number of threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reseal(self, resealed: Callable[[str], str]) -> int:
        with self._database.writing() as connection:
            if not self._database.is_sqlite:  # there `writing` has everybody wait already
                connection.execute(text('LOCK TABLE "groups", identities IN SHARE ROW EXCLUSIVE MODE'))
            return sum(_reseal(connection, table, resealed) for table in (GroupRow, IdentityRow))

    def contacts(self, rounds: Collection[str]) -> tuple[Contact, ...]:
        taking_part = select(ParticipationRow.respondent).where(ParticipationRow.round.in_(rounds))
        with self._database.reading() as connection:
            return _contacts(connection, IdentityRow.respondent.in_(taking_part))

    def drop(self, contacts: Iterable[Contact], *, at: datetime) -> int:
        in_order = sorted(contacts, key=lambda one: one.identity)
        batches = [in_order[start : start + BATCH] for start in range(0, len(in_order), BATCH)]
        with self._database.writing() as connection:
            dropped = sum(_drop(connection, batch, at) for batch in batches)
        self._database.forget_deleted()
        return dropped


def _contacts(connection: Connection, theirs: ColumnElement[bool]) -> tuple[Contact, ...]:
    rounds: dict[str, set[str]] = defaultdict(set)
    for identity, of_round in connection.execute(_rounds.where(theirs)):
        rounds[identity].add(of_round)
    noticed = {identity: max(at, due) for identity, at, due in connection.execute(_noticed.where(theirs))}
    # Sorted here, since databases differ in how they sort text.
    return tuple(Contact(one, frozenset(rounds[one]), noticed.get(one)) for one in sorted(rounds))


def _drop(connection: Connection, batch: Sequence[Contact], at: datetime) -> int:
    """Drop the addresses of those of whom nothing has changed since; nobody writes to them until this is kept."""
    these = IdentityRow.id.in_([one.identity for one in batch])
    connection.execute(select(IdentityRow.id).where(these).order_by(IdentityRow.id).with_for_update())
    standing = set(_contacts(connection, these))
    ids = [one.identity for one in batch if one in standing]
    waiting = update(NoticeRow).where(NoticeRow.identity.in_(ids), NoticeRow.fate == Fate.WAITING.value)
    connection.execute(waiting.values(fate=Fate.REFUSED.value, content=None, at=at, note=DROPPED))
    connection.execute(update(IdentityRow).where(IdentityRow.id.in_(ids)).values(address=""))
    return len(ids)


def _reseal(connection: Connection, table: type[GroupRow] | type[IdentityRow], resealed: Callable[[str], str]) -> int:
    rows = connection.execute(select(table.id, table.address).where(table.address != "")).all()
    anew = [{"of_id": row.id, "address": made} for row in rows if (made := resealed(row.address)) != row.address]
    if anew:
        connection.execute(update(table).where(table.id == bindparam("of_id")), anew)
    return len(anew)

"""Turns of conversations, any number at once: the delivery, what changed, who wrote. Imports this room's tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from consultation.ports import DELIVERIES_KEPT, Keeping
from consultation.records import Participation
from consultation.staleness import used_before
from storage import echoes, going_stale
from storage.keeping import add, begin, change, go_on
from storage.rows import Values, hashed
from storage.tables import DeliveryRow, IdentityRow

ANOTHERS = "this account is somebody else's by now: load it again"

_new_deliveries = insert(DeliveryRow)
_old_deliveries = delete(DeliveryRow).where(
    DeliveryRow.key.in_(
        select(DeliveryRow.key).where(DeliveryRow.at < bindparam("before")).with_for_update(skip_locked=True)
    )
)  # on PostgreSQL two that tidy up at once share the work; SQLite has one writer and ignores it
_known_identities = select(IdentityRow.id).where(IdentityRow.id.in_(bindparam("some", expanding=True)))
_new_identities = insert(IdentityRow)
_same_identity = (
    update(IdentityRow)
    .where(and_(IdentityRow.id == bindparam("of_id"), IdentityRow.respondent == bindparam("of_respondent")))
    .values(address=func.coalesce(func.nullif(bindparam("given"), ""), IdentityRow.address), paused=False)
)


def keep(connection: Connection, keepings: Sequence[Keeping]) -> None:
    """Write what all of these changed, or raise for one of them what `Store.keep` does."""
    # In one order, so that on PostgreSQL no two that keep the same people wait for each other.
    in_order = sorted(keepings, key=lambda one: (one.after.round, one.after.respondent))
    deliver(connection, [(one.delivery, one.at) for one in in_order])
    begin(connection, [one.after for one in in_order if one.before is None], turn=1)
    go_on(connection, [(one.before, one.after) for one in in_order if one.before is not None])
    for one in in_order:
        if one.before and used_before(one.before, one.after):
            going_stale.note(connection, [one.before], [one.after], at=one.at, owed_to=one.after.respondent)
    echoes.judge(connection, [one.echo for one in in_order if one.echo])
    _meet(connection, in_order)


def amend(connection: Connection, before: Participation, after: Participation, *, at: datetime) -> None:
    """Write what changed in a participation that came through no conversation."""
    go_on(connection, [(before, after)])
    if used_before(before, after):
        going_stale.note(connection, [before], [after], at=at)


def deliver(connection: Connection, deliveries: Iterable[tuple[str, datetime]]) -> None:
    """Keep deliveries, and when they came; raise `Conflict` where one was handled. "" is none."""
    add(connection, _new_deliveries, [{"key": hashed(key), "at": at} for key, at in deliveries if key])


def forget_deliveries(connection: Connection, at: datetime) -> None:
    """Forget the deliveries of two days before."""
    connection.execute(_old_deliveries, {"before": at - DELIVERIES_KEPT})


def _meet(connection: Connection, keepings: Sequence[Keeping]) -> None:
    """Make these the rounds of those who wrote; "" leaves an address as it was.

    Raises `Conflict` where an identity is not the respondent's: it was erased, linked or unlinked in the meantime.
    """
    strangers = _strangers(connection, {one.identity for one in keepings if one.before is None})
    add(connection, _new_identities, [_first_met(one) for one in keepings if one.identity in strangers])
    met_again = [_met_again(one) for one in keepings if one.identity not in strangers]
    change(connection, _same_identity, met_again, otherwise=ANOTHERS)


def _strangers(connection: Connection, identities: set[str]) -> set[str]:
    """Return those of these identities that are unknown."""
    if not identities:
        return identities
    return identities - set(connection.scalars(_known_identities, {"some": list(identities)}))


def _first_met(one: Keeping) -> Values:
    whose = {"id": one.identity, "respondent": one.after.respondent, "round": one.after.round}
    return whose | {"met": one.at, "address": one.address, "linked": False, "paused": False}


def _met_again(one: Keeping) -> Values:
    whose = {"of_id": one.identity, "of_respondent": one.after.respondent}
    return whose | {"round": one.after.round, "met": one.at, "given": one.address}

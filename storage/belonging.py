"""Whose an identity is: joining a respondent by a code, leaving them, erasing them for good. Imports the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, or_, select, update

from consultation.errors import NotFound
from storage.keeping import hashed
from storage.tables import (
    AnswerRow,
    ErasedRow,
    IdentityRow,
    LinkCodeRow,
    ParticipationRow,
    PinRow,
    RespondentRow,
    RoundRow,
    StanceRow,
    TombstoneRow,
)


def open_link(connection: Connection, respondent: str, code: str, until: datetime) -> None:
    """Keep the hash of a code, instead of the respondent's earlier one."""
    if not connection.scalar(select(RespondentRow.id).where(RespondentRow.id == respondent)):
        raise NotFound("there is no such respondent")
    connection.execute(delete(LinkCodeRow).where(LinkCodeRow.respondent == respondent))
    values = {"respondent": respondent, "code": hashed(code), "until": until}
    connection.execute(insert(LinkCodeRow), values)


def link(connection: Connection, identity: str, code: str, at: datetime) -> bool:
    """Use the code up and join its respondent, leaving an own participation in which nothing was said."""
    valid = and_(LinkCodeRow.code == hashed(code), LinkCodeRow.until >= at)
    respondent = connection.scalar(select(LinkCodeRow.respondent).where(valid))
    own = connection.execute(
        select(IdentityRow.respondent, IdentityRow.address).where(IdentityRow.id == identity)
    ).one_or_none()
    if own:
        _lock(connection, own.respondent)
    if respondent is None or (own and (own.respondent == respondent or _has_spoken(connection, own.respondent))):
        return False
    if not connection.execute(delete(LinkCodeRow).where(valid)).rowcount:
        return False  # another identity was faster
    if own:
        _leave(connection, identity, own.respondent)
    values = {"id": identity, "respondent": respondent, "round": _last_round(connection, respondent), "met": at}
    address = own.address if own else ""
    connection.execute(insert(IdentityRow), values | {"address": address, "linked": True})
    return True


def unlink(connection: Connection, identity: str) -> bool:
    """Forget a linked identity."""
    linked = and_(IdentityRow.id == identity, IdentityRow.linked)
    return connection.execute(delete(IdentityRow).where(linked)).rowcount > 0


def erase(connection: Connection, respondent: str, at: datetime) -> bool:
    """Delete a respondent and all that hangs from them; their rounds count one erased if they had ever consented."""
    _lock(connection, respondent)
    _bury(connection, respondent, at)
    theirs = select(ParticipationRow.round).where(
        ParticipationRow.respondent == respondent, ParticipationRow.consent_given.is_not(None)
    )
    connection.execute(update(RoundRow).where(RoundRow.id.in_(theirs)).values(erased=RoundRow.erased + 1))
    if not connection.execute(delete(RespondentRow).where(RespondentRow.id == respondent)).rowcount:
        return False
    if not erased(connection, [respondent]):
        connection.execute(insert(ErasedRow), {"respondent": hashed(respondent)})
    return True


def erased(connection: Connection, respondents: Iterable[str]) -> frozenset[str]:
    """Return those of these respondents who were erased. All digests are read: they are few."""
    digests = set(connection.scalars(select(ErasedRow.respondent)))
    return frozenset(respondent for respondent in respondents if hashed(respondent) in digests)


def _lock(connection: Connection, respondent: str) -> None:
    """Wait for who is keeping something of theirs; all take the participation first, so none waits for the other."""
    theirs = select(ParticipationRow.round).where(ParticipationRow.respondent == respondent)
    connection.execute(theirs.order_by(ParticipationRow.round).with_for_update())


def _bury(connection: Connection, respondent: str, at: datetime) -> None:
    """Leave a tombstone for each answer that an edition pinned."""
    theirs = select(AnswerRow.id).join(ParticipationRow, _of(AnswerRow))
    pinned = exists().where(PinRow.answer == AnswerRow.id)
    ids = connection.scalars(theirs.where(ParticipationRow.respondent == respondent, pinned)).all()
    if ids:
        connection.execute(insert(TombstoneRow), [{"answer": answer, "at": at} for answer in ids])


def _has_spoken(connection: Connection, respondent: str) -> bool:
    said = or_(exists().where(_of(AnswerRow)), exists().where(_of(StanceRow)))
    spoken = select(ParticipationRow.round).where(ParticipationRow.respondent == respondent, said)
    return connection.scalar(spoken.limit(1)) is not None


def _of(table: type[AnswerRow] | type[StanceRow]) -> ColumnElement[bool]:
    """Return the condition that a row belongs to a participation: both columns, as the index has them."""
    return and_(table.round == ParticipationRow.round, table.respondent == ParticipationRow.respondent)


def _leave(connection: Connection, identity: str, respondent: str) -> None:
    """Take an identity from a respondent, who goes with it where it was the only one."""
    connection.execute(delete(IdentityRow).where(IdentityRow.id == identity))
    alone = ~exists().where(IdentityRow.respondent == respondent)
    connection.execute(delete(RespondentRow).where(RespondentRow.id == respondent, alone))


def _last_round(connection: Connection, respondent: str) -> str:
    """Return the round in which any of a respondent's identities was last met, else the one begun last."""
    met = and_(IdentityRow.respondent == ParticipationRow.respondent, IdentityRow.round == ParticipationRow.round)
    rounds = select(ParticipationRow.round).outerjoin(IdentityRow, met)
    newest = rounds.where(ParticipationRow.respondent == respondent).order_by(
        IdentityRow.met.is_(None), IdentityRow.met.desc(), ParticipationRow.began.desc(), ParticipationRow.round
    )
    return connection.execute(newest.limit(1)).scalar_one()

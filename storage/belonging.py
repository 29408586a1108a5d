"""Whose an identity is: linked to a respondent by a code, parted from them, erased for good. Imports the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, or_, select, update

from consultation.errors import Conflict, NotFound
from consultation.joining import Bringing, Linking, Parting
from storage import going_stale, guessing, joining
from storage.rows import hashed
from storage.tables import (
    AnswerRow,
    ErasedRow,
    HomeRow,
    IdentityRow,
    JoiningRow,
    LinkCodeRow,
    ParticipationRow,
    PinRow,
    RespondentRow,
    RoundRow,
    StanceRow,
    SuggestionRow,
    TombstoneRow,
)
from storage.turns import deliver


def open_link(connection: Connection, respondent: str, code: str, until: datetime) -> None:
    """Keep the hash of a code, instead of the respondent's earlier one."""
    if not connection.scalar(select(RespondentRow.id).where(RespondentRow.id == respondent)):
        raise NotFound("there is no such respondent")
    if family(connection, respondent)[0] != respondent:
        raise Conflict("they are somebody else by now: load it again")
    connection.execute(delete(LinkCodeRow).where(LinkCodeRow.respondent == respondent))
    values = {"respondent": respondent, "code": hashed(code), "until": until}
    connection.execute(insert(LinkCodeRow), values)


def opened_by(connection: Connection, code: str, at: datetime) -> str:
    """Return whose valid code this is, or ""."""
    return connection.scalar(select(LinkCodeRow.respondent).where(_valid(code, at))) or ""


def link(
    connection: Connection, identity: str, code: str, *, at: datetime, delivery: str, bringing: Bringing | None
) -> Linking:
    """Use the code up and join its respondent, or say why not."""
    if guessing.too_often(connection, identity, at):
        return Linking.LIMITED
    other, own = opened_by(connection, code, at), _respondent(connection, identity)
    if not other and bringing is None:
        guessing.note(connection, identity, at)
    if not other or own == other:
        return Linking.REFUSED
    lock(connection, [other, own])
    _require_still(connection, identity, own)
    has_spoken = _has_spoken(connection, own)
    if joined(connection, own):
        return Linking.LINKED
    if has_spoken and joining.must_ask(connection, own, other, bringing):
        return Linking.ASKED
    if not connection.execute(delete(LinkCodeRow).where(_valid(code, at))).rowcount:
        return Linking.REFUSED  # another identity was faster
    deliver(connection, [(delivery, at)])
    last = _last_round(connection, other)
    if has_spoken and bringing:
        joining.join(connection, identity, (own, other), last, bringing, at)
    else:
        _visit(connection, identity, (own, other), last, at)
    return Linking.JOINED


def unlink(connection: Connection, identity: str, *, at: datetime, delivery: str) -> Parting:
    """Make an identity, and all that came with it, what it was before it was linked."""
    respondent = _respondent(connection, identity)
    lock(connection, family(connection, respondent))
    _require_still(connection, identity, respondent)
    home = connection.scalar(select(HomeRow.respondent).where(HomeRow.identity == identity))
    linked = and_(IdentityRow.id == identity, IdentityRow.linked)
    if home:
        joining.part(connection, home, respondent)
    elif not connection.execute(delete(IdentityRow).where(linked)).rowcount:
        with_them = and_(IdentityRow.respondent == respondent, or_(IdentityRow.linked, HomeRow.identity.is_not(None)))
        others = select(IdentityRow.id).outerjoin(HomeRow, HomeRow.identity == IdentityRow.id).where(with_them)
        return Parting.ELSEWHERE if connection.scalar(others.limit(1)) else Parting.NOTHING
    deliver(connection, [(delivery, at)])
    return Parting.PARTED


def joined(connection: Connection, respondent: str) -> tuple[str, ...]:
    """Return who has joined a respondent."""
    theirs = select(JoiningRow.respondent).where(JoiningRow.other == respondent)
    return tuple(sorted(connection.scalars(theirs)))


def family(connection: Connection, respondent: str) -> tuple[str, ...]:
    """Return the pseudonyms of somebody, whichever of them is given: the one they are, then those that joined."""
    other = connection.scalar(select(JoiningRow.other).where(JoiningRow.respondent == respondent))
    return (other or respondent, *joined(connection, other or respondent))


def erase(connection: Connection, respondent: str, at: datetime) -> bool:
    """Delete a respondent and all that hangs from them; their rounds count one erased if they had ever consented."""
    lock(connection, family(connection, respondent))
    names = family(connection, respondent)  # as it is now that nobody else changes it
    _bury(connection, names, at)
    going_stale.erased(connection, names)
    guessing.forget(connection, names)
    theirs = select(ParticipationRow.round).where(
        ParticipationRow.respondent.in_(names), ParticipationRow.consent_given.is_not(None)
    )
    connection.execute(update(RoundRow).where(RoundRow.id.in_(theirs)).values(erased=RoundRow.erased + 1))
    known = connection.scalars(select(RespondentRow.id).where(RespondentRow.id.in_(names))).all()
    connection.execute(delete(RespondentRow).where(RespondentRow.id.in_(known)))
    again = erased(connection, known)
    rows = [{"respondent": hashed(name)} for name in known if name not in again]
    if rows:
        connection.execute(insert(ErasedRow), rows)
    return bool(known)


def erased(connection: Connection, respondents: Iterable[str]) -> frozenset[str]:
    """Return those of these respondents who were erased. All digests are read: they are few."""
    digests = erasures(connection)
    return frozenset(respondent for respondent in respondents if hashed(respondent) in digests)


def erasures(connection: Connection) -> frozenset[str]:
    """Return the digests of all who were erased."""
    return frozenset(connection.scalars(select(ErasedRow.respondent)))


def lock(connection: Connection, respondents: Iterable[str]) -> None:
    """Wait for who is keeping something of theirs; all take the participation first, so none waits for the other."""
    theirs = select(ParticipationRow.round).where(ParticipationRow.respondent.in_(list(respondents)))
    in_order = theirs.order_by(ParticipationRow.round, ParticipationRow.respondent)
    connection.execute(in_order.with_for_update())


def _valid(code: str, at: datetime) -> ColumnElement[bool]:
    return and_(LinkCodeRow.code == hashed(code), LinkCodeRow.until >= at)


def _respondent(connection: Connection, identity: str) -> str:
    """Return whose an identity is, "" for a stranger's."""
    return connection.scalar(select(IdentityRow.respondent).where(IdentityRow.id == identity)) or ""


def _require_still(connection: Connection, identity: str, respondent: str) -> None:
    """Raise `Conflict` where an identity became somebody else's before they were locked."""
    if _respondent(connection, identity) != respondent:
        raise Conflict("this account is somebody else's by now: load it again")


def _bury(connection: Connection, respondents: Sequence[str], at: datetime) -> None:
    """Leave a tombstone for each answer that an edition pinned."""
    theirs = select(AnswerRow.id).join(ParticipationRow, _of(AnswerRow))
    pinned = exists().where(PinRow.answer == AnswerRow.id)
    ids = connection.scalars(theirs.where(ParticipationRow.respondent.in_(respondents), pinned)).all()
    if ids:
        connection.execute(insert(TombstoneRow), [{"answer": answer, "at": at} for answer in ids])


def _has_spoken(connection: Connection, respondent: str) -> bool:
    said = or_(exists().where(_of(AnswerRow)), exists().where(_of(StanceRow)))
    spoken = select(ParticipationRow.round).where(ParticipationRow.respondent == respondent, said)
    return connection.scalar(spoken.limit(1)) is not None


def _of(table: type[AnswerRow] | type[StanceRow]) -> ColumnElement[bool]:
    """Return the condition that a row belongs to a participation: both columns, as the index has them."""
    return and_(table.round == ParticipationRow.round, table.respondent == ParticipationRow.respondent)


def _visit(connection: Connection, identity: str, whose: tuple[str, str], round_id: str, at: datetime) -> None:
    """Make an identity the other's; its own respondent goes where it was their only one."""
    own, other = whose
    connection.execute(update(SuggestionRow).where(SuggestionRow.respondent == own), {"respondent": other})
    address = connection.scalar(select(IdentityRow.address).where(IdentityRow.id == identity)) or ""
    connection.execute(delete(IdentityRow).where(IdentityRow.id == identity))
    alone = ~exists().where(IdentityRow.respondent == own)
    connection.execute(delete(RespondentRow).where(RespondentRow.id == own, alone))
    values = {"id": identity, "respondent": other, "round": round_id, "met": at, "address": address}
    connection.execute(insert(IdentityRow), values | {"linked": True, "paused": False})


def _last_round(connection: Connection, respondent: str) -> str:
    """Return the round in which any of a respondent's identities was last met, else the one begun last."""
    met = and_(IdentityRow.respondent == ParticipationRow.respondent, IdentityRow.round == ParticipationRow.round)
    rounds = select(ParticipationRow.round).outerjoin(IdentityRow, met)
    newest = rounds.where(ParticipationRow.respondent == respondent).order_by(
        IdentityRow.met.is_(None), IdentityRow.met.desc(), ParticipationRow.began.desc(), ParticipationRow.round
    )
    return connection.execute(newest.limit(1)).scalar_one()

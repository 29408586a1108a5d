"""What a message changed, written as a difference. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it. Statements are made once, for speed.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update
from sqlalchemy.sql.dml import Insert, Update

from consultation.errors import Conflict, NotFound
from consultation.ports import DELIVERIES_KEPT
from consultation.records import Answer, Participation, Revision
from storage.changes import Changes, changes
from storage.rows import (
    Values,
    answer_values,
    participation_values,
    revision_values,
    stance_values,
    tag_values,
)
from storage.tables import (
    AnswerRow,
    DeliveryRow,
    IdentityRow,
    ParticipationRow,
    RespondentRow,
    RevisionRow,
    RoundRow,
    StanceRow,
    TagRow,
)

_FLAGS = ("withdrawn", "aside", "coded")
_new_delivery = insert(DeliveryRow)
_new_identity = insert(IdentityRow)
_new_respondents = insert(RespondentRow)
_new_participations = insert(ParticipationRow)
_new_answers = insert(AnswerRow)
_new_revisions = insert(RevisionRow)
_new_tags = insert(TagRow)
_new_stances = insert(StanceRow)
_old_deliveries = delete(DeliveryRow).where(
    DeliveryRow.key.in_(
        select(DeliveryRow.key).where(DeliveryRow.at < bindparam("before")).with_for_update(skip_locked=True)
    )
)  # on PostgreSQL two that tidy up at once share the work; SQLite has one writer and ignores it
_same_turn = update(ParticipationRow).where(
    and_(
        ParticipationRow.round == bindparam("of_round"),
        ParticipationRow.respondent == bindparam("of_respondent"),
        ParticipationRow.turn == bindparam("of_turn"),
    )
)
_same_identity = update(IdentityRow).where(
    and_(IdentityRow.id == bindparam("of_id"), IdentityRow.respondent == bindparam("of_respondent"))
)
_withdrawal = update(StanceRow).where(
    and_(
        StanceRow.round == bindparam("of_round"),
        StanceRow.respondent == bindparam("of_respondent"),
        StanceRow.place == bindparam("of_place"),
    )
)
_answer = update(AnswerRow).where(AnswerRow.id == bindparam("of_id"))


def hashed(key: str) -> str:
    """Return what is kept of a delivery key, a link code or the pseudonym of the erased: enough to know it again."""
    return sha256(key.encode()).hexdigest()


def deliver(connection: Connection, delivery: str, at: datetime) -> None:
    """Keep a delivery and forget those of two days ago; raise `Conflict` where it was handled. "" is none."""
    connection.execute(_old_deliveries, {"before": at - DELIVERIES_KEPT})
    if delivery:
        connection.execute(_new_delivery, {"key": hashed(delivery), "at": at})


def begin(connection: Connection, begun: Sequence[Participation], *, turn: int | None = None) -> None:
    """Write participations that are new, at ``turn`` or at their own; raise `NotFound` without their round."""
    for round_id in {whose.round for whose in begun}:
        require_round(connection, round_id)
    respondents = dict.fromkeys(whose.respondent for whose in begun)
    known = set(connection.scalars(select(RespondentRow.id).where(RespondentRow.id.in_(respondents))))
    _add(connection, _new_respondents, [{"id": whose} for whose in respondents if whose not in known])
    rows = [participation_values(whose, whose.turn if turn is None else turn) for whose in begun]
    _add(connection, _new_participations, rows)
    _add_contents(connection, [(whose, changes(None, whose)) for whose in begun])


def go_on(connection: Connection, before: Participation, after: Participation) -> None:
    """Write what changed; raise `Conflict` where the kept participation is no longer ``before``."""
    keys: Values = {"of_round": after.round, "of_respondent": after.respondent, "of_turn": before.turn}
    if not _updated(connection, _same_turn, keys | participation_values(after, before.turn + 1)):
        raise Conflict("the conversation went on elsewhere since it was loaded: load it again")
    new = changes(before, after)
    _add_contents(connection, [(after, new)])
    for was, now in new.flags:
        _updated(connection, _answer, {"of_id": now.id} | _changed(was, now))
    for place, stance in new.withdrawals:
        keys = {"of_round": after.round, "of_respondent": after.respondent, "of_place": place}
        _updated(connection, _withdrawal, keys | {"withdrawn": stance.withdrawn})


def _add_contents(connection: Connection, pairs: Sequence[tuple[Participation, Changes]]) -> None:
    revisions = [revised for _, new in pairs for revised in new.revisions]
    answers = [answer_values(whose, place, answer) for whose, new in pairs for place, answer in new.answers]
    stances = [stance_values(whose, place, stance) for whose, new in pairs for place, stance in new.stances]
    _add(connection, _new_answers, answers)
    _add(connection, _new_revisions, [revision_values(*revised) for revised in revisions])
    _add(connection, _new_tags, [values for revised in revisions for values in _tags(*revised)])
    _add(connection, _new_stances, stances)


def meet(connection: Connection, identity: str, after: Participation, at: datetime, address: str) -> None:
    """Make this the round of an identity that is known; "" leaves its address as it was.

    Raises `Conflict` where the identity is not this respondent's: it was erased, linked or unlinked in the meantime.
    """
    keys: Values = {"of_id": identity, "of_respondent": after.respondent}
    values = {"round": after.round, "met": at} | ({"address": address} if address else {})
    if not _updated(connection, _same_identity, keys | values):
        raise Conflict("this account is somebody else's by now: load it again")


def greet(connection: Connection, identity: str, after: Participation, at: datetime, address: str) -> None:
    """Make the round of an identity that may be a stranger's; raise `Conflict` where it is another respondent's."""
    if connection.scalar(select(IdentityRow.id).where(IdentityRow.id == identity)):
        meet(connection, identity, after, at, address)
        return
    values = {"id": identity, "respondent": after.respondent, "round": after.round, "met": at}
    connection.execute(_new_identity, values | {"address": address, "linked": False})


def require_round(connection: Connection, round_id: str) -> None:
    """Raise `NotFound` where there is no such round."""
    if not connection.scalar(select(RoundRow.id).where(RoundRow.id == round_id)):
        raise NotFound(f"there is no round {round_id}")


def _tags(answer: str, revision: Revision) -> list[Values]:
    return [tag_values(answer, revision.number, place, tag) for place, tag in enumerate(revision.tags)]


def _changed(was: Answer, now: Answer) -> Values:
    """Return the flags that changed and only those: a facilitator may be changing the others."""
    changed = {name: getattr(now, name) for name in _FLAGS if getattr(was, name) != getattr(now, name)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in changed.items()}


def _add(connection: Connection, statement: Insert, rows: Sequence[Values]) -> None:
    if rows:
        connection.execute(statement, rows)


def _updated(connection: Connection, statement: Update, values: Values) -> bool:
    return connection.execute(statement, values).rowcount > 0

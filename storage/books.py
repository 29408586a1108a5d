"""The facilitators' books: rounds, draft versions, marks on answers, the audit log. Imports the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from consultation.errors import Conflict, NotFound
from consultation.guide import Draft
from consultation.records import Act
from consultation.rounds import Round
from storage import going_stale
from storage.belonging import lock
from storage.draft_json import from_json, to_json
from storage.keeping import require_round
from storage.rows import act_values, round_values, to_round
from storage.tables import ActRow, AnswerRow, DraftRow, IdentityRow, ParticipationRow, RoundRow

BATCH = 500
"""How many ids are looked up at a time."""

ROUNDS = select(*RoundRow.__table__.columns.values())


def add_round(connection: Connection, launched: Round) -> None:
    """Keep a new round."""
    connection.execute(insert(RoundRow), round_values(launched) | {"erased": 0})


def rounds(connection: Connection) -> tuple[Round, ...]:
    """Return all rounds in the order they were added."""
    return tuple(to_round(row) for row in connection.execute(ROUNDS.order_by(RoundRow.number)).mappings())


def one_round(connection: Connection, round_id: str, *, locked: bool = False) -> Round:
    """Return a round; ``locked``, nobody else changes it until the transaction ends."""
    wanted = ROUNDS.where(RoundRow.id == round_id)
    row = connection.execute(wanted.with_for_update() if locked else wanted).mappings().one_or_none()
    if row is None:
        raise NotFound(f"there is no round {round_id}")
    return to_round(row)


def change_round(connection: Connection, before: Round, after: Round) -> None:
    """Replace a round that is still ``before``."""
    if one_round(connection, before.id, locked=True) != before:
        raise Conflict(f"round {before.id} was changed in the meantime: load it again")
    connection.execute(update(RoundRow).where(RoundRow.id == before.id), round_values(after))


def add_drafts(connection: Connection, consultation: str, new: Sequence[Draft]) -> None:
    """Keep the versions that are not there yet."""
    kept = {(draft.version, draft.id): draft for draft in drafts(connection, consultation)}
    for draft in new:
        if kept.setdefault((draft.version, draft.id), draft) != draft:
            raise Conflict(f"draft {draft.version}/{draft.id} was entered before, with other words")
    known = drafts(connection, consultation)
    rows = [_draft_values(consultation, draft) for draft in kept.values() if draft not in known]
    if rows:
        connection.execute(insert(DraftRow), rows)


def drafts(connection: Connection, consultation: str) -> tuple[Draft, ...]:
    """Return the versions of a consultation in the order they were entered."""
    entered = select(DraftRow.content).where(DraftRow.consultation == consultation).order_by(DraftRow.number)
    return tuple(from_json(content) for content in connection.scalars(entered))


def _draft_values(consultation: str, draft: Draft) -> dict[str, object]:
    return {
        "consultation": consultation,
        "version": draft.version,
        "draft": draft.id,
        "content": to_json(draft),
    }


def set_aside(connection: Connection, answer_id: str, reason: str) -> None:
    """Set an answer aside, or restore it."""
    author = connection.scalar(select(AnswerRow.respondent).where(AnswerRow.id == answer_id))
    lock(connection, [author] if author else [])  # an edition that is being kept sees this, or is seen
    before = connection.scalar(select(AnswerRow.aside).where(AnswerRow.id == answer_id))
    if before is None:
        raise NotFound(f"there is no answer {answer_id}")
    connection.execute(update(AnswerRow).where(AnswerRow.id == answer_id), {"aside": reason})
    if reason and not before:
        going_stale.set_aside(connection, answer_id)
    if before and not reason:
        going_stale.restored(connection, answer_id)


def code(connection: Connection, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Keep the hand coding of answers."""
    rows = [{"of_id": answer, "coded": list(themes)} for answer, themes in dict(codes).items()]
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        _require_answers(connection, [str(row["of_id"]) for row in batch])
        connection.execute(update(AnswerRow).where(AnswerRow.id == bindparam("of_id")), batch)


def _require_answers(connection: Connection, ids: Sequence[str]) -> None:
    known = set(connection.scalars(select(AnswerRow.id).where(AnswerRow.id.in_(ids))))
    if missing := [answer for answer in ids if answer not in known]:
        raise NotFound(f"there is no answer {missing[0]}")


def counts(connection: Connection, round_ids: Sequence[str]) -> tuple[int, int]:
    """Return how many identities of standing consent these rounds have, each once, and how many erasures they saw."""
    for round_id in round_ids:
        require_round(connection, round_id)
    consented = and_(ParticipationRow.consent_given.is_not(None), ParticipationRow.consent_withdrawn.is_(None))
    taking_part = select(ParticipationRow.respondent).where(ParticipationRow.round.in_(round_ids), consented)
    identities = select(func.count()).select_from(IdentityRow).where(IdentityRow.respondent.in_(taking_part))
    erased = select(func.coalesce(func.sum(RoundRow.erased), 0)).where(RoundRow.id.in_(round_ids))
    return connection.execute(identities).scalar_one(), int(connection.execute(erased).scalar_one())


def note(connection: Connection, act: Act) -> None:
    """Append to the audit log."""
    connection.execute(insert(ActRow), act_values(act))


def acts(connection: Connection) -> tuple[Act, ...]:
    """Return the audit log in the order in which it was written."""
    log = select(ActRow.at, ActRow.actor, ActRow.verb, ActRow.subject, ActRow.note).order_by(ActRow.number)
    return tuple(Act(*row) for row in connection.execute(log))

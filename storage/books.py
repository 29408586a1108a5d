"""The facilitators' books: rounds, draft versions, marks on answers, editions, the audit log. Imports the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Select, and_, bindparam, exists, func, insert, select, update

from consultation.errors import Conflict, NotFound, Withdrawn
from consultation.guide import Draft
from consultation.records import Act, Edition
from consultation.rounds import Round
from storage.draft_json import from_json, to_json
from storage.keeping import require_round
from storage.rows import act_values, edition_values, round_values, to_round
from storage.tables import (
    ActRow,
    AnswerRow,
    DraftRow,
    EditionRow,
    IdentityRow,
    JoiningRow,
    ParticipationRow,
    PinRow,
    RoundRow,
)

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
    changed = connection.execute(update(AnswerRow).where(AnswerRow.id == answer_id), {"aside": reason})
    if not changed.rowcount:
        raise NotFound(f"there is no answer {answer_id}")


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


def add_edition(connection: Connection, edition: Edition) -> None:
    """Keep an edition and its pins, all of which stand."""
    require_round(connection, edition.round)
    connection.execute(insert(EditionRow), edition_values(edition))
    whose = {"round": edition.round, "edition": edition.number}
    pins = [whose | {"answer": answer, "revision": revision} for answer, revision in edition.pins.items()]
    if pins:
        connection.execute(insert(PinRow), pins)
    if len(connection.scalars(_standing(edition)).all()) < len(pins):
        raise Withdrawn(f"edition {edition.number} pins an answer that is withdrawn or gone")


def _standing(edition: Edition) -> Select[str]:
    """Select the pinned answers that stand; who erases one waits, so that they find the pin and leave a tombstone."""
    pinned = select(AnswerRow.id).join(ParticipationRow).join(PinRow, PinRow.answer == AnswerRow.id)
    left_out = exists().where(JoiningRow.respondent == AnswerRow.respondent)
    these = and_(PinRow.round == edition.round, PinRow.edition == edition.number, AnswerRow.withdrawn.is_(None))
    return pinned.where(these, ~left_out).with_for_update(read=True, key_share=True, of=ParticipationRow)


def editions(connection: Connection, round_id: str) -> tuple[Edition, ...]:
    """Return the editions of a round by number, each with its pins sorted by answer."""
    pinned = select(PinRow.edition, PinRow.answer, PinRow.revision).where(PinRow.round == round_id)
    by_edition = groupby(connection.execute(pinned.order_by(PinRow.edition)), key=itemgetter(0))
    pins = {number: dict(sorted((answer, revision) for _, answer, revision in rows)) for number, rows in by_edition}
    made = select(EditionRow.number, EditionRow.made, EditionRow.language)
    rows = connection.execute(made.where(EditionRow.round == round_id).order_by(EditionRow.number))
    return tuple(Edition(round_id, number, at, pins.get(number, {}), language) for number, at, language in rows)


def note(connection: Connection, act: Act) -> None:
    """Append to the audit log."""
    connection.execute(insert(ActRow), act_values(act))


def acts(connection: Connection) -> tuple[Act, ...]:
    """Return the audit log in the order in which it was written."""
    log = select(ActRow.at, ActRow.actor, ActRow.verb, ActRow.subject, ActRow.note).order_by(ActRow.number)
    return tuple(Act(*row) for row in connection.execute(log))

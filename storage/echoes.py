"""Who is asked whether an edition got them right, and what they say. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from consultation.errors import NotFound
from consultation.loop.echoes import Echo, Judgement, one_each
from storage.engine import insert_or
from storage.keeping import change
from storage.rows import Values
from storage.tables import AnswerRow, EchoRow, JoiningRow, ParticipationRow

NOT_ASKED = "nobody is asked this any more: load it again"

_ROWS = select(*EchoRow.__table__.columns.values())
_by_now = func.coalesce(JoiningRow.other, EchoRow.respondent)
_left_out = exists().where(JoiningRow.respondent == AnswerRow.respondent).correlate(AnswerRow)
_said = exists().where(AnswerRow.id == EchoRow.answer, AnswerRow.withdrawn.is_(None), ~_left_out).correlate(EchoRow)
_standing = (
    _ROWS.add_columns(_by_now.label("now"))
    .outerjoin(JoiningRow, JoiningRow.respondent == EchoRow.respondent)
    .join(ParticipationRow, and_(ParticipationRow.round == EchoRow.of_round, ParticipationRow.respondent == _by_now))
    .where(
        ParticipationRow.consent_given.is_not(None),
        ParticipationRow.consent_withdrawn.is_(None),
        or_(EchoRow.answer == "", _said),
    )
)
_judged = update(EchoRow).where(EchoRow.id == bindparam("of_id"))
_informed = update(EchoRow).where(EchoRow.id.in_(bindparam("some", expanding=True)))


def ask(connection: Connection, echoes: Iterable[Echo]) -> None:
    """Keep who is asked; whoever is already stays as they are."""
    several = [_values(one) for one in echoes]
    if not several:
        return
    adding = insert_or(connection, EchoRow).on_conflict_do_nothing(index_elements=["round", "edition", "respondent"])
    try:
        connection.execute(adding, several)
    except IntegrityError as error:
        raise NotFound("there is no such edition, or nobody to ask about it") from error


def asked(connection: Connection, respondent: str) -> tuple[Echo, ...]:
    """Return all that somebody was asked, under any of their pseudonyms."""
    other = connection.scalar(select(JoiningRow.other).where(JoiningRow.respondent == respondent))
    theirs = _ROWS.outerjoin(JoiningRow, JoiningRow.respondent == EchoRow.respondent)
    rows = connection.execute(theirs.where(_by_now == (other or respondent))).mappings()
    found = (_echo(row, row["respondent"]) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.asked, one.id)))


def inform(connection: Connection, echoes: Iterable[Echo], until: datetime) -> None:
    """Keep up to when they were told the responses."""
    connection.execute(_informed.values(told=until), {"some": [one.id for one in echoes]})


def echoes(connection: Connection, round_id: str) -> tuple[Echo, ...]:
    """Return what comes back of a round's editions, and stands."""
    rows = connection.execute(_standing.where(EchoRow.round == round_id)).mappings()
    return one_each(_echo(row, row["now"]) for row in rows)


def judge(connection: Connection, said: Sequence[Echo]) -> None:
    """Keep what people said of an edition; raise `Conflict` where one of them is not asked any more."""
    values = [
        {"of_id": one.id, "judgement": one.judgement and one.judgement.value, "at": one.at}
        | {"answer": one.answer, "words": one.words, "message": one.message}
        for one in said
    ]
    change(connection, _judged, values, otherwise=NOT_ASKED)


def _values(one: Echo) -> Values:
    return {
        "id": one.id,
        "round": one.round,
        "edition": one.edition,
        "respondent": one.respondent,
        "of_round": one.of_round,
        "asked": one.asked,
        "told": one.told,
        "judgement": one.judgement and one.judgement.value,
        "at": one.at,
        "answer": one.answer,
        "words": one.words,
        "message": one.message,
    }


def _echo(row: RowMapping, respondent: str) -> Echo:
    return Echo(
        id=row["id"],
        round=row["round"],
        edition=row["edition"],
        respondent=respondent,
        of_round=row["of_round"],
        asked=row["asked"],
        told=row["told"],
        judgement=Judgement(row["judgement"]) if row["judgement"] else None,
        at=row["at"],
        answer=row["answer"],
        words=row["words"],
        message=row["message"],
    )

"""Participations, read whole: in four statements, however many there are. Imports `consultation` and the tables.

The statements are made once. Each runs for a round, or for some respondents of it.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from consultation.codebook import Tag
from consultation.errors import NotFound
from consultation.ports import Recalled
from consultation.records import Answer, Participation, Stance
from storage.rows import Answered, to_answer, to_participation, to_revision, to_stance, to_tag
from storage.tables import (
    AnswerRow,
    DeliveryRow,
    IdentityRow,
    JoiningRow,
    ParticipationRow,
    RevisionRow,
    StanceRow,
    TagRow,
)

BATCH = 2000
"""How many rows of a whole round are fetched at a time."""

Selection = Select[*tuple[Any, ...]]

PARTICIPATION = ParticipationRow.__table__.columns.values()
ANSWER = (
    AnswerRow.id,
    AnswerRow.item,
    AnswerRow.part,
    AnswerRow.draft_version,
    AnswerRow.withdrawn,
    AnswerRow.aside,
    AnswerRow.coded,
    AnswerRow.brought_by,
)
REVISION = (
    RevisionRow.number,
    RevisionRow.at,
    RevisionRow.language,
    RevisionRow.codebook,
    RevisionRow.pieces,
    RevisionRow.refused,
    RevisionRow.review,
)
STANCE = (
    StanceRow.draft,
    StanceRow.version,
    StanceRow.side,
    StanceRow.at,
    StanceRow.withdrawn,
    StanceRow.brought_by,
)

_visit = select(literal(1).label("one")).subquery("visit")  # one row, also for a stranger
_RECALL = select(
    exists().where(DeliveryRow.key == bindparam("delivery")).label("heard_before"),
    func.coalesce(IdentityRow.respondent, "").label("whose"),
    *PARTICIPATION,
).select_from(
    _visit.outerjoin(IdentityRow, IdentityRow.id == bindparam("identity")).outerjoin(
        ParticipationRow,
        and_(
            ParticipationRow.respondent == IdentityRow.respondent,
            ParticipationRow.round == func.coalesce(bindparam("round", type_=String), IdentityRow.round),
        ),
    )
)


def recall(connection: Connection, identity: str, delivery: str, round_id: str | None) -> Recalled:
    """Return what is known of an identity, and whether the delivery of that hash was handled."""
    asked = {"identity": identity, "delivery": delivery, "round": round_id}
    known = connection.execute(_RECALL, asked).mappings().one()
    theirs = None
    if known["round"] is not None:
        theirs = next(_whole(connection, _Wanted(known["round"], [known["whose"]]), [known]))
    return Recalled(theirs, heard_before=known["heard_before"], respondent=known["whose"])


def participations(
    connection: Connection, round_id: str, respondents: Sequence[str] | None = None
) -> tuple[Participation, ...]:
    """Return those of a round, all or some respondents', ordered by when they began, then by respondent."""
    if respondents is None:
        connection = connection.execution_options(yield_per=BATCH)
    wanted = _Wanted(round_id, respondents)
    rows = connection.execute(*wanted.asked(_select_participations))
    with _without_collecting():
        found = _whole(connection, wanted, rows.mappings())
        # Sorted here, since databases differ in how they sort text.
        return tuple(sorted(found, key=lambda whose: (whose.began, whose.respondent)))


def notes(connection: Connection, round_id: str) -> tuple[Participation, ...]:
    """Return the notes of groups in a round whose consent stands, ordered as its participations are."""
    joined = ParticipationRow.respondent.in_(select(JoiningRow.respondent))
    wanted = select(ParticipationRow.respondent).where(
        ParticipationRow.round == round_id,
        ParticipationRow.people.is_not(None),
        ParticipationRow.consent_given.is_not(None),
        ParticipationRow.consent_withdrawn.is_(None),
        ~joined,
    )
    return participations(connection, round_id, list(connection.scalars(wanted)))


def said_in(connection: Connection, answer_id: str) -> Participation:
    """Return the participation that an answer stands in, of somebody who is in a record."""
    joined = AnswerRow.respondent.in_(select(JoiningRow.respondent))
    wanted = select(AnswerRow.round, AnswerRow.respondent).where(AnswerRow.id == answer_id, ~joined)
    place = connection.execute(wanted).one_or_none()
    if place is None:
        raise NotFound(f"there is no answer {answer_id}")
    return participations(connection, place.round, [place.respondent])[0]


def newest(
    connection: Connection, round_id: str, *, aside: bool, before: tuple[datetime, str] | None, limit: int
) -> tuple[str, ...]:
    """Return ids of the answers of a round that stand, those set aside or the others, the newest words first."""
    later = aliased(RevisionRow)
    revised = exists().where(later.answer == RevisionRow.answer, later.number > RevisionRow.number)
    joined = AnswerRow.respondent.in_(select(JoiningRow.respondent))
    wanted = (
        select(AnswerRow.id)
        .join(RevisionRow, RevisionRow.answer == AnswerRow.id)
        .join(ParticipationRow)
        .where(AnswerRow.round == round_id, AnswerRow.withdrawn.is_(None), ~revised, ~joined)
        .where(AnswerRow.aside != "" if aside else AnswerRow.aside == "")
        .where(ParticipationRow.consent_given.is_not(None), ParticipationRow.consent_withdrawn.is_(None))
    )
    if before is not None:
        at, answer_id = before
        same_time = and_(RevisionRow.at == at, AnswerRow.id < answer_id)
        wanted = wanted.where(or_(RevisionRow.at < at, same_time))
    in_order = wanted.order_by(RevisionRow.at.desc(), AnswerRow.id.desc())
    return tuple(connection.scalars(in_order.limit(limit)))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Pause the search for cycles: records have none, and going through 100,000 over and over took half the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class _Wanted(NamedTuple):
    """A round, or some respondents of it."""

    round: str
    respondents: Sequence[str] | None

    def asked(self, select_them: Callable[..., Selection]) -> tuple[Selection, dict[str, object]]:
        """Return a statement and its parameters, for `Connection.execute`."""
        if self.respondents is None:
            return select_them(some=False), {"round": self.round}
        return select_them(some=True), {"round": self.round, "respondents": self.respondents}


def _whole(connection: Connection, wanted: _Wanted, rows: Iterable[RowMapping]) -> Iterator[Participation]:
    """Yield the participations of those rows with what was said in them."""
    answers, stances = _answers(connection, wanted), _stances(connection, wanted)
    for row in rows:
        whose = row["respondent"]
        yield to_participation(row, answers.pop(whose, ()), stances.pop(whose, ()))


def _answers(connection: Connection, wanted: _Wanted) -> dict[str, tuple[Answer, ...]]:
    """Return the answers by respondent, each in the order of their places."""
    tags = _tags(connection, wanted)
    by_respondent = groupby(connection.execute(*wanted.asked(_select_answers)), key=itemgetter(0))
    return {whose: tuple(_assembled(theirs, tags)) for whose, theirs in by_respondent}


def _tags(connection: Connection, wanted: _Wanted) -> dict[tuple[str, int], tuple[Tag, ...]]:
    """Return the tags by answer and revision."""
    by_revision = groupby(connection.execute(*wanted.asked(_select_tags)), key=itemgetter(0, 1))
    return {revision: tuple(to_tag(*row[2:]) for row in heard) for revision, heard in by_revision}


def _stances(connection: Connection, wanted: _Wanted) -> dict[str, tuple[Stance, ...]]:
    """Return the stances by respondent."""
    by_respondent = groupby(connection.execute(*wanted.asked(_select_stances)), key=itemgetter(0))
    return {whose: tuple(to_stance(*row[1:]) for row in taken) for whose, taken in by_respondent}


def _assembled(rows: Iterator[Sequence[Any]], tags: dict[tuple[str, int], tuple[Tag, ...]]) -> Iterator[Answer]:
    start = 1 + len(ANSWER)
    for answer_id, revised in groupby(rows, key=itemgetter(1)):
        revisions = list(revised)
        answered = Answered(*revisions[0][1:start])
        yield to_answer(
            answered, tuple(to_revision(row[start:], tags.pop((answer_id, row[start]), ())) for row in revisions)
        )


@cache
def _select_participations(*, some: bool) -> Selection:
    return select(*PARTICIPATION).where(_of(ParticipationRow, some=some))


@cache
def _select_answers(*, some: bool) -> Selection:
    joined = select(AnswerRow.respondent, *ANSWER, *REVISION).join(RevisionRow, RevisionRow.answer == AnswerRow.id)
    return joined.where(_of(AnswerRow, some=some)).order_by(
        AnswerRow.respondent, AnswerRow.place, AnswerRow.id, RevisionRow.number
    )


@cache
def _select_tags(*, some: bool) -> Selection:
    heard = select(TagRow.answer, TagRow.revision, TagRow.theme, TagRow.source, TagRow.score, TagRow.evidence)
    joined = heard.join(AnswerRow, AnswerRow.id == TagRow.answer).where(_of(AnswerRow, some=some))
    return joined.order_by(TagRow.answer, TagRow.revision, TagRow.place)


@cache
def _select_stances(*, some: bool) -> Selection:
    taken = select(StanceRow.respondent, *STANCE).where(_of(StanceRow, some=some))
    return taken.order_by(StanceRow.respondent, StanceRow.place)


def _of(table: type[ParticipationRow] | type[AnswerRow] | type[StanceRow], *, some: bool) -> ColumnElement[bool]:
    """Return the condition for a round or, with ``some``, for those respondents in it.

    Of a whole round, what those have who joined another is left out.
    """
    joined = table.respondent.in_(select(JoiningRow.respondent))
    theirs = table.respondent.in_(bindparam("respondents", expanding=True)) if some else ~joined
    return and_(table.round == bindparam("round"), theirs)

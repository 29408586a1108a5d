"""Marks editions of which something they used is changed, in the transaction that changes it. Imports the tables.

Only what an edition used leads to it, so that a message costs nothing here while no report was made of what it changes.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, and_, delete, exists, func, select, update

from consultation.editions import WORDS_GO, Cause
from consultation.records import Participation
from consultation.staleness import causes, names_of
from storage.engine import insert_or
from storage.tables import (
    AnswerRow,
    CauseRow,
    EditionRow,
    JoiningRow,
    ParticipationRow,
    PinnedRow,
    PinRow,
    ReceiptRow,
    RevisionRow,
    UsedRow,
)

Marked = Row[str, int, datetime]
"""An edition's round, number and when it was made."""

_of_it = and_(EditionRow.round == UsedRow.round, EditionRow.number == UsedRow.edition)
_using = (
    select(EditionRow.round, EditionRow.number, EditionRow.made)
    .join(UsedRow, _of_it)
    .distinct()
    .order_by(EditionRow.round, EditionRow.number)  # the same for all, so that none waits for the other
)

_counting = (
    AnswerRow.withdrawn.is_(None),
    AnswerRow.aside == "",
    ParticipationRow.consent_given.is_not(None),
    ParticipationRow.consent_withdrawn.is_(None),
    AnswerRow.respondent.not_in(select(JoiningRow.respondent)),
)


def note(
    connection: Connection,
    before: Sequence[Participation],
    after: Sequence[Participation],
    *,
    at: datetime,
    owed_to: str = "",
) -> None:
    """Mark the editions that used what became another between ``before`` and ``after``, people's of one round.

    ``owed_to`` is who did that, and is told once the edition is superseded.
    """
    theirs = and_(UsedRow.respondent.in_(names_of(before)), UsedRow.of_round == before[0].round)
    for edition in connection.execute(_using.where(theirs)).all():
        shown = _shown(connection, edition, [answer.id for person in before for answer in person.answers])
        if found := causes(shown, before, after, made=edition.made):
            _mark(connection, edition, found)
            if Cause.EDITED in found:
                of_it = update(EditionRow).where(EditionRow.round == edition.round, EditionRow.number == edition.number)
                connection.execute(of_it.values(edited=at))
            if owed_to:
                owed = {"respondent": owed_to, "round": edition.round, "edition": edition.number}
                connection.execute(insert_or(connection, ReceiptRow).values(owed).on_conflict_do_nothing())


def erased(connection: Connection, names: Collection[str]) -> None:
    """Mark the editions that used anything of somebody who is about to be erased."""
    for edition in connection.execute(_using.where(UsedRow.respondent.in_(names))).all():
        _mark(connection, edition, {Cause.ERASED: 1})


def set_aside(connection: Connection, answer: str) -> None:
    """Mark the editions that used an answer which a facilitator set aside."""
    pins = select(EditionRow.round, EditionRow.number, EditionRow.made).join(PinRow)
    using = pins.where(PinRow.answer == answer, EditionRow.superseded_by.is_(None))
    for edition in connection.execute(using.order_by(EditionRow.round, EditionRow.number)).all():
        _mark(connection, edition, {Cause.ASIDE: 1})


def restored(connection: Connection, answer: str) -> None:
    """Mark the editions of a round that were made while an answer that counts again was set aside."""
    given = select(AnswerRow.round, func.min(RevisionRow.at).label("at")).join(RevisionRow).join(ParticipationRow)
    counting = given.where(AnswerRow.id == answer, *_counting).group_by(AnswerRow.round)
    place = connection.execute(counting).one_or_none()
    if place is None:
        return
    used = exists().where(
        PinRow.round == EditionRow.round, PinRow.edition == EditionRow.number, PinRow.answer == answer
    )
    without = and_(~used, EditionRow.superseded_by.is_(None), EditionRow.made >= place.at)
    editions = select(EditionRow.round, EditionRow.number, EditionRow.made, EditionRow.others).where(without)
    for edition in connection.execute(editions.order_by(EditionRow.round, EditionRow.number)).all():
        if place.round in (edition.round, *edition.others):
            _mark(connection, edition, {Cause.RESTORED: 1})


def _shown(connection: Connection, edition: Marked, answers: Sequence[str]) -> dict[str, bool]:
    of_it = and_(PinRow.round == edition.round, PinRow.edition == edition.number, PinRow.answer.in_(answers))
    rows = connection.execute(select(PinRow.answer, PinRow.shown).where(of_it))
    return {row.answer: row.shown for row in rows}


def _mark(connection: Connection, edition: Marked, found: Mapping[Cause, int]) -> None:
    """Count causes, and drop the snapshot where words in it may not be shown any more."""
    for cause, count in sorted(found.items()):
        row = {"round": edition.round, "edition": edition.number, "cause": cause.value, "count": count}
        new = insert_or(connection, CauseRow).values(row)
        keys = [CauseRow.round, CauseRow.edition, CauseRow.cause]
        connection.execute(new.on_conflict_do_update(index_elements=keys, set_={"count": CauseRow.count + count}))
    if WORDS_GO & found.keys():
        of_it = and_(PinnedRow.round == edition.round, PinnedRow.edition == edition.number)
        connection.execute(delete(PinnedRow).where(of_it))

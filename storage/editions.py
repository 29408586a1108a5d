"""Editions, what each was made from and what is left of it. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, func, insert, or_, select, update

from consultation.editions import Cause, Earlier, Edition, Receipt, State, Told
from consultation.errors import Conflict, NotFound, Withdrawn
from consultation.pinning import standing_stances
from consultation.records import Quoting, Revision, Snapshot, Stance
from storage.keeping import add as add_rows
from storage.keeping import require_round
from storage.loading import REVISION, STANCE
from storage.record_json import from_json, to_json
from storage.rows import edition_values, to_edition, to_revision, to_stance, to_tag
from storage.snapshot_json import unpacked
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
    StanceRow,
    TagRow,
    UsedRow,
)

_new_editions = insert(EditionRow)
_new_pins = insert(PinRow)
_new_used = insert(UsedRow)
_left_out = exists().where(JoiningRow.respondent == AnswerRow.respondent)
_newer = exists().where(RevisionRow.answer == PinRow.answer, RevisionRow.number > PinRow.revision)
_may_be_shown = and_(ParticipationRow.quoting == Quoting.VERBATIM.value, ParticipationRow.on_record)
_as_it_was = and_(
    AnswerRow.withdrawn.is_(None),
    AnswerRow.aside == "",
    ParticipationRow.consent_given.is_not(None),
    ParticipationRow.consent_withdrawn.is_(None),
    or_(~PinRow.shown, _may_be_shown),
    ~_left_out,
    ~_newer,
)


def add(
    connection: Connection,
    edition: Edition,
    snapshot: Snapshot | None,
    content: bytes,
    told: Told | None,
    supersedes: Sequence[int],
) -> None:
    """Keep an edition of which all is as it was, with its packed snapshot, in the place of others."""
    require_round(connection, edition.round)
    connection.execute(_new_editions, edition_values(edition) | {"told": told and to_json(told)})
    whose = {"round": edition.round, "edition": edition.number}
    pins = [
        whose | {"answer": answer, "revision": revision, "shown": answer in edition.shown}
        for answer, revision in edition.pins.items()
    ]
    add_rows(connection, _new_pins, pins)
    used = _require_as_it_was(connection, edition, snapshot)
    add_rows(connection, _new_used, [whose | {"of_round": of, "respondent": who} for of, who in used])
    if snapshot:
        connection.execute(insert(PinnedRow), whose | {"content": content})
    _supersede(connection, edition, supersedes)


def _require_as_it_was(
    connection: Connection, edition: Edition, snapshot: Snapshot | None
) -> Sequence[tuple[str, str]]:
    """Return whose participations an edition uses, once nobody can change them before it is kept.

    Locked first and looked at then: what somebody changed while we waited for them is seen, and who comes after finds
    the edition. All take participations in this order, so none waits for the other.
    """
    pinned = select(AnswerRow.round).join(PinRow, PinRow.answer == AnswerRow.id).where(_of(PinRow, edition))
    in_round = or_(ParticipationRow.round.in_(edition.rounds), ParticipationRow.round.in_(pinned))
    there = select(ParticipationRow.round, ParticipationRow.respondent, ParticipationRow.attributes).where(in_round)
    in_order = there.order_by(ParticipationRow.round, ParticipationRow.respondent).with_for_update(read=True)
    locked = {(row.round, row.respondent): row.attributes for row in connection.execute(in_order)}
    if connection.scalar(_standing(edition)) != len(edition.pins):
        raise _changed(edition)
    if snapshot is None:
        authors = select(AnswerRow.round, AnswerRow.respondent).join(PinRow, PinRow.answer == AnswerRow.id)
        return [(of, who) for of, who in connection.execute(authors.where(_of(PinRow, edition)).distinct())]
    stances = _stances(connection, edition.rounds)
    people = [person for record in snapshot.rounds for person in record.participations]
    for person in people:
        key = (person.round, person.respondent)
        told = {name: tuple(values) for name, values in locked.get(key, {}).items()}
        held = standing_stances(replace(person, stances=stances.get(key, ())))
        if key not in locked or told != person.attributes or _positions(held) != _positions(person.stances):
            raise _changed(edition)
    return [(person.round, person.respondent) for person in people]


def _standing(edition: Edition) -> Select[int]:
    """Select how many of the pinned answers are as they were."""
    counted = select(func.count()).select_from(PinRow).join(AnswerRow, AnswerRow.id == PinRow.answer)
    return counted.join(ParticipationRow).where(_of(PinRow, edition), _as_it_was)


def _stances(connection: Connection, rounds: Sequence[str]) -> dict[tuple[str, str], tuple[Stance, ...]]:
    wanted = select(StanceRow.round, StanceRow.respondent, *STANCE).where(StanceRow.round.in_(rounds))
    rows = connection.execute(wanted.order_by(StanceRow.round, StanceRow.respondent, StanceRow.place))
    return {key: tuple(to_stance(*row[2:]) for row in taken) for key, taken in groupby(rows, key=itemgetter(0, 1))}


def _positions(stances: Iterable[Stance]) -> list[tuple[str, str, str]]:
    return [(one.draft, one.version, one.side) for one in stances]


def _changed(edition: Edition) -> Withdrawn:
    return Withdrawn(f"something that edition {edition.number} of {edition.round} uses is not as it was")


def _supersede(connection: Connection, edition: Edition, supersedes: Sequence[int]) -> None:
    """Put an edition in the place of others, of which it drops what cannot be read any more."""
    those = and_(EditionRow.round == edition.round, EditionRow.number.in_(supersedes))
    standing = update(EditionRow).where(those, EditionRow.superseded_by.is_(None))
    if connection.execute(standing.values(superseded_by=edition.number)).rowcount != len(supersedes):
        raise Conflict(f"another edition of {edition.round} was made in the meantime")
    for table in (PinnedRow, UsedRow):
        connection.execute(delete(table).where(table.round == edition.round, table.edition.in_(supersedes)))


def editions(connection: Connection, round_id: str, *, pins: bool) -> tuple[Edition, ...]:
    """Return the editions of a round by number, each with its pins sorted by answer."""
    pinned = select(PinRow.edition, PinRow.answer, PinRow.revision, PinRow.shown).where(PinRow.round == round_id)
    rows_of_pins = connection.execute(pinned.order_by(PinRow.edition)) if pins else ()
    used = {number: sorted(row[1:] for row in rows) for number, rows in groupby(rows_of_pins, key=itemgetter(0))}
    causes: dict[int, dict[Cause, int]] = {}
    for number, cause, count in connection.execute(_causes.where(CauseRow.round == round_id)):
        causes.setdefault(number, {})[Cause(cause)] = count
    rows = connection.execute(_editions.where(EditionRow.round == round_id).order_by(EditionRow.number))
    return tuple(to_edition(row, used.get(row.number, ()), causes.get(row.number, {})) for row in rows)


_causes = select(CauseRow.edition, CauseRow.cause, CauseRow.count).order_by(CauseRow.cause)
_editions = select(
    EditionRow.round,
    EditionRow.number,
    EditionRow.made,
    EditionRow.language,
    EditionRow.others,
    EditionRow.formats,
    EditionRow.by,
    EditionRow.edited,
    EditionRow.superseded_by,
    exists().where(PinnedRow.round == EditionRow.round, PinnedRow.edition == EditionRow.number).label("pinned"),
)


def pinned(connection: Connection, round_id: str, number: int) -> Snapshot:
    """Return the snapshot of an edition, with the words that its pins lead to."""
    of_it = and_(PinnedRow.round == round_id, PinnedRow.edition == number)
    content = connection.scalar(select(PinnedRow.content).where(of_it))
    if content is not None:
        return unpacked(content, _said(connection, round_id, number))
    made = next((one for one in editions(connection, round_id, pins=False) if one.number == number), None)
    if made is None:
        raise NotFound(f"round {round_id} has no edition {number}")
    if made.state is State.STANDING:
        raise NotFound(f"edition {number} of {round_id} was made before editions could be made again")
    raise Withdrawn(f"edition {number} of {round_id} is {made.state}: what it was made from is no longer kept")


def _said(connection: Connection, round_id: str, number: int) -> dict[str, Revision]:
    """Return the revisions that an edition pinned, by answer."""
    of_it = and_(PinRow.round == round_id, PinRow.edition == number)
    at = and_(TagRow.answer == PinRow.answer, TagRow.revision == PinRow.revision)
    heard = select(TagRow.answer, TagRow.theme, TagRow.source, TagRow.score, TagRow.evidence).join(PinRow, at)
    rows = connection.execute(heard.where(of_it).order_by(TagRow.answer, TagRow.place))
    tags = {answer: tuple(to_tag(*row[1:]) for row in several) for answer, several in groupby(rows, key=itemgetter(0))}
    same = and_(RevisionRow.answer == PinRow.answer, RevisionRow.number == PinRow.revision)
    revised = connection.execute(select(RevisionRow.answer, *REVISION).join(PinRow, same).where(of_it))
    return {answer: to_revision(row, tags.get(answer, ())) for answer, *row in revised}


def told(connection: Connection, round_ids: Sequence[str]) -> tuple[Earlier, ...]:
    """Return what the editions of these rounds told, the oldest first."""
    kept = select(EditionRow.round, EditionRow.number, EditionRow.others, EditionRow.told)
    wanted = kept.where(EditionRow.round.in_(round_ids), EditionRow.told.is_not(None))
    rows = connection.execute(wanted.order_by(EditionRow.made, EditionRow.round, EditionRow.number))
    return tuple(
        Earlier(round_id, number, frozenset({round_id, *others}), from_json(Told, content))
        for round_id, number, others, content in rows
    )


def receipts(connection: Connection, round_id: str) -> tuple[Receipt, ...]:
    """Return what is owed of superseded editions, to who each is by now."""
    now = func.coalesce(JoiningRow.other, ReceiptRow.respondent)
    of_it = and_(EditionRow.round == ReceiptRow.round, EditionRow.number == ReceiptRow.edition)
    owed = select(ReceiptRow.edition, EditionRow.superseded_by, now).join(EditionRow, of_it)
    known = owed.outerjoin(JoiningRow, JoiningRow.respondent == ReceiptRow.respondent)
    rows = connection.execute(known.where(EditionRow.round == round_id, EditionRow.superseded_by.is_not(None)))
    owed_now = {Receipt(round_id, old, new, who) for old, new, who in rows if new is not None}
    return tuple(sorted(owed_now, key=lambda one: (one.old, one.respondent)))


def receipted(connection: Connection, paid: Iterable[Receipt]) -> None:
    """Forget what was owed."""
    for one in paid:
        joined = select(JoiningRow.respondent).where(JoiningRow.other == one.respondent)
        theirs = or_(ReceiptRow.respondent == one.respondent, ReceiptRow.respondent.in_(joined))
        connection.execute(
            delete(ReceiptRow).where(ReceiptRow.round == one.round, ReceiptRow.edition == one.old, theirs)
        )


def _of(table: type[PinRow], edition: Edition) -> ColumnElement[bool]:
    return and_(table.round == edition.round, table.edition == edition.number)

"""What changed in participations, written as differences, any number at once. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it. Each statement is made once, and sent once
for all its rows: many cost little more than one.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, bindparam, insert, select, update
from sqlalchemy.sql.dml import Insert, Update

from consultation.errors import Conflict, NotFound
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
    ParticipationRow,
    RespondentRow,
    RevisionRow,
    RoundRow,
    StanceRow,
    TagRow,
)

WENT_ON = "the conversation went on elsewhere since it was loaded: load it again"

_FLAGS = ("withdrawn", "aside", "coded")
_known_respondents = select(RespondentRow.id).where(RespondentRow.id.in_(bindparam("some", expanding=True)))
_new_respondents = insert(RespondentRow)
_new_participations = insert(ParticipationRow)
_new_answers = insert(AnswerRow)
_new_revisions = insert(RevisionRow)
_new_tags = insert(TagRow)
_new_stances = insert(StanceRow)
_same_turn = update(ParticipationRow).where(
    and_(
        ParticipationRow.round == bindparam("of_round"),
        ParticipationRow.respondent == bindparam("of_respondent"),
        ParticipationRow.turn == bindparam("of_turn"),
    )
)
_withdrawal = update(StanceRow).where(
    and_(
        StanceRow.round == bindparam("of_round"),
        StanceRow.respondent == bindparam("of_respondent"),
        StanceRow.place == bindparam("of_place"),
    )
)
_answer = update(AnswerRow).where(AnswerRow.id == bindparam("of_id"))


def begin(connection: Connection, begun: Sequence[Participation], *, turn: int | None = None) -> None:
    """Write participations that are new, at ``turn`` or at their own; raise `NotFound` without their round."""
    for round_id in {whose.round for whose in begun}:
        require_round(connection, round_id)
    _know(connection, dict.fromkeys(whose.respondent for whose in begun))
    rows = [participation_values(whose, whose.turn if turn is None else turn) for whose in begun]
    add(connection, _new_participations, rows)
    _add_contents(connection, [(whose, changes(None, whose)) for whose in begun])


def go_on(connection: Connection, pairs: Sequence[tuple[Participation, Participation]]) -> None:
    """Write what changed in each pair from ``before`` to ``after``; raise `Conflict` where ``before`` is no more."""
    change(connection, _same_turn, [_next_turn(*pair) for pair in pairs], otherwise=WENT_ON)
    changed = [(after, changes(before, after)) for before, after in pairs]
    _add_contents(connection, changed)
    for name in _FLAGS:
        flags = [values for _, new in changed for pair in new.flags for values in _flag(name, *pair)]
        change(connection, _answer, flags, otherwise=WENT_ON)
    withdrawn = [values for whose, new in changed for values in _withdrawals(whose, new)]
    change(connection, _withdrawal, withdrawn, otherwise=WENT_ON)


def require_round(connection: Connection, round_id: str) -> None:
    """Raise `NotFound` where there is no such round."""
    if not connection.scalar(select(RoundRow.id).where(RoundRow.id == round_id)):
        raise NotFound(f"there is no round {round_id}")


def add(connection: Connection, statement: Insert, rows: Sequence[Values]) -> None:
    """Insert rows, however many."""
    if rows:
        connection.execute(statement, rows)


def change(connection: Connection, statement: Update, rows: Sequence[Values], *, otherwise: str) -> None:
    """Update a row by each of these; raise `Conflict`, saying ``otherwise``, where one was not there."""
    if rows and connection.execute(statement, rows).rowcount != len(rows):
        raise Conflict(otherwise)


def _know(connection: Connection, respondents: dict[str, None]) -> None:
    """Add those of these respondents who are new."""
    if respondents:
        known = set(connection.scalars(_known_respondents, {"some": [*respondents]}))
        add(connection, _new_respondents, [{"id": whose} for whose in respondents if whose not in known])


def _next_turn(before: Participation, after: Participation) -> Values:
    values = participation_values(after, before.turn + 1)
    values |= {"of_round": values.pop("round"), "of_respondent": values.pop("respondent"), "of_turn": before.turn}
    return values


def _add_contents(connection: Connection, pairs: Sequence[tuple[Participation, Changes]]) -> None:
    revisions = [revised for _, new in pairs for revised in new.revisions]
    answers = [answer_values(whose, place, answer) for whose, new in pairs for place, answer in new.answers]
    stances = [stance_values(whose, place, stance) for whose, new in pairs for place, stance in new.stances]
    add(connection, _new_answers, answers)
    add(connection, _new_revisions, [revision_values(*revised) for revised in revisions])
    add(connection, _new_tags, [values for revised in revisions for values in _tags(*revised)])
    add(connection, _new_stances, stances)


def _tags(answer: str, revision: Revision) -> list[Values]:
    return [tag_values(answer, revision.number, place, tag) for place, tag in enumerate(revision.tags)]


def _flag(name: str, was: Answer, now: Answer) -> list[Values]:
    """Return a flag to write where it changed, and only there: a facilitator may be changing the others."""
    before, value = getattr(was, name), getattr(now, name)
    if before == value:
        return []
    return [{"of_id": now.id, name: list(value) if isinstance(value, tuple) else value}]


def _withdrawals(whose: Participation, new: Changes) -> list[Values]:
    keys = {"of_round": whose.round, "of_respondent": whose.respondent}
    return [keys | {"of_place": place, "withdrawn": stance.withdrawn} for place, stance in new.withdrawals]

"""A respondent joins another, or parts from them, with all that they said. Imports `consultation` and the tables.

Every function works inside the caller's transaction, in which both are locked. What becomes of participations is the
core's to say; they are loaded, changed as values, and written.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from consultation.joining import Bringing, brought, given_back, opposed, settled
from consultation.records import Participation
from storage import going_stale
from storage.keeping import add
from storage.loading import participations
from storage.rows import Values, answer_values, participation_values, stance_values
from storage.tables import AnswerRow, HomeRow, IdentityRow, JoiningRow, LinkCodeRow, ParticipationRow, StanceRow

Changed = tuple[Participation | None, Participation | None]
"""A participation before and after: None where there was none, or is none any more."""

_this = and_(ParticipationRow.round == bindparam("of_round"), ParticipationRow.respondent == bindparam("of_respondent"))
_participation = update(ParticipationRow).where(_this)
_old_participation = delete(ParticipationRow).where(_this)
_new_participations = insert(ParticipationRow)
_answer = update(AnswerRow).where(AnswerRow.id == bindparam("of_id"))
_new_stances = insert(StanceRow)
_old_stances = delete(StanceRow).where(
    and_(StanceRow.round == bindparam("of_round"), StanceRow.respondent == bindparam("of_respondent"))
)


def must_ask(connection: Connection, own: str, other: str, bringing: Bringing | None) -> bool:
    """Say whether it is not known what shall become of what a respondent said."""
    if bringing is not Bringing.ALONG:
        return bringing is None
    return any(theirs and opposed(said, theirs) for said, theirs in _pairs(connection, own, other))


def join(
    connection: Connection, identity: str, whose: tuple[str, str], last: str, bringing: Bringing, at: datetime
) -> None:
    """Make a respondent and all their identities the other's, who was in the round ``last``."""
    own, other = whose
    theirs = select(IdentityRow.id, IdentityRow.respondent, IdentityRow.round).where(IdentityRow.respondent == own)
    connection.execute(insert(HomeRow).from_select(["identity", "respondent", "round"], theirs))
    moved = update(IdentityRow).where(IdentityRow.respondent == own)
    connection.execute(moved.values(respondent=other, round=last))
    connection.execute(update(IdentityRow).where(IdentityRow.id == identity).values(met=at, paused=False))
    connection.execute(delete(LinkCodeRow).where(LinkCodeRow.respondent == own))
    connection.execute(insert(JoiningRow), {"respondent": own, "other": other, "at": at})
    changed: list[Changed] = []
    for said, known in _pairs(connection, own, other):  # whoever keeps something as one of them waits, or has kept it
        both = [said, known] if known else [said]
        if bringing is Bringing.NOTHING:
            changed.append((said, settled(said)))
            going_stale.note(connection, both, [known] if known else [], at=at)
            continue
        left, whole = brought(said, known, other, bringing)
        changed += [(said, left), *_if_changed(known, whole)]
        going_stale.note(connection, both, [whole], at=at)
    _write(connection, changed)


def part(connection: Connection, own: str, other: str) -> None:
    """Make somebody who joined another who they were."""
    since = connection.execute(select(JoiningRow.at).where(JoiningRow.respondent == own)).scalar_one()
    connection.execute(delete(JoiningRow).where(JoiningRow.respondent == own))
    homes = connection.execute(select(HomeRow.identity, HomeRow.round).where(HomeRow.respondent == own)).all()
    back = update(IdentityRow).where(IdentityRow.id == bindparam("of_id"))
    connection.execute(back, [{"of_id": who, "respondent": own, "round": where} for who, where in homes])
    connection.execute(delete(HomeRow).where(HomeRow.respondent == own))
    visited = set(connection.scalars(select(IdentityRow.round).where(IdentityRow.respondent == other)))
    changed: list[Changed] = []
    for said, known in _pairs(connection, own, other):
        returned, rest = given_back(said, known, since=since, visited=said.round in visited)
        changed += [(said, returned), *_if_changed(known, rest)]
    _write(connection, changed)


def _pairs(connection: Connection, own: str, other: str) -> list[tuple[Participation, Participation | None]]:
    """Return somebody's participations, each with the other's in that round."""
    rounds = select(ParticipationRow.round).where(ParticipationRow.respondent == own)
    pairs = []
    for round_id in sorted(connection.scalars(rounds)):
        both = {whose.respondent: whose for whose in participations(connection, round_id, [own, other])}
        pairs.append((both[own], both.get(other)))
    return pairs


def _if_changed(was: Participation | None, now: Participation | None) -> list[Changed]:
    return [] if was == now else [(was, now)]


def _write(connection: Connection, changed: Sequence[Changed]) -> None:
    """Write participations anew, each one turn later, so that whoever has loaded one loads it again.

    Answers go from one to another by their ids; stances, which have only places, are written anew.
    """
    gone = [was for was, _ in changed if was]
    stay = [now for _, now in changed if now]
    add(connection, _new_participations, [participation_values(now, 1) for was, now in changed if now and not was])
    for was, now in changed:
        if was and now:
            connection.execute(_participation, _values(now, was.turn + 1))
    moved = [_moved(now, place) for now in stay for place in range(len(now.answers))]
    if moved:
        connection.execute(_answer, moved)
    for was in gone:
        connection.execute(_old_stances, {"of_round": was.round, "of_respondent": was.respondent})
    add(connection, _new_stances, [stance_values(now, *placed) for now in stay for placed in enumerate(now.stances)])
    for was, now in changed:
        if was and now is None:
            connection.execute(_old_participation, {"of_round": was.round, "of_respondent": was.respondent})


def _values(whose: Participation, turn: int) -> Values:
    values = participation_values(whose, turn)
    return values | {"of_round": values.pop("round"), "of_respondent": values.pop("respondent")}


def _moved(whose: Participation, place: int) -> Values:
    values = answer_values(whose, place, whose.answers[place])
    return values | {"of_id": values.pop("id")}

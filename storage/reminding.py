"""Who began and wishes to be reminded, and which notices nobody wishes any more. Imports `consultation` and the tables.

Every function works inside the caller's transaction.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, case, delete, exists, func, or_, select
from sqlalchemy.orm import aliased

from consultation.notices import TERMINAL, WISHED, Purpose
from consultation.reminding import Begun
from storage.tables import IdentityRow, NoticeRow, ParticipationRow, RoundRow

BATCH = 500
"""How many people's attributes are looked up at a time."""

_wishing = and_(
    ParticipationRow.reminding,
    ParticipationRow.silent.is_(False),
    ParticipationRow.finished.is_(None),
    ParticipationRow.consent_given.is_not(None),
    ParticipationRow.consent_withdrawn.is_(None),
)
_of_any = aliased(IdentityRow)
_heard = (
    select(func.max(_of_any.met)).where(_of_any.respondent == IdentityRow.respondent).correlate(IdentityRow)
).scalar_subquery()
_there = (
    select(IdentityRow.id, IdentityRow.respondent, ParticipationRow.language, _heard.label("heard"))
    .join(ParticipationRow, ParticipationRow.respondent == IdentityRow.respondent)
    .where(
        ParticipationRow.round == bindparam("round"),
        IdentityRow.round == bindparam("round"),
        _wishing,
        IdentityRow.address != "",
        ~IdentityRow.address.startswith(f"{TERMINAL}:", autoescape=True),
        IdentityRow.paused.is_(False),
        _heard <= bindparam("since"),
    )
    .order_by(IdentityRow.met, IdentityRow.id)
)
_is_reminder = NoticeRow.purpose == Purpose.REMINDER.value
_made = (
    select(
        IdentityRow.respondent,
        func.count(case((_is_reminder, NoticeRow.number))).label("reminders"),
        func.max(case((_is_reminder, NoticeRow.at))).label("reminded"),
        func.count(case((~_is_reminder, NoticeRow.number))).label("closings"),
    )
    .join(NoticeRow, NoticeRow.identity == IdentityRow.id)
    .where(NoticeRow.round == bindparam("round"), NoticeRow.purpose.in_(sorted(purpose.value for purpose in WISHED)))
    .group_by(IdentityRow.respondent)
)
_same = select(RoundRow.id).where(
    RoundRow.consultation == select(RoundRow.consultation).where(RoundRow.id == bindparam("round")).scalar_subquery()
)
_told = (
    select(ParticipationRow.respondent, ParticipationRow.attributes)
    .where(
        ParticipationRow.respondent.in_(bindparam("some", expanding=True)),
        ParticipationRow.round.in_(_same),
    )
    .order_by(ParticipationRow.began, ParticipationRow.round)
)

_theirs = aliased(IdentityRow)
_still = exists().where(  # by the account that is written to, and in the round that this is about
    _theirs.id == NoticeRow.identity,
    _theirs.round == NoticeRow.round,
    ParticipationRow.respondent == _theirs.respondent,
    ParticipationRow.round == NoticeRow.round,
    _wishing,
)
_spoke = exists().where(
    _theirs.id == NoticeRow.identity, _of_any.respondent == _theirs.respondent, _of_any.met > NoticeRow.at
)
_void = or_(
    NoticeRow.lapses <= bindparam("now"),
    and_(NoticeRow.purpose.in_(sorted(purpose.value for purpose in WISHED)), or_(~_still, _spoke)),
)


def begun(connection: Connection, round_id: str, since: datetime) -> tuple[Begun, ...]:
    """Return who wishes to be reminded of a round and was not heard since then, the longest silent first."""
    last = {row.respondent: row for row in connection.execute(_there, {"round": round_id, "since": since})}
    if not last:
        return ()
    made = {row.respondent: row for row in connection.execute(_made, {"round": round_id})}
    told = _attributes(connection, round_id, list(last))
    # Sorted here, since databases differ in how they sort text.
    in_order = sorted(last.values(), key=lambda row: (row.heard, row.respondent))
    return tuple(_begun(row, made.get(row.respondent), told[row.respondent]) for row in in_order)


def drop_void(connection: Connection, waiting: ColumnElement[bool], asked: dict[str, Any]) -> None:
    """Take out of the outbox what waits and has lapsed, or is wished by nobody any more."""
    connection.execute(delete(NoticeRow).where(waiting, _void), asked)


def _begun(
    row: Row[*tuple[Any, ...]], made: Row[*tuple[Any, ...]] | None, attributes: Mapping[str, tuple[str, ...]]
) -> Begun:
    known = Begun(row.id, row.respondent, row.language, row.heard, attributes)
    if made is None:
        return known
    return replace(known, reminders=made.reminders, reminded=made.reminded, told=made.closings > 0)


def _attributes(connection: Connection, round_id: str, respondents: list[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what each told of themselves in the rounds of this consultation, later rounds before earlier."""
    found: dict[str, dict[str, tuple[str, ...]]] = {whose: {} for whose in respondents}
    for start in range(0, len(respondents), BATCH):
        asked = {"round": round_id, "some": respondents[start : start + BATCH]}
        for whose, attributes in connection.execute(_told, asked):
            found[whose] |= {name: tuple(values) for name, values in attributes.items()}
    return found

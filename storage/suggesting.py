"""What people suggest, what is planned, and what was told of a round's groups. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, select, update

from consultation.errors import NotFound
from consultation.glance import Glance
from consultation.plan import Kind, PlanEntry
from consultation.progress import Reach
from consultation.suggestions import Sort, Suggestion, Verdict
from storage.books import one_round
from storage.engine import insert_or
from storage.tables import PlanRow, RoundRow, SuggestionRow

_SUGGESTED = select(*SuggestionRow.__table__.columns.values())


def suggest(connection: Connection, one: Suggestion) -> None:
    """Keep a suggestion, or its new details while nobody has decided on it."""
    values = _values(one)
    adding = insert_or(connection, SuggestionRow).values(values)
    changed = {name: value for name, value in values.items() if name in ("name", "details")}
    undecided = SuggestionRow.verdict.is_(None)
    connection.execute(adding.on_conflict_do_update(index_elements=["id"], set_=changed, where=undecided))


def suggestions(connection: Connection, consultation: str, sort: Sort) -> tuple[Suggestion, ...]:
    """Return what was suggested for a list, the oldest first."""
    of_it = and_(SuggestionRow.consultation == consultation, SuggestionRow.sort == sort.value)
    rows = connection.execute(_SUGGESTED.where(of_it).order_by(SuggestionRow.at, SuggestionRow.id))
    return tuple(_suggestion(row) for row in rows.mappings())


def suggested_by(connection: Connection, respondents: Sequence[str]) -> tuple[Suggestion, ...]:
    """Return what these respondents suggested, the oldest first."""
    theirs = _SUGGESTED.where(SuggestionRow.respondent.in_(respondents))
    rows = connection.execute(theirs.order_by(SuggestionRow.at, SuggestionRow.id))
    return tuple(_suggestion(row) for row in rows.mappings())


def judge(connection: Connection, suggestion_id: str, verdict: Verdict, at: datetime) -> Suggestion:
    """Keep what was decided on a suggestion."""
    this = SuggestionRow.id == suggestion_id
    row = connection.execute(_SUGGESTED.where(this).with_for_update()).mappings().one_or_none()
    if row is None:
        raise NotFound(f"there is no suggestion {suggestion_id}")
    judged = _suggestion(row).after(verdict, at)
    connection.execute(update(SuggestionRow).where(this), _values(judged))
    return judged


def enter_plan(connection: Connection, consultation: str, entry: PlanEntry) -> None:
    """Keep an entry of a plan, in place of the one of its id."""
    content = {
        "kind": entry.kind.value,
        "titles": dict(entry.titles),
        "starts": entry.starts.isoformat() if entry.starts else None,
        "ends": entry.ends.isoformat() if entry.ends else None,
        "removed": entry.removed,
    }
    adding = insert_or(connection, PlanRow).values(consultation=consultation, id=entry.id, content=content)
    connection.execute(adding.on_conflict_do_update(index_elements=["consultation", "id"], set_={"content": content}))


def plan(connection: Connection, consultation: str) -> tuple[PlanEntry, ...]:
    """Return the entries of a plan, by id."""
    of_it = select(PlanRow.id, PlanRow.content).where(PlanRow.consultation == consultation).order_by(PlanRow.id)
    return tuple(_entry(name, content) for name, content in connection.execute(of_it))


def glance(connection: Connection, round_id: str) -> Glance | None:
    """Return what was last told of a round's groups."""
    one_round(connection, round_id)
    content = connection.scalar(select(RoundRow.glance).where(RoundRow.id == round_id))
    if content is None:
        return None
    groups = {name: tuple(Reach(*one) for one in several) for name, several in content["groups"]}
    return Glance(content["heard"], groups)


def keep_glance(connection: Connection, round_id: str, told: Glance) -> None:
    """Keep what was told of a round's groups."""
    one_round(connection, round_id, locked=True)
    groups = [
        [name, [[one.group, one.heard, one.finished, one.target] for one in several]]
        for name, several in told.groups.items()
    ]
    content = {"heard": told.heard, "groups": groups}
    connection.execute(update(RoundRow).where(RoundRow.id == round_id), {"glance": content})


def _values(one: Suggestion) -> dict[str, Any]:
    return {
        "id": one.id,
        "consultation": one.consultation,
        "sort": one.sort.value,
        "name": one.name,
        "details": dict(one.details),
        "respondent": one.respondent or None,
        "at": one.at,
        "verdict": one.verdict.value if one.verdict else None,
        "decided": one.decided,
    }


def _suggestion(row: RowMapping) -> Suggestion:
    return Suggestion(
        id=row["id"],
        consultation=row["consultation"],
        sort=Sort(row["sort"]),
        name=row["name"],
        at=row["at"],
        details=dict(row["details"]),
        respondent=row["respondent"] or "",
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        decided=row["decided"],
    )


def _entry(name: str, content: dict[str, Any]) -> PlanEntry:
    starts, ends = (date.fromisoformat(content[key]) if content[key] else None for key in ("starts", "ends"))
    return PlanEntry(name, Kind(content["kind"]), content["titles"], starts, ends, content["removed"])

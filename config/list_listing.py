"""What was suggested and what is planned, for the terminal and for other programs. Imports the core."""

from collections.abc import Sequence
from typing import Any

from config.listings import aligned
from consultation.guide import Consultation
from consultation.plan import Planned
from consultation.suggestions import Suggestion


def suggestions_json(suggestions: Sequence[Suggestion]) -> list[dict[str, Any]]:
    """Return suggestions as objects; who named them is no part of it."""
    return [
        {
            "id": one.id,
            "name": one.name,
            **one.details,
            "at": one.at.isoformat(),
            "verdict": one.verdict,
            "decided": one.decided and one.decided.isoformat(),
        }
        for one in suggestions
    ]


def suggestions_table(suggestions: Sequence[Suggestion]) -> str:
    """Return suggestions as aligned lines: id, what was decided, name, details."""
    rows = [
        (one.id, f"{one.verdict or 'waiting':<8}  {', '.join((one.name, *filter(None, one.details.values())))}")
        for one in suggestions
    ]
    return aligned(rows) if rows else "nothing waits or was suggested"


def plan_json(plan: Sequence[Planned]) -> list[dict[str, Any]]:
    """Return the plan as objects: rounds have a stage, steps a kind and titles; months where there are no dates."""
    return [
        {
            "id": one.id,
            "kind": one.kind or "round",
            "titles": dict(one.title.texts) if one.title else {},
            "starts": one.since and one.since.isoformat(),
            "ends": one.until and one.until.isoformat(),
            "months": one.months and list(one.months),
            "stage": one.launched and one.launched.stage,
        }
        for one in plan
    ]


def plan_table(plan: Sequence[Planned], consultation: Consultation) -> str:
    """Return the plan as aligned lines: when, id, kind, title, in the consultation's first language."""
    chain = consultation.chain(consultation.languages[0])
    rows = []
    for one in plan:
        what = f"round, {one.launched.stage}" if one.launched else str(one.kind)
        title = one.title.shown(chain).text if one.title else ""
        rows.append((_when(one), f"{one.id}  {what}  {title}".rstrip()))
    return aligned(rows) if rows else "nothing is planned yet"


def _when(one: Planned) -> str:
    if one.since is None:
        first, last = one.months or (1, 12)
        return f"months {first} to {last}"
    if one.until and one.until != one.since:
        return f"{one.since} to {one.until}"
    return str(one.since)

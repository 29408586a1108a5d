"""A draft version as JSON and back. Imports `consultation` only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from consultation.guide import Draft, Lineage, Unit


def to_json(draft: Draft) -> dict[str, Any]:
    """Return all of a draft as what JSON can hold."""
    return {
        "id": draft.id,
        "version": draft.version,
        "kind": draft.kind,
        "status": _unit(draft.status),
        "title": _unit(draft.title),
        "short": _unit(draft.short),
        "full": draft.full and _unit(draft.full),
        "lineage": [draft.lineage.relation, *draft.lineage.sources],
        "dated": draft.dated and draft.dated.isoformat(),
        "precision": draft.precision,
    }


def from_json(content: Mapping[str, Any]) -> Draft:
    """Return the draft that `to_json` was given."""
    relation, *sources = content["lineage"]
    return Draft(
        id=content["id"],
        version=content["version"],
        kind=content["kind"],
        status=_to_unit(content["status"]),
        title=_to_unit(content["title"]),
        short=_to_unit(content["short"]),
        full=content["full"] and _to_unit(content["full"]),
        lineage=Lineage(relation, tuple(sources)),
        dated=content["dated"] and date.fromisoformat(content["dated"]),
        precision=content["precision"],
    )


def _unit(unit: Unit) -> dict[str, Any]:
    return {"path": unit.path, "texts": dict(unit.texts)}


def _to_unit(content: Mapping[str, Any]) -> Unit:
    return Unit(content["path"], content["texts"])

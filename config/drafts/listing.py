"""The drafts of a consultation for the terminal: which there are, and one of them whole. Imports the core."""

from collections.abc import Iterator, Sequence

from config.listings import aligned
from consultation.errors import InvalidInput, NotFound
from consultation.guide import Consultation, Draft, Unit


def listed(consultation: Consultation) -> list[dict[str, object]]:
    """Return what is told of each version of each draft, in the order they were entered."""
    current = consultation.current_drafts()
    return [
        {
            "id": draft.id,
            "version": draft.version,
            "current": draft in current,
            "kind": draft.kind,
            "dated": draft.dated and draft.dated.isoformat()[: {"day": 10, "month": 7, "year": 4}[draft.precision]],
            "lineage": {"relation": draft.lineage.relation, "sources": list(draft.lineage.sources)},
            "title": dict(draft.title.texts),
            "languages": {name: list(unit.texts) for name, unit in _texts(draft)},
        }
        for draft in consultation.drafts
    ]


def drafts_table(consultation: Consultation) -> str:
    """Return the drafts people are asked about as aligned lines, each with its version, languages and title."""
    drafts = consultation.current_drafts()
    if not drafts:
        return "no drafts yet; enter some with: palabre draft import CONSULTATION FILE"
    chain = consultation.chain(consultation.languages[0])
    return aligned(
        [(one.id, f"{one.version:12}  {','.join(one.short.texts):12}  {one.title.shown(chain).text}") for one in drafts]
    )


def found(consultation: Consultation, draft_id: str, version: str) -> Draft:
    """Return a version of a draft, the present one where none is named; raise `NotFound` with what there is."""
    versions = [draft for draft in consultation.drafts if draft.id == draft_id]
    if not versions:
        known = ", ".join(dict.fromkeys(draft.id for draft in consultation.drafts)) or "none"
        raise NotFound(f"consultation {consultation.id} has no draft {draft_id!r}; there are: {known}")
    if not version:
        present = [draft for draft in consultation.current_drafts() if draft.id == draft_id]
        return (present or versions)[-1]
    named = next((draft for draft in versions if draft.version == version), None)
    if named is None:
        there = ", ".join(draft.version for draft in versions)
        raise NotFound(f"draft {draft_id} has no version {version!r}; there are: {there}")
    return named


def whole(consultation: Consultation, draft: Draft, language: str) -> str:
    """Return all of a version in a language, with the marks of what falls back on another.

    Raises `InvalidInput` for a language that the consultation does not have.
    """
    spoken = language or consultation.languages[0]
    if spoken not in consultation.languages:
        known = ", ".join(consultation.languages)
        raise InvalidInput(f"the consultation is not in {language!r}; there are: {known}", where="--language")
    chain = consultation.chain(spoken)
    lines = [
        f"{draft.id}. {_shown(draft.title, chain)}",
        f"version {draft.version}, {draft.kind}, {_shown(draft.status, chain)}",
        f"{draft.lineage.relation}{_from(draft.lineage.sources)}",
        "",
        _shown(draft.short, chain),
        *(["", _shown(draft.full, chain)] if draft.full else []),
        "",
        *(f"{name}: {', '.join(unit.texts)}" for name, unit in _texts(draft)),
        f"versions: {', '.join(one.version for one in consultation.drafts if one.id == draft.id)}",
    ]
    return "\n".join(lines)


def _from(sources: Sequence[str]) -> str:
    return f" from {', '.join(sources)}" if sources else ""


def _shown(unit: Unit, chain: tuple[str, ...]) -> str:
    shown = unit.shown(chain)
    return f"{shown.text} [{shown.language}]" if shown.fallback else shown.text


def _texts(draft: Draft) -> Iterator[tuple[str, Unit]]:
    units = {"title": draft.title, "short": draft.short, "full": draft.full}
    return ((name, unit) for name, unit in units.items() if unit)

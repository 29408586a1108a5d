"""What people check answers with: the ports for it as one value, and what of it is in a facilitator's hand.

Standard library only.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from consultation.checking.reviews import Lean
from consultation.guide import Consultation
from consultation.ports import Claims, Codings, Finder

Held = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checking:
    """The ports that reviewing and coding take beside the store; ``finder`` finds private data in a consultation."""

    codings: Codings
    claims: Claims
    finder: Callable[[Consultation], Finder]


def listed(held: Held, name: str) -> tuple[str, ...]:
    """Return a list that is in hand, () where none is."""
    return tuple(json.loads(held.get(name) or "[]"))


def with_list(held: Held, name: str, items: Iterable[str]) -> Held:
    """Return what is in hand with a list in it."""
    return {**held, name: json.dumps(list(items), ensure_ascii=False)}


def leans_in(held: Held) -> dict[str, Lean]:
    """Return how the words in hand lean, by draft id."""
    return {draft: Lean(lean) for draft, lean in json.loads(held.get("leans") or "{}").items()}


def with_lean(held: Held, draft: str, lean: Lean) -> Held:
    """Return what is in hand with a draft judged, and none chosen any more."""
    leans = {**leans_in(held), draft: lean}
    return {**held, "leans": json.dumps(leans, ensure_ascii=False), "draft": ""}


def page_of(held: Held) -> int:
    """Return which page of a list is in hand, from 0."""
    page = held.get("page") or "0"
    return int(page) if page.isdecimal() else 0

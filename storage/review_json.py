"""A reviewer's decision as JSON and back. Imports `consultation`."""

from collections.abc import Mapping
from typing import Any

from consultation.checking.reviews import Lean, Leaning, Removed, Review


def to_json(review: Review | None) -> dict[str, Any] | None:
    """Return a review; what was removed is [theme, source] each, a leaning [draft, version, lean]."""
    if review is None:
        return None
    return {
        "revision": review.revision,
        "removed": [[tag.theme, tag.source] for tag in review.removed],
        "leanings": [[one.draft, one.version, one.lean.value] for one in review.leanings],
    }


def from_json(content: Mapping[str, Any] | None) -> Review | None:
    """Return the review that `to_json` was given."""
    if content is None:
        return None
    removed = (Removed(theme, source) for theme, source in content["removed"])
    leanings = (Leaning(draft, version, Lean(lean)) for draft, version, lean in content["leanings"])
    return Review(content["revision"], tuple(removed), tuple(leanings))

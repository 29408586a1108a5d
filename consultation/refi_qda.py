"""What is the same wherever something is written as REFI-QDA: guids, nesting, what XML holds. Standard library only.

REFI-QDA 1.5 is what programs for qualitative analysis exchange: a codebook (.qdc), or a whole project (.qdpx). A theme
has the same guid in both, so that a program that reads both knows it again.
"""

import re
from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot hold."""


def guid_of(kind: str, name: str) -> UUID:
    """Return the guid of a thing: the same in every file and version, and different for different things."""
    return uuid5(NAMESPACE_URL, f"urn:palabre:{kind}:{name}")


def code_guid(theme_id: str) -> UUID:
    """Return the guid of a theme's code."""
    return guid_of("theme", theme_id)


def draft_guid(draft_id: str) -> UUID:
    """Return the guid of the set of themes that bear on a draft; its name is no theme's, for none has a space."""
    return guid_of("theme", f"draft {draft_id}")


def parent_of(theme_id: str, known: Iterable[str]) -> str | None:
    """Return the longest of the ``known`` ids that a theme's id begins with, before a full stop."""
    return max((one for one in known if theme_id.startswith(f"{one}.")), key=len, default=None)


def held(text: str) -> str:
    """Return a text as XML can hold it, with U+FFFD for what it cannot."""
    return ILLEGAL.sub("\ufffd", text)

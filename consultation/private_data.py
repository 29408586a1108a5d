"""Private data in what people write: what kinds there are, and a text with `[…]` in its place. Standard library only.

Where it stands is found through the port `Finder`: telling a telephone number from an amount takes a library.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MARK = "[…]"
"""What stands in the place of something private."""


class Kind(StrEnum):
    """What a machine can find. Names and addresses are not among it: they are left to people."""

    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    PHONE = "phone"
    HANDLE = "handle"
    LINK = "link"
    IP = "ip"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Private:
    """A place of private data: ``start`` and ``end`` in code points, end exclusive."""

    start: int
    end: int
    kind: Kind


def masked(text: str, found: Iterable[Private], start: int = 0, end: int | None = None) -> str:
    """Return ``text[start:end]`` with `MARK` in place of all that was ``found`` in the whole text and reaches into it.

    ``found`` is in order and does not overlap. A span that cuts an address in two shows neither half.
    """
    stop = len(text) if end is None else end
    shown, at = [], start
    for one in found:
        if one.end > start and one.start < stop:
            shown += [text[at : max(one.start, at)], MARK]
            at = min(one.end, stop)
    return "".join((*shown, text[at:stop]))

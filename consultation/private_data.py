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


def masked_span(found: Iterable[Private], start: int, end: int) -> tuple[int, int]:
    """Return where ``text[start:end]`` stands in the whole of that text masked, as `masked` gives it.

    A span that reaches into something private is widened to all of the `MARK` in its place.
    """
    begins, ends, shift = start, end, 0
    for one in found:
        mark = one.start + shift
        shift += len(MARK) - (one.end - one.start)
        if one.start < start:
            begins = start + shift if one.end <= start else mark
        if one.start < end:
            ends = end + shift if one.end <= end else mark + len(MARK)
    return begins, ends

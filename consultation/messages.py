"""All that a channel and the core exchange. Imports the standard library only.

A reply carries no markup: its lines have a style, and each channel escapes and draws them in its own manner.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

REPLACEMENT = "\ufffd"
FORWARDED = "forwarded"
"""The medium of a message that somebody else wrote."""

UNCLEAN = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """Return ``text`` with lone surrogates and NUL replaced by U+FFFD: the one cleaning, before any offset is taken."""
    return UNCLEAN.sub(REPLACEMENT, text)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing a person did: a text, a pressed button, an edited or deleted text, or a medium we cannot read.

    ``identity`` is the keyed hash of who wrote; ``delivery`` is unique to the event, so that its redelivery has no
    second effect; ``message`` names the message itself, so that its edit or deletion finds it, and is all that a
    ``deleted`` one says. ``medium`` is what else than text it was, with ``text`` as its caption; ``language`` the
    channel's hint, used until the person has chosen; ``address`` where to write to, sealed, with the platform before
    it.
    """

    identity: str
    delivery: str
    message: str
    at: datetime
    text: str = ""
    button: str = ""
    medium: str = ""
    edited: bool = False
    deleted: bool = False
    language: str = ""
    address: str = ""


class Style(StrEnum):
    """How a line is meant; what it looks like is the channel's affair. An item is one of a list."""

    PLAIN = "plain"
    TITLE = "title"
    QUOTE = "quote"
    ITEM = "item"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a reply; may hold line breaks where a person's own words do.

    ``marks`` are parts of the text that stand out, (start, end) in code points each, end exclusive: in order, not
    touching each other, and none with a line break in it; see `standing_out`.
    """

    text: str
    style: Style = Style.PLAIN
    marks: tuple[tuple[int, int], ...] = ()


def standing_out(text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans of a text as a line may have them: merged where they meet, parted at line breaks, none blank."""
    marked = {at for start, end in spans for at in range(start, min(end, len(text))) if text[at] != "\n"}
    starts = sorted(at for at in marked if at - 1 not in marked)
    ends = sorted(at + 1 for at in marked if at + 1 not in marked)
    trimmed = (_trimmed(text, start, end) for start, end in zip(starts, ends, strict=True))
    return tuple((start, end) for start, end in trimmed if start < end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without white space at its ends, where a mark would not be seen as one."""
    inner = text[start:end].strip()
    begins = start + text[start:end].find(inner) if inner else end
    return begins, begins + len(inner)


def pieces(line: Line) -> Iterator[tuple[int, int, bool]]:
    """Yield the text of a line in parts that are marked or not: start, end, and which."""
    at = 0
    for start, end in line.marks:
        yield at, start, False
        yield start, end, True
        at = end
    yield at, len(line.text), False


@dataclass(frozen=True, slots=True)
class Button:
    """A choice offered: ``data`` is stable through restarts (at most 64 bytes), ``label`` in the person's language."""

    data: str
    label: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file given to the person: their own export, which is text, or a report."""

    name: str
    content: str | bytes

    @property
    def data(self) -> bytes:
        """What stands in the file."""
        return self.content.encode() if isinstance(self.content, str) else self.content


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person is told, with what they may choose. ``language`` sets the direction of the text.

    ``in_place`` says that it reads better in place of the reply whose button was pressed than after it, where a
    channel can do that.
    """

    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()
    language: str = "en"
    attachment: Attachment | None = None
    in_place: bool = False

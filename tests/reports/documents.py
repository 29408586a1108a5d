"""Documents made by hand, and ways to look into documents."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from consultation.guide import Shown
from reports.document import (
    Beside,
    Block,
    Chapter,
    Citing,
    Document,
    Folded,
    Inline,
    Key,
    Line,
    Opening,
    Part,
)
from reports.languages import language_name
from reports.sentences import Figure

WORDS = {"contents": "Contents", "skip": "Skip", "draft_page": "A page of its own"}
CITING = Citing("A title", "A group", "2026-04-11", "R/1", "CC0", "What for.", ("one", "two"))

Node = TypeVar("Node")


def own(text: str) -> Shown:
    return Shown(text, "en", fallback=False)


def document(*blocks: Block, report: str = "", opening: Iterable[Block] = ()) -> Document:
    """Return an English document of one chapter, "only"."""
    first = Opening(("A kind", "Edition 1"), own("A title"), own("In short."), (), (), tuple(opening))
    only = Chapter("only", ("Only",), lambda: iter(blocks))
    return Document("en", WORDS, CITING, first, (only,), lambda code: language_name(code, "en"), report)


def text(line: Line) -> str:
    """Return the words of a line."""
    return "".join(map(_words, line))


def _words(piece: Inline) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Shown | Figure):
        return piece.text
    return "" if isinstance(piece, Key) else _words(piece.words)


def every(kind: type[Node], blocks: Iterable[Block]) -> Iterator[Node]:
    """Yield the nodes of one kind in the order of reading, however deep they stand."""
    for one in blocks:
        if isinstance(one, kind):
            yield one
        yield from every(kind, _within(one))


def _within(one: Block) -> tuple[Block, ...]:
    if isinstance(one, Part | Folded):
        return one.blocks
    return (*one.sides[0], *one.sides[1]) if isinstance(one, Beside) else ()


def chapter(of: Document, anchor: str) -> list[Block]:
    """Return the blocks of one chapter."""
    return next(list(one.blocks()) for one in of.chapters if one.anchor == anchor)

"""A document as data for the typesetter: each node becomes a dictionary that the template knows by its ``node``.

Nothing of it is ever read as Typst: it is JSON, and its texts stay texts. Imports only consultation.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import singledispatchmethod
from typing import Any

from consultation.guide import Shown
from reports.document import (
    Address,
    Backing,
    Beside,
    Block,
    Chapter,
    Chart,
    Document,
    Fact,
    Folded,
    Hint,
    Inline,
    Items,
    Key,
    Line,
    Link,
    Paragraph,
    Part,
    Quotation,
    Role,
    StatementText,
    Strong,
    Table,
)
from reports.formats.footnotes import Note, leads, noted
from reports.formats.letters import line, lines, tongue
from reports.languages import direction
from reports.sentences import Figure

Node = dict[str, Any]

TOP = 2
"""The level of a chapter's heading in a document; the typesetter counts from 1."""


class Nodes:
    """The nodes of one document, in their order: headings never skip a level, whatever they stand in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._depth = 0
        self._anchors: set[str] = set()

    def about(self) -> Node:
        """Return what is said of the whole: how it is cited, its language, and the words a page needs by itself."""
        citing = self.document.citing
        return {
            "title": line(citing.title) or line(self.document.opening.title.text),
            "head": line(self.document.opening.title.text),
            "creator": line(citing.creator),
            "date": _date(citing.date),
            "description": line(citing.description),
            "keywords": [line(word) for word in citing.keywords],
            "language": tongue(self.document.language),
            "direction": direction(self.document.language),
            "words": {
                key: line(self.document.words[key]) for key in ("contents", "page_of", "page_number", "evidence")
            },
        }

    def opening(self) -> Node:
        """Return the title page."""
        opening = self.document.opening
        return {
            "kicker": [line(one) for one in opening.kicker],
            "title": self.inline(opening.title),
            "standfirst": self.inline(opening.standfirst),
            "facts": [self._fact(one) for one in opening.facts],
            "counts": [self._fact(one) for one in opening.counts],
            "blocks": list(self._all(opening.blocks, TOP)),
        }

    def _fact(self, fact: Fact) -> Node:
        return {"name": line(fact.name), "line": self.line(fact.line), "what": line(fact.what)}

    def chapters(self) -> Iterator[Node]:
        """Yield the headings of all chapters, each with its blocks after it."""
        for chapter in self.document.chapters:
            yield from self._chapter(chapter)

    def _chapter(self, chapter: Chapter) -> Iterator[Node]:
        yield self._heading(chapter.title, TOP, to=chapter.anchor, listed=chapter.listed, kind="chapter")
        for one in chapter.blocks():
            yield from self.block(one, TOP)

    def _heading(self, title: Line, level: int, **more: Any) -> Node:
        self._depth = min(level - TOP + 1, self._depth + 1)
        node: Node = {"number": "", "to": "", "listed": False, "kind": "", **more}
        if node["to"] in self._anchors:
            node["to"] = ""  # of two places with one name, the first is meant
        self._anchors.add(node["to"])
        return {"node": "heading", "level": self._depth, "title": self.line(title), **node}

    def _all(self, blocks: Iterable[Block], level: int) -> Iterator[Node]:
        for one in blocks:
            yield from self.block(one, level)

    # Blocks. ``level`` is that of the heading that they stand under.

    @singledispatchmethod
    def block(self, node: Block, level: int) -> Iterator[Node]:
        """Yield what a block becomes: a part becomes its heading and what is in it."""
        raise TypeError(f"no such block at level {level}: {node!r}")

    @block.register
    def _(self, node: Paragraph, level: int) -> Iterator[Node]:  # noqa: ARG002 - as for every block
        whole = node.line[0] if len(node.line) == 1 and isinstance(node.line[0], Shown) else None
        footnotes = node.role not in (Role.NOTE, Role.NOTICE)
        yield {
            "node": "paragraph",
            "role": node.role.value,
            "line": self.noted(node.line) if footnotes else self.line(node.line),
            **self._way(whole.language if whole else self.document.language),
        }

    @block.register
    def _(self, node: Items, level: int) -> Iterator[Node]:  # noqa: ARG002
        yield {"node": "items", "lines": [self.noted(one) for one in node.lines]}

    @block.register
    def _(self, node: Table, level: int) -> Iterator[Node]:  # noqa: ARG002
        yield self._table(node)

    @block.register
    def _(self, node: Chart, level: int) -> Iterator[Node]:  # noqa: ARG002
        yield {
            "node": "chart",
            "title": line(node.title),
            "description": line(node.description),
            "svg": node.svg,
            "table": self._table(node.table),
        }

    @block.register
    def _(self, node: Quotation, level: int) -> Iterator[Node]:  # noqa: ARG002
        yield {"node": "quotation", "id": node.id, "lines": lines(node.words), **self._way(node.language)}

    @block.register
    def _(self, node: Beside, level: int) -> Iterator[Node]:
        titles = [self._heading(title, level + 1) for title in node.titles]
        yield {
            "node": "beside",
            "sides": [[title, *self._all(side, level + 1)] for title, side in zip(titles, node.sides, strict=True)],
        }

    @block.register
    def _(self, node: Folded, level: int) -> Iterator[Node]:
        yield self._heading(node.title, level + 1)
        yield from self._all(node.blocks, level + 1)

    @block.register
    def _(self, node: Part, level: int) -> Iterator[Node]:  # noqa: ARG002
        listed = bool(node.anchor) and node.level == TOP + 1
        yield self._heading(
            node.title, node.level, number=line(node.number), to=node.anchor, listed=listed, kind=node.kind
        )
        yield from self._all(node.blocks, node.level)

    @block.register
    def _(self, node: Backing, level: int) -> Iterator[Node]:  # noqa: ARG002
        to = f"e-{node.anchor}"
        yield self._heading(node.title, node.level, number=line(node.number), to=to, kind="backing")
        yield {"node": "backing", "behind": line(node.behind), "ids": node.ids}

    @block.register
    def _(self, node: StatementText, level: int) -> Iterator[Node]:  # noqa: ARG002
        yield {
            "node": "statement",
            "id": node.id,
            "lines": lines(node.words),
            "about": self.line(node.about),
            **self._way(node.language),
        }

    def _table(self, table: Table) -> Node:
        return {
            "node": "table",
            "caption": self.line(table.caption) if table.titled else [],
            "columns": [{"heading": self.line(one.heading), "number": one.number} for one in table.columns],
            "rows": [[self.line(cell) for cell in row] for row in table.rows],
            "drawings": table.drawings,
        }

    def _way(self, language: str) -> Node:
        return {"language": tongue(language), "direction": direction(language)}

    # Lines.

    def line(self, pieces: Line) -> list[str | Node]:
        """Return the pieces of a line."""
        return [self.inline(one) for one in pieces]

    def noted(self, pieces: Line) -> list[str | Node]:
        """Return the pieces of a line of prose, with its footnotes, but for the first page, which has no room."""
        if not self._depth:
            return self.line(pieces)
        return [self._note(one) if isinstance(one, Note) else self.inline(one) for one in noted(pieces)]

    def _note(self, note: Note) -> Node:
        return {"node": "note", "ids": note.ids, "behind": [f"e-{one.anchor}" for one in note.behind]}

    @singledispatchmethod
    def inline(self, piece: Inline) -> str | Node:
        """Return what a piece of a line becomes."""
        raise TypeError(f"no such piece of a line: {piece!r}")

    @inline.register
    def _(self, piece: str) -> str | Node:
        return line(piece)

    @inline.register
    def _(self, piece: Shown) -> str | Node:
        own = piece.language == self.document.language
        fallback = line(self.document.language_of(piece.language)) if piece.fallback else ""
        if own and not fallback:
            return line(piece.text)
        return {"node": "shown", "text": line(piece.text), "fallback": fallback, **self._way(piece.language)}

    @inline.register
    def _(self, piece: Figure) -> str | Node:
        return {"node": "figure", "text": line(piece.text), "to": f"e-{piece.evidence.anchor}" if leads(piece) else ""}

    @inline.register
    def _(self, piece: Link) -> str | Node:
        return {"node": "link", "words": self.inline(piece.words), "to": piece.anchor}

    @inline.register
    def _(self, piece: Address) -> str | Node:
        return {"node": "address", "words": self.inline(piece.words), "url": piece.url}

    @inline.register
    def _(self, piece: Strong) -> str | Node:
        return {"node": "strong", "words": self.inline(piece.words)}

    @inline.register
    def _(self, piece: Hint) -> str | Node:
        return {"node": "hint", "words": self.inline(piece.words)}

    @inline.register
    def _(self, piece: Key) -> str | Node:
        return {"node": "key", "side": piece.side}


def _date(text: str) -> dict[str, int] | None:
    """Return an ISO 8601 date in its parts, None where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return {"year": day.year, "month": day.month, "day": day.day}

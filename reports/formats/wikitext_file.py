"""The report as MediaWiki wikitext, to be pasted on a page of Meta-Wiki. Imports only consultation.

Its own sentences are units of translation; what people said, and the names of drafts and themes, which have their own
translations, are not. Footnotes lead to the statements behind a sentence.
"""

from collections.abc import Iterable, Iterator
from functools import singledispatchmethod
from pathlib import Path

from consultation.guide import Shown
from reports.document import (
    Backing,
    Beside,
    Block,
    Chapter,
    Chart,
    Document,
    Fact,
    Folded,
    Items,
    Key,
    Line,
    Paragraph,
    Part,
    Quotation,
    Role,
    StatementText,
    Table,
)
from reports.formats.wiki_escaping import broken, escaped, place
from reports.formats.wiki_lines import Lines, statement, way
from reports.sentences import Figure

TOP = 2
"""The level of a chapter's heading."""


def write(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``, block by block; the same document gives the same bytes."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for block in _Writing(document).blocks():
            file.write(f"{block}\n\n")


class _Writing:
    """One page while it is written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = Lines(document)

    def blocks(self) -> Iterator[str]:
        """Yield the blocks of the page, which empty lines part."""
        yield "<languages />"
        yield from self._opening()
        for chapter in self.document.chapters:
            yield from self._chapter(chapter)
        yield self._heading((self.document.words["notes"],), TOP)
        yield "\n".join(["<references>", *self.lines.footnotes(), "</references>"])

    def _opening(self) -> Iterator[str]:
        opening = self.document.opening
        yield self._prose((" · ".join(opening.kicker),))
        yield f"<big>{self.lines.text((opening.title,))}</big>"
        yield from self._block(Paragraph((opening.standfirst,)), TOP)
        if opening.facts:
            yield "\n".join(
                f"* {self._small_unit((fact.name,))}: {self.lines.text(fact.line)}" for fact in opening.facts
            )
        if opening.counts:
            yield "\n".join(['{| class="wikitable"', *map(self._count, opening.counts), "|}"])
        yield from self._all(opening.blocks, TOP)

    def _count(self, fact: Fact) -> str:
        cells = [self._cell(fact.line, number=True), f"| {self._small_unit((fact.what,))}" if fact.what else "|"]
        return "\n".join(["|-", f'! scope="row" | {self._small_unit((fact.name,))}', *cells])

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        yield self._heading(chapter.title, TOP, chapter.anchor)
        yield from self._all(chapter.blocks(), TOP)

    def _all(self, blocks: Iterable[Block], level: int) -> Iterator[str]:
        for one in blocks:
            yield from self._block(one, level)

    # Blocks. ``level`` is that of the heading that they stand under.

    @singledispatchmethod
    def _block(self, node: Block, level: int) -> Iterator[str]:
        raise TypeError(f"no such block at level {level}: {node!r}")

    @_block.register
    def _(self, node: Paragraph, level: int) -> Iterator[str]:  # noqa: ARG002 - as for every block
        if isinstance(node.line[0], Key):
            return  # a legend of colours, of which there are none here
        whole = node.line[0] if len(node.line) == 1 and isinstance(node.line[0], Shown) else None
        if whole and whole.language != self.document.language:
            yield f"<div {way(whole.language)}>{self.lines.whole(whole)}</div>"
        elif node.role is Role.NOTICE:
            yield f'<div class="mw-message-box mw-message-box-warning">{self._small_unit(node.line)}</div>'
        elif node.role is Role.NOTE:
            yield f"<small>{self._small_unit(node.line)}</small>"
        else:
            yield self._prose(node.line)

    @_block.register
    def _(self, node: Items, level: int) -> Iterator[str]:  # noqa: ARG002
        yield "\n".join(f"* {self._small_unit(line)}" for line in node.lines)

    @_block.register
    def _(self, node: Table, level: int) -> Iterator[str]:  # noqa: ARG002
        yield self._table(node, node.caption if node.titled else ())

    @_block.register
    def _(self, node: Chart, level: int) -> Iterator[str]:  # noqa: ARG002
        yield self._table(node.table, (node.title,))

    @_block.register
    def _(self, node: Quotation, level: int) -> Iterator[str]:  # noqa: ARG002
        yield f"<blockquote {way(node.language)}>{broken(node.words)}</blockquote>\n<small>{statement(node.id)}</small>"

    @_block.register
    def _(self, node: Beside, level: int) -> Iterator[str]:
        yield '<div style="display:flex; flex-wrap:wrap; gap:0 2em">'
        for title, side in zip(node.titles, node.sides, strict=True):
            yield '<div style="flex:1 1 18em">'
            yield self._heading(title, level + 1)
            yield from self._all(side, level + 1)
            yield "</div>"
        yield "</div>"

    @_block.register
    def _(self, node: Folded, level: int) -> Iterator[str]:
        yield self._heading(node.title, level + 1)
        yield from self._all(node.blocks, level + 1)

    @_block.register
    def _(self, node: Part, level: int) -> Iterator[str]:  # noqa: ARG002
        title = (f"{node.number} · ", *node.title) if node.number else node.title
        yield self._heading(title, node.level, node.anchor)
        yield from self._all(node.blocks, node.level)

    @_block.register
    def _(self, node: Backing, level: int) -> Iterator[str]:  # noqa: ARG002
        title = f"{escaped(node.number)} {self.lines.text(node.title)}" if node.number else self.lines.text(node.title)
        to, ids = place(f"e-{node.anchor}"), [", ".join(map(statement, node.ids))] if node.ids else []
        yield "\n".join([f'<div id="{to}">\n<b>{title}</b>: {escaped(node.behind)}', *ids, "</div>"])

    @_block.register
    def _(self, node: StatementText, level: int) -> Iterator[str]:  # noqa: ARG002
        words = f'<blockquote id="s-{node.id}" {way(node.language)}>{broken(node.words)}</blockquote>'
        yield f"{words}\n<small>{node.id} · {self.lines.text(node.about)}</small>"

    def _heading(self, title: Line, level: int, anchor: str = "") -> str:
        unit, marks = self.lines.unit(title), "=" * level
        here = f'<span id="{place(anchor)}"></span>\n' if anchor else ""
        return f"{here}<translate>\n{marks} {unit.text} {marks} {unit.marker}\n</translate>"

    def _prose(self, line: Line) -> str:
        unit = self.lines.unit(line)
        return f"<translate>\n{unit.marker}\n{unit.text}\n</translate>"

    def _small_unit(self, line: Line) -> str:
        unit = self.lines.unit(line)
        return f"<translate>{unit.marker} {unit.text}</translate>"

    def _table(self, table: Table, caption: Line) -> str:
        rows = [row for cells in table.rows for row in self._row(table, cells)]
        title = [f"|+ {self._small_unit(caption)}"] if caption else []
        heads = [f'! scope="col" | {self._small_unit(column.heading)}' for column in table.columns]
        return "\n".join(['{| class="wikitable sortable"', *title, "|-", *heads, *rows, "|}"])

    def _row(self, table: Table, cells: tuple[Line, ...]) -> Iterator[str]:
        yield "|-"
        yield f'! scope="row" | {self.lines.text(cells[0])}'
        for column, cell in zip(table.columns[1:], cells[1:], strict=True):
            yield self._cell(cell, number=column.number)

    def _cell(self, line: Line, *, number: bool) -> str:
        if not number:
            return f"| {self.lines.text(line)}"
        count = next((f' data-sort-value="{one.count}"' for one in line if isinstance(one, Figure)), "")
        return f'| style="text-align:end"{count} | {self.lines.text(line)}'.rstrip()

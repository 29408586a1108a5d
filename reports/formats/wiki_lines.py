"""Lines of a report as wikitext: to be translated, or as they are. Imports only consultation.

A number in prose has a footnote at the end of its sentence, one for each evidence, which is defined once at the end of
the page and named wherever it is meant; in a table, where there is no room for notes, the number is a link itself.
"""

import re
from collections.abc import Iterator
from functools import singledispatchmethod

from consultation.guide import Shown
from reports.document import Address, Document, Hint, Inline, Key, Line, Link, Strong
from reports.evidence import Evidence
from reports.formats.footnotes import FEW, Note, leads, noted
from reports.formats.wiki_escaping import address, begun, escaped, place
from reports.formats.wiki_units import Piece, Unit, Units
from reports.languages import direction
from reports.sentences import Figure

_NUMBERS = re.compile(r"(\d+(?:[.,\u00a0\u202f]\d+)*)")


class Lines:
    """The lines of one page, its units of translation and the footnotes that they name."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.notes: dict[str, Evidence] = {}
        self._units = Units()

    def text(self, line: Line) -> str:
        """Return a line that is not translated; its numbers are links."""
        return begun("".join(piece.text for one in line for piece in self._pieces(one)).strip())

    def whole(self, shown: Shown) -> str:
        """Return a text that stands in an element which says the `way` it goes."""
        return begun("".join([escaped(shown.text), *(piece.text for piece in self._fallback(shown))]))

    def unit(self, line: Line) -> Unit:
        """Return a line of prose as a unit of translation; its numbers have footnotes."""
        unit = self._units.next(piece for one in noted(line) for piece in self._said(one))
        return Unit(unit.marker, begun(unit.text.strip()))

    def _said(self, piece: Inline | Note) -> Iterator[Piece]:
        """Yield a piece of prose: a number as it is, and the footnote of its sentence when that has ended."""
        if isinstance(piece, Note):
            names = {place(f"e-{one.anchor}"): one for one in piece.behind}
            self.notes |= names
            yield Piece("".join(f'<ref name="{name}" />' for name in names), fixed=True)
        elif isinstance(piece, Figure):
            yield from words(piece.text)
        else:
            yield from self._pieces(piece)

    def footnotes(self) -> Iterator[str]:
        """Yield the footnotes that were named, each once, in the order of their first mention."""
        for name, evidence in self.notes.items():
            few = evidence.ids if len(evidence.ids) <= FEW else ()
            ids = ", ".join(map(statement, few))
            listed = f"[[#{name}|{escaped(self.document.words['evidence'])}]]"
            yield f'<ref name="{name}">{ids} · {listed}</ref>' if ids else f'<ref name="{name}">{listed}</ref>'

    @singledispatchmethod
    def _pieces(self, piece: Inline) -> Iterator[Piece]:
        raise TypeError(f"no such piece of a line: {piece!r}")

    @_pieces.register
    def _(self, piece: str) -> Iterator[Piece]:
        yield from words(piece)

    @_pieces.register
    def _(self, piece: Shown) -> Iterator[Piece]:
        if piece.language == self.document.language:
            yield from words(piece.text)
        else:
            yield Piece(f"<bdi {way(piece.language)}>{escaped(piece.text)}</bdi>", fixed=True)
        yield from self._fallback(piece)

    def _fallback(self, shown: Shown) -> Iterator[Piece]:
        if shown.fallback:
            yield Piece(f" <small>({escaped(self.document.language_of(shown.language))})</small>")

    @_pieces.register
    def _(self, piece: Figure) -> Iterator[Piece]:
        number = escaped(piece.text)
        to = place(f"e-{piece.evidence.anchor}")
        yield Piece(f"[[#{to}|{number}]]" if leads(piece) else number, fixed=True)

    @_pieces.register
    def _(self, piece: Link) -> Iterator[Piece]:
        yield Piece("[[")
        yield Piece(f"#{place(piece.anchor)}", fixed=True)
        yield Piece("|")
        yield from self._pieces(piece.words)
        yield Piece("]]")

    @_pieces.register
    def _(self, piece: Address) -> Iterator[Piece]:
        yield Piece("[")
        yield Piece(address(piece.url), fixed=True)
        yield Piece(" ")
        yield from self._pieces(piece.words)
        yield Piece("]")

    @_pieces.register
    def _(self, piece: Strong) -> Iterator[Piece]:
        yield from self._within("b", piece.words)

    @_pieces.register
    def _(self, piece: Hint) -> Iterator[Piece]:
        yield from self._within("small", piece.words)

    @_pieces.register
    def _(self, piece: Key) -> Iterator[Piece]:  # noqa: ARG002 - wikitext has no chart whose colours it would explain
        yield from ()

    def _within(self, tag: str, words: str | Shown) -> Iterator[Piece]:
        yield Piece(f"<{tag}>")
        yield from self._pieces(words)
        yield Piece(f"</{tag}>")


def words(text: str) -> Iterator[Piece]:
    """Yield the words of a text, to be translated, and the numbers in it, which are not."""
    for index, part in enumerate(_NUMBERS.split(text)):
        if part:
            yield Piece(escaped(part), fixed=bool(index % 2))


def statement(id_: str) -> str:
    """Return a link to a statement."""
    return f"[[#s-{id_}|{id_}]]"


def way(language: str) -> str:
    """Return the attributes that say in which language a text is and in which direction it runs."""
    return f'lang="{language}" dir="{direction(language)}"' if language else 'dir="auto"'

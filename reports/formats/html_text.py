"""The pieces of a line as HTML. Imports consultation and markupsafe.

Whatever is not markup of this module's own is escaped, and says its language and direction where these are not the
page's.
"""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from consultation.guide import Shown
from reports.document import Address, Document, Hint, Inline, Key, Line, Link, Strong
from reports.languages import direction
from reports.sentences import Figure

HATCHED = ("changes", "none")
"""The positions that are drawn hatched, by the patterns ``hatch-…`` of the page."""


def plain(line: Line) -> str:
    """Return the words of a line and nothing else."""
    return "".join(_words(piece) for piece in line)


class HtmlText:
    """Writes lines of one document. Names of themes and questions come back with every statement: they are kept.

    ``report`` is the file of the report as seen from the page, without its suffix: the document's own unless given.
    """

    def __init__(self, document: Document, report: str = "") -> None:
        self._document = document
        report = report or document.report
        self._base = escape(f"{report}.html#" if report else "#")
        self._kept = lru_cache(maxsize=2048)(self._piece)

    def line(self, line: Line) -> Markup:
        """Return a line."""
        return Markup("").join(map(self._kept, line))

    def plain(self, line: Line) -> str:
        """Return the words of a line and nothing else."""
        return plain(line)

    def way(self, language: str) -> Markup:
        """Return the attributes of an element whose text is in ``language``, "" where that is not known."""
        return _way(language)

    def own_way(self, line: Line) -> Markup:
        """Return those attributes, after a space, where a line is one text in another language than the page's."""
        only = line[0] if len(line) == 1 else ""
        own = isinstance(only, Shown) and only.language != self._document.language
        return Markup(" ") + self.way(only.language) if isinstance(only, Shown) and own else Markup("")

    def words(self, line: Line) -> Markup:
        """Return a line that stands in an element which has its `own_way`."""
        only = line[0] if len(line) == 1 else ""
        return escape(only.text) + self._fallback(only) if isinstance(only, Shown) else self.line(line)

    def href(self, anchor: str) -> Markup:
        """Return the address of an anchor: in this page, or in the report that the page belongs to."""
        return self._base + anchor

    def ids(self, ids: Iterable[str]) -> Markup:
        """Return statements by their ids, each as a way to it."""
        return Markup(" ").join(map(self.id, ids))

    def id(self, one: str) -> Markup:
        """Return a statement's id as a way to it."""
        return Markup(f'<a href="{self.href(f"s-{one}")}">{escape(one)}</a>')  # noqa: S704 - both are escaped

    def _piece(self, piece: Inline) -> Markup:
        match piece:
            case str() | Shown():
                return self._said(piece)
            case Strong():
                return Markup("<strong>{}</strong>").format(self._said(piece.words))
            case Hint():
                return Markup('<small class="hint">{}</small>').format(self._said(piece.words))
            case Key():
                return _swatch(piece.side)
            case _:
                return self._leading(piece)

    def _leading(self, piece: Figure | Link | Address) -> Markup:
        """Return a piece that leads somewhere; a figure with nothing behind it is but its words."""
        match piece:
            case Figure(text=text, evidence=found):
                a = Markup('<a class="figure" href="{}">{}</a>').format(self.href(f"e-{found.anchor}"), text)
                return a if found.answers or found.respondents else escape(text)
            case Link():
                return Markup('<a href="{}">{}</a>').format(self.href(piece.anchor), self._said(piece.words))
            case Address():
                return Markup('<a href="{}">{}</a>').format(piece.url, self._said(piece.words))

    def _said(self, words: str | Shown) -> Markup:
        return self._shown(words) if isinstance(words, Shown) else escape(words)

    def _shown(self, shown: Shown) -> Markup:
        if shown.language == self._document.language:
            return escape(shown.text) + self._fallback(shown)
        return Markup("<bdi {}>{}</bdi>").format(self.way(shown.language), shown.text) + self._fallback(shown)

    def _fallback(self, shown: Shown) -> Markup:
        """Return which language a text is in, where it is not the one asked for."""
        named = self._document.language_of(shown.language)
        return Markup(' <small class="fallback">{}</small>').format(named) if shown.fallback else Markup("")


@lru_cache
def _way(language: str) -> Markup:
    said = Markup('lang="{}" ').format(language) if language else Markup("")
    return said + Markup('dir="{}"').format(direction(language))


def _words(piece: Inline) -> str:
    match piece:
        case str():
            return piece
        case Shown() | Figure():
            return piece.text
        case Key():
            return ""
        case _:
            return piece.words if isinstance(piece.words, str) else piece.words.text


def _swatch(side: str) -> Markup:
    """Return a sample of the colour and hatching of a position."""
    hatch = Markup('<rect fill="url(#hatch-{})" width="14" height="14"/>').format(side) if side in HATCHED else ""
    return Markup(
        '<svg class="swatch" aria-hidden="true" width="14" height="14">'
        '<rect class="side-{}" width="14" height="14"/>{}</svg>'
    ).format(side, hatch)

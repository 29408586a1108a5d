"""Text and pieces of a line as Markdown that shows them and does nothing else. Imports consultation and markupsafe.

Escaped is what CommonMark or GitHub would read as markup where it stands, and nothing else: people read the source too.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from consultation.guide import Shown
from consultation.private_data import MARK
from reports.document import Address, Column, Document, Hint, Inline, Key, Line, Link, Strong
from reports.sentences import Figure

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_MARKUP = re.compile(
    r"""
      \[…\](?![(\[:])             # what stands for private data; it begins no link
    | [\\`*\[\]|$]
    | _(?![^\W_]) | (?<![^\W_])_  # but not within a word
    | ~(?=\S) | (?<=\S)~
    | <(?=[a-zA-Z/!?]|\S*@)       # a tag, a comment, an address
    | &(?=\#?\w+;)                # an entity
    | \#(?=[\#\s]|$)              # the beginning or end of a heading
    """,
    re.VERBOSE | re.MULTILINE,
)
_START = re.compile(r"^(?=>|[-+](?:[ \t]|$)|:?[-=][-= \t]*:?[ \t]*$)", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d{1,9})(?=[.)](?:[ \t]|$))", re.MULTILINE)
_ADDRESS = re.compile(r"(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown, CommonMark or GitHub's, renders these characters and no markup.

    Line breaks stay line ends; what makes them show is left to `inline` and `quoted`.
    """
    lines = _MARKUP.sub(_escape, _LINE_ENDS.sub("\n", text))
    lines = _NUMBERED.sub(r"\1\\", _START.sub(r"\\", lines))
    return _ADDRESS.sub(r"\\", lines)


def _escape(found: re.Match[str]) -> str:
    return found.group() if found.group() == MARK else f"\\{found.group()}"


def inline(value: object) -> object:
    """Return a template's value escaped, on one line, for headings, cells and sentences; Markdown itself stays."""
    return value if hasattr(value, "__html__") else _marked(str(value))


def _marked(text: str) -> Markup:
    return Markup(text) if text.isalnum() else _inline(text)  # noqa: S704 - letters and digits, as statement ids are


@lru_cache(maxsize=1024)  # labels come back with every statement
def _inline(text: str) -> Markup:
    return Markup(" ".join(escaped(text).split("\n")))  # noqa: S704 - escaped for Markdown just now


def quoted(text: str) -> Markup:
    """Return ``text`` as a block quote whose line breaks and indents show."""
    lines = _INDENT.sub(_visible, escaped(text)).split("\n")
    return Markup("\n".join(f"> {line}  " if line else ">" for line in lines))  # noqa: S704 - escaped just now


def _visible(indent: re.Match[str]) -> str:
    return "&nbsp;" * len(indent.group().expandtabs(4))


class MarkdownText:
    """Writes lines of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._report = f"{document.report}.md" if document.report else ""

    def line(self, line: Line) -> Markup:
        """Return a line on one line."""
        return Markup("").join(map(self._piece, line))

    def link(self, words: str | Shown, anchor: str) -> Markup:
        """Return a link to an anchor: in this file, or in the report that it belongs to."""
        return Markup(f"[{self._said(words)}]({self._report}#{anchor})")  # noqa: S704 - anchors are safe names

    def rule(self, column: Column) -> Markup:
        """Return what stands under a column's heading: which way its cells are aligned."""
        return Markup("---:") if column.number else Markup("---")

    def ids(self, ids: Iterable[str]) -> Markup:
        """Return statements by their ids, each as a way to it."""
        return Markup(" ").join(self.link(one, f"s-{one}") for one in ids)

    def _piece(self, piece: Inline) -> Markup:
        match piece:
            case str() | Shown():
                return self._said(piece)
            case Strong():
                return Markup(f"**{self._said(piece.words)}**")  # noqa: S704 - escaped just now
            case Hint():
                return Markup(f"*{self._said(piece.words)}*")  # noqa: S704 - escaped just now
            case Key():
                return Markup("")
            case _:
                return self._leading(piece)

    def _leading(self, piece: Figure | Link | Address) -> Markup:
        """Return a piece that leads somewhere; a figure with nothing behind it is but its words."""
        match piece:
            case Figure(text=text, evidence=found):
                leads = found.answers or found.respondents
                return self.link(text, f"e-{found.anchor}") if leads else self._said(text)
            case Link():
                return self.link(piece.words, piece.anchor)
            case Address():
                return Markup(f"[{self._said(piece.words)}]({piece.url})")  # noqa: S704 - addresses are fit for it

    def _said(self, words: str | Shown) -> Markup:
        """Return words escaped, with the language they are in where that is not the one asked for."""
        if isinstance(words, str):
            return _marked(words)
        fallback = f" ({self._document.language_of(words.language)})" if words.fallback else ""
        return _marked(words.text + fallback)

"""Text as Markdown that shows it and does nothing else. Imports only consultation and markupsafe.

Escaped is what CommonMark or GitHub would read as markup where it stands, and nothing else: people read the source too.
"""

import re
from functools import lru_cache

from markupsafe import Markup

from consultation.private_data import MARK

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
    if hasattr(value, "__html__"):
        return value
    text = str(value)
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

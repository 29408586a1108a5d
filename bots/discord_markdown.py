"""What a reply says in Discord: markdown in messages of the length it allows. Imports consultation.

What people wrote is shown as they wrote it: every mark that Discord would read is escaped, so that nobody is named by
it, called, or sent elsewhere than it looks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from bots.cutting import joined, pages
from consultation.messages import Line, Style, pieces

LIMIT = 2000
"""Characters of a message, marks and all."""

ADDRESS = re.compile(
    r"(?:https?|discord|steam)://(?:[^\s<>*()]|\([^\s<>*()]*\))+(?<![.,:;!?\"'’”»\]|~_`\\])", re.IGNORECASE
)
"""A web address, without the punctuation after it."""

MARKS = re.compile(
    r"(?P<anywhere>[\\*_~`|<>\[\]]|@(?=everyone|here)|:(?=//))|^(?P<indent>\s*)(?P<first>[#+-])"
    r"|^(?P<number>\s*\d+)(?P<stop>[.)])",
    re.MULTILINE | re.IGNORECASE,
)


def messages(lines: Iterable[Line]) -> list[str]:
    """Return the markdown of one message or several, none longer than Discord takes."""
    marked = cache(_shown)  # each line is measured more than once
    return [joined(page, marked) for page in pages(lines, lambda line: len(marked(line)), LIMIT)]


def escaped(text: str) -> str:
    """Return a text as Discord shows it unchanged.

    Web addresses become links, in the angle brackets that Discord does not show: so it knows where they end.
    """
    return MARKS.sub(_mark, text) if "://" not in text else _linked(text, 0, len(text))


def _linked(text: str, start: int, end: int) -> str:
    """Return a part of a text, escaped, with the web addresses in it as links."""
    shown, at = [], start
    for address in ADDRESS.finditer(text, start, end):
        shown += [_escaped(text, at, address.start()), f"<{address.group()}>"]
        at = address.end()
    return "".join((*shown, _escaped(text, at, end)))


def _shown(line: Line) -> str:
    # What people wrote is not remembered here: they may erase it.
    return _marked(line) if line.style is Style.QUOTE else _said_to_many(line)


@lru_cache(maxsize=1024)
def _said_to_many(line: Line) -> str:
    return _marked(line)


def _marked(line: Line) -> str:
    shown = "".join(_pieces(line)) if line.marks else escaped(line.text)
    match line.style:
        case Style.TITLE:
            return f"**{shown}**"
        case Style.QUOTE:
            return "\n".join(f"> {each}" for each in shown.split("\n"))
        case Style.NOTE:
            return "\n".join(f"-# {each}" if each.strip() else "" for each in shown.split("\n"))
    return shown


def _pieces(line: Line) -> Iterator[str]:
    """Yield a line in parts, those that stand out in bold; a web address stays whole, and so is not marked."""
    addresses = [(found.start(), found.end()) for found in ADDRESS.finditer(line.text)]
    free = [mark for mark in line.marks if not any(mark[0] < end and mark[1] > start for start, end in addresses)]
    for start, end, is_marked in pieces(replace(line, marks=tuple(free))):
        shown = _linked(line.text, start, end)
        yield f"**{shown}**" if is_marked else shown


def _escaped(text: str, start: int, end: int) -> str:
    """Return a part of a text, which may begin or end within a line, escaped."""
    shown, at = [], start
    for mark in MARKS.finditer(text, start, end):
        shown += [text[at : mark.start()], _mark(mark)]
        at = mark.end()
    return "".join((*shown, text[at:end]))


def _mark(found: "re.Match[str]") -> str:
    if found["anywhere"]:
        return f"\\{found['anywhere']}"
    if found["first"]:
        return f"{found['indent']}\\{found['first']}"
    return f"{found['number']}\\{found['stop']}"

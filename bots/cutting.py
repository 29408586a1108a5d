"""What is too long for one message, cut where a reader would: at a line, a sentence, a word. Imports consultation.

Both platforms take a text of limited length; how long a line is once it is drawn, each says itself.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from consultation.messages import Line, Style

BLANK = r"[^\S\u00a0\u2007\u202f]"
"""White space that holds nothing together, as the one before a French question mark does."""

ENDS = (
    re.compile(r"\n"),
    re.compile(rf"[.!?…؟۔।](?:\s?»|['\"’”)\]])*{BLANK}|[。！？｡][」』”’）]*(?=[^。！？｡」』”’）])"),
    re.compile(BLANK),
)
"""Where a long text may be cut, the best first: a line, a sentence (Chinese ones have no blank after them), a word."""

PARTS = re.compile("[\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""What makes one emoji of several: the joiner, the colours of skin, the letters in flags."""

LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]*$")
"""The regional letters at the end of a text: two of them are one flag."""

GAP = 2
"""Characters between two paragraphs, at most."""

MARKED, MOST_MARKS = 4, 100
"""How many characters a mark takes at most once it is drawn, and how many marks a part of a long line has."""

CLOSE = {(Style.ITEM, Style.ITEM), (Style.TITLE, Style.ITEM), (Style.TITLE, Style.QUOTE), (Style.QUOTE, Style.NOTE)}
"""Neighbours without a blank line between them."""


def pages(lines: Iterable[Line], length: Callable[[Line], int], limit: int) -> list[list[Line]]:
    """Return the lines of one message or several, none longer than ``limit``; a title stands above what it is of."""
    drawn: list[list[Line]] = [[]]
    filled = 0
    for line in (part for whole in lines for part in _cut(whole, length, limit)):
        more = length(line)
        if drawn[-1] and filled + more > limit:
            drawn.append(_title_of(more, drawn[-1], length, limit))
            filled = sum(length(title) + GAP for title in drawn[-1])
        drawn[-1].append(line)
        filled += more + GAP
    return drawn


def joined(page: Sequence[Line], marked: Callable[[Line], str]) -> str:
    """Return the lines of one message as one text, with a blank line between those that are not neighbours."""
    text, before = "", Style.PLAIN
    for line in page:
        gap = "\n" if (before, line.style) in CLOSE else "\n\n"
        text += (gap if text else "") + marked(line)
        before = line.style
    return text


def parts(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Yield a text in parts that fit, white space at the cuts and around the whole left out."""
    rest = text.strip()
    while rest and (most := _most(rest, fits)) < len(rest):
        part = _beginning(rest, most)
        yield part.rstrip()
        rest = rest[len(part) :].lstrip()
    if rest:
        yield rest


def _cut(line: Line, length: Callable[[Line], int], limit: int) -> Iterator[Line]:
    if line.text and line.text == line.text.strip() and length(line) <= limit:
        yield line  # most often
        return
    at, room = 0, limit - MARKED * min(len(line.marks), MOST_MARKS)
    for part in parts(line.text, lambda text: length(replace(line, text=text, marks=())) <= room):
        at = line.text.index(part, at)
        yield replace(line, text=part, marks=_within(line.marks, at, at + len(part)))
        at += len(part)


def _within(marks: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the marks of a part of a line, counted from its beginning: the first of them where there are many."""
    inside = [(max(one, start) - start, min(other, end) - start) for one, other in marks if one < end and other > start]
    return tuple(inside[:MOST_MARKS])


def _title_of(more: int, page: list[Line], length: Callable[[Line], int], limit: int) -> list[Line]:
    """Take the title off the end of a message where what it stands over, so long, comes in the next; return it."""
    *before, last = page
    fits = length(last) + GAP + more <= limit
    return [page.pop()] if before and last.style is Style.TITLE and fits else []


def _beginning(text: str, most: int) -> str:
    """Return as much of the beginning as fits, up to the end of a line, a sentence or a word where there is one."""
    head = text[:most]
    for end in ENDS:
        cuts = [match.end() for match in end.finditer(head)]
        if cuts and cuts[-1] > len(head) // 2:
            return head[: cuts[-1]]
    return next((head[:at] for at in range(most, most // 2, -1) if not _is_inside_a_sign(text, at)), head)


def _is_inside_a_sign(text: str, at: int) -> bool:
    """Say whether a cut there would tear a letter from its accents, or an emoji apart."""
    mark = PARTS.match(text, at) or unicodedata.category(text[at]).startswith("M") or text[at - 1] == "\u200d"
    return bool(mark) or _is_inside_a_flag(text, at)


def _is_inside_a_flag(text: str, at: int) -> bool:
    before = LETTERS.search(text, max(at - 100, 0), at)
    return bool(LETTERS.fullmatch(text, at, at + 1)) and before is not None and len(before.group()) % 2 == 1


def _most(text: str, fits: Callable[[str], bool]) -> int:
    """Return how many characters fit: at least one, so that cutting ends."""
    if fits(text):
        return len(text)
    low, high = 1, 1
    while high < len(text) and fits(text[: high * 2]):
        low, high = high, high * 2
    high = min(high * 2, len(text))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle - 1)
    return low

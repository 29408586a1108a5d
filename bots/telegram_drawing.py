"""What a reply looks like in Telegram: HTML in messages of the length it allows, buttons in rows.

Imports consultation and python-telegram-bot. What people wrote is escaped; the buttons stand under the last of several
messages.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bots.cutting import joined, pages
from consultation.messages import Button, Line, Style, pieces

LIMIT = 4096
"""UTF-16 code units of a message, its marks not counted."""

MOST, LAST = 100, 4
"""Buttons under a message at most, and how many of the last are never left out."""

ROW_LENGTH, IN_A_ROW = 32, 2
"""How many characters the labels of a row have together on a narrow phone, and how many buttons."""

MARKS = {
    Style.TITLE: ("<b>", "</b>"),
    Style.QUOTE: ("<blockquote>", "</blockquote>"),
    Style.NOTE: ("<i>", "</i>"),
}


def messages(lines: Iterable[Line]) -> list[str]:
    """Return the HTML of one message or several, none longer than Telegram takes."""
    return [joined(page, _marked) for page in pages(lines, lambda line: _units(line.text), LIMIT)]


def keyboard(buttons: Sequence[Button], *, public: str = "") -> InlineKeyboardMarkup | None:
    """Return the buttons in rows, None where there are none.

    ``public`` is the bot's user name where everybody reads: a button there leads to the private chat. Of more than
    Telegram takes some before the last are left out: those are the ways on.
    """
    rows: list[list[InlineKeyboardButton]] = []
    room = 0
    for button in buttons if len(buttons) <= MOST else (*buttons[: MOST - LAST], *buttons[-LAST:]):
        room -= len(button.label)
        if not rows or room < 0 or len(rows[-1]) == IN_A_ROW:
            rows.append([])
            room = ROW_LENGTH - len(button.label)
        rows[-1].append(_button(button, public))
    return InlineKeyboardMarkup(rows) if rows else None


@lru_cache(maxsize=1024)  # the same few are drawn for everybody
def _button(button: Button, public: str) -> InlineKeyboardButton:
    if public:
        code = button.data.partition(":")[2]
        return InlineKeyboardButton(button.label, url=f"https://t.me/{public}?start={code}")
    return InlineKeyboardButton(button.label, callback_data=button.data)


def _marked(line: Line) -> str:
    before, after = MARKS.get(line.style, ("", ""))
    return f"{before}{''.join(_pieces(line))}{after}"


def _pieces(line: Line) -> Iterator[str]:
    for start, end, is_marked in pieces(line):
        shown = escape(line.text[start:end], quote=False)
        yield f"<b>{shown}</b>" if is_marked else shown


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

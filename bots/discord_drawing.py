"""What can be chosen below a message in Discord: buttons and menus in rows, files beside them.

Imports consultation and discord.py. Many choices of one kind become a menu. What is pressed is read from what Discord
says of it, so that it survives a restart: each view is stopped from the start, and the library remembers none.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import groupby

import discord

from consultation.messages import Button, Reply
from consultation.office.hearing import PREFIX

MANY = 5
"""So many choices of one kind are a menu."""

OPTIONS, IN_A_ROW, ROWS = 25, 5, 5
LABEL, OPTION = 80, 100
WRITE = "write"
"""What the button sends that opens a form."""

WEB = "https://"

View = discord.ui.View
Item = discord.ui.Item[View]


@lru_cache(maxsize=1024)  # the same few are drawn for everybody, and a view that is stopped is never changed
def view(buttons: tuple[Button, ...], *, write: str = "") -> View:
    """Return the choices; ``write`` is the label of a button that opens a form, "" for none."""
    drawn = View(timeout=None)
    for number, row in enumerate(_rows([*_items(buttons), *_writing(write)])):
        for item in row:
            item.row = number
            drawn.add_item(item)
    drawn.stop()
    return drawn


def files(reply: Reply) -> list[discord.File]:
    """Return what a reply has attached, to be sent once."""
    given = reply.attachment
    return [discord.File(BytesIO(given.data), given.name)] if given else []


def shortened(label: str, length: int) -> str:
    """Return a label that is no longer than Discord takes."""
    return label if len(label) <= length else f"{label[: length - 1].rstrip()}…"


def _items(buttons: Sequence[Button]) -> Iterator[Item]:
    """Yield a button for each choice, a menu for many of one kind."""
    for _, kind in groupby(buttons, key=_kind):
        alike = list(kind)
        if len(alike) < MANY:
            yield from map(_button, alike)
            continue
        for start in range(0, len(alike), OPTIONS):
            yield _menu(alike[start : start + OPTIONS])


def _kind(button: Button) -> str:
    """Return what kind of choice it is: of the office's its second word says that, of the others the first."""
    first, _, rest = button.data.partition(":")
    return f"{first}:{rest.partition(':')[0]}" if first == PREFIX else first


def _button(button: Button) -> Item:
    label = shortened(button.label, LABEL)
    if button.data.startswith(WEB):
        return discord.ui.Button(label=label, url=button.data)
    return discord.ui.Button(label=label, custom_id=button.data)


def _menu(buttons: Sequence[Button]) -> Item:
    options = [discord.SelectOption(label=shortened(button.label, OPTION), value=button.data) for button in buttons]
    return discord.ui.Select(custom_id=f"menu:{buttons[0].data}"[:OPTION], options=options)


def _writing(label: str) -> Iterator[Item]:
    if label:
        yield discord.ui.Button(label=label, custom_id=WRITE, style=discord.ButtonStyle.primary)


def _rows(items: Sequence[Item]) -> list[list[Item]]:
    """Return items in rows, a menu in one of its own; of too many rows some before the last are left out."""
    rows: list[list[Item]] = []
    for item in items:
        if not rows or _is_menu(item) or _is_menu(rows[-1][0]) or len(rows[-1]) == IN_A_ROW:
            rows.append([])
        rows[-1].append(item)
    last = 0 if not rows or _is_menu(rows[-1][0]) else 1  # the buttons at the end are the ways on
    return rows if len(rows) <= ROWS else rows[: ROWS - last] + rows[len(rows) - last :]


def _is_menu(item: Item) -> bool:
    return isinstance(item, discord.ui.Select)

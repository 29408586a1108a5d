"""A form in Discord: a modal with a field for each thing to write, and what its submission says.

Imports consultation and discord.py. Nothing is remembered while it is open: where each field leads stands in the ids
that come back with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import discord

from bots.discord_drawing import shortened
from bots.discord_markdown import escaped
from consultation.forms import AT_ONCE, Field, Form

TITLE, HINT, TEXT, ID, PARTS = 45, 100, 4000, 100, 5
"""Characters of a title or label, of the text below it, of what is written, of an id; parts of a form."""

NAME, APART = "form", "apart"
WORDS = "words"

Modal = discord.ui.Modal


@dataclass(frozen=True, slots=True)
class Written:
    """What was written into a field, and the buttons that lead to where it belongs."""

    way: tuple[str, ...]
    words: str


def modal(form: Form) -> Modal:
    """Return a form of up to five fields, the whole of each question with it."""
    drawn = Modal(title=_title(form), custom_id=_id(form), timeout=None)
    fields = form.fields[:AT_ONCE]
    if any(len(field.question) > HINT for field in fields):
        fields = fields[: PARTS - 1]
        drawn.add_item(discord.ui.TextDisplay(shortened("\n\n".join(_questions(fields)), TEXT)))
    for field in fields:
        drawn.add_item(_label(field, alone=len(fields) == 1))
    drawn.stop()
    return drawn


def place(interaction: discord.Interaction[Any]) -> str:
    """Return where somebody was when they opened a form, as `Form.place` has it; "" for fields that are apart."""
    kind, _, where = _sent(interaction)["custom_id"].partition(":")
    return "" if kind == APART else where


def written(interaction: discord.Interaction[Any]) -> Iterator[Written]:
    """Yield what a form says, field by field, those left empty not among it."""
    for part in _sent(interaction).get("components", []):
        field = part.get("component") or {}
        words = str(field.get("value") or "").strip()
        if words:
            way = str(field["custom_id"])
            yield Written(() if way == WORDS else tuple(way.split()), words)


def _sent(interaction: discord.Interaction[Any]) -> dict[str, Any]:
    sent: Any = interaction.data or {}
    return dict(sent)


def _id(form: Form) -> str:
    return f"{APART}:" if form.apart else f"{NAME}:{form.place}"[:ID]


def _title(form: Form) -> str:
    return shortened(form.fields[0].title if len(form.fields) == 1 else form.label, TITLE) or form.label


def _questions(fields: tuple[Field, ...]) -> Iterator[str]:
    """Yield the questions, each below its title where there are several."""
    for field in fields:
        yield f"**{escaped(field.title)}**\n{escaped(field.question)}" if len(fields) > 1 else escaped(field.question)


def _label(field: Field, *, alone: bool) -> "discord.ui.Label[Modal]":
    fits = len(field.text) <= TEXT  # a part of an answer would, sent back, stand for the whole
    text: discord.ui.TextInput[Modal] = discord.ui.TextInput(
        custom_id=" ".join(field.way) or WORDS,
        style=discord.TextStyle.paragraph,
        default=field.text if field.text and fits else None,
        max_length=TEXT,
        required=alone,
    )
    hint = field.question if len(field.question) <= HINT else None
    return discord.ui.Label(text=shortened(field.title, TITLE), description=hint, component=text)

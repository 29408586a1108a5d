"""A message as it stands in a chat now, its buttons, and the `Message` object that Telegram makes of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.bot_api import markup

if TYPE_CHECKING:
    from tests.bot_api.accounts import Account
    from tests.bot_api.chats import Chat

Entity = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """A button that a bot drew below a message; one of `data` and `url` is empty."""

    label: str
    data: str = ""
    url: str = ""
    message: Message | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a bot sent."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(slots=True, eq=False, repr=False)
class Message:
    """A message in a chat. Whoever holds it sees its edits; `text` is the caption where there is a medium."""

    chat: Chat
    id: int
    sender: Account | None
    """None for what a channel posts."""
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    media: dict[str, Any] = field(default_factory=dict)
    """The fields of the Message object that carry a medium or a service event; empty for a text."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Further fields of the Message object: origin of a forward, album, bot that it was sent through."""
    reply_markup: dict[str, Any] | None = None
    document: Document | None = None
    reply_to: Message | None = None
    link_preview_disabled: bool = False
    date: int = field(default_factory=lambda: int(time.time()))
    edit_date: int = 0
    deleted: bool = False

    @property
    def edited(self) -> bool:
        return self.edit_date > 0

    @property
    def html(self) -> str:
        """The text with its entities written as the tags of Telegram's HTML mode."""
        return markup.as_html(self.text, self.entities)

    @property
    def inline_keyboard(self) -> list[list[dict[str, Any]]]:
        return self.reply_markup.get("inline_keyboard", []) if self.reply_markup else []

    @property
    def buttons(self) -> list[list[Button]]:
        """Rows of buttons as they are drawn now, also those of a reply keyboard."""
        rows = self.inline_keyboard or (self.reply_markup or {}).get("keyboard", [])
        return [[self._button(described) for described in row] for row in rows]

    def button(self, label: str) -> Button:
        """Return the button of that label; AssertionError names those that there are."""
        there = [button for row in self.buttons for button in row]
        found = [button for button in there if button.label == label]
        assert found, f"no button {label!r}; there are {[button.label for button in there]}"
        return found[0]

    def _button(self, described: dict[str, Any]) -> Button:
        return Button(described["text"], described.get("callback_data", ""), described.get("url", ""), self)

    def json(self, *, with_reply: bool = True) -> dict[str, Any]:
        """Return Telegram's Message object, sharing what is shared: it is to be encoded at once."""
        shown: dict[str, Any] = {"message_id": self.id}
        if self.sender is None:
            shown["sender_chat"] = self.chat.json
        else:
            shown["from"] = self.sender.user
        shown["chat"] = self.chat.json
        shown["date"] = self.date
        if self.edit_date:
            shown["edit_date"] = self.edit_date
        shown |= self.extra
        if self.reply_to is not None and with_reply:
            shown["reply_to_message"] = self.reply_to.json(with_reply=False)
        self._add_content(shown)
        if self.inline_keyboard:
            shown["reply_markup"] = self.reply_markup
        return shown

    def _add_content(self, shown: dict[str, Any]) -> None:
        text, entities = ("caption", "caption_entities") if self.media else ("text", "entities")
        shown |= self.media
        if self.text:
            shown[text] = self.text
        if self.entities:
            shown[entities] = self.entities
        if self.link_preview_disabled:
            shown["link_preview_options"] = {"is_disabled": True}

    def inaccessible_json(self) -> dict[str, Any]:
        """Return Telegram's InaccessibleMessage object: a message too old or gone, without content."""
        return {"chat": self.chat.json, "message_id": self.id, "date": 0}

    def __repr__(self) -> str:
        who = self.sender.name if self.sender else "channel"
        rows = " ".join(f"[{' | '.join(button.label for button in row)}]" for row in self.buttons)
        what = self.text or ", ".join(self.media)
        return f"#{self.id} {who}: {what} {rows}".rstrip()

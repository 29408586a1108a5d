"""A message as it stands in a channel now, what is drawn below it, and the `Message` object made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.discord_api.accounts import Account
    from tests.discord_api.channels import Channel
    from tests.discord_api.people import Person

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SILENT, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15
BUTTON, SELECT = 2, 3
LARGEST_FILE = 10 * 1024 * 1024

_MENTION = re.compile(r"<@!?(\d+)>")


@dataclass(frozen=True, slots=True)
class Button:
    """A button that a bot drew below a message; one of `custom_id` and `url` is empty."""

    label: str
    custom_id: str = ""
    url: str = ""
    style: int = 2
    emoji: str = ""
    disabled: bool = False
    message: Message | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a select."""

    label: str
    value: str
    description: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A menu of options that a bot drew below a message."""

    custom_id: str
    options: tuple[Option, ...]
    placeholder: str = ""
    min_values: int = 1
    max_values: int = 1
    disabled: bool = False
    message: Message | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class File:
    """A file that a bot sent."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"
    id: int = 0
    description: str = ""

    def json(self, base: str) -> dict[str, Any]:
        url = f"{base}/attachments/{self.id}/{self.name}"
        shown = {"id": str(self.id), "filename": self.name, "size": len(self.content), "url": url, "proxy_url": url}
        return (
            shown | {"content_type": self.media_type} | ({"description": self.description} if self.description else {})
        )


@dataclass(slots=True, eq=False, repr=False)
class Message:
    """A message in a channel. Whoever holds it sees its edits."""

    channel: Channel
    id: int
    author: Account
    content: str = ""
    components: list[dict[str, Any]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    embeds: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    viewer: Person | None = None
    """Who alone sees it; None where everyone in the channel does."""
    reply_to: Message | None = None
    nonce: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    """Further fields of the Message object: the interaction that it answers."""
    created: str = ""
    edited_at: str | None = None
    deleted: bool = False

    @property
    def edited(self) -> bool:
        return self.edited_at is not None

    @property
    def ephemeral(self) -> bool:
        return self.viewer is not None

    @property
    def loading(self) -> bool:
        """Whether it says only that the bot is thinking."""
        return bool(self.flags & LOADING)

    # What is drawn below it

    @property
    def rows(self) -> list[list[Button | Select]]:
        return [[self._drawn(part) for part in row["components"]] for row in self.components]

    @property
    def buttons(self) -> list[list[Button]]:
        """Rows of buttons; a row with a select is no such row."""
        rows = [[part for part in row if isinstance(part, Button)] for row in self.rows]
        return [row for row in rows if row]

    @property
    def selects(self) -> list[Select]:
        return [part for row in self.rows for part in row if isinstance(part, Select)]

    def button(self, label: str) -> Button:
        """Return the button of that label; AssertionError names those that there are."""
        there = [button for row in self.buttons for button in row]
        found = [button for button in there if button.label == label]
        assert found, f"no button {label!r}; there are {[button.label for button in there]}"
        return found[0]

    def _drawn(self, part: dict[str, Any]) -> Button | Select:
        if part["type"] == BUTTON:
            emoji = (part.get("emoji") or {}).get("name") or ""
            names = part.get("label") or "", part.get("custom_id", ""), part.get("url", "")
            return Button(*names, part["style"], emoji, bool(part.get("disabled")), self)
        options = (
            Option(each["label"], each["value"], each.get("description") or "", bool(each.get("default")))
            for each in part.get("options", [])
        )
        bounds = part.get("min_values", 1), part.get("max_values", 1)
        placeholder = part.get("placeholder") or ""
        return Select(part["custom_id"], tuple(options), placeholder, *bounds, bool(part.get("disabled")), self)

    # What a bot gets of it

    @property
    def mentioned(self) -> set[int]:
        """Who is named in it, whether or not that pings."""
        return {int(found) for found in _MENTION.findall(self.content)}

    def json(self, *, with_content: bool = True, with_reply: bool = True) -> dict[str, Any]:
        """Return Discord's Message object; without the content intent, what people wrote is left out."""
        api = self.channel.api
        shown: dict[str, Any] = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.json,
            "content": self.content if with_content else "",
            "timestamp": self.created,
            "edited_timestamp": self.edited_at,
            "tts": False,
            "mention_everyone": False,
            "mentions": [account.json for account in api.accounts_of(self.mentioned)],
            "mention_roles": [],
            "attachments": [file.json(api.files_url) for file in self.files] if with_content else [],
            "embeds": self.embeds if with_content else [],
            "components": self.components if with_content else [],
            "pinned": False,
            "type": self.kind,
            "flags": self.flags,
        }
        if self.nonce is not None:
            shown["nonce"] = self.nonce
        if self.reply_to is not None:
            place = {"message_id": str(self.reply_to.id), "channel_id": str(self.reply_to.channel.id)}
            shown["message_reference"] = place
            if with_reply:
                shown["referenced_message"] = None if self.reply_to.deleted else self.reply_to.json(with_reply=False)
        return shown | self.extra

    def __repr__(self) -> str:
        drawn = [[part.label if isinstance(part, Button) else part.custom_id for part in row] for row in self.rows]
        rows = " ".join(f"[{' | '.join(row)}]" for row in drawn)
        seen = f" (only {self.viewer.name} sees it)" if self.viewer else ""
        return (
            f"#{self.id} {self.author.name}{seen}: {self.content or [file.name for file in self.files]} {rows}".rstrip()
        )

"""What a bot writes: the fields of a message, checked as the documentation states them, then sent or put in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.discord_api.components import check_components, numbered
from tests.discord_api.errors import empty_message, too_large
from tests.discord_api.forms import Field
from tests.discord_api.messages import COMPONENTS_V2, EPHEMERAL, LARGEST_FILE, SILENT, SUPPRESS_EMBEDS, File, Message
from tests.discord_api.queries import Query

if TYPE_CHECKING:
    from tests.discord_api.server import DiscordApi

LONGEST_CONTENT = 2000
MOST_EMBEDS = MOST_FILES = 10
FIELDS = "content embeds components flags allowed_mentions attachments tts"
"""tts means nothing in an edit; discord.py sends it all the same."""
OF_NEW = f"{FIELDS} nonce enforce_nonce message_reference"
OF_WEBHOOK = f"{FIELDS} username avatar_url thread_name applied_tags"
_EMBED = "title type description url timestamp color footer image thumbnail author fields provider video flags"
_LENGTHS = {"title": 256, "description": 4096}

_PING = re.compile(r"@(?P<everyone>everyone|here)|<@!?(?P<users>\d+)>|<@&(?P<roles>\d+)>")


class Ping(NamedTuple):
    """Somebody whom a message called: "everyone", "here", or an identifier."""

    message: Message
    who: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as it was asked for; None is what was not mentioned."""

    content: str | None
    embeds: list[dict[str, Any]] | None
    components: list[dict[str, Any]] | None
    flags: int
    kept: set[int] | None
    """Attachments that stay, by identifier."""
    files: list[File]
    mentions: dict[str, Any] | None
    nonce: str | None
    replies_to: int

    @property
    def is_empty(self) -> bool:
        return not (self.content or self.embeds or self.files)

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)


def read_draft(query: Query, data: Field, fields: str = FIELDS, *, may_be_ephemeral: bool = False) -> Draft:
    """Return what a bot wrote; Refused where Discord would not take it."""
    data.known(fields)
    content = data["content"].text(0, LONGEST_CONTENT).strip() if data.has("content") else None
    check_components(data["components"])
    _check_embeds(data["embeds"])
    mentions = _mentions(data["allowed_mentions"])
    flags = _flags(query, data["flags"], may_be_ephemeral=may_be_ephemeral)
    kept, described = _attachments(query, data["attachments"])
    reference = data["message_reference"]
    if reference.given:
        reference.known("type message_id channel_id guild_id fail_if_not_exists")
    draft = Draft(
        content=content,
        embeds=(data["embeds"].value or []) if data.has("embeds") else None,
        components=numbered(data["components"].value) if data.has("components") and not data.form.errors else None,
        flags=flags,
        kept=kept if data.has("attachments") else None,
        files=_files(query, described),
        mentions=mentions,
        nonce=_nonce(data["nonce"]),
        replies_to=reference["message_id"].snowflake(),
    )
    data.form.check()
    return draft


def _nonce(nonce: Field) -> str | None:
    if not nonce.given:
        return None
    if not isinstance(nonce.value, int):
        nonce.text(0, 25)
    return str(nonce.value)


def _flags(query: Query, flags: Field, *, may_be_ephemeral: bool) -> int:
    asked = flags.number(0, 1 << 31)
    allowed = SUPPRESS_EMBEDS | SILENT | (EPHEMERAL if may_be_ephemeral else 0)
    if asked & COMPONENTS_V2:
        query.complains("this server does not draw components v2")
        flags.wrong("UNSUPPORTED", "This server does not draw components v2")
    elif asked & ~allowed:
        query.complains(f"flags {asked & ~allowed} are ignored here")
    return asked & allowed


def _check_embeds(embeds: Field) -> None:
    for embed in embeds.items(0, MOST_EMBEDS):
        if embed.known(_EMBED):
            for name, longest in _LENGTHS.items():
                embed[name].text(0, longest)
            for field in embed["fields"].items(0, 25):
                field.known("name value inline")
                field["name"].text(1, 256)
                field["value"].text(1, 1024)


def _mentions(mentions: Field) -> dict[str, Any] | None:
    """Return allowed_mentions; None where nothing was said, which lets everything ping."""
    if not mentions.given:
        return None
    mentions.known("parse roles users replied_user")
    parse = [part.choice(("roles", "users", "everyone")) for part in mentions["parse"].items(0, 3)]
    for kind in ("roles", "users"):
        listed = [part.snowflake() for part in mentions[kind].items(0, 100)]
        if listed and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            mentions.wrong("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
    return mentions.value if isinstance(mentions.value, dict) else None


def _attachments(query: Query, attachments: Field) -> tuple[set[int], dict[int, dict[str, Any]]]:
    """Return the attachments that stay, and what is said of those that are uploaded, by their number."""
    kept: set[int] = set()
    described: dict[int, dict[str, Any]] = {}
    for attachment in attachments.items(0, MOST_FILES):
        attachment.known(
            "id filename description title duration_secs waveform is_spoiler size url proxy_url content_type"
        )
        attachment["description"].text(0, 1024)
        number = attachment["id"].snowflake()
        if number in query.files:
            described[number] = attachment.value
        elif number in query.api.files:
            kept.add(number)
        else:
            attachment["id"].wrong("ATTACHMENT_NOT_FOUND", "There is no such file")
    return kept, described


def _files(query: Query, described: dict[int, dict[str, Any]]) -> list[File]:
    made = []
    for number, upload in query.files.items():
        if len(upload.content) > LARGEST_FILE:
            raise too_large()
        about = described.get(number, {})
        name, description = about.get("filename") or upload.name, about.get("description") or ""
        made.append(query.api.keeps(File(name, upload.content, upload.media_type, 0, description)))
    return made


# What becomes of it


def as_parts(draft: Draft) -> dict[str, Any]:
    """Return the parts of a new message; Refused where nothing would be in it."""
    if draft.is_empty:
        raise empty_message()
    return {
        "content": draft.content or "",
        "embeds": draft.embeds or [],
        "components": draft.components or [],
        "files": draft.files,
        "flags": draft.flags,
        "nonce": draft.nonce,
    }


def put_in_place(draft: Draft, message: Message) -> None:
    """Change a message as an edit asks for; Refused, and nothing changed, where nothing would be left in it."""
    content = message.content if draft.content is None else draft.content
    embeds = message.embeds if draft.embeds is None else draft.embeds
    stay = [file for file in message.files if draft.kept is None or file.id in draft.kept]
    if not (content or embeds or stay or draft.files):
        raise empty_message()
    message.content, message.embeds, message.files = content, embeds, [*stay, *draft.files]
    if draft.components is not None:
        message.components = draft.components
    message.flags = message.flags & ~SUPPRESS_EMBEDS | draft.flags & SUPPRESS_EMBEDS
    message.edited_at = message.channel.api.clock.timestamp()


def note_pings(api: DiscordApi, message: Message, draft: Draft) -> None:
    """Note whom a message calls. What nobody but one person sees calls nobody in truth, and is noted all the same."""
    api.pings += [Ping(message, who) for who in _called(message.content, draft.mentions)]


def _called(content: str, allowed: dict[str, Any] | None) -> Iterator[str]:
    for match in _PING.finditer(content):
        kind, who = match.lastgroup or "", match[match.lastgroup or 0]
        if allowed is None or kind in (allowed.get("parse") or []) or who in map(str, allowed.get(kind) or []):
            yield who

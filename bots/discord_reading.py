"""What an event of Discord means: somebody wrote, edited, deleted, pressed, chose, filled a form, used a command.

Imports consultation and discord.py. Everything that can arrive has a meaning here, None is one: other bots, what is
said in servers, what Discord itself notes in a chat, and changes that are none of the words.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

import discord

from bots.identity import Identities
from consultation.messages import FORWARDED, Incoming
from consultation.ports import Clock

PLATFORM: Final = "discord"
PERSON, CHANNEL = "person", "channel"
"""What an address begins with."""

WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
"""The kinds of messages that people write; all others Discord writes."""

NEWS = timedelta(hours=1)
"""How old an edit is that Discord may still tell for the first time: a session that broke off is taken up within it."""

REMEMBERED = 10_000

Interaction = discord.Interaction[Any]
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where an address leads: to a person, by direct message, or into a channel."""

    kind: str
    id: int


def addressee(address: str) -> Addressee:
    """Return where an opened address leads."""
    kind, _, number = address.partition(":")
    return Addressee(kind, int(number))


def is_channel(address: str) -> bool:
    """Say whether an opened address is that of a channel."""
    return address.startswith(CHANNEL)


class Reader:
    """Reads events. Remembers who is who and writes in which chat, which edits were seen, and people's languages.

    What somebody writes says nothing of their language; what they press or use does.
    """

    def __init__(self, identities: Identities, clock: Clock) -> None:
        self._identities = identities
        self._clock = clock
        self._addresses: OrderedDict[tuple[bytes, str], str] = OrderedDict()
        self._people: OrderedDict[int, str] = OrderedDict()
        self._writers: OrderedDict[int, int] = OrderedDict()
        self._edits: OrderedDict[str, str] = OrderedDict()
        self._languages: OrderedDict[int, str] = OrderedDict()

    def identity(self, user: int) -> str:
        """Return the identity of a person."""
        return _remembered(self._people, user, lambda: self._identities.hashed(PLATFORM, str(user)))

    def channel(self, channel: int) -> str:
        """Return the id of a channel as it is kept."""
        return self._identities.hashed(PLATFORM, CHANNEL, str(channel))

    def address(self, kind: str, number: int) -> str:
        """Return a sealed address, the same one while it and its key are remembered: sealing takes time."""
        named = f"{kind}:{number}"
        of_now = self._identities.sealing, named
        return _remembered(self._addresses, of_now, lambda: self._identities.sealed(PLATFORM, named))

    def writer(self, channel: int) -> int:
        """Return who writes in a direct chat, 0 where that is not remembered."""
        return self._writers.get(channel, 0)

    def message(self, message: discord.Message) -> Incoming | None:
        """Return what a direct message says; a file or a sticker is a medium, its text the caption."""
        if message.guild is not None or message.author.bot or message.type not in WRITTEN:
            return None
        _remembered(self._writers, message.channel.id, lambda: message.author.id)
        return self._said(message) if message.content or _medium(message) else None

    def edit(self, message: discord.Message) -> Incoming | None:
        """Return what an edited message says now, None where its words are not what changed.

        Discord tells of previews and pins in the same way. One that has lost all its words says as much as a deleted
        one.
        """
        said = self.message(message)
        if said is None or message.edited_at is None or message.edited_at < discord.utils.utcnow() - NEWS:
            return None
        if self._edits.get(said.message) == said.delivery:
            return None
        self._edits.pop(said.message, None)
        _remembered(self._edits, said.message, lambda: said.delivery)
        return said if said.text else self.deletion(message.id, message.author.id)

    def versions(self, message: discord.Message) -> Iterator[tuple[datetime, Incoming]]:
        """Yield what a message that is looked up says, and since when: as one that is new, then as an edited one."""
        if said := self.message(message):
            first = self._identities.hashed(PLATFORM, said.message)
            yield message.created_at, replace(said, edited=False, delivery=first)
            if message.edited_at:
                yield message.edited_at, said

    def deletion(self, message: int, user: int) -> Incoming:
        """Return that a person took a direct message away."""
        named = self._named(message)
        return Incoming(
            identity=self.identity(user),
            delivery=self._identities.hashed(PLATFORM, named, "deleted"),
            message=named,
            at=self._clock.now(),
            deleted=True,
        )

    def acted(self, interaction: Interaction, *, text: str = "", button: str = "", part: str = "") -> Incoming:
        """Return that a button was pressed, a line of a menu chosen, a command used, or ``part`` of a form filled."""
        user = interaction.user.id
        if interaction.guild_id is None and interaction.channel_id:
            _remembered(self._writers, interaction.channel_id, lambda: user)
        self._languages.pop(user, None)
        spoken = _remembered(self._languages, user, lambda: language(interaction.locale))
        return Incoming(
            identity=self.identity(user),
            delivery=self._identities.hashed(PLATFORM, "interaction", str(interaction.id), part),
            message=self._identities.hashed(PLATFORM, "interaction", str(interaction.id), part, "message"),
            at=interaction.created_at,
            text=text,
            button=button,
            language=spoken,
            address=self.address(PERSON, user),
        )

    def _said(self, message: discord.Message) -> Incoming:
        named = self._named(message.id)
        changed = (str(message.edited_at.timestamp()), message.content) if message.edited_at else ()
        return Incoming(
            identity=self.identity(message.author.id),
            delivery=self._identities.hashed(PLATFORM, named, *changed),
            message=named,
            at=message.created_at,
            text=message.content,
            medium=_medium(message),
            edited=message.edited_at is not None,
            language=self._languages.get(message.author.id, ""),
            address=self.address(PERSON, message.author.id),
        )

    def _named(self, message: int) -> str:
        return self._identities.hashed(PLATFORM, "message", str(message))


def language(locale: discord.Locale | str) -> str:
    """Return the language of a person's app, without its region."""
    return str(locale).partition("-")[0].lower()


def chosen(interaction: Interaction) -> str:
    """Return the data of the button that was pressed or of the line that was chosen."""
    data: Any = interaction.data or {}
    values = data.get("values") or []
    return str(values[0] if values else data.get("custom_id", ""))


def written_by_bot(event: object) -> bool:
    """Say whether what an event is about is a message of a bot, new or edited: nobody hears it."""
    message = event.message if isinstance(event, discord.RawMessageUpdateEvent) else event
    return isinstance(message, discord.Message) and message.author.bot


def _medium(message: discord.Message) -> str:
    """Return what else than text a message is, "" for text alone."""
    if message.message_snapshots:
        return FORWARDED
    if message.attachments:
        return "voice" if message.flags.voice else "file"
    if message.stickers:
        return "sticker"
    return "poll" if message.poll else ""


def _remembered(known: OrderedDict[K, V], key: K, made: Callable[[], V]) -> V:
    """Return what is known by a key, made where it is not; what was not asked for longest is forgotten."""
    if key not in known:
        known[key] = made()
    known.move_to_end(key)
    while len(known) > REMEMBERED:
        known.popitem(last=False)
    return known[key]

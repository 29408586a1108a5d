"""What an update of Telegram means: somebody said something, or the bot came somewhere, was blocked, was moved.

Imports consultation and python-telegram-bot. Everything that can arrive has a meaning here; `NOTHING` is one: posts in
channels, other bots, what is said in groups, and what Telegram itself notes in a chat.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    Update,
    User,
)
from telegram.constants import ChatType
from telegram.ext import filters

from bots.identity import Identities
from consultation.messages import FORWARDED, Incoming
from consultation.ports import Clock

PLATFORM: Final = "telegram"
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that the bot asks for."""

MEDIA = (
    *("photo", "voice", "video_note", "video", "audio", "animation", "document", "sticker", "venue", "location"),
    *("contact", "poll", "dice", "game", "invoice", "story", "paid_media", "checklist"),
)
ALBUMS = 1_000
ADDRESSES = 10_000


@dataclass(frozen=True, slots=True)
class Said:
    """A person said something, in private: ``chat`` is where to answer.

    ``callback`` is the id of the pressed button's query, ``pressed`` the message it stands under; "" and 0 for text.
    """

    incoming: Incoming
    chat: int
    callback: str = ""
    pressed: int = 0


@dataclass(frozen=True, slots=True)
class AskedInPublic:
    """Somebody sent a command in a group."""

    chat: int
    language: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The bot is now in a group or channel of that name."""

    chat: int
    name: str


@dataclass(frozen=True, slots=True)
class Left:
    """The bot is no longer in a group or channel."""

    chat: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup, with another id."""

    chat: int
    to: int
    name: str


@dataclass(frozen=True, slots=True)
class Reached:
    """A person blocked the bot, or unblocked it."""

    identity: str
    blocked: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """Not for us; ``callback`` is the id of a query that wants an answer all the same."""

    callback: str = ""


NOTHING = Nothing()
Meaning = Said | AskedInPublic | Joined | Left | Moved | Reached | Nothing


class Reader:
    """Reads updates. Remembers the albums seen lately: one is answered once, whatever it holds."""

    def __init__(self, identities: Identities, clock: Clock) -> None:
        self._identities = identities
        self._clock = clock
        self._albums: OrderedDict[str, None] = OrderedDict()
        self._addresses: OrderedDict[tuple[bytes, int], str] = OrderedDict()

    def person(self, update: Update) -> str:
        """Return the key of whose updates are taken in order: a person's, else a chat's."""
        who = update.effective_user or update.effective_chat
        return str(who.id) if who else ""

    def meaning(self, update: Update) -> Meaning:
        """Return what an update means."""
        if update.callback_query:
            return self._pressed(update.callback_query)
        if update.my_chat_member:
            return self._membership(update.my_chat_member)
        if message := update.message or update.edited_message:
            return self._message(message, edited=update.edited_message is not None)
        return NOTHING

    def _message(self, message: Message, *, edited: bool) -> Meaning:
        if message.migrate_to_chat_id:
            return Moved(message.chat.id, message.migrate_to_chat_id, message.chat.title or "")
        if message.migrate_from_chat_id:  # the same is noted on both sides: one of them is enough
            return Moved(message.migrate_from_chat_id, message.chat.id, message.chat.title or "")
        sender = message.from_user
        if sender is None or sender.is_bot:
            return NOTHING
        if message.chat.type != ChatType.PRIVATE:
            asked = not edited and _is_command(message)
            return AskedInPublic(message.chat.id, language(sender)) if asked else NOTHING
        return self._told(message, sender, edited=edited)

    def identity(self, chat: int) -> str:
        """Return the identity of a person, whose private chat has their own id."""
        return self._identities.hashed(PLATFORM, str(chat))

    def address(self, chat: int) -> str:
        """Return a chat's sealed address, the same one while it and its key are remembered: sealing takes time."""
        named = (self._identities.sealing, chat)
        if named not in self._addresses:
            self._addresses[named] = self._identities.sealed(PLATFORM, str(chat))
        self._addresses.move_to_end(named)
        while len(self._addresses) > ADDRESSES:
            self._addresses.popitem(last=False)
        return self._addresses[named]

    def _told(self, message: Message, sender: User, *, edited: bool) -> Meaning:
        medium = _medium(message, sender)
        text = "" if medium == FORWARDED else message.text or message.caption or ""
        of_known_album = self._seen(message)
        if not text and (not medium or of_known_album or edited):  # someone who walks about edits their location
            return NOTHING
        name = self._name(message)
        changed = (str(message.edit_date), text) if edited else ()
        incoming = Incoming(
            identity=self.identity(sender.id),
            delivery=self._identities.hashed(PLATFORM, name, *changed),
            message=name,
            at=message.date,
            text=text,
            medium=medium,
            edited=edited,
            language=language(sender),
            address=self.address(message.chat.id),
        )
        return Said(incoming, message.chat.id)

    def _pressed(self, query: CallbackQuery) -> Meaning:
        if query.message is None or query.message.chat.type != ChatType.PRIVATE or not query.data:
            return Nothing(query.id)
        chat = query.message.chat.id
        incoming = Incoming(
            identity=self.identity(query.from_user.id),
            delivery=self._identities.hashed(PLATFORM, str(chat), "button", query.id),
            message=self._name(query.message),
            at=self._clock.now(),
            button=query.data,
            language=language(query.from_user),
            address=self.address(chat),
        )
        return Said(incoming, chat, callback=query.id, pressed=query.message.message_id)

    def _membership(self, change: ChatMemberUpdated) -> Meaning:
        chat, now = change.chat, change.new_chat_member
        gone = now.status in (ChatMember.LEFT, ChatMember.BANNED) or not getattr(now, "is_member", True)
        if chat.type == ChatType.PRIVATE:
            return Reached(self.identity(chat.id), blocked=gone)
        return Left(chat.id) if gone else Joined(chat.id, _title(chat))

    def _name(self, message: MaybeInaccessibleMessage) -> str:
        return self._identities.hashed(PLATFORM, str(message.chat.id), str(message.message_id))

    def _seen(self, message: Message) -> bool:
        """Say whether a part of the same album came before, and remember this one."""
        if not message.media_group_id:
            return False
        album = f"{message.chat.id}:{message.media_group_id}"
        seen = album in self._albums
        self._albums[album] = None
        while len(self._albums) > ALBUMS:
            self._albums.popitem(last=False)
        return seen


def language(user: User) -> str:
    """Return the language of a person's app, without its region."""
    return (user.language_code or "").partition("-")[0].lower()


def _medium(message: Message, sender: User) -> str:
    """Return what else than text a message is, "" for text alone and for what Telegram itself notes."""
    origin = message.forward_origin
    if origin is not None and getattr(getattr(origin, "sender_user", None), "id", None) != sender.id:
        return FORWARDED
    if message.text:
        return ""
    known = next((kind for kind in MEDIA if getattr(message, kind, None)), "")
    return known or ("" if filters.StatusUpdate.ALL.check_update(Update(0, message)) else "unknown")


def _is_command(message: Message) -> bool:
    """Say whether a message is a command, and for nobody else: it may name the bot that it is for."""
    commands = message.parse_entities([MessageEntity.BOT_COMMAND])
    named = [text.partition("@")[2].lower() for entity, text in commands.items() if entity.offset == 0]
    return bool(named) and named[0] in ("", message.get_bot().username.lower())


def _title(chat: Chat) -> str:
    return chat.title or chat.username or ""

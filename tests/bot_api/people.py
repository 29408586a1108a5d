"""The people whom tests play: what they write, press, forward and block. Every act may come from any thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, Protocol, TypeVar, cast

from tests.bot_api import markup, media
from tests.bot_api.accounts import Account
from tests.bot_api.chats import Chat, PrivateChat
from tests.bot_api.messages import Button, Message

if TYPE_CHECKING:
    from tests.bot_api.bots import Bot
    from tests.bot_api.server import BotApi

Origin = Literal["user", "hidden_user", "channel", "self"]
P = ParamSpec("P")
R = TypeVar("R")

MEMBER = {"status": "member"}
KICKED = {"status": "kicked", "until_date": 0}


class Actor(Protocol):
    """Something whose acts belong into the server's loop."""

    api: BotApi


A = TypeVar("A", bound=Actor)


def act(done: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """Run a method in the server's loop and return what it returns, wherever it is called from."""

    @wraps(done)
    def in_loop(self: A, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.api.run(lambda: done(self, *args, **kwargs))

    return cast("Callable[Concatenate[A, P], R]", in_loop)


@dataclass(slots=True)
class Press:
    """A button that somebody pressed, and what the bot answered, None as long as it did not."""

    id: str
    person: Person
    message: Message
    data: str
    answer: CallbackAnswer | None = None
    expired: bool = False
    """Set it, and Telegram finds the query too old."""


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What answerCallbackQuery showed to the person."""

    press: Press
    text: str = ""
    show_alert: bool = False
    url: str = ""


class Person(Account):
    """A person with a private chat for each bot; acts without a chat go to the chat with the first bot."""

    def __init__(self, api: BotApi, person_id: int, name: str, *, language: str, username: str) -> None:
        super().__init__(person_id, name, language=language, username=username)
        self.api = api
        self.deactivated = False
        self.blocked: set[Bot] = set()
        self._chats: dict[Bot, PrivateChat] = {}

    @property
    def chat(self) -> PrivateChat:
        """The private chat with the first bot."""
        return self.chat_with()

    @act
    def chat_with(self, token: str = "") -> PrivateChat:
        bot = self.api.bot_of(token)
        if bot not in self._chats:
            self._chats[bot] = PrivateChat(self.api, self, bot)
            bot.chats[self.id] = self._chats[bot]
        return self._chats[bot]

    # Words

    def says(self, text: str, *, reply_to: Message | None = None) -> Message:
        return self.says_in(self.chat, text, reply_to=reply_to)

    @act
    def says_in(self, chat: Chat, text: str, *, reply_to: Message | None = None) -> Message:
        """Write into any chat; commands, links and mentions get the entities that Telegram gives them."""
        return self._sends(chat, text, reply_to=reply_to)

    @act
    def edits(self, message: Message, text: str) -> Message:
        """Change the words, or the caption, of a message of one's own."""
        assert message.sender is self, f"{message} is not {self.name}'s"
        assert not message.deleted, f"{message} is deleted"
        text = _as_sent(text)
        message.text, message.entities, message.edit_date = text, markup.found_in(text), self.api.now()
        message.chat.tell(message, edited=True)
        return message

    @act
    def deletes(self, message: Message) -> None:
        """Take a message away for everyone; Telegram tells no bot."""
        message.chat.forget(message)

    @act
    def forwards(self, text: str, origin: Origin = "user") -> Message:
        """Forward a text that somebody else wrote, whose name may be hidden, or a channel, or oneself."""
        date = self.api.now() - 3600
        somebody = {"id": 700_000_002, "is_bot": False, "first_name": "Émile"}
        channel = {"id": -1001555000111, "type": "channel", "title": "Gazette", "username": "gazette"}
        shown: dict[str, dict[str, Any]] = {
            "user": {"sender_user": somebody},
            "self": {"sender_user": self.user},
            "hidden_user": {"sender_user_name": "Somebody"},
            "channel": {"chat": channel, "message_id": 12},
        }
        kind = "user" if origin == "self" else origin
        return self._sends(self.chat, text, extra={"forward_origin": {"type": kind, "date": date} | shown[origin]})

    @act
    def via_bot(self, text: str) -> Message:
        """Send what an inline bot offered."""
        inline_bot = {"id": 700_000_003, "is_bot": True, "first_name": "Gifs", "username": "gif_bot"}
        return self._sends(self.chat, text, extra={"via_bot": inline_bot})

    def _sends(self, chat: Chat, text: str = "", **parts: Any) -> Message:
        assert not self.deactivated, f"{self.name}'s account is deactivated"
        assert not (isinstance(chat, PrivateChat) and chat.bot in self.blocked), f"{self.name} has blocked the bot"
        chat.expects(self)
        text = _as_sent(text) if text or "media" not in parts else ""
        message = chat.new_message(self, text, entities=markup.found_in(text), **parts)
        chat.tell(message)
        return message

    # Buttons

    @act
    def presses(
        self, what: Message | Button, data: str = "", *, stale: bool = False, inaccessible: bool = False
    ) -> Press:
        """Press a button of a message, by its data or as it was found there.

        It must still be drawn, else AssertionError; `stale` presses it all the same, as an old client would.
        `inaccessible` shows the bot no more of the message than that there was one (date 0).
        """
        message, data = (what.message, what.data) if isinstance(what, Button) else (what, data)
        assert message is not None, f"{what} was not found in a message"
        assert data, f"{what} sends no data"
        drawn = [button.data for row in message.buttons for button in row]
        assert stale or (data in drawn and not message.deleted), (
            f"no button {data!r} below {message}; there are {drawn}"
        )
        press = Press(str(self.api.random.getrandbits(62)), self, message, data)
        shown = message.inaccessible_json() if inaccessible or message.deleted else message.json()
        query = {"id": press.id, "from": self.user, "message": shown, "chat_instance": str(-message.chat.id * 7919)}
        assert not self.deactivated, f"{self.name}'s account is deactivated"
        bot = self.api.bot_that_sent(message)
        bot.met.add(self.id)
        self.api.presses[press.id] = press
        bot.updates.put("callback_query", query | {"data": data}, message.chat.id)
        return press

    # Media

    @act
    def sends(self, medium: dict[str, Any], caption: str = "", *, album: str = "", chat: Chat | None = None) -> Message:
        """Send any medium, given as the fields of a Message object; `album` groups several."""
        extra = {"media_group_id": album} if album else {}
        return self._sends(chat or self.chat, caption, media=medium, extra=extra)

    def sends_photo(self, caption: str = "", *, album: str = "") -> Message:
        return self.sends(media.photo(), caption, album=album)

    def sends_video(self, caption: str = "", *, album: str = "") -> Message:
        return self.sends(media.video(), caption, album=album)

    def sends_document(
        self, caption: str = "", *, name: str = "notes.pdf", media_type: str = "application/pdf"
    ) -> Message:
        return self.sends(media.document(name, media_type), caption)

    def sends_animation(self, caption: str = "") -> Message:
        return self.sends(media.animation(), caption)

    def sends_voice(self, caption: str = "") -> Message:
        return self.sends(media.voice(), caption)

    def sends_video_note(self) -> Message:
        return self.sends(media.video_note())

    def sends_sticker(self) -> Message:
        return self.sends(media.sticker())

    def sends_location(self) -> Message:
        return self.sends(media.location())

    def sends_contact(self) -> Message:
        return self.sends(media.contact())

    def sends_poll(self) -> Message:
        return self.sends(media.poll())

    def sends_dice(self) -> Message:
        return self.sends(media.dice())

    # Coming and going

    @act
    def blocks(self) -> None:
        chat = self.chat
        assert chat.bot not in self.blocked, f"{self.name} has blocked the bot already"
        self.blocked.add(chat.bot)
        chat.tell_membership(chat.bot, self, MEMBER, KICKED)

    @act
    def unblocks(self) -> None:
        chat = self.chat
        assert chat.bot in self.blocked, f"{self.name} has not blocked the bot"
        self.blocked.remove(chat.bot)
        chat.tell_membership(chat.bot, self, KICKED, MEMBER)

    @act
    def deactivates(self) -> None:
        """Delete the account; Telegram tells no bot."""
        self.deactivated = True


def _as_sent(text: str) -> str:
    """Return a text as Telegram's clients send it; longer ones they split."""
    text = text.strip()
    assert text, "Telegram sends no empty message"
    assert markup.utf16_length(text) <= 4096, "Telegram's clients split what is longer than 4096"
    return text

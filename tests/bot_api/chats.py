"""Chats: what stands in them, who may write there, which bots see what, and waiting for a bot's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, overload

from tests.bot_api.errors import Refused, bad_request, forbidden
from tests.bot_api.messages import Message

if TYPE_CHECKING:
    from tests.bot_api.accounts import Account
    from tests.bot_api.bots import Bot
    from tests.bot_api.people import Person
    from tests.bot_api.server import BotApi

Predicate = Callable[[Message], bool]


class Chat:
    """A chat. `wait` counts what bots send and edit here, from where the last `wait` left off."""

    update_kind: ClassVar[str] = "message"
    is_group: ClassVar[bool] = False

    def __init__(self, api: BotApi, chat_id: int, kind: str, *, title: str = "", username: str = "") -> None:
        self.api = api
        self.id = chat_id
        self.kind = kind
        self.username = username
        self.json: dict[str, Any] = {"id": chat_id, "type": kind}
        if title:
            self.json["title"] = title
        if username:
            self.json["username"] = username
        self._messages: dict[int, Message] = {}
        self._last_id = 0
        self._doings: list[Message] = []
        self._waited = 0

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}>"

    # What bots need

    def refusal(self, bot: Bot) -> Refused | None:
        """Return why a bot may not write here, None where it may."""
        raise NotImplementedError

    def witnesses(self, message: Message) -> Iterable[Bot]:
        """Return the bots that are told of a message."""
        raise NotImplementedError

    def may_delete(self, bot: Bot, message: Message) -> bool:
        return message.sender is bot

    def expects(self, sender: Account) -> None:
        """Let a test fail where that sender could not write here."""

    # What stands here

    @property
    def messages(self) -> list[Message]:
        """What is in the chat now, oldest first."""
        return [*self._messages.values()]

    @property
    def last(self) -> Message:
        return self.messages[-1]

    def message(self, message_id: int) -> Message | None:
        return self._messages.get(message_id)

    def new_message(self, sender: Account | None, text: str = "", **parts: Any) -> Message:
        """Put a message at the end of the chat, without telling anyone."""
        self._last_id += 1
        message = Message(self, self._last_id, sender, text, **parts)
        self._messages[self._last_id] = message
        return message

    def new_service_message(self, sender: Account, **event: Any) -> Message:
        message = self.new_message(sender, media=event)
        self.tell(message)
        return message

    def forget(self, message: Message) -> None:
        message.deleted = True
        self._messages.pop(message.id, None)

    # Who learns of it

    def tell(self, message: Message, *, edited: bool = False) -> None:
        """Give the bots that see it an update about a message."""
        content = message.json()
        kind = f"edited_{self.update_kind}" if edited else self.update_kind
        for bot in self.witnesses(message):
            if message.sender is not None:
                bot.met.add(message.sender.id)
            bot.updates.put(kind, content, self.id)

    def tell_membership(self, bot: Bot, by: Account, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Give a bot the my_chat_member update about itself."""
        bot.met.add(by.id)
        member = {"user": bot.user}
        change = {"old_chat_member": member | before, "new_chat_member": member | after}
        about = {"chat": self.json, "from": by.user, "date": self.api.now()}
        bot.updates.put("my_chat_member", about | change, self.id)

    def bot_did(self, message: Message) -> None:
        """Note that a bot sent or edited a message, and tell those who wait for it."""
        self._doings.append(message)
        self.api.announce(self, message)

    # Waiting

    @overload
    def wait(self, what: int = 1, timeout: float = 60) -> list[Message]: ...
    @overload
    def wait(self, what: Predicate, timeout: float = 60) -> Message: ...
    def wait(self, what: int | Predicate = 1, timeout: float = 60) -> list[Message] | Message:
        """Wait until bots have sent or edited that many messages more, or one that the predicate accepts.

        Returns those messages, as they are now, or the one message. AssertionError shows what there is instead.
        """
        self.api.must_not_block()
        with self.api.news:
            self.api.news.wait_for(lambda: self._reached(what) is not None, timeout)
            reached = self._reached(what)
        assert reached is not None, self._explanation(what, timeout)
        before, self._waited = self._waited, reached
        return self._doings[before:reached] if isinstance(what, int) else self._doings[reached - 1]

    def catch_up(self) -> None:
        """Let the next `wait` count from now on."""
        self._waited = len(self._doings)

    def _reached(self, what: int | Predicate) -> int | None:
        """Return how many doings there are once the wait is over, None while it goes on."""
        if isinstance(what, int):
            return self._waited + what if len(self._doings) >= self._waited + what else None
        for index in range(self._waited, len(self._doings)):
            if what(self._doings[index]):
                return index + 1
        return None

    def _explanation(self, what: int | Predicate, timeout: float) -> str:
        wanted = f"{what} more of a bot's messages" if isinstance(what, int) else "such message of a bot"
        more = len(self._doings) - self._waited
        there = "\n".join(map(str, self.messages)) or "(nothing)"
        return (
            f"no {wanted} in {self!r} within {timeout} s; since the last wait there were {more}. Now there is:\n{there}"
        )


class PrivateChat(Chat):
    """The chat of one person with one bot."""

    def __init__(self, api: BotApi, person: Person, bot: Bot) -> None:
        super().__init__(api, person.id, "private", username=person.username)
        self.json["first_name"] = person.name
        self.person = person
        self.bot = bot
        self.started = False

    def refusal(self, bot: Bot) -> Refused | None:
        if self.person.deactivated:
            return forbidden("user is deactivated")
        if bot in self.person.blocked:
            return forbidden("bot was blocked by the user")
        if not self.started:
            met = self.person.id in bot.met
            return forbidden("bot can't initiate conversation with a user") if met else bad_request("chat not found")
        return None

    def witnesses(self, message: Message) -> Iterable[Bot]:
        self.started = self.started or message.sender is self.person
        return () if message.sender is self.bot else (self.bot,)

    def may_delete(self, bot: Bot, message: Message) -> bool:  # noqa: ARG002 (both sides delete in a private chat)
        return True

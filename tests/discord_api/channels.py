"""Channels: what stands in them, who is told of it, and waiting for what a bot sends or edits there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, overload

from tests.discord_api.errors import Refused, closed_direct_messages, missing_access, no_mutual_guilds, unknown
from tests.discord_api.messages import Message
from tests.discord_api.permissions import EVERYTHING, Overwrite, bits

if TYPE_CHECKING:
    from tests.discord_api.accounts import Account
    from tests.discord_api.bots import Bot
    from tests.discord_api.guilds import Guild
    from tests.discord_api.people import Person
    from tests.discord_api.server import DiscordApi

Predicate = Callable[[Message], bool]


class Channel:
    """A channel. `wait` counts what bots send and edit here for all to see, from where the last `wait` left off."""

    guild: Guild | None = None

    def __init__(self, api: DiscordApi, name: str) -> None:
        self.api = api
        self.id = api.clock.new_id()
        self.name = name
        self._messages: dict[int, Message] = {}
        self._doings: list[Message] = []
        self._waited = 0

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    # What is where

    @property
    def json(self) -> dict[str, Any]:
        raise NotImplementedError

    def permissions_of(self, account: Account) -> int:
        raise NotImplementedError

    def refusal(self, bot: Bot) -> Refused | None:
        """Return why a bot may not see this channel, None where it may."""
        raise NotImplementedError

    def refusal_to_write(self, bot: Bot) -> Refused | None:
        """Return why a bot that sees this channel can't write to those who are in it."""
        raise NotImplementedError

    def expects(self, person: Person) -> None:
        """Let a test fail where that person could not write here."""
        raise NotImplementedError

    def witnesses(self) -> Iterable[Bot]:
        """Return the bots that are told of what happens here."""
        raise NotImplementedError

    # What stands here

    @property
    def messages(self) -> list[Message]:
        """What everyone here sees now, oldest first."""
        return [message for message in self._messages.values() if not message.ephemeral]

    @property
    def last(self) -> Message:
        return self.messages[-1]

    def message(self, message_id: int) -> Message | None:
        return self._messages.get(message_id)

    def new_message(self, author: Account, content: str = "", **parts: Any) -> Message:
        """Put a message at the end of the channel, without telling anyone."""
        created = self.api.clock.timestamp()
        message = Message(self, self.api.clock.new_id(), author, content, created=created, **parts)
        self._messages[message.id] = message
        return message

    def forget(self, message: Message) -> None:
        """Take a message away and tell the bots, unless only one person saw it."""
        message.deleted = True
        self._messages.pop(message.id, None)
        if not message.ephemeral:
            self.tell("MESSAGE_DELETE", {"id": str(message.id), "channel_id": str(self.id)})

    def new_messages_by(self, author: Account, nonce: str) -> Message | None:
        """Return the message that an author sent with that nonce in the past few minutes."""
        lately = [*self._messages.values()][-1000:]
        return next((message for message in lately if message.author is author and message.nonce == nonce), None)

    # Who learns of it

    def tell(self, event: str, data: dict[str, Any]) -> None:
        for bot in self.witnesses():
            bot.tell(event, data, guild=self.guild)

    def tell_message(self, event: str, message: Message) -> None:
        """Give the bots here a message, each with as much of its content as the bot may read."""
        for bot in self.witnesses():
            always = self.guild is None or message.author is bot or bot.id in message.mentioned
            data = message.json(with_content=always or bot.reads_content) | self._as_event(message)
            bot.tell(event, data, guild=self.guild)

    def _as_event(self, message: Message) -> dict[str, Any]:
        if self.guild is None:
            return {"channel_type": 1}
        return {"guild_id": str(self.guild.id), "member": self.guild.member_json(message.author, with_user=False)}

    def bot_did(self, message: Message, *, edited: bool = False) -> None:
        """Note that a bot sent or edited a message, tell those who wait for it, and the bots."""
        if not message.ephemeral:
            self._doings.append(message)
            self.tell_message("MESSAGE_UPDATE" if edited else "MESSAGE_CREATE", message)
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
        self.api.waits_for(lambda: self._reached(what) is not None, timeout)
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
        return f"no {wanted} in {self!r} within {timeout} s; since the last wait there were {more}. There is:\n{there}"


class DirectMessages(Channel):
    """The channel between one person and one bot. Nobody is told of it before somebody opens it."""

    def __init__(self, api: DiscordApi, person: Person, bot: Bot) -> None:
        super().__init__(api, f"{person.name} and {bot.name}")
        self.person = person
        self.bot = bot
        self.opened = False

    @property
    def json(self) -> dict[str, Any]:
        last = str(self.last.id) if self.messages else None
        return {"id": str(self.id), "type": 1, "last_message_id": last, "recipients": [self.person.json], "flags": 0}

    def permissions_of(self, account: Account) -> int:  # noqa: ARG002 (two sides, the same rights)
        return EVERYTHING

    def refusal(self, bot: Bot) -> Refused | None:
        return None if bot is self.bot and self.opened else unknown("Channel")

    def refusal_to_write(self, bot: Bot) -> Refused | None:  # noqa: ARG002 (there is only the one)
        if self.person.has_closed_dms:
            return closed_direct_messages()
        return no_mutual_guilds() if self.person.shares_no_guild else None

    def expects(self, person: Person) -> None:
        assert person is self.person, f"{person.name} is not in {self!r}"
        self.opened = True

    def witnesses(self) -> Iterable[Bot]:
        return (self.bot,)


class GuildChannel(Channel):
    """A text channel of a guild."""

    guild: Guild

    def __init__(self, guild: Guild, name: str) -> None:
        super().__init__(guild.api, name)
        self.guild = guild
        self.overwrites: dict[int, Overwrite] = {}
        self.deleted = False

    @property
    def json(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "type": 0,
            "guild_id": str(self.guild.id),
            "name": self.name,
            "position": self.guild.channels.index(self) if self in self.guild.channels else 0,
            "topic": None,
            "nsfw": False,
            "parent_id": None,
            "last_message_id": str(self.last.id) if self.messages else None,
            "rate_limit_per_user": 0,
            "flags": 0,
            "permission_overwrites": [overwrite.json for overwrite in self.overwrites.values()],
        }

    def permissions_of(self, account: Account) -> int:
        return self.guild.permissions_in(self, account)

    def refusal(self, bot: Bot) -> Refused | None:
        if self.deleted or not self.guild.has(bot):
            return unknown("Channel") if self.deleted else missing_access()
        return None if self.permissions_of(bot) & bits("view_channel") else missing_access()

    def refusal_to_write(self, bot: Bot) -> Refused | None:  # noqa: ARG002 (a matter of permissions alone)
        return None

    def expects(self, person: Person) -> None:
        assert self.guild.has(person), f"{person.name} is no member of {self.guild.name}"
        assert not self.deleted, f"{self!r} is deleted"

    def witnesses(self) -> Iterable[Bot]:
        return [bot for bot in self.guild.bots if self.permissions_of(bot) & bits("view_channel")]

    def sets(self, target: int, kind: int, which: int, *, allowed: bool) -> None:
        """Change the overwrite of a role or a member, and tell the bots that saw or now see the channel."""
        before = {*self.witnesses()}
        self.overwrites.setdefault(target, Overwrite(target, kind)).sets(which, allowed=allowed)
        for bot in before | {*self.witnesses()}:
            bot.tell("CHANNEL_UPDATE", self.json, guild=self.guild)

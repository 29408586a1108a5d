"""DiscordApi: a gateway and a REST API in a thread of their own, with the people, guilds, faults and records of a test.

Everything happens in the server's event loop; what tests call from other threads is handed over to it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from threading import Condition, Thread, get_ident
from types import TracebackType
from typing import Self, TypeVar

from tests.discord_api.accounts import Account
from tests.discord_api.bots import Bot, new_token
from tests.discord_api.channels import Channel, DirectMessages
from tests.discord_api.clock import Clock
from tests.discord_api.faults import Faults
from tests.discord_api.guilds import Guild
from tests.discord_api.interactions import Interaction
from tests.discord_api.limits import Limits
from tests.discord_api.messages import File, Message
from tests.discord_api.people import Person
from tests.discord_api.rest import BASE, Call, Rest
from tests.discord_api.sessions import Session
from tests.discord_api.sockets import HEARTBEAT, Sockets
from tests.discord_api.writing import Ping

new_event_loop: Callable[[], asyncio.AbstractEventLoop]
try:
    from uvloop import new_event_loop
except ImportError:  # there is none for Windows
    from asyncio import new_event_loop

R = TypeVar("R")


class DiscordApi(Sockets):
    """Discord, as far as a bot sees it. Use it as a context manager; `url` and `gateway` are where it listens.

    `complaints` names everything that Discord tolerates in silence although it is a mistake, every gateway connection
    that it closed, and every failure of its own: tests assert it to be empty.
    """

    refuses_sockets = False
    """Whether its gateway takes no connection."""

    def __init__(
        self,
        *,
        port: int = 0,
        shards: int = 1,
        heartbeat: float = HEARTBEAT,
        rate_limits: bool = False,
        keeps_calls: bool = True,
    ) -> None:
        super().__init__(shards=shards, heartbeat=heartbeat)
        self.port = port
        self.clock = Clock()
        self.faults = Faults()
        self.limits = Limits(on=rate_limits)
        self.keeps_calls = keeps_calls
        self.calls: list[Call] = []
        self.complaints: list[str] = []
        self.pings: list[Ping] = []
        self.typing: list[Channel] = []
        """Where bots have shown that they write."""
        self.bots: dict[str, Bot] = {}
        self.people: dict[int, Person] = {}
        self.guilds: dict[int, Guild] = {}
        self.direct: dict[int, DirectMessages] = {}
        self.interactions: dict[int, Interaction] = {}
        self.by_token: dict[str, Interaction] = {}
        """The same interactions."""
        self.ephemerals: list[Message] = []
        self.files: dict[int, File] = {}
        self.on_bot_message: Callable[[Channel, Message], object] | None = None
        """Called in the server's loop after each message that a bot sent or edited; people may act in it."""
        self.owner = Account(self.clock.new_id(), "owner")
        self._news = Condition()
        self._rest = Rest(self)
        self._listening: Future[asyncio.AbstractEventLoop] = Future()
        self._thread = Thread(target=self._live, name="discord-api", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing = asyncio.Event()

    # Life

    def __enter__(self) -> Self:
        self._thread.start()
        self._loop = self._listening.result(timeout=60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server; whatever is under way gets no answer."""
        if self._thread.is_alive():
            self.run(self._closing.set)
            self._thread.join(timeout=60)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{BASE}"

    @property
    def gateway(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def files_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _live(self) -> None:
        with asyncio.Runner(loop_factory=new_event_loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        try:
            self.port = await self._rest.open(self.port)
        except OSError as error:
            self._listening.set_exception(error)
            return
        self._listening.set_result(asyncio.get_running_loop())
        await self._closing.wait()
        for connection in [*self.connections]:
            connection.drops()
        await self._rest.close()

    # Between threads

    def run(self, done: Callable[[], R]) -> R:
        """Call a function in the server's loop, from whichever thread, and return what it returns."""
        if get_ident() == self._thread.ident:
            return done()

        async def in_loop() -> R:
            return done()

        assert self._loop is not None, "use DiscordApi as a context manager"
        return asyncio.run_coroutine_threadsafe(in_loop(), self._loop).result(timeout=60)

    def notify(self) -> None:
        """Let those who wait look again."""
        with self._news:
            self._news.notify_all()

    def announce(self, channel: Channel, message: Message) -> None:
        """Tell those who wait, and whoever listens, that a bot sent, edited or deleted a message."""
        self.notify()
        if self.on_bot_message is not None and not message.deleted:
            asyncio.get_running_loop().call_soon(self._hand_over, self.on_bot_message, channel, message)

    def _hand_over(self, listener: Callable[[Channel, Message], object], channel: Channel, message: Message) -> None:
        try:
            listener(channel, message)
        except Exception as error:
            self.complaints.append(f"on_bot_message failed, {error!r}")
            raise

    # Waiting

    def must_not_block(self) -> None:
        assert get_ident() != self._thread.ident, (
            "the server can't wait for itself: act in on_bot_message, wait outside"
        )

    def waits_for(self, reached: Callable[[], bool], timeout: float = 60) -> bool:
        """Wait until something is so, and say whether it is."""
        self.must_not_block()
        with self._news:
            return self._news.wait_for(reached, timeout)

    def waits_until_connected(self, shards: int = 1, timeout: float = 60) -> None:
        """Wait until bots are connected on so many shards."""
        there = self.waits_for(lambda: len(self.connected) >= shards, timeout)
        assert there, f"{len(self.connected)} of {shards} shards are connected"

    def waits_until_disconnected(self, timeout: float = 60) -> None:
        """Wait until every socket is gone, so that a bot that was just stopped is not taken for its successor."""
        assert self.waits_for(lambda: not self.connections, timeout), f"{len(self.connections)} sockets are there"

    def waits_until_idle(self, timeout: float = 60, *, quiet: float = 0.05) -> None:
        """Wait until nothing stirs for `quiet` seconds.

        Every event has then reached its bot, every interaction is answered and none still thinking, and no request is
        under way. A bot whose socket has dropped is not waited for: wait for `resumed` first.
        """
        deadline = time.monotonic() + timeout
        self.must_not_block()
        seen, since = self._activity(), time.monotonic()
        self.asks_for_heartbeats()  # for the events in `seen`; later ones show as a change
        while time.monotonic() - since < quiet or not self._is_idle():
            assert time.monotonic() < deadline, f"not idle within {timeout} s: {self._load()}"
            time.sleep(0.002)
            if (now := self._activity()) != seen or not self._is_idle():
                if now[1] != seen[1]:
                    self.asks_for_heartbeats()
                seen, since = now, time.monotonic()

    def _activity(self) -> tuple[int, int]:
        return self._rest.served, sum(session.sequence for bot in self.bots.values() for session in [*bot.sessions])

    def _unread(self) -> list[Session]:
        return [session for session in self.connected if session.confirmed < session.sequence]

    def _waiting(self) -> list[Interaction]:
        return [interaction for interaction in [*self.interactions.values()] if interaction.waits]

    def _is_idle(self) -> bool:
        return self._rest.under_way == 0 and not self._unread() and not self._waiting()

    def _load(self) -> str:
        unread = {session.shard: session.sequence - session.confirmed for session in self._unread()}
        return (
            f"events unread by shard: {unread}, interactions waiting: {self._waiting()},"
            f" requests under way: {self._rest.under_way}"
        )

    # Who there is

    def bot(self, name: str = "palabre", *, token: str = "", privileged: Iterable[str] = ()) -> str:
        """Register a bot and return its token; `privileged` intents are given by name, as in `intents.py`."""

        def made() -> str:
            bot = Bot(self, token, name, privileged=frozenset(privileged))
            bot.token = token or new_token(bot.id)
            self.bots[bot.token] = bot
            return bot.token

        return self.run(made)

    def bot_of(self, token: str = "") -> Bot:
        """Return the bot of a token, without one the first."""
        assert self.bots, "there is no bot yet: call api.bot() first"
        return self.bots[token] if token else next(iter(self.bots.values()))

    def bot_that(self, account: Account) -> Bot:
        """Return the bot that an account is; AssertionError where it is somebody's."""
        assert isinstance(account, Bot), f"{account!r} is no bot"
        return account

    def person(self, name: str, *, locale: str = "en-US") -> Person:
        def made() -> Person:
            person = Person(self, name, locale=locale)
            self.people[person.id] = person
            return person

        return self.run(made)

    def guild(
        self,
        name: str,
        *,
        members: Iterable[Person] = (),
        locale: str = "en-US",
        shard: int = 0,
        of: int = 1,
        with_bots: bool = True,
    ) -> Guild:
        """Make a guild of people and, unless told otherwise, every bot; its events go to that shard `of` so many."""

        def made() -> Guild:
            guild = Guild(self, self.clock.new_guild_id(shard, of), name, locale=locale)
            self.guilds[guild.id] = guild
            for member in members:
                guild.adds(member)
            for token in self.bots if with_bots else ():
                guild.adds_bot(token)
            return guild

        return self.run(made)

    def accounts_of(self, ids: Iterable[int]) -> list[Account]:
        """Return the people and bots of those identifiers that there are."""
        bots = {bot.id: bot for bot in self.bots.values()}
        found = (self.people.get(each) or bots.get(each) for each in ids)
        return [account for account in found if account is not None]

    def channel_of(self, channel_id: int) -> Channel | None:
        if channel_id in self.direct:
            return self.direct[channel_id]
        channels = (channel for guild in self.guilds.values() for channel in guild.channels)
        return next((channel for channel in channels if channel.id == channel_id), None)

    def keeps(self, file: File) -> File:
        """Keep a file where bots can download it, and return it with its identifier."""
        kept = replace(file, id=self.clock.new_id())
        self.files[kept.id] = kept
        return kept

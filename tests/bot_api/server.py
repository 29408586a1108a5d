"""BotApi: a Bot API server in a thread of its own, with the people, chats, faults and records of a test.

Everything happens in the server's event loop; what tests call from other threads is handed over to it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from random import Random
from threading import Condition, Thread, get_ident
from types import TracebackType
from typing import Any, Self, TypeVar

from tests.bot_api.accounts import Account
from tests.bot_api.bots import Bot
from tests.bot_api.chats import Chat
from tests.bot_api.faults import Faults
from tests.bot_api.gateway import Call, Gateway
from tests.bot_api.groups import Channel, Group, OtherBot
from tests.bot_api.limits import Limits
from tests.bot_api.messages import Message
from tests.bot_api.methods.about_chats import Action
from tests.bot_api.people import CallbackAnswer, Person, Press
from tests.bot_api.profile import Commands, Profile

new_event_loop: Callable[[], asyncio.AbstractEventLoop]
try:
    from uvloop import new_event_loop
except ImportError:  # there is none for Windows
    from asyncio import new_event_loop

R = TypeVar("R")

FIRST_BOT = 7_000_000_000
FIRST_PERSON = 5_000_000_000  # does not fit into 32 bits, as many real ones
FIRST_CHAT = {"group": -4_000_000_000, "supergroup": -1_002_000_000_000, "channel": -1_001_000_000_000}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


class BotApi:
    """Telegram, as far as a bot sees it. Use it as a context manager; `url` is where it listens.

    `complaints` names everything that Telegram tolerates although it is a mistake: tests assert it to be empty.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        allow_http_webhook: bool = False,
        webhook_backoff: float = 0.05,
        rate_limits: bool = False,
        keeps_calls: bool = True,
        seed: int | None = None,
    ) -> None:
        self.port = port
        self.allow_http_webhook = allow_http_webhook
        self.webhook_backoff = webhook_backoff
        self.random = Random(seed)
        self.faults = Faults()
        self.limits = Limits(on=rate_limits)
        self.bots: dict[str, Bot] = {}
        self.keeps_calls = keeps_calls
        self.calls: list[Call] = []
        self.complaints: list[str] = []
        self.typing: list[Action] = []
        self.presses: dict[str, Press] = {}
        self.callback_answers: list[CallbackAnswer] = []
        self.on_bot_message: Callable[[Chat, Message], None] | None = None
        """Called in the server's loop after each message that a bot sent or edited; people may act in it."""
        self.news = Condition()
        """Notified whenever a bot sent or edited a message."""
        self._made = 0
        self._gateway = Gateway(self)
        self._listening: Future[asyncio.AbstractEventLoop] = Future()
        self._thread = Thread(target=self._live, name="bot-api", daemon=True)
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
        return f"http://127.0.0.1:{self.port}"

    def _live(self) -> None:
        with asyncio.Runner(loop_factory=new_event_loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        try:
            self.port = await self._gateway.open(self.port)
        except OSError as error:
            self._listening.set_exception(error)
            return
        self._listening.set_result(asyncio.get_running_loop())
        await self._closing.wait()
        for bot in self.bots.values():
            if bot.webhook is not None:
                await bot.webhook.stop()
        await self._gateway.close()

    # Between threads

    def run(self, done: Callable[[], R]) -> R:
        """Call a function in the server's loop, from whichever thread, and return what it returns."""
        if get_ident() == self._thread.ident:
            return done()

        async def in_loop() -> R:
            return done()

        assert self._loop is not None, "use BotApi as a context manager"
        return asyncio.run_coroutine_threadsafe(in_loop(), self._loop).result(timeout=60)

    def must_not_block(self) -> None:
        assert get_ident() != self._thread.ident, (
            "the server can't wait for itself: act in on_bot_message, wait outside"
        )

    def announce(self, chat: Chat, message: Message) -> None:
        """Tell those who wait, and whoever listens, that a bot sent or edited a message."""
        with self.news:
            self.news.notify_all()
        if self.on_bot_message is not None:
            asyncio.get_running_loop().call_soon(self._hand_over, self.on_bot_message, chat, message)

    def _hand_over(self, listener: Callable[[Chat, Message], None], chat: Chat, message: Message) -> None:
        try:
            listener(chat, message)
        except Exception as error:
            self.complaints.append(f"on_bot_message failed, {error!r}")
            raise

    def waits_until_idle(self, timeout: float = 60, *, quiet: float = 0.05) -> None:
        """Wait until every update is confirmed, no request is under way, and nothing stirred for `quiet` seconds."""
        self.must_not_block()
        deadline = time.monotonic() + timeout
        seen, since = self._activity(), time.monotonic()
        while time.monotonic() - since < quiet or not self._is_idle():
            assert time.monotonic() < deadline, f"not idle within {timeout} s: {self._load()}"
            time.sleep(0.002)
            if (now := self._activity()) != seen or not self._is_idle():
                seen, since = now, time.monotonic()

    def _activity(self) -> tuple[int, int]:
        return self._gateway.served, sum(bot.updates.made for bot in self.bots.values())

    def _is_idle(self) -> bool:
        return self._gateway.under_way == 0 and not any(map(len, (bot.updates for bot in self.bots.values())))

    def _load(self) -> str:
        waiting = {bot.username: len(bot.updates) for bot in self.bots.values()}
        return f"updates waiting: {waiting}, requests under way: {self._gateway.under_way}"

    # Who there is

    def bot(self, username: str = "palabre_bot", *, token: str = "", privacy: bool = True) -> str:
        """Register a bot and return its token; with `privacy` off it sees everything in groups."""
        token = token or f"{FIRST_BOT + self._next()}:{''.join(self.random.choices(LETTERS, k=35))}"
        bot = Bot(self, token, username, privacy=privacy, profile=Profile())
        self.run(lambda: self.bots.update({token: bot}))
        return token

    def bot_of(self, token: str = "") -> Bot:
        """Return the bot of a token, without one the first."""
        assert self.bots, "there is no bot yet: call api.bot() first"
        return self.bots[token] if token else next(iter(self.bots.values()))

    def bot_that_sent(self, message: Message) -> Bot:
        bot = next((bot for bot in self.bots.values() if bot is message.sender), None)
        assert bot is not None, f"no bot of this server sent {message}"
        return bot

    def person(self, name: str, *, language: str = "", username: str = "") -> Person:
        return Person(self, FIRST_PERSON + self._next(), name, language=language, username=username)

    def group(self, title: str, *, members: Iterable[Account] = ()) -> Group:
        return Group(self, self.new_chat_id("group"), "group", title=title, members=members)

    def channel(self, title: str, *, username: str = "") -> Channel:
        return Channel(self, self.new_chat_id("channel"), "channel", title=title, username=username)

    def other_bot(self, username: str) -> OtherBot:
        return OtherBot(self, FIRST_BOT + self._next(), username)

    def new_chat_id(self, kind: str) -> int:
        return FIRST_CHAT[kind] - self._next()

    def _next(self) -> int:
        self._made += 1
        return self._made

    def now(self) -> int:
        return int(time.time())

    # What happened

    def acts(self, update: dict[str, Any], *, token: str = "") -> None:
        """Give a bot an update of one's own making; a missing update_id is added."""
        self.run(lambda: self.bot_of(token).updates.put_as_is(update))

    @property
    def commands(self) -> dict[tuple[str, str], Commands]:
        """The commands of the first bot, by scope ("default", "all_private_chats", "chat:…") and language."""
        return self.bot_of().profile.commands

    @property
    def unanswered(self) -> list[Press]:
        """Presses that still show a clock on somebody's button."""
        return [press for press in self.presses.values() if press.answer is None]

"""A crowd in Telegram: people who go through a script with a bot, each when it has answered, or at a fixed rate.

They live in the loop of the tests' Bot API server, in a process of its own: that is what `crowd` runs.
"""

import asyncio
import gc
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from statistics import quantiles
from threading import Event

from tests.bot_api import BotApi, Chat, Message, Person

Script = Sequence[tuple[str, str]]
"""What each person does: (text, button) at a time."""

PATIENCE = 300.0
"""Seconds that a bot may take to begin, and to bear a load."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a bot has to bear: ``people`` go through the whole script, so many ``at_once``.

    Each acts when the bot has answered; or, with a ``rate``, somebody acts so many times a second for ``seconds``, and
    whoever has not come to the end by then does not.
    """

    people: int
    at_once: int
    rate: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Borne:
    """How a bot bore it: latencies in seconds; ``busy`` are the processor's seconds of the server and the crowd."""

    updates: int
    words: int
    finished: int
    calls: int
    seconds: float
    p50: float
    p95: float
    busy: float


@dataclass(slots=True)
class Visit:
    """Where in the script a person is, and since when they wait for an answer."""

    person: Person
    turn: int = 0
    since: float = 0.0


class Crowd:
    """The people of one load. All but `went` happens in the server's loop."""

    def __init__(self, api: BotApi, script: Script, load: Load) -> None:
        self._api = api
        self._script = script
        self._load = load
        self._visits: dict[int, Visit] = {}
        self._ready: deque[tuple[Visit, Message]] = deque()
        self._latencies: list[float] = []
        self._came = self._finished = self._made = self._words = self._drawn = 0
        self._began = self._ended = 0.0
        self._all_acted = False
        self._done = Event()

    def went(self) -> Borne:
        """Let them act, and return how it went, once the bot has nothing more to do."""
        busy, answered = time.process_time(), len(self._api.callback_answers)
        self._api.on_bot_message = self._drew
        self._api.run(self._begin)
        if not self._done.wait(PATIENCE):
            raise TimeoutError(f"{len(self._latencies)} of {self._made} updates were answered, then nothing more")
        self._api.waits_until_idle(PATIENCE)
        parts = quantiles(self._latencies, n=20, method="inclusive")
        return Borne(
            updates=self._made,
            words=self._words,
            finished=self._finished,
            calls=self._drawn + len(self._api.callback_answers) - answered,
            seconds=self._ended - self._began,
            p50=parts[9],
            p95=parts[18],
            busy=time.process_time() - busy,
        )

    def _begin(self) -> None:
        self._began = time.perf_counter()
        if self._load.rate:
            self._keep_time()
        else:
            for _ in range(min(self._load.people, self._load.at_once)):
                self._comes()

    def _keep_time(self) -> None:
        """Let as many act as are due by now, and come back for the next."""
        load, elapsed = self._load, time.perf_counter() - self._began
        while self._made < load.rate * min(elapsed, load.seconds):
            if self._ready and len(self._visits) >= load.at_once:
                self._acts(*self._ready.popleft())
            else:
                self._comes()
        if elapsed < load.seconds:
            asyncio.get_running_loop().call_later(self._made / load.rate - elapsed, self._keep_time)
        else:
            self._all_acted = True
            self._perhaps_done()

    def _comes(self) -> None:
        self._came += 1
        person = self._api.person(f"Person {self._came}", language="en")
        visit = self._visits[person.id] = Visit(person)
        self._acts(visit, None)

    def _acts(self, visit: Visit, shown: Message | None) -> None:
        text, button = self._script[visit.turn]
        self._made += 1
        self._words += bool(text and visit.turn)  # the first is /start
        visit.turn += 1
        visit.since = time.perf_counter()
        if shown is not None and button:
            visit.person.presses(shown, button)
        else:
            visit.person.says(text)

    def _drew(self, chat: Chat, message: Message) -> None:
        """Note what the bot sent or edited: what it sends is an answer, what it edits loses its old buttons."""
        self._drawn += 1
        if message.edited:
            return
        visit = self._visits[chat.id]
        self._ended = time.perf_counter()
        self._latencies.append(self._ended - visit.since)
        self._goes_on(visit, message)
        self._perhaps_done()

    def _perhaps_done(self) -> None:
        if self._all_acted and len(self._latencies) == self._made:
            self._done.set()

    def _goes_on(self, visit: Visit, shown: Message) -> None:
        """Let the person act again, now or in their turn; in the place of one who has come to the end, another."""
        at_end = visit.turn == len(self._script)
        if at_end:
            self._finished += 1
            del self._visits[visit.person.id]
        if self._load.rate:
            self._ready.extend(() if at_end else [(visit, shown)])
        elif not at_end:
            self._acts(visit, shown)
        elif self._came < self._load.people:
            self._comes()
        else:
            self._all_acted = True


def crowd(pipe: "Connection[object, Load | None]", token: str, script: Script) -> None:
    """Send the server's URL, wait for a bot, then answer each `Load` with a `Borne`; at the end, the complaints."""
    gc.disable()  # its pauses would count as the bot's
    with BotApi(keeps_calls=False) as api:
        api.bot(token=token)
        pipe.send(api.url)
        while (load := pipe.recv()) is not None:
            _wait_for_the_bot(api)
            pipe.send(Crowd(api, script, load).went())
        pipe.send(api.complaints)


def _wait_for_the_bot(api: BotApi) -> None:
    end = time.monotonic() + PATIENCE
    while not api.bot_of().updates.is_polled:
        if time.monotonic() > end:
            raise TimeoutError("no bot asks for updates")
        time.sleep(0.01)

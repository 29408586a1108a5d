"""Who is heard when: one person's messages in order, many people at once. Imports consultation.

The core is synchronous and waits for the disk: it runs in one thread beside the event loop, on all the messages that
have come in while it was busy, and what these changed is on disk in one commit.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from bots.across import Across
from consultation.errors import InvalidInput, NotAllowed, NotFound, PalabreError
from consultation.messages import Incoming, Reply
from consultation.ports import Ticket

AT_ONCE = 64
"""How many people's messages make one commit at most."""

PATIENCE = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between attempts while the database does not answer; the last one goes on."""

LASTING = (InvalidInput, NotAllowed, NotFound)
"""What somebody has to mend."""

Replies = tuple[Reply, ...]
HearAll = Callable[[Sequence[Incoming]], Sequence[Replies | Exception]]
T = TypeVar("T")
log = logging.getLogger("palabre.turns")


@dataclass(eq=False, slots=True)
class _Waiting:
    incoming: Incoming
    heard: "asyncio.Future[Replies | Exception]"


@dataclass(slots=True)
class _Queue:
    """Those who wait for one person's earlier messages."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class Turns:
    """Hears people through ``hear_all``, `Interview.hear_all`. `close` it at the end.

    Where other processes serve the same bot, ``across`` them messages are kept in order.
    """

    def __init__(self, hear_all: HearAll, across: Across | None = None) -> None:
        self._hear_all = hear_all
        self._across = across
        self._waiting: deque[_Waiting] = deque()
        self._queues: dict[str, _Queue] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="interview")
        self._working: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def in_order(self, person: str, ticket: Ticket | None = None) -> AsyncIterator[None]:
        """Wait until all that came earlier from this person, and entered here, is done with.

        With a ``ticket`` that is what has a lower number, in whatever process.
        """
        if ticket is None or self._across is None:
            async with self._here(person):
                yield
        else:
            async with self._here(f"{ticket.person} {ticket.number}"), self._across.turn(ticket):
                yield

    @asynccontextmanager
    async def _here(self, person: str) -> AsyncIterator[None]:
        queue = self._queues.setdefault(person, _Queue())
        queue.length += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.length -= 1
            if not queue.length:
                del self._queues[person]

    async def hear(self, incoming: Incoming) -> Replies:
        """Return the replies to a message, once it is kept: a database that does not answer is waited for.

        Raises what else went wrong with this message, which then is not kept.
        """
        return await _patiently(lambda: self._next(incoming))

    async def apart(self, call: Callable[[], T]) -> T:
        """Return what something else in the store returns, waited for likewise."""
        return await _patiently(lambda: asyncio.to_thread(_outcome, call))

    def close(self) -> None:
        """End the thread, once what it is at is kept."""
        self._thread.shutdown()

    async def _next(self, incoming: Incoming) -> Replies | Exception:
        loop = asyncio.get_running_loop()
        waiting = _Waiting(incoming, loop.create_future())
        self._waiting.append(waiting)
        if self._working is None or self._working.done():
            self._working = loop.create_task(self._work())
        return await waiting.heard

    async def _work(self) -> None:
        """Hear all who wait, batch after batch."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
            incomings = [each.incoming for each in batch]
            try:
                heard = await loop.run_in_executor(self._thread, self._heard, incomings)
            except RuntimeError as error:  # the thread has ended: nobody may wait for ever
                heard = [error] * len(batch)
            for each, outcome in zip(batch, heard, strict=True):
                if not each.heard.done():  # whoever waited may have been cancelled
                    each.heard.set_result(outcome)

    def _heard(self, incomings: Sequence[Incoming]) -> Sequence[Replies | Exception]:
        """Hear a batch; where it fails as a whole each by itself, so that one person's trouble is nobody else's."""
        try:
            return self._hear_all(incomings)
        except Exception as error:  # noqa: BLE001 (whatever it is, the others must be heard)
            if len(incomings) == 1:
                return [error]
            return [outcome for incoming in incomings for outcome in self._heard([incoming])]


async def _patiently(attempt: Callable[[], Awaitable[T | Exception]]) -> T:
    """Return the first outcome that is no error; raise one that waiting does not mend."""
    failures = 0
    while isinstance(outcome := await attempt(), Exception):
        if not isinstance(outcome, PalabreError) or isinstance(outcome, LASTING):
            raise outcome
        log.warning("waiting for the database: %s", outcome)
        await asyncio.sleep(PATIENCE[min(failures, len(PATIENCE) - 1)])
        failures += 1
    return outcome


def _outcome(call: Callable[[], T]) -> T | Exception:
    try:
        return call()
    except PalabreError as error:
        return error

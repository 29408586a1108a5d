"""One person's messages in order, where several processes serve one bot. Imports consultation.

Whoever comes takes a ticket, numbered as the platform numbers its updates, and is let through when no other process
has one of theirs with a lower number. All that come at the same time ask together.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from consultation.errors import PalabreError
from consultation.ports import Ticket, Turnstile

AGAIN = 0.02
"""Seconds between looks, while somebody waits for an earlier message of theirs."""

PATIENCE = 1.0
"""Seconds between attempts while the database does not answer."""

log = logging.getLogger("palabre.turns")


class Across:
    """Lets people through a ``turnstile`` that all processes share."""

    def __init__(self, turnstile: Turnstile) -> None:
        self._turnstile = turnstile
        self._waiting: dict[Ticket, asyncio.Future[None]] = {}
        self._leaving: set[Ticket] = set()
        self._news = asyncio.Event()
        self._working: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self, ticket: Ticket) -> AsyncIterator[None]:
        """Wait until it is the turn of this ticket, which nobody else in this process has."""
        let_through = asyncio.get_running_loop().create_future()
        self._waiting[ticket] = let_through
        self._look()
        try:
            await let_through
            yield
        finally:
            self._waiting.pop(ticket, None)
            self._leaving.add(ticket)
            self._look()

    def _look(self) -> None:
        self._news.set()
        if self._working is None or self._working.done():
            self._working = asyncio.get_running_loop().create_task(self._work())

    async def _work(self) -> None:
        """Ask whose turn it is, until nobody waits and all who left are known to have."""
        silent = False
        while self._waiting or self._leaving:
            self._news.clear()
            waiting, leaving = frozenset(self._waiting), frozenset(self._leaving)
            try:
                first = await asyncio.to_thread(self._turnstile.pass_on, waiting, leaving)
            except PalabreError as error:
                if not silent:
                    log.warning("waiting for the database: %s", error)
                silent = True
                await asyncio.sleep(PATIENCE)
                continue
            silent = False
            self._leaving -= leaving
            for ticket in first:
                self._let_through(ticket)
            if self._waiting and not self._leaving:
                await self._some_news()

    def _let_through(self, ticket: Ticket) -> None:
        waiting = self._waiting.pop(ticket, None)
        if waiting is None:  # it was given up in the meantime, and is leaving
            self._leaving.add(ticket)
        elif not waiting.done():
            waiting.set_result(None)

    async def _some_news(self) -> None:
        """Wait a moment, less where somebody comes or leaves."""
        with suppress(TimeoutError):
            async with asyncio.timeout(AGAIN):
                await self._news.wait()

"""Updates delivered to a bot's webhook: several at once, none in any promised order, each until it is taken."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp

from tests.bot_api.updates import Update, Updates


class Webhook:
    """A webhook that is set. Each update is posted until the bot answers 2xx, `backoff` seconds apart and growing."""

    def __init__(self, updates: Updates, url: str, secret: str, max_connections: int, *, backoff: float) -> None:
        self.url = url
        self.max_connections = max_connections
        self._updates = updates
        self._headers = {"Content-Type": "application/json"}
        if secret:
            self._headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        self._backoff = backoff
        self._free = asyncio.Semaphore(max_connections)
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, ssl=False))
        self._deliveries: set[asyncio.Task[None]] = set()
        self._error = ""
        self._error_date = 0
        self._complaints: list[str] = []

    def start(self, complaints: list[str]) -> None:
        """Deliver what is pending, and from now on each update as it comes."""
        self._complaints = complaints
        self._updates.arrived = self._take
        for update in [*self._updates.pending]:
            self._take(update)

    async def stop(self) -> None:
        """Deliver no more; what the bot has not taken stays pending."""
        self._updates.arrived = None
        for delivery in self._deliveries:
            delivery.cancel()
        await asyncio.gather(*self._deliveries, return_exceptions=True)
        await self._session.close()

    def info(self) -> dict[str, Any]:
        about: dict[str, Any] = {"url": self.url, "max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self._error:
            about |= {"last_error_date": self._error_date, "last_error_message": self._error}
        return about

    def _take(self, update: Update) -> None:
        delivery = asyncio.get_running_loop().create_task(self._deliver(update))
        self._deliveries.add(delivery)
        delivery.add_done_callback(self._deliveries.discard)

    async def _deliver(self, update: Update) -> None:
        pause = self._backoff
        while not await self._posted(update):
            await asyncio.sleep(pause)
            pause *= 2
        if self._updates.settle(update):
            await self._posted(update)

    async def _posted(self, update: Update) -> bool:
        """Post an update and say whether the bot took it."""
        async with self._free:
            try:
                async with self._session.post(self.url, data=update.json, headers=self._headers) as response:
                    body = await response.read()
            except (aiohttp.ClientError, OSError) as error:
                return self._failed(f"Connection failed: {type(error).__name__}")
        if not 200 <= response.status < 300:
            return self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
        if b'"method"' in body:
            self._complaints.append("webhook: this server plays no method that is answered to an update")
        return True

    def _failed(self, error: str) -> bool:
        self._error, self._error_date = error, int(time.time())
        return False

"""How updates come in by webhook, at a path of the process's HTTP server. Imports aiohttp, telegram.

Telegram sends an update again until it gets a 200, which it gets once the update's effects are kept; where the reply
is quick, once that is sent, too. Everybody else gets nothing: the secret that Telegram was given must come with it.
"""

import asyncio
import hmac
import logging
from hashlib import sha256
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot, Update

from bots.listening import Listener
from bots.telegram_polling import Handle, read
from bots.telegram_reading import WANTED

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the name of a header, no secret)
ANSWER_SECONDS = 20.0
"""How long Telegram is kept waiting."""

CONNECTIONS = 64

log = logging.getLogger("palabre.telegram")


class Webhook:
    """Takes updates at the path of ``url``; ``handle`` says when an update's effects are kept."""

    def __init__(self, bot: Bot, handle: Handle, *, url: str) -> None:
        self._bot = bot
        self._handle = handle
        self._url = url
        self._secret = sha256(f"palabre webhook {bot.token}".encode()).hexdigest()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, listener: Listener) -> None:
        """Serve until cancelled."""
        path = urlsplit(self._url).path or "/"
        with listener.serving("POST", path, self._take):
            await self._bot.set_webhook(
                self._url, secret_token=self._secret, allowed_updates=WANTED, max_connections=CONNECTIONS
            )
            log.info("Telegram calls at %s", path)
            await asyncio.Event().wait()

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()

    async def _take(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return web.Response(status=403)
        try:
            update = read(await request.json(), self._bot)
        except ValueError:
            return web.Response(status=400)
        if update is None:
            return web.Response()
        return web.Response(status=200 if await self._kept(update) else 503)

    async def _kept(self, update: Update) -> bool:
        """Handle an update; say whether it is kept by the time that Telegram wants to know."""
        kept = asyncio.Event()
        task = asyncio.ensure_future(self._handled(update, kept))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await asyncio.wait([task], timeout=ANSWER_SECONDS)
        return kept.is_set()

    async def _handled(self, update: Update, kept: asyncio.Event) -> None:
        await self._handle(update, kept.set)
        kept.set()

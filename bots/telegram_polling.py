"""How updates come in by long polling, none confirmed before it is kept. Imports python-telegram-bot.

Telegram forgets an update once a later one is asked for. So the offset only goes past what is handled; what is still
under way comes again with each answer, and is known by its number. After a kill, all that was not handled comes again.
Only where Telegram shows nothing new any more does it go past what is kept and not yet answered, too.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlencode

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bots.telegram_reading import WANTED
from bots.telegram_request import AiohttpRequest
from bots.telegram_sending import reason, seconds_of

BATCH = 100
"""Updates in one answer: as many as Telegram gives. It bounds how many are under way."""

WAIT_SECONDS = 50
PATIENCE = (1.0, 2.0, 5.0, 10.0, 30.0)
LOOK_AGAIN = (0.05, 1.0)
"""Seconds until new updates are looked for although those under way are not getting fewer: doubled each time."""

RIVAL = "another process asks for this bot's messages; there may be only one"

Raw = dict[str, Any]
Handle = Callable[[Update, Callable[[], object]], Awaitable[None]]
"""Does all that an update asks for, and says when its effects are on disk."""
log = logging.getLogger("palabre.telegram")


class Frontier:
    """Which updates are handled, and up to which one none is missing.

    ``kept`` are those under way whose effects are on disk, and whose replies are not sent yet.
    """

    def __init__(self) -> None:
        self.under_way: set[int] = set()
        self.kept: set[int] = set()
        self._handled: set[int] = set()

    def new(self, numbers: Iterable[int]) -> list[int]:
        """Return those not seen before; they are under way from now on."""
        known = self.under_way | self._handled
        fresh = [number for number in dict.fromkeys(numbers) if number not in known]
        self.under_way.update(fresh)
        return fresh

    def handled(self, number: int) -> None:
        """Note that an update is done with."""
        self.under_way.discard(number)
        self.kept.discard(number)
        self._handled.add(number)

    def offset(self, *, past_kept: bool = False) -> int | None:
        """Return from which update on Telegram shall give them, None where there is nothing to confirm.

        ``past_kept`` also confirms what is only kept: a kill would cost its reply.
        """
        kept = self.kept if past_kept else set()
        first = min(self.under_way - kept, default=None)
        done = [number for number in self._handled | kept if first is None or number < first]
        return max(done) + 1 if done else None

    def confirmed(self, offset: int | None) -> None:
        """Forget what Telegram has forgotten, too."""
        if offset is not None:
            self._handled = {number for number in self._handled if number >= offset}


class Polling:
    """Asks Telegram for updates and hands each to ``handle``, many at once, which says when it is kept."""

    def __init__(self, bot: Bot, request: AiohttpRequest, handle: Handle) -> None:
        self._bot = bot
        self._request = request
        self._handle = handle
        self._frontier = Frontier()
        self._tasks: set[asyncio.Task[None]] = set()
        self._fewer = asyncio.Event()
        self._stuck = False
        self._look_again = LOOK_AGAIN[0]

    async def run(self) -> None:
        """Poll until cancelled; raise `InvalidToken` where Telegram does not know the bot any more."""
        attempt = 0
        while True:
            try:
                fresh = await self._ask(seconds=0 if self._frontier.under_way else WAIT_SECONDS)
            except InvalidToken:
                raise
            except TelegramError as error:
                await self._wait_out(error, attempt)
                attempt += 1
                continue
            attempt = 0
            await self._until_there_is_room(idle=not fresh)

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way, and confirm what is handled, so that it does not come again."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        if self._frontier.offset() is not None:
            try:
                await self._updates(self._frontier.offset(), seconds=0, limit=1)
            except TelegramError as error:
                log.warning("the last messages will come again: %s", reason(error))

    async def _ask(self, *, seconds: int) -> int:
        """Begin to handle what is new; return how many that is."""
        offset = self._frontier.offset(past_kept=self._stuck)
        updates = {raw["update_id"]: raw for raw in await self._updates(offset, seconds=seconds, limit=BATCH)}
        self._frontier.confirmed(offset)
        fresh = self._frontier.new(updates)
        # Telegram shows no more than these, and all are known: one reply that does not get through must not stop all.
        self._stuck = len(updates) == BATCH and not fresh
        for number in fresh:
            task = asyncio.create_task(self._take(updates[number]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return len(fresh)

    async def _take(self, raw: Raw) -> None:
        update, number = read(raw, self._bot), raw["update_id"]
        try:
            if update is not None:
                await self._handle(update, partial(self._frontier.kept.add, number))
        except Exception as error:  # noqa: BLE001 (it would fail again: it must not come again for ever)
            log.error("an update could not be handled: %s", type(error).__name__)
        self._frontier.handled(number)
        self._fewer.set()

    async def _until_there_is_room(self, *, idle: bool) -> None:
        """Wait while many are under way, or while asking again would bring the same ones."""
        under_way = self._frontier.under_way
        self._look_again = min(2 * self._look_again, LOOK_AGAIN[1]) if idle else LOOK_AGAIN[0]
        while len(under_way) > BATCH // 2 or (idle and under_way):
            self._fewer.clear()
            try:
                async with asyncio.timeout(self._look_again):  # wait_for may lose a cancellation, until Python 3.12
                    await self._fewer.wait()
            except TimeoutError:
                return
            idle = False

    async def _updates(self, offset: int | None, *, seconds: int, limit: int) -> Sequence[Raw]:
        """Return updates as they came: most of those still under way are known and need not be read again."""
        asked = {"timeout": seconds, "limit": limit, "allowed_updates": json.dumps(WANTED)}
        query = urlencode(asked | ({} if offset is None else {"offset": offset}))
        found: Any = await self._request.post(f"{self._bot.base_url}/getUpdates?{query}", read_timeout=seconds + 10)
        return list(found)

    async def _wait_out(self, error: TelegramError, attempt: int) -> None:
        """Say once what is wrong, and wait, longer each time; a webhook of an earlier configuration is removed."""
        if isinstance(error, Conflict) and "webhook" in error.message:
            log.info("there was a webhook; it is removed, since this process polls")
            with suppress(TelegramError):
                await self._bot.delete_webhook()
                return
        if attempt == 0:
            log.warning("no messages come in: %s", RIVAL if isinstance(error, Conflict) else reason(error))
        wait = PATIENCE[min(attempt, len(PATIENCE) - 1)]
        await asyncio.sleep(max(wait, seconds_of(error)) if isinstance(error, RetryAfter) else wait)


def read(raw: Raw, bot: Bot) -> Update | None:
    """Return an update, None for one that this version of the library cannot read: it must not come again for ever."""
    try:
        return Update.de_json(_lightened(raw), bot)
    except Exception as error:  # noqa: BLE001 (whatever the library makes of what it does not know)
        log.error("an update could not be read: %s", type(error).__name__)
        return None


def _lightened(raw: Raw) -> Raw:
    """Return an update without what stands above a pressed button: we wrote it, and reading it again takes time."""
    query = raw.get("callback_query")
    if not query or "message" not in query:
        return raw
    shown = query["message"]
    nothing_but = {"chat": shown["chat"], "message_id": shown["message_id"], "date": 0}
    return raw | {"callback_query": query | {"message": nothing_but}}

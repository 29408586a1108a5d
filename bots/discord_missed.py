"""What people wrote or edited while the bot was away, read when it is back. Imports consultation and discord.py.

Discord tells a new session nothing of what came before it. Whoever was met lately is looked up, one after the other and
slowly; who comes by before their turn is read first, so that what one person does is heard in order. What was deleted
meanwhile cannot be seen.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial

import discord

from bots.discord_reading import PLATFORM, Reader, addressee
from bots.discord_sending import TROUBLE, Sender, reason
from bots.house import House
from consultation.messages import Incoming
from consultation.ports import DELIVERIES_KEPT

PEOPLE, LATELY = 500, timedelta(days=30)
"""How many people are looked up at most, and when they were met."""

EVERY = 1.0
"""Seconds between two of them: Discord takes many opened chats for a sign of spam."""

MARGIN = timedelta(minutes=10)
"""How long before somebody was last met a message may have been lost: in a crash, or by clocks that differ."""

MESSAGES, FOR_EDITS = 300, 50
"""How many messages of one person are read at most, and how many at least, of which one may have been edited."""

REMEMBERED = 10_000

Hear = Callable[[int, discord.DMChannel, list[Incoming]], Awaitable[None]]
log = logging.getLogger("palabre.discord")


class Missed:
    """Who is still to be looked up; ``hear`` hears what somebody wrote, and answers it."""

    def __init__(self, house: House, reader: Reader, sender: Sender, hear: Hear) -> None:
        self._house = house
        self._reader = reader
        self._sender = sender
        self._hear = hear
        self._since: dict[int, datetime] = {}
        self._known: asyncio.Task[None] | None = None
        self._stop = asyncio.Event()
        self._reading: set[asyncio.Task[None]] = set()
        self._read: OrderedDict[str, None] = OrderedDict()

    def begin(self) -> None:
        """Look people up from now on, before anything else of them is heard."""
        self.end()
        self._stop = asyncio.Event()
        self._known = asyncio.create_task(self._know())
        reading = asyncio.create_task(self._read_all(self._known, self._stop))
        self._reading.add(reading)
        reading.add_done_callback(self._reading.discard)

    def end(self) -> None:
        """Look nobody up any more; what is being answered goes on."""
        self._stop.set()
        self._since = {}

    def has_read(self, incoming: Incoming) -> bool:
        """Say whether a message was heard already because it was looked up."""
        return incoming.delivery in self._read

    @asynccontextmanager
    async def in_order(self, user: int) -> AsyncIterator[None]:
        """Wait until all that came earlier from somebody is heard, also what they wrote while the bot was away."""
        async with self._house.turns.in_order(self._reader.identity(user)):
            if self._known and not self._known.done():
                await asyncio.wait({self._known})
            await self._look_up(user)
            yield

    async def _know(self) -> None:
        """Note who was met lately, and since when what they wrote may not have been heard."""
        now = self._house.clock.now()
        met = partial(self._house.outbox.met, PLATFORM, since=now - LATELY, limit=PEOPLE)
        stop, since = self._stop, dict[int, datetime]()
        for each in await self._house.turns.apart(met):
            # Of what is older than deliveries are kept, nobody knows any more whether it was heard.
            margin = MARGIN if now - each.at < DELIVERIES_KEPT - MARGIN else timedelta(0)
            try:
                user = addressee(self._house.identities.opened(each.address)).id
            except Exception as error:  # noqa: BLE001 (a key that is missing is one person's trouble)
                log.error("an address does not open: %s", type(error).__name__)
                continue
            since[user] = each.at - margin
        if not stop.is_set():
            self._since = since

    async def _read_all(self, known: "asyncio.Task[None]", stop: asyncio.Event) -> None:
        await asyncio.wait({known})
        for user in list(self._since):
            if stop.is_set():
                return
            if user in self._since:
                async with self.in_order(user):
                    pass
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), EVERY)

    async def _look_up(self, user: int) -> None:
        since = self._since.pop(user, None)
        if since is None:
            return
        try:
            channel = await self._sender.open(user)
            written = [message async for message in _since(channel, since)]
        except TROUBLE as error:
            log.warning("what somebody wrote could not be looked up: %s", reason(error))
            self._since[user] = since  # when they come by
            return
        incomings = [each for message in reversed(written) if (each := await self._unheard(message, since))]
        if incomings:
            await self._hear(user, channel, incomings)

    async def _unheard(self, message: discord.Message, since: datetime) -> Incoming | None:
        """Return what a message says where that was not heard yet: as it is now, or as an edit of what was heard."""
        for at, said in self._reader.versions(message):
            if at > since and not await self._heard(said):
                self._note(said)
                return said
        return None

    async def _heard(self, said: Incoming) -> bool:
        return await self._house.turns.apart(partial(self._house.heard, said.identity, said.delivery))

    def _note(self, said: Incoming) -> None:
        self._read[said.delivery] = None
        while len(self._read) > REMEMBERED:
            self._read.popitem(last=False)


async def _since(channel: discord.DMChannel, since: datetime) -> AsyncIterator[discord.Message]:
    """Yield the messages of a chat since then and some before, newest first."""
    number = 0
    async for message in channel.history(limit=MESSAGES):
        number += 1
        if message.created_at <= since and number > FOR_EDITS:
            return
        yield message

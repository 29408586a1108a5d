"""How replies and notices reach people and channels in Discord, whatever happens on the way.

Imports consultation and discord.py. A direct reply is tried until it arrives, since nothing brings its message again; a
notice is tried once, and the courier is told what became of it.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial
from itertools import chain, repeat
from typing import Any

import aiohttp
import discord

from bots.discord_drawing import View, files, view
from bots.discord_markdown import messages
from bots.discord_reading import PERSON, addressee, is_channel
from bots.outcomes import Closed, NotSent, Outcome, Refused, Sent, TooMany, Unknown
from bots.pace import Limit, Pace
from consultation.messages import Reply

PATIENCE = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds between attempts at a reply while Discord does not answer; the last one goes on."""

GIVE_UP = 600.0
"""Seconds after which a reply is given up: the person will have written again, or not."""

CLOSED = frozenset({50007, 50278})
"""Discord's codes for somebody who takes no direct messages, or shares no server with the bot any more."""

SLOW_DOWN = 60.0
"""Seconds to leave Discord alone when it does not say how many."""

TOO_MANY = 429
SAID: dict[int, Outcome] = {
    **dict.fromkeys(CLOSED, Closed()),
    **dict.fromkeys((50001, 50013), Refused("the bot may not write there, or is no longer there")),
    **dict.fromkeys((10003, 10004), Refused("the channel is gone")),
    **dict.fromkeys((40003, 20028), TooMany(SLOW_DOWN)),
}
"""What Discord's codes say of a notice."""

TROUBLE = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, TimeoutError)
"""What a call to Discord may raise."""

Call = Callable[[], Awaitable[object]]
log = logging.getLogger("palabre.discord")


class Sender:
    """Sends through ``client``, and notes for the ``pace`` of notices what it sends as a reply."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self.pace = Pace(is_group=is_channel, overall=Limit(40, 1), group=Limit(5, 5))

    async def answer(self, user: int, channel: discord.abc.Messageable, reply: Reply) -> None:
        """Send a reply to somebody until it has arrived; raise what Discord says no to."""
        for call in _calls(channel, reply):
            self.pace.sent(f"{PERSON}:{user}", time.monotonic())
            await surely(call)

    async def open(self, user: int) -> discord.DMChannel:
        """Return the channel of somebody's direct messages; whether they take any shows when something is sent."""
        return await self._client.create_dm(discord.Object(user))

    async def carry(self, address: str, reply: Reply) -> Outcome:
        """Send a notice once and tell what became of it."""
        where = addressee(address)
        try:
            channel = await self.open(where.id) if where.kind == PERSON else self._channel(where.id)
            if lacking := missing(channel):
                return Refused(f"the bot may not write there; it lacks: {lacking}")
        except TROUBLE as error:
            return outcome(error)
        return await carried(_calls(channel, reply))

    def _channel(self, number: int) -> discord.abc.Messageable:
        """Return a channel as it is known; one that is not may be a thread, or gone."""
        known = self._client.get_channel(number)
        return known if isinstance(known, discord.abc.Messageable) else self._client.get_partial_messageable(number)


async def carried(calls: Iterable[Call]) -> Outcome:
    """Make the calls that send a notice, the first one once; tell what became of it."""
    first, *others = calls
    try:
        await first()
        for call in others:  # the rest of what has begun to arrive
            await surely(call)
    except TROUBLE as error:
        return outcome(error)
    return Sent()


async def surely(call: Call) -> None:
    """Make a call until Discord has taken it; raise what it says no to, and what else it was at the end."""
    end = time.monotonic() + GIVE_UP
    for patience in chain(PATIENCE, repeat(PATIENCE[-1])):
        try:
            await call()
        except TROUBLE as error:
            wait = error.retry_after if isinstance(error, discord.RateLimited) else patience
            if not passing(error) or time.monotonic() + wait > end:
                raise
            log.warning("a reply is tried again: %s", reason(error))
            await asyncio.sleep(wait)
        else:
            return


def missing(channel: object) -> str:
    """Return what the bot would have to be allowed in a channel to announce there, "" where nothing is lacking."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return ""
    return lacking(channel.permissions_for(channel.guild.me), thread=isinstance(channel, discord.Thread))


def lacking(allowed: discord.Permissions, *, thread: bool) -> str:
    """Return the names of the permissions that are needed to announce and not given."""
    needed = ("view_channel", "send_messages_in_threads" if thread else "send_messages")
    return ", ".join(name.replace("_", " ") for name in needed if not getattr(allowed, name))


def passing(error: Exception) -> bool:
    """Say whether an error may pass by itself, rather than being a no."""
    no = isinstance(error, discord.HTTPException) and error.status not in (TOO_MANY, *range(500, 600))
    return not no


def outcome(error: Exception) -> Outcome:
    """Return what an error says of a notice."""
    match error:
        case discord.RateLimited():
            return TooMany(error.retry_after)
        case discord.HTTPException() if error.code in SAID:
            return SAID[error.code]
        case discord.HTTPException() if error.status == TOO_MANY:
            return TooMany(SLOW_DOWN)
        case discord.HTTPException() if not passing(error):
            return Refused(reason(error))
        case aiohttp.ClientConnectorError():
            return NotSent(reason(error))
    return Unknown(reason(error))


def reason(error: Exception) -> str:
    """Return why, without anything that might be a person's: Discord quotes what it could not read."""
    return f"{type(error).__name__} {getattr(error, 'code', '') or ''}".rstrip()


def drawn(reply: Reply, *, write: str = "") -> Iterator[tuple[str, View | None]]:
    """Yield the messages of a reply, the choices with its last one; ``write`` is the label that opens a form."""
    *before, last = messages(reply.lines)
    yield from ((text, None) for text in before)
    yield last, view(reply.buttons, write=write)


def _calls(channel: discord.abc.Messageable, reply: Reply) -> Iterable[Call]:
    """Return the calls that send a reply; each may be made again, and Discord knows it by its nonce."""
    return [
        partial(_send, channel, text, shown, reply if shown else None, nonce=secrets.token_hex(8))
        for text, shown in drawn(reply)
    ]


async def _send(
    channel: discord.abc.Messageable, text: str, shown: View | None, last: Reply | None, *, nonce: str
) -> None:
    extra: dict[str, Any] = {"view": shown, "files": files(last)} if shown and last else {}
    await channel.send(text, suppress_embeds=True, nonce=nonce, **extra)

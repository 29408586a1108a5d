"""A crowd in Discord, faked in process by simcord: everybody does the same thing at once, turn after turn.

Everything is in one process, the people and what stands for Discord too, and costs each bot the same.
"""

import gc
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
import simcord

Turns = Sequence[tuple[str, str]]
"""What each person does: (text, button) at a time."""

SETTLING = "_settle_internal"


@dataclass(frozen=True, slots=True)
class Borne:
    """How a bot bore it: how many acts a second, and how many there were; how long 95 in 100 took at most, in seconds.

    ``busy`` are the processor's seconds meanwhile, of the people and of what stands for Discord too.
    """

    rate: float
    acts: int
    p95: float
    busy: float


class Timed:
    """Times a bot's answers, from the event to the end of the last call; ``last`` is when it last had answered.

    ``busy`` are the processor's seconds of this process by then.
    """

    def __init__(self, bot: discord.AutoShardedClient) -> None:
        self.seconds: list[float] = []
        self.last = self.busy = 0.0
        for name in ("on_message", "on_interaction"):
            setattr(bot, name, self._timed(name, getattr(bot, name)))

    def _timed(self, name: str, heard: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
        async def timed(event: Any) -> None:
            if name == "on_message" and event.author.bot:
                return
            start = time.perf_counter()
            await heard(event)
            self.last, self.busy = time.perf_counter(), time.process_time()
            self.seconds.append(self.last - start)

        return timed


async def measure(bot: discord.AutoShardedClient, turns: Turns, people: int) -> Borne:
    """Let everybody act at once, turn after turn; only the time from a turn's first act to its last answer counts."""
    gc.collect()  # nobody pays for what was there before
    timed, seconds, busy = Timed(bot), 0.0, 0.0
    async with simcord.run(bot) as env:
        guild = env.create_guild()
        crowd = [guild.add_member(env.create_user(f"person{number}")).user for number in range(people)]
        for turn in turns:
            start, busy_before = await _at_once(env, bot, crowd, turn)
            seconds += timed.last - start
            busy += timed.busy - busy_before
    acts = len(timed.seconds)
    return Borne(acts / seconds, acts, p95(timed.seconds), busy)


def p95(seconds: Sequence[float]) -> float:
    """Return what 95 in 100 took at most."""
    return sorted(seconds)[int(len(seconds) * 0.95)]


async def _at_once(
    env: simcord.Env, bot: discord.AutoShardedClient, crowd: Sequence[Any], turn: tuple[str, str]
) -> tuple[float, float]:
    """Let everybody take a turn before anybody's answer is waited for; return the time before, and the processor's."""
    acts = [await _act(bot, person, *turn) for person in crowd]
    settled = env._settle_internal  # noqa: SLF001  (it lets one person act at a time)
    setattr(env, SETTLING, _not_yet)
    before = time.perf_counter(), time.process_time()
    for act in acts:
        await act()
    setattr(env, SETTLING, settled)
    await env.settle()
    return before


async def _not_yet(**_: Any) -> None:
    """Let the others act, too."""


async def _act(bot: discord.AutoShardedClient, person: Any, words: str, button: str) -> Any:
    """Return what somebody does next."""
    return await _pressed(bot, person, button) if button else partial(person.send_dm, words)


async def _pressed(bot: discord.AutoShardedClient, person: Any, button: str) -> Any:
    """Return what presses that button, or the line of a menu, under the newest message; for the echo its only one."""
    channel = await bot.create_dm(discord.Object(person.id))
    newest = await anext(channel.history(limit=1))
    for item in _items(newest):
        if isinstance(item, discord.SelectMenu) and any(option.value == button for option in item.options):
            return lambda: person.select(newest, custom_id=item.custom_id, values=[button])
        if isinstance(item, discord.Button) and item.custom_id in (button, "on"):
            return lambda: person.click(newest, custom_id=item.custom_id)
    raise LookupError(f"no {button} under the newest message")


def _items(message: discord.Message) -> Iterator[Any]:
    for row in message.components:
        yield from getattr(row, "children", ())

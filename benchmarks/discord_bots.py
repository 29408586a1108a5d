"""Interactions per second through simcord: Palabre with every answer committed, beside a bare echo bot.

``python -m benchmarks discord`` or ``make bench-discord``; ``PEOPLE=40`` sets how many are interviewed at once. Both
bots make the same calls: for a button two (the pressed message loses its buttons, a follow-up is sent), for a text one.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
import simcord

from benchmarks.conversation import launched
from bots.discord_bot import DiscordBot
from config.services import house_of
from config.settings import Settings
from config.wiring import Deployment

SETTLING = "_settle_internal"
TOKEN = "a.b.c"  # noqa: S105  (simcord asks for none)


class Echo(discord.AutoShardedClient):
    """Says again what was said, with a button; a press is answered by the same calls as Palabre's."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, dm_messages=True), shard_count=1, max_messages=None)

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            await message.channel.send(message.content, view=self._view())

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=None)
        await interaction.followup.send("pressed", view=self._view())

    def _view(self) -> discord.ui.View:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="on", custom_id="on"))
        view.stop()
        return view


class Timed:
    """Times a bot's answers, from the event to the end of the last call; ``last`` is when it last had answered."""

    def __init__(self, bot: discord.AutoShardedClient) -> None:
        self.seconds: list[float] = []
        self.last = 0.0
        for name in ("on_message", "on_interaction"):
            setattr(bot, name, self._timed(name, getattr(bot, name)))

    def _timed(self, name: str, heard: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
        async def timed(event: Any) -> None:
            if name == "on_message" and event.author.bot:
                return
            start = time.perf_counter()
            await heard(event)
            self.last = time.perf_counter()
            self.seconds.append(self.last - start)

        return timed


async def measure(
    bot: discord.AutoShardedClient, turns: list[tuple[str, str]], people: int
) -> tuple[float, list[float]]:
    """Return acts per second where everybody acts at once, turn after turn, and how long each answer took."""
    timed, busy = Timed(bot), 0.0
    async with simcord.run(bot) as env:
        guild = env.create_guild()
        crowd = [guild.add_member(env.create_user(f"person{number}")).user for number in range(people)]
        for words, button in turns:
            acts = [await _act(bot, person, words, button) for person in crowd]
            settled = env._settle_internal  # noqa: SLF001  (it lets one person act at a time)
            setattr(env, SETTLING, _not_yet)
            start = time.perf_counter()
            for act in acts:
                await act()
            setattr(env, SETTLING, settled)
            await env.settle()
            busy += timed.last - start
    return len(timed.seconds) / busy, sorted(timed.seconds)


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


async def run(people: int) -> None:
    """Measure both, and print the ratio."""
    with TemporaryDirectory() as folder:
        deployment = Deployment(Settings(home=Path(folder), database="", site="")).remembering()
        turns, round_id = launched(deployment)
        deployment.tagger(deployment.consultation("partnerships")).tag("warm", spoken="en")
        house = house_of(deployment)
        bots: dict[str, discord.AutoShardedClient] = {"echo": Echo(), "palabre": DiscordBot(TOKEN, house, shards=1)}
        rates = {}
        print(f"discord: {people} people at once, {len(turns)} acts each")
        for name, bot in bots.items():
            rates[name], taken = await measure(bot, turns, people)
            print(f"  {name:8} {rates[name]:6,.0f} acts/s   p95 {1000 * taken[int(len(taken) * 0.95)]:5.1f} ms")
        house.turns.close()
        kept = sum(len(person.answers) for person in deployment.store.record(round_id).participations)
    print(f"  palabre, each answer committed, at {rates['palabre'] / rates['echo']:.0%} of the echo's rate")
    if kept != 5 * people:
        raise SystemExit(f"{kept} answers are kept, not {5 * people}")


def main() -> None:
    """Run with as many people as PEOPLE says."""
    asyncio.run(run(int(os.environ.get("PEOPLE", "40"))))


if __name__ == "__main__":
    main()

"""Interactions per second through simcord: Palabre with every answer committed, beside a bare echo bot.

``python -m benchmarks discord`` or ``make bench-discord``; ``PEOPLE=40`` sets how many are interviewed at once,
``PAIRS=5`` how often, ``BURST=200`` how many press a button at once. The bots take turns, in one process, and of each
the best time counts: other processes may have been at work during the rest. The processor's time tells about the same
and depends less on them. All make the same calls: for a button two (the pressed message loses its buttons, a follow-up
is sent), for a text one.

A third bot says what Palabre says, from a list, and stands between the two in the table of what an act costs.
"""

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord

from benchmarks.conversation import launched
from benchmarks.discord_burst import press_at_once
from benchmarks.discord_crowd import Borne, Turns, measure, p95
from bots.discord_bot import DiscordBot
from bots.discord_drawing import view
from bots.discord_markdown import messages
from bots.house import House
from config.service.services import house_of
from config.settings import Settings
from config.wiring import Deployment
from consultation.messages import Incoming, Reply

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


class Reciting(Echo):
    """An echo that says to each person what Palabre would, from a list, whatever they do."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        super().__init__()
        self._said = [("".join(messages(reply.lines)), view(reply.buttons)) for reply in replies]
        self._turns: dict[int, Iterator[tuple[str, discord.ui.View]]] = {}

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            words, choices = self._next(message.author.id)
            await message.channel.send(words, view=choices, suppress_embeds=True)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        words, choices = self._next(interaction.user.id)
        await interaction.response.edit_message(view=None)
        await interaction.followup.send(words, view=choices, suppress_embeds=True)

    def _next(self, person: int) -> tuple[str, discord.ui.View]:
        return next(self._turns.setdefault(person, iter(self._said)))


@dataclass
class Installed:
    """Palabre as it serves, and what it did.

    ``replies`` are those to ``first``, who came first; ``hearing`` are the processor's seconds in the core.
    """

    deployment: Deployment
    house: House
    turns: Turns
    round_id: str
    replies: list[Reply] = field(default_factory=list)
    hearing: float = 0.0
    first: str = ""

    def heard(self, hear_all: Callable[[Sequence[Incoming]], Any]) -> Callable[[Sequence[Incoming]], Any]:
        """Return what hears people, noted."""

        def noted(incomings: Sequence[Incoming]) -> Any:
            start = time.thread_time()
            outcomes = hear_all(incomings)
            self.hearing += time.thread_time() - start
            self.first = self.first or incomings[0].identity
            self.replies += [
                heard[0] for one, heard in zip(incomings, outcomes, strict=True) if one.identity == self.first
            ]
            return outcomes

        return noted

    def require_kept(self, answers: int) -> None:
        """Exit where not every answer is kept."""
        kept = sum(len(person.answers) for person in self.deployment.store.record(self.round_id).participations)
        if kept != answers:
            raise SystemExit(f"{kept} answers are kept, not {answers}")


@contextmanager
def installed() -> Iterator[Installed]:
    """Give an installation with a round, and a tagger that has tagged."""
    with TemporaryDirectory() as folder:
        deployment = Deployment(Settings(home=Path(folder), database="", site="")).remembering()
        turns, round_id = launched(deployment)
        deployment.tagger(deployment.consultation("partnerships")).tag("warm", spoken="en")
        palabre = Installed(deployment, house_of(deployment), turns, round_id)
        hearing = palabre.house.turns
        hearing._hear_all = palabre.heard(hearing._hear_all)  # noqa: SLF001  (timed where it is called)
        yield palabre
        hearing.close()


@dataclass
class Runs:
    """How each bot bore it, each time; ``hearing`` are the processor's seconds of the core in Palabre's."""

    echo: list[Borne] = field(default_factory=list)
    palabre: list[Borne] = field(default_factory=list)
    reciting: list[Borne] = field(default_factory=list)
    hearing: list[float] = field(default_factory=list)


def best(runs: Sequence[Borne]) -> Borne:
    """Return the fastest."""
    return max(runs, key=lambda borne: borne.rate)


def cost(runs: Sequence[Borne]) -> float:
    """Return the processor's milliseconds for an act, at best."""
    return min(1000 * borne.busy / borne.acts for borne in runs)


async def taken_in_turns(people: int, pairs: int) -> Runs:
    """Return how the bots bore it, one after the other, as often as there are pairs."""
    runs = Runs()
    for number in range(pairs):
        with installed() as palabre:
            turns = palabre.turns
            if number % 2:
                runs.echo.append(await measure(Echo(), turns, people))
            runs.palabre.append(await measure(DiscordBot(TOKEN, palabre.house, shards=1), turns, people))
            if not number % 2:
                runs.echo.append(await measure(Echo(), turns, people))
            runs.reciting.append(await measure(Reciting(palabre.replies), turns, people))
            runs.hearing.append(palabre.hearing)
            palabre.require_kept(5 * people)
    return runs


def print_runs(runs: Runs) -> None:
    """Print rates, their ratio, and what an act costs, layer by layer."""
    echo, palabre = best(runs.echo), best(runs.palabre)
    for name, borne in (("echo", echo), ("palabre", palabre)):
        print(f"  {name:8} {borne.rate:6,.0f} acts/s   p95 {1000 * borne.p95:5.1f} ms")
    print(f"  palabre, each answer committed, at {palabre.rate / echo.rate:.0%} of the echo's rate")
    costs = cost(runs.echo), cost(runs.reciting), cost(runs.palabre)
    print(f"  and at {costs[0] / costs[2]:.0%} of it by the processor's time, of which an act costs")
    hearing = 1000 * min(runs.hearing) / palabre.acts
    layers = {
        "simcord, discord.py and an echo": costs[0],
        "Palabre's words and choices": costs[1] - costs[0],
        "hearing, tagging, committing": hearing,
        "reading, order, drawing, sending": costs[2] - costs[1] - hearing,
    }
    for name, milliseconds in layers.items():
        print(f"    {name:32} {milliseconds:5.2f} ms")


def print_burst(people: int) -> None:
    """Print what becomes of many presses at once; exit where Discord gave up on one."""
    burst = press_at_once(people)
    first, answered = 1000 * p95(burst.first), 1000 * p95(burst.answered)
    print(
        f"  {people} people press at once, across a wire: p95 {first:,.0f} ms to the first word, {answered:,.0f} ms to"
    )
    print(f"  the answer; the last first word after {1000 * burst.first[-1]:,.0f} ms, {burst.deferred} were deferrals")
    if burst.failed:
        raise SystemExit(f"Discord gave up on {burst.failed} presses")


def main() -> None:
    """Run with as many people as PEOPLE says, as often as PAIRS says, and as many presses at once as BURST says."""
    people, pairs, at_once = (int(os.environ.get(*of)) for of in (("PEOPLE", "40"), ("PAIRS", "5"), ("BURST", "200")))
    print(f"discord: {people} people at once, an interview each, {pairs} times")
    print_runs(asyncio.run(taken_in_turns(people, pairs)))
    print_burst(at_once)


if __name__ == "__main__":
    main()

"""The Discord bot: events become Incomings, replies become messages, notices are carried.

Imports consultation and discord.py, whose client it is. A person is interviewed by direct message, or, where they take
none, in messages that only they see, with forms to write in. Nobody is interviewed in public.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import discord
import yarl

from bots.discord_announcing import Announcing
from bots.discord_answering import Answering
from bots.discord_commands import Names, tree
from bots.discord_drawing import WRITE
from bots.discord_missed import Missed
from bots.discord_reading import PERSON, PLATFORM, Interaction, Reader, addressee, chosen, written_by_bot
from bots.discord_responding import Response, Thinking
from bots.discord_sending import TROUBLE, Sender, reason
from bots.discord_wire import point
from bots.house import House
from bots.outcomes import Closed, Outcome
from bots.waiting import Waiting
from consultation.errors import InvalidInput, NotFound, PalabreError
from consultation.messages import Incoming, Reply
from consultation.notices import Group

P = ParamSpec("P")
T = TypeVar("T")
INTENTS = discord.Intents(guilds=True, dm_messages=True)
"""What the bot is told: which servers and channels there are, and what is written to it directly."""

LONGEST_WAIT = 30.0
"""Seconds that the library waits by itself when Discord says that there is too much; longer waits are ours."""

Handle = Callable[Concatenate["DiscordBot", P], Coroutine[Any, Any, T]]
log = logging.getLogger("palabre.discord")


def _finished_first(handle: Handle[P, T]) -> Handle[P, T]:
    """Let what is done in a task of its own be finished before the bot closes."""

    @wraps(handle)
    async def noted(self: "DiscordBot", /, *given: P.args, **named: P.kwargs) -> T:
        task = asyncio.current_task()
        if task in self._under_way:
            return await handle(self, *given, **named)
        self._under_way.add(task)
        try:
            return await handle(self, *given, **named)
        finally:
            self._under_way.discard(task)

    return noted


class DiscordBot(discord.AutoShardedClient):
    """One bot. `run_until_closed` it."""

    def __init__(self, token: str, house: House, *, api: str = "", gateway: str = "", shards: int = 0) -> None:
        point(api=api, gateway=gateway)
        super().__init__(
            intents=INTENTS,
            shard_count=shards or None,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
            chunk_guilds_at_startup=False,
            enable_debug_events=False,
        )
        self._token = token
        self._house = house
        self._at_work = asyncio.Event()
        self._under_way: set[asyncio.Task[Any] | None] = set()
        self._launched: set[int] = set()
        self._reader = Reader(house.identities, house.clock)
        self._sender = Sender(self)
        self._waiting = Waiting(house, PLATFORM)
        self._missed = Missed(house, self._reader, self._sender, self._hear)
        self._thinking = Thinking()
        hearing = house, self._reader, self._sender, self._waiting, self._thinking
        self._answering = Answering(*hearing, self._missed.in_order)
        self._announcing = Announcing(house, self._reader)
        self.pace = self._sender.pace
        self.tree = tree(self, house.announcer, self.used, self.announce_here)

    async def setup_hook(self) -> None:
        """Prepare the names of commands in other languages."""
        await self.tree.set_translator(Names(self._house.announcer))

    async def run_until_closed(self, finish: float) -> None:
        """Connect and serve until cancelled; what is under way then has so many seconds to ``finish``.

        Raises `InvalidInput` for a token that Discord does not know.
        """
        try:
            await self._known()
            await self.connect()
        finally:
            self._at_work.set()
            self._missed.end()
            await self._finished(finish)
            await self.close()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard; raise `PalabreError` where that fails, which the library would try for ever."""
        if shard_id in self._launched:
            raise PalabreError("Discord's gateway takes no connection")
        self._launched.add(shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def sync(self, guild: int) -> int:
        """Make the commands known in one server, or (0) in all; return how many there are.

        Raises `InvalidInput` for a token that Discord does not know and `NotFound` for a server that the bot is not in.
        """
        await self._known()
        where = discord.Object(guild) if guild else None
        if where:
            self.tree.copy_global_to(guild=where)
        try:
            return len(await self.tree.sync(guild=where))
        except (discord.Forbidden, discord.NotFound):
            raise NotFound(f"there is no server {guild} that this bot is in") from None

    async def ready(self) -> None:
        """Wait until the bot is at work, or has failed."""
        await self._at_work.wait()

    @_finished_first
    async def carry(self, address: str, reply: Reply) -> Outcome:
        """Send a notice once and tell what became of it."""
        outcome = await self._sender.carry(address, reply)
        if isinstance(outcome, Closed):
            self._waiting.put_off(self._reader.identity(addressee(address).id))
        return outcome

    def regroup(self, address: str) -> Group:
        """Return the channel at an address."""
        return self._announcing.regroup(address)

    @_finished_first
    async def used(self, interaction: Interaction, typed: str) -> None:
        """Answer a command."""
        await self._answering.used(interaction, typed)

    @_finished_first
    async def announce_here(self, interaction: Interaction, _: str) -> None:
        """Answer the command by which a channel becomes known."""
        response = Response(interaction)
        async with self._thinking.about(response):
            reply = await self._announcing.here(interaction)
        try:
            await response.tell(reply)
        except TROUBLE as error:
            log.info("a command could not be answered: %s", reason(error))

    # What happens

    def dispatch(self, event: str, /, *given: Any, **named: Any) -> None:
        """Tell of an event, but for what bots wrote: Discord says every answer of ours again, and nothing follows."""
        if not any(written_by_bot(each) for each in given):
            super().dispatch(event, *given, **named)

    async def on_shard_connect(self, shard: int) -> None:
        """Look up what was missed: this session begins now, and direct messages come in the first shard's."""
        if shard == 0:
            self._missed.begin()

    async def on_ready(self) -> None:
        log.info("this is %s, in %d servers", self.user, len(self.guilds))
        self._at_work.set()

    @_finished_first
    async def on_message(self, message: discord.Message) -> None:
        if said := self._reader.message(message):
            await self._written(said, message.author.id, message.channel)

    @_finished_first
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        message = event.message
        if said := self._reader.edit(message):
            await self._written(said, message.author.id, message.channel)

    @_finished_first
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        if event.guild_id is None and (writer := await self._writer(event.channel_id)):
            said = self._reader.deletion(event.message_id, writer)
            await self._written(said, writer, self.get_partial_messageable(event.channel_id))

    @_finished_first
    async def on_interaction(self, interaction: Interaction) -> None:
        match interaction.type:
            case discord.InteractionType.component if chosen(interaction) == WRITE:
                await self._answering.open_form(interaction)
            case discord.InteractionType.component:
                await self._answering.pressed(interaction)
            case discord.InteractionType.modal_submit:
                await self._answering.filled(interaction)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._announcing.gone(channel.id)

    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        await self._announcing.gone(thread.thread_id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self._announcing.gone(*(each.id for each in (*guild.channels, *guild.threads)))

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Say what went wrong, and nothing of whom: the library would show all."""
        kind = sys.exc_info()[0]
        log.error("%s went wrong: %s", event_method, kind.__name__ if kind else "")

    # Direct messages

    async def _written(self, said: Incoming, writer: int, channel: discord.abc.Messageable) -> None:
        """Hear a direct message and answer it."""
        async with self._missed.in_order(writer):
            if not self._missed.has_read(said):
                await self._hear(writer, channel, [said])

    @_finished_first
    async def _hear(self, writer: int, channel: discord.abc.Messageable, said: list[Incoming]) -> None:
        """Hear what somebody wrote, in its order, and answer the last of it."""
        replies = await self._answering.heard(*said)
        try:
            for reply in replies:
                await self._sender.answer(writer, channel, reply)
        except TROUBLE as error:
            log.warning("an answer could not be given: %s", reason(error))
        else:
            await self._waiting.told(self._reader.identity(writer), partial(self._sender.carry, f"{PERSON}:{writer}"))

    async def _writer(self, channel: int) -> int:
        """Return who writes in a direct chat, 0 where nobody does any more."""
        if known := self._reader.writer(channel):
            return known
        try:
            found = await self.fetch_channel(channel)
        except TROUBLE as error:
            log.warning("a chat could not be told: %s", reason(error))
            return 0
        return found.recipient.id if isinstance(found, discord.DMChannel) and found.recipient else 0

    async def _finished(self, seconds: float) -> None:
        """Take nothing more, and wait for what is being answered and carried."""
        await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()), return_exceptions=True)
        if under_way := {task for task in self._under_way if task}:
            await asyncio.wait(under_way, timeout=seconds)

    async def _known(self) -> None:
        """Meet Discord."""
        try:
            await self.login(self._token)
        except discord.LoginFailure:
            raise InvalidInput(
                "Discord does not know this token; the developer portal shows the right one",
                where="PALABRE_DISCORD_TOKEN",
            ) from None

"""discord.py's real clients, over real sockets."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from tests.bots.loops import Beside, until
from tests.discord_api import DiscordApi, GuildChannel, Person, pointed_at
from tests.discord_api.clients import LibraryBot

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
QUICK = {"guild_ready_timeout": 0.01}
"""Without it discord.py waits two seconds for more guilds before it is ready."""


class Why(ui.Modal, title="Why?"):
    """A modal with both the old form of a text input and the new."""

    said: ui.TextInput["Why"] = ui.TextInput(label="In a word", max_length=4000)
    question = ui.TextDisplay[ui.LayoutView]("The **whole** question")
    more: ui.Label["Why"] = ui.Label(text="At length", component=ui.TextInput["Why"](required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.more.component, ui.TextInput)
        await interaction.response.send_message(f"{self.said.value}, {self.more.component.value}", ephemeral=True)


class Menu(ui.View):
    """A view that survives a restart."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Yes", custom_id="yes")
    async def yes(self, interaction: discord.Interaction, _: "ui.Button[Menu]") -> None:
        await interaction.response.edit_message(content="yes", view=None)

    @ui.button(label="Wait", custom_id="wait")
    async def wait_for_it(self, interaction: discord.Interaction, _: "ui.Button[Menu]") -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.edit_original_response(content="here")
        await interaction.followup.send("and there", ephemeral=True)

    @ui.select(custom_id="which", options=[discord.SelectOption(label=label) for label in "xy"])
    async def which(self, interaction: discord.Interaction, _: "ui.Select[Menu]") -> None:
        await interaction.response.send_modal(Why())


class Echo(discord.Client):
    """A bot that says again what it hears."""

    def __init__(self, **options: Any) -> None:
        super().__init__(intents=INTENTS, **(QUICK | options))
        self.heard: list[str] = []
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.add_view(Menu())

        @self.tree.command(name="menu", description="Show the menu.")
        @app_commands.describe(code="The code of a round.")
        async def menu(interaction: discord.Interaction, code: str = "") -> None:
            await interaction.response.send_message(f"menu {code} {interaction.locale}", view=Menu())

        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for nothing; discord.py waits five seconds between two shards."""

    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        self.heard.append(message.content)
        await message.channel.send(f"re: {message.content}", view=Menu())

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if not payload.message.author.bot:
            self.heard.append(f"edited: {payload.message.content}")

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        self.heard.append(f"deleted: {payload.message_id}")


class ShardedEcho(Echo, discord.AutoShardedClient):
    """The same on as many shards as the gateway recommends."""


Start = Callable[..., LibraryBot]


@pytest.fixture
def start(api: DiscordApi, loop: Beside) -> Iterator[Start]:
    """Give what connects a client."""
    made: list[LibraryBot] = []

    def started(make: Callable[[], Echo] = Echo, token: str = "", shards: int = 1) -> LibraryBot:
        made.append(LibraryBot(loop, make, token or api.bot_of().token))
        api.waits_until_connected(shards)
        return made[-1]

    with pointed_at(api):
        yield started
        for library in made:
            library.close()


def test_a_conversation(api: DiscordApi, ada: Person, start: Start) -> None:
    library = start()
    said = ada.says("hello")
    [answer] = ada.dm.wait()
    assert answer.content == "re: hello"
    ada.edits(said, "hello you")
    ada.deletes(said)
    press = ada.presses(answer.button("Wait")).wait(lambda press: press.followups)
    assert [message.content for message in ada.ephemerals] == ["here", "and there"]
    assert (press.deferred, press.ephemeral, press.thinking) == (True, True, False)
    asked = ada.selects(answer, "which", ["y"]).wait()
    assert asked.modal is not None
    word, length = (each.custom_id for each in asked.modal.inputs)
    assert (asked.modal.texts, asked.modal.inputs[1].label) == (["The **whole** question"], "At length")
    assert (sent := ada.submits(asked.modal, {word: "a", length: "b"}).wait()).message
    assert sent.message.content == "a, b"
    assert ada.presses(answer, "yes").wait().message is answer
    assert (answer.content, answer.rows) == ("yes", [])
    api.waits_until_idle()
    assert isinstance(library.client, Echo)
    assert library.client.heard == ["hello", "edited: hello you", f"deleted: {said.id}"]
    assert api.complaints == []


def test_idle_means_that_every_event_was_read(api: DiscordApi, ada: Person, start: Start) -> None:
    start()
    api.on_bot_message = lambda _, message: ada.says("2") if message.content == "re: 1" else None
    ada.says("1")
    api.waits_until_idle()
    assert [message.content for message in ada.dm.messages] == ["1", "re: 1", "2", "re: 2"]


def test_a_command_in_a_guild(api: DiscordApi, ada: Person, general: GuildChannel, start: Start) -> None:
    start()
    run = ada.runs("menu", where=general, code="ABC").wait()
    assert (run.message, general.last.content) == (general.last, "menu ABC fr")
    assert ada.presses(general.last, "yes").wait().message is general.last
    assert (general.last.content, api.complaints) == ("yes", [])


def test_a_view_survives_a_restart(api: DiscordApi, ada: Person, start: Start) -> None:
    first = start()
    ada.says("hello")
    [answer] = ada.dm.wait()
    first.close()
    api.waits_until_disconnected()
    start()
    assert ada.presses(answer, "yes").wait().message is answer
    assert answer.content == "yes"


def test_files_go_both_ways(ada: Person, start: Start) -> None:
    library = start()

    async def sends() -> bytes:
        channel = await (await library.client.fetch_user(ada.id)).create_dm()
        file = discord.File(__file__, filename="test.py", description="a test")
        message = await channel.send("here", file=file)
        return await message.attachments[0].read()

    read = library.does(sends())
    assert [(file.name, file.content, file.description) for file in ada.dm.last.files] == [("test.py", read, "a test")]


@pytest.mark.parametrize(
    "goes_wrong",
    [
        lambda api: api.drops(),
        lambda api: api.drops(code=4000),
        lambda api: api.asks_to_reconnect(),
        lambda api: api.invalidates(resumable=True),
    ],
    ids=["dropped", "closed", "reconnect", "invalid"],
)
def test_a_dropped_client_resumes(
    api: DiscordApi, ada: Person, start: Start, goes_wrong: Callable[[DiscordApi], None]
) -> None:
    start()
    ada.says("before")
    ada.dm.wait()
    goes_wrong(api)
    ada.says("meanwhile")
    assert [message.content for message in ada.dm.wait()] == ["re: meanwhile"]
    assert api.waits_for(lambda: api.resumed == 1)
    assert (api.identified, api.complaints) == (1, [])


def test_a_client_notices_a_half_open_socket(api: DiscordApi, ada: Person, start: Start) -> None:
    start(lambda: Echo(heartbeat_timeout=0.1))
    api.drops(silently=True)
    ada.says("meanwhile")
    assert [message.content for message in ada.dm.wait()] == ["re: meanwhile"]


def test_an_invalid_session_begins_anew(api: DiscordApi, ada: Person, start: Start) -> None:
    start()
    api.invalidates()
    assert api.waits_for(lambda: api.identified == 2)
    ada.says("after")
    assert [message.content for message in ada.dm.wait()] == ["re: after"]
    assert api.resumed == 0


def test_a_client_that_is_not_allowed(api: DiscordApi, loop: Beside, start: Start) -> None:  # noqa: ARG001 (it points)
    class Curious(Echo):
        def __init__(self) -> None:
            super().__init__()
            self._connection._intents = discord.Intents.all()

    curious, wrong = LibraryBot(loop, Curious, api.bot("curious")), LibraryBot(loop, Echo, "wrong")
    assert isinstance(loop.fails(_over(curious.running)), discord.PrivilegedIntentsRequired)
    assert isinstance(loop.fails(_over(wrong.running)), discord.LoginFailure)
    curious.close()
    wrong.close()


async def _over(running: "asyncio.Task[None]") -> None:
    await running


def test_errors_have_discords_codes(ada: Person, start: Start) -> None:
    library = start()

    async def sends(content: str) -> None:
        channel = await (await library.client.fetch_user(ada.id)).create_dm()
        await channel.send(content)

    def code(content: str) -> int:
        error = library._loop.fails(sends(content))
        assert isinstance(error, discord.HTTPException)
        return error.code

    assert [code(""), code("a" * 2001)] == [50006, 50035]
    ada.closes_dms()
    assert code("a") == 50007


@pytest.mark.parametrize("is_global", [False, True])
def test_a_client_waits_when_it_is_told_to(api: DiscordApi, ada: Person, start: Start, *, is_global: bool) -> None:
    start()
    api.faults.add("create_message", "too_many", retry_after=0.05, is_global=is_global)
    api.faults.add("create_interaction_response", "too_many", retry_after=0.05)
    ada.says("hello")
    [answer] = ada.dm.wait()
    assert ada.presses(answer, "yes").wait().message is answer
    statuses = [(call.method, call.status) for call in api.calls if call.method.startswith("create_")]
    assert statuses[-4:] == [
        ("create_message", 429),
        ("create_message", 200),
        ("create_interaction_response", 429),
        ("create_interaction_response", 200),
    ]


def test_two_shards(api: DiscordApi, ada: Person, start: Start) -> None:
    api.shards = 2
    channels = [api.guild(f"G{shard}", members=[ada], shard=shard, of=2).channel("c") for shard in (0, 1)]
    library = start(ShardedEcho, shards=2)
    assert isinstance(library.client, ShardedEcho)
    until(lambda: len(library.client.guilds) == 2, "both guilds")
    assert sorted(guild.shard_id for guild in library.client.guilds) == [0, 1]
    for channel in channels:
        ada.runs("menu", where=channel, code=channel.guild.name).wait()
    assert [channel.last.content for channel in channels] == ["menu G0 fr", "menu G1 fr"]
    api.drops(1)
    ada.says_in(channels[1], f"<@{api.bot_of().id}> missed")
    assert channels[1].wait(lambda message: "missed" in message.content).author.is_bot
    assert api.waits_for(lambda: api.resumed == 1)
    ada.says("privately")
    assert [message.content for message in ada.dm.wait()] == ["re: privately"]
    assert (api.identified, api.complaints) == (2, [])

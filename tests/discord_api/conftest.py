"""A server, a bot on it, Ada, and a guild that both are in."""

from collections.abc import Iterator

import pytest

from tests.bots.loops import Beside, beside
from tests.discord_api import DiscordApi, Guild, GuildChannel, Person
from tests.discord_api.clients import PlainBot


@pytest.fixture
def api() -> Iterator[DiscordApi]:
    with DiscordApi() as api:
        yield api


@pytest.fixture
def bot(api: DiscordApi) -> PlainBot:
    return PlainBot(api, api.bot("palabre"))


@pytest.fixture
def ada(api: DiscordApi, bot: PlainBot) -> Person:
    """Ada, whose direct messages with the bot are open."""
    ada = api.person("ada", locale="fr")
    bot.gets("POST", "/users/@me/channels", {"recipient_id": str(ada.id)})
    return ada


@pytest.fixture
def salon(api: DiscordApi, ada: Person) -> Guild:
    return api.guild("Salon", members=[ada])


@pytest.fixture
def general(salon: Guild) -> GuildChannel:
    return salon.channel("general")


@pytest.fixture
def loop() -> Iterator[Beside]:
    """Give an event loop beside the test, for what is async."""
    with beside() as loop:
        yield loop

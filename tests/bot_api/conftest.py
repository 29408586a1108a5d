"""A server, a bot on it, and Ada, who has said /start to it."""

from collections.abc import Iterator

import pytest

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import LibraryBot, PlainBot


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi(seed=1, allow_http_webhook=True, webhook_backoff=0.01) as api:
        yield api


@pytest.fixture
def bot(api: BotApi) -> PlainBot:
    return PlainBot(api, api.bot("palabre_bot"))


@pytest.fixture
def ada(api: BotApi, bot: PlainBot) -> Person:
    """Ada has said /start, and the bot has taken note of it."""
    ada = api.person("Ada", language="fr", username="ada")
    ada.says("/start")
    assert len(bot.gets("getUpdates", offset=-1)) == 1
    api.run(api.bot_of().updates.clear)
    api.calls.clear()
    return ada


@pytest.fixture
def library(api: BotApi, bot: PlainBot) -> Iterator[LibraryBot]:
    library = LibraryBot(api, bot.token)
    yield library
    library.close()

"""A strict Bot API server, keys, and a loop for bots beside the test."""

from collections.abc import Iterator

import pytest

from bots.identity import Identities
from tests.bot_api import BotApi
from tests.bots.loops import Beside, beside
from tests.bots.telegram_world import World, world_over
from tests.databases import Place


@pytest.fixture
def api() -> Iterator[BotApi]:
    """Give a server; what Telegram would only tolerate fails the test."""
    with BotApi(seed=1, allow_http_webhook=True, webhook_backoff=0.01) as api:
        yield api
    assert api.complaints == []


@pytest.fixture
def token(api: BotApi) -> str:
    """Give the token of @palabre_bot."""
    return api.bot("palabre_bot")


@pytest.fixture
def loop() -> Iterator[Beside]:
    with beside() as loop:
        yield loop


@pytest.fixture(scope="session")
def identities(tmp_path_factory: pytest.TempPathFactory) -> Identities:
    return Identities(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def world(place: Place, api: BotApi, token: str, loop: Beside, identities: Identities) -> Iterator[World]:
    """Give a bot that has not been started yet."""
    with world_over(place, api, token, loop, identities) as world:
        yield world

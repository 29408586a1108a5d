"""The transcripts of the terminal, word for word in Discord's direct messages."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import simcord

from bots.discord_bot import DiscordBot
from config.service.services import house_of
from config.settings import Settings
from config.wiring import Deployment
from consultation.facilitation import launch
from consultation.rounds import Kind
from storage.store import SqlStore
from tests.bots.discord_world import TOKEN, Discord
from tests.databases import hurry
from tests.replaying import TRANSCRIPTS, exchanges, told


class Stage:
    """What transcripts share: the shipped consultation with one round, ready to be served."""

    def __init__(self, home: Path, kind: Kind) -> None:
        deployment = Deployment(Settings(home=home, database="", site=""))
        hurry(cast(SqlStore, deployment.store).database)
        self.code = launch(
            deployment.store,
            deployment.consultation("partnerships"),
            reference="partnerships",
            kind=kind,
            guide="guiding" if kind is Kind.QUESTIONS else "",
            opens=deployment.clock.now(),
            closes=None,
            now=deployment.clock.now(),
            tokens=deployment.tokens,
        ).code
        self.house = house_of(deployment)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Stage]]:
    made = {kind.value: Stage(tmp_path_factory.mktemp(kind), kind) for kind in Kind}
    yield made
    for stage in made.values():
        stage.house.turns.close()


async def replay(stage: Stage, transcript: Path) -> None:
    bot = DiscordBot(TOKEN, stage.house, shards=1)
    async with simcord.run(bot, settle_timeout=20.0) as env:
        await bot.tree.sync()
        env.backend.clock.advance(60 * TRANSCRIPTS.index(transcript))  # simcord numbers people by the time
        ada = Discord(env).person(locale=transcript.stem.split("-")[0])
        (_, welcome), *others = exchanges(transcript)
        await ada.slash("start", code=stage.code)
        assert told(ada.reads(ada.told)) == told(welcome)
        for typed, answered in others:
            if ada.can(typed):
                assert told(await ada.types(typed)) == told(answered)


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda value: value.stem)
def test_a_transcript_reads_the_same_in_discord(stages: dict[str, Stage], transcript: Path) -> None:
    asyncio.run(replay(stages[transcript.parent.name], transcript))

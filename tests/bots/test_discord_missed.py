"""What was written while the bot was away is heard when it is back, once and in order."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bots import discord_missed
from consultation.messages import Incoming
from storage.turns import forget_deliveries
from tests.bots.discord_world import Person, World, in_discord
from tests.consultation.conversations import CHANGED, KEPT, KEPT_WITH_BEFORE

WORDS = "A tool or a grant for every one of us"


def agree_on_the_time(world: World) -> None:
    """Let Discord have the time that the bot has, whose clock goes on whenever it is read."""
    clock = world.discord.env.backend.clock
    clock.advance((world.installation.clock.time - clock.now()).total_seconds())


async def goes_away(world: World) -> None:
    """Let the bot hear nothing more."""
    agree_on_the_time(world)

    async def nothing(*_: Any) -> None: ...

    for name in ("on_message", "on_raw_message_edit", "on_interaction"):
        setattr(world.bot, name, nothing)
    world.heard.clear()


async def comes_back(world: World) -> list[Incoming]:
    """Let it come back and look everybody up; return what it hears."""
    await world.restarts()
    await asyncio.gather(*world.bot._missed._reading)
    await world.discord.env.settle()
    return world.heard


async def answering(world: World, name: str = "ada") -> Person:
    agree_on_the_time(world)
    person = await world.participant(name)
    await person.presses("q:needs")
    await person.says(WORDS)
    return person


def new_lines(person: Person, before: int) -> list[str]:
    return [message.content.split("\n")[0] for message in person.told[before:]]


@in_discord
async def test_messages_are_heard_in_order_and_answered_together(world: World) -> None:
    ada, bela = await answering(world), await answering(world, "bela")
    before = len(ada.told), len(bela.told)
    await goes_away(world)
    await ada.says("And training")
    await bela.says("And money")
    await ada.says("And time")
    await comes_back(world)
    assert world.said(ada) == [f"{WORDS}\nAnd training\nAnd time"]
    assert world.said(bela) == [f"{WORDS}\nAnd money"]
    assert new_lines(ada, before[0]) == new_lines(bela, before[1]) == [KEPT_WITH_BEFORE]


@in_discord
async def test_edits_are_heard_whether_of_what_was_heard_or_of_what_was_missed(world: World) -> None:
    ada = await answering(world)
    before = len(ada.told)
    await goes_away(world)
    await ada.user.edit(ada.written[-1], "Tools, mostly, for each of us")
    await ada.says("And traning")
    await ada.user.edit(ada.written[-1], "And training")
    await comes_back(world)
    assert [incoming.edited for incoming in world.heard] == [True, False]
    assert world.said(ada) == ["Tools, mostly, for each of us\nAnd training"]
    assert new_lines(ada, before) == [KEPT_WITH_BEFORE]
    await ada.user.edit(ada.written[-1], "And time")
    assert (world.said(ada), new_lines(ada, before)[-1]) == (["Tools, mostly, for each of us\nAnd time"], CHANGED)


@in_discord
async def test_what_was_heard_is_not_heard_again_and_nobody_is_bothered(world: World) -> None:
    ada = await answering(world)
    await ada.user.edit(ada.written[-1], "Tools, mostly, for each of us")
    before = len(ada.told)
    assert await comes_back(world) == await comes_back(world)
    await goes_away(world)
    assert await comes_back(world) == []
    assert (world.said(ada), len(ada.told)) == (["Tools, mostly, for each of us"], before)


@in_discord
async def test_who_comes_by_first_is_looked_up_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await answering(world)
    await goes_away(world)
    await ada.says("And training")
    monkeypatch.setattr(discord_missed.Missed, "_read_all", lambda *_: asyncio.sleep(0))
    await world.restarts()
    before = len(ada.told)
    await ada.presses("done")
    assert world.said(ada) == [f"{WORDS}\nAnd training"]
    assert new_lines(ada, before)[0] == KEPT_WITH_BEFORE
    await goes_away(world)
    await ada.presses("q:hopes")
    await ada.says("Hope")
    await world.restarts()
    before = len(ada.told)
    await ada.says("And patience")
    assert [incoming.text for incoming in world.heard] == ["Hope", "And patience"]
    assert len(ada.told) == before + 1, "answered once"


@in_discord
async def test_one_whom_the_bot_cannot_look_up_is_looked_up_when_they_come_by(world: World) -> None:
    ada, bela = await answering(world), await answering(world, "bela")
    await goes_away(world)
    await ada.says("And training")
    await bela.says("And money")
    world.discord.env.inject_error("GET", f"/channels/{ada.channel.id}/messages", status=500, times=6)
    await comes_back(world)
    assert (world.said(ada), world.said(bela)) == ([WORDS], [f"{WORDS}\nAnd money"])
    world.discord.env.backend.faults.clear()
    await ada.says("And time")
    assert world.said(ada) == [f"{WORDS}\nAnd training\nAnd time"]


@in_discord
async def test_of_long_ago_only_what_certainly_was_not_heard_is(world: World) -> None:
    ada = await answering(world)
    await goes_away(world)
    world.installation.later(timedelta(days=3))
    agree_on_the_time(world)
    with world.store.database.writing() as connection:
        forget_deliveries(connection, world.installation.clock.time)
    await ada.says("And training")
    heard = await comes_back(world)
    assert [incoming.text for incoming in heard] == ["And training"]
    world.installation.later(timedelta(days=31))
    await goes_away(world)
    await ada.says("And time")
    assert await comes_back(world) == []


@in_discord
async def test_a_message_is_answered_with_what_a_first_one_gets(world: World) -> None:
    ada = await world.participant()
    await ada.presses("q:needs")
    before = len(ada.told)
    await goes_away(world)
    await ada.says(WORDS)
    await comes_back(world)
    assert new_lines(ada, before) == [KEPT]

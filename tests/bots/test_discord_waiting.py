"""Notices for somebody who takes no direct messages wait, and are told where they come by next."""

from datetime import timedelta
from typing import Any

import pytest

from bots import waiting
from bots.outcomes import DAY
from consultation.messages import Button, Line, Reply
from consultation.notices import Fate, Notice, Purpose
from tests.bots.discord_world import Person, World, choices, in_discord, seen

INTERRUPTED = "HTTPException"
CLOSED = "they take no direct messages; it waits until they come by"


def fates(world: World) -> list[tuple[Fate, str]]:
    return [(each.fate, each.note) for each in world.outbox.sendings()]


def news(person: Person) -> list[str]:
    """Return the notices that somebody has seen, in both places."""
    return [text for message in person.told if (text := seen(message.content).text).startswith("News")]


async def queues(world: World, person: Person, *names: str, purpose: Purpose = Purpose.INVITATION) -> None:
    """Queue notices, and let the courier try each."""
    now, identity = world.installation.clock.now(), world.identity(person)
    for name in names:
        said = Reply((Line(f"News: {name}"),), (Button(f"start:{world.round.code}", "Begin"),))
        world.outbox.add_notices([Notice(name, purpose, world.round.id, said, now, identity=identity)])
        await world.delivers()


@in_discord
async def test_they_are_told_ephemerally_in_order_after_the_answer_and_once(world: World) -> None:
    ada = await world.shut_off()
    await queues(world, ada, "one", "two")
    assert fates(world) == [(Fate.WAITING, CLOSED)] * 2
    (due, _) = (sending.due for sending in world.outbox.sendings())
    assert due == world.installation.clock.now() + timedelta(seconds=DAY)
    await ada.presses("q:needs")
    answer, *told = ada.aside[-3:]
    assert seen(answer.content).text.startswith("Which tools does your community need?")
    assert [seen(message.content).text for message in told] == ["News: one", "News: two"]
    assert [choice.label for choice in choices(told[-1])] == ["Begin"]
    assert fates(world) == [(Fate.SENT, "")] * 2
    await ada.presses("back")
    assert (news(ada), ada.chat) == (["News: one", "News: two"], [])


@in_discord
async def test_whoever_takes_no_direct_messages_is_called_to_later_rounds_too(world: World) -> None:
    ada = await world.shut_off()
    await queues(world, ada, "one")
    assert [each.identity for each in world.outbox.reachable(world.round.id)] == [world.identity(ada)]


@in_discord
async def test_one_that_has_not_been_tried_is_told_as_well_and_one_that_is_not_due_is_not(world: World) -> None:
    ada = await world.shut_off()
    now, identity = world.installation.clock.now(), world.identity(ada)
    said = Reply((Line("News: due"),)), Reply((Line("News: later"),))
    for reply, due in zip(said, (now, now + timedelta(hours=1)), strict=True):
        key = reply.lines[0].text
        world.outbox.add_notices([Notice(key, Purpose.RESULTS, world.round.id, reply, due, identity=identity)])
    await world.restarts()
    await ada.presses("q:needs")
    assert news(ada) == ["News: due"]


@pytest.mark.parametrize("way", ["button", "command", "message", "form"])
@in_discord
async def test_wherever_they_come_by_they_are_told_there(world: World, way: str) -> None:
    await world.bot.sync(0)
    ada = await world.shut_off()
    shown = await ada.presses("write")
    await queues(world, ada, "one")
    if way == "message":
        world.discord.opens_messages()
        await ada.says("I am back")
    elif way == "command":
        await ada.slash_there("menu")
    elif way == "form":
        await ada.fills(shown, "A tool or a grant for every one of us")
    else:
        await ada.presses("q:needs")
    place = ada.chat if way == "message" else ada.aside
    assert seen(place[-1].content).text == "News: one"
    assert news(ada) == ["News: one"]
    assert fates(world) == [(Fate.SENT, "")]


@in_discord
async def test_who_presses_an_announcement_with_direct_messages_open_again_is_told_there(world: World) -> None:
    ada = await world.shut_off()
    await queues(world, ada, "one")
    world.discord.opens_messages()
    await ada.presses("start", world.discord.public[-1])
    assert seen(ada.chat[-1].content).text == "News: one"
    assert fates(world) == [(Fate.SENT, "")]


@pytest.mark.parametrize(
    ("purpose", "error", "expected"),
    [
        (Purpose.INVITATION, {"status": 404, "code": 10015}, (Fate.WAITING, CLOSED)),
        (Purpose.INVITATION, {"status": 503}, (Fate.UNKNOWN, INTERRUPTED)),
        (Purpose.RECEIPT, {"status": 503}, (Fate.WAITING, INTERRUPTED)),
    ],
    ids=str,
)
@in_discord
async def test_what_cannot_be_told_goes_on_waiting_and_what_may_have_arrived_is_listed(
    world: World, purpose: Purpose, error: dict[str, Any], expected: tuple[Fate, str]
) -> None:
    ada = await world.shut_off()
    await queues(world, ada, "one", "two", purpose=purpose)
    world.discord.env.inject_error("POST", "/webhooks/*", times=2, **error)
    await ada.presses("q:needs")
    assert (fates(world), news(ada)) == ([expected] * 2, [])
    await ada.presses("back")
    assert news(ada) == ([] if expected[0] is Fate.UNKNOWN else ["News: one", "News: two"])


@in_discord
async def test_who_says_stop_or_forgets_all_is_told_no_more(world: World) -> None:
    await world.bot.sync(0)
    ada, bela = await world.shut_off(), await world.shut_off("bela")
    await queues(world, ada, "one")
    await queues(world, bela, "two")
    await ada.slash_there("stop")
    assert news(ada) == ["News: one"], "asked whether, not yet silent"
    await queues(world, ada, "three")
    await ada.presses("keep")
    assert news(ada) == ["News: one"]
    bela_told = world.identity(bela)
    world.store.erase(world.participation(bela).respondent, at=world.installation.clock.now())
    assert bela_told not in [each.identity for each in world.outbox.reachable(world.round.id)]
    await bela.slash_there("menu")
    assert news(bela) == []
    assert fates(world) == [(Fate.SENT, ""), (Fate.REFUSED, "they asked for no more messages")]


@in_discord
async def test_what_takes_too_long_is_put_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await world.shut_off()
    await queues(world, ada, "one")
    monkeypatch.setattr(waiting, "BEGIN", timedelta(0))
    await ada.presses("q:needs")
    assert (fates(world), news(ada)) == ([(Fate.WAITING, "")], [])
    monkeypatch.undo()
    await ada.presses("back")
    assert news(ada) == ["News: one"]


def asked_for(world: World) -> list[str]:
    """Note from now on for whom the database is asked what waits, "" for all."""
    asked: list[str] = []
    claim, waits = world.outbox.claim, world.outbox.waits

    def claimed(*given: Any, **named: Any) -> Any:
        asked.append(named["identity"])
        return claim(*given, **named)

    def waiting_at_all(platform: str) -> bool:
        asked.append("")
        return waits(platform)

    world.outbox.claim = claimed  # type: ignore[method-assign]
    world.outbox.waits = waiting_at_all  # type: ignore[method-assign]
    return asked


@in_discord
async def test_where_nothing_waits_the_database_is_asked_once_in_a_while_for_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "ASKED_EVERY", 3600.0)
    asked = asked_for(world)
    ada, bela = await world.participant(), await world.participant("bela")
    await ada.presses("q:needs")
    await bela.presses("q:needs")
    assert asked == [""]
    monkeypatch.setattr(waiting, "ASKED_EVERY", 0.0)
    await world.restarts()
    await ada.says("A tool or a grant for every one of us")
    await ada.says("And training")
    assert asked == ["", "", ""]


@in_discord
async def test_where_something_waits_the_database_is_not_asked_again_for_whom_nothing_does(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "ASKED_EVERY", 3600.0)
    ada, bela = await world.participant(), await world.shut_off("bela")
    await queues(world, bela, "one")
    await world.restarts()
    asked = asked_for(world)
    await ada.presses("q:needs")
    await ada.says("A tool or a grant for every one of us")
    assert asked == ["", world.identity(ada)]
    world.bot._waiting.put_off(world.identity(ada))
    await ada.says("And time")
    assert asked == ["", *[world.identity(ada)] * 2]


@in_discord
async def test_what_could_not_be_brought_is_told_though_nothing_waited_a_moment_ago(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "ASKED_EVERY", 3600.0)
    ada = await world.shut_off()
    await queues(world, ada, "one")
    await ada.presses("q:needs")
    assert news(ada) == ["News: one"]

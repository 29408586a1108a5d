"""Forms to write in, where somebody takes no direct messages, and the time that Discord allows."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bots import discord_responding
from consultation.messages import Incoming, Reply
from tests.bots.discord_world import Person, World, choices, in_discord, seen
from tests.consultation.conversations import CHANGED, KEPT, NEEDS, texts

WORDS = "A tool or a grant for every one of us"


def fields(shown: Any) -> list[tuple[str, str, str]]:
    """Return the label of each field of a form, what stands below it, and its text."""
    parts = [part for part in shown.modal["components"] if "component" in part]
    return [(part["label"], part.get("description") or "", part["component"].get("value") or "") for part in parts]


def above(shown: Any) -> list[str]:
    return [seen(part["content"]).text for part in shown.modal["components"] if "content" in part]


async def asked(world: World, *questions: str, title: str = "") -> None:
    """Let the round ask these questions instead."""
    made = tuple(
        replace(NEEDS, id=f"n{n}", text=texts("x", text), title=texts("x", title or f"Question {n}"), probe=None)
        for n, text in enumerate(questions)
    )
    consultation = world.installation.consultation
    guide = replace(consultation.guides[0], questions=made)
    world.installation.consultation = replace(consultation, guides=(guide,))
    world.installation.restarts()
    with world.installation.opened() as opened:
        world.reception = world.installation.door(opened)
    object.__setattr__(world.bot._house, "form", world.reception.form)


# What a form shows


@in_discord
async def test_one_question_in_hand_is_one_field_with_the_whole_question_below_its_title(world: World) -> None:
    ada = await world.shut_off()
    await ada.presses("q:needs")
    shown = await ada.presses("write")
    assert shown.modal["title"] == "Needs"
    assert fields(shown) == [("Needs", "Which tools does your community need?", "")]
    (field,) = [part["component"] for part in shown.modal["components"]]
    assert (field["max_length"], field["required"], field["style"]) == (4000, True, 2)
    assert world.bot._connection._view_store._modals == {}  # the library remembers none


@in_discord
async def test_a_long_question_stands_whole_above_the_field(world: World) -> None:
    question = "Which tools, *all* of them, " + "does your community need " * 5 + "now?"
    await asked(world, question, title="The tools that are needed in your own community and elsewhere")
    ada = await world.shut_off()
    await ada.presses("q:n0")
    shown = await ada.presses("write")
    assert above(shown) == [question]
    assert fields(shown) == [("The tools that are needed in your own commun…", "", "")]
    assert shown.modal["title"] == "The tools that are needed in your own commun…"


@pytest.mark.parametrize(("length", "at_once"), [(20, 5), (120, 4)])
@in_discord
async def test_the_menu_gives_up_to_five_questions_at_a_time(world: World, length: int, at_once: int) -> None:
    await asked(world, *(f"{n} {'x' * length}?" for n in range(7)))
    ada = await world.shut_off()
    shown = await ada.presses("write")
    assert [label for label, _, _ in fields(shown)] == [f"Question {n}" for n in range(at_once)]
    await ada.fills(shown, *(f"{WORDS}, {n}" for n in range(at_once)))
    assert world.said(ada) == [f"{WORDS}, {n}" for n in range(at_once)]
    again = await ada.presses("write")
    assert [label for label, _, _ in fields(again)] == [f"Question {n}" for n in range(at_once, 7)]


@in_discord
async def test_who_has_spoken_on_everything_can_write_freely(world: World) -> None:
    ada = await world.shut_off()
    await ada.fills(await ada.presses("write"), WORDS, WORDS)
    shown = await ada.presses("write")
    assert fields(shown) == [("Something else", "Write freely: one message or several.", "")]
    await ada.fills(shown, "And another thing entirely")
    assert [(answer.item, answer.current.text) for answer in world.answers(ada)] == [
        ("needs", WORDS),
        ("hopes", WORDS),
        ("", "And another thing entirely"),
    ]


# What it says


@in_discord
async def test_each_field_is_an_answer_and_those_left_empty_are_none(world: World) -> None:
    ada = await world.shut_off()
    await ada.fills(await ada.presses("write"), "", f"  {WORDS}\n")
    assert [(answer.item, answer.current.text) for answer in world.answers(ada)] == [("hopes", WORDS)]
    assert ada.last.startswith(KEPT)
    assert "✓ Hopes" in [choice.label for choice in ada.offered()]
    assert world.participation(ada).position.answer == ""


@in_discord
async def test_an_empty_form_changes_nothing(world: World) -> None:
    ada = await world.shut_off()
    await ada.fills(await ada.presses("write"), "", "")
    assert (world.said(ada), ada.offered()[0].label) == ([], "Needs")


@in_discord
async def test_long_answers_are_kept_whole(world: World) -> None:
    ada = await world.shut_off()
    await ada.presses("q:needs")
    await ada.fills(await ada.presses("write"), "x" * 4000)
    await ada.fills(await ada.presses("write"), "y" * 4000)
    assert world.said(ada) == ["x" * 4000 + "\n" + "y" * 4000]


@in_discord
async def test_other_words_begin_with_the_present_ones(world: World) -> None:
    ada = await world.shut_off()
    await ada.fills(await ada.presses("write"), WORDS)
    for data in ("finish", "open", "reword"):
        await ada.presses(data)
    shown = await ada.presses("write")
    assert fields(shown) == [("Needs", "Write the answer as it should be; it replaces the present one.", WORDS)]
    await ada.fills(shown, f"{WORDS}, and time")
    assert (ada.last.split("\n")[0], world.said(ada)) == (CHANGED, [f"{WORDS}, and time"])


@in_discord
async def test_an_answer_too_long_for_a_form_is_not_cut_by_it(world: World) -> None:
    ada = await world.shut_off()
    await ada.presses("q:needs")
    for letter in "xy":
        await ada.fills(await ada.presses("write"), letter * 3000)
    for data in ("done", "finish", "open", "reword"):
        await ada.presses(data)
    assert fields(await ada.presses("write"))[0][2] == ""


@in_discord
async def test_a_form_sent_from_elsewhere_still_finds_its_question(world: World) -> None:
    ada = await world.shut_off()
    await ada.presses("q:needs")
    shown = await ada.presses("write")
    await ada.presses("back")
    await ada.presses("q:hopes")
    await ada.fills(shown, WORDS)
    assert [(answer.item, answer.current.text) for answer in world.answers(ada)] == [("needs", WORDS)]


@in_discord
async def test_a_form_sent_after_the_round_has_closed_says_so(world: World) -> None:
    ada = await world.shut_off()
    shown = await ada.presses("write")
    world.installation.later(timedelta(days=8))
    await ada.fills(shown, WORDS, WORDS)
    assert ada.last.startswith(
        "I have not kept what you just wrote.\n\nThis round closed on 2030-03-08 09:00 Africa/Bamako"
    )
    assert world.said(ada) == []
    assert "Write" not in [choice.label for choice in ada.offered()]


@in_discord
async def test_where_nothing_can_be_written_the_button_shows_where_one_is(world: World) -> None:
    ada = await world.shut_off()
    menu = replace(ada.told[-1], components=list(ada.told[-1].components))
    await ada.presses("free")
    await ada.fills(await ada.presses("write"), WORDS)
    for data in ("done", "finish", "go-on"):
        await ada.presses(data)
    world.discord.env.backend.messages[world.discord.channel.id][menu.id].components = menu.components
    await ada.presses("write", menu)
    assert "Choose a question" in ada.last


@in_discord
async def test_a_form_that_comes_twice_is_kept_once(world: World) -> None:
    ada = await world.shut_off()
    await ada.fills(await ada.presses("write"), WORDS, "Hope")
    backend = world.discord.env.backend
    again = next(
        each for kind, name, each in reversed(backend.transcript) if name == "INTERACTION_CREATE" and each["type"] == 5
    )
    before = world.participation(ada).answers
    backend.emit("INTERACTION_CREATE", again)
    await world.discord.env.settle()
    assert world.participation(ada).answers == before


@in_discord
async def test_a_form_that_half_fails_does_not_mix_answers(world: World) -> None:
    ada = await world.shut_off()

    def before(incomings: Sequence[Incoming]) -> None:
        if incomings[0].button == "q:hopes":
            raise ValueError

    world.before = before
    await ada.fills(await ada.presses("write"), WORDS, "Hope")
    assert world.said(ada) == [WORDS]
    assert "Something went wrong on our side" in ada.last


# In time


def slow(world: World, *, passed: float = 0.0) -> None:
    """Let the next turn take its time, and for Discord so many seconds more pass meanwhile."""
    hear = world.turns.hear

    async def heard(incoming: Incoming) -> tuple[Reply, ...]:
        world.turns.hear = hear  # type: ignore[method-assign]
        await asyncio.sleep(4 * MOMENT)
        world.discord.env.backend.clock.advance(passed)
        return await hear(incoming)

    world.turns.hear = heard  # type: ignore[method-assign]


MOMENT = 0.02


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_responding, "THINKING_AFTER", MOMENT)


def test_discord_is_told_in_good_time_that_an_answer_takes_a_moment() -> None:
    assert 0.5 <= discord_responding.THINKING_AFTER <= 2.0


def callbacks(world: World) -> list[int]:
    """Return how the last interaction was answered first, and all before it."""
    return [call.json["type"] for call in world.discord.calls("POST", "/callback")]


@pytest.mark.usefixtures("hurried")
@in_discord
async def test_a_button_that_takes_long_is_acknowledged_and_answered(world: World) -> None:
    ada = await world.participant()
    menu = ada.told[-1]
    slow(world, passed=2)
    await ada.presses("q:needs")
    assert callbacks(world)[-1] == 6
    assert ada.last.startswith("Which tools does your community need?")
    assert menu.components == []


@pytest.mark.usefixtures("hurried")
@in_discord
async def test_of_several_at_once_those_that_take_long_are_acknowledged(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bela, cleo = people = [await world.participant(name) for name in ("ada", "bela", "cleo")]
    hear, acknowledge = world.turns.hear, discord_responding.Response.acknowledge
    before, acknowledged = len(callbacks(world)), list[int]()

    async def noted(response: discord_responding.Response) -> None:
        await acknowledge(response)
        acknowledged.append(response.interaction.user.id)

    async def heard(incoming: Incoming) -> tuple[Reply, ...]:
        # Of simcord's time some goes by only while somebody sleeps.
        while incoming.identity != world.identity(bela) and len(acknowledged) < 2:  # noqa: ASYNC110 (see above)
            await asyncio.sleep(MOMENT)
        return await hear(incoming)

    monkeypatch.setattr(discord_responding.Response, "acknowledge", noted)
    world.turns.hear = heard  # type: ignore[method-assign]
    with monkeypatch.context() as patched:
        patched.setattr(world.discord.env, "_settle_internal", at_once)
        for person in people:
            await person.presses("q:needs")
    await world.discord.env.settle()
    assert acknowledged == [ada.id, cleo.id]
    assert callbacks(world)[before:] == [7, 6, 6]
    for person in people:
        assert person.last.startswith("Which tools does your community need?")


async def at_once(**_: Any) -> None:
    """Do not wait for the answer, as simcord does."""


@in_discord
async def test_what_is_written_while_a_form_is_heard_waits_for_it(world: World) -> None:
    ada = await world.shut_off()
    loop, backend = asyncio.get_running_loop(), world.discord.env.backend

    def before(_: Sequence[Incoming]) -> None:
        world.before = lambda _: None
        loop.call_soon_threadsafe(backend.create_message, ada.channel.id, ada.id, "Meanwhile, in the chat")
        time.sleep(0.05)

    shown = await ada.presses("write")
    world.before = before
    await ada.fills(shown, WORDS, "Hope")
    said = [(answer.item, answer.current.text) for answer in world.answers(ada)]
    assert said == [("needs", WORDS), ("hopes", "Hope"), ("", "Meanwhile, in the chat")]


@pytest.mark.usefixtures("hurried")
@in_discord
async def test_a_command_that_takes_long_is_answered_by_follow_up(world: World) -> None:
    await world.bot.sync(0)
    ada = await world.participant()
    slow(world)
    told = len(ada.told)
    await ada.slash("my")
    assert (callbacks(world)[-1], len(ada.told)) == (5, told + 1)
    assert ada.last.startswith("You have not said anything yet")
    slow(world)
    await ada.slash_there("my")
    assert (callbacks(world)[-1], [message.is_ephemeral for message in ada.aside]) == (5, [True])


@pytest.mark.usefixtures("hurried")
@in_discord
async def test_an_announcement_pressed_while_we_are_slow_is_answered_aside_only(world: World) -> None:
    await world.announces()
    ada = world.discord.person()
    slow(world)
    await ada.presses("start", world.discord.public[-1])
    assert callbacks(world)[-1] == 5
    assert [seen(each.content).text for each in ada.aside] == ["I have written to you directly: let us go on there."]
    assert len(world.discord.public) == 1


@in_discord
async def test_what_came_too_late_for_its_interaction_is_said_by_direct_message(world: World) -> None:
    ada = await world.participant()
    slow(world, passed=4)
    await ada.presses("q:needs")
    assert ada.last.startswith("Which tools does your community need?")


@pytest.mark.usefixtures("hurried")
@in_discord
async def test_a_token_that_has_died_meanwhile_loses_nothing(world: World) -> None:
    await world.bot.sync(0)
    ada = await world.participant()
    slow(world, passed=16 * 60)
    await ada.slash_there("my")
    assert ada.chat[-1].content.startswith("You have not said anything yet")


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (401, 50027), (404, 10015), (500, 0)])
@in_discord
async def test_an_interaction_that_cannot_be_answered_is_answered_directly(
    world: World, status: int, code: int
) -> None:
    ada = await world.participant()
    world.discord.env.inject_error("POST", "/interactions/*", status=status, code=code, times=None)
    await ada.presses("q:needs")
    assert ada.last.startswith("Which tools does your community need?")


@in_discord
async def test_where_nothing_arrives_any_more_the_words_are_kept_all_the_same(world: World) -> None:
    ada = await world.shut_off()
    await ada.presses("q:needs")
    shown = await ada.presses("write")
    slow(world, passed=4)
    await ada.fills(shown, WORDS)
    assert world.said(ada) == [WORDS]


@in_discord
async def test_an_interaction_acknowledged_before_is_answered_by_follow_up(world: World) -> None:
    await world.bot.sync(0)
    ada = await world.participant()
    world.discord.env.inject_error("POST", "/interactions/*", status=400, code=40060)
    told = len(ada.told)
    await ada.slash("my")
    assert len(ada.told) == told + 1
    assert world.discord.calls("POST")[-1].path.startswith("/webhooks/")


@in_discord
async def test_a_form_that_comes_too_late_is_not_shown_and_nothing_breaks(world: World) -> None:
    ada = await world.shut_off()
    world.discord.env.inject_error("POST", "/interactions/*", status=404, code=10062)
    shown = await ada.presses("write")
    assert shown.modal is None
    assert (await ada.presses("write")).modal is not None


# After a restart


@in_discord
async def test_buttons_menus_and_forms_outlive_a_restart(world: World) -> None:
    await asked(world, *(f"Question {n}?" for n in range(7)))
    ada: Person = await world.shut_off()
    assert [choice.in_menu for choice in choices(ada.told[-1])] == [True] * 7 + [False] * 2
    form = world.reception.form
    await world.restarts()
    object.__setattr__(world.bot._house, "form", form)
    await ada.presses("q:n3")
    shown = await ada.presses("write")
    await world.restarts()
    object.__setattr__(world.bot._house, "form", form)
    await ada.fills(shown, WORDS)
    assert [(answer.item, answer.current.text) for answer in world.answers(ada)] == [("n3", WORDS)]

"""The conversation in Discord's direct messages: what is heard, what is not, and what stands there afterwards."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
import pytest
from simcord.backend.models import MessageSticker, Poll, PollAnswer
from simcord.enums import MessageType

from bots import discord_missed, discord_sending
from bots.discord_bot import INTENTS
from consultation.messages import Incoming
from tests.bots.discord_world import Person, World, choices, in_discord, seen
from tests.consultation.conversations import (
    CHANGED,
    IN_NO_ANSWER,
    KEPT,
    KEPT_WITH_BEFORE,
    NOT_YOURS,
    ONLY_TEXT,
    ONLY_WORDS,
    OUT_OF_PLACE,
    TAKEN_BACK,
)

WORDS = "A tool or a grant for every one of us"


async def answering(world: World, *words: str, name: str = "ada") -> Person:
    """Return somebody who is answering the first question."""
    person = await world.participant(name)
    await person.presses("q:needs")
    for each in words:
        await person.says(each)
    return person


def first_line(person: Person) -> str:
    return person.last.split("\n", maxsplit=1)[0]


# What is heard


@in_discord
async def test_several_messages_make_one_answer(world: World) -> None:
    ada = await answering(world, WORDS, "And training")
    assert first_line(ada) == KEPT_WITH_BEFORE
    assert world.said(ada) == [f"{WORDS}\nAnd training"]


@in_discord
async def test_an_edited_message_changes_the_answer(world: World) -> None:
    ada = await answering(world, WORDS, "And training")
    await ada.user.edit(ada.written[1], "No training")
    assert first_line(ada) == CHANGED
    await ada.user.edit(ada.written[2], "But time")
    assert world.said(ada) == ["No training\nBut time"]


@in_discord
async def test_a_preview_or_a_pin_is_no_edit(world: World) -> None:
    ada = await answering(world, "See https://example.org for what we need")
    backend, number = world.discord.env.backend, ada.written[-1].id
    backend.edit_message(ada.channel.id, number, {"content": "See https://example.org for all that we need"})
    await world.discord.env.settle()
    told = len(ada.told)
    backend.set_pinned(ada.channel.id, number, True)  # noqa: FBT003 (simcord's)
    await world.discord.env.settle()
    payload = next(each for kind, name, each in reversed(backend.transcript) if name == "MESSAGE_UPDATE")
    backend.emit("MESSAGE_UPDATE", payload)
    await world.discord.env.settle()
    assert len(ada.told) == told
    assert world.said(ada) == ["See https://example.org for all that we need"]


@in_discord
async def test_an_old_edit_is_no_news(world: World) -> None:
    ada = await answering(world, WORDS)
    await ada.user.edit(ada.written[-1], "Only a tool for each of us here")
    backend = world.discord.env.backend
    payload = next(each for kind, name, each in reversed(backend.transcript) if name == "MESSAGE_UPDATE")
    await world.restarts()
    told = len(ada.told)
    backend.clock.advance(3601)
    backend.emit("MESSAGE_UPDATE", payload)
    await world.discord.env.settle()
    assert len(ada.told) == told


@in_discord
async def test_a_deleted_message_takes_its_words_back(world: World) -> None:
    ada = await answering(world, WORDS, "And training")
    await ada.user.delete(ada.written[1])
    assert first_line(ada) == TAKEN_BACK
    assert world.said(ada) == ["And training"]
    await ada.user.delete(ada.written[0])
    assert first_line(ada) == IN_NO_ANSWER


@in_discord
async def test_a_deletion_is_told_from_the_chat_after_a_restart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_missed, "PEOPLE", 0)
    ada = await answering(world, WORDS, "And training")
    await world.restarts()
    await ada.user.delete(ada.written[1])
    assert world.said(ada) == ["And training"]
    assert [call.path for call in world.discord.calls("GET", "/channels/")] == [f"/channels/{ada.channel.id}"]


@in_discord
async def test_a_chat_that_cannot_be_told_is_left_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_missed, "PEOPLE", 0)
    ada = await answering(world, WORDS)
    await world.restarts()
    world.discord.env.inject_error("GET", "/channels/*", status=404, code=10003)
    told = len(ada.told)
    await ada.user.delete(ada.written[1])
    assert (len(ada.told), world.said(ada)) == (told, [WORDS])


@in_discord
async def test_a_message_whose_words_are_all_edited_away_says_as_much_as_a_deleted_one(world: World) -> None:
    ada = await answering(world)
    files = world.discord.env.backend.store_attachments(ada.channel.id, [("plan.pdf", b"...")])
    await ada.says(WORDS, attachments=files)
    assert (first_line(ada), world.said(ada)) == (ONLY_WORDS, [WORDS])
    await ada.user.edit(ada.written[-1], "")
    assert (first_line(ada), world.said(ada)) == (TAKEN_BACK, [])


@in_discord
async def test_what_is_no_text_gets_a_clear_word(world: World) -> None:
    ada = await answering(world)
    backend = world.discord.env.backend
    sticker = MessageSticker(1, "wave", 1, world.discord.guild.id, "")
    poll = Poll("Which?", [PollAnswer(1, "this")], backend.iso_after(3600))
    for medium in (
        {"attachments": backend.store_attachments(ada.channel.id, [("plan.pdf", b"...")])},
        {"attachments": backend.store_attachments(ada.channel.id, [("v.ogg", b"...")]), "flags": 1 << 13},
        {"stickers": [sticker]},
        {"poll": poll},
    ):
        await ada.says("", **medium)
        assert first_line(ada) == ONLY_TEXT
    assert [incoming.medium for incoming in world.heard[-4:]] == ["file", "voice", "sticker", "poll"]
    assert world.said(ada) == []


@in_discord
async def test_forwarded_words_are_not_kept(world: World) -> None:
    ada = await answering(world, WORDS)
    source = {"type": 1, "channel_id": str(ada.channel.id), "message_id": str(ada.written[-1].id)}
    await ada.says("", reference=source)
    assert first_line(ada) == NOT_YOURS
    assert world.said(ada) == [WORDS]


@in_discord
async def test_a_reply_to_a_message_is_words_like_others(world: World) -> None:
    ada = await answering(world, WORDS)
    source = {"channel_id": str(ada.channel.id), "message_id": str(ada.told[-1].id)}
    await ada.says("Yes indeed", reference=source)
    assert world.said(ada) == [f"{WORDS}\nYes indeed"]


@in_discord
async def test_what_is_not_said_to_the_bot_is_not_heard(world: World) -> None:
    ada = await answering(world, WORDS)
    heard, env = len(world.heard), world.discord.env
    await ada.user.set_reaction(ada.written[-1], "👍", reacted=True)
    env.backend.create_message(ada.channel.id, ada.id, "A pin", message_type=MessageType.PINS_ADD)
    env.backend.create_message(ada.channel.id, env.create_user("other", bot=True).id, "I am a bot")
    await ada.member.send(world.discord.channel, "Said in the server")
    await env.settle()
    assert len(world.heard) == heard


@in_discord
async def test_who_writes_is_told_in_the_language_that_they_last_used_the_app_in(world: World) -> None:
    await world.bot.sync(0)
    ada = world.discord.person(locale="fr")
    await ada.says("Bonjour")
    await ada.slash("help")
    await ada.says("Bonjour")
    world.discord.locales[ada.id] = "es-ES"
    await ada.slash("help")
    await ada.says("Buenas")
    assert [incoming.language for incoming in world.heard] == ["", "fr", "fr", "es", "es"]


# What stands there afterwards


@in_discord
async def test_a_pressed_message_loses_its_choices_and_the_answer_comes_after_it(world: World) -> None:
    ada = await world.participant()
    menu = ada.told[-1]
    await ada.presses("q:needs")
    assert menu.components == []
    assert seen(menu.content).text.startswith("Thank you.")
    assert seen(ada.told[-1].content).text == "Which tools does your community need?\n\nWrite one message or several."
    assert ada.told[-1] is not menu


@in_discord
async def test_a_toggle_shows_in_place(world: World) -> None:
    ada = await answering(world, WORDS)
    for data in ("done", "finish", "open", "correct"):
        await ada.presses(data)
    shown = ada.told[-1]
    labels = [choice.label for choice in choices(shown)]
    await ada.presses("theme")
    assert ada.told[-1] is shown
    assert (labels, [choice.label for choice in choices(shown)]) == (
        ["Tools", "People", "✓ Money", "Done"],
        ["✓ Tools", "People", "✓ Money", "Done"],
    )


@in_discord
async def test_a_stale_button_is_answered_kindly_also_after_a_restart(world: World) -> None:
    ada = await answering(world, WORDS)
    await ada.presses("done")
    await ada.presses("finish")
    await ada.presses("open")
    reading = replace(ada.told[-1], components=list(ada.told[-1].components))
    await ada.presses("back")
    await world.restarts()
    world.discord.env.backend.messages[ada.channel.id][reading.id].components = reading.components
    await ada.presses("reword", reading)
    assert first_line(ada) == OUT_OF_PLACE
    await ada.presses("back")
    assert first_line(ada) == "You have spoken on 1 of 2. Choose another, write freely, or finish."


@in_discord
async def test_the_library_remembers_no_view_and_no_message(world: World) -> None:
    ada = await answering(world, WORDS)
    await ada.presses("done")
    state = world.bot._connection
    assert list(world.bot.persistent_views) == []
    assert (state._view_store._views, state._view_store._synced_message_views, state._messages) == ({}, {}, None)


@in_discord
async def test_the_export_comes_as_a_file(world: World) -> None:
    ada = await answering(world, WORDS)
    await ada.says("/export")
    (file,) = ada.told[-1].attachments
    assert file["filename"] == "palabre-export.json"
    assert WORDS in (world.discord.env.backend.cdn.get(file["url"]) or b"").decode()


@in_discord
async def test_what_is_said_comes_back_as_it_was_said_and_calls_nobody(world: World) -> None:
    said = "# @everyone **see** <@1> `x` ||<t:1:R>|| [a](https://b.example)\n- one\n> two\n1. three"
    ada = await answering(world, said)
    await ada.says("/my")
    shown = seen(ada.told[-1].content)
    assert [line for kind, line in shown.lines if kind == "quote"] == said.split("\n")
    assert {kind for kind, _ in shown.marks} == {"bold", "link"}
    policies = [call.json.get("allowed_mentions") for call in world.discord.calls("POST", "/messages")]
    assert policies == [{"parse": []}] * len(policies)
    assert all(message.mention_user_ids == [] and not message.mention_everyone for message in ada.told)


@in_discord
async def test_a_long_answer_reads_on_in_the_next_message(world: World) -> None:
    said = "\n".join(f"{number}: we need more *time* and more training here." for number in range(70))
    ada = await answering(world, said[:2000], said[2000:])
    told = len(ada.told)
    await ada.says("/my")
    several = ada.told[told:]
    assert len(several) == 2
    assert max(len(message.content) for message in several) <= 2000
    assert [bool(message.components) for message in several] == [False, True]
    quoted = [line for message in several for kind, line in seen(message.content).lines if kind == "quote"]
    assert "".join(quoted).replace("\n", "") == "".join(world.said(ada)[0].split("\n"))


# In order, and many at once


@in_discord
async def test_what_one_person_does_is_heard_in_order(world: World) -> None:
    ada = await answering(world)
    together: list[int] = []
    world.before = lambda incomings: together.append(len(incomings))
    for number in range(20):
        world.discord.env.backend.create_message(ada.channel.id, ada.id, f"Message {number}")
    await world.discord.env.settle()
    assert world.said(ada) == ["\n".join(f"Message {number}" for number in range(20))]
    assert together == [1] * 20


@in_discord
async def test_many_people_are_heard_at_once(world: World) -> None:
    people = [await answering(world, name=f"p{number}") for number in range(5)]
    batches: list[int] = []
    world.before = lambda incomings: batches.append(len(incomings))
    for person in people:
        world.discord.env.backend.create_message(person.channel.id, person.id, f"{person.user.name} {WORDS}")
    await world.discord.env.settle()
    assert batches == [5]
    assert [world.said(person) for person in people] == [[f"{person.user.name} {WORDS}"] for person in people]


@in_discord
async def test_nobody_is_answered_before_their_words_are_on_disk(world: World) -> None:
    ada = await answering(world)
    kept: list[list[str]] = []
    send = discord_sending._send

    async def sent(*given: object, **named: object) -> None:
        kept.append(world.said(ada))
        await send(*given, **named)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(discord_sending, "_send", sent)
        await ada.says(WORDS)
    assert kept == [[WORDS]]


@in_discord
async def test_what_the_bot_itself_wrote_or_changed_makes_no_work(world: World) -> None:
    ada = await world.participant()
    told: list[tuple[str, int]] = []
    schedule = world.bot._schedule_event

    def scheduled(heard: Any, name: str, *given: Any, **named: Any) -> Any:
        told.extend((name, getattr(each, "message", each).author.id) for each in given if "message" in name)
        return schedule(heard, name, *given, **named)

    world.bot._schedule_event = scheduled  # type: ignore[method-assign,assignment]
    await ada.presses("q:needs")
    written = await ada.says(WORDS)
    await ada.user.edit(written, "Other words")
    assert told == [("on_message", ada.id), ("on_raw_message_edit", ada.id)]


# When something goes wrong


@in_discord
async def test_what_could_not_be_heard_is_said(world: World, caplog: pytest.LogCaptureFixture) -> None:
    ada = await answering(world)

    def before(_: Sequence[Incoming]) -> None:
        raise ValueError(WORDS)

    world.before = before
    with caplog.at_level(logging.DEBUG, "palabre"):
        await ada.says(WORDS)
    assert ada.last == "Something went wrong on our side: I have not kept that. Please send it again a little later."
    assert [record.getMessage() for record in caplog.records if record.name.startswith("palabre")] == [
        "a message could not be heard: ValueError"
    ]


@in_discord
async def test_an_answer_is_sent_until_it_arrives(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_sending, "PATIENCE", (0.01,))
    ada = await answering(world)
    world.discord.env.inject_error("POST", "/channels/*/messages", status=503, times=3)
    await ada.says(WORDS)
    assert first_line(ada) == KEPT
    sent = [call.json["nonce"] for call in world.discord.calls("POST", "/messages")][-4:]
    assert len(set(sent)) == 1
    await ada.says("And training")
    assert world.discord.calls("POST", "/messages")[-1].json["nonce"] not in ("", sent[0])


@in_discord
async def test_an_answer_is_given_up_in_the_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_sending, "PATIENCE", (0.01,))
    monkeypatch.setattr(discord_sending, "GIVE_UP", 0.05)
    ada = await answering(world)
    told = len(ada.told)
    world.discord.env.inject_error("POST", "/channels/*/messages", status=503, times=None)
    await ada.says(WORDS)
    assert (len(ada.told), world.said(ada)) == (told, [WORDS])


@in_discord
async def test_nothing_of_anybody_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "palabre"):
        ada = await answering(world, WORDS)
        world.discord.env.inject_error("POST", "/channels/*/messages", status=400, code=50035, message=WORDS)
        await ada.says(WORDS)
        world.discord.env.inject_error("POST", "/interactions/*", status=400, code=50035, message=WORDS, times=None)
        await ada.presses("back")
        world.discord.closes_messages(ada)
        await ada.says(WORDS)
        await world.bot.on_error("on_message", ada.written[-1])
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("palabre")]
    assert ours == [
        "an answer could not be given: HTTPException 50035",
        "an interaction could not be answered: HTTPException 50035",
        "an answer could not be given: Forbidden 50007",
        "on_message went wrong: ",
    ]


# What the bot asks for


def test_the_bot_is_told_of_servers_and_of_what_is_written_to_it_only() -> None:
    assert dict(INTENTS) == {**dict(discord.Intents.none()), "guilds": True, "dm_messages": True}


@in_discord(shards=2)
async def test_two_shards_serve_everybody(world: World) -> None:
    world.discord.env.create_guild("Elsewhere", shard_id=1)
    ada = await answering(world, WORDS)
    assert world.said(ada) == [WORDS]
    assert (world.bot.shard_count, sorted(guild.shard_id for guild in world.bot.guilds)) == (2, [0, 1])


@in_discord
async def test_an_address_is_sealed_with_the_key_of_now(world: World) -> None:
    reader, keys = world.bot._reader, world.bot._house.identities.keys
    before = reader.address("user", 1)
    assert reader.address("user", 1) == before
    keys.turn(world.bot._house.clock.now())
    after = reader.address("user", 1)
    assert keys.seals(after.partition(":")[2])
    assert not keys.seals(before.partition(":")[2])

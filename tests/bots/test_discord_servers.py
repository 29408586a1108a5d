"""Discord's servers: announcements, commands, and interviews that only one person sees where they take no messages."""

from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bots.discord_commands import LOCALES
from consultation.announcing import announce
from consultation.notices import Fate
from tests.bots.discord_world import Person, World, choices, in_discord, seen

WORDS = "A tool or a grant for every one of us"
NAME = r"[a-z-]{1,32}"
COMMANDS = {
    *("start", "menu", "why", "my", "withdraw", "stop", "forget", "export", "language", "privacy", "report"),
    *("plan", "partners", "partner", "resources", "resource"),
    *("link", "unlink", "help", "announce-here", "facilitate"),
}


def labels(person: Person) -> list[str]:
    return [choice.label for choice in choices(person.told[-1])]


# Announcements


@in_discord
async def test_an_announcement_opens_the_conversation_in_direct_messages(world: World) -> None:
    await world.announces()
    (announcement,) = world.discord.public
    before = (announcement.content, list(announcement.components))
    assert [choice.label for choice in choices(announcement)] == ["Answer in private"]
    ada = world.discord.person(locale="fr")
    result = await ada.presses("start", announcement)
    assert seen(ada.chat[-1].content).text.startswith("Partnerships (fr)")
    assert result.response.ephemeral
    (aside,) = ada.aside
    assert seen(aside.content).text == "I have written to you directly: let us go on there. (fr)"
    assert [(choice.label, choice.url) for choice in choices(aside)] == [
        ("Go there (fr)", f"https://discord.com/channels/@me/{ada.channel.id}")
    ]
    assert (announcement.content, announcement.components) == before
    await ada.presses("agree", ada.chat[-1])
    assert world.participation(ada).consented


@in_discord
async def test_where_direct_messages_are_closed_the_interview_goes_on_aside(world: World) -> None:
    ada = world.discord.person()
    world.discord.closes_messages(ada)
    await world.announces()
    (announcement,) = world.discord.public
    before = (announcement.content, list(announcement.components))
    await ada.presses("start", announcement)
    (aside,) = ada.aside
    assert labels(ada) == ["I agree", "No, thank you", "Why do you ask?"]
    await ada.presses("agree")
    assert labels(ada) == ["Needs", "Hopes", "Something else", "Write"]
    await ada.presses("q:needs")
    await ada.fills(await ada.presses("write"), WORDS)
    assert ada.last.startswith("Kept. You can go on writing.")
    for data in ("done", "finish", "go-on", "quote"):
        await ada.presses(data)
    await ada.presses("skip")
    await ada.presses("skip")
    await ada.fills(await ada.presses("write"), "A chapter")
    assert ada.last.startswith("Thank you")
    assert ada.aside == [aside]
    assert (world.said(ada), world.participation(ada).attributes["organisation"]) == ([WORDS], ("A chapter",))
    assert (announcement.content, announcement.components, world.discord.public) == (*before, [announcement])
    assert ada.chat == []


@in_discord
async def test_a_person_who_shares_no_server_any_more_takes_no_messages_either(world: World) -> None:
    ada = world.discord.person()
    world.discord.env.inject_error("POST", f"/channels/{ada.channel.id}/messages", status=403, code=50278)
    await world.announces()
    await ada.presses("start", world.discord.public[-1])
    assert labels(ada) == ["I agree", "No, thank you", "Why do you ask?"]


@in_discord
async def test_what_is_too_long_or_a_file_comes_after_the_message_that_was_pressed(world: World) -> None:
    ada = await world.shut_off()
    await ada.fills(await ada.presses("write"), "x. " * 1300, "y. " * 1300)
    pressed = ada.told[-1]
    await ada.presses("finish")
    assert pressed.components == []
    assert len(ada.aside) > 3
    assert [message for message in ada.aside if message.components] == [ada.told[-1]]
    assert all(message.is_ephemeral for message in ada.told)


# Commands


async def synced(world: World, guild: int = 0) -> dict[str, Any]:
    await world.bot.sync(guild)
    return {name: command for (name, _), command in world.discord.env.backend.commands[guild or None].items()}


@pytest.mark.parametrize("everywhere", [True, False], ids=["everywhere", "in-one-server"])
@in_discord
async def test_the_commands_are_made_known_with_names_and_descriptions_in_each_language(
    world: World, *, everywhere: bool
) -> None:
    known = await synced(world, 0 if everywhere else world.discord.guild.id)
    assert set(known) == COMMANDS
    for locale in (each for known_as in LOCALES.values() for each in known_as):
        if locale.startswith("fr"):
            names = [command["name_localizations"][locale] for command in known.values()]
            assert len(set(names)) == len(COMMANDS)
            assert all(discord.app_commands.commands.validate_name(name) == name for name in names)
            described = [command["description_localizations"][locale] for command in known.values()]
            assert all(text.endswith("(fr)") and len(text) <= 100 for text in described)
    assert all(1 <= len(command["description"]) <= 100 for command in known.values())
    assert {name for name, command in known.items() if command["options"]} == {
        "start",
        "link",
        "language",
        "facilitate",
    }
    assert [choice["value"] for choice in known["language"]["options"][0]["choices"]] == ["en", "fr", "ar"]
    contexts = {name: command["contexts"] for name, command in known.items()}
    assert contexts.pop("announce-here") == [0]
    assert set(map(str, contexts.values())) == {"[0, 1]"}


@in_discord
async def test_commands_work_in_direct_messages(world: World) -> None:
    await synced(world)
    ada = world.discord.person(locale="fr")
    await ada.slash("start", code=world.round.code)
    assert ada.last.startswith("Partnerships (fr)")
    await ada.presses("agree")
    await ada.slash("language", language="en")
    assert ada.last.startswith("Choose a question")
    for name in sorted(COMMANDS - {"start", "language", "announce-here"}):
        told = len(ada.told)
        await ada.slash(name)
        assert len(ada.told) == told + (2 if name == "export" else 1), name  # a text to read, and the data
        assert not ada.told[-1].is_ephemeral


@in_discord
async def test_commands_in_a_server_are_answered_to_the_person_only(world: World) -> None:
    await synced(world)
    ada = world.discord.person()
    await ada.slash_there("start", code=world.round.code)
    await ada.presses("agree")
    await ada.slash_there("menu")
    assert labels(ada) == ["Needs", "Hopes", "Something else", "Write"]
    await ada.slash_there("export")
    assert ada.told[-1].attachments[0]["filename"] == "palabre-export.json"
    assert (world.discord.public, ada.chat) == ([], [])
    assert all(message.is_ephemeral for message in ada.told)


@in_discord
async def test_a_command_that_fails_is_answered(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await synced(world)
    ada, guild = world.discord.person(), world.discord.guild
    allow(world, ada)
    join = world.outbox.join_group
    world.outbox.join_group = None  # type: ignore[assignment,method-assign]
    await ada.slash_there("announce-here")
    world.outbox.join_group = join  # type: ignore[method-assign]
    assert ada.last == "Something went wrong on our side: I have not kept that. Please send it again a little later."
    assert [str(type(error).__name__) for error in world.discord.env.errors] == ["CommandInvokeError"]
    assert "a command went wrong: CommandInvokeError" in caplog.messages
    assert guild.name not in caplog.text


# Channels


def allow(world: World, person: Person) -> None:
    """Let somebody manage channels."""
    role = world.discord.guild.create_role("stewards", permissions=discord.Permissions(manage_channels=True))
    world.discord.env.backend.get_guild(world.discord.guild.id).members[person.id].role_ids.append(role.id)


@in_discord
async def test_a_channel_becomes_known_and_is_announced_in(world: World) -> None:
    await synced(world)
    ada = world.discord.person()
    with pytest.raises(Exception, match="default-member-permissions"):
        await ada.slash_there("announce-here")
    allow(world, ada)
    await ada.slash_there("announce-here")
    assert ada.last == "Rounds can be announced here from now on, as Salon #general."
    (group,) = world.outbox.groups()
    assert (group.id, group.name) == (
        world.identities.hashed("discord", "channel", str(world.discord.channel.id)),
        "Salon #general",
    )
    assert queued(world) == 1
    await world.delivers()
    assert [seen(message.content).text.split("\n")[0] for message in world.discord.public] == ["Partnerships"]
    assert fates(world) == [(Fate.SENT, "")]


def queued(world: World) -> int:
    now = world.installation.clock.now()
    groups = [group.id for group in world.outbox.groups()]
    return announce(world.store, world.outbox, world.announcer, world.round, groups=groups, language="en", now=now)


def fates(world: World) -> list[tuple[Fate, str]]:
    return [(each.fate, each.note) for each in world.outbox.sendings()]


async def mute(world: World, **denied: bool) -> None:
    """Take permissions in the channel from the bot."""
    guild = world.bot.get_guild(world.discord.guild.id)
    assert guild is not None
    denied_here = Overwrite(guild.me.id, OverwriteType.MEMBER, 0, discord.Permissions(**denied).value)
    world.discord.env.backend.edit_channel(world.discord.channel.id, {}, overwrites=[denied_here])
    await world.discord.env.settle()


@in_discord
async def test_what_the_bot_lacks_is_named(world: World) -> None:
    await synced(world)
    ada = world.discord.person()
    allow(world, ada)
    await mute(world, send_messages=True)
    await ada.slash_there("announce-here")
    assert ada.last == "I may not write here. Please allow me in this channel: send messages."
    assert world.outbox.groups() == ()


@in_discord
async def test_an_announcement_that_may_no_longer_be_made_says_what_is_missing(world: World) -> None:
    await synced(world)
    ada = world.discord.person()
    allow(world, ada)
    await ada.slash_there("announce-here")
    await mute(world, view_channel=True, send_messages=True)
    queued(world)
    await world.delivers()
    assert fates(world) == [(Fate.REFUSED, "the bot may not write there; it lacks: view channel, send messages")]
    assert world.discord.public == []


@in_discord
async def test_a_channel_that_is_deleted_is_forgotten(world: World) -> None:
    await synced(world)
    ada = world.discord.person()
    allow(world, ada)
    await ada.slash_there("announce-here")
    world.discord.env.backend.delete_channel(world.discord.channel.id)
    await world.discord.env.settle()
    assert world.outbox.groups() == ()


@in_discord
async def test_a_server_that_is_left_is_forgotten(world: World) -> None:
    await synced(world)
    ada = world.discord.person()
    allow(world, ada)
    await ada.slash_there("announce-here")
    guild = world.bot.get_guild(world.discord.guild.id)
    assert guild is not None
    await guild.leave()
    await world.discord.env.settle()
    assert world.outbox.groups() == ()


@in_discord
async def test_a_channel_that_is_gone_is_refused(world: World) -> None:
    outcome = await world.bot.carry("channel:1", world.announcer.trouble("en"))
    assert str(outcome) == "Refused(reason='the channel is gone')"

"""`palabre serve` begins and ends with a Discord bot, alone or beside Telegram's; `palabre discord sync`."""

from collections.abc import Iterator

import pytest

from tests.bot_api.clients import free_port
from tests.bot_api.phone import Respondent
from tests.bot_api.server import BotApi
from tests.discord_api import DiscordApi
from tests.stories.commands import InstalledPalabre, Palabre
from tests.stories.serving import (
    DiscordTown,
    Guest,
    discord_settings,
    discord_town,
    health,
    said,
    started,
    states,
    telegram_settings,
    until,
    webhook_settings,
)

pytestmark = pytest.mark.story

STRANGERS_TOKEN = "MTIzNDU2Nzg5.Strngr.neverHeardOfThisOne-0123456789_xyz"
GUILDS, DIRECT_MESSAGES = 1 << 0, 1 << 12


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiscordTown]:
    with discord_town(Palabre(tmp_path_factory.mktemp("home"))) as there:
        there.launches()
        yield there
        assert there.api.complaints == []
        assert there.api.pings == []


# What is missing or wrong


def test_what_is_no_token_is_said_in_one_line_that_does_not_show_it(there: DiscordTown) -> None:
    with started(there.palabre, discord_token="hunter2") as process:
        assert process.ends() == 1
        assert process.said.count("\n") == 1
        assert "discord_token: this is not the token of a Discord bot" in process.said
        assert "hunter2" not in process.said


def test_a_wrong_token_is_said_in_one_line_that_does_not_show_it(there: DiscordTown) -> None:
    with started(there.palabre, **(there.settings | {"discord_token": STRANGERS_TOKEN})) as process:
        assert process.ends() == 1
        assert process.said.count("\n") == 1, process.said
        assert "PALABRE_DISCORD_TOKEN: Discord does not know this token" in process.said
        assert "neverHeard" not in process.said
    failed = there.syncs(exits=1, discord_token=STRANGERS_TOKEN)
    assert (failed.out, failed.err.count("\n")) == ("", 1)
    assert "Discord does not know this token" in failed.err
    assert "neverHeard" not in failed.err


# Both in one process


def test_discord_that_fails_does_not_stop_telegram_and_both_states_are_told(there: DiscordTown) -> None:
    launched, settings, port = there.launches(), webhook_settings(), free_port()
    with BotApi(allow_http_webhook=True, webhook_backoff=0.05) as telegram:
        settings |= telegram_settings(telegram, telegram.bot())
        settings |= discord_settings(f"127.0.0.1:{port}", there.token)
        with started(InstalledPalabre(there.palabre.home), **settings) as process:
            process.says("palabre.telegram: Telegram calls at /telegram")
            process.says("discord failed (")
            ada = Respondent(telegram.person("Ada", language="en"), launched.code)
            ada.joins()
            assert states(settings) == (503, {"calendar": "running", "telegram": "running", "discord": "failed"})
            process.says("it starts again in 2 s")
            ada.answers("capacity", "While Discord was away.")
            with DiscordApi(port=port) as api:
                api.bot("palabre", token=there.token)
                api.waits_until_connected()
                until(
                    lambda: (
                        states(settings) == (200, {"calendar": "running", "telegram": "running", "discord": "running"})
                    ),
                    "both at work",
                )
                bela = api.person("Bela")
                bela.says("hello")
                bela.dm.wait()
                ada.answers("areas", "Once it was back.")
                assert api.complaints == []
            until(
                lambda: (
                    states(settings) == (503, {"calendar": "running", "telegram": "running", "discord": "disconnected"})
                ),
                "it is gone",
            )
            ada.answers("partners", "When it had gone again.")
            assert process.stop() == 0
        assert telegram.complaints == []


def test_telegram_that_fails_does_not_stop_discord_which_asks_for_little_and_ends_when_told(there: DiscordTown) -> None:
    port = free_port()
    token = "7000000001:" + "A" * 35
    with there.serves(settings=telegram_settings(f"127.0.0.1:{port}", token)) as process:
        process.says("telegram failed (")
        assert there.api.bot_of().intents == GUILDS | DIRECT_MESSAGES
        assert there.api.identified == 1
        ada = there.api.person("Ada")
        ada.says("hello")
        ada.dm.wait()
        with BotApi(port=port) as telegram:
            telegram.bot("late_bot", token=token)
            process.says("palabre.telegram: this is @late_bot")
            bela = telegram.person("Bela", language="en")
            bela.says("/start")
            bela.chat.wait()
            ada.says("hello again")
            ada.dm.wait()
            assert process.stop() == 0
        assert process.said.splitlines()[-1].endswith("palabre.serve: stopping")
    there.api.waits_until_disconnected()


def test_a_gateway_that_refuses_is_told_as_a_failure_with_health_alone_and_no_webhook(there: DiscordTown) -> None:
    settings = there.settings | {"listen": f"127.0.0.1:{free_port()}"}
    there.api.refuses_sockets = True
    try:
        with started(there.palabre, **settings) as process:
            process.says("palabre.serve: listening on ")
            assert health(settings) == (503, {"calendar": {"state": "running"}, "discord": {"state": "starting"}})
            process.says("discord failed (Discord's gateway takes no connection); it starts again in 1 s")
            status, told = health(settings)
            again = told["discord"].pop("starts_again_in_seconds")
            assert (status, told.pop("calendar"), told) == (
                503,
                {"state": "running"},
                {"discord": {"state": "failed", "failures": 1}},
            )
            assert 0 < again <= 1
            there.api.refuses_sockets = False
            until(
                lambda: health(settings) == (200, {"calendar": {"state": "running"}, "discord": {"state": "running"}}),
                "it is at work",
            )
            assert process.stop() == 0
    finally:
        there.api.refuses_sockets = False


def test_what_is_under_way_when_told_to_end_is_answered_first(there: DiscordTown) -> None:
    launched = there.launches()
    salon = there.api.guild("Quiet")
    there.syncs()
    with there.serves() as process:
        ada, bela = there.arrives("Ada", launched), Guest(there.api.person("Bela"), launched.code)
        salon.adds(bela.person)
        bela.runs("start", salon.channel("general"), code=launched.code)
        bela.sees("agree")
        for method in ("create_message", "create_interaction_response"):
            there.api.faults.add(method, "too_many", retry_after=1.0)
        count = len(there.api.faults.log)
        ada.writes("Said just before the end.")
        bela.presses("agree")
        until(lambda: len(there.api.faults.log) == count + 2, "both answers refused, to be given in a second")
        assert process.stop() == 0
        assert ada.offered("done")
        assert bela.offered("free")
    (one,) = [said(each) for each in there.kept(launched) if each.answers]
    assert one == (("", "Said just before the end."),)


def test_what_was_written_and_edited_while_the_bot_was_away_is_answered_when_it_is_back(there: DiscordTown) -> None:
    launched = there.launches()
    there.syncs()
    with there.serves() as process:
        ada, bela = (there.arrives(name, launched) for name in ("Ada", "Bela"))
        ada.presses("q:capacity")
        ada.sees("back", but="done")
        first = ada.writes("Ada, before.", "done")
        assert process.stop() == 0
    ada.edits(first, "Ada, before, in other words.")
    ada.writes("Ada, meanwhile.")
    bela.writes("Bela, meanwhile.")
    with there.serves() as process:
        ada.reads("Kept")
        bela.reads("Kept")
        ada.writes("Ada, afterwards.", "done")
        there.api.waits_until_idle()
        told = sum(len(guest.person.dm.messages) for guest in (ada, bela))
        there.api.invalidates()
        ada.writes("Ada, while the session was lost.", "done")
        there.api.waits_until_idle()
        assert process.stop() == 0
    assert sum(len(guest.person.dm.messages) for guest in (ada, bela)) == told + 2, "one question, one answer"
    assert there.said_by_all(launched) == [
        (("", "Bela, meanwhile."),),
        (
            (
                "capacity",
                "Ada, before, in other words.",
                "Ada, meanwhile.",
                "Ada, afterwards.",
                "Ada, while the session was lost.",
            ),
        ),
    ]


# Commands


def test_the_commands_are_made_known_in_all_servers_or_in_one(there: DiscordTown) -> None:
    bot, guild = there.api.bot_of(), there.api.guild("Salon")
    everywhere = there.syncs()
    names = {command["name"]: command for command in bot.commands[0]}
    assert (everywhere.out, everywhere.err) == (f"{len(names)}\n", "")
    assert {"start", "menu", "why", "my", "withdraw", "stop", "forget", "export"} <= names.keys()
    assert {"language", "privacy", "report", "link", "unlink", "help", "announce-here"} <= names.keys()
    assert names["why"]["name_localizations"] == {"fr": "pourquoi", "es-ES": "por-que", "es-419": "por-que"}
    assert names["why"]["description_localizations"].keys() == {"fr", "es-ES", "es-419"}
    assert all(command["name_localizations"]["fr"] and command["description"] for command in names.values())
    words = {name: command["options"][0] for name, command in names.items() if command.get("options")}
    assert {name: (word["description"], word["description_localizations"]["fr"]) for name, word in words.items()} == {
        "start": ("the code of your invitation", "le code de votre invitation"),
        "link": ("the code that the other app gave you", "le code que l’autre application vous a donné"),
        "language": ("the language to go on in", "la langue dans laquelle continuer"),
        "facilitate": (
            "the code that gives you a role, the first time",
            "le code qui vous donne un rôle, la première fois",
        ),
    }
    assert [name for name, command in names.items() if command["contexts"] == [0]] == ["announce-here"]
    assert int(names["announce-here"]["default_member_permissions"]) == 1 << 4
    assert guild.id not in bot.commands
    assert there.syncs("--guild", str(guild.id)).out == f"{len(names)}\n"
    assert {command["name"] for command in bot.commands[guild.id]} == names.keys()


def test_the_commands_cannot_be_made_known_where_the_bot_is_not(there: DiscordTown) -> None:
    guild = there.api.guild("Elsewhere", with_bots=False)
    failed = there.syncs("--guild", str(guild.id), exits=1)
    assert (failed.out, failed.err) == ("", f"there is no server {guild.id} that this bot is in\n")

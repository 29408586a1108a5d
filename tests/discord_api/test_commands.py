"""Commands: what may be registered, and what people can run."""

from typing import Any

import pytest

from tests.discord_api import DiscordApi, Guild, GuildChannel, Person
from tests.discord_api.clients import PlainBot

Command = dict[str, Any]


def command(name: str = "menu", **more: Any) -> Command:
    return {"name": name, "description": "d", "type": 1} | more


def option(name: str = "code", **more: Any) -> Command:
    return {"type": 3, "name": name, "description": "d"} | more


@pytest.fixture
def ours(bot: PlainBot) -> str:
    """Where the global commands are."""
    return f"/applications/{bot.id}/commands"


def test_commands_are_replaced_together(api: DiscordApi, bot: PlainBot, ours: str) -> None:
    first, second = bot.gets("PUT", ours, [command("a"), command("b", name_localizations={"fr": "bé"})])
    again, third = bot.gets("PUT", ours, [command("b", description="new"), command("c")])
    assert (again["id"], again["version"] != second["version"], again["description"]) == (second["id"], True, "new")
    assert [each["name"] for each in bot.gets("GET", ours)] == ["b", "c"]
    assert {first["id"], second["id"]} & {third["id"]} == set()
    assert bot.asks("DELETE", f"{ours}/{third['id']}") == (204, None)
    assert bot.is_refused("DELETE", f"{ours}/{third['id']}") == "404 10063 Unknown application command"
    assert bot.asks("POST", ours, command("d"))[0] == 201
    assert bot.gets("PUT", ours, []) == []
    assert api.complaints == []


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (command("Menu"), {"name": "APPLICATION_COMMAND_INVALID_NAME"}),
        (command("my menu"), {"name": "APPLICATION_COMMAND_INVALID_NAME"}),
        (command("m" * 33), {"name": "BASE_TYPE_BAD_LENGTH"}),
        (command(description=""), {"description": "BASE_TYPE_BAD_LENGTH"}),
        (command(description="d" * 101), {"description": "BASE_TYPE_BAD_LENGTH"}),
        ({"name": "menu"}, {"description": "BASE_TYPE_REQUIRED"}),
        (command(name_localizations={"fr-FR": "menu"}), {"name_localizations.fr-FR": "BASE_TYPE_CHOICES"}),
        (command(name_localizations={"fr": "Menu"}), {"name_localizations.fr": "APPLICATION_COMMAND_INVALID_NAME"}),
        (command(description_localizations={"fr": ""}), {"description_localizations.fr": "BASE_TYPE_BAD_LENGTH"}),
        (command(contexts=[3]), {"contexts.0": "BASE_TYPE_CHOICES"}),
        (command(contexts=[1, 1]), {"contexts": "SET_TYPE_DUPLICATE"}),
        (command(integration_types=[2]), {"integration_types.0": "BASE_TYPE_CHOICES"}),
        (command(options=[option("Code")]), {"options.0.name": "APPLICATION_COMMAND_INVALID_NAME"}),
        (command(options=[option(), option()]), {"options.1.name": "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED"}),
        (
            command(options=[option("a"), option("b", required=True)]),
            {"options.1": "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
        ),
        (command(options=[option(str(number)) for number in range(26)]), {"options": "BASE_TYPE_MAX_LENGTH"}),
        (command(options=[option(type=12)]), {"options.0.type": "BASE_TYPE_CHOICES"}),
        (command(options=[option(choices=[{"name": "n"}])]), {"options.0.choices.0.value": "BASE_TYPE_REQUIRED"}),
    ],
)
def test_what_is_refused(bot: PlainBot, ours: str, given: Command, wrong: dict[str, str]) -> None:
    assert bot.is_wrong("PUT", ours, [given]) == {f"0.{place}": code for place, code in wrong.items()}
    assert bot.gets("GET", ours) == []


@pytest.mark.parametrize("name", ["menu", "aide-moi", "l'aide", "مساعدة", "助け", "सहायता", "ช่วย", "a_1"])
def test_names_may_be_in_any_script(bot: PlainBot, ours: str, name: str) -> None:
    assert bot.gets("PUT", ours, [command(name)])[0]["name"] == name


def test_names_are_unique_and_not_too_many(bot: PlainBot, ours: str) -> None:
    assert bot.is_wrong("PUT", ours, [command(), command()]) == {"1": "APPLICATION_COMMANDS_DUPLICATE_NAME"}
    many = [command(f"c{number}") for number in range(101)]
    assert bot.is_refused("PUT", ours, many).startswith("400 30032 Maximum number of application commands reached")


def test_what_discord_would_ignore_is_noted(api: DiscordApi, bot: PlainBot, ours: str) -> None:
    bot.gets("PUT", ours, [command(colour="red")])
    assert api.complaints == ["bulk_overwrite_global_application_commands: unknown field '0.colour'"]


def test_commands_belong_to_an_application_and_a_guild(bot: PlainBot, salon: Guild) -> None:
    assert bot.is_refused("PUT", "/applications/1/commands", []).startswith("403 20012 ")
    there = f"/applications/{bot.id}/guilds/{salon.id}/commands"
    assert bot.gets("PUT", there, [command()])[0]["guild_id"] == str(salon.id)
    assert bot.gets("GET", f"/applications/{bot.id}/commands") == []
    salon.removes_bot()
    assert bot.is_refused("GET", there) == "403 50001 Missing Access"


# Running them


def test_a_command_is_run(ada: Person, bot: PlainBot, ours: str) -> None:
    options = [option(required=True), option("often", type=4), option("sure", type=5)]
    bot.gets("PUT", ours, [command(options=options, name_localizations={"fr": "carte"})])
    run = ada.runs("/carte", code="ABC", often=3, sure=True)
    assert (run.data["name"], run.data["options"]) == (
        "menu",
        [
            {"name": "code", "type": 3, "value": "ABC"},
            {"name": "often", "type": 4, "value": 3},
            {"name": "sure", "type": 5, "value": True},
        ],
    )
    assert (run.json["locale"], run.json["context"], run.json["user"]["username"]) == ("fr", 1, "ada")


def test_a_subcommand_is_run(ada: Person, bot: PlainBot, ours: str) -> None:
    bot.gets("PUT", ours, [command("round", options=[option("open", type=1, options=[option()])])])
    assert ada.runs("round open", code="A").data["options"] == [
        {"name": "open", "type": 1, "options": [{"name": "code", "type": 3, "value": "A"}]}
    ]
    with pytest.raises(AssertionError, match="choose one of the subcommands of /round"):
        ada.runs("round")


def test_what_a_client_does_not_send(ada: Person, bot: PlainBot, ours: str) -> None:
    choices = [{"name": "One", "value": "1"}]
    limited = option("few", max_length=2, choices=choices)
    bot.gets("PUT", ours, [command(options=[option(required=True), limited])])
    for options, why in (
        ({}, "/menu asks for code"),
        ({"code": 3}, "code takes str, not 3"),
        ({"code": "A", "other": 1}, "menu has the options"),
        ({"code": "A", "few": "123"}, "few takes 0 to 2 characters"),
        ({"code": "A", "few": "2"}, "few is one of"),
    ):
        with pytest.raises(AssertionError, match=why):
            ada.runs("menu", **options)
    with pytest.raises(AssertionError, match="no command 'help'; there are"):
        ada.runs("help")


def test_a_command_shows_where_it_belongs(
    ada: Person, bot: PlainBot, ours: str, salon: Guild, general: GuildChannel
) -> None:
    private, public = command("private", contexts=[1]), command("public", dm_permission=False)
    for_few = command("few", default_member_permissions="32")
    bot.gets("PUT", ours, [private, public, for_few])
    assert ada.runs("private").channel is ada.dm
    run = ada.runs("public", where=general)
    assert (run.json["guild_id"], run.json["member"]["user"]["username"]) == (str(salon.id), "ada")
    for name, where in (("private", general), ("public", None)):
        with pytest.raises(AssertionError, match=f"/{name} does not show in"):
            ada.runs(name, where=where)
    with pytest.raises(AssertionError, match="ada lacks the permissions for /few"):
        ada.runs("few", where=general)
    salon.grants(ada, "manage_guild")
    ada.runs("few", where=general)

"""Commands, names and descriptions, chats and what is shown in them."""

from typing import Any

import pytest

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import PlainBot

START = {"command": "start", "description": "Begin"}


@pytest.mark.parametrize(
    ("scope", "kept"),
    [
        (None, "default"),
        ({"type": "default"}, "default"),
        ({"type": "all_private_chats"}, "all_private_chats"),
        ({"type": "all_group_chats"}, "all_group_chats"),
        ({"type": "all_chat_administrators"}, "all_chat_administrators"),
        ({"type": "chat", "chat_id": "{ada}"}, "chat:{ada}"),
        ({"type": "chat_member", "chat_id": "{ada}", "user_id": 5}, "chat_member:{ada}:5"),
    ],
)
def test_commands_by_scope_and_language(
    api: BotApi, ada: Person, bot: PlainBot, scope: dict[str, Any] | None, kept: str
) -> None:
    if scope and "chat_id" in scope:
        scope = scope | {"chat_id": ada.id}
    where = {"language_code": "fr"} | ({"scope": scope} if scope else {})
    bot.gets("setMyCommands", commands=[START], **where)
    assert api.commands == {(kept.format(ada=ada.id), "fr"): [START]}
    assert bot.gets("getMyCommands", **where) == [START]
    assert bot.gets("getMyCommands", language_code="en") == []
    bot.gets("deleteMyCommands", **where)
    assert api.commands == {}


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"commands": "["}, "can't parse commands JSON object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": ["start"]}, "can't parse BotCommand: expected an Object"),
        ({"commands": [{"command": "a"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ({"commands": [START | {"command": ""}]}, "command must be non-empty"),
        ({"commands": [START | {"command": "a" * 33}]}, "command length must not exceed 32"),
        ({"commands": [START | {"command": "Start"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [START | {"command": "go!"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [START | {"description": " "}]}, "command description must be non-empty"),
        ({"commands": [START | {"description": "a" * 257}]}, "command description length must not exceed 256"),
        ({"commands": [START | {"command": f"a{n}"} for n in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [START], "language_code": "fra"}, "invalid language code specified"),
        ({"commands": [START], "language_code": "FR"}, "invalid language code specified"),
        ({"commands": [START], "scope": "x"}, "can't parse BotCommandScope JSON object"),
        ({"commands": [START], "scope": []}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
        ({"commands": [START], "scope": {}}, "can't parse BotCommandScope: Can't find field \"type\""),
        ({"commands": [START], "scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"commands": [START], "scope": {"type": "chat"}}, "can't parse BotCommandScope: Can't find field \"chat_id\""),
        ({"commands": [START], "scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
    ],
)
def test_commands_that_telegram_refuses(api: BotApi, bot: PlainBot, params: dict[str, Any], reason: str) -> None:
    assert bot.is_refused("setMyCommands", **params) == f"400 Bad Request: {reason}"
    assert api.commands == {}


def test_a_hundred_commands_of_the_longest_kind(api: BotApi, bot: PlainBot) -> None:
    commands = [{"command": f"{'a' * 29}{number:03}", "description": "é" * 256} for number in range(100)]
    bot.gets("setMyCommands", commands=commands)
    assert len(api.commands["default", ""]) == 100
    assert api.complaints == []


def test_commands_that_telegram_tolerates(api: BotApi, bot: PlainBot) -> None:
    bot.gets("setMyCommands", commands=[START | {"command": "/start"}, START])
    assert api.complaints == [
        "setMyCommands: command '/start' is taken without its slash",
        "setMyCommands: command 'start' is given twice",
    ]


@pytest.mark.parametrize(
    ("name", "parameter", "most", "reason"),
    [
        ("Name", "name", 64, "BOT_TITLE_INVALID"),
        ("Description", "description", 512, "DESCRIPTION_TOO_LONG"),
        ("ShortDescription", "short_description", 120, "ABOUT_TOO_LONG"),
    ],
)
def test_texts_about_the_bot(bot: PlainBot, name: str, parameter: str, most: int, reason: str) -> None:
    bot.gets(f"setMy{name}", **{parameter: "é" * most})
    bot.gets(f"setMy{name}", **{parameter: "fr"}, language_code="fr")
    assert bot.gets(f"getMy{name}", language_code="fr") == {parameter: "fr"}
    assert bot.gets(f"getMy{name}", language_code="de") == {parameter: "é" * most}
    assert bot.is_refused(f"setMy{name}", **{parameter: "é" * (most + 1)}) == f"400 Bad Request: {reason}"


# Chats


def test_chat_actions(api: BotApi, ada: Person, bot: PlainBot) -> None:
    bot.gets("sendChatAction", chat_id=ada.id, action="upload_document")
    assert [(shown.chat, shown.action) for shown in api.typing] == [(ada.chat, "upload_document")]
    refusal = bot.is_refused("sendChatAction", chat_id=ada.id, action="dancing")
    assert refusal == "400 Bad Request: wrong parameter action in request"


def test_get_chat(ada: Person, bot: PlainBot) -> None:
    chat = bot.gets("getChat", chat_id=ada.id)
    assert (chat["id"], chat["type"], chat["first_name"], chat["username"]) == (ada.id, "private", "Ada", "ada")

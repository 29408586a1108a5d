"""What a bot tells Telegram about itself: commands, name, descriptions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.bot_api.errors import Refused, bad_request
from tests.bot_api.methods.table import method
from tests.bot_api.profile import Commands, Profile
from tests.bot_api.queries import Query

MOST_COMMANDS = 100
LONGEST_COMMAND = 32
LONGEST_COMMAND_DESCRIPTION = 256
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


# Commands


@method("setMyCommands", "commands scope language_code")
def set_my_commands(query: Query) -> bool:
    commands = _commands(query)
    scope = _scope(query)
    language = _language(query)
    for described in commands:
        described["command"] = _checked_command(query, described["command"])
        described["description"] = _checked_description(described["description"])
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    names = [described["command"] for described in commands]
    for name in sorted({name for name in names if names.count(name) > 1}):
        query.complains(f"command {name!r} is given twice")
    query.bot.profile.commands[scope, language] = commands
    return True


@method("getMyCommands", "scope language_code")
def get_my_commands(query: Query) -> Commands:
    return query.bot.profile.commands.get((_scope(query), _language(query)), [])


@method("deleteMyCommands", "scope language_code")
def delete_my_commands(query: Query) -> bool:
    query.bot.profile.commands.pop((_scope(query), _language(query)), None)
    return True


def _commands(query: Query) -> Commands:
    try:
        given = query.decoded("commands")
    except ValueError:
        raise bad_request("can't parse commands JSON object") from None
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    return [_command(described) for described in given]


def _command(described: Any) -> dict[str, str]:
    if not isinstance(described, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if name not in described:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    return {"command": str(described["command"]), "description": str(described["description"])}


def _checked_command(query: Query, command: str) -> str:
    command = command.strip()
    if command.startswith("/"):
        query.complains(f"command {command!r} is taken without its slash")
        command = command[1:]
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > LONGEST_COMMAND:
        raise bad_request(f"command length must not exceed {LONGEST_COMMAND}")
    if not re.fullmatch("[a-z0-9_]+", command):
        raise bad_request("BOT_COMMAND_INVALID")
    return command


def _checked_description(description: str) -> str:
    description = description.strip()
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {LONGEST_COMMAND_DESCRIPTION}")
    return description


def _scope(query: Query) -> str:
    """Return the scope as the profile knows it: "default", "all_group_chats", "chat:123"."""
    try:
        given = query.decoded("scope")
    except ValueError:
        raise bad_request("can't parse BotCommandScope JSON object") from None
    if given is None:
        return "default"
    if not isinstance(given, dict):
        raise _wrong_scope("BotCommandScope must be an Object")
    if "type" not in given:
        raise _wrong_scope('Can\'t find field "type"')
    kind = given["type"]
    if kind in SCOPES:
        return str(kind)
    if kind not in CHAT_SCOPES:
        raise _wrong_scope("Unsupported type specified")
    return _chat_scope(query, given)


def _chat_scope(query: Query, given: dict[str, Any]) -> str:
    if "chat_id" not in given:
        raise _wrong_scope('Can\'t find field "chat_id"')
    if given["chat_id"] == "":
        raise _wrong_scope("Empty chat_id specified")
    chat = query.bot.chat(str(given["chat_id"]))
    if chat is None:
        raise bad_request("chat not found")
    if given["type"] != "chat_member":
        return f"{given['type']}:{chat.id}"
    if "user_id" not in given:
        raise _wrong_scope('Can\'t find field "user_id"')
    return f"chat_member:{chat.id}:{given['user_id']}"


def _wrong_scope(reason: str) -> Refused:
    return bad_request(f"can't parse BotCommandScope: {reason}")


def _language(query: Query) -> str:
    """Return a language code of two letters, "" for everyone."""
    language = query.text("language_code")
    if not re.fullmatch("(?:[a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    return language


# Name and descriptions


def _told(name: str, parameter: str, most: int, too_long: str, of: Callable[[Profile], dict[str, str]]) -> None:
    """Enter setMy… and getMy… for one of the texts that a bot has in several languages."""

    @method(f"setMy{name}", f"{parameter} language_code")
    def set_it(query: Query) -> bool:
        text, language = query.text(parameter).strip(), _language(query)
        if len(text) > most:
            raise bad_request(too_long)
        of(query.bot.profile)[language] = text
        return True

    @method(f"getMy{name}", "language_code")
    def get_it(query: Query) -> dict[str, str]:
        told = of(query.bot.profile)
        return {parameter: told.get(_language(query)) or told.get("", "")}


_told("Name", "name", 64, "BOT_TITLE_INVALID", lambda profile: profile.names)
_told("Description", "description", 512, "DESCRIPTION_TOO_LONG", lambda profile: profile.descriptions)
_told("ShortDescription", "short_description", 120, "ABOUT_TOO_LONG", lambda profile: profile.short_descriptions)

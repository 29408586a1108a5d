"""Application commands: checked as the documentation states them, kept, and run with options of the right type."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from tests.discord_api.accounts import LOCALES
from tests.discord_api.forms import Field

if TYPE_CHECKING:
    from tests.discord_api.bots import Bot

CHAT_INPUT = 1
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, NUMBER = 1, 2, 3, 4, 5, 10
OPTION_TYPES = range(1, 12)
PYTHON_TYPES = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: float}
MOST_COMMANDS = 100
MOST_CHARACTERS = 8000
CONTEXTS = (0, 1, 2)
INTEGRATION_TYPES = (0, 1)

_COMMAND = (
    "id name name_localizations description description_localizations options default_member_permissions dm_permission"
    " integration_types contexts type nsfw"
)
_OPTION = (
    "type name name_localizations description description_localizations required choices options channel_types"
    " min_value max_value min_length max_length autocomplete"
)

# What bots register


def check_command(command: Field) -> None:
    """Note what is wrong with a command."""
    if not command.known(_COMMAND):
        return
    kind = command["type"].choice((1, 2, 3)) if command["type"].given else CHAT_INPUT
    _check_name(command, is_slash=kind == CHAT_INPUT)
    if kind == CHAT_INPUT:
        _check_description(command)
        _check_options(command["options"])
    elif command["description"].value:
        command["description"].wrong("APPLICATION_COMMAND_DESCRIPTION", "Context menu commands have no description")
    _check_set(command["contexts"], CONTEXTS)
    _check_set(command["integration_types"], INTEGRATION_TYPES)
    command["default_member_permissions"].snowflake()
    if _characters(command.value) > MOST_CHARACTERS:
        command.wrong("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MOST_CHARACTERS})")


def _check_name(named: Field, *, is_slash: bool = True) -> None:
    if named["name"].required():
        _check_one_name(named["name"], is_slash=is_slash)
    for translated in _translations(named["name_localizations"]):
        _check_one_name(translated, is_slash=is_slash)


def _check_one_name(name: Field, *, is_slash: bool) -> None:
    given = name.text(1, 32)
    if is_slash and given and not is_valid_name(given):
        name.wrong("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def is_valid_name(name: str) -> bool:
    r"""Say whether a name fits ^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$ in small letters."""
    return name == name.lower() and all(
        char in "-_'"
        or unicodedata.category(char)[0] in "LN"
        or "\u0900" <= char <= "\u097f"
        or "\u0e00" <= char <= "\u0e7f"
        for char in name
    )


def _check_description(described: Field) -> None:
    if described["description"].required():
        described["description"].text(1, 100)
    for translated in _translations(described["description_localizations"]):
        translated.text(1, 100)


def _translations(translations: Field) -> list[Field]:
    if not translations.given:
        return []
    if not isinstance(translations.value, dict):
        translations.wrong("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return []
    for locale in translations.value.keys() - LOCALES:
        translations[locale].wrong("BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(sorted(LOCALES))}}}.")
    return [translations[locale] for locale in translations.value]


def _check_set(chosen: Field, among: tuple[int, ...]) -> None:
    values = [field.choice(among) for field in chosen.items(1, len(among))]
    if len(values) != len(set(values)):
        chosen.wrong("SET_TYPE_DUPLICATE", "Values must be unique")


def _check_options(options: Field) -> None:
    seen: set[str] = set()
    optional = False
    for option in options.items(0, 25):
        if not option.known(_OPTION):
            continue
        kind = option["type"].choice(OPTION_TYPES)
        _check_name(option)
        _check_description(option)
        if option["name"].value in seen:
            option["name"].wrong("APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", "Option names must be unique")
        seen.add(option["name"].value)
        required = option["required"].flag()
        if required and optional:
            message = "Required options must be placed before non-required options"
            option.wrong("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not required
        if kind in (SUBCOMMAND, GROUP):
            _check_options(option["options"])
        _check_choices(option)


def _check_choices(option: Field) -> None:
    for choice in option["choices"].items(0, 25):
        choice.known("name name_localizations value")
        if choice["name"].required():
            choice["name"].text(1, 100)
        for translated in _translations(choice["name_localizations"]):
            translated.text(1, 100)
        if choice["value"].required() and option["type"].value == STRING:
            choice["value"].text(1, 100)


def _characters(part: Any) -> int:
    """Return how many characters count towards the size of a command, in its longest translation."""
    counted = sum(len(part[name]) for name in ("name", "description", "value") if isinstance(part.get(name), str))
    inner = [*(part.get("options") or []), *(part.get("choices") or [])]
    return counted + sum(_characters(each) for each in inner if isinstance(each, dict))


def check_unique(commands: Field) -> None:
    """Note commands of the same type and name."""
    seen: set[tuple[int, str]] = set()
    for command in commands.items(0, MOST_COMMANDS):
        key = (command["type"].value or CHAT_INPUT, command["name"].value)
        if key in seen:
            command.wrong("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)


# What is kept of it


def registered(bot: Bot, given: dict[str, Any], guild_id: int) -> dict[str, Any]:
    """Return a command as Discord keeps it; one of the same name keeps its identifier."""
    kind = given.get("type") or CHAT_INPUT
    there = bot.commands.get(guild_id, [])
    before = next((each for each in there if (each["type"], each["name"]) == (kind, given["name"])), None)
    contexts = given.get("contexts")
    if contexts is None and given.get("dm_permission") is False:
        contexts = [0]
    permissions = given.get("default_member_permissions")
    command = {
        "id": before["id"] if before else str(bot.api.clock.new_id()),
        "application_id": str(bot.id),
        "version": str(bot.api.clock.new_id()),
        "default_member_permissions": None if permissions is None else str(permissions),
        "type": kind,
        "name": given["name"],
        "name_localizations": given.get("name_localizations"),
        "description": given.get("description") or "",
        "description_localizations": given.get("description_localizations"),
        "dm_permission": given.get("dm_permission", True),
        "contexts": None if guild_id else contexts,
        "integration_types": given.get("integration_types") or [0],
        "nsfw": given.get("nsfw") or False,
        "options": given.get("options") or [],
    }
    return command | ({"guild_id": str(guild_id)} if guild_id else {})


# What people choose


def chosen_options(command: dict[str, Any], path: list[str], chosen: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the options of a command as a client sends them; AssertionError where it would not let them through."""
    if path:
        inner = _option(command, path[0])
        assert inner["type"] in (SUBCOMMAND, GROUP), f"{path[0]} is no subcommand"
        return [{"name": inner["name"], "type": inner["type"], "options": chosen_options(inner, path[1:], chosen)}]
    for option in command.get("options", []):
        assert option["type"] not in (SUBCOMMAND, GROUP), f"choose one of the subcommands of /{command['name']}"
        assert not option.get("required") or option["name"] in chosen, f"/{command['name']} asks for {option['name']}"
    return [_chosen(_option(command, name), value) for name, value in chosen.items()]


def _option(command: dict[str, Any], name: str) -> dict[str, Any]:
    names = {option["name"]: option for option in command.get("options", [])}
    assert name in names, f"{command['name']} has the options {[*names]}, not {name!r}"
    found: dict[str, Any] = names[name]
    return found


def _chosen(option: dict[str, Any], value: Any) -> dict[str, Any]:
    kind = option["type"]
    expected = PYTHON_TYPES.get(kind, str)
    assert isinstance(value, expected), f"{option['name']} takes {expected.__name__}, not {value!r}"
    if isinstance(value, str) and kind == STRING:
        lowest, highest = option.get("min_length") or 0, option.get("max_length") or 6000
        assert lowest <= len(value) <= highest, f"{option['name']} takes {lowest} to {highest} characters"
    choices = [choice["value"] for choice in option.get("choices") or []]
    assert not choices or value in choices, f"{option['name']} is one of {choices}, not {value!r}"
    return {"name": option["name"], "type": kind, "value": value}

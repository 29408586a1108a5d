"""The commands of an application, global ones and those of a guild."""

from __future__ import annotations

from tests.discord_api.bots import Command
from tests.discord_api.commands import check_command, check_unique, registered
from tests.discord_api.errors import Refused, missing_access, unknown
from tests.discord_api.methods.table import method
from tests.discord_api.queries import Query

GLOBAL = "/applications/{application}/commands"
OF_GUILD = "/applications/{application}/guilds/{guild}/commands"
MOST_COMMANDS = 100
HIDDEN = ("name_localizations", "description_localizations")


@method(f"GET {GLOBAL}", "get_global_application_commands", query="with_localizations")
@method(f"GET {OF_GUILD}", "get_guild_application_commands", query="with_localizations")
def get_application_commands(query: Query) -> list[Command]:
    there = query.bot.commands.get(_scope(query), [])
    if query.flag("with_localizations"):
        return there
    return [{name: value for name, value in command.items() if name not in HIDDEN} for command in there]


@method(f"PUT {GLOBAL}", "bulk_overwrite_global_application_commands")
@method(f"PUT {OF_GUILD}", "bulk_overwrite_guild_application_commands")
def bulk_overwrite_application_commands(query: Query) -> list[Command]:
    scope = _scope(query)
    form = query.form()
    if isinstance(query.body, list) and len(query.body) > MOST_COMMANDS:
        raise _too_many()
    for command in form.root.items(0, MOST_COMMANDS):
        check_command(command)
    form.check()
    check_unique(form.root)
    form.check()
    made = [registered(query.bot, each, scope) for each in query.body or []]
    query.bot.commands[scope] = made
    return made


@method(f"POST {GLOBAL}", "create_global_application_command", status=201)
@method(f"POST {OF_GUILD}", "create_guild_application_command", status=201)
def create_application_command(query: Query) -> Command:
    scope = _scope(query)
    form = query.form()
    check_command(form.root)
    form.check()
    made = registered(query.bot, query.body, scope)
    others = [each for each in query.bot.commands.get(scope, []) if each["id"] != made["id"]]
    if len(others) >= MOST_COMMANDS:
        raise _too_many()
    query.bot.commands[scope] = [*others, made]
    return made


@method(f"DELETE {GLOBAL}/{{command}}", "delete_global_application_command")
@method(f"DELETE {OF_GUILD}/{{command}}", "delete_guild_application_command")
def delete_application_command(query: Query) -> None:
    scope = _scope(query)
    there = query.bot.commands.get(scope, [])
    left = [each for each in there if each["id"] != query.path["command"]]
    if len(left) == len(there):
        raise unknown("application command")
    query.bot.commands[scope] = left


def _scope(query: Query) -> int:
    """Return the guild that is asked about, 0 for none; Refused where the bot has no commands there."""
    if query.number("application") != query.bot.id:
        raise Refused(403, 20012, "You are not authorized to perform this action on this application")
    if "guild" not in query.path:
        return 0
    guild = query.api.guilds.get(query.number("guild"))
    if guild is None or not guild.has(query.bot):
        raise missing_access()
    return guild.id


def _too_many() -> Refused:
    return Refused(400, 30032, f"Maximum number of application commands reached ({MOST_COMMANDS}).")

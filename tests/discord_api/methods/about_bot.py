"""What a bot asks about itself, about people and about the guilds that it is in."""

from __future__ import annotations

from typing import Any

from tests.discord_api.errors import missing_access, unknown
from tests.discord_api.guilds import Guild
from tests.discord_api.methods.table import method
from tests.discord_api.permissions import bits
from tests.discord_api.queries import Query

SESSION_STARTS = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}


@method("GET /users/@me", "get_current_user")
def get_current_user(query: Query) -> dict[str, Any]:
    return query.bot.json | {"verified": True, "mfa_enabled": False, "email": None, "locale": "en-US", "flags": 0}


@method("GET /gateway", "get_gateway", needs_bot=False)
def get_gateway(query: Query) -> dict[str, Any]:
    return {"url": query.api.gateway}


@method("GET /gateway/bot", "get_gateway_bot")
def get_gateway_bot(query: Query) -> dict[str, Any]:
    return {"url": query.api.gateway, "shards": query.api.shards, "session_start_limit": SESSION_STARTS}


@method("GET /applications/@me", "get_current_application")
@method("GET /oauth2/applications/@me", "get_current_bot_application_information")
def get_current_application(query: Query) -> dict[str, Any]:
    return query.bot.application_details


@method("GET /users/{user}", "get_user")
def get_user(query: Query) -> dict[str, Any]:
    for account in query.api.accounts_of([query.number("user")]):
        return account.json
    raise unknown("User")


@method("GET /guilds/{guild}", "get_guild", query="with_counts")
def get_guild(query: Query) -> dict[str, Any]:
    return _guild(query).json_for(query.bot)


@method("GET /guilds/{guild}/channels", "get_guild_channels")
def get_guild_channels(query: Query) -> list[dict[str, Any]]:
    seen = [each for each in _guild(query).channels if each.permissions_of(query.bot) & bits("view_channel")]
    return [channel.json for channel in seen]


@method("GET /guilds/{guild}/members/{user}", "get_guild_member")
def get_guild_member(query: Query) -> dict[str, Any]:
    guild = _guild(query)
    for account in guild.members:
        if account.id == query.number("user"):
            return guild.member_json(account)
    raise unknown("User")


def _guild(query: Query) -> Guild:
    guild = query.api.guilds.get(query.number("guild"))
    if guild is None:
        raise unknown("Guild")
    if not guild.has(query.bot):
        raise missing_access()
    return guild

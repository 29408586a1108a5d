"""A bot: its token and application, where it is, its commands, and the gateway sessions that it has opened."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from tests.discord_api import intents
from tests.discord_api.accounts import Account
from tests.discord_api.clock import shard_of
from tests.discord_api.errors import Closed

if TYPE_CHECKING:
    from tests.discord_api.guilds import Guild
    from tests.discord_api.server import DiscordApi
    from tests.discord_api.sessions import Session

Command = dict[str, Any]
FLAGS = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}
"""Of the application: that it may use a privileged intent, as one in fewer than a hundred guilds."""


class Bot(Account):
    """A bot and its application, which have one identifier."""

    def __init__(self, api: DiscordApi, token: str, name: str, *, privileged: frozenset[str]) -> None:
        super().__init__(api.clock.new_id(), name, is_bot=True)
        self.api = api
        self.token = token
        self.privileged = privileged
        self.guilds: list[Guild] = []
        self.commands: dict[int, list[Command]] = {}
        """By guild, 0 for the global ones."""
        self.sessions: list[Session] = []
        self.intents = 0
        """What it asked for when it connected last."""

    @property
    def application(self) -> dict[str, Any]:
        return {"id": str(self.id), "flags": sum(FLAGS[name] for name in self.privileged)}

    @property
    def application_details(self) -> dict[str, Any]:
        owner = self.api.owner.json
        names = {"name": self.name, "description": "", "icon": None, "verify_key": "0" * 64, "owner": owner}
        return self.application | names | {"bot_public": False, "bot_require_code_grant": False, "bot": self.json}

    # What it may see

    @property
    def asks_for_members(self) -> bool:
        return bool(self.intents & intents.GUILD_MEMBERS)

    @property
    def reads_content(self) -> bool:
        return bool(self.intents & intents.MESSAGE_CONTENT)

    def check_intents(self, asked: int) -> None:
        """Close what asks for intents that do not exist, or that its application was not given."""
        if asked & ~intents.ALL or asked < 0:
            raise Closed(4013, "Invalid intent(s).")
        for name, bit in intents.PRIVILEGED.items():
            if asked & bit and name not in self.privileged:
                raise Closed(4014, "Disallowed intent(s).")

    # What it is told

    def tell(self, event: str, data: dict[str, Any], *, guild: Guild | None = None, always: bool = False) -> None:
        """Send an event to the sessions of its shard that asked for it; `always` asks for no intent."""
        need = 0 if always else intents.needed(event, in_guild=guild is not None)
        for session in self.sessions:
            shard = 0 if guild is None else shard_of(guild.id, session.shards)
            if session.shard == shard and (not need or session.intents & need):
                session.put(event, data)

    # Its commands

    def command(self, name: str, guild: Guild | None) -> Command:
        """Return a command by its name, or by a name that a translation gives it; a guild's own come first."""
        there = [*self.commands.get(guild.id if guild else -1, []), *self.commands.get(0, [])]
        for command in there:
            if name in (command["name"], *(command.get("name_localizations") or {}).values()):
                return command
        raise AssertionError(f"no command {name!r}; there are {[command['name'] for command in there]}")


def new_token(bot_id: int) -> str:
    return f"{bot_id}.{secrets.token_urlsafe(6)}.{secrets.token_urlsafe(27)}"

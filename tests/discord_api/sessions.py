"""A gateway session: what a bot was told on one shard, in order, so that it can go on after its socket has dropped."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from tests.discord_api import intents
from tests.discord_api.clock import shard_of

if TYPE_CHECKING:
    from tests.discord_api.bots import Bot

Payload = dict[str, Any]


class Line(Protocol):
    """A socket that takes payloads."""

    def sends(self, payload: Payload) -> None: ...


class Event(NamedTuple):
    """Something that a bot was told."""

    sequence: int
    name: str
    data: dict[str, Any]

    @property
    def payload(self) -> Payload:
        return {"op": 0, "s": self.sequence, "t": self.name, "d": self.data}


class Session:
    """One session on one shard. Without a line it remembers what happens until the bot resumes."""

    def __init__(self, bot: Bot, shard: int, shards: int, asked: int) -> None:
        self.id = secrets.token_hex(16)
        self.bot = bot
        self.shard = shard
        self.shards = shards
        self.intents = asked
        self.events: list[Event] = []
        self.confirmed = 0
        """The last sequence that a heartbeat named."""
        self.line: Line | None = None

    @property
    def sequence(self) -> int:
        return len(self.events)

    def put(self, name: str, data: dict[str, Any]) -> None:
        """Tell the bot now, or when it resumes."""
        event = Event(len(self.events) + 1, name, data)
        self.events.append(event)
        if self.line is not None:
            self.line.sends(event.payload)

    def begins(self, line: Line) -> None:
        """Say READY and describe the guilds of this shard."""
        self.line = line
        guilds = [guild for guild in self.bot.guilds if shard_of(guild.id, self.shards) == self.shard]
        self.put("READY", {
            "v": 10,
            "user": self.bot.json | {"verified": True, "mfa_enabled": False, "email": None, "flags": 0},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": self.id,
            "session_type": "normal",
            "resume_gateway_url": self.bot.api.gateway,
            "shard": [self.shard, self.shards],
            "application": self.bot.application,
            "private_channels": [],
            "presences": [],
            "relationships": [],
        })  # fmt: skip
        if self.intents & intents.GUILDS:
            for guild in guilds:
                self.put("GUILD_CREATE", guild.json_for(self.bot))

    def resumes(self, line: Line, after: int) -> None:
        """Tell again what came after that sequence."""
        self.line = line
        for event in self.events[after:]:
            line.sends(event.payload)
        self.put("RESUMED", {"_trace": []})

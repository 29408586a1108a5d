"""The sockets of a server: which bots are connected, and what goes wrong with their connections."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from tests.discord_api.gateway import INVALID_SESSION, RECONNECT, Connection
from tests.discord_api.sessions import Session

if TYPE_CHECKING:
    from tests.discord_api.bots import Bot

R = TypeVar("R")

HEARTBEAT = 41.25


class Sockets:
    """Everything about the gateway that tests set, break or count; a part of DiscordApi."""

    bots: dict[str, Bot]

    def __init__(self, *, shards: int, heartbeat: float) -> None:
        self.shards = shards
        """How many shards are recommended."""
        self.least_shards = 1
        """With fewer, a connection is closed with 4011."""
        self.heartbeat = heartbeat
        """Seconds between two heartbeats."""
        self.acknowledges_heartbeats = True
        self.connections: set[Connection] = set()
        self.identified = 0
        """How often a bot began a session."""
        self.resumed = 0
        """How often a bot resumed one."""

    def run(self, done: Callable[[], R]) -> R:
        raise NotImplementedError

    @property
    def connected(self) -> list[Session]:
        """The sessions that have a socket, half-open ones aside."""
        return [session for bot in [*self.bots.values()] for session in [*bot.sessions] if session.line is not None]

    def asks_for_heartbeats(self) -> None:
        """Ask each bot which event it has read last."""
        self._sends(None, {"op": 1, "s": None, "t": None, "d": None})

    def drops(self, shard: int | None = None, *, silently: bool = False, code: int = 0) -> None:
        """End the sockets of bots, with a code where one is given; `silently` leaves them half open.

        A half-open socket takes everything and answers nothing; only when the bot closes it, it is closed.
        """

        def done() -> None:
            for connection in self._connections(shard):
                if silently:
                    connection.silent = True
                elif code:
                    connection.closes(code)
                else:
                    connection.drops()
                if connection.session is not None:
                    connection.session.line = None

        self.run(done)

    def asks_to_reconnect(self, shard: int | None = None) -> None:
        """Send RECONNECT, as before a restart of Discord's own."""
        self._sends(shard, {"op": RECONNECT, "s": None, "t": None, "d": None})

    def invalidates(self, shard: int | None = None, *, resumable: bool = False) -> None:
        """Send INVALID_SESSION; unless it is resumable, the session is forgotten."""
        if not resumable:
            self.forgets_sessions(shard)
        self._sends(shard, {"op": INVALID_SESSION, "s": None, "t": None, "d": resumable})

    def forgets_sessions(self, shard: int | None = None) -> None:
        """Let no bot resume."""

        def done() -> None:
            for bot in self.bots.values():
                bot.sessions = [each for each in bot.sessions if shard not in (None, each.shard)]

        self.run(done)

    def _sends(self, shard: int | None, payload: dict[str, Any]) -> None:
        def done() -> None:
            for connection in self._connections(shard):
                connection.sends(payload)

        self.run(done)

    def _connections(self, shard: int | None) -> list[Connection]:
        """Return the connections of bots that have identified, on one shard or all."""
        there = [each for each in self.connections if each.session is not None and not each.silent]
        return [each for each in there if each.session and shard in (None, each.session.shard)]

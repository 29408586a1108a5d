"""The gateway: sockets on which bots identify, keep up a heartbeat, and are told what happens."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from collections import deque
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import WSMsgType, web

from tests.discord_api.errors import Closed
from tests.discord_api.sessions import Payload, Session

if TYPE_CHECKING:
    from tests.discord_api.server import DiscordApi

HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 1, 2, 3, 6, 7, 9, 10, 11
MOST_PAYLOADS, IN_SECONDS = 120, 60
LONGEST_PAYLOAD = 4096
FORGIVEN = 1.5
"""So many heartbeat intervals without a heartbeat end a connection."""
NORMAL = (1000, 1001)
"""A bot that closes with one of these gives its session up."""


class Stream(Protocol):
    """A compression that lasts as long as its connection."""

    def pack(self, text: bytes) -> bytes: ...


class ZlibStream:
    """zlib-stream: one context, and each payload flushed so that it ends in 00 00 ff ff."""

    def __init__(self) -> None:
        self._context = zlib.compressobj()

    def pack(self, text: bytes) -> bytes:
        return self._context.compress(text) + self._context.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """zstd-stream, which discord.py asks for where Python brings it (3.14)."""

    def __init__(self) -> None:
        zstd = import_module("compression.zstd")
        self._context = zstd.ZstdCompressor()
        self._flush = zstd.ZstdCompressor.FLUSH_BLOCK

    def pack(self, text: bytes) -> bytes:
        return bytes(self._context.compress(text, mode=self._flush))


STREAMS: dict[str, type[Stream]] = {"zlib-stream": ZlibStream, "zstd-stream": ZstdStream}


class Connection:
    """One socket. What is sent on it leaves in order, through one task."""

    def __init__(self, api: DiscordApi, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.session: Session | None = None
        self.silent = False
        """A half-open socket: nothing is answered, nothing is sent, until the bot gives it up."""
        self._api = api
        self._socket = socket
        self._transport = transport
        self._stream: Stream | None = None
        self._outbox: asyncio.Queue[Payload] = asyncio.Queue()
        self._reading: asyncio.Task[None] | None = None
        self._farewell: Closed | None = None
        self._heard = time.monotonic()
        self._received: deque[float] = deque(maxlen=MOST_PAYLOADS)

    def sends(self, payload: Payload) -> None:
        if not self.silent:
            self._outbox.put_nowait(payload)

    def drops(self) -> None:
        """End the socket without a word."""
        if self._transport is not None:
            self._transport.abort()

    def closes(self, code: int, reason: str = "") -> None:
        """End the connection with a code."""
        self._farewell = Closed(code, reason)
        if self._reading is not None:
            self._reading.cancel()

    # Life

    async def lives(self, query: dict[str, str]) -> None:
        """Speak with a bot until one of both ends it.

        A bot has the time to read the code; what it closes itself is forgotten before it sees the end of it.
        """
        self._reading = asyncio.create_task(self._read(query))
        others = [asyncio.create_task(self._write()), asyncio.create_task(self._watch())]
        try:
            await asyncio.wait([self._reading])
        finally:
            for task in (self._reading, *others):
                task.cancel()
            self._ends()
        farewell = self._farewell or Closed(1000, "")
        await self._socket.close(code=farewell.code, message=farewell.reason.encode())
        if not self._reading.cancelled():
            self._reading.result()

    async def _read(self, query: dict[str, str]) -> None:
        try:
            self._greets(query)
            async for message in self._socket:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY) and not self.silent:
                    self._receives(message.data)
        except Closed as closed:
            self._refuses(closed)

    def _refuses(self, closed: Closed) -> None:
        """Close what breaks a rule: there is nothing to resume."""
        self._api.complaints.append(f"gateway closed with {closed}")
        self._gives_up()
        self.closes(closed.code, closed.reason)

    def _ends(self) -> None:
        if self.session is None or self.session.line is not self:
            return
        self.session.line = None
        if self._socket.close_code in NORMAL:
            self._gives_up()

    def _gives_up(self) -> None:
        """Let nobody resume what was said here."""
        if self.session is not None and self.session in self.session.bot.sessions:
            self.session.bot.sessions.remove(self.session)

    async def _write(self) -> None:
        while True:
            payload = await self._outbox.get()
            text = json.dumps(payload)
            try:
                if self._stream is None:
                    await self._socket.send_str(text)
                else:
                    await self._socket.send_bytes(self._stream.pack(text.encode()))
            except ConnectionError:
                return

    async def _watch(self) -> None:
        """Close the connection of a bot that has stopped its heartbeat."""
        patience = self._api.heartbeat * FORGIVEN
        left = patience
        while left > 0:
            await asyncio.sleep(left)
            left = self._heard + patience - time.monotonic()
        if not self.silent:
            self._refuses(Closed(4009, "Session timed out."))

    # What a bot says

    def _greets(self, query: dict[str, str]) -> None:
        if query.get("v") != "10":
            raise Closed(4012, "Invalid API version.")
        if query.get("encoding", "json") != "json":
            raise Closed(4002, "Only JSON is spoken here.")
        if compression := query.get("compress"):
            if compression not in STREAMS:
                raise Closed(4002, f"Unknown compression {compression}.")
            self._stream = STREAMS[compression]()
        self.sends({"op": HELLO, "s": None, "t": None, "d": {"heartbeat_interval": self._api.heartbeat * 1000}})

    def _receives(self, text: str) -> None:
        if len(text) > LONGEST_PAYLOAD:
            raise Closed(4002, "Error while decoding payload: it is too long.")
        try:
            payload = json.loads(text)
            operation, data = payload["op"], payload["d"]
        except (ValueError, TypeError, KeyError):
            raise Closed(4002, "Error while decoding payload.") from None
        if operation == HEARTBEAT:
            self._beats(data)
            return
        self._counts()
        if operation == IDENTIFY:
            self._identifies(data)
        elif operation == RESUME:
            self._resumes(data)
        elif operation != PRESENCE:
            raise Closed(4001, "Unknown opcode.")
        elif self.session is None:
            raise Closed(4003, "Not authenticated.")

    def _counts(self) -> None:
        """Close a connection that says too much; heartbeats, for which this server often asks, are not counted."""
        now = time.monotonic()
        if len(self._received) == MOST_PAYLOADS and now - self._received[0] < IN_SECONDS:
            raise Closed(4008, "You are sending payloads too quickly.")
        self._received.append(now)

    def _beats(self, sequence: int | None) -> None:
        self._heard = time.monotonic()
        if self.session is not None:
            self.session.confirmed = sequence or 0
            self._api.notify()
        if self._api.acknowledges_heartbeats:
            self.sends({"op": ACK, "s": None, "t": None, "d": None})

    def _identifies(self, data: dict[str, Any]) -> None:
        if self.session is not None:
            raise Closed(4005, "Already authenticated.")
        bot = self._api.bots.get(str(data.get("token", "")).removeprefix("Bot "))
        if bot is None:
            raise Closed(4004, "Authentication failed.")
        shard, shards = self._shard(data.get("shard", [0, 1]))
        if not isinstance(data.get("intents"), int) or not isinstance(data.get("properties"), dict):
            raise Closed(4002, "Error while decoding payload: intents and properties are required.")
        bot.check_intents(data["intents"])
        bot.intents = data["intents"]
        bot.sessions = [each for each in bot.sessions if each.line is not None or each.shard != shard]
        session = self.session = Session(bot, shard, shards, data["intents"])
        bot.sessions.append(session)
        self._api.identified += 1
        session.begins(self)
        self._api.notify()

    def _shard(self, given: Any) -> tuple[int, int]:
        numbers = given if isinstance(given, list) and len(given) == 2 else [None, None]
        shard, shards = numbers
        if not isinstance(shard, int) or not isinstance(shards, int) or not 0 <= shard < shards:
            raise Closed(4010, "Invalid shard.")
        if shards < self._api.least_shards:
            raise Closed(4011, "Sharding required.")
        return shard, shards

    def _resumes(self, data: dict[str, Any]) -> None:
        if self.session is not None:
            raise Closed(4005, "Already authenticated.")
        bot = self._api.bots.get(str(data.get("token", "")).removeprefix("Bot "))
        if bot is None:
            raise Closed(4004, "Authentication failed.")
        session = next((each for each in bot.sessions if each.id == data.get("session_id")), None)
        if session is None:
            self.sends({"op": INVALID_SESSION, "s": None, "t": None, "d": False})
            return
        after = data.get("seq")
        if not isinstance(after, int) or not 0 <= after <= session.sequence:
            raise Closed(4007, "Invalid seq.")
        self.session = session
        session.resumes(self, after)
        self._api.resumed += 1
        self._api.notify()

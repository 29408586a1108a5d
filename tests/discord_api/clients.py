"""Bots for the server's own tests: one that sends whatever it is told, and discord.py's real clients."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.bots.loops import Beside
from tests.discord_api.rest import BASE

if TYPE_CHECKING:
    from tests.discord_api.server import DiscordApi

T = TypeVar("T")
BOUNDARY = "a-boundary"


@contextmanager
def pointed_at(api: DiscordApi) -> Iterator[None]:
    """Let discord.py talk to a server instead of Discord; outside of it nothing has changed."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api.url, yarl.URL(api.gateway)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


class PlainBot:
    """A bot without a library: it sends what no library would."""

    def __init__(self, api: DiscordApi, token: str) -> None:
        self.api = api
        self.token = token
        self.id = api.bot_of(token).id

    def exchange(
        self,
        verb: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        seconds: float = 60,
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of an answer; HTTPException or OSError where there is none."""
        own = {"Authorization": f"Bot {self.token}"}
        with closing(HTTPConnection("127.0.0.1", self.api.port, timeout=seconds)) as connection:
            connection.request(verb, BASE + path, body, own | (headers or {}))
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def asks(self, verb: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Return status and body of the answer to a request with a JSON body."""
        encoded = None if body is None else json.dumps(body).encode()
        status, _, answer = self.exchange(
            verb, path, encoded, {"Content-Type": "application/json"} if encoded else None
        )
        return status, json.loads(answer) if answer else None

    def gets(self, verb: str, path: str, body: Any = None) -> Any:
        """Return the body of an answer to a request that must succeed."""
        status, answer = self.asks(verb, path, body)
        assert status < 300, answer
        return answer

    def is_refused(self, verb: str, path: str, body: Any = None) -> str:
        """Return why a request is refused, as "404 10003 Unknown Channel"."""
        status, answer = self.asks(verb, path, body)
        assert status >= 400, answer
        return f"{status} {answer['code']} {answer['message']}"

    def is_wrong(self, verb: str, path: str, body: Any) -> dict[str, str]:
        """Return the places of an invalid form, each with its first error's code."""
        status, answer = self.asks(verb, path, body)
        assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body"), answer
        return dict(_places(answer["errors"], ()))

    def is_lost(self, verb: str, path: str, body: Any = None) -> bool:
        """Say whether a request gets no answer."""
        try:
            self.asks(verb, path, body)
        except (HTTPException, OSError):
            return True
        return False

    def uploads(self, verb: str, path: str, payload: Any, **files: bytes) -> tuple[int, Any]:
        """Send a multipart request with files by name; return status and body of the answer."""
        parts = [("payload_json", "", json.dumps(payload).encode())]
        parts += [(f"files[{place}]", f'; filename="{name}"', files[name]) for place, name in enumerate(files)]
        pieces = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"
            for name, more, content in parts
        ]
        body = b"".join(pieces) + f"--{BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        status, _, answer = self.exchange(verb, path, body, headers)
        return status, json.loads(answer)


def _places(errors: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name, inner in errors.items():
        if name == "_errors":
            yield ".".join(path), inner[0]["code"]
        else:
            yield from _places(inner, (*path, name))


class PlainSocket:
    """A gateway connection without a library, driven from tests that are not async."""

    def __init__(self, loop: Beside, api: DiscordApi, **query: str) -> None:
        self._loop = loop
        self._query = {"v": "10", "encoding": "json"} | query
        self._inflate = zlib.decompressobj()
        self._http = loop.does(self._session())
        self._socket = loop.does(self._connect(api.gateway))

    async def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    async def _connect(self, url: str) -> aiohttp.ClientWebSocketResponse:
        return await self._http.ws_connect(url, params=self._query)

    def says(self, operation: int, data: Any) -> None:
        self._loop.does(self._socket.send_str(json.dumps({"op": operation, "d": data})))

    def says_text(self, text: str) -> None:
        self._loop.does(self._socket.send_str(text))

    def hears(self, seconds: float = 60) -> dict[str, Any]:
        """Return the next payload; AssertionError where the socket is closed instead."""
        message = self._loop.does(self._socket.receive(seconds))
        assert message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY), message
        text = message.data if message.type is aiohttp.WSMsgType.TEXT else self._inflate.decompress(message.data)
        heard: dict[str, Any] = json.loads(text)
        return heard

    def hears_event(self, name: str = "") -> Any:
        """Return the data of the next event; it must have that name."""
        heard = self.hears()
        assert (heard["op"], heard["t"]) == (0, name or heard["t"]), heard
        return heard["d"]

    def hears_nothing(self, seconds: float = 0.05) -> bool:
        try:
            self.hears(seconds)
        except TimeoutError:
            return True
        return False

    def identifies(self, token: str, intents: int = 0, **more: Any) -> dict[str, Any]:
        """Begin a session and return what READY says."""
        assert self.hears()["op"] == 10
        self.says(2, {"token": token, "intents": intents, "properties": {}} | more)
        ready: dict[str, Any] = self.hears_event("READY")
        return ready

    def is_closed(self) -> int:
        """Return the code with which the socket was closed."""
        while True:
            message = self._loop.does(self._socket.receive(5))
            if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                return self._socket.close_code or 0

    def close(self, code: int = 1000) -> None:
        self._loop.does(self._socket.close(code=code))
        self._loop.does(self._http.close())


class LibraryBot:
    """A client of discord.py, connected, beside a test."""

    def __init__(self, loop: Beside, make: Callable[[], discord.Client], token: str) -> None:
        self._loop = loop
        self.client = loop.does(self._made(make))
        self.running = loop.begins(self.client.start(token))

    async def _made(self, make: Callable[[], discord.Client]) -> discord.Client:
        return make()

    def does(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.does(work)

    def close(self) -> None:
        self._loop.does(self._closed())

    async def _closed(self) -> None:
        """Close the client, and end what discord.py leaves behind where it was closed before it was ready."""
        await self.client.close()
        left = asyncio.all_tasks() - {asyncio.current_task(), self.running}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

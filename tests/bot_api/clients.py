"""Two bots for the server's own tests: one that sends whatever it is told, and python-telegram-bot's."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from random import SystemRandom
from typing import Any, TypeVar
from urllib.parse import urlencode

import telegram

from tests.bot_api.server import BotApi

R = TypeVar("R")
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BOUNDARY = "a-boundary"


class PlainBot:
    """A bot without a library: it sends what no library would."""

    def __init__(self, api: BotApi, token: str) -> None:
        self.api = api
        self.token = token

    def exchange(
        self,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        *,
        verb: str = "POST",
        seconds: float = 60,
    ) -> tuple[int, bytes]:
        """Return status and body of an answer; HTTPException or OSError where there is none."""
        with closing(HTTPConnection("127.0.0.1", self.api.port, timeout=seconds)) as connection:
            connection.request(verb, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def asks(self, method: str, /, **params: Any) -> dict[str, Any]:
        """Return the whole answer to a request with a JSON body."""
        status, body = self.exchange(f"/bot{self.token}/{method}", json.dumps(params).encode(), JSON)
        answer: dict[str, Any] = json.loads(body)
        assert status == answer.get("error_code", 200)
        return answer

    def gets(self, method: str, /, **params: Any) -> Any:
        """Return the result of a request that must succeed."""
        answer = self.asks(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    def is_refused(self, method: str, /, **params: Any) -> str:
        """Return why a request is refused, as "400 Bad Request: …"."""
        answer = self.asks(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    def is_lost(self, method: str, /, **params: Any) -> bool:
        """Say whether a request gets no answer."""
        try:
            self.exchange(f"/bot{self.token}/{method}", urlencode(params).encode(), FORM)
        except (HTTPException, OSError):
            return True
        return False

    def uploads(self, method: str, /, *parts: tuple[str, str, bytes]) -> str:
        """Send a multipart request; each part is its name, what else stands in its disposition, its content.

        Returns "" or why it was refused.
        """
        pieces = [
            b'--%s\r\nContent-Disposition: form-data; name="%s"%s\r\n%s\r\n%s\r\n'
            % (
                BOUNDARY.encode(),
                name.encode(),
                more.encode(),
                b"Content-Type: application/octet-stream\r\n" if name == "document" else b"",
                content,
            )
            for name, more, content in parts
        ]
        body = b"".join(pieces) + f"--{BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        _, answer = self.exchange(f"/bot{self.token}/{method}", body, headers)
        return str(json.loads(answer).get("description", ""))


class LibraryBot:
    """python-telegram-bot's Bot, driven from tests that are not async."""

    def __init__(self, api: BotApi, token: str) -> None:
        self._runner = asyncio.Runner()
        self._bot = telegram.Bot(token, base_url=f"{api.url}/bot")
        self._runner.run(self._bot.initialize())

    def does(self, ask: Callable[[telegram.Bot], Awaitable[R]]) -> R:
        async def asked() -> R:
            return await ask(self._bot)

        return self._runner.run(asked())

    def close(self) -> None:
        self.does(lambda bot: bot.shutdown())
        self._runner.close()


def free_port() -> int:
    """Return a port at which nobody listens, of those that the system does not give away meanwhile."""
    while True:
        port = SystemRandom().randrange(20_000, 32_000)
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port

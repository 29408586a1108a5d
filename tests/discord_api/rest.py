"""The door for bots: HTTP requests to methods, rate limits, their answers, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from aiohttp import web

from tests.discord_api.errors import Refused, method_not_allowed, not_found, too_large, unauthorized
from tests.discord_api.faults import Fault
from tests.discord_api.gateway import Connection
from tests.discord_api.limits import refusal
from tests.discord_api.methods import Method, found_at, verbs_at
from tests.discord_api.queries import Query

if TYPE_CHECKING:
    from tests.bot_api.faults import Fault as AnyFault
    from tests.discord_api.bots import Bot
    from tests.discord_api.server import DiscordApi

BASE = "/api/v10"
FILES = "/attachments/"
MOST_BYTES = 25 * 1024 * 1024
HTML_ERROR = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"
)
VIA = {"Via": "1.1 google"}
"""Without it discord.py takes a 429 for a ban by Cloudflare."""


class Call(NamedTuple):
    """A request of a bot. `status` is 0 where it got no answer, `code` and `error` those of a refusal."""

    method: str
    params: dict[str, Any]
    status: int
    code: int
    error: str
    at: float
    """Seconds since the epoch, when it was answered."""
    fault: str = ""
    """The kind of fault that struck it."""


class Outcome(NamedTuple):
    """What a request comes to; the status is 0 for no answer at all."""

    status: int
    body: Any = None
    headers: dict[str, str] = {}  # noqa: RUF012 (a tuple's default, which nobody changes)
    html: str = ""


class Rest:
    """The HTTP side of a DiscordApi, and the way to its gateway."""

    def __init__(self, api: DiscordApi) -> None:
        self.served = 0
        """Requests that were answered."""
        self.under_way = 0
        """Requests that are not answered yet."""
        self._api = api

    async def open(self, port: int) -> int:
        """Listen on 127.0.0.1 and return the port, for 0 one that is free."""
        self._server = web.Server(
            self._answer, request_factory=_request, handler_cancellation=True, access_log=None, tcp_keepalive=False
        )
        listener = self._listener = await asyncio.get_running_loop().create_server(
            self._server, "127.0.0.1", port, backlog=1024
        )
        return int(listener.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Close the port and every connection, whatever is still under way."""
        self._listener.close()
        await self._server.shutdown(0.001)  # 0 would mean to wait for ever

    # From a request to its answer

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            if self._api.refuses_sockets:
                return web.Response(status=503)
            return await self._connects(request)
        if request.path.startswith(FILES):
            return self._file(request.path)
        self.under_way += 1
        try:
            return await self._find(request)
        except Refused as refused:
            return _response(Outcome(refused.status, refused.json))
        except Exception as error:
            self._api.complaints.append(f"{request.method} {request.path}: this server failed, {error!r}")
            raise
        finally:
            self.under_way -= 1
            self.served += 1
            self._api.notify()

    async def _connects(self, request: web.BaseRequest) -> web.StreamResponse:
        socket = web.WebSocketResponse(autoclose=False)
        await socket.prepare(request)
        connection = Connection(self._api, socket, request.transport)
        self._api.connections.add(connection)
        try:
            await connection.lives(dict(request.query))
        finally:
            self._api.connections.discard(connection)
            self._api.notify()
        return socket

    def _file(self, path: str) -> web.Response:
        number = path.removeprefix(FILES).partition("/")[0]
        file = self._api.files.get(int(number)) if number.isdigit() else None
        if file is None:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=file.media_type)

    async def _find(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path.removeprefix(BASE)
        found = found_at(request.method, path) if request.path.startswith(BASE) else None
        if found is None:
            verbs = verbs_at(path)
            self._api.complaints.append(f"unknown route {request.method} {request.path}")
            raise method_not_allowed() if verbs else not_found()
        method, names = found
        query = Query(self._api, method.name, self._bot(request) if method.needs_bot else None, names)
        return await self._run(request, query, method)

    def _bot(self, request: web.BaseRequest) -> Bot:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        bot = self._api.bots.get(token) if kind == "Bot" else None
        if bot is None:
            raise unauthorized()
        return bot

    async def _run(self, request: web.BaseRequest, query: Query, method: Method) -> web.StreamResponse:
        if (request.content_length or 0) > MOST_BYTES:
            raise too_large()
        await query.reads(request)
        for name in sorted(query.query.keys() - method.query):
            query.complains(f"unknown query parameter {name!r}")
        if query.body is not None and not method.takes_body:
            query.complains("a body where none is expected")
        fault = self._api.faults.pick(method.name, query.params) if self._api.faults.armed else None
        if fault is not None:
            return await self._strike(fault, request, query, method)
        outcome = self._outcome(query, method)
        self._note(query, outcome)
        return _response(outcome)

    def _outcome(self, query: Query, method: Method) -> Outcome:
        standing = self._api.limits.take(method.name, query.major)
        if standing.retry_after:
            return _too_many(standing.retry_after, standing.headers, is_global=standing.is_global)
        try:
            result = method.answer(query)
        except Refused as refused:
            return Outcome(refused.status, refused.json, standing.headers)
        return Outcome(method.status if result is not None else 204, result, standing.headers)

    def _note(self, query: Query, outcome: Outcome, fault: str = "") -> None:
        if self._api.keeps_calls:
            refused = outcome.body if outcome.status >= 400 and isinstance(outcome.body, dict) else {}
            code, error = refused.get("code", 0), refused.get("message", "")
            call = Call(query.method, query.params, outcome.status, code, error, time.time(), fault)
            self._api.calls.append(call)

    # What goes wrong

    async def _strike(
        self, fault: AnyFault, request: web.BaseRequest, query: Query, method: Method
    ) -> web.StreamResponse:
        outcome = self._outcome(query, method) if fault.effect else None
        shown = _faulty(fault, outcome)
        self._note(query, shown, fault.kind)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "timeout":
            await asyncio.Event().wait()  # aiohttp cancels this, and the sleep, when the bot hangs up
        if not shown.status and request.transport is not None:
            request.transport.abort()
        return _response(shown)


def _faulty(fault: AnyFault, outcome: Outcome | None) -> Outcome:
    """Return what a bot gets to see of a request that was struck."""
    if fault.kind == "slow" and outcome is not None:
        return outcome
    if fault.kind == "too_many":
        is_global = isinstance(fault, Fault) and fault.is_global
        scope = {"X-RateLimit-Scope": "global", "X-RateLimit-Global": "true"} if is_global else {}
        return _too_many(fault.retry_after, scope or {"X-RateLimit-Scope": "shared"}, is_global=is_global)
    if fault.kind == "server_error":
        return Outcome(fault.status, html=HTML_ERROR.format(fault.status))
    if fault.kind == "garbage":
        return Outcome(200, html="<!DOCTYPE html><title>Welcome to the hotel's network</title>")
    return Outcome(0)


def _too_many(retry_after: float, headers: dict[str, str], *, is_global: bool) -> Outcome:
    headers = headers | {"Retry-After": str(max(1, round(retry_after)))}
    return Outcome(429, refusal(retry_after, is_global=is_global), headers)


def _response(outcome: Outcome) -> web.Response:
    headers = outcome.headers | VIA
    if outcome.html:
        return web.Response(text=outcome.html, status=outcome.status, content_type="text/html", headers=headers)
    if outcome.status in (0, 204):
        return web.Response(status=204, headers=headers)
    body = json.dumps(outcome.body).encode()
    return web.Response(body=body, status=outcome.status, content_type="application/json", headers=headers)


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: asyncio.Task[None]) -> web.BaseRequest:
    """Make aiohttp's request object, with Discord's limit for the size of a body."""
    return web.BaseRequest(
        message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=MOST_BYTES
    )

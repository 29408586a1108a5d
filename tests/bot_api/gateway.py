"""The door for bots: HTTP requests to methods, their answers, and what goes wrong on the way.

Kept flat, for benchmarks stand on it: one handler on aiohttp's low-level server, no routes, no middleware.
"""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from aiohttp import web

from tests.bot_api.errors import Refused, too_many_requests
from tests.bot_api.faults import Fault
from tests.bot_api.methods import METHODS, Encoded, Method
from tests.bot_api.queries import Query, read_parameters

if TYPE_CHECKING:
    from tests.bot_api.bots import Bot
    from tests.bot_api.server import BotApi

MOST_BYTES = 50 * 1024 * 1024
HTML_ERROR = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"
)
REASONS = {500: "500 Internal Server Error", 502: "502 Bad Gateway", 504: "504 Gateway Time-out"}

_encode = json.JSONEncoder(separators=(",", ":")).encode


class Call(NamedTuple):
    """A request of a bot. `status` is 0 where it got no answer, `error` the description of a refusal."""

    method: str
    params: dict[str, Any]
    status: int
    error: str
    at: float
    """Seconds since the epoch, when it was answered."""
    bot: str
    """The bot's username."""
    fault: str = ""
    """The kind of fault that struck it."""


class Outcome(NamedTuple):
    """What a request comes to: an HTTP status, a body, and the description of a refusal."""

    status: int
    body: bytes
    error: str = ""


class Gateway:
    """The HTTP side of a BotApi."""

    def __init__(self, api: BotApi) -> None:
        self.served = 0
        """Requests that were answered, getUpdates aside."""
        self.under_way = 0
        """Requests that are not answered yet, getUpdates aside."""
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
        address = request.raw_path
        token, slash, name = address.partition("?")[0].removeprefix("/bot").partition("/")
        if not slash or not address.startswith("/bot") or ":" not in (token := unquote(token)):
            return _response(_refusal(Refused(404, "Not Found")))
        bot = self._api.bots.get(token)
        if bot is None:
            return _response(_refusal(Refused(401, "Unauthorized")))
        method = METHODS.get(name.lower())
        if method is None:
            self._api.complaints.append(f"unknown method {name!r}")
            return _response(_refusal(Refused(404, "Not Found: method not found")))
        if method.name == "getUpdates":
            return await self._run(request, bot, method)
        self.under_way += 1
        try:
            return await self._run(request, bot, method)
        except Exception as error:
            self._api.complaints.append(f"{method.name}: this server failed, {error!r}")
            raise
        finally:
            self.under_way -= 1
            self.served += 1

    async def _run(self, request: web.BaseRequest, bot: Bot, method: Method) -> web.StreamResponse:
        params, files = await read_parameters(request, request.raw_path)
        query = Query(bot, method.name, params, files)
        if unknown := {*params, *files} - method.parameters:
            _complain(query, unknown)
        fault = self._api.faults.pick(method.name, params) if self._api.faults.armed else None
        if fault is not None:
            return await self._strike(fault, request, query, method)
        outcome = await _outcome(query, method)
        self._note(query, outcome.status, outcome.error)
        return _response(outcome)

    def _note(self, query: Query, status: int, error: str, fault: str = "") -> None:
        if self._api.keeps_calls:
            call = Call(query.method, query.params, status, error, time.time(), query.bot.username, fault)
            self._api.calls.append(call)

    # What goes wrong

    async def _strike(self, fault: Fault, request: web.BaseRequest, query: Query, method: Method) -> web.StreamResponse:
        outcome = await _outcome(query, method) if fault.effect else None
        shown = _faulty(fault, outcome)
        self._note(query, shown.status, shown.error, fault.kind)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "timeout":
            await asyncio.Event().wait()  # aiohttp cancels this, and the sleep, when the bot hangs up
        if not shown.status and request.transport is not None:
            request.transport.abort()
        html = fault.kind in ("server_error", "garbage")
        return _response(shown, media_type="text/html" if html else "application/json")


def _faulty(fault: Fault, outcome: Outcome | None) -> Outcome:
    """Return what a bot gets to see of a request that was struck; the status is 0 for nothing at all."""
    if fault.kind == "slow" and outcome is not None:
        return outcome
    if fault.kind == "too_many":
        return _refusal(too_many_requests(fault.retry_after))
    if fault.kind == "server_error":
        reason = REASONS[fault.status]
        return Outcome(fault.status, HTML_ERROR.format(reason).encode(), reason)
    if fault.kind == "garbage":
        return Outcome(200, b"<!DOCTYPE html><title>Welcome to the hotel's network</title>")
    return Outcome(0, b"", fault.kind)


async def _outcome(query: Query, method: Method) -> Outcome:
    try:
        result = method.answer(query)
        if asyncio.iscoroutine(result):
            result = await result
    except Refused as refused:
        return _refusal(refused)
    encoded = result if isinstance(result, Encoded) else _encode(result)
    return Outcome(200, f'{{"ok":true,"result":{encoded}}}'.encode())


def _refusal(refused: Refused) -> Outcome:
    shown: dict[str, Any] = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.parameters:
        shown["parameters"] = refused.parameters
    return Outcome(refused.status, _encode(shown).encode(), refused.description)


def _response(outcome: Outcome, media_type: str = "application/json") -> web.Response:
    return web.Response(body=outcome.body, status=outcome.status or 200, content_type=media_type)


def _complain(query: Query, unknown: set[str]) -> None:
    attached = {str(value).removeprefix("attach://") for value in query.params.values()}
    for name in sorted(unknown - attached):
        query.complains(f"unknown parameter {name!r}")


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: asyncio.Task[None]) -> web.BaseRequest:
    """Make aiohttp's request object, with Telegram's limit for the size of a body."""
    return web.BaseRequest(
        message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=MOST_BYTES
    )

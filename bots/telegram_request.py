"""How python-telegram-bot's requests reach Telegram: by aiohttp, since its own httpx was most of the cost.

Imports aiohttp and python-telegram-bot. A connection that could not be made raises `NotSent`: nothing arrived. Any
other `NetworkError` leaves open whether the request took effect.
"""

import asyncio
import json
import os
from collections.abc import Mapping
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 256
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
IDLE_SECONDS = 15.0
"""How long an unused connection is kept: less than Telegram does, so that none is found closed when it is needed."""

os.environ.setdefault("PTB_TIMEDELTA", "true")  # lengths of time as what they are; numbers are deprecated there

NO_REASON = b'{"ok":false}'
"""What is read in place of a proxy's page of error: the library would quote it, and it may quote the request."""

TAKEN = b'{"ok":true'
SHOWN = ("/sendMessage", "/editMessageText", "/editMessageReplyMarkup")
"""What Telegram answers with the whole message."""

_JSON = {"Content-Type": "application/json"}
_encode = json.JSONEncoder(ensure_ascii=False).encode
_decoder = json.JSONDecoder()


class NotSent(NetworkError):
    """The request did not leave this machine."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API.

    Without ``reads_back`` what Telegram shows of a message that was sent is not made into a `Message`: an eighth of the
    cost of a turn, for nobody.
    """

    def __init__(self, *, reads_back: bool = True) -> None:
        self._unread = () if reads_back else SHOWN
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=IDLE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS),
                headers={"User-Agent": "palabre"},
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (python-telegram-bot passes it by name)
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (likewise)
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (likewise)
    ) -> tuple[int, bytes]:
        """Return the status and body of an answer; raise `NotSent`, `TimedOut` or `NetworkError`, never its text."""
        if self._session is None:
            raise NotSent("the connection is closed")
        seconds = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        try:
            async with asyncio.timeout(seconds):
                async with self._session.request(method, url, **_body(request_data)) as answer:
                    body = await answer.read()
                    if body.startswith(TAKEN) and url.endswith(self._unread):
                        body = TAKEN + b',"result":true}'
                    return answer.status, body if answer.ok or body.startswith(b"{") else NO_REASON
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer; what is no JSON is named without being shown, since it might hold what a person wrote."""
        try:
            parsed = _decoder.decode(payload.decode("utf-8", "replace"))
        except ValueError:
            raise NetworkError("the answer is no JSON") from None
        if not isinstance(parsed, dict) or "ok" not in parsed:
            raise NetworkError("the answer is not Telegram's")
        return parsed


def _body(request_data: RequestData | None) -> Mapping[str, Any]:
    """Return what aiohttp sends: JSON, or a form where there are files."""
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {
            "data": _encode(request_data.parameters).encode("utf-8", "replace"),
            "headers": _JSON,
        }
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (file_name, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return {"data": form}

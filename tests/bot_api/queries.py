"""One request of a bot: its method and parameters, in any of the four shapes that Telegram takes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

if TYPE_CHECKING:
    from tests.bot_api.bots import Bot

_INTEGER = re.compile(r"\s*-?\d+")
_YES = ("true", "yes", "1")
_NO = ("false", "no", "0", "")


@dataclass(frozen=True, slots=True)
class Upload:
    """A part of a multipart request; without a file name Telegram takes it for a plain value."""

    name: str
    content: bytes
    media_type: str


class Query:
    """A request for one method by one bot. What Telegram would tolerate in silence goes to `complains`."""

    __slots__ = ("bot", "files", "method", "params")

    def __init__(self, bot: Bot, method: str, params: dict[str, Any], files: dict[str, Upload]) -> None:
        self.bot = bot
        self.method = method
        self.params = params
        self.files = files

    def complains(self, what: str) -> None:
        self.bot.api.complaints.append(f"{self.method}: {what}")

    def text(self, name: str) -> str:
        value = self.params.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0, lowest: int | None = None, highest: int | None = None) -> int:
        """Return a number as Telegram reads it: digits as far as they go, moved between the bounds."""
        given = self.text(name)
        if given == "":
            return default
        match = _INTEGER.match(given)
        number = int(match.group()) if match else 0
        kept = number if lowest is None else max(number, lowest)
        kept = kept if highest is None else min(kept, highest)
        if str(kept) != given:
            self.complains(f"{name} {given!r} is taken for {kept}")
        return kept

    def flag(self, name: str) -> bool:
        given = self.text(name).strip().lower()
        if given not in _YES and given not in _NO:
            self.complains(f"{name} {given!r} is taken for false")
        return given in _YES

    def decoded(self, name: str) -> Any:
        """Return a JSON parameter, None where it is missing; ValueError where it is not JSON."""
        given = self.params.get(name)
        if given is None or given == "":
            return None
        return json.loads(given) if isinstance(given, str) else given


async def read_parameters(request: web.BaseRequest, address: str) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Return parameters and uploaded files; what stands in the address comes before what stands in the body."""
    params: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    if request.body_exists:
        kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind == "multipart/form-data":
            await _read_parts(request, params, files)
        elif body := await request.read():
            params = _read_json(body) if kind == "application/json" else dict(_pairs(body.decode()))
    if "?" in address:
        params |= _pairs(address.partition("?")[2].partition("#")[0])
    return params, files


def _pairs(encoded: str) -> list[tuple[str, str]]:
    return parse_qsl(encoded, keep_blank_values=True)


def _read_json(body: bytes) -> dict[str, Any]:
    """Return the object of a JSON body; Telegram takes any other body for none."""
    try:
        given = json.loads(body)
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


async def _read_parts(request: web.BaseRequest, params: dict[str, Any], files: dict[str, Upload]) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read())
        media_type = part.headers.get("Content-Type", "")
        if part.filename is None and media_type in ("", "text/plain", "text/plain; charset=utf-8"):
            params[part.name] = content.decode()
        else:
            files[part.name] = Upload(part.filename or "", content, media_type or "application/octet-stream")

"""One request of a bot: what its address, its query and its body say, and the files that come with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from tests.discord_api.errors import invalid_json
from tests.discord_api.forms import Form

if TYPE_CHECKING:
    from tests.discord_api.bots import Bot
    from tests.discord_api.server import DiscordApi


@dataclass(frozen=True, slots=True)
class Upload:
    """A part of a multipart request that has a file name."""

    name: str
    content: bytes
    media_type: str


class Query:
    """A request for one method. `bot` is None where the route asks for no token of a bot."""

    __slots__ = ("_bot", "api", "body", "files", "method", "path", "query")

    def __init__(self, api: DiscordApi, method: str, bot: Bot | None, path: dict[str, str]) -> None:
        self.api = api
        self.method = method
        self._bot = bot
        self.path = path
        self.query: dict[str, str] = {}
        self.body: Any = None
        self.files: dict[int, Upload] = {}

    @property
    def bot(self) -> Bot:
        assert self._bot is not None, f"{self.method} is asked without a bot's token"
        return self._bot

    @property
    def params(self) -> dict[str, Any]:
        """Everything that was asked, for the record."""
        body = self.body if isinstance(self.body, dict) else {} if self.body is None else {"body": self.body}
        return {**self.path, **self.query, **body}

    @property
    def major(self) -> str:
        """What counts for the rate limit: the channel, guild or webhook."""
        return next((self.path[name] for name in ("channel", "guild", "token") if name in self.path), "")

    def number(self, name: str) -> int:
        """Return an identifier from the address."""
        return int(self.path[name])

    def flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() in ("1", "true")

    def form(self) -> Form:
        return Form(self.body, self.complains)

    def complains(self, what: str) -> None:
        self.api.complaints.append(f"{self.method}: {what}")

    async def reads(self, request: web.BaseRequest) -> None:
        """Read query and body; Refused where the body is no JSON."""
        self.query = dict(request.query)
        if not request.body_exists:
            return
        kind = request.content_type
        if kind == "multipart/form-data":
            await self._reads_parts(request)
        elif text := await request.read():
            if kind != "application/json":
                self.complains(f"a body of type {kind}")
            self.body = _decoded(text)

    async def _reads_parts(self, request: web.BaseRequest) -> None:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            content = bytes(await part.read())
            name = part.name or ""
            if name == "payload_json":
                self.body = _decoded(content)
            elif name.startswith("files[") and name.removeprefix("files[").removesuffix("]").isdigit():
                media_type = part.headers.get("Content-Type", "application/octet-stream")
                number = int(name.removeprefix("files[").removesuffix("]"))
                self.files[number] = Upload(part.filename or "file", content, media_type)
            else:
                self.complains(f"unknown part {name!r}")


def _decoded(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise invalid_json() from None

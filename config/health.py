"""How a serving process is, for whoever watches it: ``GET /health``. Imports bots."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

    from bots.listening import Listener

States = Callable[[], Mapping[str, Mapping[str, str | int | float]]]


class Listening:
    """The HTTP server of the process, and what it answers at /health: ``states`` as JSON, 503 unless all run."""

    name = "http"

    def __init__(self, listener: "Listener", at: tuple[str, int], states: States) -> None:
        self._listener = listener
        self._at = at
        self._states = states
        self.state = "starting"

    async def run(self) -> None:
        """Listen until cancelled; raise what it fails of."""
        with self._listener.serving("GET", "/health", self._told):
            await self._listener.run(*self._at)

    async def _told(self, _: "web.Request") -> "web.Response":
        from aiohttp import web

        states = self._states()
        well = all(told["state"] == "running" for told in states.values())
        return web.Response(status=200 if well else 503, text=json.dumps(states), content_type="application/json")

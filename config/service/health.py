"""How a serving process is, for whoever watches it: ``GET /health`` and ``GET /metrics``. Imports bots.

A browser gets a page, everything else JSON.
"""

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

    from bots.listening import Listener
    from config.service.metrics import Metrics

States = Callable[[], Mapping[str, Mapping[str, str | int | float]]]


PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Palabre: {title}</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="10">
<style>:root{{color-scheme:light dark}}body{{font:1rem/1.5 system-ui;margin:2rem auto;max-width:40rem;padding:0 1rem}}
table{{border-collapse:collapse}}td,th{{padding:.2rem 1rem .2rem 0;text-align:left}}</style>
<h1>{title}</h1><table><tr><th>service<th>state<th>{rows}</table><p><a href="/metrics">metrics</a></p></html>
"""


class Listening:
    """The HTTP server of the process: ``states`` at /health, 503 unless all run, and ``metrics`` at /metrics."""

    name = "http"

    def __init__(self, listener: "Listener", at: tuple[str, int], states: States, metrics: "Metrics") -> None:
        self._listener = listener
        self._at = at
        self._states = states
        self._metrics = metrics
        self.state = "starting"

    async def run(self) -> None:
        """Listen until cancelled; raise what it fails of."""
        serving = self._listener.serving
        with serving("GET", "/health", self._told), serving("GET", "/metrics", self._counted):
            await self._listener.run(*self._at)

    async def _told(self, request: "web.Request") -> "web.Response":
        from aiohttp import web

        states = self._states()
        well = all(told["state"] == "running" for told in states.values())
        status = 200 if well else 503
        if "text/html" in request.headers.get("Accept", ""):
            return web.Response(status=status, text=_page(states, well=well), content_type="text/html")
        return web.Response(status=status, text=json.dumps(states), content_type="application/json")

    async def _counted(self, _: "web.Request") -> "web.Response":
        from aiohttp import web
        from prometheus_client import CONTENT_TYPE_LATEST

        return web.Response(body=self._metrics.told(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _page(states: Mapping[str, Mapping[str, str | int | float]], *, well: bool) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}<td>{escape(str(told['state']))}<td>{escape(_further(told))}"
        for name, told in states.items()
    )
    return PAGE.format(title="all at work" if well else "something is not at work", rows=rows)


def _further(told: Mapping[str, str | int | float]) -> str:
    """Return what there is beside the state."""
    return ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in told.items() if name != "state")

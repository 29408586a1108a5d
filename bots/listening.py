"""The HTTP server of a serving process, behind a proxy that does the TLS: what is served at which path.

Imports aiohttp. It listens on its own, whatever becomes of those who serve something through it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from aiohttp import web

LARGEST = 1 << 20
"""Bytes of a request at most."""

Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = logging.getLogger("palabre.serve")


class Listener:
    """Passes requests on to whoever serves their method and path at that time, and says 404 where nobody does."""

    def __init__(self) -> None:
        self._served: dict[tuple[str, str], Serve] = {}

    async def run(self, host: str, port: int) -> None:
        """Listen until cancelled; raise `OSError` where that is not possible."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            log.info("listening on %s:%s", host, port)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    @contextmanager
    def serving(self, method: str, path: str, serve: Serve) -> Iterator[None]:
        """Serve something for the time being."""
        self._served[method, path] = serve
        try:
            yield
        finally:
            del self._served[method, path]

    async def _pass_on(self, request: web.Request) -> web.StreamResponse:
        serve = self._served.get((request.method, request.path))
        return await serve(request) if serve else web.Response(status=404)

"""Serves the configured bots until it is told to stop; one that fails is started again. Imports everyone."""

import asyncio
import gc
import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from bots.house import House
from config.service.health import Listening
from config.service.metrics import Metrics
from config.service.services import Service, configured, house_of, open_rounds, services
from config.wiring import Deployment
from consultation.errors import InvalidInput, PalabreError

if TYPE_CHECKING:
    from bots.listening import Listener

BACKOFF = (1.0, 2.0, 5.0, 15.0, 60.0)
SELDOM = (20_000, 20, 20)
"""How seldom to search for garbage: at Python's own (700, 10, 10) that was a fifteenth of a busy bot's work."""

STEADY_SECONDS = 120.0
"""After running so long a failure counts as the first again."""

NOTHING_TO_SERVE = (
    "nothing to serve: no bot has a token. @BotFather in Telegram gives you one: "
    "export PALABRE_TELEGRAM_TOKEN=123456789:AA… (docs/telegram.md, ten steps); for Discord see docs/discord.md"
)
log = logging.getLogger("palabre.serve")


def serve(deployment: Deployment) -> None:
    """Serve until SIGTERM or SIGINT; raise `InvalidInput` where nothing can be served."""
    if not any(configured(deployment.settings).values()):
        raise InvalidInput(NOTHING_TO_SERVE)
    deployment = deployment.remembering()
    _warm(deployment)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(deployment))


async def _serve(deployment: Deployment) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no such handlers: there a break ends it
            loop.add_signal_handler(number, stop.set)
    metrics = Metrics()
    house = house_of(deployment, metrics)
    running = _run(deployment, house, metrics)
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([stopping, *running], return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            log.info("stopping")
    finally:
        outcomes = await _ended(stopping, *running)
        house.turns.close()
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


async def _ended(*tasks: asyncio.Task[object]) -> list[object]:
    """Cancel tasks and return how each ended."""
    for task in tasks:
        task.cancel()
    return await asyncio.gather(*tasks, return_exceptions=True)


def _run(deployment: Deployment, house: House, metrics: Metrics) -> list["asyncio.Task[None]"]:
    """Begin to run everything that is configured, each for itself."""
    at = deployment.settings.listening
    listener = _listener() if at else None
    kept = [Kept(service) for service in services(deployment, house, listener, metrics)]
    running = [asyncio.create_task(each.run()) for each in kept]
    if listener and at:

        def states() -> dict[str, dict[str, str | int | float]]:
            return {each.name: each.told() for each in kept}

        metrics.watch(states)
        listening = Kept(Listening(listener, at, states, metrics))
        running.append(asyncio.create_task(listening.run()))
    return running


def _listener() -> "Listener":
    from bots.listening import Listener

    return Listener()


class Kept:
    """A service that is started again when it fails."""

    def __init__(self, service: Service) -> None:
        self.name = service.name
        self._service = service
        self._failures = 0
        self._again: float | None = None

    def told(self) -> dict[str, str | int | float]:
        """Return how it is: its state, and where it failed how often by now and in how many seconds it starts again."""
        told: dict[str, str | int | float] = {"state": self._service.state}
        if self._service.state == "failed":
            told["failures"] = self._failures
        if self._again is not None:
            told["starts_again_in_seconds"] = round(max(0.0, self._again - time.monotonic()), 1)
        return told

    async def run(self) -> None:
        """Run it, and again when it fails; what only its owner can mend, from the start, is raised."""
        while True:
            began = time.monotonic()
            try:
                await self._service.run()
            except Exception as error:
                if isinstance(error, InvalidInput) and not self._failures:
                    raise
                steady = time.monotonic() - began > STEADY_SECONDS
                await self._wait(error, failures=1 if steady else self._failures + 1)

    async def _wait(self, error: Exception, *, failures: int) -> None:
        self._failures, wait = failures, BACKOFF[min(failures, len(BACKOFF)) - 1]
        log.error("%s failed (%s); it starts again in %.0f s", self.name, _kind(error), wait)
        self._service.state, self._again = "failed", time.monotonic() + wait
        await asyncio.sleep(wait)
        self._again = None


def _warm(deployment: Deployment) -> None:
    """Load what the first person would have to wait for, and leave it out of the search for garbage."""
    for known in open_rounds(deployment):
        material = deployment.material(known)
        material.tagger.tag("warm", spoken=material.consultation.languages[0])
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def _kind(error: BaseException) -> str:
    """Return what an error is, with its text where that is ours and made to be shown."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) if isinstance(error, PalabreError) else type(error).__name__


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes the faster event loop, None where there is none."""
    try:
        import uvloop
    except ImportError:  # Windows
        return None
    return uvloop.new_event_loop

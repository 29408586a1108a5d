"""Services are started again when they fail, and how each is can be read over HTTP."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from http.client import HTTPConnection
from typing import Any

import pytest

from bots.listening import Listener
from config.service import serving
from config.service.health import Listening
from config.service.metrics import Metrics
from config.service.serving import Kept
from consultation.errors import InvalidInput
from tests.bot_api.clients import free_port


class Faulty:
    """A service that fails with what it is given, then runs."""

    name = "faulty"

    def __init__(self, *failures: Exception) -> None:
        self.state = "starting"
        self.failures = list(failures)

    async def run(self) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.state = "running"
        await asyncio.Event().wait()


async def until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not reached():  # noqa: ASYNC110 (what is waited for sets no event)
            await asyncio.sleep(0.001)


def told_while(service: Faulty, act: Callable[[Kept], Awaitable[None]]) -> None:
    """Do something while a service is kept running."""

    async def happens() -> None:
        kept = Kept(service)
        running = asyncio.create_task(kept.run())
        try:
            await act(kept)
        finally:
            running.cancel()

    asyncio.run(happens())


def test_one_that_fails_says_how_often_and_when_it_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "BACKOFF", (0.0, 7.0))

    async def act(kept: Kept) -> None:
        assert kept.told() == {"state": "starting"}
        await until(lambda: kept.told().get("failures") == 2)
        told = kept.told()
        assert 6.5 < float(told.pop("starts_again_in_seconds")) <= 7.0
        assert told == {"state": "failed", "failures": 2}

    told_while(Faulty(OSError(), ValueError()), act)


def test_one_that_runs_again_says_nothing_of_its_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "BACKOFF", (0.0,))

    async def act(kept: Kept) -> None:
        await until(lambda: kept.told() == {"state": "running"})

    told_while(Faulty(OSError(), InvalidInput("x")), act)


def test_after_a_long_run_a_failure_counts_as_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "BACKOFF", (0.0, 0.0, 9.0))
    monkeypatch.setattr(serving, "STEADY_SECONDS", -1.0)
    service = Faulty(*(OSError() for _ in range(5)))

    async def act(kept: Kept) -> None:
        await until(lambda: kept.told() == {"state": "running"})

    told_while(service, act)


def test_what_only_its_owner_can_mend_is_raised_from_the_start() -> None:
    with pytest.raises(InvalidInput, match="a wrong token"):
        asyncio.run(Kept(Faulty(InvalidInput("a wrong token"))).run())


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ({}, 200),
        ({"a": {"state": "running"}, "b": {"state": "running"}}, 200),
        ({"a": {"state": "running"}, "b": {"state": "failed", "failures": 3}}, 503),
        ({"a": {"state": "disconnected"}}, 503),
    ],
)
def test_it_is_told_over_http_and_nothing_else_is(states: dict[str, Any], status: int) -> None:
    port, metrics = free_port(), Metrics()
    metrics.watch(lambda: states)

    def asked(path: str, verb: str = "GET", accept: str = "*/*") -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request(verb, path, headers={"Accept": accept})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found

    async def happens() -> None:
        listening = asyncio.create_task(Listening(Listener(), ("127.0.0.1", port), lambda: states, metrics).run())
        await asyncio.sleep(0.05)
        told = await asyncio.to_thread(asked, "/health")
        assert (told[0], json.loads(told[1])) == (status, states)
        page = await asyncio.to_thread(asked, "/health", "GET", "text/html,*/*")
        assert page[0] == status
        assert page[1].decode().count("<tr><td>") == len(states)
        assert ("failures: 3" in page[1].decode()) is (states.get("b", {}).get("failures") == 3)
        counted = (await asyncio.to_thread(asked, "/metrics"))[1].decode().splitlines()
        running = {f'palabre_service_running{{service="{name}"}}': one["state"] for name, one in states.items()}
        lines = [line for line in counted if line.startswith("palabre_service_running")]
        assert lines == [f"{name} {float(state == 'running')}" for name, state in running.items()]
        assert (await asyncio.to_thread(asked, "/"))[0] == 404
        assert (await asyncio.to_thread(asked, "/health", "POST"))[0] == 404
        listening.cancel()

    asyncio.run(happens())

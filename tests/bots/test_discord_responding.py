"""Interactions whose answers take a moment are acknowledged, each in its time, and answered after that."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from bots import discord_responding
from bots.discord_responding import Response, Thinking

MOMENT = 0.03


class Noted(Response):
    """A response whose acknowledgement arrives when Discord is ``there``; ``at`` is when it was begun."""

    def __init__(self, there: asyncio.Event) -> None:
        super().__init__(cast("Any", None))
        self.there = there
        self.at: list[float] = []
        self.arrived = False

    async def acknowledge(self) -> None:
        self.at.append(asyncio.get_running_loop().time())
        await self.there.wait()
        self.arrived = True


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_responding, "THINKING_AFTER", MOMENT)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 (of what is private there is no event)
            await asyncio.sleep(0)


async def later() -> None:
    """Let it be later than it was, by more than a timer goes off early."""
    loop = asyncio.get_running_loop()
    before = loop.time()
    await until(lambda: loop.time() > before + MOMENT / 3)


async def one_after_the_other() -> None:
    thinking, there, done = Thinking(), asyncio.Event(), asyncio.Event()
    there.set()
    loop, opened, tasks = asyncio.get_running_loop(), list[float](), list[asyncio.Task[None]]()
    responses = [Noted(there) for _ in range(3)]

    async def answered(response: Response) -> None:
        async with thinking.about(response):
            await done.wait()

    for response in responses:
        opened.append(loop.time())
        tasks.append(asyncio.create_task(answered(response)))
        await later()
    await until(lambda: all(response.at for response in responses))
    done.set()
    await asyncio.gather(*tasks)
    assert [len(response.at) for response in responses] == [1, 1, 1]
    for response, since in zip(responses, opened, strict=True):
        assert response.at[0] >= since + MOMENT - 0.001, "no sooner than it takes a moment"


def test_each_is_acknowledged_when_it_has_taken_a_moment_also_behind_others() -> None:
    asyncio.run(one_after_the_other())


async def quick_then_slow() -> None:
    thinking, there = Thinking(), asyncio.Event()
    there.set()
    quick, slow = Noted(there), Noted(there)
    async with thinking.about(quick):
        pass
    async with thinking.about(slow):
        await until(lambda: slow.arrived)
    assert (quick.at, len(slow.at)) == ([], 1)


def test_what_is_answered_soon_is_not_acknowledged_and_hides_no_other() -> None:
    asyncio.run(quick_then_slow())


async def answered_while_acknowledging() -> None:
    thinking, there = Thinking(), asyncio.Event()
    response = Noted(there)
    async with thinking.about(response):
        await until(lambda: bool(response.at))
        asyncio.get_running_loop().call_soon(there.set)
    assert response.arrived


def test_what_comes_after_waits_until_the_acknowledgement_has_arrived() -> None:
    asyncio.run(answered_while_acknowledging())

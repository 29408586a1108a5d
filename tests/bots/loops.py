"""An event loop in a thread beside the test: bots live there, while the test plays people and waits for them."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 60.0


class Beside:
    """Runs coroutines in its loop. What is begun there is cancelled at the end."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda _, context: self.troubles.append(f"{context['message']}: {context}"))
        self._thread = Thread(target=self._loop.run_forever, name="beside")
        self._thread.start()
        self._begun: list[asyncio.Task[Any]] = []

    def does(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine returns."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def fails(self, work: Coroutine[Any, Any, Any]) -> Exception:
        """Return what a coroutine raises."""
        try:
            done = self.does(work)
        except Exception as error:  # noqa: BLE001 (which it is, the test asks)
            return error
        raise AssertionError(f"nothing went wrong: {done!r}")

    def begins(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Let a coroutine run on."""

        async def begun() -> "asyncio.Task[T]":
            return asyncio.get_running_loop().create_task(work)

        task = self.does(begun())
        self._begun.append(task)
        return task

    def ends(self, task: "asyncio.Task[Any]") -> None:
        """Cancel what was begun, and wait until it is over."""

        async def over() -> None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

        self.does(over())

    def close(self) -> None:
        for task in self._begun:
            if not task.done():
                self.ends(task)
        self.does(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        assert self.troubles == []


@contextmanager
def beside() -> Iterator[Beside]:
    """Give a loop beside the test; nothing may go wrong there unseen."""
    made = Beside()
    try:
        yield made
    finally:
        made.close()


def until(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.005)

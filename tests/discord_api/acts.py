"""Acts: what tests do from their own thread, done in the server's loop."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from tests.discord_api.server import DiscordApi

P = ParamSpec("P")
R = TypeVar("R")


class Actor(Protocol):
    """Something whose acts belong into the server's loop."""

    api: DiscordApi


A = TypeVar("A", bound=Actor)


def act(done: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """Run a method in the server's loop and return what it returns, wherever it is called from."""

    @wraps(done)
    def in_loop(self: A, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.api.run(lambda: done(self, *args, **kwargs))

    return cast("Callable[Concatenate[A, P], R]", in_loop)

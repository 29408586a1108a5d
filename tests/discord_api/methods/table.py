"""The table of methods: a verb and a path, what may be asked, and what answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.discord_api.queries import Query

Answer = Callable[[Query], Any]


class Method(NamedTuple):
    """A method of the REST API. `answer` gives the body of the answer, None for 204, or raises Refused."""

    name: str
    """As in Discord's documentation, in small letters."""
    verb: str
    path: re.Pattern[str]
    answer: Answer
    query: frozenset[str]
    takes_body: bool
    needs_bot: bool
    status: int


METHODS: list[Method] = []


def method(
    route: str, name: str, *, query: str = "", needs_bot: bool = True, status: int = 200
) -> Callable[[Answer], Answer]:
    """Enter a function into the table; {names} in the route are identifiers, {token} anything."""
    verb, _, path = route.partition(" ")
    pattern = re.sub(
        r"\{(\w+)\}", lambda found: f"(?P<{found[1]}>{'[^/]+' if found[1] == 'token' else '[0-9]+'})", path
    )

    def enter(answer: Answer) -> Answer:
        takes_body = verb in ("POST", "PATCH", "PUT")
        asked = frozenset(query.split())
        METHODS.append(Method(name, verb, re.compile(pattern), answer, asked, takes_body, needs_bot, status))
        return answer

    return enter


def found_at(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """Return the method of a request, and what its path names."""
    for entry in METHODS:
        if entry.verb == verb and (match := entry.path.fullmatch(path)):
            return entry, match.groupdict()
    return None


def verbs_at(path: str) -> list[str]:
    return [entry.verb for entry in METHODS if entry.path.fullmatch(path)]

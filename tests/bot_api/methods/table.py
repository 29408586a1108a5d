"""The table of methods: a name in any case of letters, what may be asked, and what answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from tests.bot_api.chats import Chat
from tests.bot_api.errors import bad_request
from tests.bot_api.queries import Query

Answer = Callable[[Query], Any]


class Encoded(str):
    """A result that is JSON already."""

    __slots__ = ()


class Method(NamedTuple):
    """A method of the Bot API. `answer` gives the result, or awaits it, or raises Refused."""

    name: str
    parameters: frozenset[str]
    answer: Answer


METHODS: dict[str, Method] = {}

Awaited = Awaitable[Any]


def method(name: str, parameters: str = "") -> Callable[[Answer], Answer]:
    """Enter a function into the table."""

    def enter(answer: Answer) -> Answer:
        METHODS[name.lower()] = Method(name, frozenset(parameters.split()), answer)
        return answer

    return enter


def named_chat(query: Query) -> Chat:
    """Return the chat of `chat_id`, whether or not the bot may write there."""
    name = query.text("chat_id")
    if not name:
        raise bad_request("chat_id is empty")
    chat = query.bot.chat(name)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def writable_chat(query: Query) -> Chat:
    """Return the chat of `chat_id`; Refused where the bot may not write."""
    chat = named_chat(query)
    refusal = chat.refusal(query.bot)
    if refusal is not None:
        raise refusal
    return chat

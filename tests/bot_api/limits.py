"""How often a bot may send, as Telegram's FAQ says: 30 a second, 1 a second to a person, 20 a minute to a group."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from tests.bot_api.chats import Chat
from tests.bot_api.errors import too_many_requests


class Limit(NamedTuple):
    """So many messages in so many seconds."""

    messages: int
    seconds: float


IN_ALL = Limit(30, 1)
TO_A_PERSON = Limit(1, 1)
TO_A_GROUP = Limit(20, 60)


class Violation(NamedTuple):
    """A message that came too early."""

    chat_id: int
    limit: Limit
    retry_after: int


class Limits:
    """What was sent lately. Off by default; `clock` gives seconds."""

    def __init__(self, *, on: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self.on = on
        self.clock = clock
        self.violations: list[Violation] = []
        self._sent: dict[tuple[int, int], deque[float]] = {}

    def check(self, bot_id: int, chat: Chat) -> None:
        """Count a message; Refused with 429 where it is one too many."""
        if not self.on:
            return
        now = self.clock()
        lately = [
            (self._lately(bot_id, 0, IN_ALL, now), IN_ALL),
            (self._lately(bot_id, chat.id, of_chat := TO_A_GROUP if chat.is_group else TO_A_PERSON, now), of_chat),
        ]
        for sent, limit in lately:
            if len(sent) >= limit.messages:
                retry_after = max(1, math.ceil(sent[0] + limit.seconds - now))
                self.violations.append(Violation(chat.id, limit, retry_after))
                raise too_many_requests(retry_after)
        for sent, _ in lately:
            sent.append(now)

    def _lately(self, bot_id: int, chat_id: int, limit: Limit, now: float) -> deque[float]:
        """Return when messages were sent within the limit's time."""
        sent = self._sent.setdefault((bot_id, chat_id), deque())
        while sent and sent[0] <= now - limit.seconds:
            sent.popleft()
        return sent

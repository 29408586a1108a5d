"""How long a notice waits so that a platform's limits hold: arithmetic on monotonic seconds. Imports nothing of ours.

The windows slide: no second (or minute) of any alignment has more messages than it may. Direct replies are noted, so
that notices give way to them; they themselves wait for halts only.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

HAIR = 1e-6
"""Added to each wait, since timers go off a moment early: nobody need ask twice."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` messages in any ``seconds``."""

    count: int
    seconds: float


class Pace:
    """Keeps a platform's limits, by default those of Telegram; ``is_group`` tells groups from private chats."""

    def __init__(
        self,
        *,
        is_group: Callable[[str], bool],
        overall: Limit = Limit(30, 1),
        private: Limit = Limit(1, 1),
        group: Limit = Limit(20, 60),
    ) -> None:
        self.overall = overall
        self._is_group = is_group
        self._all, self._private, self._groups = _Windows(overall), _Windows(private), _Windows(group)
        self._halt = -inf
        self._halts: dict[str, float] = {}

    def ask(self, chat: str, now: float) -> float:
        """Return 0 where a notice may go to a chat now, and note it as sent; else the seconds before asking again."""
        ready = max(self._all.ready(""), self._of(chat).ready(chat))
        wait = max(_left(ready, now), self.halted(chat, now))
        if not wait:
            self.sent(chat, now)
        return wait

    def sent(self, chat: str, now: float) -> None:
        """Note what goes to a chat now without having asked: a direct reply."""
        self._all.note("", now)
        self._of(chat).note(chat, now)

    def used_up(self, now: float) -> None:
        """Note that others may have sent until now as much as is allowed."""
        for _ in range(self.overall.count):
            self._all.note("", now)

    def halt(self, until: float) -> None:
        """Let nothing go anywhere until then, or for as long as an earlier halt says."""
        self._halt = max(self._halt, until)

    def halt_chat(self, chat: str, until: float) -> None:
        """Let nothing go to one chat until then, or for as long as an earlier halt says."""
        self._halts[chat] = max(self._halts.get(chat, until), until)

    def halted(self, chat: str, now: float) -> float:
        """Return for how many seconds nothing may go to a chat, not even a direct reply."""
        self._halts = {halted: until for halted, until in self._halts.items() if until > now}
        return _left(max(self._halt, self._halts.get(chat, -inf)), now)

    def _of(self, chat: str) -> "_Windows":
        return self._groups if self._is_group(chat) else self._private


class _Windows:
    """When each chat was last sent something, as far back as the limit looks; the chat longest silent stands first."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._times: dict[str, deque[float]] = {}

    def ready(self, chat: str) -> float:
        """Return when one more message is within the limit."""
        times = self._times.get(chat)
        return times[0] + self._limit.seconds if times and len(times) == self._limit.count else -inf

    def note(self, chat: str, now: float) -> None:
        times = self._times.pop(chat, None) or deque(maxlen=self._limit.count)
        times.append(now)
        self._times[chat] = times
        self._forget(now - self._limit.seconds)

    def _forget(self, before: float) -> None:
        """Forget the chats of which no message counts any more."""
        while self._times[longest_silent := next(iter(self._times))][-1] <= before:
            del self._times[longest_silent]


def _left(until: float, now: float) -> float:
    return until - now + HAIR if until > now else 0.0

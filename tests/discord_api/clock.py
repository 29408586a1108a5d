"""Discord's clock, which tests may advance, and the identifiers that are made from it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

EPOCH = 1_420_070_400_000
"""Milliseconds: where Discord's identifiers begin to count, the first second of 2015."""
SHIFT = 22


class Clock:
    """Real time, plus what tests have advanced it by."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._last_id = 0

    def now(self) -> float:
        """Return seconds since 1970."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let so much time pass at once: interactions expire by it; heartbeats and rate limits do not notice."""
        self._ahead += seconds

    def timestamp(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat()

    def new_id(self) -> int:
        """Return an identifier that is higher than all before it."""
        self._last_id = max(self._last_id + 1, int(self.now() * 1000 - EPOCH) << SHIFT)
        return self._last_id

    def new_guild_id(self, shard: int, shards: int) -> int:
        """Return an identifier whose events go to that shard of so many."""
        while shard_of(self.new_id(), shards) != shard:
            self._last_id += 1 << SHIFT
        return self._last_id


def shard_of(guild_id: int, shards: int) -> int:
    return (guild_id >> SHIFT) % shards

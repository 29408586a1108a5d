"""Rate limits: a bucket for each route and what it is about, told in headers, and one over everything."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Limit(NamedTuple):
    """So many requests in so many seconds."""

    requests: int
    seconds: float


GENEROUS = Limit(1000, 1)
REAL = {
    "create_message": Limit(5, 5),
    "edit_message": Limit(5, 5),
    "delete_message": Limit(5, 1),
    "create_dm": Limit(10, 10),
    "trigger_typing_indicator": Limit(5, 5),
    "create_followup_message": Limit(5, 2),
    "bulk_overwrite_global_application_commands": Limit(2, 20),
    "bulk_overwrite_guild_application_commands": Limit(2, 20),
}
"""What Discord's headers have been seen to say; it promises no numbers."""
OF_ALL = Limit(50, 1)
NOT_GLOBAL = ("create_interaction_response", "followup", "original")
"""Parts of the names of routes that the global limit does not count."""


class Violation(NamedTuple):
    """A request that came too early."""

    method: str
    major: str
    retry_after: float


class Standing(NamedTuple):
    """Where a request leaves its bucket."""

    headers: dict[str, str]
    retry_after: float = 0.0
    """Seconds, more than 0 where the request is refused."""
    is_global: bool = False


@dataclass(slots=True)
class Bucket:
    """What is left of a limit in its present window."""

    limit: Limit
    ends: float = 0.0
    used: int = 0


@dataclass(slots=True)
class Limits:
    """All buckets. Unless they are `on` they are generous; `by_method` sets any of them. `clock` gives seconds."""

    on: bool = False
    clock: Callable[[], float] = time.monotonic
    by_method: dict[str, Limit] = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)
    _lately: deque[float] = field(default_factory=deque)

    def take(self, method: str, major: str) -> Standing:
        """Count a request; `major` is the channel, guild or webhook that it is about."""
        now = self.clock()
        if (wait := self._beyond_all(method, now)) > 0:
            self.violations.append(Violation(method, "global", wait))
            headers = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return Standing(headers, wait, is_global=True)
        bucket = self._bucket(method, major)
        if now >= bucket.ends:
            bucket.ends, bucket.used = now + bucket.limit.seconds, 0
        refused = bucket.used >= bucket.limit.requests
        bucket.used += not refused
        headers = self._headers(method, bucket, now)
        if not refused:
            return Standing(headers)
        self.violations.append(Violation(method, major, bucket.ends - now))
        return Standing(headers | {"X-RateLimit-Scope": "user"}, bucket.ends - now)

    def _bucket(self, method: str, major: str) -> Bucket:
        limit = self.by_method.get(method) or (REAL.get(method, GENEROUS) if self.on else GENEROUS)
        bucket = self._buckets.get((method, major))
        if bucket is None or bucket.limit != limit:
            bucket = self._buckets[method, major] = Bucket(limit)
        return bucket

    def _headers(self, method: str, bucket: Bucket, now: float) -> dict[str, str]:
        left = max(0.0, bucket.ends - now)
        return {
            "X-RateLimit-Limit": str(bucket.limit.requests),
            "X-RateLimit-Remaining": str(bucket.limit.requests - bucket.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(method.encode()).hexdigest()[:32],
        }

    def _beyond_all(self, method: str, now: float) -> float:
        """Return how long to wait for the limit over everything; 0 where it is kept."""
        if not self.on or any(part in method for part in NOT_GLOBAL):
            return 0.0
        while self._lately and self._lately[0] <= now - OF_ALL.seconds:
            self._lately.popleft()
        if len(self._lately) >= OF_ALL.requests:
            return self._lately[0] + OF_ALL.seconds - now
        self._lately.append(now)
        return 0.0


def refusal(retry_after: float, *, is_global: bool) -> dict[str, Any]:
    """Return the body of a 429."""
    message = "The resource is being rate limited." if is_global else "You are being rate limited."
    return {"message": message, "retry_after": round(retry_after, 3), "global": is_global}

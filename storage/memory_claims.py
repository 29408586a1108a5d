"""`MemoryClaims`: who has which answer in hand, over a `MemoryStore`, for tests. Imports this room."""

from collections.abc import Sequence
from datetime import datetime

from storage.memory import MemoryStore


class MemoryClaims:
    """A `Claims` that forgets everything with its store, for any number of threads."""

    def __init__(self, store: MemoryStore) -> None:
        self._held = store.held
        self._lock = store.held.lock

    def claim(self, answers: Sequence[str], *, by: str, now: datetime, until: datetime) -> str:
        with self._lock:
            claims = self._held.claims
            for answer in [one for one, (whose, end) in claims.items() if whose == by or end <= now]:
                del claims[answer]
            first = next((one for one in answers if one in self._held.authors and one not in claims), "")
            if first:
                claims[first] = (by, until)
            return first

    def claimed(self, answers: Sequence[str], *, now: datetime) -> dict[str, str]:
        with self._lock:
            held = {one: by for one, (by, end) in self._held.claims.items() if end > now and one in self._held.authors}
            return {one: held[one] for one in answers if one in held}

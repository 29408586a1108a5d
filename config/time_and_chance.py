"""Clocks and sources of tokens, real and repeatable. Imports the standard library only."""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Protocol

STEP = timedelta(seconds=20)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present in UTC."""
        return datetime.now(UTC)


@dataclass
class SteppedClock:
    """A clock that starts at a given time and goes 20 seconds on each time it is read."""

    time: datetime

    def now(self) -> datetime:
        """Return the time, and step on."""
        now = self.time
        self.time += STEP
        return now


class RandomTokens:
    """Tokens that nobody can guess: 5 bits a character, from the system."""

    def token(self, length: int = 8) -> str:
        """Return ``length`` characters of A-Z and 2-7."""
        return _base32(secrets.token_bytes(length), length)


class Tokens(Protocol):
    """A source of tokens."""

    def token(self, length: int = 8) -> str:
        """Return ``length`` characters of A-Z and 2-7."""
        ...


@dataclass
class SeededTokens:
    """Tokens that repeat with their seed: for demonstrations and transcripts, never for real people."""

    seed: str
    _numbers: "count[int]" = field(default_factory=count, init=False)

    def token(self, length: int = 8) -> str:
        """Return ``length`` characters of A-Z and 2-7."""
        return _base32(sha256(f"{self.seed}:{next(self._numbers)}".encode()).digest(), length)


def _base32(noise: bytes, length: int) -> str:
    return base64.b32encode(noise).decode()[:length]

"""What goes wrong on the way: the same faults as Telegram's counterpart has, and Discord's two kinds of 429.

Faults name requests as Discord's documentation does, in small letters: "create_message", "create_interaction_response".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.bot_api.faults import KINDS, TAKE_EFFECT, Injected, Kind
from tests.bot_api.faults import Fault as AnyFault
from tests.bot_api.faults import Faults as AnyFaults

__all__ = ["Fault", "Faults", "Injected", "Kind"]


@dataclass(slots=True)
class Fault(AnyFault):
    """A fault that waits for its request."""

    retry_after: float = 1.0  # type: ignore[assignment]  # Discord's have fractions
    is_global: bool = False
    """Of too_many: whether every request has to wait."""


class Faults(AnyFaults):
    """All faults of a server, and the log of those that struck."""

    def add(self, method: str, kind: Kind, times: int = 1, after: int = 0, **how: Any) -> Fault:
        """Strike that method; `how` gives `when`, `effect`, `retry_after`, `is_global`, `status` or `seconds`."""
        assert kind in KINDS, f"{kind} is none of {KINDS}"
        fault = Fault(method, kind, times, after, **({"effect": kind in TAKE_EFFECT} | how))
        self._waiting.append(fault)
        self.armed = True
        return fault

    def duplicate_updates(self, how_often: float) -> None:
        raise NotImplementedError(f"Discord sends an event again only when a bot resumes: drop it ({how_often})")

    def reorder_updates(self, seed: int, *, within_chats: bool = False) -> None:
        raise NotImplementedError(f"Discord's events are numbered and keep their order ({seed}, {within_chats})")

"""What goes wrong on the way: faults for chosen requests, faults at random but repeatable, updates out of turn.

A request's fault strikes before its effect or after it; `Fault.effect` says which.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from tests.bot_api.updates import Update

Kind = Literal["too_many", "server_error", "timeout", "reset", "lost_reply", "slow", "garbage"]
KINDS: tuple[str, ...] = get_args(Kind)
TAKE_EFFECT = ("lost_reply", "slow")


@dataclass(slots=True)
class Fault:
    """A fault that waits for its request: `after` requests pass, then `times` are struck."""

    method: str
    """In any case of letters; "*" for every method."""
    kind: Kind
    times: int = 1
    after: int = 0
    when: Callable[[dict[str, Any]], bool] | None = None
    effect: bool = False
    """Whether the request takes effect all the same."""
    retry_after: int = 1
    status: int = 500
    seconds: float = 0.1

    def strikes(self, method: str, params: dict[str, Any]) -> bool:
        """Say whether a request is struck, and count it."""
        if self.times <= 0 or self.method.lower() not in ("*", method.lower()):
            return False
        if self.when is not None and not self.when(params):
            return False
        if self.after > 0:
            self.after -= 1
            return False
        self.times -= 1
        return True


class Injected(NamedTuple):
    """A line of the log: what struck which request, or "an update"."""

    kind: str
    method: str
    params: dict[str, Any]


class Faults:
    """All faults of a server, and the log of those that struck."""

    def __init__(self) -> None:
        self.log: list[Injected] = []
        self.armed = False
        """Whether requests need to be asked about at all."""
        self._waiting: list[Fault] = []
        self._rates: Mapping[str, float] = {}
        self._methods: Collection[str] = ()
        self._random = Random(0)
        self._duplicates: int | float = 0
        self._order: Random | None = None
        self._within_chats = False

    def add(self, method: str, kind: Kind, times: int = 1, after: int = 0, **how: Any) -> Fault:
        """Strike that method; `how` gives `when`, `effect`, `retry_after`, `status` (of server_error) or `seconds`."""
        assert kind in KINDS, f"{kind} is none of {KINDS}"
        fault = Fault(method, kind, times, after, **({"effect": kind in TAKE_EFFECT} | how))
        self._waiting.append(fault)
        self.armed = True
        return fault

    def random(self, seed: int, rates: Mapping[str, float], methods: Collection[str] = ()) -> None:
        """Strike requests at random: `rates` gives a probability by kind, `methods` limits it to some."""
        assert set(rates) <= set(KINDS), f"{set(rates) - set(KINDS)} are none of {KINDS}"
        self._random = Random(seed)
        self._rates = dict(rates)
        self._methods = {method.lower() for method in methods}
        self.armed = True

    def duplicate_updates(self, how_often: float) -> None:
        """Deliver confirmed updates once more: the next so many (a whole number), or a share of all (below 1)."""
        self._duplicates = how_often

    def reorder_updates(self, seed: int, *, within_chats: bool = False) -> None:
        """Shuffle the chats within each batch of updates; `within_chats` breaks the order of one chat too."""
        self._order = Random(seed)
        self._within_chats = within_chats

    def clear(self) -> None:
        """Let nothing go wrong from now on; the log stays."""
        self.armed = False
        self._waiting.clear()
        self._rates = {}
        self._duplicates = 0
        self._order = None

    def pick(self, method: str, params: dict[str, Any]) -> Fault | None:
        """Return the fault that strikes a request, None for most."""
        struck = next((fault for fault in self._waiting if fault.strikes(method, params)), None) or self._chance(method)
        if struck is not None:
            self.log.append(Injected(struck.kind, method, params))
        return struck

    def _chance(self, method: str) -> Fault | None:
        if not self._rates or (self._methods and method.lower() not in self._methods):
            return None
        drawn = self._random.random()
        for kind, rate in self._rates.items():
            if drawn < rate:
                return Fault(method, kind, effect=kind in TAKE_EFFECT)  # type: ignore[arg-type]  # random() checked it
            drawn -= rate
        return None

    def delivers_again(self) -> bool:
        """Say whether an update that was just confirmed is to be delivered once more."""
        if not self._duplicates:
            return False
        if self._duplicates < 1:
            struck = self._random.random() < self._duplicates
        else:
            self._duplicates -= 1
            struck = True
        if struck:
            self.log.append(Injected("duplicate", "an update", {}))
        return struck

    def reordered(self, batch: list[Update]) -> list[Update]:
        """Return a batch in the order in which it is to be delivered."""
        if self._order is None or len(batch) < 2:
            return batch
        if self._within_chats:
            return self._order.sample(batch, len(batch))
        turns = self._order.sample([update.chat_id for update in batch], len(batch))
        by_chat = {chat: iter([update for update in batch if update.chat_id == chat]) for chat in turns}
        return [next(by_chat[chat]) for chat in turns]

"""The updates that wait for one bot, and getUpdates: long polling, confirming, one poller at a time."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import deque
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.bot_api.errors import Refused, conflict

if TYPE_CHECKING:
    from tests.bot_api.faults import Faults

_TYPES = """
message edited_message channel_post edited_channel_post business_connection business_message edited_business_message
deleted_business_messages message_reaction message_reaction_count inline_query chosen_inline_result callback_query
shipping_query pre_checkout_query purchased_paid_media poll poll_answer my_chat_member chat_member chat_join_request
chat_boost removed_chat_boost managed_bot guest_message
"""
ALL_TYPES = frozenset(_TYPES.split())
ONLY_ON_DEMAND = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DEFAULT_TYPES = ALL_TYPES - ONLY_ON_DEMAND

OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Update(NamedTuple):
    """An update as it was when it happened: `json` is encoded once and never changes."""

    id: int
    chat_id: int
    json: str


class Updates:
    """The queue of one bot. An update stays until a later getUpdates, or the webhook's 2xx, confirms it."""

    def __init__(self, first_id: int, faults: Faults) -> None:
        self.pending: deque[Update] = deque()
        self.again: list[Update] = []
        """Confirmed ones that a fault delivers once more."""
        self.types: Collection[str] = DEFAULT_TYPES
        self.arrived: Callable[[Update], None] | None = None
        """Set by the webhook, which then takes each update as it comes."""
        self.made = 0
        """How many there were."""
        self._next_id = first_id
        self._faults = faults
        self._poller: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self.pending) + len(self.again)

    def put(self, kind: str, content: dict[str, Any], chat_id: int) -> None:
        """Add an update of that kind, unless the bot did not ask for the kind."""
        if kind in self.types:
            self._append({kind: content}, chat_id)

    def put_as_is(self, update: dict[str, Any]) -> None:
        """Add what a test wrote itself; a missing update_id is given."""
        self._append(update, 0)

    def _append(self, content: dict[str, Any], chat_id: int) -> None:
        update_id = self._next_id
        self._next_id += 1
        self.made += 1
        update = Update(update_id, chat_id, json.dumps({"update_id": update_id} | content))
        self.pending.append(update)
        if self.arrived is not None:
            self.arrived(update)
        elif self._poller is not None and self.is_polled:
            self._poller.set_result(None)

    @property
    def is_polled(self) -> bool:
        """Whether a long poll waits for something to happen."""
        return self._poller is not None and not self._poller.done()

    def knows(self, offset: int) -> bool:
        """Say whether an offset lies at or before the next update; Telegram ignores one from the future."""
        return offset <= self._next_id

    def confirm(self, offset: int) -> None:
        """Forget every update before the offset; a negative offset keeps that many from the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        elif self.knows(offset):
            while self.pending and self.pending[0].id < offset:
                self._confirmed(self.pending.popleft())

    def _confirmed(self, update: Update) -> None:
        if self._faults.delivers_again():
            self.again.append(update)

    def settle(self, update: Update) -> bool:
        """Forget one that the webhook took; say whether a fault wants it delivered once more."""
        self.pending.remove(update)
        return self._faults.delivers_again()

    def clear(self) -> None:
        self.pending.clear()
        self.again.clear()

    async def poll(self, limit: int, seconds: float) -> str:
        """Return a batch as a JSON array, [] when nothing came within so many seconds."""
        self.end_poll(conflict(OTHER_POLLER))
        if not self and seconds > 0:
            await self._something(seconds)
        batch = [*self.again, *itertools.islice(self.pending, max(0, limit - len(self.again)))]
        self.again.clear()
        return _array(self._faults.reordered(batch))

    async def _something(self, seconds: float) -> None:
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poller
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None

    def end_poll(self, refusal: Refused) -> None:
        """End a long poll that is under way with that refusal."""
        if self._poller is not None and self.is_polled:
            self._poller.set_exception(refusal)
        self._poller = None


def _array(updates: Iterable[Update]) -> str:
    return f"[{','.join(update.json for update in updates)}]"

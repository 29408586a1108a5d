"""What waits for somebody who could not be written to: they are told when they come by. Imports consultation.

The notices are claimed, told and settled as the courier does it, so that each is sent by one of the two.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from bots.courier import ANSWER, BEGIN, LEASE
from bots.house import House
from bots.outcomes import Closed, Outcome, Refused, Settling, Unknown
from consultation.messages import Reply
from consultation.notices import Errand, Fate

AT_ONCE = 5
"""How many notices somebody is told at once; the others when they come by again."""

ASKED_EVERY = 1.0
"""Seconds for which an answer holds that nothing waits for anybody: most often, and then nobody costs a question."""

REMEMBERED = 10_000

Tell = Callable[[Reply], Awaitable[Outcome]]
log = logging.getLogger("palabre.waiting")


class Waiting:
    """What waits for people on a platform. Remembers for whom nothing does, to spare the database the question."""

    def __init__(self, house: House, platform: str) -> None:
        self._house = house
        self._platform = platform
        self._nothing: OrderedDict[str, None] = OrderedDict()
        self._something: set[str] = set()
        self._anything: asyncio.Task[bool] | None = None
        self._ask_again = 0.0

    def put_off(self, identity: str) -> None:
        """Note that a notice could not be brought to somebody."""
        self._something.add(identity)

    async def told(self, identity: str, tell: Tell) -> None:
        """Tell somebody, where they are, what waits for them; what cannot be told goes on waiting."""
        if identity in self._nothing and identity not in self._something:
            return
        if identity not in self._something and not await self._waits():
            return
        begin_by = asyncio.get_running_loop().time() + BEGIN.total_seconds()
        errands = await self._claimed(identity)
        if not errands:
            self._note_nothing(identity)
            return
        self._something.discard(identity)
        for errand in errands:
            settling = await self._told(errand, tell, begin_by=begin_by)
            await self._settle(errand, settling)
            if settling.fate is Fate.WAITING:
                self.put_off(identity)

    async def _waits(self) -> bool:
        """Say whether anything waits for anybody, asked once in a while for all who come by."""
        now = asyncio.get_running_loop().time()
        if self._anything is None or now >= self._ask_again:
            self._ask_again = now + ASKED_EVERY
            ask = partial(self._house.outbox.waits, self._platform)
            self._anything = asyncio.create_task(self._house.turns.apart(ask))
        return await asyncio.shield(self._anything)

    async def _claimed(self, identity: str) -> tuple[Errand, ...]:
        house, now = self._house, self._house.clock.now()
        claim = partial(house.outbox.claim, self._platform, worker=house.worker, limit=AT_ONCE, identity=identity)
        return await house.turns.apart(partial(claim, now=now, until=now + LEASE))

    async def _told(self, errand: Errand, tell: Tell, *, begin_by: float) -> Settling:
        """Tell a notice once, in the time there is, and return what becomes of it."""
        if asyncio.get_running_loop().time() >= begin_by:
            return Settling(Fate.WAITING)
        try:
            async with asyncio.timeout(ANSWER):
                outcome = await tell(errand.notice.reply)
        except Exception as error:  # noqa: BLE001 (whatever it is, it may have arrived)
            outcome = Unknown(type(error).__name__)
        # That it can be told no more where they came by is no word of theirs.
        return (Closed() if isinstance(outcome, Refused) else outcome).settling(errand)

    async def _settle(self, errand: Errand, settling: Settling) -> None:
        house = self._house
        now = house.clock.now()
        due = None if settling.after is None else now + timedelta(seconds=settling.after)
        settle = partial(house.outbox.settle, errand.number, worker=house.worker, fate=settling.fate, at=now)
        await house.turns.apart(partial(settle, note=settling.note, due=due))
        log.info("notice %d, that had waited: %s", errand.number, settling.fate)

    def _note_nothing(self, identity: str) -> None:
        self._nothing[identity] = None
        while len(self._nothing) > REMEMBERED:
            self._nothing.popitem(last=False)

"""Sends what the outbox holds, at the pace a platform allows, once. Imports consultation, and the pace.

A notice is claimed, carried and settled. What certainly was not sent is tried again; what may have arrived is tried
again only where twice is better than never. Each bot carries in its own manner and says how it went, as an `Outcome`.
Who is killed in the middle needs no care: the claim runs out, and the outbox knows what that means.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from math import inf
from typing import TypeVar

from bots.outcomes import Carry, Moved, NotSent, Outcome, Paused, Settling, TooMany, Unknown, backoff
from bots.pace import Pace
from consultation.errors import PalabreError
from consultation.messages import Reply
from consultation.notices import Errand, Fate, Group, platform_of
from consultation.ports import Clock, Outbox

BATCH = 30
"""How many notices are claimed at once, all under way together: a platform's answers take longer than its limits."""

LEASE = timedelta(minutes=2)
"""How long a claim lasts: more than what follows takes together."""

BEGIN = timedelta(seconds=30)
"""How long after its claim a notice may still be begun; after that it is put back."""

ANSWER = 60.0
"""Seconds that a platform may take over one message."""

PATIENCE = 2.0
"""Seconds for which a claim is held while the pace says no; for a longer wait the notice is put back."""

IDLE = 1.0
"""Seconds between two looks into an outbox that had nothing."""

GRACE = 5.0
"""Seconds left at the end to what is being sent, and again to the database."""

LONGEST_OUTAGE = 30.0
"""Seconds between two attempts at most while the database does not answer."""

LEVELS = {
    Fate.SENT: logging.DEBUG,
    Fate.WAITING: logging.INFO,
    Fate.REFUSED: logging.WARNING,
    Fate.UNKNOWN: logging.WARNING,
}
T = TypeVar("T")
log = logging.getLogger("palabre.courier")


@dataclass(slots=True)
class _Trip:
    """One claim, until it is settled: what is being carried, and whether to come home."""

    begin_by: datetime
    until: datetime
    home: asyncio.Event = field(default_factory=asyncio.Event)
    carried: set["asyncio.Task[Outcome]"] = field(default_factory=set)

    async def wait(self, seconds: float) -> None:
        """Wait, unless it is time to come home."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.home.wait(), seconds)

    async def end(self, outing: "asyncio.Task[int]") -> None:
        """Begin nothing more; give what is being sent a moment, and then the database one."""
        self.home.set()
        try:
            await asyncio.wait({outing}, timeout=GRACE)
            for carrying in self.carried:
                carrying.cancel()
            await asyncio.wait({outing}, timeout=GRACE)
        finally:
            outing.cancel()


@dataclass
class Courier:
    """Carries one platform's notices, as one of any number of workers with names of their own.

    ``regroup`` makes a group of the address that one has moved to. ``monotonic`` is the clock of the pace, which the
    bot shares for its direct replies.
    """

    outbox: Outbox
    carry: Carry
    _: KW_ONLY
    platform: str
    worker: str
    open_address: Callable[[str], str]
    regroup: Callable[[str], Group]
    clock: Clock
    pace: Pace
    monotonic: Callable[[], float] = time.monotonic
    _carried_last: float = field(default=-inf, init=False)
    _answered: bool = field(default=True, init=False)

    async def run(self) -> None:
        """Send what is due, until cancelled; a database that does not answer is waited for."""
        silent = 0
        while True:
            try:
                settled = await self.trip()
            except Exception as error:  # noqa: BLE001 (whatever a database raises, people wait for their notices)
                silent += 1
                self._outage(error)
                await asyncio.sleep(backoff(silent, LONGEST_OUTAGE))
            else:
                silent = 0
                await asyncio.sleep(0 if settled else IDLE)

    async def trip(self) -> int:
        """Claim once, send what that brought and return how many were settled, also those that wait again.

        Nothing is claimed during a halt. Cancelled, it begins nothing more, settles what is being sent within a few
        seconds and puts the rest back. Raises what the outbox raises when it is asked for notices.
        """
        now = self.clock.now()
        trip = _Trip(now + BEGIN, now + LEASE)
        outing = asyncio.create_task(self._outing(trip))
        try:
            return await asyncio.shield(outing)
        except asyncio.CancelledError:
            await trip.end(outing)
            raise

    async def _outing(self, trip: _Trip) -> int:
        if self.pace.halted("", self.monotonic()):
            return 0
        errands = await self._claimed(trip)
        settled = await asyncio.gather(*(self._deliver(errand, trip) for errand in errands), return_exceptions=True)
        for errand, error in zip(errands, settled, strict=True):
            if isinstance(error, Exception):
                log.error("%s: left as it is after %s", _named(errand), type(error).__name__)
        return sum(each is True for each in settled)

    async def _claimed(self, trip: _Trip) -> tuple[Errand, ...]:
        now, until = self.clock.now(), trip.until
        claim = partial(self.outbox.claim, self.platform, worker=self.worker, now=now, until=until, limit=BATCH)
        errands = await asyncio.to_thread(claim)
        self._answers()
        # We know nothing of another worker's pace. Whoever takes over lets a second pass first; so where we carried
        # something less than a second ago, nobody else can have done so since.
        if self.monotonic() - self._carried_last >= self.pace.overall.seconds:
            self.pace.used_up(self.monotonic())
        return errands

    async def _deliver(self, errand: Errand, trip: _Trip) -> bool:
        address = self._opened(errand)
        if address is None:
            return await self._settle(errand, NotSent("its address does not open").settling(errand), trip)
        if put_back := await self._turn(address, trip):
            return await self._settle(errand, put_back, trip)
        outcome = await self._carried(errand, address, trip)
        if isinstance(outcome, TooMany):
            self.pace.halt(self.monotonic() + outcome.seconds)
        # Settled first: who stops between the two leaves a notice that waits, not one of unknown fate.
        settled = await self._settle(errand, outcome.settling(errand), trip)
        await self._take_note(errand, outcome, trip)
        return settled

    def _opened(self, errand: Errand) -> str | None:
        try:
            return self.open_address(errand.address)
        except Exception as error:  # noqa: BLE001 (a key that is missing is this notice's trouble, and may come back)
            log.error("%s: its address does not open: %s", _named(errand), type(error).__name__)
            return None

    async def _turn(self, chat: str, trip: _Trip) -> Settling | None:
        """Wait until a chat may be written to; return how the notice is put back where it is not to be begun."""
        while not trip.home.is_set() and self.clock.now() < trip.begin_by:
            now = self.monotonic()
            wait = self.pace.ask(chat, now)
            if not wait:
                return None
            if wait > PATIENCE or self.pace.halted(chat, now):
                return Settling(Fate.WAITING, after=wait)
            await trip.wait(wait)
        return Settling(Fate.WAITING)

    async def _carried(self, errand: Errand, address: str, trip: _Trip) -> Outcome:
        carrying = asyncio.create_task(self._carry(address, errand.notice.reply))
        trip.carried.add(carrying)
        try:
            await asyncio.wait({carrying}, timeout=ANSWER)
            carrying.cancel()
            await asyncio.wait({carrying}, timeout=GRACE)
        finally:
            carrying.cancel()
            trip.carried.discard(carrying)
            self._carried_last = self.monotonic()
        if not carrying.done() or carrying.cancelled():
            return Unknown("stopped before the platform answered" if trip.home.is_set() else "no answer came")
        if error := carrying.exception():
            log.error("%s: carrying it raised %s", _named(errand), type(error).__name__)
            return Unknown(type(error).__name__)
        return carrying.result()

    async def _carry(self, address: str, reply: Reply) -> Outcome:
        return await self.carry(address, reply)

    async def _settle(self, errand: Errand, settling: Settling, trip: _Trip) -> bool:
        due = None if settling.after is None else self.clock.now() + timedelta(seconds=settling.after)
        settled = await self._kept(partial(self._settled, errand.number, settling, due), trip)
        log.log(
            LEVELS[settling.fate], "%s: %s%s", _named(errand), settling.fate, settling.note and f", {settling.note}"
        )
        if not settled:
            log.warning("%s: that was not kept, the claim is no longer ours", _named(errand))
        return bool(settled)

    def _settled(self, number: int, settling: Settling, due: datetime | None) -> bool:
        return self.outbox.settle(
            number, worker=self.worker, fate=settling.fate, at=self.clock.now(), note=settling.note, due=due
        )

    async def _take_note(self, errand: Errand, outcome: Outcome, trip: _Trip) -> None:
        """Keep what a platform said about the recipient for all other notices."""
        notice = errand.notice
        if isinstance(outcome, Paused) and notice.identity:
            await self._kept(partial(self.outbox.pause, notice.identity, paused=True), trip)
        elif isinstance(outcome, Moved) and notice.group:
            await self._kept(partial(self._move, notice.group, self.regroup(outcome.address)), trip)

    def _move(self, group_id: str, moved: Group) -> None:
        """Move a group, with the name it had where the platform says only where to."""
        names = (group.name for group in self.outbox.groups() if group.id == group_id)
        self.outbox.move_group(group_id, replace(moved, name=moved.name or next(names, "")))

    async def _kept(self, change: Callable[[], T], trip: _Trip) -> T | None:
        """Change the outbox; while the database does not answer and the claim lasts, try again."""
        for attempt in count(1):
            try:
                kept = await asyncio.to_thread(change)
            except Exception as error:  # noqa: BLE001 (what is not kept may be sent twice)
                self._outage(error)
            else:
                self._answers()
                return kept
            if self.clock.now() >= trip.until:
                break
            await asyncio.sleep(backoff(attempt, LONGEST_OUTAGE))
        return None

    def _outage(self, error: Exception) -> None:
        """Log the first failure of several; what others than we raise might say too much."""
        if self._answered:
            log.error(
                "the outbox does not answer: %s", error if isinstance(error, PalabreError) else type(error).__name__
            )
        self._answered = False

    def _answers(self) -> None:
        if not self._answered:
            log.warning("the outbox answers again")
        self._answered = True


def _named(errand: Errand) -> str:
    """Return what a log may say of an errand."""
    platform, purpose = platform_of(errand.address), errand.notice.purpose
    return f"notice {errand.number} ({platform}, {purpose}, attempt {errand.attempts})"

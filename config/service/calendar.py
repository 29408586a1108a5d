"""The calendar of a serving process: looks again and again at what is due. Imports everyone.

What comes of a look is the same however many processes look. Editions take a while to make, so one process at a time
does that, for all; should it be killed, another does it once the claim has run out.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from config.editions.superseding import supersede_due
from config.keeping.retaining import drop_due
from config.sites.publishing_anew import publish_anew
from config.wiring import Deployment
from consultation.due import remind, turn
from consultation.errors import PalabreError

LOOK = 5.0
"""Seconds between two looks."""

EDITIONS = "editions"
EDITIONS_EVERY, EDITIONS_WITHIN = timedelta(minutes=1), timedelta(minutes=15)
"""How often stale editions are looked for, and how long a process may take over those that it found."""

log = logging.getLogger("palabre.calendar")


class CalendarService:
    """Opens and closes rounds, has people reminded, makes editions in the place of those that are stale."""

    name = "calendar"

    def __init__(self, deployment: Deployment, worker: str) -> None:
        """``worker`` is under what name this process claims what one does for all."""
        self._deployment = deployment
        self._worker = worker
        self._troubles: dict[str, str] = {}
        self.state = "starting"

    async def run(self) -> None:
        """Run until cancelled; raise what it fails of."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_again_and_again(self.look))
                group.create_task(_again_and_again(self.renew))
                self.state = "running"
        finally:
            self.state = "stopping"

    def look(self) -> int:
        """Do what is due in all rounds, and return how many notices are new.

        A round whose consultation cannot be read is passed over and hinders no other; the log says so once.
        """
        store, outbox, now = self._deployment.store, self._deployment.outbox, self._deployment.clock.now()
        announcer, queued = self._deployment.announcer(), 0
        for known in store.rounds():
            try:
                queued += remind(outbox, announcer, turn(store, known, now), now)
            except PalabreError as error:
                self._note(f"round {known.id} is passed over", error)
        if queued:
            log.info("%d notices are queued", queued)
        return queued

    def renew(self) -> bool:
        """Supersede the editions due for it, publish their sites anew, drop addresses whose time is over.

        Where another process does, it does so for all.

        Returns whether this one did. What cannot be made now is left for the next time; the log says so once.
        """
        jobs, now = self._deployment.jobs, self._deployment.clock.now()
        if not jobs.claim(EDITIONS, worker=self._worker, now=now, until=now + EDITIONS_WITHIN):
            return False
        try:
            for made in supersede_due(self._deployment, now):
                log.info("edition %s of %s is made", made.number, made.snapshot.rounds[0].round.id)
            for folder in publish_anew(self._deployment):
                log.info("the site in %s is published anew", folder)
            if dropped := drop_due(self._deployment, now):
                log.info("%d addresses are dropped", dropped)
        except PalabreError as error:
            self._note("what is stale waits", error)
        finally:
            jobs.done(EDITIONS, worker=self._worker, due=self._deployment.clock.now() + EDITIONS_EVERY)
        return True

    def _note(self, what: str, error: PalabreError) -> None:
        """Log a trouble, unless it is the one that was logged last of this."""
        if self._troubles.get(what) != str(error):
            self._troubles[what] = str(error)
            log.warning("%s: %s", what, error)


async def _again_and_again(work: Callable[[], object]) -> None:
    while True:
        await asyncio.to_thread(work)
        await asyncio.sleep(LOOK)

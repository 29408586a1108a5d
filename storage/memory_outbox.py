"""`MemoryOutbox`: an outbox like another, over a `MemoryStore`, for tests. Imports `consultation` and this room."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from consultation.messages import Reply
from consultation.notices import (
    AT_MOST_ONCE,
    WISHED,
    Errand,
    Fate,
    Group,
    Met,
    Notice,
    Purpose,
    Reachable,
    Sending,
    is_carried_to,
    platform_of,
)
from consultation.records import Participation
from consultation.reminding import Begun
from storage.fates import INTERRUPTED, SILENT, UNSETTLED, require_outcome
from storage.held import Queued
from storage.memory import MemoryStore

NOTHING = Reply(())


class MemoryOutbox:
    """An `Outbox` that forgets everything with its store, for any number of threads."""

    def __init__(self, store: MemoryStore) -> None:
        self._held = store.held
        self._lock = store.held.lock

    def reachable(self, round_id: str, *, consenting: bool = True) -> tuple[Reachable, ...]:
        with self._lock:
            known = sorted(self._held.identities.items(), key=lambda pair: (pair[1].met, pair[0]))
            last = {one.respondent: identity for identity, one in known if one.address and not one.paused}
            theirs = [whose for (of_round, _), whose in self._held.participations.items() if of_round == round_id]
            agreed = [whose for whose in theirs if whose.consented or (whose.consent and not consenting)]
            willing = [whose for whose in agreed if not whose.silent and whose.respondent in last]
            willing.sort(key=lambda whose: (whose.began, whose.respondent))
            return tuple(Reachable(last[w.respondent], w.respondent, w.language, w.position.state) for w in willing)

    def begun(self, round_id: str, *, quiet_since: datetime) -> tuple[Begun, ...]:
        with self._lock:
            known = sorted(self._held.identities.items(), key=lambda pair: (pair[1].met, pair[0]))
            there = {
                one.respondent: who
                for who, one in known
                if is_carried_to(one.address) and not one.paused and one.round == round_id
            }
            wishing = [whose for whose in map(partial(self._wishing, round_id), there) if whose]
            found = [self._begun(there[whose.respondent], whose) for whose in wishing]
            quiet = [begun for begun in found if begun.heard <= quiet_since]
            return tuple(sorted(quiet, key=lambda begun: (begun.heard, begun.respondent)))

    def met(self, platform: str, *, since: datetime, limit: int) -> tuple[Met, ...]:
        with self._lock:
            known = self._held.identities.items()
            there = [Met(who, one.address, one.met) for who, one in known if platform_of(one.address) == platform]
            lately = [met for met in there if met.at >= since]
            return tuple(sorted(lately, key=lambda met: (-met.at.timestamp(), met.identity))[:limit])

    def pause(self, identity: str, *, paused: bool) -> None:
        with self._lock:
            if identity in self._held.identities:
                self._held.identities[identity] = replace(self._held.identities[identity], paused=paused)

    # Groups.

    def join_group(self, group: Group) -> None:
        with self._lock:
            known = self._held.groups.get(group.id, group)
            self._held.groups[group.id] = replace(group, joined=known.joined)

    def leave_group(self, group_id: str) -> None:
        with self._lock:
            if self._held.groups.pop(group_id, None):
                for row in self._to_group(group_id):
                    if row.fate in UNSETTLED:
                        del self._held.outbox[row.number]
                    else:
                        self._put(replace(row, notice=replace(row.notice, group="")))

    def move_group(self, group_id: str, moved: Group) -> None:
        with self._lock:
            was = self._held.groups.pop(group_id, None)
            if was:
                known = self._held.groups.get(moved.id, was)
                self._held.groups[moved.id] = replace(moved, joined=min(was.joined, known.joined))
                for row in self._to_group(group_id):
                    self._put(replace(row, notice=replace(row.notice, group=moved.id)))

    def _to_group(self, group_id: str) -> list[Queued]:
        return [row for row in self._held.outbox.values() if row.notice.group == group_id]

    def groups(self) -> tuple[Group, ...]:
        with self._lock:
            return tuple(sorted(self._held.groups.values(), key=lambda group: (group.joined, group.id)))

    # Notices.

    def announced(self, round_id: str) -> str:
        with self._lock:
            rows = [row for _, row in sorted(self._held.outbox.items()) if row.notice.round == round_id]
            announced = [row.language for row in rows if row.notice.purpose is Purpose.ANNOUNCEMENT]
            return announced[-1] if announced else ""

    def add_notices(self, notices: Iterable[Notice]) -> int:
        several = list(notices)
        with self._lock:
            for notice in several:
                self._held.round(notice.round)
            known = {row.notice.key for row in self._held.outbox.values()}
            new: dict[str, Notice] = {}
            for notice in several:
                if notice.key not in known and self._address(notice):
                    new.setdefault(notice.key, notice)
            for notice in new.values():
                platform = platform_of(self._address(notice))
                self._put(Queued(next(self._held.numbers), notice, platform, notice.due, notice.reply.language))
            return len(new)

    def waits(self, platform: str) -> bool:
        with self._lock:
            return any(row.platform == platform and row.fate in UNSETTLED for row in self._held.outbox.values())

    def claim(
        self, platform: str, *, worker: str, now: datetime, until: datetime, limit: int, identity: str = ""
    ) -> tuple[Errand, ...]:
        with self._lock:
            self._take_over(platform, now)
            sending = [
                row for row in self._held.outbox.values() if (row.platform, row.fate) == (platform, Fate.SENDING)
            ]
            if identity:
                self._refuse_silent(self._theirs(platform, identity, now), now)
                self._drop_void(self._theirs(platform, identity, now), now)
                busy = any(row.notice.identity == identity for row in sending)
                free = [] if busy else list(self._theirs(platform, identity, now))
            else:
                if any(row.worker != worker for row in sending):
                    return ()
                self._refuse_silent(self._due(platform, now), now)
                self._drop_void(self._due(platform, now), now)
                free = list(self._claimable(platform, now, {_recipient(row) for row in sending}))
            return tuple(self._claimed(row, worker, now, until) for row in free[:limit])

    def settle(
        self, number: int, *, worker: str, fate: Fate, at: datetime, note: str = "", due: datetime | None = None
    ) -> bool:
        require_outcome(fate)
        with self._lock:
            row = self._held.outbox.get(number)
            if row is None or (row.fate, row.worker) != (Fate.SENDING, worker):
                return False
            if fate is Fate.WAITING and due is not None:
                row = replace(row, notice=replace(row.notice, due=due))
            self._end(row, fate, at, note)
            return True

    def sendings(self, round_id: str = "") -> tuple[Sending, ...]:
        with self._lock:
            rows = sorted(self._held.outbox.values(), key=lambda row: row.number)
            return tuple(self._sending(row) for row in rows if round_id in ("", row.notice.round))

    # What the methods above share; the lock is theirs.

    def _put(self, row: Queued) -> None:
        self._held.outbox[row.number] = row

    def _address(self, notice: Notice) -> str:
        known = self._held.identities.get(notice.identity) or self._held.groups.get(notice.group)
        return known.address if known else ""

    def _due(self, platform: str, now: datetime) -> Iterator[Queued]:
        """Yield what waits and is due on a platform, oldest first."""
        rows = [row for row in self._held.outbox.values() if (row.platform, row.fate) == (platform, Fate.WAITING)]
        rows.sort(key=lambda row: (row.notice.due, row.number))
        return (row for row in rows if row.notice.due <= now)

    def _theirs(self, platform: str, identity: str, now: datetime) -> Iterator[Queued]:
        """Yield what waits for an identity and is due or was put off, in the order in which it was queued."""
        for _, row in sorted(self._held.outbox.items()):
            waits = (row.platform, row.notice.identity, row.fate) == (platform, identity, Fate.WAITING)
            if waits and (row.notice.due <= now or row.attempts):
                yield row

    def _take_over(self, platform: str, now: datetime) -> None:
        for row in list(self._held.outbox.values()):
            if row.platform == platform and row.until is not None and row.until <= now:
                once = row.notice.purpose in AT_MOST_ONCE
                self._end(row, Fate.UNKNOWN if once else Fate.WAITING, now, INTERRUPTED)

    def _refuse_silent(self, waiting: Iterable[Queued], now: datetime) -> None:
        for row in list(waiting):
            known = self._held.identities.get(row.notice.identity)
            if known and self._held.participations[known.round, known.respondent].silent:
                self._end(row, Fate.REFUSED, now, SILENT)

    def _drop_void(self, waiting: Iterable[Queued], now: datetime) -> None:
        """Take out what has lapsed, and what nobody wishes any more."""
        for row in list(waiting):
            notice = row.notice
            lapsed = notice.lapses is not None and notice.lapses <= now
            if lapsed or (notice.purpose in WISHED and not self._still_wished(row)):
                del self._held.outbox[row.number]

    def _still_wished(self, row: Queued) -> bool:
        known = self._held.identities[row.notice.identity]
        if known.round != row.notice.round or not self._wishing(known.round, known.respondent):
            return False
        return self._heard(known.respondent) <= row.at

    def _wishing(self, round_id: str, respondent: str) -> Participation | None:
        """Return somebody's participation where they wish to be reminded of the round."""
        whose = self._held.participations.get((round_id, respondent))
        wishes = whose and whose.consented and whose.reminding and not whose.silent and whose.finished is None
        return whose if wishes else None

    def _heard(self, respondent: str) -> datetime:
        return max(one.met for one in self._held.identities.values() if one.respondent == respondent)

    def _begun(self, identity: str, whose: Participation) -> Begun:
        own = {who for who, one in self._held.identities.items() if one.respondent == whose.respondent}
        rows = [row for row in self._held.outbox.values() if row.notice.identity in own]
        theirs = [row for row in rows if row.notice.round == whose.round]
        reminders = [row.at for row in theirs if row.notice.purpose is Purpose.REMINDER]
        of_it = self._held.round(whose.round).consultation
        several = [
            one for one in self._held.theirs(whose.respondent) if self._held.round(one.round).consultation == of_it
        ]
        told: dict[str, tuple[str, ...]] = {}
        for one in sorted(several, key=lambda one: (one.began, one.round)):
            told |= one.attributes
        return Begun(
            identity,
            whose.respondent,
            whose.language,
            self._heard(whose.respondent),
            told,
            len(reminders),
            max(reminders, default=None),
            any(row.notice.purpose is Purpose.CLOSING for row in theirs),
        )

    def _claimable(self, platform: str, now: datetime, busy: set[tuple[str, str]]) -> Iterator[Queued]:
        """Yield the oldest of each recipient who is neither busy nor paused."""
        for row in self._due(platform, now):
            known = self._held.identities.get(row.notice.identity)
            if _recipient(row) not in busy and not (known and known.paused):
                busy.add(_recipient(row))
                yield row

    def _claimed(self, row: Queued, worker: str, now: datetime, until: datetime) -> Errand:
        attempts = row.attempts + 1
        self._put(replace(row, fate=Fate.SENDING, at=now, attempts=attempts, worker=worker, until=until))
        return Errand(row.number, row.notice, self._address(row.notice), attempts)

    def _end(self, row: Queued, fate: Fate, at: datetime, note: str) -> None:
        """Change the fate of a notice that nobody is sending any more."""
        said = row.notice if fate is Fate.WAITING else replace(row.notice, reply=NOTHING)
        self._put(replace(row, notice=said, fate=fate, at=at, note=note, worker="", until=None))

    def _sending(self, row: Queued) -> Sending:
        notice, group = row.notice, self._held.groups.get(row.notice.group)
        return Sending(
            number=row.number,
            purpose=notice.purpose,
            platform=row.platform,
            round=notice.round,
            fate=row.fate,
            due=notice.due,
            at=row.at,
            attempts=row.attempts,
            note=row.note,
            group=group.name if group else "",
        )


def _recipient(row: Queued) -> tuple[str, str]:
    return row.notice.identity, row.notice.group

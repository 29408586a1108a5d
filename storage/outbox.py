"""`SqlOutbox`: the outbox in a store's database, each method a transaction. Imports `consultation` and this room."""

from collections.abc import Iterable
from datetime import datetime

from consultation.notices import Errand, Fate, Group, Met, Notice, Reachable, Sending
from consultation.reminding import Begun
from storage import claiming, groups, queueing, reminding
from storage.engine import Database
from storage.fates import require_outcome


class SqlOutbox:
    """An `Outbox` in the database of an `SqlStore`, for any number of threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reachable(self, round_id: str, *, consenting: bool = True) -> tuple[Reachable, ...]:
        with self._database.reading() as connection:
            return queueing.reachable(connection, round_id, consenting=consenting)

    def begun(self, round_id: str, *, quiet_since: datetime) -> tuple[Begun, ...]:
        with self._database.reading() as connection:
            return reminding.begun(connection, round_id, quiet_since)

    def met(self, platform: str, *, since: datetime, limit: int) -> tuple[Met, ...]:
        with self._database.reading() as connection:
            return queueing.met(connection, platform, since, limit)

    def pause(self, identity: str, *, paused: bool) -> None:
        with self._database.writing() as connection:
            queueing.pause(connection, identity, paused=paused)

    def join_group(self, group: Group) -> None:
        with self._database.writing() as connection:
            groups.join(connection, group)

    def leave_group(self, group_id: str) -> None:
        with self._database.writing() as connection:
            groups.leave(connection, group_id)

    def move_group(self, group_id: str, moved: Group) -> None:
        with self._database.writing() as connection:
            groups.move(connection, group_id, moved)

    def groups(self) -> tuple[Group, ...]:
        with self._database.reading() as connection:
            return groups.known(connection)

    def announced(self, round_id: str) -> str:
        with self._database.reading() as connection:
            return queueing.announced(connection, round_id)

    def add_notices(self, notices: Iterable[Notice]) -> int:
        several = list(notices)  # whatever makes them may take its time, and ask the store
        with self._database.writing() as connection:
            return queueing.add(connection, several)

    def waits(self, platform: str) -> bool:
        with self._database.reading() as connection:
            return claiming.waits(connection, platform)

    def claim(
        self, platform: str, *, worker: str, now: datetime, until: datetime, limit: int, identity: str = ""
    ) -> tuple[Errand, ...]:
        with self._database.reading() as connection:
            if not claiming.is_due(connection, platform, now, identity):
                return ()  # most often: no writer has waited for this
        with self._database.writing() as connection:
            claiming.take_over(connection, platform, now=now)
            if identity:
                return claiming.claim_for(connection, identity, platform, worker, now=now, until=until, limit=limit)
            return claiming.claim(connection, platform, worker=worker, now=now, until=until, limit=limit)

    def settle(
        self, number: int, *, worker: str, fate: Fate, at: datetime, note: str = "", due: datetime | None = None
    ) -> bool:
        require_outcome(fate)
        with self._database.writing() as connection:
            return claiming.settle(connection, number, worker=worker, fate=fate, at=at, note=note, due=due)

    def sendings(self, round_id: str = "") -> tuple[Sending, ...]:
        with self._database.reading() as connection:
            return queueing.sendings(connection, round_id)

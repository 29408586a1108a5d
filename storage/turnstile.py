"""`SqlTurnstile`: whose turn it is, where several processes hear people, by advisory locks of PostgreSQL.

Imports `consultation` and this room. A ticket is a lock that nobody else can want, so taking one never waits; all see
in PostgreSQL's own list of locks which there are. They go with the connection, so a process that is killed holds up
nobody. Nothing is written, and no table is needed.
"""

from collections.abc import Iterable
from threading import Lock

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from consultation.errors import PalabreError
from consultation.ports import Ticket
from storage.engine import Database

MOST = 0x7FFF_FFFF
"""What fits into each half of a lock's name, whatever its sign."""

_take = text(
    "SELECT person, number FROM unnest(CAST(:persons AS int[]), CAST(:numbers AS int[])) AS ticket(person, number)"
    " WHERE pg_try_advisory_lock(person, number)"
)
_give_back = text(
    "SELECT pg_advisory_unlock(person, number)"
    " FROM unnest(CAST(:persons AS int[]), CAST(:numbers AS int[])) AS ticket(person, number)"
)
_first = text(
    "SELECT CAST(classid AS bigint), min(CAST(objid AS bigint)) FROM pg_locks"
    " WHERE locktype = 'advisory' AND objsubid = 2 AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND classid = ANY(CAST(CAST(:persons AS bigint[]) AS oid[])) GROUP BY classid"
)

Name = tuple[int, int]


class SqlTurnstile:
    """A `Turnstile` on a connection of its own to PostgreSQL, for any number of threads. `close` it."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._turn = Lock()
        self._connection: Connection | None = None
        self._taken: set[Name] = set()
        self._through: set[Name] = set()

    def pass_on(self, waiting: Iterable[Ticket], leaving: Iterable[Ticket]) -> frozenset[Ticket]:
        named = {_name(ticket): ticket for ticket in waiting}
        with self._turn:
            try:
                connection = self._connected()
                self._give_back(connection, map(_name, leaving))
                self._take(connection, (named.keys() | self._through) - self._taken)
                first = self._first(connection, named)
            except DBAPIError as error:
                self._disconnect()
                raise PalabreError(f"the database does not say whose turn it is: {type(error.orig).__name__}") from None
            self._through |= first
        return frozenset(named[name] for name in first)

    def close(self) -> None:
        """Give all tickets back."""
        with self._turn:
            self._through.clear()
            self._disconnect()

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return self._connection

    def _disconnect(self) -> None:
        """End the connection, and with it all locks, wherever it is by now."""
        connection, self._connection = self._connection, None
        self._taken.clear()
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _take(self, connection: Connection, names: set[Name]) -> None:
        if names:
            self._taken.update((row[0], row[1]) for row in connection.execute(_take, _columns(names)))

    def _give_back(self, connection: Connection, names: Iterable[Name]) -> None:
        left = set(names)
        if there := left & self._taken:
            connection.execute(_give_back, _columns(there))
        self._taken -= left
        self._through -= left

    def _first(self, connection: Connection, names: Iterable[Name]) -> set[Name]:
        asked = self._taken & set(names)
        if not asked:
            return set()
        rows = connection.execute(_first, {"persons": sorted({person for person, _ in asked})})
        return asked & {(row[0], row[1]) for row in rows}


def _name(ticket: Ticket) -> Name:
    return int(ticket.person[:8], 16) & MOST, ticket.number & MOST


def _columns(names: Iterable[Name]) -> dict[str, list[int]]:
    ordered = sorted(names)
    return {"persons": [person for person, _ in ordered], "numbers": [number for _, number in ordered]}

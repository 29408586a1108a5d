"""An open database and its two kinds of transaction. Imports `consultation` and SQLAlchemy.

SQLite: write-ahead log, foreign keys, every commit on disk before it returns, erased bytes overwritten; a transaction
that will write takes its place in the queue at once (`BEGIN IMMEDIATE`), so that none fails half way.
PostgreSQL: a reading transaction sees one moment (`REPEATABLE READ`).
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from threading import RLock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

from consultation.errors import Conflict, InvalidInput, NotFound, PalabreError

BUSY_SECONDS = 30
"""How long a writer waits for the others before it gives up."""

STATEMENT_SECONDS = 60
"""How long PostgreSQL works on one statement: none of ours takes a second, unless something is wrong or very large."""

IDLE_SECONDS = 300
"""How long PostgreSQL keeps a transaction of a process that does nothing with it, and what it has locked."""

CONNECT_SECONDS = 10
"""How long to wait for PostgreSQL to answer at all; three times that, for one that has gone without a word."""

CONNECTIONS, MORE_CONNECTIONS = 5, 20
"""How many connections a process keeps to PostgreSQL, and how many more it makes where these are all in use."""

EXAMPLES = "sqlite:///var/palabre.db or postgresql://user:password@host/name"
PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    f"busy_timeout = {BUSY_SECONDS * 1000}",
)
BEATEN = {"40001", "40P01"}
"""PostgreSQL's states for a transaction that lost against another: could not serialize, deadlock."""

TURNS = 7_225_226
"""The first half of PostgreSQL's advisory locks by which we take turns (that of `schema` is another kind)."""

_decoder = json.JSONDecoder()


class Database:
    """A database that can be reached. Make it with `connect`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writers = engine.execution_options(writes=True)
        # Threads queue here: SQLite lets each sleep and try again, and the unlucky wait a second instead of 0.1.
        self._queue = RLock() if self.is_sqlite else nullcontext()
        self._readers = engine if self.is_sqlite else engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database."""
        with self._explained(), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose work is kept when the block ends, and undone when it raises.

        Raises `Conflict` where a key is taken or another transaction came first.
        """
        with self._explained(), self._queue, self._writers.begin() as connection:
            yield connection

    def forget_deleted(self) -> None:
        """Empty SQLite's log, which holds pages as they were; where a reader is in the way the next time does it."""
        if not self.is_sqlite:
            return
        with closing(self.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute("PRAGMA busy_timeout = 100")  # all writers wait while it waits
            with suppress(sqlite3.OperationalError):
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise Conflict("this was kept already, or what it belongs to is gone: load it again") from error
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) in BEATEN:
                raise Conflict("another change came first: load again and repeat") from error
            raise PalabreError(f"the database {_shown(self.engine.url)} does not answer: {_line(error)}") from error


def connect(url: str) -> Database:
    """Open the database at ``url``; SQLite makes the file where there is none.

    Raises `InvalidInput` for a URL that cannot be meant, `NotFound` where nothing answers there. No message shows a
    password.
    """
    database = Database(_engine(_read(url)))
    if database.is_sqlite:
        _make_private(database.engine.url)
    try:
        with database.engine.connect():
            return database
    except (OperationalError, InterfaceError) as error:
        raise NotFound(f"no database can be opened at {_shown(database.engine.url)}: {_line(error)}") from error
    except DBAPIError as error:
        raise InvalidInput(f"not a database: {_line(error)}", where=_shown(database.engine.url)) from error


def take_turns(connection: Connection, what: str) -> None:
    """Wait for whoever else does ``what``, and let the next begin when the transaction ends; SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(:ours, hashtext(:what))")
        connection.execute(lock, {"ours": TURNS, "what": what})


def insert_or(connection: Connection, table: type[DeclarativeBase]) -> postgresql.Insert | sqlite_dialect.Insert:
    """Return an INSERT that can be told what else to do ``on_conflict``, as this database says it."""
    return sqlite_dialect.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def _read(url: str) -> URL:
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):
        # The URL is not shown: what cannot be read cannot be rid of its password.
        raise InvalidInput(f"this is not the URL of a database; one looks like {EXAMPLES}") from None
    if read.drivername == "postgresql":
        return read.set(drivername="postgresql+psycopg")
    if read.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise InvalidInput(f"no database of kind {read.drivername} is known; a URL looks like {EXAMPLES}")
    if read.drivername.startswith("sqlite") and read.database in {None, "", ":memory:"}:
        raise InvalidInput("an SQLite database needs a file, as in sqlite:///var/palabre.db")
    return read


def _engine(url: URL) -> Engine:
    is_sqlite = url.drivername.startswith("sqlite")
    engine = create_engine(
        url,
        hide_parameters=True,  # a logged error must not hold what a person wrote
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
        json_deserializer=_from_json,
        pool_pre_ping=not is_sqlite,  # the server may have been restarted
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        connect_args={"timeout": BUSY_SECONDS} if is_sqlite else _patience(url),
    )
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _patience(url: URL) -> dict[str, str | int]:
    """Return how long PostgreSQL is waited for, and for how long it waits for us; what the URL says otherwise holds."""
    sessions = {
        "timezone": "UTC",
        "statement_timeout": f"{STATEMENT_SECONDS}s",
        "lock_timeout": f"{BUSY_SECONDS}s",
        "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
    }
    own: dict[str, str | int] = {
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": CONNECT_SECONDS,
        "keepalives_interval": CONNECT_SECONDS,
        "keepalives_count": 3,
        "tcp_user_timeout": 3 * CONNECT_SECONDS * 1000,
    }
    settings = " ".join(f"-c {name}={value}" for name, value in sessions.items())
    options = f"{settings} {url.query.get('options', '')}".strip()  # the last one holds
    return {name: value for name, value in own.items() if name not in url.query} | {"options": options}


def _make_private(url: URL) -> None:
    """Make the file where there is none, for its owner only: people's words stand in it."""
    try:
        Path(str(url.database)).touch(mode=0o600)
    except OSError as error:
        raise NotFound(f"no database can be opened at {_shown(url)}: {error.strerror}") from error


def _from_json(text: str | bytes) -> Any:
    """Return what `json.loads` would, a third faster: what we wrote has no white space around it to look for."""
    return _decoder.raw_decode(text if isinstance(text, str) else text.decode())[0]


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # The driver would begin by itself, and too late; `_begin_sqlite` does.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, once for the file's life; where two do it at once SQLite waits for neither."""
    patience = monotonic() + BUSY_SECONDS
    while True:
        try:
            return connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > patience:
                raise
            sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _line(error: DBAPIError) -> str:
    """Return the driver's own first line; SQLAlchemy's would add the statement."""
    return str(error.orig).strip().partition("\n")[0]

"""The stores that the contract is tried on; PostgreSQL is a real one, started once and emptied before each test."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from consultation.ports import Store
from storage.memory import MemoryStore
from storage.recent import RecentStore
from storage.store import SqlStore
from storage.tables import Base
from tests.databases import Place
from tests.storage.samples import a_round

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(params=["memory", "sqlite", POSTGRES, "recent over memory", "recent over sqlite"])
def store(request: pytest.FixtureRequest) -> Store:
    """Give a store without anything in it."""
    kind = request.param.removeprefix("recent over ")
    made = MemoryStore() if kind == "memory" else request.getfixturevalue(kind)
    assert isinstance(made, (MemoryStore, SqlStore))
    return RecentStore(made) if kind != request.param else made


@pytest.fixture
def opened(store: Store) -> Store:
    """Give a store with two rounds."""
    store.add_round(a_round())
    store.add_round(a_round("r2"))
    return store


@pytest.fixture(params=["sqlite", POSTGRES])
def sql_store(request: pytest.FixtureRequest) -> SqlStore:
    """Give a store in a database, without anything in it."""
    made = request.getfixturevalue(request.param)
    assert isinstance(made, SqlStore)
    return made


@pytest.fixture
def sqlite(place: Place) -> Iterator[SqlStore]:
    """Give a store in an SQLite file that need not survive a power cut."""
    with place.store() as made:
        yield made


@pytest.fixture
def postgres(postgres_store: SqlStore) -> SqlStore:
    """Give the store in PostgreSQL, emptied."""
    emptied = [f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables)]  # noqa: S608 (our names)
    with postgres_store.database.writing() as connection:
        connection.exec_driver_sql("; ".join([*emptied, "ALTER SEQUENCE outbox_number_seq RESTART"]))
    return postgres_store


@pytest.fixture(scope="session")
def postgres_store(postgres_url: str) -> Iterator[SqlStore]:
    """Give the store in PostgreSQL, as the last test left it."""
    with SqlStore.open(postgres_url) as made:
        yield made


@contextmanager
def statements(store: SqlStore) -> Iterator[list[str]]:
    """Collect what is sent to the database, `BEGIN` apart."""
    seen: list[str] = []

    def collect(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(store.database.engine, "before_cursor_execute", collect)
    yield seen
    event.remove(store.database.engine, "before_cursor_execute", collect)


@contextmanager
def transactions(store: SqlStore) -> Iterator[list[object]]:
    """Collect the transactions that are begun."""
    begun: list[object] = []
    collect = begun.append
    event.listen(store.database.engine, "begin", collect)
    yield begun
    event.remove(store.database.engine, "begin", collect)

"""Opening a database, and what a person reads where it cannot be opened."""

import stat
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import StatementError

from consultation.errors import Conflict, InvalidInput, NotFound, PalabreError
from storage.engine import Database, connect
from storage.schema import HEAD, LOCK, bring_to_head, version
from storage.store import SqlStore
from tests.storage.conftest import statements
from tests.storage.samples import NOW, a_round, an_answer, kept, somebody, with_answers


def test_sqlite_makes_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "palabre.db"
    with SqlStore.open(f"sqlite:///{path}") as store:
        store.add_round(a_round())
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_what_was_kept_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'palabre.db'}"
    with SqlStore.open(url) as store:
        store.add_round(a_round())
        first = kept(store, None, somebody(answers=(an_answer(),)))
    with SqlStore.open(url) as store:
        assert store.record("r1").participations == (first,)


def test_sqlite_is_set_to_keep_what_it_says_it_keeps(tmp_path: Path) -> None:
    database = connect(f"sqlite:///{tmp_path / 'palabre.db'}")
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000}
    with database.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas}
    database.close()
    assert found == pragmas


@pytest.mark.parametrize(
    ("url", "error", "says"),
    [
        ("", InvalidInput, "not the URL of a database"),
        ("palabre.db", InvalidInput, "not the URL of a database"),
        ("postgresql://ada:hunter2@host:port/name", InvalidInput, "not the URL of a database"),
        ("mysql://ada:hunter2@host/name", InvalidInput, "no database of kind mysql"),
        ("sqlite://", InvalidInput, "needs a file"),
        ("sqlite:///:memory:", InvalidInput, "needs a file"),
        ("sqlite:////nowhere/palabre.db", NotFound, "No such file or directory"),
        ("sqlite:////proc", NotFound, "no database can be opened at sqlite:////proc"),
        ("postgresql://ada:hunter2@127.0.0.1:1/name", NotFound, "refused"),
        ("postgresql+psycopg://ada:hunter2@/name?host=/nowhere", NotFound, "no database can be opened at postgresql"),
    ],
)
def test_a_database_that_cannot_be_opened_is_explained_in_a_line(
    url: str, error: type[PalabreError], says: str
) -> None:
    with pytest.raises(error) as raised:
        SqlStore.open(url)
    message = str(raised.value)
    assert says in message
    assert "hunter2" not in message
    assert "\n" not in message


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Chère Ada, " * 100)
    with pytest.raises(InvalidInput, match=r"letter\.txt: not a database"):
        SqlStore.open(f"sqlite:///{path}")
    assert path.read_text() == "Chère Ada, " * 100


@pytest.mark.postgres
def test_a_wrong_database_name_is_explained(postgres_url: str) -> None:
    with pytest.raises(NotFound, match='database "nothing" does not exist') as raised:
        SqlStore.open(postgres_url.replace("/postgres?", "/nothing?"))
    assert "\n" not in str(raised.value)


def test_a_database_that_fails_later_shows_nobodys_words(sqlite: SqlStore) -> None:
    sqlite.add_round(a_round())
    with sqlite.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE answers RENAME TO elsewhere")
    with pytest.raises(PalabreError) as raised:
        kept(sqlite, None, somebody(answers=(an_answer(text="planted"),)))
    assert "no such table: answers" in str(raised.value)
    assert "planted" not in repr(raised.value.__cause__)


def test_a_writer_that_waits_too_long_says_so(sqlite: SqlStore) -> None:
    url = sqlite.database.engine.url
    impatient = connect(url.render_as_string(hide_password=False))
    event.listen(impatient.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 1"))
    impatient.engine.dispose()
    with sqlite.database.writing(), pytest.raises(PalabreError, match="database is locked"):
        SqlStore(impatient).add_round(a_round())
    impatient.close()
    assert sqlite.rounds() == ()


def test_a_transaction_that_raises_is_undone(sql_store: SqlStore) -> None:
    def twice() -> None:
        with sql_store.database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO respondents (id) VALUES ('ada')")
            connection.exec_driver_sql("INSERT INTO respondents (id) VALUES ('ada')")

    with pytest.raises(Conflict):
        twice()
    with sql_store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT id FROM respondents").all() == []


def test_a_time_without_a_zone_is_refused(sql_store: SqlStore) -> None:
    with pytest.raises(StatementError, match="a time without a zone"):
        sql_store.add_round(a_round(opens=NOW.replace(tzinfo=None)))
    assert sql_store.rounds() == ()


def test_a_reader_sees_one_moment(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    with sql_store.database.reading() as connection:
        before = connection.exec_driver_sql("SELECT id FROM rounds").all()
        sql_store.add_round(a_round("r2"))
        assert connection.exec_driver_sql("SELECT id FROM rounds").all() == before
    assert sql_store.rounds() == (a_round(), a_round("r2"))


def test_a_message_costs_few_statements(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    first = kept(sql_store, None, somebody(answers=(an_answer("A1"),)))
    second = with_answers(first, *(an_answer(f"B{number}") for number in range(20)))
    with statements(sql_store) as recalling:
        sql_store.recall("identity-of-ada", "d1")
    with statements(sql_store) as meeting:
        sql_store.recall("a stranger", "d1")
    with statements(sql_store) as answering:
        sql_store.keep(first, second, identity="identity-of-ada", delivery="d1", at=NOW)
    with statements(sql_store) as moving:
        sql_store.keep(replace(second, turn=2), second, identity="identity-of-ada", delivery="d2", at=NOW)
    assert [len(seen) for seen in (recalling, meeting, answering, moving)] == [4, 1, 6, 3]


@pytest.mark.postgres
def test_postgresql_is_not_waited_for_for_ever(empty_postgres: str) -> None:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "TimeZone")
    database = connect(empty_postgres)
    with database.reading() as connection:
        found = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names}
    database.close()
    assert found == dict(zip(names, ("1min", "30s", "5min", "UTC"), strict=True))


@pytest.mark.postgres
def test_the_url_may_say_otherwise(empty_postgres: str) -> None:
    database = connect(f"{empty_postgres}&connect_timeout=3&options=-c%20lock_timeout%3D200ms")
    other = connect(empty_postgres)
    with other.writing() as holding:
        holding.exec_driver_sql("CREATE TABLE held (id int)")
        holding.exec_driver_sql("SELECT pg_advisory_xact_lock(1)")
        with pytest.raises(PalabreError, match="does not answer: canceling statement due to lock timeout"):
            lock(database)
    other.close()
    database.close()


def lock(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1)")


@pytest.mark.postgres
def test_whoever_migrates_may_take_longer(empty_postgres: str) -> None:
    database = connect(f"{empty_postgres}&options=-c%20lock_timeout%3D200ms")
    other = connect(empty_postgres)
    with other.writing() as holding, ThreadPoolExecutor(1) as aside:
        holding.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        migrated = aside.submit(bring_to_head, database)
        with pytest.raises(FutureTimeout):
            migrated.result(0.5)
        holding.commit()
        migrated.result(60)
    other.close()
    with database.reading() as connection:
        assert version(connection) == HEAD
    database.close()

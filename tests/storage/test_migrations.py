"""The tables that the migrations make are the tables that the code knows."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import CommandLine
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from consultation.errors import InvalidInput
from storage.engine import Database, connect
from storage.schema import HEAD, MIGRATIONS, bring_to_head, config, migrate, version
from storage.store import SqlStore
from storage.tables import Base
from tests.storage.conftest import POSTGRES
from tests.storage.samples import a_round


@pytest.fixture(params=["sqlite", POSTGRES])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres"))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_upgrading_an_empty_database_makes_what_the_code_knows(url: str) -> None:
    migrate(url)
    database = connect(url)
    with database.reading() as connection:
        assert tables(connection) == set(Base.metadata.tables)
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.close()


def test_downgrading_to_the_beginning_leaves_nothing_and_one_can_begin_again(url: str) -> None:
    migrate(url)
    database = connect(url)
    with database.writing() as connection:
        command.downgrade(config(connection), "base")
        assert tables(connection) == set()
    bring_to_head(database)
    with database.reading() as connection:
        assert (tables(connection), version(connection)) == (set(Base.metadata.tables), HEAD)
    database.close()


def test_a_migration_that_fails_has_changed_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = connect(url)
    upgrade = command.upgrade

    def half_way(given: object, revision: str) -> None:
        upgrade(given, revision)  # type: ignore[arg-type]  # handed on as it came
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", half_way)
    with pytest.raises(KeyboardInterrupt):
        bring_to_head(database)
    with database.reading() as connection:
        assert (tables(connection), version(connection)) == (set(), None)
    database.close()


def test_migrating_again_keeps_what_is_there(url: str) -> None:
    with SqlStore.open(url) as store:
        store.add_round(a_round())
    migrate(url)
    with SqlStore.open(url) as store:
        assert store.rounds() == (a_round(),)


def test_the_head_that_the_code_knows_is_the_newest_migration(sqlite: SqlStore) -> None:
    with sqlite.database.reading() as connection:
        assert ScriptDirectory.from_config(config(connection)).get_heads() == [HEAD]


def test_whoever_writes_a_migration_needs_no_configuration(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(url)
    monkeypatch.chdir(MIGRATIONS.parents[1])  # where pyproject.toml is
    CommandLine().main(["-x", f"url={url}", "check"])  # exits where --autogenerate would find something to change


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    migrate(url)
    database = connect(url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(InvalidInput, match="made by a newer version of Palabre"):
        bring_to_head(database)
    database.close()


def test_a_database_of_something_else_is_refused(url: str) -> None:
    database: Database = connect(url)
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE rounds (id INTEGER)")
    with pytest.raises(InvalidInput, match="a table rounds that Palabre did not make"):
        bring_to_head(database)
    database.close()

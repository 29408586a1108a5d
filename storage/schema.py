"""Brings a database's tables to those of this version. Imports Alembic only where there is something to bring.

A new migration: `alembic -x url=… revision --autogenerate -m "what changes"`, read it, then set `HEAD` to its number.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from consultation.errors import InvalidInput
from storage.engine import Database, connect

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0016"
"""The newest migration: a test holds it to what stands in ``migrations/versions``."""

REVISION = re.compile(r"head|\d{4}")
"""What may be upgraded to: Alembic itself would take "base" or "-1" too."""

MIGRATIONS = Path(__file__).with_name("migrations")
LOCK = 7_225_225
"""PostgreSQL's advisory lock (PALABAL on a telephone's keys): one process migrates, the others wait."""


def migrate(url: str) -> None:
    """Bring the database at ``url`` to `HEAD`, for whoever only wants that."""
    database = connect(url)
    try:
        bring_to_head(database)
    finally:
        database.close()


def bring_to_head(database: Database) -> None:
    """Make or change the tables in one transaction, where they are not at `HEAD`.

    Raises `InvalidInput` where the database was made by a newer version, or for something else.
    """
    with database.reading() as connection:
        if version(connection) == HEAD:
            return
    with database.writing() as connection:
        if not database.is_sqlite:
            _take_time(connection)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        if version(connection) != HEAD:
            upgrade(connection)


def version(connection: Connection) -> str | None:
    """Return the migration that a database is at, None for an empty one."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if "rounds" in tables:
        raise InvalidInput("there is a table rounds that Palabre did not make", where=str(connection.engine.url))
    return None


def config(connection: Connection) -> "Config":
    """Return what Alembic needs to work on that connection, in its transaction."""
    from alembic.config import Config

    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return made


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take a database from the migration it is at, or from none, to another.

    Raises `InvalidInput` where either is of a newer version.
    """
    from alembic import command
    from alembic.util import CommandError

    if not REVISION.fullmatch(to):
        raise InvalidInput(f"{to!r} is no version of the database", where=str(connection.engine.url))
    _take_time(connection)
    try:
        command.upgrade(config(connection), to)
    except CommandError as error:
        raise InvalidInput(
            "this was made by a newer version of Palabre: install that one", where=str(connection.engine.url)
        ) from error


def _take_time(connection: Connection) -> None:
    """Let statements of this transaction take as long as they need: a large database is brought up to date once."""
    if connection.dialect.name == "postgresql":
        for patience in ("statement_timeout", "lock_timeout"):
            connection.execute(text(f"SET LOCAL {patience} = 0"))

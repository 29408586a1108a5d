"""SQLite databases for tests: one after another in one place, through one engine.

An engine compiles each statement once, which takes longer than most tests do with it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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

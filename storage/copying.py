"""All rows of a database, out and back in, whichever database it is. Imports `consultation`, SQLAlchemy and this room.

What is copied is read from the database itself, not from `tables`: a copy made by an older version is put into tables
of that version, which are then brought up to date like any database.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, LargeBinary, MetaData, Table, exists, func, insert, select, text
from sqlalchemy.exc import OperationalError, StatementError

from consultation.errors import InvalidInput, NotAllowed
from storage import belonging, schema
from storage.engine import Database
from storage.rows import hashed
from storage.tables import ErasedRow, RespondentRow, Utc

UNFIT = (StatementError, ArithmeticError, TypeError, ValueError)
"""What a database or its driver raises for a value that it does not take."""

VERSION_TABLE = "alembic_version"
BATCH = 500

Row = dict[str, Any]
"""A row as JSON can hold it: times in ISO 8601, bytes in base 64."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A database at one moment: the migration it is at, and its tables, those that others refer to first."""

    schema: str
    tables: tuple[str, ...]
    connection: Connection
    known: MetaData

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table, in the order of their keys."""
        there = self.known.tables[table]
        found = self.connection.execution_options(yield_per=BATCH).execute(select(there).order_by(*there.primary_key))
        for row in found.mappings():
            yield {name: _written(value) for name, value in row.items()}


@contextmanager
def copied(database: Database) -> Iterator[Copy]:
    """Give what a database holds at one moment; whoever writes meanwhile is not kept waiting."""
    with database.reading() as connection:
        known = _known(connection)
        tables = tuple(table.name for table in known.sorted_tables if table.name != VERSION_TABLE)
        yield Copy(schema.version(connection) or schema.HEAD, tables, connection, known)


def put_back(
    database: Database,
    made_at: str,
    tables: Mapping[str, Iterable[Row]],
    *,
    replace: bool,
    at: datetime,
    erased: Collection[str] = (),
) -> int:
    """Make a database what was copied, in one transaction; return how many were erased since, and are again.

    ``made_at`` is the migration of the copy, ``tables`` its rows, read once, in the order in which they were copied.
    Whoever the database knows to be erased stays erased; who is among ``erased``, by a digest, is erased, too. Raises
    `NotAllowed` where something is there already and nothing was said about replacing it, `InvalidInput` where a newer
    version made the copy, or it does not fit.
    """
    with database.writing() as connection:
        gone = _emptied(connection, replace=replace)
        schema.upgrade(connection, made_at)
        known = _known(connection)
        for name, rows in tables.items():
            if name not in known.tables:
                raise InvalidInput(f"there is no table {name} in version {made_at}", where=f"tables/{name}.jsonl")
            _fill(connection, known.tables[name], rows)
        schema.upgrade(connection)
        return _erase_again(connection, gone | set(erased), at)


def _known(connection: Connection) -> MetaData:
    """Return the tables of a database; times and JSON are read and written as `tables` does it."""
    found = MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, DateTime):
                column.type = Utc()
            elif isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return found


def _emptied(connection: Connection, *, replace: bool) -> frozenset[str]:
    """Remove all tables; return the digests of those who were erased here."""
    if schema.version(connection) is None:
        return frozenset()
    found = _known(connection)
    used = [table for table in found.sorted_tables if table.name != VERSION_TABLE and _holds_any(connection, table)]
    if used and not replace:
        raise NotAllowed("there is a consultation here already; to put the backup in its place, add --replace")
    erased = found.tables.get(ErasedRow.__tablename__)
    gone = frozenset(connection.scalars(select(erased.c.respondent))) if erased is not None else frozenset[str]()
    found.drop_all(connection)
    return gone


def _holds_any(connection: Connection, table: Table) -> bool:
    return bool(connection.scalar(select(exists(select(table)))))


def _fill(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    waiting = (_read(table, row) for row in rows)
    while some := list(islice(waiting, BATCH)):
        try:
            connection.execute(insert(table), some)
        except OperationalError:
            raise  # the database's own trouble
        except UNFIT as error:
            raise InvalidInput("a row does not fit its table, or the others", where=_where(table)) from error
    numbered = table.autoincrement_column
    if numbered is not None and connection.dialect.name == "postgresql":
        _count_on(connection, table.name, numbered.name, connection.scalar(select(func.max(numbered))) or 0)


def _count_on(connection: Connection, table: str, column: str, last: int) -> None:
    """Let PostgreSQL go on counting where the copy stopped; SQLite does by itself."""
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": f'"{table}"', "column": column}
    )
    if sequence and last:
        connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})


def _erase_again(connection: Connection, gone: frozenset[str], at: datetime) -> int:
    there = connection.scalars(select(RespondentRow.id)).all()
    again = [respondent for respondent in there if hashed(respondent) in gone]
    for respondent in again:
        belonging.erase(connection, respondent, at)
    noted = set(connection.scalars(select(ErasedRow.respondent)))
    if missing := sorted(gone - noted):
        connection.execute(insert(ErasedRow), [{"respondent": digest} for digest in missing])
    return len(again)


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else value


def _read(table: Table, row: Row) -> Row:
    strange = sorted(set(row) - set(table.columns.keys()))
    if strange:
        raise InvalidInput(f"there is no column {', '.join(strange)}", where=_where(table))
    return {name: _value(table, name, value) for name, value in row.items()}


def _where(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


def _value(table: Table, name: str, value: Any) -> Any:
    kind = table.columns[name].type
    try:
        if value is not None and isinstance(kind, Utc):
            return datetime.fromisoformat(value)
        return b64decode(value) if isinstance(value, str) and isinstance(kind, LargeBinary) else value
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"what stands in {name} does not fit there", where=_where(table)) from error

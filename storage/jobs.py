"""`SqlJobs`: who does what only one process shall do at a time, in a store's database. Imports `consultation`."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from storage.engine import Database, insert_or
from storage.tables import JobRow


class SqlJobs:
    """`Jobs` in the database of an `SqlStore`, for any number of threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, job: str, *, worker: str, now: datetime, until: datetime) -> bool:
        with self._database.reading() as connection:
            taken = select(exists().where(JobRow.name == job, ~_free(now)))
            if connection.execute(taken).scalar_one():
                return False  # most often: no writer has waited for this
        with self._database.writing() as connection:
            mine = {"worker": worker, "until": until}
            new = insert_or(connection, JobRow).values(name=job, due=now, **mine)
            claimed = new.on_conflict_do_update(index_elements=[JobRow.name], set_=mine, where=_free(now)).inline()
            return connection.execute(claimed.execution_options(preserve_rowcount=True)).rowcount > 0

    def done(self, job: str, *, worker: str, due: datetime) -> bool:
        with self._database.writing() as connection:
            mine = update(JobRow).where(JobRow.name == job, JobRow.worker == worker)
            return connection.execute(mine.values(worker="", until=None, due=due)).rowcount > 0


def _free(now: datetime) -> ColumnElement[bool]:
    return and_(JobRow.due <= now, or_(JobRow.worker == "", JobRow.until <= now))

"""`SqlClaims`: who has which answer in hand, in a store's database. Imports `consultation`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.engine import Database, take_turns
from storage.tables import AnswerRow, ClaimRow

_TURN = "claims"
BATCH = 500
"""How many answers are looked at in one statement."""


class SqlClaims:
    """A `Claims` in the database of an `SqlStore`, for any number of threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, answers: Sequence[str], *, by: str, now: datetime, until: datetime) -> str:
        with self._database.writing() as connection:
            take_turns(connection, _TURN)
            connection.execute(delete(ClaimRow).where((ClaimRow.by == by) | (ClaimRow.until <= now)))
            taken = set(connection.scalars(select(ClaimRow.answer)))
            for start in range(0, len(answers), BATCH):
                some = [one for one in answers[start : start + BATCH] if one not in taken]
                there = set(connection.scalars(select(AnswerRow.id).where(AnswerRow.id.in_(some))))
                if first := next((one for one in some if one in there), ""):
                    connection.execute(insert(ClaimRow), {"answer": first, "by": by, "until": until})
                    return first
            return ""

    def claimed(self, answers: Sequence[str], *, now: datetime) -> dict[str, str]:
        wanted = set(answers)
        held = select(ClaimRow.answer, ClaimRow.by).where(ClaimRow.until > now)
        with self._database.reading() as connection:
            return {answer: by for answer, by in connection.execute(held) if answer in wanted}

"""`SqlStore`: the store in a database. Imports `consultation` and this room; each method is one transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from consultation.guide import Draft
from consultation.ports import Recalled
from consultation.records import Act, Edition, Participation, RoundRecord
from consultation.rounds import Round
from storage import belonging, books, importing, keeping, loading
from storage.engine import Database, connect
from storage.schema import bring_to_head


class SqlStore:
    """A `Store` in SQLite or PostgreSQL, for any number of threads. `open` it; `close` it, or use ``with``."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, url: str) -> Self:
        """Return the store at an SQLAlchemy URL, its tables made or brought up to date.

        Raises `InvalidInput` for what is no database of ours and `NotFound` where none can be reached.
        """
        database = connect(url)
        try:
            bring_to_head(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Close all connections."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Rounds and drafts.

    def add_round(self, launched: Round) -> None:
        with self.database.writing() as connection:
            books.add_round(connection, launched)

    def rounds(self) -> tuple[Round, ...]:
        with self.database.reading() as connection:
            return books.rounds(connection)

    def round(self, round_id: str) -> Round:
        with self.database.reading() as connection:
            return books.one_round(connection, round_id)

    def change_round(self, before: Round, after: Round) -> None:
        with self.database.writing() as connection:
            books.change_round(connection, before, after)

    def add_drafts(self, consultation: str, drafts: Sequence[Draft]) -> None:
        with self.database.writing() as connection:
            books.add_drafts(connection, consultation, drafts)

    def drafts(self, consultation: str) -> tuple[Draft, ...]:
        with self.database.reading() as connection:
            return books.drafts(connection, consultation)

    # People.

    def recall(self, identity: str, delivery: str, round_id: str | None = None) -> Recalled:
        with self.database.reading() as connection:
            return loading.recall(connection, identity, keeping.hashed(delivery), round_id)

    def keep(
        self,
        before: Participation | None,
        after: Participation,
        *,
        identity: str,
        delivery: str,
        at: datetime,
        address: str = "",
    ) -> None:
        with self.database.writing() as connection:
            keeping.deliver(connection, delivery, at)
            if before is None:
                keeping.begin(connection, [after], turn=1)
                keeping.greet(connection, identity, after, at, address)
            else:
                keeping.go_on(connection, before, after)
                keeping.meet(connection, identity, after, at, address)

    def erase(self, respondent: str, *, at: datetime, delivery: str = "") -> bool:
        with self.database.writing() as connection:
            keeping.deliver(connection, delivery, at)
            erased = belonging.erase(connection, respondent, at)
        self.database.forget_deleted()
        return erased

    def erased(self, respondents: Iterable[str]) -> frozenset[str]:
        with self.database.reading() as connection:
            return belonging.erased(connection, respondents)

    def open_link(self, respondent: str, code: str, *, until: datetime) -> None:
        with self.database.writing() as connection:
            belonging.open_link(connection, respondent, code, until)

    def link(self, identity: str, code: str, *, at: datetime) -> bool:
        with self.database.writing() as connection:
            return belonging.link(connection, identity, code, at)

    def unlink(self, identity: str) -> bool:
        with self.database.writing() as connection:
            return belonging.unlink(connection, identity)

    def add_participations(self, imported: Iterable[Participation]) -> tuple[int, int]:
        with self.database.writing() as connection:
            return importing.add(connection, imported)

    def participation(self, round_id: str, respondent: str) -> Participation | None:
        with self.database.reading() as connection:
            return next(iter(loading.participations(connection, round_id, [respondent])), None)

    # What facilitators mark and report.

    def set_aside(self, answer_id: str, reason: str) -> None:
        with self.database.writing() as connection:
            books.set_aside(connection, answer_id, reason)

    def code(self, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
        with self.database.writing() as connection:
            books.code(connection, codes)

    def record(self, round_id: str) -> RoundRecord:
        with self.database.reading() as connection:
            return RoundRecord(books.one_round(connection, round_id), loading.participations(connection, round_id))

    def counts(self, *round_ids: str) -> tuple[int, int]:
        with self.database.reading() as connection:
            return books.counts(connection, round_ids)

    def add_edition(self, edition: Edition) -> None:
        with self.database.writing() as connection:
            books.add_edition(connection, edition)

    def editions(self, round_id: str) -> tuple[Edition, ...]:
        with self.database.reading() as connection:
            return books.editions(connection, round_id)

    def note(self, act: Act) -> None:
        with self.database.writing() as connection:
            books.note(connection, act)

    def acts(self) -> tuple[Act, ...]:
        with self.database.reading() as connection:
            return books.acts(connection)

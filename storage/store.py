"""`SqlStore`: the store in a database. Imports `consultation` and this room; each method is one transaction."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from consultation.codebook import Codebook
from consultation.codebooks.emergence import Decision, Proposal
from consultation.codebooks.recoding import Recoding
from consultation.editions import Earlier, Edition, Receipt, Told
from consultation.errors import Conflict, NotFound, PalabreError
from consultation.glance import Glance
from consultation.guide import Draft
from consultation.joining import Bringing, Linking, Parting
from consultation.loop.echoes import Echo
from consultation.plan import PlanEntry
from consultation.ports import Commit, Keeping, Recalled
from consultation.records import Act, Participation, RoundRecord, Snapshot
from consultation.rounds import Round
from consultation.suggestions import Sort, Suggestion, Verdict
from storage import belonging, books, editions, importing, keeping, loading, proposing, recoding, suggesting, turns
from storage.closing import SqlLoop
from storage.engine import Database, connect
from storage.rows import hashed
from storage.schema import bring_to_head
from storage.snapshot_json import packed

TIDIED_EVERY = timedelta(minutes=1)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class SqlStore(SqlLoop):
    """A `Store` in SQLite or PostgreSQL, for any number of threads. `open` it; `close` it, or use ``with``."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._tidied = LONG_AGO

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

    # Rounds, drafts and codebooks.

    def add_round(self, launched: Round) -> None:
        with self.database.writing() as connection:
            books.add_round(connection, launched)

    def rounds(self) -> tuple[Round, ...]:
        with self.database.reading() as connection:
            return books.rounds(connection)

    def round(self, round_id: str) -> Round:
        with self.database.reading() as connection:
            return books.one_round(connection, round_id)

    def change_round(self, before: Round, after: Round, act: Act | None = None) -> None:
        with self.database.writing() as connection:
            books.change_round(connection, before, after)
            if act:
                books.note(connection, act)

    def add_drafts(self, consultation: str, drafts: Sequence[Draft]) -> None:
        with self.database.writing() as connection:
            books.add_drafts(connection, consultation, drafts)

    def drafts(self, consultation: str) -> tuple[Draft, ...]:
        with self.database.reading() as connection:
            return books.drafts(connection, consultation)

    def commit_codebook(self, commit: Commit) -> None:
        with self.database.writing() as connection:
            recoding.add_codebooks(connection, commit.consultation, commit.codebooks)
            recoding.recode(connection, commit.pairs, commit.codes)
            books.note(connection, commit.act)

    def codebooks(self, consultation: str) -> tuple[Codebook, ...]:
        with self.database.reading() as connection:
            return recoding.codebooks(connection, consultation)

    def recodings(self, round_id: str) -> tuple[Recoding, ...]:
        with self.database.reading() as connection:
            return recoding.recodings(connection, round_id)

    # People.

    def recall(self, identity: str, delivery: str, round_id: str | None = None) -> Recalled:
        with self.database.reading() as connection:
            return loading.recall(connection, identity, hashed(delivery), round_id)

    def keep(
        self,
        before: Participation | None,
        after: Participation,
        *,
        identity: str,
        delivery: str,
        at: datetime,
        address: str = "",
        echo: Echo | None = None,
    ) -> None:
        self._keep([Keeping(before, after, identity, delivery, at, address, echo)])

    def keep_all(self, keepings: Sequence[Keeping]) -> tuple[Exception | None, ...]:
        try:
            self._keep(keepings)
        except (Conflict, NotFound, ValueError, SQLAlchemyError) as error:
            if len(keepings) == 1:
                return (error,)
            half = len(keepings) // 2  # nothing is kept: which it was is found in few transactions
            return self.keep_all(keepings[:half]) + self.keep_all(keepings[half:])
        except PalabreError as error:  # the database does not answer, and will not sooner for each of them
            return (error,) * len(keepings)
        return (None,) * len(keepings)

    def _keep(self, keepings: Sequence[Keeping]) -> None:
        if keepings:
            with self.database.writing() as connection:
                self._tidy(connection, max(one.at for one in keepings))
                turns.keep(connection, keepings)

    def _tidy(self, connection: Connection, at: datetime) -> None:
        """Forget old deliveries, where this was not done within the minute: most often there are none."""
        if abs(at - self._tidied) >= TIDIED_EVERY:
            turns.forget_deliveries(connection, at)
            self._tidied = at

    def erase(self, respondent: str, *, at: datetime, delivery: str = "") -> bool:
        with self.database.writing() as connection:
            self._tidy(connection, at)
            turns.deliver(connection, [(delivery, at)])
            erased = belonging.erase(connection, respondent, at)
        self.database.forget_deleted()
        return erased

    def erased(self, respondents: Iterable[str]) -> frozenset[str]:
        with self.database.reading() as connection:
            return belonging.erased(connection, respondents)

    def erasures(self) -> frozenset[str]:
        with self.database.reading() as connection:
            return belonging.erasures(connection)

    def open_link(self, respondent: str, code: str, *, until: datetime) -> None:
        with self.database.writing() as connection:
            belonging.open_link(connection, respondent, code, until)

    def opened_by(self, code: str, *, at: datetime) -> str:
        with self.database.reading() as connection:
            return belonging.opened_by(connection, code, at)

    def link(
        self, identity: str, code: str, *, at: datetime, delivery: str = "", bringing: Bringing | None = None
    ) -> Linking:
        with self.database.writing() as connection:
            return belonging.link(connection, identity, code, at=at, delivery=delivery, bringing=bringing)

    def unlink(self, identity: str, *, at: datetime, delivery: str = "") -> Parting:
        with self.database.writing() as connection:
            return belonging.unlink(connection, identity, at=at, delivery=delivery)

    def joined(self, respondent: str) -> tuple[str, ...]:
        with self.database.reading() as connection:
            return belonging.joined(connection, respondent)

    def add_participations(self, imported: Iterable[Participation]) -> tuple[int, int]:
        with self.database.writing() as connection:
            return importing.add(connection, imported)

    def participation(self, round_id: str, respondent: str) -> Participation | None:
        with self.database.reading() as connection:
            return next(iter(loading.participations(connection, round_id, [respondent])), None)

    def notes(self, round_id: str) -> tuple[Participation, ...]:
        with self.database.reading() as connection:
            return loading.notes(connection, round_id)

    def amend(self, before: Participation, after: Participation, *, at: datetime) -> None:
        with self.database.writing() as connection:
            turns.amend(connection, before, after, at=at)

    def said_in(self, answer_id: str) -> Participation:
        with self.database.reading() as connection:
            return loading.said_in(connection, answer_id)

    # What facilitators mark and report.

    def set_aside(self, answer_id: str, reason: str) -> None:
        with self.database.writing() as connection:
            books.set_aside(connection, answer_id, reason)

    def newest(
        self, round_id: str, *, aside: bool, before: tuple[datetime, str] | None = None, limit: int
    ) -> tuple[str, ...]:
        with self.database.reading() as connection:
            return loading.newest(connection, round_id, aside=aside, before=before, limit=limit)

    def code(self, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
        with self.database.writing() as connection:
            books.code(connection, codes)

    def revise(self, before: Participation, after: Participation, act: Act) -> None:
        with self.database.writing() as connection:
            keeping.go_on(connection, [(before, after)])
            books.note(connection, act)

    def record(self, round_id: str) -> RoundRecord:
        with self.database.reading() as connection:
            return RoundRecord(books.one_round(connection, round_id), loading.participations(connection, round_id))

    def counts(self, *round_ids: str) -> tuple[int, int]:
        with self.database.reading() as connection:
            return books.counts(connection, round_ids)

    def add_edition(
        self,
        edition: Edition,
        snapshot: Snapshot | None = None,
        told: Told | None = None,
        *,
        supersedes: Sequence[int] = (),
    ) -> None:
        content = packed(snapshot) if snapshot else b""  # before, since nobody else writes meanwhile
        with self.database.writing() as connection:
            editions.add(connection, edition, snapshot, content, told, supersedes)
        if supersedes:
            self.database.forget_deleted()

    def editions(self, round_id: str, *, pins: bool = True) -> tuple[Edition, ...]:
        with self.database.reading() as connection:
            return editions.editions(connection, round_id, pins=pins)

    def pinned(self, round_id: str, number: int) -> Snapshot:
        with self.database.reading() as connection:
            return editions.pinned(connection, round_id, number)

    def told(self, *round_ids: str) -> tuple[Earlier, ...]:
        with self.database.reading() as connection:
            return editions.told(connection, round_ids)

    def receipts(self, round_id: str) -> tuple[Receipt, ...]:
        with self.database.reading() as connection:
            return editions.receipts(connection, round_id)

    def receipted(self, receipts: Iterable[Receipt]) -> None:
        with self.database.writing() as connection:
            editions.receipted(connection, receipts)

    def propose(self, round_id: str, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
        with self.database.writing() as connection:
            return proposing.propose(connection, round_id, found)

    def proposals(self, round_id: str) -> tuple[Proposal, ...]:
        with self.database.reading() as connection:
            return proposing.proposals(connection, round_id)

    def decide(self, round_id: str, proposal_id: str, decision: Decision) -> None:
        with self.database.writing() as connection:
            proposing.decide(connection, round_id, proposal_id, decision)

    def suggest(self, suggestion: Suggestion) -> None:
        with self.database.writing() as connection:
            suggesting.suggest(connection, suggestion)

    def suggestions(self, consultation: str, sort: Sort) -> tuple[Suggestion, ...]:
        with self.database.reading() as connection:
            return suggesting.suggestions(connection, consultation, sort)

    def suggested_by(self, respondents: Sequence[str]) -> tuple[Suggestion, ...]:
        with self.database.reading() as connection:
            return suggesting.suggested_by(connection, respondents)

    def judge_suggestion(self, suggestion_id: str, verdict: Verdict, *, at: datetime) -> Suggestion:
        with self.database.writing() as connection:
            return suggesting.judge(connection, suggestion_id, verdict, at)

    def enter_plan(self, consultation: str, entry: PlanEntry) -> None:
        with self.database.writing() as connection:
            suggesting.enter_plan(connection, consultation, entry)

    def plan(self, consultation: str) -> tuple[PlanEntry, ...]:
        with self.database.reading() as connection:
            return suggesting.plan(connection, consultation)

    def glance(self, round_id: str) -> Glance | None:
        with self.database.reading() as connection:
            return suggesting.glance(connection, round_id)

    def keep_glance(self, round_id: str, told: Glance) -> None:
        with self.database.writing() as connection:
            suggesting.keep_glance(connection, round_id, told)

    def note(self, act: Act) -> None:
        with self.database.writing() as connection:
            books.note(connection, act)

    def acts(self) -> tuple[Act, ...]:
        with self.database.reading() as connection:
            return books.acts(connection)

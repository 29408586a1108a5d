"""`RecentStore`: a store in front of another that remembers who wrote lately. Imports `consultation` only.

For a process that serves bots. Where other processes work on the same store, what is remembered may be out of date:
keeping finds that out, since the store below raises `Conflict`; what was remembered is dropped, and the next `recall`
asks anew. Not found out is only that an account's last round became another through another process, so each account's
messages come through one process, or nobody is remembered.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Lock
from typing import TypeVar

from consultation.codebook import Codebook
from consultation.codebooks.emergence import Decision, Proposal
from consultation.codebooks.recoding import Recoding
from consultation.editions import Earlier, Edition, Receipt, Told
from consultation.errors import Conflict
from consultation.glance import Glance
from consultation.guide import Draft
from consultation.joining import Bringing, Linking, Parting
from consultation.loop.echoes import Echo
from consultation.plan import PlanEntry
from consultation.ports import Commit, Keeping, Recalled, Store
from consultation.records import Act, Participation, RoundRecord, Snapshot
from consultation.rounds import Round
from consultation.suggestions import Sort, Suggestion, Verdict
from storage.passing import PassingLoop

PEOPLE = 10_000
"""How many who wrote lately are remembered."""

MOMENT = 0.2
"""Seconds for which it is remembered what changes seldom."""

Value = TypeVar("Value")


class Lately(OrderedDict[str, Value]):
    """What was remembered last, by name: at most ``size`` of it."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def remember(self, name: str, value: Value) -> None:
        """Remember something, and forget what was remembered longest ago where there is too much."""
        self[name] = value
        if len(self) > self._size:
            self.popitem(last=False)


def shortly(
    ask: Callable[[str], Value], *, seconds: float = MOMENT, clock: Callable[[], float] = time.monotonic
) -> Callable[[str], Value]:
    """Return what asks at most once in so many seconds of ``clock`` for each name, and else tells what it was told."""
    told: dict[str, tuple[float, Value]] = {}

    def answer(name: str) -> Value:
        now = clock()
        if name not in told or told[name][0] <= now:
            told[name] = now + seconds, ask(name)
        return told[name][1]

    return answer


class RecentStore(PassingLoop):
    """A `Store` that asks the one behind it for nothing that it knows, for any number of threads.

    Remembers as many accounts, respondents and deliveries as ``people``, and the books for ``seconds`` of ``clock``.
    Marks that facilitators set through another process are seen when a person is asked for anew.
    """

    def __init__(
        self,
        store: Store,
        *,
        people: int = PEOPLE,
        seconds: float = MOMENT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(store)
        self._store = store
        self._seconds = seconds
        self._clock = clock
        self._lock = Lock()  # never held while the store works
        self._forgotten = 0  # how often: what was asked for before and is told after is not remembered
        self._met = Lately[tuple[str, str]](people)
        self._people = Lately[Participation](people)
        self._handled = Lately[None](people)
        self._rounds: dict[str, tuple[float, tuple[Round, ...]]] = {}
        self._drafts: dict[str, tuple[float, tuple[Draft, ...]]] = {}
        self._codebooks: dict[str, tuple[float, tuple[Codebook, ...]]] = {}
        self._suggested: dict[str, tuple[float, tuple[Suggestion, ...]]] = {}

    # Rounds, drafts and codebooks.

    def add_round(self, launched: Round) -> None:
        with self._then(self._forget_books):
            self._store.add_round(launched)

    def rounds(self) -> tuple[Round, ...]:
        return self._shortly(self._rounds, "", self._store.rounds)

    def round(self, round_id: str) -> Round:
        known = next((known for known in self.rounds() if known.id == round_id), None)
        return known or self._store.round(round_id)

    def change_round(self, before: Round, after: Round, act: Act | None = None) -> None:
        with self._then(self._forget_books):
            self._store.change_round(before, after, act)

    def add_drafts(self, consultation: str, drafts: Sequence[Draft]) -> None:
        with self._then(self._forget_books):
            self._store.add_drafts(consultation, drafts)

    def drafts(self, consultation: str) -> tuple[Draft, ...]:
        return self._shortly(self._drafts, consultation, partial(self._store.drafts, consultation))

    def commit_codebook(self, commit: Commit) -> None:
        with self._then(self._people.clear), self._then(self._forget_books):
            self._store.commit_codebook(commit)

    def codebooks(self, consultation: str) -> tuple[Codebook, ...]:
        return self._shortly(self._codebooks, consultation, partial(self._store.codebooks, consultation))

    def recodings(self, round_id: str) -> tuple[Recoding, ...]:
        return self._store.recodings(round_id)

    # People.

    def recall(self, identity: str, delivery: str, round_id: str | None = None) -> Recalled:
        remembered = self._remembered(identity, delivery, round_id)
        if remembered is not None:
            return Recalled(remembered, heard_before=False, respondent=remembered.respondent)
        asked = self._forgotten
        recalled = self._store.recall(identity, delivery, round_id)
        if round_id is None and recalled.participation is not None:
            with self._lock:
                # Where it is known by now, somebody has kept something since it was asked for.
                if asked == self._forgotten and identity not in self._met:
                    self._remember(identity, recalled.participation)
        return recalled

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
        one = Keeping(before, after, identity, delivery, at, address, echo)
        asked = self._set_out([one])
        self._store.keep(before, after, identity=identity, delivery=delivery, at=at, address=address, echo=echo)
        self._arrived([one], asked)

    def keep_all(self, keepings: Sequence[Keeping]) -> tuple[Exception | None, ...]:
        asked = self._set_out(keepings)
        outcomes = self._store.keep_all(keepings)
        self._arrived([one for one, error in zip(keepings, outcomes, strict=True) if error is None], asked)
        return outcomes

    def erase(self, respondent: str, *, at: datetime, delivery: str = "") -> bool:
        self._require_theirs(respondent)
        with self._then(self._suggested.clear), self._then(partial(self._people.pop, respondent, None)):
            erased = self._store.erase(respondent, at=at, delivery=delivery)
        self._remember_handled(delivery)
        return erased

    def erased(self, respondents: Iterable[str]) -> frozenset[str]:
        return self._store.erased(respondents)

    def erasures(self) -> frozenset[str]:
        return self._store.erasures()

    def open_link(self, respondent: str, code: str, *, until: datetime) -> None:
        self._require_theirs(respondent)
        self._store.open_link(respondent, code, until=until)

    def opened_by(self, code: str, *, at: datetime) -> str:
        return self._store.opened_by(code, at=at)

    def link(
        self, identity: str, code: str, *, at: datetime, delivery: str = "", bringing: Bringing | None = None
    ) -> Linking:
        with self._then(self._suggested.clear), self._both(identity):
            outcome = self._store.link(identity, code, at=at, delivery=delivery, bringing=bringing)
        if outcome is Linking.JOINED:
            self._remember_handled(delivery)
        return outcome

    def unlink(self, identity: str, *, at: datetime, delivery: str = "") -> Parting:
        with self._both(identity):
            outcome = self._store.unlink(identity, at=at, delivery=delivery)
        if outcome is Parting.PARTED:
            self._remember_handled(delivery)
        return outcome

    def joined(self, respondent: str) -> tuple[str, ...]:
        return self._store.joined(respondent)

    def add_participations(self, imported: Iterable[Participation]) -> tuple[int, int]:
        with self._then(self._people.clear):
            return self._store.add_participations(imported)

    def participation(self, round_id: str, respondent: str) -> Participation | None:
        return self._store.participation(round_id, respondent)

    def notes(self, round_id: str) -> tuple[Participation, ...]:
        return self._store.notes(round_id)

    def amend(self, before: Participation, after: Participation, *, at: datetime) -> None:
        with self._then(self._people.clear):
            self._store.amend(before, after, at=at)

    def said_in(self, answer_id: str) -> Participation:
        return self._store.said_in(answer_id)

    # What facilitators mark and report.

    def set_aside(self, answer_id: str, reason: str) -> None:
        with self._then(self._people.clear):
            self._store.set_aside(answer_id, reason)

    def newest(
        self, round_id: str, *, aside: bool, before: tuple[datetime, str] | None = None, limit: int
    ) -> tuple[str, ...]:
        return self._store.newest(round_id, aside=aside, before=before, limit=limit)

    def code(self, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
        with self._then(self._people.clear):
            self._store.code(codes)

    def revise(self, before: Participation, after: Participation, act: Act) -> None:
        with self._then(self._people.clear):
            self._store.revise(before, after, act)

    def record(self, round_id: str) -> RoundRecord:
        return self._store.record(round_id)

    def counts(self, *round_ids: str) -> tuple[int, int]:
        return self._store.counts(*round_ids)

    def add_edition(
        self,
        edition: Edition,
        snapshot: Snapshot | None = None,
        told: Told | None = None,
        *,
        supersedes: Sequence[int] = (),
    ) -> None:
        self._store.add_edition(edition, snapshot, told, supersedes=supersedes)

    def editions(self, round_id: str, *, pins: bool = True) -> tuple[Edition, ...]:
        return self._store.editions(round_id, pins=pins)

    def pinned(self, round_id: str, number: int) -> Snapshot:
        return self._store.pinned(round_id, number)

    def told(self, *round_ids: str) -> tuple[Earlier, ...]:
        return self._store.told(*round_ids)

    def receipts(self, round_id: str) -> tuple[Receipt, ...]:
        return self._store.receipts(round_id)

    def receipted(self, receipts: Iterable[Receipt]) -> None:
        self._store.receipted(receipts)

    def propose(self, round_id: str, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
        return self._store.propose(round_id, found)

    def proposals(self, round_id: str) -> tuple[Proposal, ...]:
        return self._store.proposals(round_id)

    def decide(self, round_id: str, proposal_id: str, decision: Decision) -> None:
        self._store.decide(round_id, proposal_id, decision)

    def suggest(self, suggestion: Suggestion) -> None:
        with self._then(self._suggested.clear):
            self._store.suggest(suggestion)

    def suggestions(self, consultation: str, sort: Sort) -> tuple[Suggestion, ...]:
        return self._shortly(
            self._suggested, f"{sort} {consultation}", partial(self._store.suggestions, consultation, sort)
        )

    def suggested_by(self, respondents: Sequence[str]) -> tuple[Suggestion, ...]:
        return self._store.suggested_by(respondents)

    def judge_suggestion(self, suggestion_id: str, verdict: Verdict, *, at: datetime) -> Suggestion:
        with self._then(self._suggested.clear):
            return self._store.judge_suggestion(suggestion_id, verdict, at=at)

    def enter_plan(self, consultation: str, entry: PlanEntry) -> None:
        self._store.enter_plan(consultation, entry)

    def plan(self, consultation: str) -> tuple[PlanEntry, ...]:
        return self._store.plan(consultation)

    def glance(self, round_id: str) -> Glance | None:
        return self._store.glance(round_id)

    def keep_glance(self, round_id: str, told: Glance) -> None:
        self._store.keep_glance(round_id, told)

    def note(self, act: Act) -> None:
        self._store.note(act)

    def acts(self) -> tuple[Act, ...]:
        return self._store.acts()

    # Remembering. What is remembered of whom: the account's respondent and last round, and their participation in it.

    def _remembered(self, identity: str, delivery: str, round_id: str | None) -> Participation | None:
        with self._lock:
            respondent, last = self._met.get(identity, ("", ""))
            whose = self._people.get(respondent)
            if whose is None or whose.round != last:
                self._met.pop(identity, None)
                return None
            handled = delivery != "" and delivery in self._handled
            return None if handled or round_id not in (None, last) else whose

    def _remember(self, identity: str, whose: Participation) -> None:
        self._met.remember(identity, (whose.respondent, whose.round))
        known = self._people.get(whose.respondent)
        if known is None or known.round != whose.round or known.turn <= whose.turn:
            self._people.remember(whose.respondent, whose)

    def _set_out(self, keepings: Iterable[Keeping]) -> int:
        """Forget these until they are kept, in case they are not; return how often something was forgotten so far."""
        with self._lock:
            for one in keepings:
                self._met.pop(one.identity, None)
                self._people.pop(one.after.respondent, None)
            return self._forgotten

    def _arrived(self, keepings: Iterable[Keeping], asked: int) -> None:
        """Remember what was kept, as the store recalls it."""
        with self._lock:
            for one in keepings:
                self._handled.remember(one.delivery, None)
                if asked == self._forgotten:
                    self._remember(one.identity, replace(one.after, turn=one.before.turn + 1 if one.before else 1))

    def _require_theirs(self, respondent: str) -> None:
        """Raise `Conflict` where an account that is remembered as this respondent's is not theirs any more.

        Keeping would find that out; what is asked for in that person's name, and changes no turn, would not.
        """
        with self._lock:
            accounts = [identity for identity, (whose, _) in self._met.items() if whose == respondent]
            for identity in accounts:
                del self._met[identity]
        if any(self._store.recall(identity, "").respondent != respondent for identity in accounts):
            raise Conflict("this account is somebody else's by now: load it again")

    def _remember_handled(self, delivery: str) -> None:
        with self._lock:
            self._handled.remember(delivery, None)

    # Forgetting.

    @contextmanager
    def _then(self, forget: Callable[[], object]) -> Iterator[None]:
        """Forget something when the block ends, however it ends."""
        try:
            yield
        finally:
            with self._lock:
                self._forgotten += 1
                forget()

    @contextmanager
    def _both(self, identity: str) -> Iterator[None]:
        """Forget whose an identity was before the block and whose it is after it, with all their accounts."""
        whose = [self._store.recall(identity, "").respondent]
        with self._then(lambda: self._forget_people(identity, whose)):
            yield
            whose.append(self._store.recall(identity, "").respondent)

    def _forget_people(self, identity: str, respondents: Sequence[str]) -> None:
        self._met.pop(identity, None)
        for respondent in respondents:
            self._people.pop(respondent, None)
        for account in [account for account, (whose, _) in self._met.items() if whose in respondents]:
            del self._met[account]

    def _forget_books(self) -> None:
        self._rounds.clear()
        self._drafts.clear()
        self._codebooks.clear()

    def _shortly(self, books: dict[str, tuple[float, Value]], name: str, ask: Callable[[], Value]) -> Value:
        """Return what was asked for a moment ago, or ask for it."""
        now = self._clock()
        with self._lock:
            asked, remembered = self._forgotten, books.get(name)
        if remembered is not None and now < remembered[0]:
            return remembered[1]
        value = ask()
        with self._lock:
            if asked == self._forgotten:
                books[name] = now + self._seconds, value
        return value

"""`MemoryStore`: a store like another, for tests and benchmarks. Imports `consultation` and the difference.

It obeys the contract tests that `SqlStore` obeys. Each method checks first and changes last, so one that raises has
changed nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from heapq import heappop, heappush
from threading import RLock

from consultation.errors import Conflict, NotFound, Withdrawn
from consultation.guide import Draft
from consultation.ports import DELIVERIES_KEPT, Recalled
from consultation.records import Act, Answer, Edition, Participation, RoundRecord
from consultation.rounds import Round
from storage.changes import changes, gained, lacking

Key = tuple[str, str]
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Identity:
    """As the table of that name has it."""

    respondent: str
    round: str
    met: datetime
    address: str = ""
    linked: bool = False


class MemoryStore:
    """A `Store` that forgets everything at the end of the process, for any number of threads."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._rounds: dict[str, Round] = {}
        self._drafts: dict[str, tuple[Draft, ...]] = {}
        self._participations: dict[Key, Participation] = {}
        self._authors: dict[str, Key] = {}
        self._identities: dict[str, _Identity] = {}
        self._codes: dict[str, tuple[str, datetime]] = {}
        self._deliveries: dict[str, datetime] = {}
        self._oldest: list[tuple[datetime, str]] = []  # a heap of them
        self._tombstones: set[str] = set()
        self._gone: set[str] = set()
        self._erased: Counter[str] = Counter()
        self._editions: dict[str, dict[int, Edition]] = {}
        self._acts: tuple[Act, ...] = ()

    # Rounds and drafts.

    def add_round(self, launched: Round) -> None:
        with self._lock:
            if launched.id in self._rounds or launched.code in {other.code for other in self._rounds.values()}:
                raise Conflict(f"there is a round {launched.id} or a code {launched.code} already")
            self._rounds[launched.id] = launched

    def rounds(self) -> tuple[Round, ...]:
        with self._lock:
            return tuple(self._rounds.values())

    def round(self, round_id: str) -> Round:
        with self._lock:
            if round_id not in self._rounds:
                raise NotFound(f"there is no round {round_id}")
            return self._rounds[round_id]

    def change_round(self, before: Round, after: Round) -> None:
        with self._lock:
            others = {other.code for other in self._rounds.values() if other.id != before.id}
            if self.round(before.id) != before or after.code in others:
                raise Conflict(f"round {before.id} was changed in the meantime: load it again")
            self._rounds[before.id] = after

    def add_drafts(self, consultation: str, drafts: Sequence[Draft]) -> None:
        with self._lock:
            kept = {(draft.version, draft.id): draft for draft in self.drafts(consultation)}
            for draft in drafts:
                if kept.setdefault((draft.version, draft.id), draft) != draft:
                    raise Conflict(f"draft {draft.version}/{draft.id} was entered before, with other words")
            self._drafts[consultation] = tuple(kept.values())

    def drafts(self, consultation: str) -> tuple[Draft, ...]:
        with self._lock:
            return self._drafts.get(consultation, ())

    # People.

    def recall(self, identity: str, delivery: str, round_id: str | None = None) -> Recalled:
        with self._lock:
            known = self._identities.get(identity)
            heard = bool(delivery) and delivery in self._deliveries
            if known is None:
                return Recalled(None, heard_before=heard)
            key = (round_id or known.round, known.respondent)
            return Recalled(self._participations.get(key), heard_before=heard, respondent=known.respondent)

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
        with self._lock:
            self._require_unheard(delivery, at)
            self._require_same(before, after)
            met = self._met(before, after, identity, at, address)
            self._put([(before, after, before.turn + 1 if before else 1)])
            self._identities[identity] = met
            self._deliver(delivery, at)

    def erase(self, respondent: str, *, at: datetime, delivery: str = "") -> bool:
        with self._lock:
            self._require_unheard(delivery, at)
            self._deliver(delivery, at)
            theirs = [whose for whose in self._participations.values() if whose.respondent == respondent]
            pinned = {
                answer for made in self._editions.values() for edition in made.values() for answer in edition.pins
            }
            self._tombstones |= pinned & {answer.id for whose in theirs for answer in whose.answers}
            self._erased.update(whose.round for whose in theirs if whose.consent)
            self._gone |= {whose.respondent for whose in theirs}
            self._forget(respondent)
            return bool(theirs)

    def erased(self, respondents: Iterable[str]) -> frozenset[str]:
        with self._lock:
            return frozenset(respondents) & self._gone

    def open_link(self, respondent: str, code: str, *, until: datetime) -> None:
        with self._lock:
            if not any(respondent == whose for _, whose in self._participations):
                raise NotFound("there is no such respondent")
            if any(taken == code for whose, (taken, _) in self._codes.items() if whose != respondent):
                raise Conflict("this code is taken: make another")
            self._codes[respondent] = (code, until)

    def link(self, identity: str, code: str, *, at: datetime) -> bool:
        with self._lock:
            open_to = [whose for whose, (opened, until) in self._codes.items() if opened == code and until >= at]
            own = self._identities.get(identity)
            if not open_to or (own and (own.respondent == open_to[0] or self._has_spoken(own.respondent))):
                return False
            del self._codes[open_to[0]]
            if own:
                self._leave(identity, own.respondent)
            last, address = self._last_round(open_to[0]), own.address if own else ""
            self._identities[identity] = _Identity(open_to[0], last, at, address, linked=True)
            return True

    def unlink(self, identity: str) -> bool:
        with self._lock:
            known = self._identities.get(identity)
            if known is None or not known.linked:
                return False
            del self._identities[identity]
            return True

    def add_participations(self, imported: Iterable[Participation]) -> tuple[int, int]:
        with self._lock:
            after: dict[Key, Participation] = {}
            offered = 0
            for whose in imported:
                if whose.respondent in self._gone:
                    continue
                offered += _said(whose)
                standing = tuple(answer for answer in whose.answers if answer.id not in self._tombstones)
                offer, key = replace(whose, answers=standing), (whose.round, whose.respondent)
                kept = after.get(key) or self._participations.get(key)
                after[key] = gained(kept, *lacking(kept, offer)) if kept else offer
            pairs = [(self._participations.get(key), whose) for key, whose in after.items()]
            changed = [(was, now) for was, now in pairs if was != now]
            for whose in after.values():
                self.round(whose.round)
            self._put([(was, now, was.turn + 1 if was else now.turn) for was, now in changed])
            new = sum(_said(now) - (_said(was) if was else 0) for was, now in changed)
            return new, offered - new

    def participation(self, round_id: str, respondent: str) -> Participation | None:
        with self._lock:
            return self._participations.get((round_id, respondent))

    # What facilitators mark and report.

    def set_aside(self, answer_id: str, reason: str) -> None:
        with self._lock:
            self._mark(answer_id, replace(self._answer(answer_id), aside=reason))

    def code(self, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
        with self._lock:
            coded = [replace(self._answer(answer_id), coded=tuple(themes)) for answer_id, themes in codes]
            for answer in coded:
                self._mark(answer.id, answer)

    def record(self, round_id: str) -> RoundRecord:
        with self._lock:
            theirs = [whose for whose in self._participations.values() if whose.round == round_id]
            theirs.sort(key=lambda whose: (whose.began, whose.respondent))
            return RoundRecord(self.round(round_id), tuple(theirs))

    def counts(self, *round_ids: str) -> tuple[int, int]:
        with self._lock:
            asked = {self.round(round_id).id for round_id in round_ids}
            theirs = [whose for (round_id, _), whose in self._participations.items() if round_id in asked]
            taking_part = {whose.respondent for whose in theirs if whose.consented}
            identities = sum(known.respondent in taking_part for known in self._identities.values())
            return identities, sum(self._erased[round_id] for round_id in asked)

    def add_edition(self, edition: Edition) -> None:
        with self._lock:
            made = self._editions.setdefault(self.round(edition.round).id, {})
            standing = {answer.id for whose in self._participations.values() for answer in whose.standing()}
            if edition.number in made:
                raise Conflict(f"round {edition.round} has an edition {edition.number} already")
            if not standing >= edition.pins.keys():
                raise Withdrawn(f"edition {edition.number} pins an answer that is withdrawn or gone")
            made[edition.number] = edition

    def editions(self, round_id: str) -> tuple[Edition, ...]:
        with self._lock:
            return tuple(edition for _, edition in sorted(self._editions.get(round_id, {}).items()))

    def note(self, act: Act) -> None:
        with self._lock:
            self._acts += (act,)

    def acts(self) -> tuple[Act, ...]:
        with self._lock:
            return self._acts

    # What the methods above share; the lock is theirs.

    def _require_unheard(self, delivery: str, at: datetime) -> None:
        heard = self._deliveries.get(delivery)
        if heard is not None and heard >= at - DELIVERIES_KEPT:
            raise Conflict("this delivery was handled already")

    def _deliver(self, delivery: str, at: datetime) -> None:
        """Keep a delivery and forget those of two days ago."""
        while self._oldest and self._oldest[0][0] < at - DELIVERIES_KEPT:
            del self._deliveries[heappop(self._oldest)[1]]
        if delivery:
            self._deliveries[delivery] = at
            heappush(self._oldest, (at, delivery))

    def _require_same(self, before: Participation | None, after: Participation) -> None:
        kept = self._participations.get((self.round(after.round).id, after.respondent))
        if (kept and kept.turn) != (before and before.turn):
            raise Conflict("the conversation went on elsewhere since it was loaded: load it again")

    def _met(
        self, before: Participation | None, after: Participation, identity: str, at: datetime, address: str
    ) -> _Identity:
        known = self._identities.get(identity)
        if known is None and before is None:
            return _Identity(after.respondent, after.round, at, address)
        if known is None or known.respondent != after.respondent:
            raise Conflict("this account is somebody else's by now: load it again")
        return replace(known, round=after.round, met=at, address=address or known.address)

    def _put(self, kept: Sequence[tuple[Participation | None, Participation, int]]) -> None:
        """Keep participations, each at its turn, with the marks that others set in the meantime."""
        authors: dict[str, Key] = {}
        for before, after, _ in kept:
            for _, answer in changes(before, after).answers:
                if answer.id in self._authors or answer.id in authors:
                    raise Conflict(f"there is an answer {answer.id} already")
                authors[answer.id] = (after.round, after.respondent)
        for before, after, turn in kept:
            key = (after.round, after.respondent)
            self._participations[key] = replace(self._marked(before, after), turn=turn)
        self._authors |= authors

    def _marked(self, before: Participation | None, after: Participation) -> Participation:
        if before is None:
            return after
        now = {answer.id: answer for answer in self._participations[after.round, after.respondent].answers}
        old = {answer.id: answer for answer in before.answers}
        marked = tuple(_with_marks(old.get(answer.id), answer, now.get(answer.id)) for answer in after.answers)
        return replace(after, answers=marked)

    def _answer(self, answer_id: str) -> Answer:
        key = self._authors.get(answer_id)
        found = self._participations[key].answer(answer_id) if key else None
        if found is None:
            raise NotFound(f"there is no answer {answer_id}")
        return found

    def _mark(self, answer_id: str, marked: Answer) -> None:
        key = self._authors[answer_id]
        whose = self._participations[key]
        answers = tuple(marked if answer.id == answer_id else answer for answer in whose.answers)
        self._participations[key] = replace(whose, answers=answers)

    def _forget(self, respondent: str) -> None:
        self._participations = {key: whose for key, whose in self._participations.items() if key[1] != respondent}
        self._authors = {answer: key for answer, key in self._authors.items() if key[1] != respondent}
        self._identities = {who: known for who, known in self._identities.items() if known.respondent != respondent}
        self._codes.pop(respondent, None)

    def _has_spoken(self, respondent: str) -> bool:
        return any(_said(whose) for key, whose in self._participations.items() if key[1] == respondent)

    def _leave(self, identity: str, respondent: str) -> None:
        """Take an identity from a respondent, who goes with it where it was the only one."""
        del self._identities[identity]
        if all(known.respondent != respondent for known in self._identities.values()):
            self._forget(respondent)

    def _last_round(self, respondent: str) -> str:
        """Return the round in which any of a respondent's identities was last met, else the one begun last."""
        met = {
            known.round: known.met
            for known in sorted(self._identities.values(), key=lambda known: known.met)
            if known.respondent == respondent
        }
        theirs = [whose for whose in self._participations.values() if whose.respondent == respondent]
        theirs.sort(key=lambda whose: whose.round)
        return max(theirs, key=lambda whose: (met.get(whose.round, LONG_AGO), whose.began)).round


def _with_marks(old: Answer | None, new: Answer, now: Answer | None) -> Answer:
    """Return ``new`` with the flags it did not change as they are ``now``."""
    if old is None or now is None:
        return new
    return replace(
        new,
        withdrawn=now.withdrawn if new.withdrawn == old.withdrawn else new.withdrawn,
        aside=now.aside if new.aside == old.aside else new.aside,
        coded=now.coded if new.coded == old.coded else new.coded,
    )


def _said(whose: Participation) -> int:
    return len(whose.answers) + len(whose.stances)

"""`MemoryStore`: a store like another, for tests and benchmarks. Imports `consultation` and the difference.

It obeys the contract tests that `SqlStore` obeys. Each method checks first and changes last, so one that raises has
changed nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from consultation.codebook import Codebook
from consultation.codebooks.emergence import Decision, Proposal, renewed
from consultation.codebooks.recoding import Recoding
from consultation.editions import Earlier, Edition, Receipt, Told
from consultation.errors import Conflict, NotFound, PalabreError
from consultation.glance import Glance
from consultation.guide import Draft
from consultation.joining import WRONG_CODES, Bringing, Linking, Parting, opposed
from consultation.loop.echoes import Echo
from consultation.plan import PlanEntry
from consultation.ports import Commit, Keeping, Recalled
from consultation.records import Act, Answer, Participation, RoundRecord, Snapshot, may_count
from consultation.rounds import Round
from consultation.staleness import used_before
from consultation.suggestions import Sort, Suggestion, Verdict
from storage import memory_joining as joining
from storage.changes import changes, gained, lacking, newer
from storage.held import Held, Identity, Key, said
from storage.memory_closing import MemoryLoop
from storage.memory_editions import HeldEditions


class MemoryStore(MemoryLoop):
    """A `Store` that forgets everything at the end of the process, for any number of threads."""

    def __init__(self) -> None:
        super().__init__(Held())
        self._lock = self.held.lock
        self._drafts: dict[str, tuple[Draft, ...]] = {}
        self._codebooks: dict[str, tuple[Codebook, ...]] = {}
        self._recodings: tuple[Recoding, ...] = ()
        self._tombstones: set[str] = set()
        self._gone: set[str] = set()
        self._erased: Counter[str] = Counter()
        self._editions = HeldEditions(self.held)
        self._proposals: dict[str, tuple[Proposal, ...]] = {}
        self._plans: dict[str, dict[str, PlanEntry]] = {}
        self._glances: dict[str, Glance] = {}
        self._acts: tuple[Act, ...] = ()

    # Rounds, drafts and codebooks.

    def add_round(self, launched: Round) -> None:
        with self._lock:
            if launched.id in self.held.rounds or launched.code in {other.code for other in self.held.rounds.values()}:
                raise Conflict(f"there is a round {launched.id} or a code {launched.code} already")
            self.held.rounds[launched.id] = launched

    def rounds(self) -> tuple[Round, ...]:
        with self._lock:
            return tuple(self.held.rounds.values())

    def round(self, round_id: str) -> Round:
        with self._lock:
            return self.held.round(round_id)

    def change_round(self, before: Round, after: Round, act: Act | None = None) -> None:
        with self._lock:
            others = {other.code for other in self.held.rounds.values() if other.id != before.id}
            if self.held.round(before.id) != before or after.code in others:
                raise Conflict(f"round {before.id} was changed in the meantime: load it again")
            self.held.rounds[before.id] = after
            if act:
                self.note(act)

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

    def commit_codebook(self, commit: Commit) -> None:
        with self._lock:
            kept = self.codebooks(commit.consultation)
            new = newer(kept, commit.codebooks)
            for before, after in commit.pairs:
                self._require_same(before, after)
            self._put([(before, after, before.turn + 1) for before, after in commit.pairs])
            self._codebooks[commit.consultation] = tuple(sorted((*kept, *new), key=lambda book: book.version))
            self._recodings += commit.codes
            self._acts += (commit.act,)

    def codebooks(self, consultation: str) -> tuple[Codebook, ...]:
        with self._lock:
            return self._codebooks.get(consultation, ())

    def recodings(self, round_id: str) -> tuple[Recoding, ...]:
        with self._lock:
            self.held.round(round_id)
            authors = self.held.authors
            return tuple(code for code in self._recodings if authors.get(code.answer, ("",))[0] == round_id)

    # People.

    def recall(self, identity: str, delivery: str, round_id: str | None = None) -> Recalled:
        with self._lock:
            known = self.held.identities.get(identity)
            heard = bool(delivery) and delivery in self.held.deliveries
            if known is None:
                return Recalled(None, heard_before=heard)
            key = (round_id or known.round, known.respondent)
            return Recalled(self.held.participations.get(key), heard_before=heard, respondent=known.respondent)

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
        with self._lock:
            self._keep(Keeping(before, after, identity, delivery, at, address, echo))

    def keep_all(self, keepings: Sequence[Keeping]) -> tuple[Exception | None, ...]:
        with self._lock:
            return tuple(self._kept(one) for one in keepings)

    def erase(self, respondent: str, *, at: datetime, delivery: str = "") -> bool:
        with self._lock:
            self.held.require_unheard(delivery, at)
            self.held.deliver(delivery, at)
            theirs = [whose for name in self.held.family(respondent) for whose in self.held.theirs(name)]
            self._tombstones |= self._editions.pins() & {answer.id for whose in theirs for answer in whose.answers}
            self._erased.update({whose.round for whose in theirs if whose.consent})
            self._gone |= {whose.respondent for whose in theirs}
            self._editions.erased(self.held.family(respondent))
            for name in self.held.family(respondent):
                self.held.forget(name)
            return bool(theirs)

    def erased(self, respondents: Iterable[str]) -> frozenset[str]:
        with self._lock:
            return frozenset(respondents) & self._gone

    def erasures(self) -> frozenset[str]:
        with self._lock:
            return frozenset(sha256(respondent.encode()).hexdigest() for respondent in self._gone)

    def open_link(self, respondent: str, code: str, *, until: datetime) -> None:
        with self._lock:
            if not any(respondent == whose for _, whose in self.held.participations):
                raise NotFound("there is no such respondent")
            if respondent in self.held.joinings:
                raise Conflict("they are somebody else by now: load it again")
            if any(taken == code for whose, (taken, _) in self.held.codes.items() if whose != respondent):
                raise Conflict("this code is taken: make another")
            self.held.codes[respondent] = (code, until)

    def opened_by(self, code: str, *, at: datetime) -> str:
        with self._lock:
            codes = self.held.codes.items()
            return next((whose for whose, (opened, until) in codes if opened == code and until >= at), "")

    def link(
        self, identity: str, code: str, *, at: datetime, delivery: str = "", bringing: Bringing | None = None
    ) -> Linking:
        with self._lock:
            if self.held.guesses(identity, at) >= WRONG_CODES:
                return Linking.LIMITED
            other, own = self.opened_by(code, at=at), self.held.identities.get(identity)
            if not other and bringing is None:
                self.held.wrong_codes.append((identity, at))
            if not other or (own and own.respondent == other):
                return Linking.REFUSED
            has_spoken = own is not None and self.held.has_spoken(own.respondent)
            if own and self.held.joined(own.respondent):
                return Linking.LINKED
            if own and has_spoken and self._must_ask(own.respondent, other, bringing):
                return Linking.ASKED
            self.held.require_unheard(delivery, at)
            self.held.deliver(delivery, at)
            del self.held.codes[other]
            if own and has_spoken and bringing:
                joining.join(self.held, self._editions, identity, other, bringing, at)
            else:
                joining.visit(self.held, identity, other, at)
            return Linking.JOINED

    def unlink(self, identity: str, *, at: datetime, delivery: str = "") -> Parting:
        with self._lock:
            known = self.held.identities.get(identity)
            if known is None or not (known.linked or known.home):
                others = [one for one in self.held.identities.values() if known and one.respondent == known.respondent]
                return Parting.ELSEWHERE if any(one.linked or one.home for one in others) else Parting.NOTHING
            self.held.require_unheard(delivery, at)
            self.held.deliver(delivery, at)
            if known.home:
                joining.part(self.held, known.home[1])
            else:
                self.held.drop(identity)
            return Parting.PARTED

    def joined(self, respondent: str) -> tuple[str, ...]:
        with self._lock:
            return self.held.joined(respondent)

    def add_participations(self, imported: Iterable[Participation]) -> tuple[int, int]:
        with self._lock:
            after: dict[Key, Participation] = {}
            offered = 0
            for whose in imported:
                if whose.respondent in self._gone:
                    continue
                offered += said(whose)
                standing = tuple(answer for answer in whose.answers if answer.id not in self._tombstones)
                respondent = self.held.now(whose.respondent)
                offer, key = replace(whose, respondent=respondent, answers=standing), (whose.round, respondent)
                kept = after.get(key) or self.held.participations.get(key)
                after[key] = gained(kept, *lacking(kept, offer)) if kept else offer
            pairs = [(self.held.participations.get(key), whose) for key, whose in after.items()]
            changed = [(was, now) for was, now in pairs if was != now]
            for whose in after.values():
                self.held.round(whose.round)
            self._put([(was, now, was.turn + 1 if was else now.turn) for was, now in changed])
            new = sum(said(now) - (said(was) if was else 0) for was, now in changed)
            return new, offered - new

    def participation(self, round_id: str, respondent: str) -> Participation | None:
        with self._lock:
            return self.held.participations.get((round_id, respondent))

    def notes(self, round_id: str) -> tuple[Participation, ...]:
        with self._lock:
            theirs = [whose for whose in self._in_records() if whose.round == round_id and whose.people is not None]
            return tuple(sorted(filter(_consents, theirs), key=lambda whose: (whose.began, whose.respondent)))

    def amend(self, before: Participation, after: Participation, *, at: datetime) -> None:
        with self._lock:
            self._require_same(before, after)
            self._put([(before, after, before.turn + 1)])
            if used_before(before, after):
                self._editions.note([before], [after], at=at)

    def said_in(self, answer_id: str) -> Participation:
        with self._lock:
            found = next((whose for whose in self._in_records() if whose.answer(answer_id)), None)
        if found is None:
            raise NotFound(f"there is no answer {answer_id}")
        return found

    # What facilitators mark and report.

    def set_aside(self, answer_id: str, reason: str) -> None:
        with self._lock:
            before = self._answer(answer_id)
            self._mark(answer_id, replace(before, aside=reason))
            if reason and not before.aside:
                self._editions.set_aside(answer_id)
            if before.aside and not reason:
                self._restored(answer_id)

    def newest(
        self, round_id: str, *, aside: bool, before: tuple[datetime, str] | None = None, limit: int
    ) -> tuple[str, ...]:
        with self._lock:
            theirs = [whose for whose in self._in_records() if whose.round == round_id and whose.consented]
            marks = [
                (answer.current.at, answer.id)
                for whose in theirs
                for answer in whose.standing()
                if bool(answer.aside) is aside
            ]
            wanted = sorted((mark for mark in marks if before is None or mark < before), reverse=True)
            return tuple(answer_id for _, answer_id in wanted[:limit])

    def code(self, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
        with self._lock:
            coded = [replace(self._answer(answer_id), coded=tuple(themes)) for answer_id, themes in codes]
            for answer in coded:
                self._mark(answer.id, answer)

    def revise(self, before: Participation, after: Participation, act: Act) -> None:
        with self._lock:
            self._require_same(before, after)
            self._put([(before, after, before.turn + 1)])
            self._acts += (act,)

    def record(self, round_id: str) -> RoundRecord:
        with self._lock:
            theirs = [whose for whose in self._in_records() if whose.round == round_id]
            theirs.sort(key=lambda whose: (whose.began, whose.respondent))
            return RoundRecord(self.held.round(round_id), tuple(theirs))

    def counts(self, *round_ids: str) -> tuple[int, int]:
        with self._lock:
            asked = {self.held.round(round_id).id for round_id in round_ids}
            theirs = [whose for (round_id, _), whose in self.held.participations.items() if round_id in asked]
            taking_part = {whose.respondent for whose in theirs if whose.consented}
            identities = sum(known.respondent in taking_part for known in self.held.identities.values())
            return identities, sum(self._erased[round_id] for round_id in asked)

    def add_edition(
        self,
        edition: Edition,
        snapshot: Snapshot | None = None,
        told: Told | None = None,
        *,
        supersedes: Sequence[int] = (),
    ) -> None:
        with self._lock:
            self._editions.add(edition, snapshot, told, supersedes)

    def editions(self, round_id: str, *, pins: bool = True) -> tuple[Edition, ...]:
        with self._lock:
            return self._editions.editions(round_id, pins=pins)

    def pinned(self, round_id: str, number: int) -> Snapshot:
        with self._lock:
            return self._editions.pinned(round_id, number)

    def told(self, *round_ids: str) -> tuple[Earlier, ...]:
        with self._lock:
            return self._editions.told(round_ids)

    def receipts(self, round_id: str) -> tuple[Receipt, ...]:
        with self._lock:
            return self._editions.receipts(round_id)

    def receipted(self, receipts: Iterable[Receipt]) -> None:
        with self._lock:
            self._editions.receipted(receipts)

    def propose(self, round_id: str, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
        with self._lock:
            kept = renewed(self.proposals(self.held.round(round_id).id), found)
            self._proposals[round_id] = kept
            return kept

    def proposals(self, round_id: str) -> tuple[Proposal, ...]:
        with self._lock:
            return self._proposals.get(round_id, ())

    def decide(self, round_id: str, proposal_id: str, decision: Decision) -> None:
        with self._lock:
            kept = self.proposals(round_id)
            if proposal_id not in {one.id for one in kept}:
                raise NotFound(f"there is no proposal {proposal_id} in round {round_id}")
            self._proposals[round_id] = tuple(
                replace(one, decision=decision) if one.id == proposal_id else one for one in kept
            )

    def suggest(self, suggestion: Suggestion) -> None:
        with self._lock:
            known = self.held.suggestions.get(suggestion.id)
            if known is None:
                self.held.suggestions[suggestion.id] = suggestion
            elif known.verdict is None:
                self.held.suggestions[known.id] = replace(known, name=suggestion.name, details=suggestion.details)

    def suggestions(self, consultation: str, sort: Sort) -> tuple[Suggestion, ...]:
        with self._lock:
            kept = self.held.suggestions.values()
            found = [one for one in kept if (one.consultation, one.sort) == (consultation, sort)]
            return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def suggested_by(self, respondents: Sequence[str]) -> tuple[Suggestion, ...]:
        with self._lock:
            found = [one for one in self.held.suggestions.values() if one.respondent in respondents]
            return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def judge_suggestion(self, suggestion_id: str, verdict: Verdict, *, at: datetime) -> Suggestion:
        with self._lock:
            if suggestion_id not in self.held.suggestions:
                raise NotFound(f"there is no suggestion {suggestion_id}")
            judged = self.held.suggestions[suggestion_id].after(verdict, at)
            self.held.suggestions[suggestion_id] = judged
            return judged

    def enter_plan(self, consultation: str, entry: PlanEntry) -> None:
        with self._lock:
            self._plans.setdefault(consultation, {})[entry.id] = entry

    def plan(self, consultation: str) -> tuple[PlanEntry, ...]:
        with self._lock:
            return tuple(entry for _, entry in sorted(self._plans.get(consultation, {}).items()))

    def glance(self, round_id: str) -> Glance | None:
        with self._lock:
            return self._glances.get(self.held.round(round_id).id)

    def keep_glance(self, round_id: str, told: Glance) -> None:
        with self._lock:
            self._glances[self.held.round(round_id).id] = told

    def note(self, act: Act) -> None:
        with self._lock:
            self._acts += (act,)

    def acts(self) -> tuple[Act, ...]:
        with self._lock:
            return self._acts

    # What the methods above share; the lock is theirs.

    def has_edition(self, round_id: str, number: int) -> bool:
        return self._editions.has(round_id, number)

    def _in_records(self) -> list[Participation]:
        """Return the participations of all who have not joined another."""
        return [whose for (_, who), whose in self.held.participations.items() if who not in self.held.joinings]

    def _must_ask(self, respondent: str, other: str, bringing: Bringing | None) -> bool:
        """Say whether it is not known what shall become of what a respondent said."""
        if bringing is not Bringing.ALONG:
            return bringing is None
        theirs = {whose.round: whose for whose in self.held.theirs(other)}
        return any(opposed(own, theirs[own.round]) for own in self.held.theirs(respondent) if own.round in theirs)

    def _kept(self, one: Keeping) -> Exception | None:
        try:
            self._keep(one)
        except (PalabreError, ValueError) as error:
            return error
        return None

    def _keep(self, one: Keeping) -> None:
        self.held.require_unheard(one.delivery, one.at)
        self._require_same(one.before, one.after)
        met = self._met(one)
        self.require_asked(one.echo)
        self._put([(one.before, one.after, one.before.turn + 1 if one.before else 1)])
        self.held.identities[one.identity] = met
        self.judge(one.echo)
        if one.before and used_before(one.before, one.after):
            self._editions.note([one.before], [one.after], at=one.at, owed_to=one.after.respondent)
        self.held.deliver(one.delivery, one.at)

    def _require_same(self, before: Participation | None, after: Participation) -> None:
        kept = self.held.participations.get((self.held.round(after.round).id, after.respondent))
        if (kept and kept.turn) != (before and before.turn):
            raise Conflict("the conversation went on elsewhere since it was loaded: load it again")

    def _met(self, one: Keeping) -> Identity:
        known = self.held.identities.get(one.identity)
        if known is None and one.before is None:
            return Identity(one.after.respondent, one.after.round, one.at, one.address)
        if known is None or known.respondent != one.after.respondent:
            raise Conflict("this account is somebody else's by now: load it again")
        return replace(known, round=one.after.round, met=one.at, address=one.address or known.address, paused=False)

    def _put(self, kept: Sequence[tuple[Participation | None, Participation, int]]) -> None:
        """Keep participations, each at its turn, with the marks that others set in the meantime."""
        authors: dict[str, Key] = {}
        for before, after, _ in kept:
            for _, answer in changes(before, after).answers:
                if answer.id in self.held.authors or answer.id in authors:
                    raise Conflict(f"there is an answer {answer.id} already")
                authors[answer.id] = (after.round, after.respondent)
        for before, after, turn in kept:
            key = (after.round, after.respondent)
            self.held.participations[key] = replace(self._marked(before, after), turn=turn)
        self.held.authors |= authors

    def _marked(self, before: Participation | None, after: Participation) -> Participation:
        if before is None:
            return after
        now = {answer.id: answer for answer in self.held.participations[after.round, after.respondent].answers}
        old = {answer.id: answer for answer in before.answers}
        marked = tuple(_with_marks(old.get(answer.id), answer, now.get(answer.id)) for answer in after.answers)
        return replace(after, answers=marked)

    def _restored(self, answer_id: str) -> None:
        """Tell the editions of an answer that may count again; one that is in no record does not."""
        for whose in self._in_records():
            answer = whose.answer(answer_id)
            if answer and may_count(whose, answer):
                self._editions.restored(whose.round, answer)

    def _answer(self, answer_id: str) -> Answer:
        key = self.held.authors.get(answer_id)
        found = self.held.participations[key].answer(answer_id) if key else None
        if found is None:
            raise NotFound(f"there is no answer {answer_id}")
        return found

    def _mark(self, answer_id: str, marked: Answer) -> None:
        key = self.held.authors[answer_id]
        whose = self.held.participations[key]
        answers = tuple(marked if answer.id == answer_id else answer for answer in whose.answers)
        self.held.participations[key] = replace(whose, answers=answers)


def _consents(whose: Participation) -> bool:
    return whose.consented


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

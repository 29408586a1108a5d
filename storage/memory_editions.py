"""Editions in a store in memory. Imports `consultation` and what is held.

Every method is called with the lock held, checks first and changes last.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from consultation.editions import WORDS_GO, Cause, Earlier, Edition, Receipt, State, Told
from consultation.errors import Conflict, NotFound, Withdrawn
from consultation.pinning import standing_stances
from consultation.records import Answer, Participation, Snapshot, may_count, may_quote
from consultation.staleness import causes, names_of
from storage.held import Held, Key

Name = tuple[str, int]
"""An edition: its round and number."""


class HeldEditions:
    """What the tables of editions have."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._made: dict[Name, Edition] = {}
        self._snapshots: dict[Name, Snapshot] = {}
        self._told: dict[Name, Told] = {}
        self._used: dict[Name, frozenset[Key]] = {}
        self._receipts: set[tuple[Name, str]] = set()

    def pins(self) -> frozenset[str]:
        """Return the answers that any edition pinned."""
        return frozenset(answer for edition in self._made.values() for answer in edition.pins)

    def has(self, round_id: str, number: int) -> bool:
        """Say whether there is such an edition."""
        return (round_id, number) in self._made

    def add(self, edition: Edition, snapshot: Snapshot | None, told: Told | None, supersedes: Sequence[int]) -> None:
        """Keep an edition of which all is as it was."""
        self._held.round(edition.round)
        name = (edition.round, edition.number)
        others = [self._made.get((edition.round, number)) for number in supersedes]
        if name in self._made or any(other is None or other.superseded_by is not None for other in others):
            raise Conflict(f"another edition {edition.number} of {edition.round} was made in the meantime")
        used = self._used_by(edition, snapshot)
        self._made[name] = replace(edition, pinned=snapshot is not None)
        self._used[name] = used
        if snapshot:
            self._snapshots[name] = snapshot
        if told:
            self._told[name] = told
        for number in supersedes:
            old = (edition.round, number)
            self._made[old] = replace(self._made[old], superseded_by=edition.number)
            self._drop(old)
            self._used.pop(old, None)

    def _used_by(self, edition: Edition, snapshot: Snapshot | None) -> frozenset[Key]:
        """Return whose participations an edition uses; raise `Withdrawn` where something in them is not as it was."""
        known = {key: one for key, one in self._held.participations.items() if key[1] not in self._held.joinings}
        answers = {answer.id: (whose, answer) for whose in known.values() for answer in whose.answers}
        for name, number in edition.pins.items():
            if name not in answers or not _as_it_was(*answers[name], number, shown=name in edition.shown):
                raise Withdrawn(f"something that edition {edition.number} of {edition.round} uses is not as it was")
        if snapshot is None:
            return frozenset((whose.round, whose.respondent) for whose, _ in map(answers.__getitem__, edition.pins))
        people = {(one.round, one.respondent): one for record in snapshot.rounds for one in record.participations}
        for key, person in people.items():
            if key not in known or not _same(person, known[key]):
                raise Withdrawn(f"something that edition {edition.number} of {edition.round} uses is not as it was")
        return frozenset(people)

    def editions(self, round_id: str, *, pins: bool) -> tuple[Edition, ...]:
        """Return the editions of a round by number."""
        found = (edition for (of, _), edition in sorted(self._made.items()) if of == round_id)
        return tuple(one if pins else replace(one, pins={}, shown=frozenset()) for one in found)

    def pinned(self, round_id: str, number: int) -> Snapshot:
        """Return what an edition was made from."""
        if (round_id, number) in self._snapshots:
            return self._snapshots[round_id, number]
        edition = self._made.get((round_id, number))
        if edition is None or edition.state is State.STANDING:
            raise NotFound(f"there is no pinned edition {number} of {round_id}")
        raise Withdrawn(f"edition {number} of {round_id} is {edition.state}: what it was made from is no longer kept")

    def told(self, round_ids: Sequence[str]) -> tuple[Earlier, ...]:
        """Return what the editions of these rounds told, the oldest first."""
        kept = [(self._made[name], told) for name, told in self._told.items() if name[0] in round_ids]
        kept.sort(key=lambda pair: (pair[0].made, pair[0].round, pair[0].number))
        return tuple(Earlier(one.round, one.number, frozenset(one.rounds), told) for one, told in kept)

    def receipts(self, round_id: str) -> tuple[Receipt, ...]:
        """Return what is owed of superseded editions, to who each is by now."""
        owed = {
            Receipt(round_id, number, new, self._now(who))
            for (of, number), who in self._receipts
            if of == round_id and (new := self._made[of, number].superseded_by) is not None
        }
        return tuple(sorted(owed, key=lambda one: (one.old, one.respondent)))

    def receipted(self, paid: Iterable[Receipt]) -> None:
        """Forget what was owed."""
        gone = {((one.round, one.old), one.respondent) for one in paid}
        self._receipts = {(name, who) for name, who in self._receipts if (name, self._now(who)) not in gone}

    def _now(self, respondent: str) -> str:
        return self._held.joinings.get(respondent, (respondent, None))[0]

    # Going stale.

    def note(
        self, before: Sequence[Participation], after: Sequence[Participation], *, at: datetime, owed_to: str = ""
    ) -> None:
        """Mark the editions that used what became another between ``before`` and ``after``."""
        keys = {(before[0].round, name) for name in names_of(before)}
        for name in [name for name, used in self._used.items() if used & keys]:
            edition = self._made[name]
            shown = {answer: answer in edition.shown for answer in edition.pins}
            if found := causes(shown, before, after, made=edition.made):
                self._mark(name, found)
                if Cause.EDITED in found:
                    self._made[name] = replace(self._made[name], edited=at)
                if owed_to:
                    self._receipts.add((name, owed_to))

    def erased(self, names: Collection[str]) -> None:
        """Mark the editions that used anything of somebody who is erased, and forget what they are owed."""
        for name, used in self._used.items():
            if any(who in names for _, who in used):
                self._mark(name, {Cause.ERASED: 1})
                self._used[name] = frozenset(key for key in used if key[1] not in names)
        self._receipts = {(name, who) for name, who in self._receipts if who not in names}

    def set_aside(self, answer: str) -> None:
        """Mark the editions that used an answer which a facilitator set aside."""
        for name, edition in self._made.items():
            if answer in edition.pins and edition.superseded_by is None:
                self._mark(name, {Cause.ASIDE: 1})

    def restored(self, round_id: str, answer: Answer) -> None:
        """Mark the editions of a round that were made while an answer that counts again was set aside."""
        for name, edition in self._made.items():
            without = round_id in edition.rounds and answer.id not in edition.pins
            if without and edition.superseded_by is None and answer.revisions[0].at <= edition.made:
                self._mark(name, {Cause.RESTORED: 1})

    def _mark(self, name: Name, found: Mapping[Cause, int]) -> None:
        counted = Counter(self._made[name].causes) + Counter(found)
        in_order = {cause: counted[cause] for cause in sorted(counted)}
        self._made[name] = replace(self._made[name], causes=in_order)
        if WORDS_GO & found.keys():
            self._drop(name)

    def _drop(self, name: Name) -> None:
        self._snapshots.pop(name, None)
        self._made[name] = replace(self._made[name], pinned=False)


def _as_it_was(whose: Participation, answer: Answer, revision: int, *, shown: bool) -> bool:
    newest = answer.current.number <= revision
    return newest and (may_quote(whose, answer) if shown else may_count(whose, answer))


def _same(pinned: Participation, now: Participation) -> bool:
    """Say whether somebody told of themselves, and holds, what was pinned."""
    held, holds = (
        [(one.draft, one.version, one.side) for one in standing_stances(whose)]
        for whose in (pinned, replace(now, consent=pinned.consent))
    )
    return held == holds and dict(pinned.attributes) == dict(now.attributes)

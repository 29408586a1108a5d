"""Committing a new version of a codebook: answers are tagged anew, what people coded is carried. Standard library only.

Answers gain a revision of the same words; what an edition pinned stays as it is.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from consultation.codebook import Codebook, Tagged
from consultation.codebooks.recoding import Fate, Recoded, Recoder, Recoding
from consultation.errors import Conflict, NotAllowed
from consultation.facilitation import ACTOR
from consultation.guide import Consultation
from consultation.ports import Commit, Store, Tagger
from consultation.records import Act, Answer, Participation

TRIES = 5
"""How often a commit begins again because somebody went on talking meanwhile."""

Telling = Callable[[int, int], None]
"""Takes how many answers are tagged, of how many."""


@dataclass
class Hearing:
    """A tagger for answers that were given; it remembers what it heard, so that trying again costs little."""

    consultation: Consultation
    tagger: Tagger
    _heard: dict[tuple[str, int], Tagged] = field(default_factory=dict)

    def hear(self, whose: Participation, answer: Answer) -> Tagged:
        """Return the themes of an answer as it is now."""
        said, key = answer.current, (answer.id, answer.current.number)
        if key not in self._heard:
            asked = self.consultation.asked(answer.item, whose.language)
            self._heard[key] = self.tagger.tag(said.text, spoken=said.language, question=asked)
        return self._heard[key]


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did: answers tagged anew, human codes by their fate, and those that are left ``open``."""

    version: int
    answers: int
    codes: Mapping[str, int]
    open: tuple[Recoding, ...]


def commit(
    store: Store,
    consultation: Consultation,
    new: Codebook,
    *,
    rounds: Sequence[str],
    tagger: Tagger,
    now: datetime,
    tell: Telling,
) -> Committed:
    """Commit ``new`` as the codebook of a consultation with these ``rounds``, and return what was done.

    ``tagger`` is that of the new version. Done again, it tags what was said meanwhile under the old version, and no
    more. Raises `NotAllowed` where the version is not higher than the one in use, `Conflict` where people talk faster
    than their answers are tagged.
    """
    recoder, hearing = Recoder.between(_old(store, consultation, new), new), Hearing(consultation, tagger)
    for left in reversed(range(TRIES)):
        people = [person for round_id in rounds for person in store.record(round_id).participations]
        prepared, done = _prepared(consultation.id, people, recoder, hearing, now, tell)
        try:
            store.commit_codebook(prepared)
        except Conflict:
            if not left:
                raise
        else:
            return done
    raise AssertionError("the last try returns or raises")


def _old(store: Store, consultation: Consultation, new: Codebook) -> Codebook:
    """Return the version that ``new`` comes after: where it is committed already, the one before it."""
    committed, current = store.codebooks(consultation.id), consultation.codebook
    if new in committed[-1:]:
        return committed[-2]
    if new.version > current.version:
        return current
    raise NotAllowed(
        f"version {new.version} is not higher than {current.version}, which is in use: write version:"
        f" {current.version + 1} in the file"
    )


def _prepared(
    consultation: str,
    people: Sequence[Participation],
    recoder: Recoder,
    hearing: Hearing,
    now: datetime,
    tell: Telling,
) -> tuple[Commit, Committed]:
    stale = [(person, answer) for person in people for answer in _stale(person, recoder.new)]
    moved: dict[str, Recoded] = {}
    for done, (person, answer) in enumerate(stale, 1):
        moved[answer.id] = recoder.recoded(answer, hearing.hear(person, answer), at=now)
        tell(done, len(stale))
    pairs = tuple((person, after) for person in people if (after := _with(moved, person)) != person)
    codes = tuple(code for one in moved.values() for code in one.codes)
    note = f"version {recoder.new.version} ({recoder.new.fingerprint}), {len(moved)} answers"
    act = Act(now, ACTOR, "commit codebook", consultation, note)
    fates = Counter(code.fate for code in codes)
    left = tuple(code for code in codes if code.fate is Fate.OPEN)
    done_so = Committed(recoder.new.version, len(moved), {fate.value: fates[fate] for fate in Fate}, left)
    return Commit(consultation, (recoder.old, recoder.new), pairs, codes, act), done_so


def _stale(person: Participation, new: Codebook) -> list[Answer]:
    """Return the standing answers that another version tagged; those set aside too, which may be restored."""
    return [answer for answer in person.standing() if answer.current.codebook != new.fingerprint]


def _with(moved: Mapping[str, Recoded], person: Participation) -> Participation:
    answers = (moved[answer.id].answer if answer.id in moved else answer for answer in person.answers)
    return replace(person, answers=tuple(answers))

"""`MemoryCodings`: samples and codings over a `MemoryStore`, for tests. Imports `consultation` and this room."""

from collections.abc import Iterable
from dataclasses import replace

from consultation.checking.coding import MOST_CODERS, Coded, Coding, Sample, coded, desk
from consultation.errors import Conflict, NotFound
from storage.memory import MemoryStore


class MemoryCodings:
    """A `Codings` that forgets everything with its store, for any number of threads."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._held = store.held
        self._lock = store.held.lock

    def add_sample(self, sample: Sample) -> None:
        with self._lock:
            self._held.round(sample.round)
            key = (sample.round, sample.number)
            if self._held.codings.get(key):
                raise Conflict(f"sample {sample.number} of {sample.round} has been coded in already")
            if any(not self._has_revision(drawn.answer, drawn.revision) for drawn in sample.answers):
                raise Conflict("an answer of the sample is gone: draw it again")
            self._held.samples[key] = sample

    def samples(self, round_id: str) -> tuple[Sample, ...]:
        with self._lock:
            theirs = sorted(key for key in self._held.samples if key[0] == round_id)
            return tuple(self._standing(self._held.samples[key]) for key in theirs)

    def keep_codings(self, round_id: str, number: int, codings: Iterable[Coding]) -> None:
        with self._lock:
            key, new = (round_id, number), list(codings)
            sample = self._held.samples.get(key)
            answers = self._standing(sample).answers if sample else ()
            known = {(drawn.answer, drawn.revision, drawn.showing) for drawn in answers}
            for coding in new:
                if (coding.answer, coding.revision, coding.showing) not in known:
                    raise NotFound(f"sample {number} of {round_id} has no answer {coding.answer} to be coded so")
            after = self._held.codings.get(key, {}) | {(coding.coder, coding.answer): coding for coding in new}
            if len({coder for coder, answer in after if answer in self._held.authors}) > MOST_CODERS:
                raise Conflict(f"sample {number} of {round_id} has its {MOST_CODERS} coders already")
            self._held.codings[key] = after

    def codings(self, round_id: str, number: int) -> tuple[Coding, ...]:
        with self._lock:
            key = (round_id, number)
            kept = self._held.codings.get(key, {})
            place = {drawn.answer: at for at, drawn in enumerate(self._held.samples[key].answers)} if kept else {}
            theirs = [coding for coding in kept.values() if coding.answer in self._held.authors]
            return tuple(sorted(theirs, key=lambda coding: (coding.coder, place[coding.answer])))

    def coded(self, round_id: str) -> tuple[Coded, ...]:
        with self._lock:
            record = self._store.record(round_id)
            samples = self.samples(round_id)
            return tuple(coded(desk(one, record, self.codings(round_id, one.number)) for one in samples))

    def _standing(self, sample: Sample) -> Sample:
        """Return a sample without the answers that are erased."""
        return replace(sample, answers=tuple(one for one in sample.answers if one.answer in self._held.authors))

    def _has_revision(self, answer_id: str, number: int) -> bool:
        key = self._held.authors.get(answer_id)
        answer = self._held.participations[key].answer(answer_id) if key else None
        return answer is not None and any(revision.number == number for revision in answer.revisions)

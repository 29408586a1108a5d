"""The job behind `palabre model learn`: learn from what people said of a consultation's rounds. Imports everyone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from config.codebooks.versions import rounds_of
from config.models.kept import CUES_ALONE, Card
from config.models.rolling_back import named
from config.progress import Progress
from config.wiring import Deployment
from consultation.checking.teaching import Lesson, lessons
from consultation.errors import NotAllowed
from consultation.facilitation import ACTOR
from consultation.guide import Consultation
from consultation.records import Act

if TYPE_CHECKING:
    from nlp.learning.contest import Contest
    from nlp.learning.model import Model
    from nlp.learning.said import Said

LEARNING = "Learning"
DECIMALS = 4

FEWEST = 10
"""Of fewer coded answers nobody can tell whether a model is better."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of learning: the card of the new model, and whether it was ``better`` and is used now.

    ``elsewhere`` counts answers that were judged by another version of the codebook, ``pruned`` are the numbers of the
    models that went.
    """

    card: Card
    better: bool
    elsewhere: int
    pruned: tuple[int, ...]


@dataclass(frozen=True)
class _Pupil:
    """What there is to learn from: an answer a row, or a row an example where there are several."""

    lessons: Sequence[Lesson]
    answers: Sequence["Said"]
    ids: Sequence[str]

    def coded(self, among: frozenset[str] | None = None) -> list[int]:
        """Return the rows that are examples, of all answers or of some, by id."""
        rows = enumerate(zip(self.answers, self.ids, strict=True))
        return [row for row, (said, id_) in rows if said.labels is not None and (among is None or id_ in among)]


def learn_model(deployment: Deployment, reference: str, progress: Progress) -> Learnt:
    """Learn a model for a consultation, use it where it is better than what is in use; the audit log says which.

    Raises `NotAllowed` where people have coded too few answers to tell.
    """
    from nlp.learning.contest import contest
    from nlp.learning.lessons import learnt, prepared
    from nlp.learning.said import FOLDS

    consultation = deployment.consultation(reference)
    deployment.sweep(consultation.id)
    steps = FOLDS + 3
    progress(LEARNING, 0, steps)
    pupil = _pupil(_lessons(deployment, consultation))
    rows = _enough(pupil, consultation)
    ground = prepared(consultation.codebook, pupil.answers)
    before = deployment.shelf(consultation.id).card_in_use(consultation.codebook.fingerprint)
    old = pupil.coded(frozenset(before.coded)) if before else None
    found = contest(ground, rows, old, lambda done, _: progress(LEARNING, 1 + done, steps))
    card = _card(deployment, consultation, pupil, found, before)
    pruned = _use(deployment, consultation, card, learnt(ground, rows)) if found.won else ()
    _note(deployment, consultation, card, found)
    progress(LEARNING, steps, steps)
    return Learnt(card, found.won, sum(one.elsewhere for one in pupil.lessons), pruned)


def _lessons(deployment: Deployment, consultation: Consultation) -> Iterator[Lesson]:
    for round_id in rounds_of(deployment, consultation):
        yield from lessons(consultation, deployment.store.record(round_id), deployment.codings.coded(round_id))


def _pupil(found: Iterator[Lesson]) -> _Pupil:
    from nlp.learning.said import Said

    every = tuple(found)
    answers, ids = [], []
    for one in every:
        said = Said(one.revision.text, one.revision.language, one.question)
        judged = [replace(said, labels=example.themes, weight=example.weight) for example in one.examples]
        answers += judged or [said]
        ids += [one.answer] * (len(judged) or 1)
    return _Pupil(every, answers, ids)


def _enough(pupil: _Pupil, consultation: Consultation) -> list[int]:
    rows = pupil.coded()
    if (answers := len({pupil.ids[row] for row in rows})) < FEWEST:
        raise NotAllowed(
            f"people have coded {answers} answers of {consultation.id} with the codebook in use, and a model needs"
            f" {FEWEST}: palabre agreement draw ROUND lets them code, palabre import brings answers with labels"
        )
    return rows


def _card(
    deployment: Deployment, consultation: Consultation, pupil: _Pupil, found: "Contest", before: Card | None
) -> Card:
    return Card(
        number=deployment.shelf(consultation.id).free(),
        made=deployment.clock.now().isoformat(timespec="seconds"),
        codebook=consultation.codebook.fingerprint,
        answers=len(pupil.lessons),
        examples=dict(sorted(Counter(str(example.by) for one in pupil.lessons for example in one.examples).items())),
        micro_f1=round(found.new.micro_f1, DECIMALS),
        macro_f1=round(found.new.macro_f1, DECIMALS),
        before=before.number if before else CUES_ALONE,
        before_micro_f1=round(found.in_use.micro_f1, DECIMALS),
        before_macro_f1=round(found.in_use.macro_f1, DECIMALS),
        coded=tuple(sorted(one.answer for one in pupil.lessons if one.examples)),
        respondents=tuple(sorted({whose for one in pupil.lessons for whose in one.respondents})),
    )


def _use(deployment: Deployment, consultation: Consultation, card: Card, model: "Model") -> tuple[int, ...]:
    """Keep a model and use it; return which went for it. Who was erased while it was learnt takes it along."""
    from nlp.learning.component import pipeline

    shelf = deployment.shelf(consultation.id)
    shelf.add(card, pipeline(model, consultation.codebook).to_disk)
    shelf.use(card.number)
    deployment.sweep(consultation.id)
    return tuple(one.number for one in shelf.prune())


def _note(deployment: Deployment, consultation: Consultation, card: Card, found: "Contest") -> None:
    which = f"{named(card.number)} in place of {named(card.before)}" if found.won else f"{named(card.before)} stays"
    note = f"{which}: F1 {found.new.mean:.3f} against {found.in_use.mean:.3f}"
    deployment.store.note(Act(deployment.clock.now(), ACTOR, "learn model", consultation.id, note))

"""Whether a new model is better than what is in use, on answers that neither learnt from. Imports numpy and `nlp`.

The coded answers are divided into five parts by their words. Each part in turn is held back: the new model learns from
the other four, and so does what is in use, but only from the examples in them that the model in use was learnt from.
Both know all words of today without their codes, and both tag the part that was held back. What was learnt and when is
so the only difference, and nobody is measured on what they were taught.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.learning.lessons import Ground, labels_of, learnt
from nlp.learning.said import FOLDS
from nlp.learning.vocabulary import Array

MARGIN = 0.01
"""By how much the mean of both F1 must be higher: less is chance, and not worth a change of what people see."""

Rows = Sequence[int]


@dataclass(frozen=True, slots=True)
class Marks:
    """F1 over all pairs of answer and theme, and the mean of F1 over themes; each answer counts its weight."""

    micro_f1: float
    macro_f1: float

    @property
    def mean(self) -> float:
        """What decides."""
        return (self.micro_f1 + self.macro_f1) / 2


@dataclass(frozen=True, slots=True)
class Contest:
    """How well the new model and what is in use did on the same answers."""

    new: Marks
    in_use: Marks

    @property
    def gain(self) -> float:
        """By how much the new one is better."""
        return self.new.mean - self.in_use.mean

    @property
    def won(self) -> bool:
        """Whether the new one is to be used."""
        return self.gain >= MARGIN


def contest(ground: Ground, coded: Rows, before: Rows | None, progress: Callable[[int, int], None]) -> Contest:
    """Return how a model learnt from ``coded`` does beside one learnt from ``before`` (rows of the ground).

    ``before`` is None where cues alone are in use.
    """
    labels = labels_of(ground, coded)
    weights = np.array([ground.answers[row].weight for row in coded])
    new, in_use = np.zeros_like(labels), np.zeros_like(labels)
    folds = np.array([ground.answers[row].fold for row in coded])
    for fold in range(FOLDS):
        progress(fold, FOLDS)
        held = np.flatnonzero(folds == fold)
        if len(held):
            tests = [coded[at] for at in held.tolist()]
            new[held] = _given(ground, coded, tests, fold)
            in_use[held] = new[held] if before == coded else _given(ground, before, tests, fold)
    progress(FOLDS, FOLDS)
    return Contest(marks(labels, new, weights), marks(labels, in_use, weights))


def _given(ground: Ground, rows: Rows | None, tests: Rows, fold: int) -> Array:
    """Return the tags that what was learnt from these rows, without those of a fold, gives to the ``tests``."""
    if rows is None:
        ears = ground.ears
        return ears.themes(ears.hear([ground.answers[row] for row in tests], ground.model.vocabulary))
    model = learnt(ground, [row for row in rows if ground.answers[row].fold != fold])
    return model.given(ground.found_of(tests))


def marks(labels: Array, given: Array, weights: Array) -> Marks:
    """Return how ``given`` tags compare to ``labels``, both answers × themes of 0 and 1; ``weights`` are of answers."""
    right, either = weights @ (labels * given), weights @ (labels + given)
    occurring = labels.any(axis=0)
    macro = (2 * right[occurring] / either[occurring]).mean() if occurring.any() else 0.0
    micro = 2 * right.sum() / either.sum() if either.sum() else 0.0
    return Marks(float(micro), float(macro))

"""Precision, recall and F1 of tags against what people coded. Imports numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.learning.vocabulary import Array


@dataclass(frozen=True, slots=True)
class Score:
    """How well a theme was found; ``support`` is how many answers a person coded with it."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Over all pairs of answer and theme (micro), and the mean of F1 over the themes that occur (macro)."""

    micro_f1: float
    macro_f1: float
    precision: float
    recall: float
    themes: tuple[Score, ...]


def scores(labels: Array, given: Array) -> Scores:
    """Return how ``given`` tags compare to ``labels``, both answers × themes of 0 and 1."""
    labels, given = labels.astype(np.float64), given.astype(np.float64)
    right, tagged, coded = (labels * given).sum(axis=0), given.sum(axis=0), labels.sum(axis=0)
    themes = tuple(_score(*counts) for counts in zip(right, tagged, coded, strict=True))
    overall = _score(right.sum(), tagged.sum(), coded.sum())
    occurring = [theme.f1 for theme in themes if theme.support]
    macro = float(np.mean(occurring)) if occurring else 0.0
    return Scores(overall.f1, macro, overall.precision, overall.recall, themes)


def mean_of(several: Sequence[Scores]) -> Scores:
    """Return the means of ``several`` scores; a theme's only over those in which it occurs."""
    micro, macro, precision, recall = (
        float(np.mean([getattr(each, name) for each in several]))
        for name in ("micro_f1", "macro_f1", "precision", "recall")
    )
    themes = [_mean_theme(theme) for theme in zip(*(each.themes for each in several), strict=True)]
    return Scores(micro, macro, precision, recall, tuple(themes))


def _mean_theme(several: Sequence[Score]) -> Score:
    occurring = [each for each in several if each.support] or several
    precision, recall, f1 = (
        float(np.mean([getattr(each, name) for each in occurring])) for name in ("precision", "recall", "f1")
    )
    return Score(precision, recall, f1, round(float(np.mean([each.support for each in several]))))


def _score(right: float, tagged: float, coded: float) -> Score:
    precision = float(right / tagged) if tagged else 0.0
    recall = float(right / coded) if coded else 0.0
    f1 = float(2 * right / (tagged + coded)) if tagged + coded else 0.0
    return Score(precision, recall, f1, int(coded))

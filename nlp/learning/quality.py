"""How good a model is, measured on the answers that it was learnt from. Imports numpy, the core and `nlp`.

In parts: what tags a part was learnt from the others. It had fewer examples, so the model itself is a little better.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from nlp.learning.lessons import Ground, labels_of, learnt
from nlp.learning.scores import scores
from nlp.learning.vocabulary import Array

PARTS = 3

LEAST = 15
"""Fewer coded answers are too few to measure on."""

_MOST = 2000  # more would take minutes; the figure is then that of a model that learnt from fewer

_RESAMPLES = 1000
_INTERVAL = (2.5, 97.5)  # percent
_DIGITS = 3


def quality(ground: Ground, coded: Sequence[int], *, progress: Callable[[int], None]) -> Mapping[str, Any]:
    """Return F1 over all pairs and by theme on the answers numbered ``coded``, with 95 % intervals; None if too few.

    The intervals are bootstrapped over answers. ``progress`` is told how many of the `PARTS` are done.
    """
    if len(coded) < LEAST:
        return dict.fromkeys(("micro_f1", "macro_f1", "micro_interval", "macro_interval"))
    rows, given = _crossvalidated(ground, coded, progress)
    labels = labels_of(ground, rows)
    measured = scores(labels, given)
    micro, macro = _resampled(labels, given)
    return {
        "micro_f1": round(measured.micro_f1, _DIGITS),
        "macro_f1": round(measured.macro_f1, _DIGITS),
        "micro_interval": np.percentile(micro, _INTERVAL).round(_DIGITS).tolist(),
        "macro_interval": np.percentile(macro, _INTERVAL).round(_DIGITS).tolist(),
    }


def _crossvalidated(
    ground: Ground, coded: Sequence[int], progress: Callable[[int], None]
) -> tuple[Sequence[int], Array]:
    """Return the coded answers in another order, and what was tagged in each by what the other parts taught."""
    shuffled = list(coded)
    random.Random(0).shuffle(shuffled)
    parts = [shuffled[:_MOST][part::PARTS] for part in range(PARTS)]
    given = []
    for done, part in enumerate(parts, start=1):
        others = [row for other in parts if other is not part for row in other]
        given.append(learnt(ground, others).given(ground.found[np.array(part)]))
        progress(done)
    return [row for part in parts for row in part], np.concatenate(given)


def _resampled(labels: Array, given: Array) -> tuple[Array, Array]:
    """Return F1 over all pairs and by theme, each of many draws of as many answers, with repetition."""
    draws = np.random.default_rng(0).multinomial(len(labels), np.full(len(labels), 1 / len(labels)), _RESAMPLES)
    right, either, occurs = draws @ (labels * given), draws @ (labels + given), draws @ labels > 0
    by_theme = 2 * right / np.maximum(either, 1)
    micro = 2 * right.sum(axis=1) / np.maximum(either.sum(axis=1), 1)
    return micro, np.where(occurs, by_theme, 0).sum(axis=1) / np.maximum(occurs.sum(axis=1), 1)

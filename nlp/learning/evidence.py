"""Which words of an answer weighed most for a theme that a model gave it. Imports numpy and `nlp`."""

import numpy as np

from nlp.learning.codesigns import SIGNS, Found
from nlp.learning.model import Model
from nlp.learning.vocabulary import Array

_MOST_WORDS = 3
_WORTH_SHOWING = 0.4
"""Of what the word that weighs most weighs: what weighs less is no evidence."""

_LINEAR = ("words", "company", "spread")


def telling_words(model: Model, found: Found, rows: Array, themes: Array) -> list[Array]:
    """Return for each pair of an answer (of ``rows``) and a theme the numbers of the words that weigh most."""
    begins, ends = found.weighed.indptr[rows], found.weighed.indptr[rows + 1]
    pairs = np.repeat(np.arange(len(rows)), ends - begins)
    entries = np.arange(len(pairs)) - np.repeat(np.cumsum(ends - begins) - ends, ends - begins)
    words = found.weighed.indices[entries]
    weights = _weights(model, words, themes[pairs], found.folds[rows][pairs]) * found.weighed.data[entries]
    taken = (weights > 0) & ~model.vocabulary.idle[words]
    pairs, words, weights = pairs[taken], words[taken], weights[taken].astype(np.float64)
    order = np.lexsort((words, -weights, pairs))
    pairs, words, weights = pairs[order], words[order], weights[order]
    first = np.searchsorted(pairs, np.arange(len(rows) + 1))
    rank = np.arange(len(pairs)) - first[pairs]
    shown = (rank < _MOST_WORDS) & (weights >= weights[first[pairs]] * _WORTH_SHOWING)
    return np.split(words[shown], np.searchsorted(pairs[shown], np.arange(1, len(rows))))[: len(rows)]


def _weights(model: Model, words: Array, themes: Array, folds: Array) -> Array:
    """Return what each of ``words`` adds to the chance of the theme beside it, where it counts one."""
    signs = model.codesigns
    parts = [signs.words.query[themes, words], signs.company[themes, words], signs.spread[folds, words, themes]]
    worth = [1.0, 1.0, 1.0]
    if model.scale is not None and model.weights is not None and model.taught is not None:
        scale = model.weights[:-1] / model.scale.deviation
        worth = [max(0.0, scale[at] + scale[at + 1]) for at in map(SIGNS.index, _LINEAR)]
        parts.append(model.taught.words[words, themes])
        worth.append(max(0.0, scale[len(SIGNS) + 1] + scale[len(SIGNS) + 2]))
    return np.asarray(sum(value * part for value, part in zip(worth, parts, strict=True)))

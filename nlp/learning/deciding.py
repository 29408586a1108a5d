"""Which chances become tags: those from which on F1 is expected to be highest. Imports numpy.

With chances p that are right on average, the F1 of tagging the k highest is expected to be 2 · sum of these / (k + sum
of all): no coded answer is needed to find the best k. The figure over all pairs is best served by one threshold, the
mean over themes by one for each; taken is a geometric mean of the two. Of a theme that hardly anybody coded, what cues
and labels hear needs less, if they were right often enough elsewhere.
"""

import numpy as np

from nlp.learning.vocabulary import Array

_LEAST, _MOST = 0.02, 0.9
_OWN = 0.65
"""What a theme's own threshold counts in that mean, the one over all pairs the rest."""

_HARDLY_CODED, _OFTEN_ENOUGH = 3, 0.25
_LESS = 0.3


def thresholds(chances: Array) -> Array:
    """Return for each theme the chance from which on it is tagged, for ``chances`` of answers × themes."""
    overall = _best(chances.reshape(-1, 1))
    return np.asarray(np.clip(overall ** (1 - _OWN) * _best(chances) ** _OWN, _LEAST, _MOST), np.float32)


def tagged(chances: Array, least: Array, heard: Array, *, coded: Array, precision: Array) -> Array:
    """Return which pairs are tagged: answers × themes, true or false.

    ``least`` are the thresholds, ``heard`` is what cues and labels hear (0 or 1), ``coded`` in how many coded answers
    each theme is, ``precision`` how often it was heard rightly.
    """
    trusted = (coded < _HARDLY_CODED) & (precision >= _OFTEN_ENOUGH)
    return np.asarray((chances >= least) | ((heard > 0) & trusted & (chances >= _LESS * least)))


def _best(chances: Array) -> Array:
    """Return for each column the lowest chance that is worth tagging."""
    falling = -np.sort(-chances, axis=0)
    taken = np.arange(1, len(falling) + 1)[:, None]
    expected = 2 * np.cumsum(falling, axis=0) / (taken + falling.sum(axis=0))
    return np.asarray(np.take_along_axis(falling, expected.argmax(axis=0)[None], axis=0)[0])

"""Which chances become tags: those from which on F1 is expected to be highest. Imports numpy.

With chances p that are right on average, the F1 of tagging the k highest is expected to be 2 · sum of these / (k + sum
of all): no coded answer is needed to find the best k. The figure over all pairs is best served by one threshold, the
mean over themes by one for each; taken is the geometric mean of the two.
"""

import numpy as np

from nlp.learning.vocabulary import Array

_LEAST, _MOST = 0.02, 0.9


def thresholds(chances: Array) -> Array:
    """Return for each theme the chance from which on it is tagged, for ``chances`` of answers × themes."""
    overall = _best(chances.reshape(-1, 1))
    return np.asarray(np.clip(np.sqrt(overall * _best(chances)), _LEAST, _MOST), np.float32)


def _best(chances: Array) -> Array:
    """Return for each column the lowest chance that is worth tagging."""
    falling = -np.sort(-chances, axis=0)
    taken = np.arange(1, len(falling) + 1)[:, None]
    expected = 2 * np.cumsum(falling, axis=0) / (taken + falling.sum(axis=0))
    return np.asarray(np.take_along_axis(falling, expected.argmax(axis=0)[None], axis=0)[0])

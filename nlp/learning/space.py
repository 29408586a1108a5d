"""What all answers together say of words, coded or not: their main directions. Imports numpy, scipy, scikit-learn.

Latent semantic analysis: a truncated singular value decomposition of the answers' TF-IDF.
"""

import numpy as np
from scipy.sparse import csr_matrix

from nlp.learning.said import FOLDS
from nlp.learning.vocabulary import Array

DIRECTIONS = 300
MEANING = 100
"""How many of the directions make the space of meanings; all of them are what `spread` learns in."""

_MOST = 20_000  # answers that the directions are taken from
_ITERATIONS = 4


def directions(weighed: csr_matrix) -> Array:
    """Return the main directions of the answers ``weighed`` (answers × words), words × directions."""
    from sklearn.utils.extmath import randomized_svd  # takes half a second, and tagging needs none of it

    step = max(1, -(-weighed.shape[0] // _MOST))
    taken = weighed[::step]
    most = min(DIRECTIONS, min(taken.shape) - 1)
    if most < 1:
        return np.zeros((weighed.shape[1], 1), np.float32)
    _, _, rows = randomized_svd(taken.astype(np.float64), most, n_iter=_ITERATIONS, random_state=0)
    return np.ascontiguousarray(rows.T, dtype=np.float32)


def spread(weighed: csr_matrix, basis: Array, heard: Array, folds: Array, *, penalty: float) -> tuple[Array, Array]:
    """Learn from what was ``heard`` in all answers (0 to 1, answers × themes) how each word speaks for each theme.

    Ridge regression in the space of ``basis``, once without each of the `FOLDS`: so that what one answer is judged by
    does not come from itself. Returns weights (folds × words × themes) and means (folds × themes).
    """
    placed = np.asarray(weighed @ basis, np.float64)
    weights, means = [], []
    for fold in range(FOLDS):
        others = folds != fold
        if not others.any():
            others = np.ones_like(others)
        mean = heard[others].mean(axis=0)
        gram = placed[others].T @ placed[others] + penalty * np.eye(basis.shape[1])
        solved = np.linalg.solve(gram, placed[others].T @ (heard[others] - mean))
        weights.append(basis @ solved.astype(np.float32))
        means.append(mean)
    return np.stack(weights).astype(np.float32), np.stack(means).astype(np.float32)

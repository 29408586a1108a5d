"""What speaks for each theme in an answer before any answer is coded. Imports numpy, scipy and `nlp`.

Everything here is found row by row: an answer's signs do not depend on the answers it is judged together with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from nlp.learning.codewords import Codewords
from nlp.learning.said import FOLDS
from nlp.learning.space import MEANING, spread
from nlp.learning.vocabulary import Array, Vocabulary, unit

SIGNS = (
    "heard", "worth", "words", "words beside others", "company", "company beside others", "meaning",
    "meaning beside others", "spread", "spread beside others", "spelling", "none", "none, question denied",
    "none, begins with a denial", "other themes heard",
)  # fmt: skip
"""Each sign's name, in the order of the last axis of `Codesigns.of`. Beside others: less the best other theme's."""

_BEST_OF, _FEWEST = 0.01, 5  # the share of answers, and the least number, that a theme's company is taken from
_MOST_WORTH = 2.0
_PENALTY = 0.5
_ONCE_MORE_IDLE = 0.3  # a word without content, in what surely heard answers have in common


@dataclass(frozen=True)
class Found:
    """Answers as numbers, one row each.

    ``counts`` and ``weighed`` are answers × words, ``spelt`` answers × runs of characters, ``meant`` their places in
    the space of meanings (length one), ``heard`` what cues and labels hear (answers × themes, 0 or 1), ``refused`` the
    signs of a refusal, ``folds`` the part each belongs to.
    """

    counts: csr_matrix
    weighed: csr_matrix
    spelt: csr_matrix
    meant: Array
    heard: Array
    refused: Array
    folds: Array

    def __getitem__(self, rows: Array) -> "Found":
        """Return some of the answers."""
        parts = (self.counts, self.weighed, self.spelt, self.meant, self.heard, self.refused, self.folds)
        return Found(*(part[rows] for part in parts))


@dataclass(frozen=True)
class Codesigns:
    """What all answers taught about the themes of a codebook.

    ``company`` (themes × words) is what answers with a theme's words have in common, ``meaning`` (themes × directions)
    where that lies; ``spread`` (folds × words × themes) and ``means`` (folds × themes) how each word speaks for what
    was heard; ``nothing`` says which themes are named "None".
    """

    words: Codewords
    company: Array
    meaning: Array
    spread: Array
    means: Array
    nothing: Array

    @classmethod
    def learnt(
        cls, found: Found, words: Codewords, vocabulary: Vocabulary, basis: Array, *, nothing: Array, known: Array
    ) -> "Codesigns":
        """Return what the answers ``found`` teach; ``known`` is where word vectors place each theme (themes × any)."""
        company = _company(found, words, vocabulary, basis)
        weights, means = spread(found.weighed, basis, found.heard, found.folds, penalty=_PENALTY)
        meaning = unit(np.concatenate([unit(company @ basis[:, :MEANING]), known], axis=1)).astype(np.float32)
        return cls(words, company, meaning, weights, means, nothing)

    def of(self, found: Found) -> Array:
        """Return the `SIGNS` of each theme in each answer: answers × themes × signs."""
        heard = found.heard
        words = np.asarray(found.weighed @ self.words.query.T)
        company = np.asarray(found.weighed @ self.company.T)
        meaning = np.einsum("nd,td->nt", found.meant, self.meaning)
        spoken = self.spoken(found)
        none = np.broadcast_to(self.nothing, heard.shape)
        signs = (
            heard, np.minimum(_MOST_WORTH, _present(found) @ self.words.worth.T), words, beside(words),
            company, beside(company), meaning, beside(meaning), spoken, beside(spoken),
            most(found.counts, self.words.like), none, none * found.refused[:, :1], none * found.refused[:, 1:2],
            heard.sum(axis=1, keepdims=True) - heard,
        )  # fmt: skip
        return np.stack(signs, axis=-1).astype(np.float32)

    def spoken(self, found: Found) -> Array:
        """Return how the words of each answer speak for what cues and labels hear, by what the other parts taught."""
        return by_fold(found, self.spread, self.means)


def by_fold(found: Found, weights: Array, means: Array) -> Array:
    """Return what the weights learnt without an answer's own part say of it (see `nlp.learning.space.spread`)."""
    said = np.zeros((len(found.folds), means.shape[1]), np.float32)
    for fold in range(FOLDS):
        own = found.folds == fold
        if own.any():
            said[own] = found.weighed[own] @ weights[fold] + means[fold]
    return said


def beside(scores: Array) -> Array:
    """Return each theme's score less the highest of the others, in each row."""
    if scores.shape[1] == 1:
        return scores
    highest = np.sort(scores, axis=1)
    others = np.where(scores >= highest[:, -1:], highest[:, -2:-1], highest[:, -1:])
    return scores - others


def most(counts: csr_matrix, like: csr_matrix) -> Array:
    """Return for each theme how much the likest word of each answer looks like one of its own."""
    found = np.zeros((counts.shape[0], like.shape[0]), np.float32)
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    of_words = like.T.tocsr()
    resembling = (np.diff(of_words.indptr) > 0)[counts.indices]
    of_words = of_words[counts.indices[resembling]]
    rows = np.repeat(rows[resembling], np.diff(of_words.indptr))
    np.maximum.at(found, (rows, of_words.indices), of_words.data)
    return found


def _present(found: Found) -> csr_matrix:
    present = found.counts.copy()
    present.data = np.ones_like(present.data)
    return present


def _company(found: Found, words: Codewords, vocabulary: Vocabulary, basis: Array) -> Array:
    """Return each theme's query, widened by what the answers that match it best have in common (Rocchio's method)."""
    place = unit(words.query @ basis[:, :MEANING])
    matched = np.asarray(_present(found) @ words.worth.T) + 0.5 * most(found.counts, words.like)
    matched = np.where(matched > 0, matched + 0.5 * found.meant[:, : place.shape[1]] @ place.T, 0)
    wide = words.query.copy()
    taken = max(_FEWEST, int(_BEST_OF * len(matched)))
    for theme, scores in enumerate(matched.T):
        best: Sequence[int] = [row for row in np.argsort(-scores, kind="stable")[:taken] if scores[row] > 0]
        if best:
            common = np.asarray(found.weighed[best].mean(axis=0)).ravel()
            common = np.where(vocabulary.idle, _ONCE_MORE_IDLE * common, common)
            wide[theme] += unit(common)
    return unit(wide).astype(np.float32)

"""What coded answers teach, and what it says of others. Imports numpy, scipy and `nlp`.

Ridge regression on the likeness of answers, of their words and of their places in the space of meanings, and the
middle of each theme's answers there. The signs of a coded answer itself come from the other coded answers.
"""

from dataclasses import dataclass

import numpy as np

from nlp.learning.codesigns import Found, beside
from nlp.learning.vocabulary import Array, unit

SIGNS = (
    "heard, as often as right", "like coded ones", "like coded ones, beside others", "near the middle",
    "near the middle, beside others", "like coded ones, logarithm", "heard, never coded", "how many coded",
    "like coded ones, of a coded theme",
)  # fmt: skip
"""Each sign's name, in the order of the last axis of `Taught.of`."""

PARTS = 10
_PENALTY = 1.5
_DOUBT = 2  # what the precision of all themes counts in that of one: as so many answers
_LEAST = 0.002


@dataclass(frozen=True)
class Taught:
    """What coded answers taught of each theme.

    ``words`` and ``runs`` (words or runs of characters × themes) and ``meaning`` (themes × directions) weigh an answer,
    ``mean`` is what it begins with; ``middles`` (themes × directions) are seen from ``centre``; ``precision`` is how
    often cues and labels were right, ``coded`` how many answers have the theme of ``total``.
    """

    words: Array
    runs: Array
    meaning: Array
    mean: Array
    middles: Array
    centre: Array
    precision: Array
    coded: Array
    total: float

    @classmethod
    def by(cls, found: Found, labels: Array, weights: Array, *, total: float | None = None) -> "Taught":
        """Return what the answers ``found`` teach, coded with ``labels`` (answers × themes), each with its weight.

        ``total`` is as how many answers they count, by default what they weigh.
        """
        share = weights / weights.sum()
        mean = share @ labels
        like = (found.weighed @ found.weighed.T + found.spelt @ found.spelt.T).toarray() + found.meant @ found.meant.T
        solved = np.linalg.solve(like.astype(np.float64) + np.diag(_PENALTY / weights), labels - mean)
        centre = share @ found.meant
        coded = weights @ labels
        of = weights.sum() if total is None else total
        return cls(
            words=np.asarray(found.weighed.T @ solved, np.float32),
            runs=np.asarray(found.spelt.T @ solved, np.float32),
            meaning=(solved.T @ found.meant).astype(np.float32),
            mean=mean.astype(np.float32),
            middles=unit((labels * weights[:, None]).T @ (found.meant - centre)).astype(np.float32),
            centre=centre.astype(np.float32),
            precision=_precision(found.heard, labels, weights),
            coded=(coded * of / weights.sum()).astype(np.float32),
            total=float(of),
        )

    def of(self, found: Found) -> Array:
        """Return the `SIGNS` of each theme in each answer: answers × themes × signs."""
        heard, seen = found.heard, (self.coded > 0).astype(np.float32)
        alike = (
            np.asarray(found.weighed @ self.words + found.spelt @ self.runs)
            + np.einsum("nd,td->nt", found.meant, self.meaning)
            + self.mean
        )
        near = np.einsum("nd,td->nt", unit(found.meant - self.centre), self.middles)
        signs = (
            heard * self.precision, alike, beside(alike), near, beside(near), np.log(np.maximum(alike, _LEAST)),
            heard * (1 - seen), np.broadcast_to(np.log1p(self.coded), heard.shape), seen * alike,
        )  # fmt: skip
        return np.stack(signs, axis=-1).astype(np.float32)


def signs_of_coded(found: Found, labels: Array, weights: Array) -> Array:
    """Return the `SIGNS` of the coded answers themselves, each by what the others teach: in tenths."""
    parts = np.arange(len(labels)) % min(PARTS, len(labels))
    signs = np.zeros((*labels.shape, len(SIGNS)), np.float32)
    for part in range(parts.max() + 1):
        own, others = _rows(parts == part), _rows(parts != part)
        if len(others):
            taught = Taught.by(found[others], labels[others], weights[others], total=weights.sum())
            signs[own] = taught.of(found[own])
    return signs


def _rows(mask: Array) -> Array:
    return np.flatnonzero(mask)


def _precision(heard: Array, labels: Array, weights: Array) -> Array:
    times, right = weights @ heard, weights @ (heard * labels)
    overall = (right.sum() + 1) / (times.sum() + 2)
    return np.asarray((right + _DOUBT * overall) / (times + _DOUBT), np.float32)

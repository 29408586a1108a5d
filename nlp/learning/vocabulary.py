"""The words that answers and codebook have, each with a number and its rarity; texts as rows of a sparse matrix.

Imports numpy, scipy and `nlp`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from nlp.learning.spelling import Spelling

Array = NDArray[Any]
"""Single precision where nothing else is said."""

IDLE = 0.3
"""What a word without content counts beside one with: "not" and "more" say something, in company."""


class Vocabulary:
    """Words in their order, how rare each is (smoothed inverse document frequency), and which are ``idle``."""

    def __init__(self, words: Sequence[str], rarity: Array, idle: Array) -> None:
        self.words = tuple(words)
        self.rarity = rarity
        self.idle = idle
        self._weights = diags(rarity * np.where(idle, np.float32(IDLE), np.float32(1)))

    @classmethod
    def of(cls, documents: Sequence[Sequence[str]], others: Iterable[str], idle: frozenset[str]) -> "Vocabulary":
        """Return that of ``documents`` (stems) and of ``others``, words that a codebook uses."""
        spread = Counter(word for document in documents for word in set(document))
        words = sorted(spread.keys() | set(others))
        found = np.array([spread[word] for word in words])
        rarity = np.log((1 + len(documents)) / (1 + found)) + 1
        bare = np.array([word in idle or len(word) == 1 for word in words], bool)
        return cls(words, rarity.astype(np.float32), bare)

    @cached_property
    def _run_weights(self) -> csr_matrix:
        spread = np.exp(1 - self.rarity) @ self._runs  # in which share of the answers a run stands, at most
        return diags((1 - np.log(np.minimum(1, spread))).astype(np.float32))

    @cached_property
    def spelling(self) -> Spelling:
        """What finds words that look like others."""
        return Spelling(self.words)

    def counted(self, answers: Sequence[Sequence[int]]) -> csr_matrix:
        """Return how often each word stands in each of ``answers``: its words by their numbers, below zero if unknown.

        A word that is not known counts as the one most like it, if there is one: that is whose number it has.
        """
        width = max(1, len(self.words))
        numbers = np.fromiter(chain.from_iterable(answers), np.int64)
        rows = np.repeat(np.arange(len(answers)), [len(answer) for answer in answers])
        places, times = np.unique((rows * width + numbers)[numbers >= 0], return_counts=True)
        rows, columns = np.divmod(places, width)
        ends = np.searchsorted(rows, np.arange(len(answers) + 1))
        shape = (len(answers), len(self.words))
        return csr_matrix((times.astype(np.float32), columns.astype(np.int32), ends.astype(np.int32)), shape=shape)

    @cached_property
    def _runs(self) -> csr_matrix:
        """Words × runs of characters: which stand in which, as ones."""
        numbers: dict[str, int] = {}
        pairs = [
            (at, numbers.setdefault(run, len(numbers))) for at, word in enumerate(self.words) for run in runs(word)
        ]
        rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
        shape = (len(self.words), len(numbers))
        return csr_matrix((np.ones(len(pairs), np.float32), (rows, columns)), shape=shape)

    def spelt(self, counts: csr_matrix) -> csr_matrix:
        """Return the runs of three to five characters in each answer, as TF-IDF of length one."""
        present = counts.copy()
        present.data = np.ones_like(present.data)
        found = csr_matrix(present @ self._runs)
        found.data = 1 + np.log(found.data)
        return unit_rows(found @ self._run_weights)

    def weighed(self, counts: csr_matrix) -> csr_matrix:
        """Return TF-IDF of length one: 1 + log of how often, times the rarity."""
        heard = counts.copy()
        heard.data = 1 + np.log(heard.data)
        return unit_rows(heard @ self._weights)


def runs(word: str) -> tuple[str, ...]:
    """Return the runs of three to five characters in a word, its ends marked, each once and always in one order."""
    edged = f"<{word}>"
    return tuple(dict.fromkeys(edged[at : at + long] for long in (3, 4, 5) for at in range(len(edged) - long + 1)))


def unit_rows(rows: csr_matrix) -> csr_matrix:
    """Return ``rows`` with a length of one each, or of zero."""
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).ravel()
    return csr_matrix(diags((1 / np.where(lengths > 0, lengths, 1)).astype(np.float32)) @ rows)


def unit(rows: Array) -> Array:
    """Return dense ``rows`` with a length of one each, or of zero."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)

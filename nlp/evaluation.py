"""How good tagging is: the protocol of ``palabre evaluate``. Imports the core and `nlp`.

For each seed the coded answers are shuffled, the first so many are learnt from, and the rest, at most 2,000, are tagged
and compared. The texts of all answers may be used, as a facilitator has them too.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from consultation.errors import InvalidInput
from nlp.learning.lessons import Ground, labels_of, learnt
from nlp.learning.scores import Scores, mean_of, scores

MOST_TESTED = 2000


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Means over the seeds. ``texts_per_second`` is of tagging in one process, the time to learn not counted."""

    scores: Scores
    texts_per_second: float
    n_train: int
    n_test: int
    seeds: int


def evaluate(
    ground: Ground, *, train: int, seeds: int, progress: Callable[[str, int, int], None] = lambda *_: None
) -> Evaluation:
    """Return how well a model learnt from ``train`` coded answers finds what people coded in the others.

    Raises `InvalidInput` where no coded answer would be left to test.
    """
    coded = [row for row, said in enumerate(ground.answers) if said.labels is not None]
    if train >= len(coded):
        raise InvalidInput(
            f"{train} examples of {len(coded)} coded answers leave none to test: give fewer", where="--train"
        )
    several, rates, tested = [], [], 0
    for seed in range(seeds):
        progress("Evaluating", seed, seeds)
        examples, tests = split(coded, train, seed)
        measured, rate = _measured(ground, examples, tests)
        several.append(measured)
        rates.append(rate)
        tested = len(tests)
    progress("Evaluating", seeds, seeds)
    return Evaluation(mean_of(several), sum(rates) / seeds, train, tested, seeds)


def split(coded: Sequence[int], train: int, seed: int) -> tuple[list[int], list[int]]:
    """Return which of the answers numbered ``coded`` are examples, and which are tests."""
    shuffled = list(coded)
    random.Random(seed).shuffle(shuffled)
    return shuffled[:train], shuffled[train:][:MOST_TESTED]


def _measured(ground: Ground, examples: Sequence[int], tests: Sequence[int]) -> tuple[Scores, float]:
    model = learnt(ground, examples)
    begun = time.perf_counter()
    given = np.concatenate([model.given(ground.found_of(rows)) for rows in _chunks(tests)])
    rate = len(tests) / (time.perf_counter() - begun)
    return scores(labels_of(ground, tests), given), rate


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    return (rows[at : at + 256] for at in range(0, len(rows), 256))

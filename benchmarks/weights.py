"""Makes ``nlp/learning/weights.json``: what signs were worth in consultations whose answers people coded.

``DATA=DIR python -m benchmarks weights`` learns from some answers of each set below DIR, takes the signs of others, and
fits one logistic model over the pairs of all sets, for each of a few numbers of examples.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.coded_sets import CodedSet, sets
from nlp.evaluation import split
from nlp.learning.examples import Taught
from nlp.learning.vocabulary import Array
from nlp.learning.weighing import PARTS, SHIPPED, Elsewhere, Scale, fitted

EXAMPLES = (20, 100, 500)

_SEEDS = (100, 101)  # not those that tagging is measured with
_MOST_TESTED = 1000
_MOST_TAUGHT = 2 / 3  # of a set that has fewer answers than examples are asked for
_FULL = 500  # a set with fewer tests than this says less
_LOYALTY = 0.002  # to none at all: there are thousands of pairs
_DIGITS = 4


@dataclass(frozen=True)
class Sample:
    """The signs of all pairs (pairs × signs) of the tests of one set, and which of them people coded."""

    family: str
    examples: int
    tested: int
    signs: Array
    coded: Array


def main() -> None:
    """Write the file."""
    found = weights([sample for each in sets() for sample in samples(each)])
    told = (found.scale.mean, found.scale.deviation, found.examples, found.weights)
    rounded = {
        name: np.round(part.astype(np.float64), _DIGITS).tolist() for name, part in zip(PARTS, told, strict=True)
    }
    SHIPPED.write_text(json.dumps(rounded) + "\n", encoding="utf-8")
    print(f"weights of {len(rounded['mean'])} signs after {', '.join(map(str, EXAMPLES))} examples: {SHIPPED}")


def samples(of: CodedSet) -> Iterator[Sample]:
    """Yield what each number of examples says of others of a set, for each seed."""
    with threadpool_limits(1):  # the same sums in the same order, wherever it runs
        for examples in EXAMPLES:
            for seed in _SEEDS:
                taken = min(examples, int(len(of.coded) * _MOST_TAUGHT))
                yield _sample(of, examples, *map(np.array, split(of.coded, taken, seed)))


def _sample(of: CodedSet, examples: int, taught: Array, tests: Array) -> Sample:
    tests = tests[:_MOST_TESTED]
    found, labels = of.ground.found, of.labels
    by = Taught.by(found[taught], labels[taught], np.ones(len(taught), np.float32))
    signs = np.concatenate([of.ground.signs[tests], by.of(found[tests])], axis=-1)
    return Sample(of.family, examples, len(tests), signs.reshape(-1, signs.shape[-1]), labels[tests].ravel())


def weights(of: Sequence[Sample], *, without: str = "") -> Elsewhere:
    """Return what signs are worth in these samples, those of one family left out if it is named."""
    used = [sample for sample in of if sample.family != without]
    every = np.vstack([sample.signs for sample in used])
    scale = Scale(every.mean(axis=0), every.std(axis=0) + 1e-3)
    rows = [_fitted(scale, [sample for sample in used if sample.examples == examples]) for examples in EXAMPLES]
    return Elsewhere(scale, np.array(EXAMPLES, np.float64), np.array(rows))


def _fitted(scale: Scale, of: Sequence[Sample]) -> Array:
    """Return the weights of one number of examples; the more sets a family has, the less each of them counts."""
    families = Counter(sample.family for sample in of)
    each = [
        np.full(len(sample.coded), min(1, sample.tested / _FULL) / len(sample.coded) / families[sample.family] ** 0.5)
        for sample in of
    ]
    signs = scale.of(np.vstack([sample.signs for sample in of]))
    coded = np.concatenate([sample.coded for sample in of]).astype(np.float64)
    counted = np.concatenate(each)
    return fitted(signs, coded, counted / counted.sum(), np.zeros(signs.shape[1]), _LOYALTY)


if __name__ == "__main__":
    main()

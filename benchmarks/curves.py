"""How good tags are after so many coded answers: ours beside baselines, as a table, as CSV and as a picture in docs/.

``DATA=DIR python -m benchmarks curves`` takes every set below DIR (see `benchmarks.coded_sets`); ``SEEDS=5`` is how
many times each is measured, as ``palabre evaluate`` does. What signs are worth was learnt on sets like these, so ours
is also measured with the weights of the other families alone: that is what a new consultation will see.
"""

import csv
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.baselines import by_cues, by_linear_models, by_spacy
from benchmarks.coded_sets import CodedSet, sets
from benchmarks.curves_picture import picture
from benchmarks.weights import samples, weights
from nlp.evaluation import split
from nlp.learning.lessons import learnt
from nlp.learning.scores import Scores, mean_of, scores
from nlp.learning.vocabulary import Array
from nlp.learning.weighing import Elsewhere, elsewhere

SEEDS = int(os.environ.get("SEEDS", "5"))
FEW_SEEDS = min(2, SEEDS)
"""Of spaCy's classifier, which is slow to learn."""

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLES = (0, 20, 50, 100, 200, 400, 500)
"""400 is measured where 500 is too many."""

_MOST_TAUGHT = 0.68

Method = Callable[[CodedSet, Sequence[int], Sequence[int]], Array]
"""The tags of tests (tests × themes, 0 or 1) after the answers of these numbers were coded."""


@dataclass(frozen=True, slots=True)
class Point:
    """One method's figures on one set after so many examples, means over the seeds."""

    set: str
    answers: int
    themes: int
    method: str
    examples: int
    micro_f1: float
    macro_f1: float
    seeds: int


def main() -> None:
    """Print the table, and write the figures and the picture."""
    taken = list(sets())
    known = [sample for each in taken for sample in samples(each)]
    points: list[Point] = []
    for each in taken:
        print(f"{each.name}: {len(each.coded)} coded answers, {len(each.ground.codebook.themes)} themes", flush=True)
        points += _curves(each, weights(known, without=each.family))
    with (DOCS / "tagging-curves.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Point)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(asdict, points))
    (DOCS / "tagging-curves.svg").write_text(picture(points), encoding="utf-8")


def _curves(of: CodedSet, others: Elsewhere) -> Iterator[Point]:
    methods: dict[str, tuple[Method, int]] = {
        "palabre": (partial(by_palabre, begun=elsewhere()), SEEDS),
        "palabre, weights of other families": (partial(by_palabre, begun=others), SEEDS),
        "cues alone": (by_cues, SEEDS),
        "one linear model per theme": (by_linear_models, SEEDS),
        "spaCy textcat_multilabel": (by_spacy, FEW_SEEDS),
    }
    for name, (method, seeds) in methods.items():
        curve = [_point(of, name, method, examples, seeds) for examples in _steps(of, method)]
        print(f"  {name:36}", *(f"{at.examples}: {at.micro_f1:.3f}/{at.macro_f1:.3f} " for at in curve), flush=True)
        yield from curve


def _steps(of: CodedSet, method: Method) -> Sequence[int]:
    """Return after how many examples to measure: of a small set, no more than two thirds or so."""
    half = [step for step in EXAMPLES if step <= len(of.coded) * _MOST_TAUGHT]
    steps = [step for step in half if step != 400 or half[-1] == 400]
    return steps[1:] if method in (by_linear_models, by_spacy) else steps


def _point(of: CodedSet, name: str, method: Method, examples: int, seeds: int) -> Point:
    print(f"  {name} after {examples}", end="\r", file=sys.stderr, flush=True)
    measured = mean_of([_measured(of, method, examples, seed) for seed in range(seeds)])
    figures = round(measured.micro_f1, 3), round(measured.macro_f1, 3)
    return Point(of.name, len(of.coded), len(of.ground.codebook.themes), name, examples, *figures, seeds)


def _measured(of: CodedSet, method: Method, examples: int, seed: int) -> Scores:
    taught, tests = split(of.coded, examples, seed)
    return scores(of.labels[tests], method(of, taught, tests))


def by_palabre(of: CodedSet, taught: Sequence[int], tests: Sequence[int], *, begun: Elsewhere) -> Array:
    """Return what our model gives, from these weights on."""
    return learnt(of.ground, taught, begun=begun).given(of.ground.found[np.array(tests)])


if __name__ == "__main__":
    main()

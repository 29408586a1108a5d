"""How well one set of themes agrees with another: precision, recall and F1. Imports the standard library only.

For one theme, over the same answers: a *hit* is an answer that both gave the theme, *extra* one that only the judged
gave it, *missed* one that only the reference gave it (van Rijsbergen, Information Retrieval, 1979, chapter 7)::

    precision = hits / (hits + extra)     recall = hits / (hits + missed)     F1 = 2 hits / (2 hits + extra + missed)

Each is 0 where its denominator is. *Micro* adds up hits, extra and missed over all themes before dividing; *macro* is
the plain mean over the themes that occur in the reference (support > 0), so that a rare theme weighs as much as a
frequent one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each 0 to 1, and ``support``: how often the reference gave the theme."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well the judged agree with the reference over ``answers`` answers; ``themes`` in order of id."""

    answers: int
    micro: Score
    macro: Score
    themes: Mapping[str, Score]


def score(hits: int, extra: int, missed: int) -> Score:
    """Return the score of these counts."""
    return Score(
        precision=_ratio(hits, hits + extra),
        recall=_ratio(hits, hits + missed),
        f1=_ratio(2 * hits, 2 * hits + extra + missed),
        support=hits + missed,
    )


def agreement(pairs: Iterable[tuple[Collection[str], Collection[str]]]) -> Agreement:
    """Compare the themes of each answer: (judged, reference) pairs."""
    hits, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    answers = 0
    for judged, reference in pairs:
        answers += 1
        given, wanted = set(judged), set(reference)
        hits.update(given & wanted)
        extra.update(given - wanted)
        missed.update(wanted - given)
    themes = {theme: score(hits[theme], extra[theme], missed[theme]) for theme in sorted({*hits, *extra, *missed})}
    micro = score(hits.total(), extra.total(), missed.total())
    return Agreement(answers, micro, _mean([found for found in themes.values() if found.support]), themes)


def _mean(scores: list[Score]) -> Score:
    return Score(
        precision=_ratio(sum(one.precision for one in scores), len(scores)),
        recall=_ratio(sum(one.recall for one in scores), len(scores)),
        f1=_ratio(sum(one.f1 for one in scores), len(scores)),
        support=sum(one.support for one in scores),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0

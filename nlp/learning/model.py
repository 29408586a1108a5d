"""What was learnt, as one value, and the chances that it gives to the themes of an answer. Imports numpy and `nlp`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from nlp.learning.alone import Alone
from nlp.learning.codesigns import Codesigns, Found, by_fold
from nlp.learning.deciding import tagged
from nlp.learning.ears import Ears, Heard
from nlp.learning.examples import Taught
from nlp.learning.refusals import SIGNS as REFUSALS
from nlp.learning.said import Said
from nlp.learning.space import MEANING
from nlp.learning.vocabulary import Array, Vocabulary, unit
from nlp.learning.weighing import Scale, chances

VERSION = 2
"""Of the form of a model; one of another version must be learnt anew."""


@dataclass(frozen=True)
class Echo:
    """How words speak for what the model itself gave all answers: what it learnt from those that nobody coded."""

    spread: Array
    means: Array


@dataclass(frozen=True)
class Model:
    """What was learnt for a codebook.

    ``taught``, ``scale``, ``weights`` (of scaled signs) and ``echo`` are None where no answer was coded: then ``alone``
    decides. ``vectors`` names the pipeline whose word vectors it was learnt with, if any. ``about`` is what a person
    wants to know of it: examples by theme, measured quality, fingerprint of what it learnt from.
    """

    vocabulary: Vocabulary
    basis: Array
    codesigns: Codesigns
    alone: Alone
    thresholds: Array
    taught: Taught | None = None
    scale: Scale | None = None
    weights: Array | None = None
    echo: Echo | None = None
    vectors: str = ""
    about: Mapping[str, object] = field(default_factory=dict)

    def found(self, answers: Sequence[Said], ears: Ears) -> Found:
        """Return ``answers`` as numbers."""
        return self.found_in(answers, ears.hear(answers, self.vocabulary), ears)

    def found_in(self, answers: Sequence[Said], heard: Sequence[Heard], ears: Ears) -> Found:
        """Return ``answers``, in which that was ``heard``, as numbers."""
        return found(answers, heard, ears, self.vocabulary, self.basis, self.codesigns.nothing)

    def signs(self, of: Found) -> Array:
        """Return all signs of each theme in each answer."""
        signs = self.codesigns.of(of)
        return signs if self.taught is None else np.concatenate([signs, self.taught.of(of)], axis=-1)

    def chances(self, of: Found) -> Array:
        """Return the chance of each theme in each answer (answers × themes)."""
        signs = self.signs(of)
        if self.scale is None or self.weights is None:
            return self.alone.chances(signs)
        first = chances(self.scale.of(signs), self.weights, of.heard.shape)
        return first if self.echo is None else (first + echoed(self.echo, of)) / 2

    def given(self, of: Found) -> Array:
        """Return which themes are tagged in each answer: answers × themes, 0 or 1."""
        return self.decided(of, self.chances(of)).astype(np.float32)

    def decided(self, of: Found, chances: Array) -> Array:
        """Return which of the ``chances`` become tags: answers × themes, true or false."""
        if self.taught is None:
            return np.asarray(chances >= self.thresholds)
        coded, precision = self.taught.coded, self.taught.precision
        return tagged(chances, self.thresholds, of.heard, coded=coded, precision=precision)


def found(
    answers: Sequence[Said],
    each: Sequence[Heard],
    ears: Ears,
    vocabulary: Vocabulary,
    basis: Array,
    nothing: Array,
) -> Found:
    """Return ``answers`` as numbers, by what was heard in ``each``."""
    counts, heard = vocabulary.counted([one.numbers for one in each]), ears.themes(each)
    refused = np.zeros((len(answers), REFUSALS), np.float32)
    if nothing.any():
        refused = ears.refusals.shown(answers)
        _refuse(heard, refused > 0, nothing)
    weighed = vocabulary.weighed(counts)
    meant = unit(np.asarray(weighed @ basis[:, :MEANING])).astype(np.float32)
    if ears.vectors:
        meant = unit(np.concatenate([meant, ears.vectors.of([said.text for said in answers])], axis=1))
    return Found(
        counts,
        weighed,
        vocabulary.spelt(counts),
        meant,
        heard,
        refused,
        np.array([said.fold for said in answers], np.intp),
    )


def _refuse(heard: Array, refused: Array, nothing: Array) -> None:
    """Let "None" be heard where an answer refuses the question, and alone where it does so with its first words."""
    denies, at_once, briefly = refused.T
    said = denies | (heard[:, nothing].max(axis=1) > 0)
    heard[at_once | said] = np.maximum(heard[at_once | said], nothing)
    heard[briefly | (at_once & said)] = nothing


def echoed(echo: Echo, of: Found) -> Array:
    """Return what the words of each answer say by what the other parts were given, between 0 and 1."""
    return np.clip(by_fold(of, echo.spread, echo.means), 0, 1)

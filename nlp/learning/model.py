"""What was learnt, as one value, and the chances that it gives to the themes of an answer. Imports numpy and `nlp`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from consultation.codebook import Codebook
from nlp.learning.codesigns import SIGNS, Codesigns, Found, by_fold
from nlp.learning.examples import Taught
from nlp.learning.refusals import SIGNS as REFUSALS
from nlp.learning.refusals import refusals
from nlp.learning.said import Reader, Said
from nlp.learning.space import MEANING
from nlp.learning.vocabulary import Array, Vocabulary, unit
from nlp.learning.weighing import Scale, chances
from nlp.tagger import CueTagger

VERSION = 1
"""Of the form of a model; one of another version must be learnt anew."""

_HEARD = 0.99
_HARDLY_CODED, _EASIER = 1, 0.5
"""A theme with so few coded answers is tagged where it is heard, from this part of its threshold on."""

_COMPANY, _SPREAD = SIGNS.index("company beside others"), SIGNS.index("spread beside others")


@dataclass(frozen=True)
class Alone:
    """When a theme is tagged in an answer without any cue or label, although nobody has coded anything yet.

    The best theme's sum of its two signs of company, each less its ``mean`` and over its ``deviation``, must reach
    ``least``.
    """

    mean: Array
    deviation: Array
    least: float

    def strength(self, signs: Array) -> Array:
        """Return that sum for each pair."""
        pair = signs[..., [_COMPANY, _SPREAD]]
        return np.asarray(((pair - self.mean) / self.deviation).sum(axis=-1))

    def chances(self, signs: Array) -> Array:
        """Return 0.99 where a theme is heard, 0.5 where it is the best of an answer in which none is, else 0."""
        heard, strength = signs[..., 0], self.strength(signs)
        silent = heard.sum(axis=1, keepdims=True) == 0
        best = strength >= np.maximum(self.least, strength.max(axis=1, keepdims=True))
        return np.where(heard > 0, _HEARD, np.where(silent & best, 0.5, 0)).astype(np.float32)


@dataclass(frozen=True)
class Echo:
    """How words speak for what the model itself gave all answers: what it learnt from those that nobody coded."""

    spread: Array
    means: Array


@dataclass(frozen=True)
class Model:
    """What was learnt for a codebook.

    ``taught``, ``scale``, ``weights`` (of scaled signs) and ``echo`` are None where no answer was coded: then ``alone``
    decides. ``about`` is what a person wants to know of it: examples by theme, measured quality, fingerprint of what it
    learnt from.
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
    about: Mapping[str, object] = field(default_factory=dict)

    def found(self, answers: Sequence[Said], ears: "Ears") -> Found:
        """Return ``answers`` as numbers."""
        counts = self.vocabulary.counts(ears.reader.all_stems(answers))
        return found(answers, counts, ears, self.vocabulary, self.basis, self.codesigns.nothing)

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
        """Return which of the ``chances`` become tags.

        Coded answers say next to nothing of a theme that hardly any of them has: there the codebook is trusted more.
        """
        if self.taught is None:
            return np.asarray(chances >= self.thresholds)
        trusted = (of.heard > 0) & (self.taught.coded <= _HARDLY_CODED)
        return np.asarray(chances >= np.where(trusted, np.float32(_EASIER), np.float32(1)) * self.thresholds)


class Ears:
    """What reads answers before a model does: stems, and what cues and labels hear."""

    def __init__(self, codebook: Codebook) -> None:
        self.reader = Reader()
        self.tagger = CueTagger(codebook)
        self._at = {theme.id: number for number, theme in enumerate(codebook.themes)}

    def heard(self, answers: Sequence[Said]) -> Array:
        """Return what cues and labels hear: answers × themes, 0 or 1."""
        heard = np.zeros((len(answers), len(self._at)), np.float32)
        for row, said in enumerate(answers):
            for tag in self.tagger.tag_in(said.language, said.text).tags:
                heard[row, self._at[tag.theme]] = 1
        return heard


def found(
    answers: Sequence[Said], counts: object, ears: Ears, vocabulary: Vocabulary, basis: Array, nothing: Array
) -> Found:
    """Return ``answers``, whose words were counted, as numbers; whoever says "None" says nothing else."""
    heard = ears.heard(answers)
    refused = np.zeros((len(answers), REFUSALS), np.float32)
    if nothing.any():
        refused = refusals(answers, ears.reader.stems)
        denied = (refused[:, 0] > 0) | (refused[:, 2] > 0) | (heard[:, nothing].max(axis=1) > 0)
        heard[denied] = nothing
    weighed = vocabulary.weighed(counts)
    meant = unit(np.asarray(weighed @ basis[:, :MEANING])).astype(np.float32)
    return Found(
        counts,
        weighed,
        vocabulary.spelt(counts),
        meant,
        heard,
        refused,
        np.array([said.fold for said in answers], np.intp),
    )


def echoed(echo: Echo, of: Found) -> Array:
    """Return what the words of each answer say by what the other parts were given, between 0 and 1."""
    return np.clip(by_fold(of, echo.spread, echo.means), 0, 1)

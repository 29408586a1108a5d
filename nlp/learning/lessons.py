"""Learns a model from a codebook, coded answers and uncoded ones. Imports numpy, threadpoolctl, the core and `nlp`."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from threadpoolctl import threadpool_limits

from consultation.codebook import Codebook
from nlp.learning.alone import Alone
from nlp.learning.codesigns import Codesigns, Found
from nlp.learning.codewords import Codewords, worths_of
from nlp.learning.deciding import thresholds
from nlp.learning.ears import Ears
from nlp.learning.examples import Taught, signs_of_coded
from nlp.learning.model import Echo, Model, echoed, found
from nlp.learning.refusals import about_nothing
from nlp.learning.said import Said
from nlp.learning.space import directions, spread
from nlp.learning.vectors import Vectors
from nlp.learning.vocabulary import Array, Vocabulary
from nlp.learning.weighing import Elsewhere, chances, elsewhere, fitted
from nlp.lexicon import idle_words

_PENALTY = 0.5


@dataclass(frozen=True)
class Ground:
    """What all answers say before any is coded: from which models are learnt, one or many."""

    codebook: Codebook
    answers: Sequence[Said]
    model: Model
    found: Found
    signs: Array
    ears: Ears

    def found_of(self, rows: Sequence[int]) -> Found:
        """Return some of the answers as numbers, read anew as a tagger reads them."""
        return self.model.found([self.answers[row] for row in rows], self.ears)


def prepared(codebook: Codebook, answers: Sequence[Said], vectors: Vectors | None = None) -> Ground:
    """Return the ground of these ``answers``, with word ``vectors`` if there are any; labels are not looked at."""
    ears = Ears(codebook, vectors)
    documents = ears.reader.all_stems(answers)
    known = worths_of(codebook, ears.reader)
    languages = {said.language for said in answers} | set(codebook.languages)
    idle = frozenset(
        stem
        for language in sorted(languages)
        for word in idle_words([language])
        for stem in ears.reader.stems(word, language)
    )
    vocabulary = Vocabulary.of(documents, (stem for theme in known for stem in theme), idle)
    with threadpool_limits(1):  # sums in another order are other bytes
        return _ground(codebook, answers, vocabulary, Codewords.of(known, vocabulary), ears)


def _known(codebook: Codebook, ears: Ears) -> Array:
    """Return where word vectors place each theme, by its labels and cues; without any, nothing: themes × 0."""
    if ears.vectors is None:
        return np.zeros((len(codebook.themes), 0), np.float32)
    cues = (
        (*theme.labels.values(), *(cue for cues in theme.cues.values() for cue in cues)) for theme in codebook.themes
    )
    return ears.vectors.of([" ".join(texts) for texts in cues])


def _ground(
    codebook: Codebook,
    answers: Sequence[Said],
    vocabulary: Vocabulary,
    words: Codewords,
    ears: Ears,
) -> Ground:
    heard = ears.hear(answers, vocabulary)
    basis = directions(vocabulary.weighed(vocabulary.counted([each.numbers for each in heard])))
    nothing = about_nothing(codebook)
    here = found(answers, heard, ears, vocabulary, basis, nothing)
    codesigns = Codesigns.learnt(here, words, vocabulary, basis, nothing=nothing, known=_known(codebook, ears))
    signs = codesigns.of(here)
    alone = Alone.by(signs)
    given = alone.chances(signs)
    about = _about(codebook, answers, (), np.zeros((0, len(codebook.themes))))
    model = Model(
        vocabulary,
        basis,
        codesigns,
        alone,
        thresholds(given),
        vectors=ears.vectors.name if ears.vectors else "",
        about=about,
    )
    return Ground(codebook, answers, model, here, signs, ears)


def learnt(ground: Ground, coded: Sequence[int], *, begun: Elsewhere | None = None) -> Model:
    """Return the model that the answers numbered ``coded``, which have labels, teach on that ``ground``."""
    rows = np.array(coded, np.intp)
    with threadpool_limits(1):
        return _taught(ground, rows, begun or elsewhere()) if len(rows) else ground.model


def _taught(ground: Ground, rows: Array, begun: Elsewhere) -> Model:
    labels, weights = labels_of(ground, rows), np.array([ground.answers[row].weight for row in rows], np.float32)
    here = ground.found[rows]
    taught = Taught.by(here, labels, weights)
    own = np.concatenate([ground.signs[rows], signs_of_coded(here, labels, weights)], axis=-1)
    scaled = begun.scale.of(own)
    each = np.repeat(weights, labels.shape[1]).astype(np.float64)
    fit = fitted(scaled, labels.ravel().astype(np.float64), each, begun.after(weights.sum()))
    every = np.concatenate([ground.signs, taught.of(ground.found)], axis=-1)
    first = chances(begun.scale.of(every), fit, ground.found.heard.shape)
    first[rows] = chances(scaled, fit, labels.shape)
    echo = Echo(*spread(ground.found.weighed, ground.model.basis, first, ground.found.folds, penalty=_PENALTY))
    given = (first + echoed(echo, ground.found)) / 2
    least = thresholds(given)
    about = _about(ground.codebook, ground.answers, rows, labels)
    return replace(
        ground.model, taught=taught, scale=begun.scale, weights=fit, echo=echo, thresholds=least, about=about
    )


def _about(
    codebook: Codebook, answers: Sequence[Said], rows: Sequence[int] | Array, labels: Array
) -> Mapping[str, object]:
    counts = map(int, labels.sum(axis=0))
    return {
        "answers": len(answers),
        "coded": len(rows),
        "examples": {theme.id: count for theme, count in zip(codebook.themes, counts, strict=True)},
        "learnt_from": fingerprint(answers[row] for row in rows),
    }


def fingerprint(coded: Iterable[Said]) -> str:
    """Return 12 hex digits of coded answers: their texts, labels and weights, in their order."""
    told = [(said.text, said.language, said.labels, said.weight) for said in coded]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:12]


def labels_of(ground: Ground, rows: Sequence[int] | Array) -> Array:
    """Return what people coded in some of the answers: answers × themes, 0 or 1."""
    at = {theme.id: number for number, theme in enumerate(ground.codebook.themes)}
    labels = np.zeros((len(rows), len(at)), np.float32)
    for number, row in enumerate(rows):
        labels[number, [at[theme] for theme in ground.answers[row].labels or ()]] = 1
    return labels

"""What a codebook's tagging is measured against: cues alone, a linear model of words per theme, spaCy's classifier.

A learnt baseline gives the chances of all pairs; tags are as many of the highest as there were in the coded examples,
for so many answers. That is kinder to it than a threshold of 0.5, which tags next to nothing after 20 examples.
"""

import random
import warnings
from collections.abc import Sequence

import numpy as np
import spacy
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from spacy.training import Example

from benchmarks.coded_sets import CodedSet
from nlp.learning.vocabulary import Array

_INVERSE_PENALTY = 10.0
_UPDATES = 300
"""Batches that spaCy's classifier learns from, at most `_EPOCHS` times the same example."""

_EPOCHS, _BATCH, _RATE = 40, 16, 0.005


def by_cues(of: CodedSet, _: Sequence[int], tests: Sequence[int]) -> Array:
    """Return what cues and labels hear, as ``palabre tag`` without a model says it."""
    tagger = of.ground.ears.tagger
    at = {theme.id: number for number, theme in enumerate(of.ground.codebook.themes)}
    given = np.zeros((len(tests), len(at)), np.float32)
    for row, said in enumerate(of.ground.answers[test] for test in tests):
        for tag in tagger.tag_in(said.language, said.text).tags:
            given[row, at[tag.theme]] = 1
    return given


def by_linear_models(of: CodedSet, taught: Sequence[int], tests: Sequence[int]) -> Array:
    """Return what one logistic model of TF-IDF per theme gives; rarity is that in all the answers."""
    texts = [said.text for said in of.ground.answers]
    words = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", ngram_range=(1, 2)).fit_transform(texts)
    labels = of.labels[list(taught)]
    chances = np.tile(labels.mean(axis=0), (len(tests), 1))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for theme in np.flatnonzero((labels.min(axis=0) < 1) & (labels.max(axis=0) > 0)):
            model = LogisticRegression(C=_INVERSE_PENALTY).fit(words[list(taught)], labels[:, theme])
            chances[:, theme] = model.predict_proba(words[list(tests)])[:, 1]
    return _as_many(chances, labels)


def by_spacy(of: CodedSet, taught: Sequence[int], tests: Sequence[int]) -> Array:
    """Return what spaCy's ``textcat_multilabel`` gives, a bag of words, no vectors."""
    themes = [theme.id for theme in of.ground.codebook.themes]
    nlp = spacy.blank("xx")
    model = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": False, "ngram_size": 1}
    classifier = nlp.add_pipe("textcat_multilabel", config={"model": model})
    examples = [_example(nlp.make_doc(of.ground.answers[row].text), themes, of.labels[row]) for row in taught]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = _RATE
    chance = random.Random(0)
    for _ in range(min(_UPDATES, _EPOCHS * -(-len(examples) // _BATCH))):
        nlp.update(chance.sample(examples, min(_BATCH, len(examples))), sgd=optimizer, drop=0.2)
    docs = [nlp.make_doc(of.ground.answers[row].text) for row in tests]
    chances = np.asarray(classifier.predict(docs))  # type: ignore[attr-defined]
    return _as_many(chances, of.labels[list(taught)])


def _example(doc: Doc, themes: Sequence[str], labels: Array) -> Example:
    return Example.from_dict(doc, {"cats": dict(zip(themes, map(float, labels), strict=True))})


def _as_many(chances: Array, coded: Array) -> Array:
    """Return the pairs of the highest chances: as many for an answer as people coded, on average."""
    most = max(1, round(float(coded.sum(axis=1).mean()) * len(chances)))
    return np.asarray(chances >= np.sort(chances, axis=None)[-most], np.float32)

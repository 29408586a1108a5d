"""What a codebook's tagging is measured against: cues alone, a linear model of words per theme, spaCy's classifier.

A learnt baseline says how much speaks for each pair; each theme is tagged as often as in the coded examples, where most
speaks for it. That is kinder than a threshold of 0.5, which tags next to nothing after 20 examples.
"""

import random
from collections.abc import Sequence
from functools import cache

import numpy as np
import spacy
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed
from threadpoolctl import threadpool_limits

from benchmarks.coded_sets import CodedSet
from nlp.learning.vocabulary import Array
from nlp.tagger import CueTagger

_INVERSE_PENALTY = 100.0
_UPDATES, _EPOCHS = 200, 40
"""How many batches spaCy's classifier learns from, and how often from the same example, at most."""

_BATCH, _RATE, _DROPPED = 16, 0.005, 0.2


def by_cues(of: CodedSet, _: Sequence[int], tests: Sequence[int]) -> Array:
    """Return what cues and labels hear, as ``palabre tag`` without a model says it."""
    tagger = CueTagger(of.ground.codebook)
    at = {theme.id: number for number, theme in enumerate(of.ground.codebook.themes)}
    given = np.zeros((len(tests), len(at)), np.float32)
    for row, said in enumerate(of.ground.answers[test] for test in tests):
        for tag in tagger.tag_in(said.language, said.text).tags:
            given[row, at[tag.theme]] = 1
    return given


def by_linear_models(of: CodedSet, taught: Sequence[int], tests: Sequence[int]) -> Array:
    """Return what one logistic model per theme gives, of TF-IDF of words and of runs of three to five characters."""
    words, labels = _weighed(of), of.labels[list(taught)]
    scores = np.tile(np.where(labels.min(axis=0) > 0, np.inf, -np.inf), (len(tests), 1))
    with threadpool_limits(1):
        for theme in np.flatnonzero((labels.min(axis=0) < 1) & (labels.max(axis=0) > 0)):
            model = LogisticRegression(C=_INVERSE_PENALTY, class_weight="balanced")
            scores[:, theme] = model.fit(words[list(taught)], labels[:, theme]).decision_function(words[list(tests)])
    return _as_often(scores, labels)


@cache
def _weighed(of: CodedSet) -> csr_matrix:
    """Return the TF-IDF of all answers: the rarity of words may be known from those that nobody coded."""
    texts = [said.text for said in of.ground.answers]
    words = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode")
    runs = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", analyzer="char_wb", ngram_range=(3, 5), min_df=2)
    return csr_matrix(hstack([words.fit_transform(texts), runs.fit_transform(texts)]))


def by_spacy(of: CodedSet, taught: Sequence[int], tests: Sequence[int]) -> Array:
    """Return what spaCy's ``textcat_multilabel`` gives, a bag of words without vectors."""
    fix_random_seed(0)
    themes = [theme.id for theme in of.ground.codebook.themes]
    nlp = spacy.blank("xx")
    model = {
        "@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": False, "ngram_size": 1, "no_output_layer": False
    }  # fmt: skip
    classifier = nlp.add_pipe("textcat_multilabel", config={"model": model})
    examples = [_example(nlp.make_doc(of.ground.answers[row].text), themes, of.labels[row]) for row in taught]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = _RATE
    chance = random.Random(0)
    for _ in range(min(_UPDATES, _EPOCHS * -(-len(examples) // _BATCH))):
        nlp.update(chance.sample(examples, min(_BATCH, len(examples))), sgd=optimizer, drop=_DROPPED)
    docs = [nlp.make_doc(of.ground.answers[row].text) for row in tests]
    return _as_often(np.asarray(classifier.predict(docs)), of.labels[list(taught)])  # type: ignore[attr-defined]


def _example(doc: Doc, themes: Sequence[str], labels: Array) -> Example:
    return Example.from_dict(doc, {"cats": dict(zip(themes, map(float, labels), strict=True))})


def _as_often(scores: Array, coded: Array) -> Array:
    """Return each theme's highest scores: as many as its share of the ``coded`` examples."""
    given = np.zeros(scores.shape, np.float32)
    for theme, often in enumerate(np.rint(coded.mean(axis=0) * len(scores)).astype(int)):
        given[np.argsort(-scores[:, theme], kind="stable")[:often], theme] = 1
    return given

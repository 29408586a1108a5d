"""Tags answers by a learnt model, and says why: the core's `Tagger`. Imports numpy, the core and `nlp`."""

from collections.abc import Iterator, Sequence
from threading import Lock

import numpy as np

from consultation.codebook import Codebook, Span, Tag, Tagged
from nlp.language import language_of
from nlp.learning.codesigns import SIGNS, Found
from nlp.learning.model import Ears, Model
from nlp.learning.said import Said, words
from nlp.learning.vocabulary import Array

_MOST_WORDS = 3
_WORTH_SHOWING = 0.4
"""Of what the word that weighs most weighs: what weighs less is no evidence."""

_DIGITS = 3
_LINEAR = ("words", "company", "spread")


class LearntTagger:
    """Tags by ``model``, learnt for ``codebook``; ``languages`` are as for `nlp.tagger.CueTagger`. Safe for threads."""

    def __init__(self, codebook: Codebook, model: Model, languages: Sequence[str] = ()) -> None:
        self._model = model
        self._ears = Ears(codebook)
        self._themes = [theme.id for theme in codebook.themes]
        self._languages = tuple(languages) or codebook.languages or ("xx",)
        self._turn = Lock()

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:
        """Return the language of ``text``, which is clean, and its themes."""
        language = language_of(text, self._languages, spoken=spoken)
        return self.tag_all([Said(text, language, question)])[0]

    def tag_in(self, language: str, text: str, question: str = "") -> Tagged:
        """Return the themes of ``text``, which is clean and known to be in ``language``."""
        return self.tag_all([Said(text, language, question)])[0]

    def language_of(self, text: str) -> str:
        """Return the language of ``text`` where nobody knows it."""
        return language_of(text, self._languages)

    def tag_all(self, answers: Sequence[Said]) -> list[Tagged]:
        """Return the themes of several answers at once, which takes less time; the same as one by one."""
        with self._turn:
            found = self._model.found(answers, self._ears)
            chances = self._model.chances(found)
            given = self._model.decided(found, chances)
            return [self._tagged(row, said, found, chances[row], given[row]) for row, said in enumerate(answers)]

    def _tagged(self, row: int, said: Said, found: Found, chances: Array, given: Array) -> Tagged:
        themes = np.flatnonzero(given)
        if not len(themes):
            return Tagged(said.language, ())
        heard = {tag.theme: tag for tag in self._ears.tagger.tag_in(said.language, said.text).tags}
        weights = self._weights(row, found, themes)
        tags = []
        for theme, of_words in zip(themes, weights, strict=True):
            cue = heard.get(self._themes[theme])
            if cue and cue.source == "cue":
                tags.append(cue)
                continue
            spans = cue.evidence if cue else tuple(self._spans(said, of_words))
            tags.append(Tag(self._themes[theme], "model", round(float(chances[theme]), _DIGITS), spans))
        return Tagged(said.language, tuple(tags))

    def _weights(self, row: int, found: Found, themes: Array) -> list[dict[int, float]]:
        """Return for each of ``themes`` what each word (by number) of an answer adds to its chance."""
        model, here = self._model, found.weighed[row]
        signs, fold, numbers = model.codesigns, found.folds[row], found.weighed[row].indices
        parts = [signs.words.query[:, numbers], signs.company[:, numbers], signs.spread[fold][numbers].T]
        worth = [1.0, 1.0, 1.0]
        if model.scale is not None and model.weights is not None and model.taught is not None:
            scale = model.weights[:-1] / model.scale.deviation
            worth = [max(0.0, scale[at] + scale[at + 1]) for at in map(SIGNS.index, _LINEAR)]
            parts.append(model.taught.words[numbers].T)
            worth.append(max(0.0, scale[len(SIGNS) + 1] + scale[len(SIGNS) + 2]))
        added = sum(value * part[themes] for value, part in zip(worth, parts, strict=True)) * here.data
        return [dict(zip(numbers.tolist(), of_theme.tolist(), strict=True)) for of_theme in added]

    def _spans(self, said: Said, weights: dict[int, float]) -> Iterator[Span]:
        """Yield where the words stand that weigh most, in their order."""
        idle, find = self._model.vocabulary.idle, self._model.vocabulary.spelling.find
        telling = {number: weight for number, weight in weights.items() if weight > 0 and not idle[number]}
        if not telling:
            return
        least = max(telling.values()) * _WORTH_SHOWING
        shown = sorted((number for number in telling if telling[number] >= least), key=lambda at: (-telling[at], at))
        shown = shown[:_MOST_WORDS]
        for token in words(self._ears.reader.doc(said.text, said.language)):
            if find(token.norm_) in shown:
                yield Span(token.idx, token.idx + len(token.text), token.text)

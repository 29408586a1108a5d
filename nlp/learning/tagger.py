"""Tags answers by a learnt model, and says why: the core's `Tagger`. Imports numpy, the core and `nlp`."""

from collections.abc import Iterator, Sequence
from threading import Lock

import numpy as np

from consultation.codebook import Codebook, Span, Tag, Tagged
from nlp.language import language_of
from nlp.learning.ears import Ears, Heard
from nlp.learning.evidence import telling_words
from nlp.learning.model import Model
from nlp.learning.said import Said
from nlp.learning.vectors import vectors
from nlp.learning.vocabulary import Array

_DIGITS = 3


class LearntTagger:
    """Tags by ``model``, learnt for ``codebook``; ``languages`` are as for `nlp.tagger.CueTagger`. Safe for threads."""

    def __init__(self, codebook: Codebook, model: Model, languages: Sequence[str] = ()) -> None:
        self._model = model
        self._ears = Ears(codebook, vectors(model.vectors) if model.vectors else None)
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
            heard = self._ears.hear(answers, self._model.vocabulary)
            found = self._model.found_in(answers, heard, self._ears)
            chances = self._model.chances(found)
            rows, themes = np.nonzero(self._model.decided(found, chances))
            words = telling_words(self._model, found, rows, themes)
        tags: list[list[Tag]] = [[] for _ in answers]
        for row, theme, chance, telling in zip(
            rows.tolist(), themes.tolist(), chances[rows, themes].tolist(), words, strict=True
        ):
            tags[row].append(_tag(heard[row], self._themes[theme], chance, telling))
        return [Tagged(said.language, tuple(given)) for said, given in zip(answers, tags, strict=True)]


def _tag(heard: Heard, theme: str, chance: float, telling: Array) -> Tag:
    """Return a tag with its reason: the cue or the words of the label, or else the words that weighed most."""
    cue = next((tag for tag in heard.tags if tag.theme == theme), None)
    if cue and cue.source == "cue":
        return cue
    return Tag(theme, "model", round(chance, _DIGITS), cue.evidence if cue else tuple(_spans(heard, telling)))


def _spans(heard: Heard, telling: Array) -> Iterator[Span]:
    """Yield where the ``telling`` words stand, in their order."""
    shown = frozenset(telling.tolist())
    for at, number in enumerate(heard.numbers):
        if number in shown:
            token = heard.doc[at]
            yield Span(token.idx, token.idx + len(token.text), token.text)

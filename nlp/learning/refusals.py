"""Refusing a question as an answer to it: "no", "none", the question said with a not. Imports `nlp`.

A consultation asks which taxes one would pay more of, and half of the answers are in no cue's reach: they take back
what the question supposes. A theme named "None" is heard by that, and excludes the others.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

import numpy as np

from consultation.codebook import Codebook
from nlp.folding import WORDS, fold
from nlp.learning.said import Said
from nlp.learning.vocabulary import Array
from nlp.lexicon import idle_words

NEGATIONS = {
    "ar": "لا ليس ليست لم لن ما بدون غير",
    "ca": "no cap res mai ni sense tampoc",
    "de": "nicht nein kein keine keinen keiner nichts nie niemals ohne weder",
    "en": "no not none nothing never nor neither cannot without t",
    "es": "no ningun ninguno ninguna nada nunca jamas ni sin tampoco",
    "fr": "ne n pas non aucun aucune aucuns rien jamais ni sans nul nulle",
    "it": "no non nessun nessuno nessuna niente nulla mai ne senza",
    "nl": "niet nee geen niets nooit zonder",
    "pt": "nao nenhum nenhuma nada nunca jamais nem sem tampouco",
}
"""Folded words that deny, by language; ``t`` is what stands behind the apostrophe of don't."""

_NONE = frozenset(
    [
        "aucun",
        "aucune",
        "aucuns",
        "rien",
        "none",
        "nothing",
        "ninguno",
        "ninguna",
        "nada",
        "cap",
        "res",
        "ningu",
        "keine",
        "keiner",
        "nichts",
        "nessuno",
        "nessuna",
        "niente",
        "nenhum",
        "nenhuma",
        "geen",
        "niets",
    ]
)
_SENTENCES = re.compile(r"[.!?;؟\n]+")
_FIRST, _SHORT, _OF_THE_QUESTION = 3, 12, 2
_REMEMBERED = 100_000

SIGNS = 3
"""A sentence denies words of the question; the answer begins with a denial; it does, and is short."""

Stems = Callable[[str, str], list[str]]
"""The stems of a text in a language."""


def about_nothing(codebook: Codebook) -> Array:
    """Return for each theme whether it is named "None", in any language."""
    idle = idle_words(codebook.languages)
    labels = [
        [fold(word) for text in theme.labels.values() for word in WORDS.findall(text)] for theme in codebook.themes
    ]
    return np.array([_is_none(label, idle) for label in labels], bool)


class Refusals:
    """Hears refusals. How words fold, and what was asked, is remembered until it becomes too much."""

    def __init__(self, stems: Stems) -> None:
        self._stems = stems
        self._folded = _Folded()
        self._asked = lru_cache(maxsize=1024)(self._words_asked)

    def shown(self, answers: Sequence[Said]) -> Array:
        """Return for each of ``answers`` which of the `SIGNS` it shows, as ones and zeros."""
        found = np.zeros((len(answers), SIGNS), np.float32)
        for number, said in enumerate(answers):
            denials = _denials(said.language)
            if denials and self._denies(said.text, denials):
                found[number] = self._signs(said, denials)
        return found

    def _signs(self, said: Said, denials: frozenset[str]) -> tuple[bool, bool, bool]:
        sentences = [sentence for sentence in _SENTENCES.split(said.text) if WORDS.search(sentence)]
        asked = self._asked(said.question, said.language)
        needed = min(_OF_THE_QUESTION, len(asked))
        of_the_question = bool(asked) and any(
            len(asked.intersection(self._stems(sentence, said.language))) >= needed
            for sentence in sentences
            if self._denies(_apart(sentence), denials)
        )
        first = WORDS.findall(_apart(sentences[0]))[:_FIRST]
        at_once = not denials.isdisjoint(map(self._folded.__getitem__, first))
        return of_the_question, at_once, at_once and len(WORDS.findall(said.text)) <= _SHORT

    def _denies(self, text: str, denials: frozenset[str]) -> bool:
        return not denials.isdisjoint(map(self._folded.__getitem__, WORDS.findall(text)))

    def _words_asked(self, question: str, language: str) -> frozenset[str]:
        idle = set(self._stems(" ".join(idle_words([language])), language))
        return frozenset(stem for stem in self._stems(question, language) if stem not in idle and len(stem) > 1)


class _Folded(dict[str, str]):
    """Words, each folded once."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        folded = self[word] = fold(word)
        return folded


def _apart(text: str) -> str:
    return text.replace("’", " ").replace("'", " ")


@lru_cache(maxsize=64)
def _denials(language: str) -> frozenset[str]:
    return frozenset(NEGATIONS.get(language.partition("-")[0], "").split())


def _is_none(label: Sequence[str], idle: Collection[str]) -> bool:
    return any(word in _NONE for word in label) and all(word in _NONE or word in idle for word in label)

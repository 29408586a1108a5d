"""What the codebook itself says of each theme, in numbers of a vocabulary. Imports numpy, scipy, the core and `nlp`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from consultation.codebook import Codebook
from nlp.labels import worths
from nlp.learning.said import Reader
from nlp.learning.vocabulary import Array, Vocabulary, unit
from nlp.lexicon import idle_words
from nlp.words import blank

CUE = 1.0
"""What a word of a cue is worth, beside those of labels and definitions (`nlp.labels`)."""

RESEMBLING = 0.5
"""From which on a word of an answer resembles one of a label."""

Worths = Sequence[dict[str, float]]
"""For each theme its words, as stems, and what each is worth."""


def worths_of(codebook: Codebook, reader: Reader) -> Worths:
    """Return the words of labels, definitions and cues in all languages, with what they are worth."""
    found: list[dict[str, float]] = [{} for _ in codebook.themes]
    for language in codebook.languages:
        described = [(each.labels.get(language, ""), each.definitions.get(language, "")) for each in codebook.themes]
        for theme, worth in zip(found, worths(blank(language), described, idle_words([language])), strict=True):
            _raise(theme, ((stem, value) for phrase, value in worth.items() for stem in phrase))
        for theme, each in zip(found, codebook.themes, strict=True):
            _raise(theme, ((stem, CUE) for cue in each.cues.get(language, ()) for stem in reader.stems(cue, language)))
    return found


def _raise(theme: dict[str, float], worth: Iterator[tuple[str, float]]) -> None:
    for stem, value in worth:
        theme[stem] = max(value, theme.get(stem, 0.0))


@dataclass(frozen=True)
class Codewords:
    """Words of each theme: matrices of themes × words.

    ``worth`` is what a word is worth where it stands, ``query`` the same times rarity, of length one, and ``like`` how
    much a word looks like one of the theme's (Dice), 0 for those themselves.
    """

    worth: Array
    query: Array
    like: csr_matrix

    @classmethod
    def of(cls, worths: Worths, vocabulary: Vocabulary) -> "Codewords":
        """Return the matrices of ``worths``; words without content are worth nothing."""
        worth = np.zeros((len(worths), len(vocabulary.words)), np.float32)
        like = np.zeros_like(worth)
        numbers = {word: number for number, word in enumerate(vocabulary.words)}
        for theme, known in enumerate(worths):
            for stem, value in known.items():
                if not vocabulary.idle[numbers[stem]]:
                    worth[theme, numbers[stem]] = value
                    for number, dice in vocabulary.spelling.like(stem, RESEMBLING).items():
                        like[theme, number] = max(like[theme, number], value * dice)
        like[(worth > 0) | vocabulary.idle] = 0
        return cls(worth, unit(worth * vocabulary.rarity).astype(np.float32), csr_matrix(like))

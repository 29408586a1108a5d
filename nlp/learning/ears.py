"""Reads answers before a model does: their words, and what cues and labels hear. Imports numpy, spaCy and `nlp`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from consultation.codebook import Codebook, Tag
from nlp.learning.numbering import Numbering
from nlp.learning.refusals import Refusals
from nlp.learning.said import Reader, Said
from nlp.learning.vectors import Vectors
from nlp.learning.vocabulary import Array, Vocabulary
from nlp.tagger import CueTagger


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer cut into words, the number of each in a vocabulary, and what cues and labels hear in it."""

    doc: Doc
    numbers: Sequence[int]
    tags: Sequence[Tag]


class Ears:
    """Reads answers to learn from or to be tagged, each once; by ``vectors``, too, where there are some."""

    def __init__(self, codebook: Codebook, vectors: Vectors | None = None) -> None:
        self.vectors = vectors
        self.reader = Reader()
        self.refusals = Refusals(self.reader.stems)
        self._tagger = CueTagger(codebook)
        self._at = {theme.id: number for number, theme in enumerate(codebook.themes)}
        self._numbering: Numbering | None = None

    def hear(self, answers: Iterable[Said], vocabulary: Vocabulary) -> list[Heard]:
        """Return what is heard in ``answers``, in words of ``vocabulary``."""
        if self._numbering is None or self._numbering.vocabulary is not vocabulary:
            self._numbering = Numbering(vocabulary)
        numbers, read = self._numbering.numbers, self._tagger.read
        heard = []
        for said in answers:
            doc, tags = read(said.language, said.text)
            heard.append(Heard(doc, numbers(doc, said.language), tags))
        return heard

    def themes(self, heard: Sequence[Heard]) -> Array:
        """Return the themes that cues and labels hear: answers × themes, 0 or 1."""
        themes = np.zeros((len(heard), len(self._at)), np.float32)
        for row, each in enumerate(heard):
            for tag in each.tags:
                themes[row, self._at[tag.theme]] = 1
        return themes

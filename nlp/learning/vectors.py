"""Word vectors, or a trained pipeline, that somebody has installed: where answers lie by them. Imports spaCy and numpy.

They are never needed. Where there are some (``PALABRE_SPACY_MODEL``), they widen the space of meanings.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from consultation.errors import InvalidInput
from nlp.learning.vocabulary import Array, unit


class Vectors:
    """The pipeline ``name``: a package, or a folder. Its own word vectors are used, else what it makes of a text."""

    def __init__(self, name: str, pipeline: Language) -> None:
        self.name = name
        self._pipeline = pipeline
        self._has_words = pipeline.vocab.vectors.shape[0] > 0 and pipeline.vocab.vectors_length > 0

    def of(self, texts: Sequence[str]) -> Array:
        """Return where ``texts`` lie, texts × dimensions, each of length one, or zero where no word is known."""
        if self._has_words:
            places = [self._middle(self._pipeline.make_doc(text)) for text in texts]
        else:
            places = [np.asarray(doc.vector) for doc in self._pipeline.pipe(texts)]
        return np.asarray(unit(np.stack(places)), np.float32) if places else np.zeros((0, 1), np.float32)

    def _middle(self, doc: Doc) -> Array:
        """Return the mean of the words that tell something; of all, where none does."""
        known = [token for token in doc if token.has_vector and token.is_alpha]
        telling = [token for token in known if not token.is_stop] or known
        if not telling:
            return np.zeros(self._pipeline.vocab.vectors_length, np.float32)
        return np.asarray(np.stack([np.asarray(token.vector) for token in telling]).mean(axis=0))


@lru_cache(maxsize=4)
def vectors(name: str) -> Vectors:
    """Return those of an installed pipeline; raise `InvalidInput` where there is none, or it knows no meanings."""
    try:
        pipeline = spacy.load(str(Path(name)) if Path(name).is_dir() else name)
    except (OSError, ValueError, ImportError) as error:
        what = f'the spaCy pipeline "{name}" cannot be loaded: install it, or learn without it ({_first_line(error)})'
        raise InvalidInput(what, where="PALABRE_SPACY_MODEL") from None
    found = Vectors(name, pipeline)
    if not found.of(["a"]).shape[1]:
        what = f'the spaCy pipeline "{name}" has neither word vectors nor a trained model of words: name one that has'
        raise InvalidInput(what, where="PALABRE_SPACY_MODEL")
    return found


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]

"""The numbers that words of texts have in a vocabulary. Imports spaCy and `nlp`.

Each form of a word is stemmed and looked up once, and remembered by spaCy's key of it, until it becomes too much.
"""

from spacy.attrs import ORTH  # type: ignore[import-not-found]  # spaCy ships no types for this one
from spacy.tokens import Doc

from nlp.folding import WORDS
from nlp.learning.vocabulary import Vocabulary
from nlp.stems import stemmer

NOWHERE = -1
"""The number of what is no word, or none that the vocabulary has anything like."""

_FORMS, _LANGUAGES = 100_000, 64  # as in `nlp.listener`; whoever writes a file may call a language anything


class Numbering:
    """Numbers the tokens of texts in any language by the words of ``vocabulary``."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._languages: dict[str, _Forms] = {}

    def numbers(self, doc: Doc, language: str) -> list[int]:
        """Return the number of each token of ``doc``, a text in ``language``, or `NOWHERE`."""
        forms = self._languages.get(language)
        if forms is None:
            if len(self._languages) >= _LANGUAGES:
                self._languages.clear()
            forms = self._languages[language] = _Forms(self.vocabulary, language)
        keys: list[int] = doc.to_array(ORTH).tolist()
        try:
            return list(map(forms.__getitem__, keys))
        except KeyError:
            forms.learn(doc, keys)
            return list(map(forms.__getitem__, keys))


class _Forms(dict[int, int]):
    """The numbers of forms of words in a language, by spaCy's keys."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        self._find, self._stem = vocabulary.spelling.find, stemmer(language)

    def learn(self, doc: Doc, keys: list[int]) -> None:
        if len(self) >= _FORMS:
            self.clear()
        for key in {key for key in keys if key not in self}:  # no difference(): that would go through all forms
            number = self._number(doc.vocab.strings[key])
            self[key] = NOWHERE if number is None else number

    def _number(self, form: str) -> int | None:
        return self._find(self._stem(form)) if WORDS.search(form) else None

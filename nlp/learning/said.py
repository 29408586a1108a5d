"""An answer as it is learnt from: its words as stems. Imports spaCy, the core and `nlp`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from spacy.language import Language
from spacy.tokens import Doc, Token

from nlp.folding import WORDS
from nlp.words import blank

_FORMS, _LANGUAGES = 100_000, 64  # as in `nlp.listener`; whoever writes a file may call a language anything

FOLDS = 5
"""In how many parts texts are divided where one part must be judged by what the others taught."""


@dataclass(frozen=True)
class Said:
    """An answer: clean text, its language (``fr``), the question it answers, if there was one.

    ``labels`` are the themes that a person coded, None where nobody has; ``weight`` is what that coding counts.
    """

    text: str
    language: str
    question: str = ""
    labels: tuple[str, ...] | None = None
    weight: float = 1.0

    @cached_property
    def fold(self) -> int:
        """The part it belongs to: the same for the same text, whenever it is met."""
        return crc32(self.text.encode()) % FOLDS


class Reader:
    """Cuts texts of several languages into words and makes stems of them; forgets what it met now and then."""

    def __init__(self) -> None:
        self._languages: dict[str, Language] = {}

    def doc(self, text: str, language: str) -> Doc:
        """Return ``text`` as spaCy's tokens, whose norms are stems."""
        nlp = self._languages.get(language)
        if nlp is None or len(nlp.vocab) > _FORMS:
            if len(self._languages) >= _LANGUAGES:
                self._languages.clear()
            nlp = self._languages[language] = blank(language)
        return nlp.make_doc(text)

    def stems(self, text: str, language: str) -> list[str]:
        """Return the stems of a text's words, in their order."""
        return [token.norm_ for token in words(self.doc(text, language))]

    def all_stems(self, answers: Iterable[Said]) -> Sequence[list[str]]:
        """Return the stems of each of ``answers``."""
        return [self.stems(said.text, said.language) for said in answers]


def words(doc: Doc) -> Iterator[Token]:
    """Yield the tokens that are words."""
    return (token for token in doc if WORDS.search(token.text))

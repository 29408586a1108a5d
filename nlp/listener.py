"""Hears a codebook's themes in one language, for as long as it takes. Imports spaCy, the core and `nlp`."""

from spacy.tokens import Doc

from consultation.codebook import Codebook, Tag
from nlp.pipeline import build, matcher_of
from nlp.words import Phrase

_FORMS = 100_000


class Listener:
    """A pipeline that is made anew when it knows too many forms of words.

    spaCy remembers every form that it met. What people wrote must not stay in memory for ever, though, and memory must
    not grow with the length of a job: 100,000 forms are some 80 MB, and a new pipeline takes a few hundredths of a
    second.
    """

    def __init__(self, codebook: Codebook, language: str) -> None:
        self._codebook = codebook
        self.language = language
        self._begin()

    def _begin(self) -> None:
        self._nlp = build(self._codebook, self.language)
        self._matcher = matcher_of(self._nlp)

    @property
    def cues(self) -> frozenset[Phrase]:
        """The cues that are listened for, in stems."""
        return self._matcher.cues

    def hear(self, text: str) -> tuple[Tag, ...]:
        """Return the themes of ``text``, each once with all its evidence, in the codebook's order."""
        return self.read(text)[1]

    def read(self, text: str) -> tuple[Doc, tuple[Tag, ...]]:
        """Return ``text`` cut into words, and its themes."""
        if len(self._nlp.vocab) > _FORMS:
            self._begin()
        doc = self._nlp.make_doc(text)
        return doc, self._matcher.match(doc)

"""Hears the themes of a codebook in a text: the core's `Tagger`. Imports spaCy, the core and `nlp`."""

from collections.abc import Sequence
from threading import Lock

from spacy.tokens import Doc

from consultation.codebook import Codebook, Tag, Tagged
from nlp.language import language_of
from nlp.listener import Listener
from nlp.mixture import Mixture
from nlp.pipeline import NEUTRAL


class CueTagger:
    """Tags texts by a codebook's cues, and by its labels where a theme has no cues in the language of the text.

    ``languages`` are those that people may write in, by default the codebook's; the first stands for a text in no
    language. Safe for threads: they take turns.
    """

    def __init__(self, codebook: Codebook, languages: Sequence[str] = ()) -> None:
        self._codebook = codebook
        self._written = codebook.languages
        self._languages = tuple(languages) or _in_order(codebook) or (NEUTRAL,)
        self._listeners: dict[str, Listener] = {}
        self._mixtures: dict[str, Mixture] = {}
        self._turn = Lock()

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:  # noqa: ARG002 - cues need no question
        """Return the language of ``text``, which is clean (`consultation.messages.clean`), and its themes.

        The language is ``spoken`` where it cannot be told, which is "" where nobody knows.
        """
        return self.tag_in(language_of(text, self._languages, spoken=spoken), text)

    def tag_in(self, language: str, text: str) -> Tagged:
        """Return the themes of ``text``, which is clean and known to be in ``language``.

        A text without any may be in several languages at once: then the cues of the codebook's others count too.
        """
        return Tagged(language, self.read(language, text)[1])

    def read(self, language: str, text: str) -> tuple[Doc, tuple[Tag, ...]]:
        """Return ``text`` cut into words, and the themes of `tag_in`."""
        own = language if language in self._written else self._code(language)
        with self._turn:
            doc, tags = self._listener(own).read(text)
            return doc, tags or self._mixture(own).hear(text)

    def _code(self, language: str) -> str:
        """Return the codebook's code for a regional kind of a language, pt for pt-BR, or the neutral one."""
        code = language.partition("-")[0].lower()
        return code if code in self._written else NEUTRAL

    def _listener(self, language: str) -> Listener:
        if language not in self._listeners:
            self._listeners[language] = Listener(self._codebook, language)
        return self._listeners[language]

    def _mixture(self, own: str) -> Mixture:
        """Return the other languages; of neutral rules there are none, for they have all cues already."""
        if own not in self._mixtures:
            others = [self._listener(other) for other in self._written if own not in (other, NEUTRAL)]
            self._mixtures[own] = Mixture(others, [theme.id for theme in self._codebook.themes])
        return self._mixtures[own]


def _in_order(codebook: Codebook) -> tuple[str, ...]:
    """Return the languages of a codebook as they come in it: the first is the one that it was written in."""
    return tuple(dict.fromkeys(language for theme in codebook.themes for language in (*theme.labels, *theme.cues)))

"""The spaCy pipeline of a codebook in a language. Imports spaCy, the core and `nlp`.

Its tokenizer is ours (`nlp.words`) and its one component is ``themes`` (`nlp.matching`).
It is used like any other: ``build(codebook, "fr").pipe(texts)`` yields documents with their ``doc._.tags``.
"""

from typing import cast

from spacy.language import Language

from consultation.codebook import Codebook
from nlp.labels import idle_labels
from nlp.lexicon import idle_words, lexicon
from nlp.matching import ThemeMatcher
from nlp.words import blank

NEUTRAL = "xx"
"""A language of which no rules are known: folded words are compared as they are."""


@Language.factory("themes", assigns=["doc._.tags"])
def themes(nlp: Language, name: str) -> ThemeMatcher:  # noqa: ARG001 - spaCy passes the name that the pipe has
    """Return a component that listens for nothing yet."""
    return ThemeMatcher(nlp.vocab)


def build(codebook: Codebook, language: str) -> Language:
    """Return the pipeline that hears the themes of ``codebook`` in a language (ISO 639: ``pt``, ``pt-BR``).

    A language that the codebook lacks is heard by neutral rules: all the cues of all languages, without endings.
    """
    known = language in codebook.languages
    languages = (language,) if known else codebook.languages
    labels = [theme.labels[code] for theme in codebook.themes for code in languages if code in theme.labels]
    nlp = blank(language if known else NEUTRAL, kept=idle_labels(labels, idle_words(languages)))
    nlp.add_pipe("themes")
    matcher_of(nlp).listen_for(lexicon(nlp, codebook, languages))
    return nlp


def matcher_of(nlp: Language) -> ThemeMatcher:
    """Return the component ``themes`` of a pipeline."""
    return cast(ThemeMatcher, nlp.get_pipe("themes"))

"""What to listen for in a language: the phrases of a codebook, as stems. Imports spaCy, the core and `nlp`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.language import Language

from consultation.codebook import Codebook, Theme
from nlp.labels import Worth, enough, worths
from nlp.words import Phrase, function_words, stems

Cues = Mapping[Phrase, frozenset[Phrase]]
"""Cues, each with its needs, if it has any."""


class Sign(NamedTuple):
    """Something to listen for: a phrase, and what must stand in one sentence with it, any of ``needs``."""

    phrase: Phrase
    needs: frozenset[Phrase] = frozenset()


class Meaning(NamedTuple):
    """A theme (its place in the codebook), and what a sign adds to it where it is heard by its label."""

    theme: int
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All signs with what they mean, and the ids of the themes in their order.

    ``enough`` is, for each theme that is heard by its label, what the signs found must be worth together.
    """

    themes: tuple[str, ...] = ()
    meanings: Mapping[Sign, tuple[Meaning, ...]] = field(default_factory=dict)
    enough: Mapping[int, float] = field(default_factory=dict)


def lexicon(nlp: Language, codebook: Codebook, languages: tuple[str, ...]) -> Lexicon:
    """Return what ``codebook`` has in any of ``languages``, in the stems of ``nlp``."""
    cues = [_cues(nlp, theme, languages) for theme in codebook.themes]
    words = worths(nlp, [_described(theme, languages) for theme in codebook.themes], idle_words(languages))
    without_cues = {at: worth for at, worth in enumerate(words) if worth and not cues[at]}
    meanings: dict[Sign, tuple[Meaning, ...]] = {}
    for sign, meaning in (*_by_cue(cues), *_by_label(without_cues)):
        meanings[sign] = (*meanings.get(sign, ()), meaning)
    return Lexicon(
        themes=tuple(theme.id for theme in codebook.themes),
        meanings=meanings,
        enough={at: enough(worth) for at, worth in without_cues.items()},
    )


def idle_words(languages: Iterable[str]) -> frozenset[str]:
    """Return the folded words that carry no theme in any of ``languages``."""
    return frozenset[str]().union(*map(function_words, languages))


def _by_cue(themes: list[Cues]) -> Iterator[tuple[Sign, Meaning]]:
    for at, cues in enumerate(themes):
        yield from ((Sign(phrase, needs), Meaning(at)) for phrase, needs in cues.items())


def _by_label(themes: Mapping[int, Worth]) -> Iterator[tuple[Sign, Meaning]]:
    for at, words in themes.items():
        yield from ((Sign(word), Meaning(at, worth)) for word, worth in words.items())


def _cues(nlp: Language, theme: Theme, languages: tuple[str, ...]) -> Cues:
    """Return the cues of a theme. A broad one needs something, though it be listed among the others as well."""
    cues: dict[Phrase, frozenset[Phrase]] = {}
    for language in languages:
        for cue in theme.cues.get(language, ()):
            cues.setdefault(stems(nlp, cue), frozenset())
        for broad, needs in theme.needs.get(language, {}).items():
            phrase = stems(nlp, broad)
            cues[phrase] = cues.get(phrase, frozenset()) | {stems(nlp, need) for need in needs}
    return {phrase: needs - {()} for phrase, needs in cues.items() if phrase}


def _described(theme: Theme, languages: tuple[str, ...]) -> tuple[str, str]:
    """Return the label and the definition of a theme, in all of ``languages`` where they are several."""
    label, definition = (
        "\n".join(texts[language] for language in languages if language in texts)
        for texts in (theme.labels, theme.definitions)
    )
    return label, definition

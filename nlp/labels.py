"""What a theme without cues is heard by: the words of its label and definition. Imports spaCy and `nlp.words`.

A word of the label is enough, and so is one that the definition quotes as an example; its other words count half. A
word that describes several themes counts less for each: divided by the square root of how many they are, and not at
all where little is left. The figures were chosen on the development sets as wholes: one rule for every codebook.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from spacy.language import Language

from nlp.folding import fold
from nlp.words import Phrase, content_words, stems

Worth = dict[Phrase, float]
"""Words, and what it is worth to find each."""

IN_LABEL, QUOTED, IN_DEFINITION = 1.0, 1.0, 0.5

_ENOUGH = 1.0
_LEAST = 0.25
_QUOTATION = re.compile(r"(?<!\w)[‘'“\"«]\s?([^‘’'“”\"«»]{2,40}?)\s?[’'”\"»](?!\w)")


def worths(nlp: Language, described: Sequence[tuple[str, str]], idle: frozenset[str]) -> list[Worth]:
    """Return, for each (label, definition) of a codebook, its words and what it is worth to find them.

    ``idle`` are the folded words that carry no theme.
    """
    labels = [_worth(nlp, label_words(label, idle), IN_LABEL) for label, _ in described]
    definitions = [
        _worth(nlp, content_words(definition, idle), IN_DEFINITION)
        | _worth(nlp, content_words(_quoted(definition), idle), QUOTED)
        for _, definition in described
    ]
    in_labels = _spread(labels)
    anywhere = _spread(label | definition for label, definition in zip(labels, definitions, strict=True))
    return [
        _telling(definition, anywhere) | _telling(label, in_labels)
        for label, definition in zip(labels, definitions, strict=True)
    ]


def label_words(label: str, idle: frozenset[str]) -> list[str]:
    """Return the words by which a label is known: of one without any content ("All", "None of them"), all of them."""
    return content_words(label, idle) or content_words(label, frozenset())


def idle_labels(labels: Iterable[str], idle: frozenset[str]) -> frozenset[str]:
    """Return the folded words of those ``labels`` that have no content.

    Stemmed, "all" would be heard in every text that has such a word in any form.
    """
    words = (label_words(label, idle) for label in labels if not content_words(label, idle))
    return frozenset(fold(word) for found in words for word in found)


def enough(worth: Worth) -> float:
    """Return what found words must be worth together: less where all the words of a theme are not worth that much."""
    return min(_ENOUGH, sum(worth.values()))


def score(found: float) -> float:
    """Return how surely a theme is heard by words worth ``found``: 0.5 for one word of the label, never quite 1."""
    return round(found / (1 + found), 3)


def _worth(nlp: Language, words: Iterable[str], each: float) -> Worth:
    return {stems(nlp, word): each for word in words}


def _quoted(definition: str) -> str:
    return " ".join(_QUOTATION.findall(definition))


def _spread(themes: Iterable[Worth]) -> Mapping[Phrase, int]:
    return Counter(word for words in themes for word in words)


def _telling(words: Worth, spread: Mapping[Phrase, int]) -> Worth:
    shared = {word: worth / sqrt(spread[word]) for word, worth in words.items()}
    return {word: worth for word, worth in shared.items() if worth >= _LEAST}

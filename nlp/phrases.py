"""Finds phrases by their stems. Imports spaCy and `nlp.words`."""

from collections.abc import Iterator, Mapping

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.words import BLANK, Phrase

Find = tuple[int, int, int]
"""The key of a phrase, and where it stands: its first token, and the one behind its last."""


def finder(vocab: Vocab, phrases: Mapping[int, Phrase]) -> PhraseMatcher:
    """Return what finds ``phrases`` in a document, in the order of their first tokens, then of their last.

    A key is that of a string in ``vocab``; two keys may have one phrase.
    """
    matcher = PhraseMatcher(vocab, attr="NORM")
    for key, phrase in phrases.items():
        matcher.add(vocab.strings[key], [_pattern(vocab, spaced) for spaced in _spaced(phrase)])
    return matcher


def _spaced(phrase: Phrase) -> Iterator[Phrase]:
    """Yield a phrase as it is, and with one of its blanks wider than usual: two spaces, or a line's end."""
    yield phrase
    for at in range(1, len(phrase)):
        yield (*phrase[:at], BLANK, *phrase[at:])


def _pattern(vocab: Vocab, phrase: Phrase) -> Doc:
    pattern = Doc(vocab, words=list(phrase))
    for token, stem in zip(pattern, phrase, strict=True):
        token.norm_ = stem
    return pattern

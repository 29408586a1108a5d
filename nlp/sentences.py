"""Which tokens stand in one sentence. Imports spaCy.

Bounds are looked for only when somebody asks, and that is rare: spaCy's own sentencizer would halve the speed of
tagging. The marks are its marks; a line break ends a sentence too, for messages seldom end with a full stop.
"""

from bisect import bisect_left
from functools import cached_property

from spacy.pipeline import Sentencizer
from spacy.tokens import Doc

_FULL_STOP = "."
_ENDS = frozenset(Sentencizer.default_punct_chars) - {_FULL_STOP}
_BREAKS = frozenset("\n\r\u2028\u2029")


class Sentences:
    """The sentences of one text, numbered from 0."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def number(self, at: int) -> int:
        """Return which sentence the token at a position stands in."""
        return bisect_left(self._ends, at)

    @cached_property
    def _ends(self) -> list[int]:
        marks = [at for at, token in enumerate(self._doc) if not token.is_alpha]  # no letter ends a sentence
        return [at for at in marks if self._ends_at(at)]

    def _ends_at(self, at: int) -> bool:
        text = self._doc[at].text
        if not _ENDS.isdisjoint(text) or not _BREAKS.isdisjoint(text):
            return True
        return _FULL_STOP in text and self._blank_after(at) and not self._initial_before(at)

    def _blank_after(self, at: int) -> bool:
        return bool(self._doc[at].whitespace_) or at + 1 == len(self._doc) or self._doc[at + 1].is_space

    def _initial_before(self, at: int) -> bool:
        """Return whether the full stop belongs to a single letter: M. Dupont, e.g."""
        before = self._doc[at - 1] if at else None
        return before is not None and len(before) == 1 and before.is_alpha and not before.whitespace_

"""Units of translation: what the Translate extension of MediaWiki hands to translators one by one. Imports nothing.

The extension knows a unit by the number in its marker. Ours comes from the unit's words without what is fixed in them,
so the translation of a sentence still fits in the next edition, where only its numbers have changed.
Source: https://www.mediawiki.org/wiki/Help:Extension:Translate/Page_translation_administration.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

HIGHEST = 10**9
"""Numbers of units are below it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line as wikitext: words to translate, or what is ``fixed``: translators move it, no more."""

    text: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: ``marker`` names it on the page, ``text`` is what is translated."""

    marker: str
    text: str


class Units:
    """The units of one page: no number comes twice, and the same page has the same ones always."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def next(self, pieces: Iterable[Piece]) -> Unit:
        """Return the unit made of ``pieces``, what is fixed among them in variables."""
        text, words, variables = [], [], 0
        for piece in pieces:
            variables += piece.fixed
            text.append(f'<tvar name="{variables}">{piece.text}</tvar>' if piece.fixed else piece.text)
            words.append(f"${variables}" if piece.fixed else piece.text)
        return Unit(f"<!--T:{self._number(''.join(words))}-->", "".join(text))

    def _number(self, words: str) -> int:
        number = int.from_bytes(sha256(words.encode()).digest()[:8]) % HIGHEST
        while number in self._taken:
            number = (number + 1) % HIGHEST
        self._taken.add(number)
        return number

"""What a word is, and its folded form: no case, no accents. Imports the standard library only.

A word is folded by itself, never inside its text: offsets stay those of the original text.
"""

import re
import unicodedata

JOINTS = "-_'\u200b\u2010\u2011\u2018\u2019\u02bc\u00b4`\uff07"
"""Hyphens and apostrophes: they end a part of a word and are no part of its meaning, in case-study and l’outil."""

_INVISIBLE = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # soft hyphens, joiners, marks of direction
_MARKS = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)).startswith("M"))
_INSIDE = f"{_INVISIBLE}{_MARKS}·"  # the middle dot of intel·ligent and salarié·e·s
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # Thai to Chinese
_WORD, _OTHER = rf"[\w{_INSIDE}]", rf"[^\w{_INSIDE}]"

BEFORE_WORDS = re.compile(rf"\A{_OTHER}+")
AFTER_WORDS = re.compile(rf"(?<!{_OTHER}){_OTHER}+\Z")
BETWEEN_WORDS = re.compile(
    rf"(?<={_WORD}[{JOINTS}])(?={_WORD})"  # behind a joint
    rf"|(?<={_WORD})(?![{JOINTS}]{_WORD}){_OTHER}+(?={_WORD})"
    rf"|(?<=[{_UNSPACED}])(?=\w)|(?<=\w)(?=[{_UNSPACED}])(?=\w)"
)
"""Where a run of characters without a blank comes apart: a match with a length is no word, one without is a border.
None of the three backtracks: a million full stops take no longer than a million letters."""

WORDS = re.compile(rf"{_WORD}+")
"""Whole words, with what a joint makes two of; in a script without blanks, all between two marks."""

UNSPACED = re.compile(rf"[{_UNSPACED}]")
"""A character of a script that puts no blanks between words; each such character is taken for a word."""


def parts(piece: str) -> list[str]:
    """Return the words in a piece of text without blanks: what stands between two marks, hyphens or apostrophes."""
    return [part for part in BETWEEN_WORDS.split(AFTER_WORDS.sub("", BEFORE_WORDS.sub("", piece))) if part]


_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ٱ": "ا", "ـ": None, "·": None})
_POINTS, _ACCENTS = range(10, 36), range(200, 241)  # combining classes: vowel points of Hebrew and Arabic, accents


def fold(word: str) -> str:
    """Return ``word`` in lower case without accents, vowel points, ligatures, invisible characters and outer joints.

    A word of nothing else is returned as it is: no folded word is empty unless ``word`` is.
    """
    if word.isascii():
        return word.lower().strip(JOINTS) or word
    letters = unicodedata.normalize("NFKD", word.casefold()).translate(_LETTERS)
    return unicodedata.normalize("NFC", "".join(filter(_stays, letters))).strip(JOINTS) or word


def _stays(char: str) -> bool:
    mark = unicodedata.combining(char)
    return mark not in _POINTS and mark not in _ACCENTS and unicodedata.category(char) != "Cf"

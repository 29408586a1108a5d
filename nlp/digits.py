"""Digits and signs of any script in their plain form, code point by code point. Imports the standard library only.

Offsets in the plain text are offsets in what was written.
"""

import re
import unicodedata

_SIGNS = {"＠": "@", "﹫": "@", "＋": "+", "．": ".", "－": "-", "＃": "#", "：": ":", "／": "/", "（": "(", "）": ")"}
_SPACES = dict.fromkeys("\xa0\u2007\u2009\u202f\u3000", " ")
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_PLAIN = str.maketrans(_SIGNS | _SPACES | _DASHES)
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")

UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\u20e3\ufeff"
"""For a class of characters: marks without width, which come along when a number is copied."""


NO_CODE = "(?<![0-9A-Za-z_\u00aa-\u024f\u0370-\u052f])"
"""Before a number: no letter of a script with capitals. The others may stand beside a number without a space."""


def plain(text: str) -> str:
    """Return ``text`` with the digits, spaces, dashes and signs of every script as in ASCII, as long as it was."""
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found.group())), text.translate(_PLAIN))

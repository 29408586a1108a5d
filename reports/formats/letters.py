"""Texts as the PDF's typesetter takes them: every character shows, and no line runs off the page. Imports nothing.

What is white space or a direction stays; what would be nothing to see, a control character, becomes its picture.
"""

import re

LINE_ENDS = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")

LONGEST = 40
"""How many characters without a place to break fit into the narrowest column."""

PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {0x7F: "\u2421"}
"""Control characters, and the sign that shows each."""

_UNFIT = {0xFEFF: "\u2060", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}  # PDF/UA-1 forbids the first, Unicode the others
_SHOWN: dict[int, str] = {**PICTURES, **_UNFIT, 0x09: "\u00a0" * 4}

_UNBROKEN = re.compile(rf"[^\s\u200b]{{{LONGEST}}}(?=[\w!-/:-@\[-`{{-~])")  # but not before an accent
_INDENT = re.compile(r"^ +| +$")
_RUN = re.compile(r"(?<= ) +")


def lines(text: str) -> list[str]:
    """Return the lines of ``text``, whatever ends them, each as `line` gives it and with its indent."""
    return [_INDENT.sub(_fixed, line(one)) for one in LINE_ENDS.split(text)]


def line(text: str) -> str:
    """Return ``text`` on one line: spaces that a typesetter would swallow are kept, long words may break."""
    shown = LINE_ENDS.sub(" ", text).translate(_SHOWN)
    return _UNBROKEN.sub("\\g<0>\u200b", _RUN.sub(_fixed, shown))


def _fixed(spaces: re.Match[str]) -> str:
    return "\u00a0" * len(spaces.group())


def tongue(code: str) -> str:
    """Return the part of a language's code that the typesetter knows, two or three letters; "" where there is none."""
    primary = re.split(r"[-_]", code, maxsplit=1)[0].lower()
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) else ""

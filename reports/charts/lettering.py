"""How much room words need before anybody draws them: lines that fit a telephone. Imports the standard library only.

The width of letters is estimated from above, since a page is read in whatever typeface there is.
"""

import unicodedata
from collections.abc import Sequence

NARROWEST = 340
"""How wide a chart is on a telephone, in pixels: what fits there fits anywhere."""

SIZE, SMALL = 13, 11.5
"""How large letters are, in pixels."""

LETTER = 0.55
"""How wide a letter is on average, of its size."""

SLACK = 1.35
"""How much wider than its room a single word may be before it is broken."""


def width_of(text: str, size: float = SIZE) -> float:
    """Return how many pixels a text takes at most, or nearly so."""
    return sum(_letter(character) for character in text) * size


def _letter(character: str) -> float:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in {"W", "F"} else LETTER


def lines_of(text: str, pixels: float, most: int = 3, size: float = SIZE) -> tuple[str, ...]:
    """Break a text into at most so many lines that fit; where they do not hold it all, the last ends in "…"."""
    fitting = max(4, int(pixels / (size * (1.0 if _wide(text) else LETTER))))
    words = text.split()
    letters = max(fitting, min(max(map(len, words), default=0), int(fitting * SLACK)))
    lines = _filled(words, letters) or [""]
    if len(lines) <= most:
        return tuple(lines)
    last = " ".join(lines[most - 1 :])[: letters - 1].rstrip()
    return (*lines[: most - 1], f"{last}…")


def _filled(words: Sequence[str], letters: int) -> list[str]:
    """Fill lines with words; one that is longer than a line begins a line of its own and is broken."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines += [word[start : start + letters] for start in range(0, len(word), letters)]
    return lines


def _wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)

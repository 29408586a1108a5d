"""What is no answer: "nothing", "je ne sais pas", "n/a", "…", in any language. Imports the core and `nlp.folding`.

The whole answer decides, never a part of it: "Nothing, thanks!" says nothing, and "nothing has changed since the
reform" is an answer. The phrases of all languages count together, since two words do not tell in which they are. They
stand in ``non_answers.txt``, for whoever speaks a language better to mend.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nlp.folding import fold, parts

Words = tuple[str, ...]

_LIST = Path(__file__).with_name("non_answers.txt")
_READ = 200
"""Code points of the longest text that is looked at: whoever writes more has something to say."""

_ONE_LETTER_AGAIN = re.compile(r"([^\W\d])\1{2,}")  # xxx, aaaa


def is_non_answer(text: str) -> bool:
    """Say whether ``text`` is made of nothing but phrases that say nothing, marks, emoji and letters leant on."""
    if len(text.strip()) > _READ:
        return False
    words = _folded(text)
    if not any(any(map(str.isalnum, word)) for word in words):
        return True
    return _says_nothing(words)


def _says_nothing(words: Words) -> bool:
    """Say whether ``words`` can be laid out with phrases of the list, of which one at least says nothing."""
    nothing, beside, longest = _phrases()
    reached: dict[int, bool] = {0: False}  # how far the layout has come → whether something in it says nothing
    for start in range(len(words)):
        if start not in reached:
            continue
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            phrase = words[start:end]
            says = phrase in nothing or (len(phrase) == 1 and bool(_ONE_LETTER_AGAIN.fullmatch(phrase[0])))
            if says or phrase in beside:
                reached[end] = reached.get(end, False) or reached[start] or says
    return reached.get(len(words), False)


def _folded(text: str) -> Words:
    """Return the folded words of a text, without marks, emoji and whatever else is neither letter nor digit."""
    words = (fold(part) for piece in text.split() for part in parts(piece))
    return tuple(word for word in words if any(map(str.isalnum, word)))


@cache
def _phrases() -> tuple[frozenset[Words], frozenset[Words], int]:
    """Return the phrases that say nothing, those that may stand beside them, and how many words the longest has."""
    listed: dict[str, set[Words]] = {"nothing": set(), "beside": set()}
    for section, phrase in _lines():
        listed[section] |= {_folded(phrase), _folded(phrase.replace("'", ""))}  # don't, dont
    longest = max(len(phrase) for phrases in listed.values() for phrase in phrases)
    return frozenset(listed["nothing"]), frozenset(listed["beside"]), longest


def _lines() -> Iterator[tuple[str, str]]:
    """Yield each phrase of the list behind its section."""
    section = ""
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"\[(\w+)]", line):
            section = heading[1]
        elif line and not line.startswith("#"):
            yield section, line

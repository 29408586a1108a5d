"""E-mail addresses, also as people write them to hide them from machines. Imports `nlp.domains`.

"ana (at) example dot org", "ana arroba example punto org" and "ana at example dot org" are found; "meet us at
example.org" is none. Searched from the sign outwards, so that long words without a sign cost nothing.
"""

import re
from collections.abc import Iterator

from nlp.domains import ENDINGS

_DOTS = "dot|punto|ponto|punt|point|punkt"
_AT = re.compile(
    r"(?P<sign> ?@ ?)|[ ]?[(\[{<] ?(?:at|@|arroba|arrova|arr?obase|ät|chez) ?[)\]}>] ?"
    r"|(?P<word> (?:at (?=[\w-]{1,63} [(\[{]?dot\b)|(?:arroba|arrova|arr?obase|ät) ))",
    re.IGNORECASE,
)
_DOT = re.compile(rf"\.|[ ]?[(\[{{][ ]?(?:{_DOTS}|\.)[ ]?[)\]}}][ ]?")
_DOT_OR_WORD = re.compile(rf"{_DOT.pattern}|[ ](?:{_DOTS})[ ]", re.IGNORECASE)
_LABEL = re.compile(r"[\w-]+")
_TOP = re.compile(r"xn--[a-z0-9-]+|[^\W\d_]{2,24}", re.IGNORECASE)
_LATIN_HEAD = re.compile(r"[!-~]+(?=[^\x00-\x7f])")
_PROVIDERS = frozenset({"gmail", "hotmail", "outlook", "yahoo", "icloud", "proton", "protonmail", "gmx"})
_LOCAL = frozenset(".+-_'’%~")
_EDGE = ".-'’"
_GENDERED = frozenset({"s", "a", "o", "x", "as", "os", "es"})
"""What follows the sign in "amig@s", which leaves the gender open."""


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield where e-mail addresses stand."""
    floor = 0
    for sign in _AT.finditer(text):
        start, end = _local(text, sign.start(), floor), _host(text, sign)
        if start < sign.start() and end:
            yield start, end
        floor = sign.end()


def _local(text: str, sign: int, floor: int) -> int:
    """Return where the part before the sign begins: ``sign`` itself where there is none."""
    start = sign
    while start > floor and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
        start -= 1
    while start < sign and text[start] in _EDGE:
        start += 1
    glued = next((at for at in range(sign - 1, start - 1, -1) if not text[at].isascii()), None)
    return start if glued is None or _cased(text[glued]) or glued == sign - 1 else glued + 1


def _cased(character: str) -> bool:
    """Say whether a letter is of a script with capitals: the others may stand beside Latin ones without a space."""
    return character.lower() != character.upper()


def _host(text: str, sign: re.Match[str]) -> int:
    """Return where the part after the sign ends; 0 where it is the name of no host."""
    exact = sign["sign"] is not None
    labels = _labels(text, sign.end(), _DOT if sign["sign"] == "@" else _DOT_OR_WORD)
    if not labels:
        return 0
    names = [name for name, _ in labels]
    if exact and names[0].lower() in _PROVIDERS:
        return _end(labels) or labels[0][1]
    if exact and names[0] in _GENDERED and not (len(names) > 1 and names[1] in ENDINGS):
        return 0
    if sign.group()[0] == " " and names[-1].lower() not in ENDINGS:
        return 0
    return _end(labels)


def _labels(text: str, at: int, dot: re.Pattern[str]) -> list[tuple[str, int]]:
    """Return the labels of a host with their ends; a capital after a known ending begins the next sentence."""
    labels: list[tuple[str, int]] = []
    while found := _LABEL.match(text, at):
        name, end = found.group(), found.end()
        if len(labels) > 1 and labels[-1][0] in ENDINGS and name[0].isupper():
            break
        head = _LATIN_HEAD.match(name)
        if head and not _cased(name[head.end()]):
            return [*labels, (head.group(), at + head.end())]
        labels.append((name, end))
        between = dot.match(text, end)
        if between is None:
            break
        at = between.end()
    return labels


def _end(labels: list[tuple[str, int]]) -> int:
    """Return where the last label that may end a host does; 0 where there is none but the first."""
    return next((end for name, end in reversed(labels[1:]) if _TOP.fullmatch(name)), 0)

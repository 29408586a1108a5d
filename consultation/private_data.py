"""Private data in what people write: where it stands, and the text with `[…]` in its place.

Patterns only, from the standard library's `re`: what both the tagger and the reports need. They would rather hide
too much than too little; dates, spans of years and the names of wiki items stay.
"""

import re

MARK = "[…]"
"""What stands in the place of something private."""

_KEPT = {
    "iso_date": r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)",
    "date": r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)",
    "years": r"(?<![\d+])(?:19|20)\d\d(?:[ ]?[ –/-][ ]?(?:19|20)\d\d)+(?!\d)",
}
"""What has as many digits as a telephone number, and is none. Tried first, so that it is passed over."""

_USER = r"(?:User|Utilisateur|Utilisatrice|Usuario|Usuaria|Benutzer|Benutzerin|مستخدم)(?:[ _]talk)?:"

_PRIVATE = {
    "email": r"[\w.+'-]+[ ]?(?:[@＠]|\[at\]|\(at\))[ ]?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}",
    "profile": r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|wa\.me|signal\.me|m\.me|discord(?:app)?\.com/users"
    r"|(?:facebook|instagram|linkedin|twitter|x)\.com)/[^\s)\]>]*\w",
    "user_page": rf"(?<=\[\[){_USER}[^\]|]+|\b{_USER}[^\s\]|]*\w",
    "iban": r"(?<!\w)[a-z]{2}\d{2}(?:[ ]?[a-z0-9]{4}){2,7}(?:[ ]?[a-z0-9]{1,3})?(?!\w)",
    "handle": r"(?<!\w)(?:[@＠]\w[\w.]*\w)+|(?<!\w)\w{2,32}#\d{4}(?!\w)",
    "number": r"(?<!\w)\+?\(?\d(?:[ \u00a0\u202f.()/–-]{0,3}\d){7,}",
}
"""What is hidden. ``number`` covers telephone and card numbers: eight digits or more, with or without separators."""

_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in (_KEPT | _PRIVATE).items()), re.IGNORECASE)
_HINT = re.compile(r"[@＠#/]|\d{2}|\w:|[\[(]at[\])]", re.IGNORECASE)
_FEWEST_IBAN_DIGITS = 8


def private_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where private data stands, as (start, end) in code points, in order, not overlapping."""
    if not _HINT.search(text):
        return ()
    return tuple(match.span() for match in _PATTERN.finditer(text) if _is_private(match))


def _is_private(match: re.Match[str]) -> bool:
    if match.lastgroup == "iban":  # "EU27 will have more than" has the shape of one, without the digits
        return sum(character.isdigit() for character in match.group()) >= _FEWEST_IBAN_DIGITS
    return match.lastgroup not in _KEPT


def masked(text: str, start: int = 0, end: int | None = None) -> str:
    """Return ``text[start:end]`` with `MARK` in place of all private data that reaches into it.

    What is private is found in the whole text: a span that cuts an address in two shows neither half.
    """
    stop = len(text) if end is None else end
    shown, at = [], start
    for first, last in private_spans(text):
        if last > start and first < stop:
            shown += [text[at : max(first, at)], MARK]
            at = min(last, stop)
    return "".join((*shown, text[at:stop]))

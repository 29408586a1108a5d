"""Addresses of the web, with and without ``https://``, and those that may stay readable. Imports `nlp.domains`.

A page of a Wikimedia wiki is what people speak of, as a book would be: it stays, unless it is about a person, which
pages of users and lists of contributions are. Every other link may be somebody's own, and is found.
"""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

from nlp.domains import ENDINGS, endings_of_no_word
from nlp.handles import USER

_SCHEME = re.compile(
    r"(?:\b(?:https?|hxxps?|ftps?|sftp|ssh|tg|sgnl|ircs?|wss?|xmpp|matrix|magnet|discord|whatsapp|file)://|\bwww\.(?=\w))"
    r"[^\s<>\"«»“”„|\\^`{}\[\]。，、）】》！？；؛]+",
    re.IGNORECASE,
)
_TAIL = ".,;:!?'’)*_…؟،"
_NAME = r"(?<![\w@./-])(?:[^\W_](?:[\w-]{0,62})\.)+"
_PATH = r"(?::\d{2,5})?(?:[/?#](?:[^\s<>\"«»“”„|\\^`{}\[\]。，、）]*[^\s<>\"«»“”„|\\^`{}\[\]。，、）.,;:!?'’)*…])?)"
_WIKI = re.compile(
    r"(?:https?://)?(?:[\w-]{1,30}\.){0,3}(?:wiki(?:pedia|media|data|books|news|quote|source|versity|voyage"
    r"|functions|mediafoundation)|wiktionary|mediawiki)\.org",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(
    rf"{USER}|\?|[:/](?:contrib|beitr|bidrag|bijdrag|sp[eé][cz]ial|espec|خاص|special)", re.IGNORECASE
)


def links(text: str, language: str = "") -> Iterator[tuple[int, int]]:
    """Yield where links stand, those that are `readable` too."""
    for found in _SCHEME.finditer(text):
        yield found.start(), _trimmed(text, *found.span())
    if "." in text:
        for found in _bare(language).finditer(text):
            yield found.span()


def readable(text: str) -> list[tuple[int, int]]:
    """Return where those links stand that lead to a page of a wiki and not to a person."""
    return [(start, end) for start, end in links(text) if "wik" in text or "Wik" in text if _is_page(text[start:end])]


def _is_page(link: str) -> bool:
    site = _WIKI.match(link)
    return bool(site and link[site.end() : site.end() + 1] in {"", "/"} and not _OF_PERSON.search(unquote(link)))


@cache
def _bare(language: str) -> re.Pattern[str]:
    """Return what finds hosts without ``https://``: with a path any known ending does, else one that is no word."""
    any_of, no_word = ("|".join(sorted(some)) for some in (ENDINGS, endings_of_no_word(language)))
    return re.compile(rf"{_NAME}(?:(?:{any_of}){_PATH}|(?:{no_word})(?![\w-]|\.[^\W_]))", re.IGNORECASE)


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end of a link without the signs of the sentence around it; a bracket that it opened is its own."""
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    while end > start and text[end - 1] in _TAIL:
        if text[end - 1] == ")":
            if closed <= opened:
                break
            closed -= 1
        end -= 1
    return end

"""The search of a round's statements as small files, of which a browser loads those that it needs. Standard library.

A word's file is chosen by how the word begins, so that "fund" finds "funding"; `search.js` folds and chooses in the
same way. Statements are called by their place in the order of their ids.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.page import Statement
from reports.site import addresses

WORD = re.compile(r"[^\W_]+")
SHARDS = 64
CHUNK = 50
"""How many statements a file of texts has."""

BEGINNING = 3
"""How many characters of a word say in which file it is."""


def folded(text: str) -> str:
    """Return a text without case and accents, an Arabic word without its article's help."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] != "M")
    return bare.lower()


def words_in(text: str) -> list[str]:
    """Return the words by which a text is found, in order; the Arabic article is not a part of them."""
    return [_bare(word) for word in WORD.findall(folded(text))]


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word  # noqa: PLR2004 - the article and two letters


def shard(word: str) -> int:
    """Return the number of the file that a word is in: FNV-1a, 32 bits, of its beginning."""
    found = 0x811C9DC5
    for byte in word[:BEGINNING].encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found % SHARDS


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement to be found, and what it is filtered by: the names of its lists."""

    statement: Statement
    themes: tuple[str, ...]
    place: str
    language: str


def files(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the files."""
    yield "facets.json", _json({"count": len(entries), "chunk": CHUNK, "shards": SHARDS, "lists": _lists(entries)})
    for number, found in enumerate(_words(entries)):
        yield f"words-{number}.json", _json(found)
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        yield f"texts-{start // CHUNK}.json", _json([_text(one) for one in chunk])


def _lists(entries: Iterable[Entry]) -> dict[str, list[int]]:
    """Return which statements are in each list, as steps from the one before."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(entries):
        for name in (*one.themes, one.place, one.language):
            found.setdefault(name, []).append(number)
    return {name: _steps(numbers) for name, numbers in sorted(found.items())}


def _steps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _words(entries: Iterable[Entry]) -> list[dict[str, list[int]]]:
    found: list[dict[str, list[int]]] = [{} for _ in range(SHARDS)]
    for number, one in enumerate(entries):
        for word in dict.fromkeys(words_in(one.statement.words)):
            found[shard(word)].setdefault(word, []).append(number)
    return [{word: _steps(numbers) for word, numbers in sorted(several.items())} for several in found]


def _text(one: Entry) -> list[object]:
    said = one.statement
    return [said.id, addresses.safe(said.id), said.language, said.words, one.place, list(one.themes)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""What grouping came to, kept beside an edition: the next one groups anew only where something was said since.

Imports everyone. Who spoke of one thing in one language is compared with nobody else, so what came of those passages,
by the same code, is taken from the last edition. Nothing of what people wrote is kept but digests, and the words that
name groups; it goes with the edition's folder.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nlp
from consultation.likeness import Alike, Apart, Grouped, Passage, by_language
from consultation.ports import Grouper

WORKINGS = "workings.json"
"""The file in an edition's folder."""

LIBRARIES = ("numpy", "scipy", "scikit-learn", "pystemmer")


class KeptGroups:
    """A `Grouper` that asks the one behind it for nothing that was asked when ``before``, a file, was written."""

    def __init__(self, grouper: Grouper, before: Path | None) -> None:
        self._grouper = grouper
        self._before = _read(before) if before else {}
        self._now: dict[str, Any] = {}

    def group(self, passages: Iterable[Passage]) -> Grouped:
        """Return groups of passages that are alike, and answers that are like no other."""
        return Grouped.together(self._in_one(several) for _, several in by_language(passages))

    def _in_one(self, passages: Sequence[Passage]) -> Grouped:
        key = _digest(passages)
        told = self._before.get(key)
        grouped = self._grouper.group(passages) if told is None else _grouped(told, passages)
        self._now[key] = _told(grouped, passages) if told is None else told
        return grouped

    def write(self, path: Path) -> None:
        """Write what was asked since this was made."""
        text = json.dumps({"made_by": made_by(), "groups": self._now}, ensure_ascii=False, separators=(",", ":"))
        path.write_text(text, encoding="utf-8", newline="\n")


def latest(editions: Path) -> Path | None:
    """Return the file of the newest edition in a round's folder that has one."""
    found = (path for path in editions.glob(f"*/{WORKINGS}") if path.parent.name.isdecimal())
    return max(found, key=lambda path: int(path.parent.name), default=None)


@cache
def made_by() -> str:
    """Return a digest of the code that groups: our own room for language, and the libraries it computes with."""
    room = Path(nlp.__file__).parent
    digest = sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for path in sorted(room.rglob("*.py")):
        digest.update(path.relative_to(room).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> Mapping[str, Any]:
    """Return what a file holds; nothing where other code made it, or it was not written to its end."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return dict(told["groups"]) if told["made_by"] == made_by() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _digest(passages: Sequence[Passage]) -> str:
    digest = sha256()
    for one in passages:
        digest.update(json.dumps([one.answer, one.respondent, one.language, one.start, one.text]).encode())
    return digest.hexdigest()


def _told(grouped: Grouped, passages: Sequence[Passage]) -> Any:
    place = {(one.answer, one.start, one.text): number for number, one in enumerate(passages)}

    def at(one: Passage) -> int:
        return place[one.answer, one.start, one.text]

    groups = [[list(map(at, one.passages)), one.words, one.nearness] for one in grouped.groups]
    return [groups, [[at(one.passage), one.nearness] for one in grouped.apart]]


def _grouped(told: Any, passages: Sequence[Passage]) -> Grouped:
    groups, apart = told
    return Grouped(
        tuple(Alike(tuple(passages[at] for at in places), tuple(words), near) for places, words, near in groups),
        tuple(Apart(passages[at], near) for at, near in apart),
    )

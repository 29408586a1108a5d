"""Carrying what people coded along a change of the codebook, and tagging answers anew. Standard library only.

A human code is a theme in `Answer.coded`, one that the respondent took off (`Revision.refused`) or a reviewer did
(`Review.removed`), or a tag given by either of them. `recoded` states the rule by which
each is carried, left open or retired.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

from consultation.checking.reviews import Removed
from consultation.codebook import Codebook, Tag, Tagged
from consultation.codebooks.changes import Onto, continuations
from consultation.records import Answer, Revision

Mark = Literal["coded", "refused", "removed", "respondent", "reviewer"]
"""How a person said it: by hand coding, by taking a theme off as its author or as a reviewer, by a tag of theirs."""

OWN: tuple[Mark, ...] = ("respondent", "reviewer")


class Fate(StrEnum):
    """What becomes of a human code."""

    CARRIED = "carried"
    OPEN = "open"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Recoding:
    """What became of one human code of an answer in that ``version`` of the codebook; the record that it stood.

    ``theme`` is the old id; ``onto`` the themes it was carried to, or those of which somebody is to choose.
    """

    answer: str
    version: int
    mark: Mark
    theme: str
    fate: Fate
    onto: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recoded:
    """An answer under a new version of the codebook, and what became of each of its human codes."""

    answer: Answer
    codes: tuple[Recoding, ...]


@dataclass(frozen=True, slots=True)
class Recoder:
    """A change from one version of a codebook to another, ready to be applied to any number of answers."""

    old: Codebook
    new: Codebook
    onto: Onto

    @classmethod
    def between(cls, old: Codebook, new: Codebook) -> "Recoder":
        """Return the change from ``old`` to ``new``."""
        return cls(old, new, continuations(old, new))

    def recoded(self, answer: Answer, heard: Tagged, *, at: datetime) -> Recoded:
        """Return ``answer`` with a revision of the same words, tagged by the new version as ``heard``.

        The rule for human codes:

        - A code whose theme one theme continues (the same, renamed or merged) is carried to it.
        - A code on a theme that was split is carried to the part that ``heard`` has, where it has exactly one of
          them; else it is left open, for a person to look at, and stands for no part until then.
        - A theme that was taken off stays off: so do all parts of it, and what it was merged into. Where something
          else that stands in the answer goes on as the same theme, that theme stays and the refusal is left open.
        - A reviewer's for and against is on the words and the drafts, which are the same.
        - A code whose theme nothing continues is retired: it counts no more, and stays in the record.

        Every code is carried, open or retired; none is lost, and where nothing changed all are carried to themselves.
        """
        current = answer.current
        given = [self._given(answer.id, _mark(tag), tag.theme, heard) for tag in _own(current)]
        coded = [self._given(answer.id, "coded", theme, heard) for theme in answer.coded or ()]
        own = _carried_tags(_own(current), given)
        standing = self._standing(current) | {tag.theme for tag in own}
        refused = [self._taken_off(answer.id, "refused", theme, standing) for theme in current.refused]
        off = current.review.removed if current.review else ()
        removed = [self._taken_off(answer.id, "removed", tag.theme, standing) for tag in off]
        revision = replace(
            current,
            number=current.number + 1,
            at=at,
            tags=_tags(heard, own, _targets((*refused, *removed))),
            refused=_targets(refused),
            codebook=self.new.fingerprint,
            review=current.review and replace(current.review, removed=_removed(heard, _targets(removed))),
        )
        by_hand = None if answer.coded is None else _targets(coded)
        moved = replace(answer, revisions=(*answer.revisions, revision), coded=by_hand)
        return Recoded(moved, (*coded, *refused, *removed, *given))

    def _given(self, answer: str, mark: Mark, theme: str, heard: Tagged) -> Recoding:
        parts = self.onto.get(theme, ())
        if len(parts) <= 1:
            return self._recoding(answer, mark, theme, Fate.CARRIED if parts else Fate.RETIRED, parts)
        spoken = tuple(tag.theme for tag in heard.tags if tag.theme in parts)
        if len(spoken) == 1:
            return self._recoding(answer, mark, theme, Fate.CARRIED, spoken)
        return self._recoding(answer, mark, theme, Fate.OPEN, parts)

    def _taken_off(self, answer: str, mark: Mark, theme: str, standing: Collection[str]) -> Recoding:
        parts = self.onto.get(theme, ())
        off = tuple(part for part in parts if part not in standing)
        if not parts:
            return self._recoding(answer, mark, theme, Fate.RETIRED)
        return self._recoding(answer, mark, theme, Fate.CARRIED if off else Fate.OPEN, off or parts)

    def _standing(self, before: Revision) -> set[str]:
        """Return what the themes that stand in a revision, and were not split, go on as."""
        themes = [theme for theme in before.themes if theme not in before.refused]
        return {part for theme in themes for part in self.onto.get(theme, ()) if len(self.onto[theme]) == 1}

    def _recoding(self, answer: str, mark: Mark, theme: str, fate: Fate, onto: tuple[str, ...] = ()) -> Recoding:
        return Recoding(answer, self.new.version, mark, theme, fate, onto)


def _own(revision: Revision) -> list[Tag]:
    return [tag for tag in revision.tags if tag.source in OWN]


def _mark(tag: Tag) -> Mark:
    return "respondent" if tag.source == "respondent" else "reviewer"


def _carried_tags(own: Iterable[Tag], codes: Iterable[Recoding]) -> list[Tag]:
    """Return people's tags under the themes that they were carried to, the first where two became one."""
    carried = [(tag, code) for tag, code in zip(own, codes, strict=True) if code.fate is Fate.CARRIED]
    by_theme: dict[str, Tag] = {}
    for tag, code in carried:
        by_theme.setdefault(code.onto[0], replace(tag, theme=code.onto[0]))
    return list(by_theme.values())


def _targets(codes: Iterable[Recoding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for code in codes if code.fate is Fate.CARRIED for theme in code.onto))


def _tags(heard: Tagged, own: Iterable[Tag], refused: Collection[str]) -> tuple[Tag, ...]:
    given = tuple(own)
    closed = {*refused, *(tag.theme for tag in given)}
    return (*(tag for tag in heard.tags if tag.theme not in closed), *given)


def _removed(heard: Tagged, themes: Collection[str]) -> tuple[Removed, ...]:
    """Return these themes as taken off: the machine's are those that it hears anew."""
    sources = {tag.theme: tag.source for tag in heard.tags}
    return tuple(Removed(theme, sources.get(theme, "reviewer")) for theme in themes)


def open_codes(recodings: Iterable[Recoding], answers: Iterable[Answer]) -> Iterator[Recoding]:
    """Yield the codes that still wait for a person: none of their parts is among the answer's human codes by now."""
    human = {answer.id: _human(answer) for answer in answers}
    for code in recodings:
        if code.fate is Fate.OPEN and code.answer in human and human[code.answer].isdisjoint(code.onto):
            yield code


def _human(answer: Answer) -> set[str]:
    current = answer.current
    removed = (one.theme for one in (current.review.removed if current.review else ()))
    return {*(answer.coded or ()), *current.refused, *removed, *(tag.theme for tag in _own(current))}

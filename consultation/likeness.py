"""Which people say much the same, and what nobody else says: passages in, groups of them out. Standard library only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALIKE = 0.4
"""The cosine from which on two passages are alike."""

ALIKE_BY_ONE_WORD = 0.6
"""The same for two that share a single word which carries something."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an answer, mostly a sentence: ``text`` is what stands there from ``start`` on, in code points."""

    answer: str
    respondent: str
    language: str
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends in the answer, exclusive."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Alike:
    """What two respondents or more say much the same in, one passage of each answer.

    ``passages`` are in order: the first is the nearest to what all have in common, the last differs most from it.
    ``words`` are such as three respondents or more wrote, and half of all here use, the most used first. ``nearness``
    is the mean likeness, 0 to 1, to everything that is said besides.
    """

    passages: tuple[Passage, ...]
    words: tuple[str, ...]
    nearness: float

    @property
    def respondents(self) -> int:
        """How many people say it."""
        return len({one.respondent for one in self.passages})


@dataclass(frozen=True, slots=True)
class Apart:
    """An answer that is like no other: a ``passage`` of it, and its ``nearness`` as `Alike` has it."""

    passage: Passage
    nearness: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """What came of passages: an answer is in one of ``groups`` or in none, and in ``apart`` only if in none.

    Groups of more respondents come first, and what is farthest from everything else. An answer that says little, or
    is like some others without being in their group, is in neither.
    """

    groups: tuple[Alike, ...] = ()
    apart: tuple[Apart, ...] = ()

    @classmethod
    def together(cls, several: Iterable["Grouped"]) -> "Grouped":
        """Return what came of passages in several languages: across them no words are shared, so nothing is joined."""
        of_each = tuple(several)
        groups = [one for grouped in of_each for one in grouped.groups]
        apart = [one for grouped in of_each for one in grouped.apart]
        return cls(
            tuple(sorted(groups, key=lambda one: (-one.respondents, one.passages[0].answer))),
            tuple(sorted(apart, key=lambda one: (one.nearness, one.passage.answer))),
        )


def by_language(passages: Iterable[Passage]) -> tuple[tuple[str, Sequence[Passage]], ...]:
    """Return passages with the language they are in, whatever its region, languages and passages in order."""
    spoken: dict[str, list[Passage]] = {}
    for one in sorted(passages, key=lambda one: (one.answer, one.start)):
        spoken.setdefault(one.language.partition("-")[0], []).append(one)
    return tuple(sorted(spoken.items()))

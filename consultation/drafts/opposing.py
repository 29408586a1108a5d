"""Opposing statements of earlier rounds: which may be shown on a draft, and which a person is shown.

Imports the standard library only. The rule is in docs/drafts.md; here it is worked out, without any words.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from consultation.excerpts import LONGEST, SHORTEST
from consultation.guide import Consultation, Draft
from consultation.records import Answer, Basis, Part, Participation, RoundRecord, Showing, Side, may_quote

SEVERAL = 2
"""How many statements of each side are shown at most."""

KEPT = 50
"""How many statements of each side and language are remembered: some stand in where others were taken back."""

SETS, SPARE = 20, 2
"""Of how many sets of themes in each language statements are remembered, and how many of each."""


class Leaning(StrEnum):
    """For which side of a draft a statement speaks."""

    FOR = "for"
    AGAINST = "against"


LEANINGS: Mapping[Side, Leaning] = {
    Side.SUPPORT: Leaning.FOR,
    Side.STUDY: Leaning.FOR,
    Side.OPPOSE: Leaning.AGAINST,
    Side.NOT_NOW: Leaning.AGAINST,
}
"""Support with changes and no position are on neither side."""

Version = tuple[str, str]
"""A draft's id and version."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be shown, without its words.

    ``rank`` orders those of one side, the lowest first; ``revision`` is the one it was chosen for; ``themes`` are all
    that it raises. With a ``leaning`` comes the version of a draft on which its author ``took`` that side.
    """

    id: str
    respondent: str
    revision: int
    language: str
    rank: tuple[int, str]
    themes: frozenset[str]
    leaning: Leaning | None = None
    took: Version | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """What may be shown on one version of a draft, on the strongest ground there is; ``themes`` bear on it."""

    basis: Basis
    candidates: tuple[Candidate, ...]
    themes: frozenset[str] = frozenset()

    def without(self, statements: Iterable[str]) -> "Pool":
        """Return the pool without these statements."""
        gone = frozenset(statements)
        return replace(self, candidates=tuple(one for one in self.candidates if one.id not in gone))


NOTHING = Pool(Basis.THEMES, ())


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is shown: an exact excerpt, private data masked, and what it stands for."""

    text: str
    language: str
    leaning: Leaning | None
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody is shown, and what is kept of that."""

    showing: Showing
    said: tuple[Said, ...]


# What may be shown, from what was said


def pools(consultation: Consultation, earlier: Sequence[RoundRecord]) -> dict[Version, Pool]:
    """Return what may be shown on each draft, of what was said in earlier rounds.

    Reasons of those who took a side on this version or one it comes from, where both sides gave some; else statements
    on the draft's themes. What was said is gone through once, however many drafts there are.
    """
    sides: dict[Version, list[Candidate]] = {}
    everything: list[Candidate] = []
    for person, answer in _quotable(earlier):
        one = _candidate(person, answer)
        everything.append(one)
        on = (answer.item, answer.draft_version)
        stance = person.stance(*on) if answer.part is Part.WHY else None
        if stance and (leaning := LEANINGS.get(stance.side)):
            sides.setdefault(on, []).append(replace(one, leaning=leaning, took=on))
    everything.sort(key=_ranked)
    return {(one.id, one.version): _pool(one, consultation, sides, everything) for one in consultation.current_drafts()}


def _pool(
    draft: Draft, consultation: Consultation, sides: Mapping[Version, Sequence[Candidate]], everything: list[Candidate]
) -> Pool:
    lineage = (draft, *consultation.before(draft))
    taken = sorted((each for one in lineage for each in sides.get((one.id, one.version), ())), key=_ranked)
    if {one.leaning for one in taken} == set(Leaning):
        places = _first_of((one.leaning, one.language) for one in taken)
        return Pool(Basis.STANCES, tuple(one for one, place in zip(taken, places, strict=True) if place < KEPT))
    names = {one.id for one in lineage}
    themes = frozenset(theme.id for theme in consultation.codebook.themes if names & set(theme.bears_on))
    return Pool(Basis.THEMES, tuple(_varied([one for one in everything if one.themes & themes])), themes)


def _quotable(earlier: Iterable[RoundRecord]) -> Iterator[tuple[Participation, Answer]]:
    for record in earlier:
        for person in record.participations:
            for answer in person.answers:
                if may_quote(person, answer) and answer.current.text.strip():
                    yield person, answer


def _candidate(person: Participation, answer: Answer) -> Candidate:
    said = answer.current
    themes = said.themes if answer.coded is None else answer.coded
    length = len(said.text)
    rank = 2 if length < SHORTEST else int(length > LONGEST)
    return Candidate(answer.id, person.respondent, said.number, said.language, (rank, answer.id), frozenset(themes))


def _ranked(one: Candidate) -> tuple[int, str]:
    return one.rank


def _first_of(kinds: Iterable[object]) -> Iterator[int]:
    """Yield of each its place among those of its kind."""
    seen: Counter[object] = Counter()
    for kind in kinds:
        yield seen[kind]
        seen[kind] += 1


def _varied(ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the best statements of each set of themes, the sets raised most often in each language."""
    often = Counter((one.language, one.themes) for one in ranked)
    order = sorted(often, key=lambda kind: (-often[kind], sorted(kind[1])))
    places = zip(order, _first_of(language for language, _ in order), strict=True)
    wanted = {kind for kind, place in places if place < SETS}
    for one, place in zip(ranked, _first_of((one.language, one.themes) for one in ranked), strict=True):
        if place < SPARE and (one.language, one.themes) in wanted:
            yield one


# What one person is shown


def choose(among: Pool, *, respondent: str, language: str) -> tuple[Candidate, ...]:
    """Return what a person is shown, none of it their own; nothing where no two statements are opposed.

    As many for as against, each side by rank, or the two that differ most by themes: in the person's language where it
    has them, else in any.
    """
    others = [one for one in among.candidates if one.respondent != respondent]
    opposed = _balanced if among.basis is Basis.STANCES else _furthest_apart
    return opposed([one for one in others if one.language == language]) or opposed(others)


def _balanced(ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the first of each side, as many for as against, each by somebody else."""
    supporting: dict[str, Candidate] = {}
    opposing: dict[str, Candidate] = {}
    for one in ranked:
        mine, theirs = (supporting, opposing) if one.leaning is Leaning.FOR else (opposing, supporting)
        if one.respondent not in theirs:
            mine.setdefault(one.respondent, one)
    number = min(SEVERAL, len(supporting), len(opposing))
    return (*list(supporting.values())[:number], *list(opposing.values())[:number])


def _furthest_apart(ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the two of different people whose themes have least in common; of several such pairs the best ranked."""
    pairs = (pair for pair in combinations(ranked, 2) if pair[0].respondent != pair[1].respondent)
    apart = ((_in_common(*pair), pair[0].rank, pair[1].rank, pair) for pair in pairs)
    best = min(apart, key=lambda each: each[:3], default=None)
    return best[3] if best and best[0] < 1 else ()


def _in_common(one: Candidate, other: Candidate) -> float:
    """Return the share of the themes of two statements that both raise (Jaccard), 0 to 1."""
    return len(one.themes & other.themes) / len(one.themes | other.themes)


def in_order(chosen: Sequence[Candidate], seed: str) -> tuple[Candidate, ...]:
    """Return the chosen statements in the order in which they are shown: `random.Random(seed).shuffle`."""
    shuffled = list(chosen)
    random.Random(seed).shuffle(shuffled)
    return tuple(shuffled)

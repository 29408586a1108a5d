"""Themes that may be emerging among answers that none fits, proposed in groups. Imports the core and `nlp`.

Answers that say nothing are set apart first. Those of each language are put into groups by what weighs most in each of
them: NMF of TF-IDF on our stems, which on the development sets found hidden themes as well as what else was tried and
can be read (docs/emergence.md). scikit-learn is imported where it is used. The same answers give the same proposals,
whatever their order.
"""

from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

from consultation.codebooks.emergence import Loose, Proposal
from nlp.grouping import Groups
from nlp.non_answers import is_non_answer
from nlp.weighing import Weighed

FEWEST_ANSWERS = 10
"""Of fewer answers in a language nothing is proposed: they are read sooner than grouped."""

FEWEST_BEHIND = 3
"""How many people used each cue word of a proposal at least, and so how many stand behind it."""

FEWEST_GROUPS, MOST_GROUPS = 2, 20
CUES = 8

_ID_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Found:
    """Proposals, languages with more answers first; ids of answers in none of them, and of those that say nothing."""

    proposals: tuple[Proposal, ...]
    alone: tuple[str, ...]
    non_answers: tuple[str, ...]


def find(loose: Iterable[Loose]) -> Found:
    """Return what may be emerging among answers that no theme fits; every one of them is in one place."""
    everyone = sorted(loose, key=lambda one: (one.text, one.id))
    silent = frozenset(one.id for one in everyone if is_non_answer(one.text))
    spoken: dict[str, list[Loose]] = defaultdict(list)
    for one in everyone:
        if one.id not in silent:
            spoken[one.language].append(one)
    languages = sorted(spoken, key=lambda language: (-len(spoken[language]), language))
    proposals = tuple(one for language in languages for one in _proposed(language, spoken[language]))
    grouped = {answer for one in proposals for answer in one.answers}
    return Found(
        proposals=proposals,
        alone=tuple(sorted(one.id for one in everyone if one.id not in grouped | silent)),
        non_answers=tuple(sorted(silent)),
    )


def _proposed(language: str, answers: Sequence[Loose]) -> list[Proposal]:
    """Return the proposals of one language, the largest first."""
    weighed = Weighed(language, answers)
    if len(answers) < FEWEST_ANSWERS or not weighed.tell_apart:
        return []
    groups = Groups.of(weighed.matrix, how_many(len(answers)))
    found = [one for group in range(groups.count) if (one := _proposal(weighed, groups, group))]
    return sorted(found, key=lambda one: (-len(one.answers), one.cues, one.id))


def how_many(answers: int) -> int:
    """Return into how many groups so many answers are put: four fifths of the root, which is 4 of 25 and 20 of 600."""
    return max(FEWEST_GROUPS, min(MOST_GROUPS, round(0.8 * sqrt(answers))))


def _proposal(weighed: Weighed, groups: Groups, group: int) -> Proposal | None:
    """Return what a group proposes; None where too few people have any word in common."""
    members = groups.members(group)
    cues = weighed.shared_words(members, groups.words_of(group), by=FEWEST_BEHIND)[:CUES]
    if not cues:
        return None
    ids = tuple(weighed.answers[member].id for member in members)
    return Proposal(_id(weighed.language, ids), weighed.language, cues, ids, groups.sureness(group))


def _id(language: str, answers: Sequence[str]) -> str:
    """Return an id that says which answers are in it, as short as a person can type it."""
    content = "\n".join((language, *sorted(answers)))
    return b32encode(sha256(content.encode()).digest()).decode()[:_ID_LENGTH]

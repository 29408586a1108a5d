"""What few say: positions that few took, and what is farthest from everything else. Imports only consultation.

How many say it never decides on the order, only that they are few: positions stand in the order of the drafts, what is
far from everything else by how far it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from consultation.likeness import Grouped, Passage
from consultation.records import Part, Side
from reports.circles import Circle, Subject
from reports.draft_findings import DraftFinding
from reports.evidence import Evidence, evidence
from reports.index import Index
from reports.quotes import Quote, choose, quote_at
from reports.sentences import FEW_IN_ALL
from reports.stances import Positions
from reports.statements import Heard, Place

KIND = "apart"
"""The word with which the anchors of what is far from everything else begin."""

QUOTES = 3

ONE_IN = 5
"""Few are at most one in so many of a circle, or of those who took a position."""

FEWEST_IN_LANGUAGE = 5
"""From so many answers in a language on, one can be said to be far from the others."""


@dataclass(frozen=True, slots=True)
class FewTook:
    """A position on a draft that few took, ``of`` so many who decided; ``evidence`` is that of the draft's finding."""

    place: Place
    side: Side
    of: int
    evidence: Evidence
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FarApart:
    """What is farthest from everything else said in a circle of ``of`` respondents, each with a quote."""

    subject: Subject
    of: int
    evidence: Evidence
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Minorities:
    """What few say. What no theme fits and stands alone is in `reports.emerging`."""

    positions: tuple[FewTook, ...]
    apart: tuple[FarApart, ...]


def few_took(
    drafts: Iterable[DraftFinding], index: Index, positions: Positions, used: Counter[str]
) -> Iterator[FewTook]:
    """Yield the positions that few took, in the order of the drafts; count their quotes in ``used``."""
    for draft in drafts:
        for side, behind in draft.stance.sides if draft.stance else ():
            of = draft.stance.decided if draft.stance else 0
            if side is not Side.NONE and 0 < ONE_IN * behind.respondents <= of:
                reasons = _reasons(draft.place, side, index, positions)
                yield FewTook(draft.place, side, of, behind, choose(reasons, QUOTES, used))


def _reasons(place: Place, side: Side, index: Index, positions: Positions) -> list[Heard]:
    taken = positions.get(place, {})
    there = index.by_place.get(place, ())
    return [one for one in there if one.answer.part is Part.WHY and taken.get(one.respondent) is side]


def far_apart(circle: Circle, grouped: Grouped, used: Counter[str], shown: set[str]) -> FarApart | None:
    """Return up to `QUOTES` things said that are farthest from everything else; None in a circle of fewer than ten.

    Each is what one says alone, or what a group of few does. The languages in which several answered take turns.
    ``shown`` are the answers that stand apart in an earlier circle already, and are not shown again; those chosen here
    are added.
    """
    of = circle.respondents
    if of < FEW_IN_ALL:
        return None
    heard = {one.answer.id: one for one in circle.answers}
    chosen = list(islice(_in_turns(_candidates(grouped, of, heard, shown)), QUOTES))
    if not chosen:
        return None
    quotes = tuple(quote_at(heard[one.answer].answer, (one.start, one.end)) for one, _ in chosen)
    shown |= {quote.id for quote in quotes}
    used.update(quote.id for quote in quotes)
    behind = [heard[answer] for _, answers in chosen for answer in answers]
    return FarApart(circle.subject, of, evidence(behind, KIND, *circle.subject.words), quotes)


Candidate = tuple[float, Passage, tuple[str, ...]]
"""How near it is to everything else, the passage to quote, and the answers that say it."""


def _candidates(grouped: Grouped, of: int, heard: dict[str, Heard], shown: set[str]) -> Iterator[Candidate]:
    alone = ((one.nearness, (one.passage,)) for one in grouped.apart)
    few = ((one.nearness, one.passages) for one in grouped.groups if ONE_IN * one.respondents <= of)
    spoken = Counter(one.answer.current.language for one in heard.values())
    for nearness, passages in chain(few, alone):
        quoted = [one for one in passages if heard[one.answer].quotable]
        compared = spoken[passages[0].language] >= FEWEST_IN_LANGUAGE
        if quoted and compared and not any(one.answer in shown for one in passages):
            yield nearness, quoted[0], tuple(one.answer for one in passages)


def _in_turns(candidates: Iterable[Candidate]) -> Iterator[tuple[Passage, Sequence[str]]]:
    """Yield the farthest of each language in turn, the languages by their codes."""
    languages: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        languages[one[1].language].append(one)
    farthest = [sorted(languages[one], key=lambda one: (one[0], one[1].answer)) for one in sorted(languages)]
    return ((one[1], one[2]) for one in chain.from_iterable(zip_longest(*farthest)) if one)

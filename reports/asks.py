"""What recurs: people who spoke of one thing in much the same words. Imports only consultation.

Which these are comes through the port `Grouper`. All that may count is counted; quoted is only what may be quoted: of
each group the words that stand best for it and those that differ most.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from consultation.excerpts import LONGEST, SHORTEST
from consultation.likeness import Alike, Grouped, Passage
from reports.circles import Circle, Subject
from reports.evidence import Evidence, evidence
from reports.quotes import Quote, quote_at
from reports.statements import Heard

KIND = "alike"
"""The word with which the anchors of groups begin."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A group: its ``words`` in ``language``, which may be none, and what stands behind it.

    ``best`` stands for it, ``differing`` differs most from it; None where no words may be shown, or no others.
    """

    number: int
    language: str
    words: tuple[str, ...]
    evidence: Evidence
    best: Quote | None
    differing: Quote | None


@dataclass(frozen=True, slots=True)
class Asks:
    """The groups of one circle, those of more respondents first; ``rest`` are the answers in none of them."""

    subject: Subject
    everything: Evidence
    groups: tuple[Ask, ...]
    rest: Evidence


def asks(circle: Circle, grouped: Grouped, used: Counter[str]) -> Asks:
    """Return what recurs in a circle, and count the quotes in ``used``."""
    words, heard = circle.subject.words, {one.answer.id: one for one in circle.answers}
    groups = tuple(_ask(alike, number, words, heard) for number, alike in enumerate(grouped.groups, 1))
    used.update(quote.id for one in groups for quote in (one.best, one.differing) if quote)
    inside = {one.answer for alike in grouped.groups for one in alike.passages}
    rest = [one for one in circle.answers if one.answer.id not in inside]
    return Asks(circle.subject, evidence(circle.answers, KIND, *words), groups, evidence(rest, KIND, *words, "rest"))


def _ask(alike: Alike, number: int, words: Sequence[str], heard: Mapping[str, Heard]) -> Ask:
    best = _best(alike.passages, heard)
    differing = _differing(alike.passages, heard, best) if best else None
    return Ask(
        number=number,
        language=alike.passages[0].language,
        words=alike.words,
        evidence=evidence([heard[one.answer] for one in alike.passages], KIND, *words, str(number)),
        best=_quote(best, heard) if best else None,
        differing=_quote(differing, heard) if differing else None,
    )


def _best(passages: Sequence[Passage], heard: Mapping[str, Heard]) -> Passage | None:
    """Return the passage to quote for a group: of the nearer half the first of a quote's length, else the first."""
    shown = list(_shown(passages, heard))
    nearer = shown[: (len(shown) + 1) // 2]
    return next((one for one in nearer if SHORTEST <= len(one.text) <= LONGEST), next(iter(nearer), None))


def _differing(passages: Sequence[Passage], heard: Mapping[str, Heard], best: Passage) -> Passage | None:
    """Return the last passage of somebody else in other words."""
    others = (
        one
        for one in reversed(list(_shown(passages, heard)))
        if one.respondent != best.respondent and one.text.casefold() != best.text.casefold()
    )
    return next(others, None)


def _shown(passages: Sequence[Passage], heard: Mapping[str, Heard]) -> Iterator[Passage]:
    return (one for one in passages if heard[one.answer].quotable)


def _quote(passage: Passage, heard: Mapping[str, Heard]) -> Quote:
    return quote_at(heard[passage.answer].answer, (passage.start, passage.end))

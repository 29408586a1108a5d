"""What was found per question: the second view, after the themes. Imports only consultation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from consultation.guide import Guide, Question
from consultation.records import Snapshot
from consultation.rounds import Kind
from reports.evidence import Evidence
from reports.index import ByTheme, Index
from reports.quotes import Quote, choose
from reports.statements import FREE, Place

QUOTES = 3


@dataclass(frozen=True, slots=True)
class QuestionFinding:
    """A question, or the free contributions where the place is `FREE`. ``question`` is None where no bank has it.

    ``of`` is how many respondents took part in the rounds that asked it; ``themes`` the most heard first.
    """

    place: Place
    question: Question | None
    of: int
    evidence: Evidence
    themes: ByTheme
    quotes: tuple[Quote, ...]


def questions_found(snapshot: Snapshot, index: Index, used: Counter[str]) -> tuple[QuestionFinding, ...]:
    """Return the questions that were asked, in their order, what was answered besides, and what was said freely."""
    asked = dict(_asked(snapshot))
    besides = sorted(place for place in index.by_place if place.kind == "question" and place not in asked)
    free = [FREE] if FREE in index.by_place else []
    return tuple(
        QuestionFinding(
            place=place,
            question=asked.get(place),
            of=_of(place, snapshot, index),
            evidence=index.place(place),
            themes=index.themes_at(place),
            quotes=choose(index.by_place.get(place, ()), QUOTES, used),
        )
        for place in (*asked, *besides, *free)
    )


def _asked(snapshot: Snapshot) -> Iterator[tuple[Place, Question]]:
    for record in snapshot.rounds:
        guide = _guide(snapshot, record.round.guide) if record.round.kind is Kind.QUESTIONS else None
        for question in guide.questions if guide else ():
            yield Place("question", record.round.guide, question.id), question


def _guide(snapshot: Snapshot, guide: str) -> Guide | None:
    """Return the bank of that id; a round that names none asks the first."""
    guides = snapshot.consultation.guides
    return snapshot.consultation.guide(guide) or (guides[0] if guides and not guide else None)


def _of(place: Place, snapshot: Snapshot, index: Index) -> int:
    """Return how many respondents said anything in the rounds in which one could answer at ``place``."""
    asked = {
        record.round.id
        for record in snapshot.rounds
        if place == FREE or (record.round.kind is Kind.QUESTIONS and record.round.guide == place.list)
    }
    rounds = asked | {one.participation.round for one in index.by_place.get(place, ())}
    return len({one.respondent for one in index.answers if one.participation.round in rounds})

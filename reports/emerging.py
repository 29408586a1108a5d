"""What no theme fits: answers that say nothing, themes that may be emerging, and what stands alone.

Imports only consultation. Each answer in which no theme was heard is in one of the three. What a proposal rests on is
counted anew from the answers that still stand; one that has too few people behind it by now is not shown.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consultation.codebooks.emergence import Decision, Proposal, Verdict
from consultation.records import Snapshot
from reports.evidence import Evidence, evidence
from reports.quotes import Quote, choose
from reports.statements import Heard

QUOTES_PROPOSED, QUOTES_ALONE = 2, 3

FEWEST_BEHIND = 3
"""How many respondents used each word of a proposal that is shown; without such a word it is not shown."""


@dataclass(frozen=True, slots=True)
class ProposalFinding:
    """A proposal with what stands behind it; ``words`` are those of its cues that enough respondents used."""

    id: str
    language: str
    words: tuple[str, ...]
    evidence: Evidence
    quotes: tuple[Quote, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Emerging:
    """Where the answers are in which no theme was heard; a refused proposal's stand alone."""

    non_answers: Evidence
    proposals: tuple[ProposalFinding, ...]
    alone: Evidence
    quotes_alone: tuple[Quote, ...]


def emerging(snapshot: Snapshot, untagged: Sequence[Heard], used: Counter[str]) -> Emerging:
    """Find what there is among the answers in which no theme was heard; count its quotes in ``used``."""
    silent = [one for one in untagged if one.answer.id in snapshot.non_answers]
    speaking = {one.answer.id: one for one in untagged if one.answer.id not in snapshot.non_answers}
    proposals = []
    for one in _standing(snapshot):
        answers = [speaking[answer] for answer in one.answers if answer in speaking]
        if words := _words(one, answers):
            proposals.append(_found(one, answers, words, used))
            speaking = {answer: other for answer, other in speaking.items() if answer not in one.answers}
    alone = tuple(speaking.values())
    return Emerging(
        non_answers=evidence(silent, "non-answers"),
        proposals=tuple(proposals),
        alone=evidence(alone, "alone"),
        quotes_alone=choose(alone, QUOTES_ALONE, used),
    )


def _standing(snapshot: Snapshot) -> Iterator[Proposal]:
    """Yield the proposals that nobody refused."""
    for one in snapshot.proposals:
        if one.decision is None or one.decision.verdict is not Verdict.REFUSED:
            yield one


def _words(one: Proposal, answers: Sequence[Heard]) -> tuple[str, ...]:
    """Return the words of a proposal that enough respondents use, if only in another word."""
    by = {cue: {heard.respondent for heard in answers if cue in heard.answer.current.text.lower()} for cue in one.cues}
    return tuple(cue for cue, people in by.items() if len(people) >= FEWEST_BEHIND)


def _found(one: Proposal, answers: Sequence[Heard], words: tuple[str, ...], used: Counter[str]) -> ProposalFinding:
    return ProposalFinding(
        id=one.id,
        language=one.language,
        words=words,
        evidence=evidence(answers, "proposal", one.id),
        quotes=choose(answers, QUOTES_PROPOSED, used),
        decision=one.decision,
    )

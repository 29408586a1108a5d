"""What people said about themes, as examples to learn from, and what each of them counts. Standard library only.

Four kinds of people judge the themes of an answer: coders, who code a sample (`coding`); reviewers, who decide on its
tags (`reviewing`); whoever coded it by hand before it came here (`Answer.coded`); and its author, who corrects what was
heard. Where several kinds judged one answer, the first of these stands alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from consultation.checking.coding import Coded, Showing
from consultation.checking.reviewing import standing
from consultation.codebook import Codebook
from consultation.guide import Consultation
from consultation.records import Answer, Participation, Revision, RoundRecord, may_count


class By(StrEnum):
    """Who said which themes an answer has, and what they had before them."""

    BLIND = "blind"
    SHOWN = "shown"
    REVIEW = "review"
    HAND = "by hand"
    AUTHOR = "author"


WEIGHTS: Mapping[By, float] = MappingProxyType(
    {By.BLIND: 1.0, By.SHOWN: 0.7, By.REVIEW: 0.7, By.HAND: 1.0, By.AUTHOR: 0.5}
)
"""What an example counts.

Who saw the machine's tags follows them to a part; an author corrects what they notice, and lets the rest stand. Where
two people coded one answer, each of their codings is an example that counts half.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """The themes that somebody gave to an answer, none of them where they found none, and what that counts."""

    themes: tuple[str, ...]
    by: By
    weight: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """An answer that may count: its words, the question as it was asked, whose it is, and the examples it gives.

    ``respondents`` are the pseudonyms by which its author may be erased: theirs, and the one it was brought along from.
    ``elsewhere`` says that a person judged it by another version of the codebook, which teaches nothing here.
    """

    answer: str
    revision: Revision
    question: str
    respondents: tuple[str, ...]
    examples: tuple[Example, ...] = ()
    elsewhere: bool = False


def lessons(consultation: Consultation, record: RoundRecord, coded: Iterable[Coded]) -> Iterator[Lesson]:
    """Yield what each answer of a round that may count teaches about the codebook that is in use.

    ``coded`` are the round's codings that stand (`Codings.coded`). Judged by that very codebook is what people coded
    with it before them; what a reviewer decided on, as it was tagged by it; what was coded by hand, where the answer
    was never tagged by another; what its author corrected in their present words, as that codebook had tagged them.
    """
    reviewed: dict[str, list[Coded]] = {}
    for one in coded:
        reviewed.setdefault(one.answer, []).append(one)
    for whose in record.participations:
        for answer in whose.answers:
            if may_count(whose, answer):
                yield _lesson(consultation, whose, answer, reviewed.get(answer.id, ()))


def _lesson(consultation: Consultation, whose: Participation, answer: Answer, reviewed: Sequence[Coded]) -> Lesson:
    examples = (
        _by_coders(reviewed, consultation.codebook)
        or _by_reviewer(answer.current, consultation.codebook)
        or _by_hand(answer, consultation.codebook)
        or _by_author(answer, consultation.codebook)
    )
    seen = answer.current.review is not None
    judged = bool(reviewed) or seen or answer.coded is not None or _marked(answer.current)
    tagged_otherwise = any(one.codebook != consultation.codebook.fingerprint for one in answer.revisions)
    return Lesson(
        answer=answer.id,
        revision=answer.current,
        question=consultation.asked(answer.item, whose.language),
        respondents=tuple(dict.fromkeys(filter(None, (whose.respondent, answer.brought_by)))),
        examples=examples,
        elsewhere=judged and not examples and (bool(reviewed) or tagged_otherwise),
    )


def _by_coders(reviewed: Iterable[Coded], codebook: Codebook) -> tuple[Example, ...]:
    """Return an example for each coder, by what they coded last."""
    by_coder = {one.coding.coder: one.coding for one in reviewed if one.coding.codebook == codebook.fingerprint}
    kinds = {Showing.BLIND: By.BLIND, Showing.SHOWN: By.SHOWN}
    codings = [(coding.themes, kinds[coding.showing]) for coding in by_coder.values()]
    return tuple(Example(themes, by, WEIGHTS[by] / len(codings)) for themes, by in codings)


def _by_reviewer(now: Revision, codebook: Codebook) -> tuple[Example, ...]:
    """Return what a reviewer left an answer with, where nothing was changed in it since."""
    decided = now.reviewed and now.codebook == codebook.fingerprint
    return (Example(standing(now), By.REVIEW, WEIGHTS[By.REVIEW]),) if decided else ()


def _by_hand(answer: Answer, codebook: Codebook) -> tuple[Example, ...]:
    same = all(revision.codebook == codebook.fingerprint for revision in answer.revisions)
    return (Example(answer.coded, By.HAND, WEIGHTS[By.HAND]),) if answer.coded is not None and same else ()


def _by_author(answer: Answer, codebook: Codebook) -> tuple[Example, ...]:
    now = answer.current
    corrected = any(
        before.text == after.text == now.text
        and before.codebook == after.codebook == now.codebook == codebook.fingerprint
        and _marks(before) != _marks(after)
        for before, after in pairwise(answer.revisions)
    )
    return (Example(now.themes, By.AUTHOR, WEIGHTS[By.AUTHOR]),) if corrected else ()


def _marks(revision: Revision) -> tuple[frozenset[str], frozenset[str]]:
    """Return which themes the author put on, and which they took off."""
    put_on = (tag.theme for tag in revision.tags if tag.source == "respondent")
    return frozenset(put_on), frozenset(revision.refused)


def _marked(revision: Revision) -> bool:
    return any(_marks(revision))

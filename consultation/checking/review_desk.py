"""Reviewing over the stores: which answer comes next, who has it in hand, what is kept of a decision.

Standard library only; chat and command line share it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from consultation.checking.coding import desk
from consultation.checking.reviewing import Waiting, may_lean, reviewed, waiting, with_answer
from consultation.checking.reviews import Lean, Leaning
from consultation.errors import Conflict, NotFound
from consultation.guide import Consultation
from consultation.loop.echoes import Judgement
from consultation.ports import Claims, Codings, Finder, Store
from consultation.private_data import masked, masked_span
from consultation.records import Act, Answer, Participation, RoundRecord, may_review

IN_HAND = timedelta(minutes=10)
"""How long nobody else gets an answer that somebody was shown."""

TRIES = 3
"""How often a decision is kept anew because its author went on talking meanwhile."""

Spans = tuple[tuple[int, int], ...]


def queue_of(store: Store, codings: Codings, round_id: str) -> tuple[Waiting, ...]:
    """Return the answers of a round that wait to be reviewed; what people are coding blind waits until that is done."""
    record = store.record(round_id)
    desks = (desk(one, record, codings.codings(round_id, one.number)) for one in codings.samples(round_id))
    hidden = {statement.id for there in desks if not there.complete for statement in there.statements}
    return waiting(record, disputed=_disputed(store, record), hidden=hidden)


def _disputed(store: Store, record: RoundRecord) -> Mapping[str, datetime]:
    """Return the answers that an edition did not get right, and when their authors said so last.

    A dispute about all that somebody said is about each of their answers.
    """
    mine = {person.respondent: person.answers for person in record.participations}
    leading = [known.id for known in store.rounds() if known.consultation == record.round.consultation]
    found: dict[str, datetime] = {}
    for echo in (one for round_id in leading for one in store.echoes(round_id)):
        if echo.of_round == record.round.id and echo.at and echo.judgement is not Judgement.YES:
            theirs = [answer.id for answer in mine.get(echo.respondent, ())]
            for answer_id in [echo.answer] if echo.answer else theirs:
                found[answer_id] = max(echo.at, found.get(answer_id, echo.at))
    return found


def taken_next(
    store: Store,
    codings: Codings,
    claims: Claims,
    round_id: str,
    *,
    by: str,
    now: datetime,
    skipped: Collection[str] = (),
) -> Waiting | None:
    """Give somebody the first answer of the queue that nobody else has in hand; None where there is none."""
    queue = {one.answer: one for one in queue_of(store, codings, round_id) if one.answer not in skipped}
    return queue.get(claims.claim(list(queue), by=by, now=now, until=now + IN_HAND))


@dataclass(frozen=True, slots=True)
class Case:
    """An answer that is being reviewed, as its reviewer meets it.

    ``words`` are the whole answer with private data masked, ``marks`` where in them evidence stands by theme, in code
    points, end exclusive.
    """

    whose: Participation
    answer: Answer
    words: str
    marks: Mapping[str, Spans]


def case_of(store: Store, answer_id: str, finder: Finder) -> Case | None:
    """Return an answer to be reviewed; None where it is gone, or nobody may read it any more."""
    try:
        whose = store.said_in(answer_id)
    except NotFound:
        return None
    answer = next(one for one in whose.answers if one.id == answer_id)
    if not may_review(whose, answer):
        return None
    text = answer.current.text
    private = finder.find(text, language=answer.current.language)
    marks = {
        tag.theme: tuple(masked_span(private, span.start, span.end) for span in tag.evidence)
        for tag in answer.current.tags
    }
    return Case(whose, answer, masked(text, private), marks)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decided on a revision of an answer: its themes, and how it leans by draft id."""

    answer: str
    revision: int
    themes: tuple[str, ...]
    leans: Mapping[str, Lean]


def decide(store: Store, consultation: Consultation, ruling: Ruling, *, by: str, now: datetime) -> bool:
    """Keep what somebody decided.

    Returns False, with nothing kept, where the answer does not stand as it was decided on: it is gone, changed, or
    somebody else's decision came first. Raises as `reviewing.reviewed` does. The audit log says who decided, and which
    themes and drafts changed, never the words.
    """
    for left in reversed(range(TRIES)):
        try:
            whose = store.said_in(ruling.answer)
        except NotFound:
            return False
        answer = next(one for one in whose.answers if one.id == ruling.answer)
        if answer.current.number != ruling.revision or not may_review(whose, answer):
            return False
        drafts = may_lean(consultation, whose, answer, ruling.themes)
        leanings = [Leaning(one.id, one.version, ruling.leans[one.id]) for one in drafts if one.id in ruling.leans]
        after = reviewed(answer, ruling.themes, leanings, codebook=consultation.codebook, at=now)
        try:
            store.revise(whose, with_answer(whose, after), Act(now, by, "review", answer.id, _note(answer, after)))
        except Conflict:
            if not left:
                raise
        else:
            return True
    raise AssertionError("the last try returns or raises")


def _note(before: Answer, after: Answer) -> str:
    """Return what a decision changed, as themes and drafts: nobody's words."""
    old, new = before.current.themes, after.current.themes
    parts = [f"+{theme}" for theme in new if theme not in old]
    parts += [f"-{theme}" for theme in old if theme not in new]
    review = after.current.review
    parts += [f"{one.lean} {one.draft}" for one in (review.leanings if review else ())]
    return ", ".join(parts) or "as it was"

"""The queue of answers whose tags a person should look at, and what a decision on one makes of it. Standard library.

What teaches most stands first: `Reason` has the kinds in their order, `waiting` the key within each. The same record,
disputes and codebook give the same queue.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from consultation.checking.reviews import Leaning, Removed, Review
from consultation.codebook import MACHINE, Codebook, Tag
from consultation.errors import InvalidInput
from consultation.guide import Consultation, Draft
from consultation.records import Answer, Participation, Revision, RoundRecord, may_review

EVEN = 0.5
"""A tag that scores less is more often wrong than right by the machine's own account: a score is a chance."""

SELDOM = 20
"""A theme is rare where it was heard in at most one in so many of the answers, or in a single one."""


class Reason(StrEnum):
    """Why an answer stands where it does in the queue: the first of these that holds."""

    DISPUTED = "disputed"
    UNCERTAIN = "uncertain"
    RARE = "rare"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that waits to be reviewed, by its id, and why it stands where it does."""

    answer: str
    reason: Reason


Key = tuple[float, str]
"""Within a reason: the lowest first, then the id."""


def waiting(
    record: RoundRecord, *, disputed: Mapping[str, datetime], hidden: Collection[str] = ()
) -> tuple[Waiting, ...]:
    """Return the answers of a round that wait to be reviewed, what teaches most first.

    - Disputed: its author said since the last review that they were got wrong (``disputed``: answer id → when), or
      corrected the themes of the words as they are. The longest ago first.
    - Uncertain: a tag of the machine's scores below `EVEN`. The lowest score first.
    - Rare: a theme of it is rare in the round (`SELDOM`). The rarest first.
    - Other: all the rest. What was said longest ago first.

    Left out are answers that a reviewer decided on and nobody disputed since, those that nobody may read (off the
    record, withdrawn, set aside), and the ``hidden`` ones, by id: people are coding them without tags.
    """
    often, total = _heard(record)
    places: list[tuple[int, Key, Waiting]] = []
    for whose in record.participations:
        for answer in whose.answers:
            if may_review(whose, answer) and answer.id not in hidden and _is_open(answer, disputed):
                reason, key = _place(answer, disputed, often, total)
                order = list(Reason).index(reason)
                places.append((order, (key, answer.id), Waiting(answer.id, reason)))
    return tuple(one for _, _, one in sorted(places, key=lambda place: place[:2]))


def _heard(record: RoundRecord) -> tuple[Counter[str], int]:
    """Return in how many of the answers that may be reviewed each theme stands, and how many those are."""
    answers = [answer for whose in record.participations for answer in whose.answers if may_review(whose, answer)]
    return Counter(theme for answer in answers for theme in set(standing(answer.current))), len(answers)


def _is_open(answer: Answer, disputed: Mapping[str, datetime]) -> bool:
    current = answer.current
    return not current.reviewed or (answer.id in disputed and disputed[answer.id] > current.at)


def _place(
    answer: Answer, disputed: Mapping[str, datetime], often: Mapping[str, int], total: int
) -> tuple[Reason, float]:
    said = (when for when in (disputed.get(answer.id), corrected(answer)) if when is not None)
    if first := min(said, default=None):
        return Reason.DISPUTED, first.timestamp()
    tags = [tag for tag in answer.current.tags if tag.theme not in answer.current.refused]
    scores = [tag.score for tag in tags if tag.source in MACHINE and tag.score < EVEN]
    if scores:
        return Reason.UNCERTAIN, min(scores)
    rarest = min((often[tag.theme] for tag in tags), default=0)
    if rarest and rarest <= max(1, total // SELDOM):
        return Reason.RARE, rarest
    return Reason.OTHER, answer.current.at.timestamp()


def corrected(answer: Answer) -> datetime | None:
    """Return when the author first corrected the themes of the words as they are, since the last review of them."""
    current = answer.current
    since = current.review.revision if current.review else 0
    for before, after in pairwise(answer.revisions):
        same = before.text == after.text == current.text and before.codebook == after.codebook
        if same and after.number > since and _by_author(before) != _by_author(after):
            return after.at
    return None


def _by_author(revision: Revision) -> tuple[frozenset[str], frozenset[str]]:
    put_on = (tag.theme for tag in revision.tags if tag.source == "respondent")
    return frozenset(put_on), frozenset(revision.refused)


def standing(revision: Revision) -> tuple[str, ...]:
    """Return the themes that count: those of a revision less what its author took off."""
    return tuple(dict.fromkeys(theme for theme in revision.themes if theme not in revision.refused))


# Deciding


def reviewed(
    answer: Answer, themes: Collection[str], leanings: Iterable[Leaning], *, codebook: Codebook, at: datetime
) -> Answer:
    """Return an answer with a revision of the same words that has these themes and leanings, by a reviewer.

    A theme that stood keeps the tag it had, with its evidence; one that is new is the reviewer's; one that is gone is
    removed, and so stays when the codebook changes. What the author took off stays off. Raises `InvalidInput` for a
    theme that the codebook lacks, and for one that its author took off.
    """
    current = answer.current
    there = standing(current)
    for theme in themes:
        if codebook.theme(theme) is None and theme not in there:
            raise InvalidInput(f"there is no theme {theme} in the codebook", where=answer.id)
        if theme in current.refused:
            raise InvalidInput(f"its author took the theme {theme} off, and it stays off", where=answer.id)
    kept = tuple(tag for tag in current.tags if tag.theme in themes)
    new = (one.id for one in codebook.themes if one.id in themes and one.id not in there)
    number = current.number + 1
    revision = replace(
        current,
        number=number,
        at=at,
        tags=(*kept, *(Tag(theme, "reviewer") for theme in new)),
        review=Review(number, _removed(current, themes), tuple(leanings)),
    )
    return replace(answer, revisions=(*answer.revisions, revision))


def _removed(current: Revision, themes: Collection[str]) -> tuple[Removed, ...]:
    before = current.review.removed if current.review else ()
    gone = {tag.theme: tag for tag in before if tag.theme not in themes}
    taken = (tag for tag in current.tags if tag.theme not in themes and tag.theme not in current.refused)
    return tuple((gone | {tag.theme: Removed(tag.theme, tag.source) for tag in taken}).values())


def with_answer(whose: Participation, answer: Answer) -> Participation:
    """Return a participation with another state of one of its answers."""
    return replace(whose, answers=tuple(answer if one.id == answer.id else one for one in whose.answers))


def may_lean(
    consultation: Consultation, whose: Participation, answer: Answer, themes: Collection[str]
) -> tuple[Draft, ...]:
    """Return the drafts on which the words of an answer may be read as leaning, in the consultation's order.

    They are those on which one of these themes bears, and the one that the answer was given on, in its version; less
    those on which its author took a position: what they said themselves is not read otherwise.
    """
    bearing = {draft for theme in consultation.codebook.themes if theme.id in themes for draft in theme.bears_on}
    on_draft = bool(answer.draft_version)
    return tuple(
        draft
        for draft in _drafts(consultation, answer)
        if (draft.id in bearing or (on_draft and draft.id == answer.item))
        and whose.stance(draft.id, draft.version) is None
    )


def _drafts(consultation: Consultation, answer: Answer) -> Iterator[Draft]:
    """Yield the current drafts, the one that an answer was given on in the version that it had then."""
    given = [one for one in consultation.drafts if (one.id, one.version) == (answer.item, answer.draft_version)]
    for draft in consultation.current_drafts():
        yield next((one for one in given if one.id == draft.id), draft)


def leanings_of(answer: Answer) -> Sequence[Leaning]:
    """Return how an answer was read the last time its words were reviewed."""
    return answer.current.review.leanings if answer.current.review else ()

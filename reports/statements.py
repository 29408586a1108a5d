"""What was said and may be counted: every answer with its author, its place and its themes. Imports only consultation.

Everything that a report counts or shows comes through `Heard`: `may_count` is asked here and nowhere else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from consultation.guide import Consultation, Draft
from consultation.records import Answer, Part, Participation, RoundRecord, Snapshot, may_count, may_quote

PlaceKind = Literal["question", "draft", "free"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What an answer is about.

    ``item`` is a question's id in the bank ``list``, or a draft's id in the version ``list``; both are empty for a free
    contribution.
    """

    kind: PlaceKind
    list: str = ""
    item: str = ""


FREE = Place("free")


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer that may be counted, and whether its words may be shown."""

    participation: Participation
    answer: Answer
    place: Place
    themes: tuple[str, ...]
    quotable: bool

    @property
    def respondent(self) -> str:
        """The author's pseudonym: the same in every round."""
        return self.participation.respondent


def heard(snapshot: Snapshot) -> Iterator[Heard]:
    """Yield what may be counted, in the order of rounds and participations."""
    newest = newest_versions(snapshot.consultation)
    for record in snapshot.rounds:
        for participation in record.participations:
            yield from _heard_from(participation, record, newest)


def _heard_from(participation: Participation, record: RoundRecord, newest: Mapping[str, str]) -> Iterator[Heard]:
    for answer in participation.answers:
        if may_count(participation, answer):
            yield Heard(
                participation=participation,
                answer=answer,
                place=_place(answer, record.round.guide, newest),
                themes=themes_of(answer),
                quotable=may_quote(participation, answer),
            )


def _place(answer: Answer, guide: str, newest: Mapping[str, str]) -> Place:
    if not answer.item:
        return FREE
    if answer.part is Part.ANSWER:
        return Place("question", guide, answer.item)
    return Place("draft", answer.draft_version or newest.get(answer.item, ""), answer.item)


def themes_of(answer: Answer) -> tuple[str, ...]:
    """Return the themes of an answer's pinned revision, once each, without those that its author took off."""
    revision = answer.current
    return tuple(dict.fromkeys(theme for theme in revision.themes if theme not in revision.refused))


def newest_versions(consultation: Consultation) -> dict[str, str]:
    """Return the newest version of each draft, by the draft's id."""
    return {draft.id: draft.version for draft in consultation.drafts}


def drafts_by_place(consultation: Consultation) -> dict[Place, Draft]:
    """Return every version of every draft, by the place that answers on it have."""
    return {Place("draft", draft.version, draft.id): draft for draft in consultation.drafts}


def pins(snapshot: Snapshot) -> dict[str, int]:
    """Return what an edition made from ``snapshot`` uses: answer id → revision number, in order of id."""
    return dict(sorted((one.answer.id, one.answer.current.number) for one in heard(snapshot)))


def shown(snapshot: Snapshot) -> frozenset[str]:
    """Return the ids of the answers whose words may be read in an edition made from ``snapshot``."""
    return frozenset(one.answer.id for one in heard(snapshot) if one.quotable)

"""Who spoke of one thing: on each draft those who asked for changes and gave reasons, then those who raised each theme.

Imports only consultation. Within a circle people may say much the same (`reports.asks`) or what nobody else says
(`reports.minorities`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.excerpts import sentences
from consultation.guide import Draft
from consultation.likeness import Passage
from consultation.records import Part, Side
from reports.draft_findings import DraftFinding, asks_for_changes
from reports.evidence import words_of
from reports.index import Index
from reports.stances import Positions
from reports.statements import Heard, Place
from reports.theme_findings import ThemeFinding

FEWEST = 2
"""One respondent is no circle."""


class Speaking(StrEnum):
    """What the people of a circle did. The values of the last five are those of the parts and sides they come from."""

    RAISED = "raised"
    CHANGES = "changes"
    MISSING = "missing"
    SUPPORT = "support"
    STUDY = "study"
    OPPOSE = "oppose"
    NOT_NOW = "not-now"


REASONS = {
    Side.SUPPORT: Speaking.SUPPORT,
    Side.STUDY: Speaking.STUDY,
    Side.OPPOSE: Speaking.OPPOSE,
    Side.NOT_NOW: Speaking.NOT_NOW,
}
"""The positions that people give reasons for; reasons of those who support with changes are changes they ask for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the people of a circle spoke of: a ``theme`` by its id, or a draft by its ``place``; the other is empty."""

    speaking: Speaking
    theme: str = ""
    place: Place | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that anchors of it are made of."""
        return (self.speaking.value, *(words_of(self.place) if self.place else ("theme", self.theme)))


@dataclass(frozen=True, slots=True)
class Circle:
    """The answers of those who spoke of one thing."""

    subject: Subject
    answers: Sequence[Heard]

    @property
    def respondents(self) -> int:
        """How many people they are."""
        return len({one.respondent for one in self.answers})

    def passages(self) -> Iterator[Passage]:
        """Yield the sentences of each answer; of a theme those that it was heard in, all where none is named."""
        for one in self.answers:
            said = one.answer.current
            for start, end in _sentences(one, self.subject.theme):
                yield Passage(one.answer.id, one.respondent, said.language, start, said.text[start:end])


def _sentences(one: Heard, theme: str) -> list[tuple[int, int]]:
    said = one.answer.current
    evidence = [(span.start, span.end) for tag in said.tags if tag.theme == theme for span in tag.evidence]
    every = sentences(said.text)
    heard = [(start, end) for start, end in every if any(first < end and last > start for first, last in evidence)]
    return heard or every


def circles(
    drafts: Sequence[DraftFinding], themes: Sequence[ThemeFinding], index: Index, positions: Positions
) -> Iterator[Circle]:
    """Yield the circles of two respondents or more, in the order of the report: drafts, then themes."""
    for draft in drafts:
        yield from filter(_several, _on_draft(draft.draft, draft.place, index, positions))
    for theme in themes:
        yield from filter(_several, [_on_theme(theme.theme, index)])


def _several(circle: Circle) -> bool:
    return circle.respondents >= FEWEST


def _on_theme(theme: str, index: Index) -> Circle:
    return Circle(Subject(Speaking.RAISED, theme=theme), index.by_theme.get(theme, ()))


def _on_draft(draft: Draft, place: Place, index: Index, positions: Positions) -> Iterator[Circle]:
    answers, taken = index.by_place.get(place, ()), positions.get(place, {})
    asking = Speaking.MISSING if draft.kind == "research" else Speaking.CHANGES
    yield Circle(Subject(asking, place=place), [one for one in answers if asks_for_changes(one, positions)])
    for side, speaking in REASONS.items():
        reasons = [one for one in answers if one.answer.part is Part.WHY and taken.get(one.respondent) is side]
        yield Circle(Subject(speaking, place=place), reasons)

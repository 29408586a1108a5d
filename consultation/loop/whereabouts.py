"""Where the words of each respondent went in an edition: a pure function of its snapshot. Standard library only.

What an edition pins holds only what counts in it (`pinning`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consultation.guide import Consultation
from consultation.loop.responses import Response, Subject
from consultation.pinning import standing_stances
from consultation.records import Answer, Participation, Snapshot, Stance, may_quote


@dataclass(frozen=True, slots=True)
class Fed:
    """An answer, with the themes heard in it and the drafts it fed: its own, then those that its themes bear on.

    ``themes`` are of the codebook, in its order; ``quotable`` says that the words may be read in the edition.
    """

    answer: Answer
    themes: tuple[str, ...]
    drafts: tuple[Subject, ...]
    quotable: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody's words went: answer by answer, then their positions. ``of_round`` is where they took part."""

    respondent: str
    of_round: str
    fed: tuple[Fed, ...]
    positions: tuple[Stance, ...]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What their words fed, each once: drafts, then themes."""
        drafts = [subject for one in self.fed for subject in one.drafts]
        taken = [Subject(one.draft, one.version) for one in self.positions]
        themes = [Subject(theme=theme) for one in self.fed for theme in one.themes]
        return tuple(dict.fromkeys((*drafts, *taken, *themes)))

    def answered(self, responses: Iterable[Response]) -> tuple[Response, ...]:
        """Return the responses to what their words fed, drafts first."""
        known = {one.subject: one for one in responses}
        return tuple(known[subject] for subject in self.subjects if subject in known)


def whereabouts(snapshot: Snapshot) -> Mapping[str, Whereabouts]:
    """Return where everybody's words went who is in a pinned snapshot, by respondent."""
    found: dict[str, Whereabouts] = {}
    for record in snapshot.rounds:
        for person in record.participations:
            one = _of(snapshot.consultation, person)
            before = found.get(person.respondent)
            if before:
                positions = (*before.positions, *one.positions)
                one = Whereabouts(person.respondent, before.of_round, (*before.fed, *one.fed), positions)
            if one.fed or one.positions:
                found[person.respondent] = one
    return found


def together(several: Iterable[Whereabouts]) -> Whereabouts:
    """Return where the words of one person went who has several pseudonyms, the one they are by now first."""
    first, *others = several
    fed = (*first.fed, *(one for other in others for one in other.fed))
    return Whereabouts(
        first.respondent, first.of_round, fed, (*first.positions, *(one for other in others for one in other.positions))
    )


def _of(consultation: Consultation, person: Participation) -> Whereabouts:
    fed = tuple(_fed(consultation, person, one) for one in person.answers)
    return Whereabouts(person.respondent, person.round, fed, standing_stances(person))


def _fed(consultation: Consultation, person: Participation, answer: Answer) -> Fed:
    heard = [theme for theme in consultation.codebook.themes if theme.id in answer.current.themes]
    own = [Subject(answer.item, answer.draft_version)] if answer.draft_version else []
    near = {number for theme in heard for number in theme.bears_on}
    bearing = [Subject(one.id, one.version) for one in consultation.current_drafts() if one.id in near]
    return Fed(
        answer,
        themes=tuple(theme.id for theme in heard),
        drafts=tuple(dict.fromkeys((*own, *bearing))),
        quotable=may_quote(person, answer),
    )

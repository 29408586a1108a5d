"""What comes back from those whose words an edition used: did we get you right? Imports the standard library only.

An *echo* is one person's: that they were asked, and what they answered. One that is not a yes is a *dispute*.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Judgement(StrEnum):
    """What somebody says of how an edition used their words."""

    YES = "yes"
    NOT_QUITE = "not-quite"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Echo:
    """That a respondent was asked about an edition, and what they said.

    ``id`` is random, and stands on the buttons; ``round`` leads the edition, ``of_round`` is the one they took part in;
    ``told`` is up to when the working group's responses were told them. ``judgement`` and ``at`` are None until they
    answer; ``answer`` is the statement it is about, "" for all they said; ``words`` say why, for review only, and
    ``message`` names the chat message they stand in, so that its edit or deletion finds them.
    """

    id: str
    round: str
    edition: int
    respondent: str
    of_round: str
    asked: datetime
    told: datetime
    judgement: Judgement | None = None
    at: datetime | None = None
    answer: str = ""
    words: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Somebody's word that an edition did not get them right, without whose it is: for who reviews answers.

    ``answer`` is a statement's id, "" where it is about all they said; ``words`` say why, "" where they did not.
    """

    id: str
    round: str
    edition: int
    judgement: Judgement
    at: datetime
    answer: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """How many people were asked about an edition, and how many of them said what."""

    round: str
    edition: int
    asked: int
    yes: int
    not_quite: int
    wrong: int

    @property
    def answered(self) -> int:
        """How many answered."""
        return self.yes + self.disputed

    @property
    def disputed(self) -> int:
        """How many said that it did not get them right."""
        return self.not_quite + self.wrong


def one_each(echoes: Iterable[Echo]) -> tuple[Echo, ...]:
    """Return one echo per edition and person, who may be two by now that linked their accounts: the last answered.

    They are ordered by edition, then by when they were asked, then by id.
    """
    found: dict[tuple[str, int, str], Echo] = {}
    for one in sorted(echoes, key=lambda one: (one.at is not None, one.at or one.asked, one.id)):
        found[one.round, one.edition, one.respondent] = one
    return tuple(sorted(found.values(), key=lambda one: (one.round, one.edition, one.asked, one.id)))


def disputes(echoes: Iterable[Echo]) -> tuple[Dispute, ...]:
    """Return the disputes as they are best reviewed: wrong before not quite, told why before not, oldest first."""
    found = [
        Dispute(one.id, one.round, one.edition, one.judgement, one.at, one.answer, one.words)
        for one in echoes
        if one.judgement not in (None, Judgement.YES) and one.judgement and one.at
    ]
    return tuple(sorted(found, key=lambda one: (one.judgement is not Judgement.WRONG, not one.words, one.at, one.id)))


def judged(echoes: Iterable[Echo]) -> tuple[Judged, ...]:
    """Return how many said what of each edition, in the order of the editions."""
    by_edition: dict[tuple[str, int], list[Judgement | None]] = {}
    for one in echoes:
        by_edition.setdefault((one.round, one.edition), []).append(one.judgement)
    return tuple(
        Judged(
            *name,
            asked=len(said),
            yes=said.count(Judgement.YES),
            not_quite=said.count(Judgement.NOT_QUITE),
            wrong=said.count(Judgement.WRONG),
        )
        for name, said in sorted(by_edition.items())
    )

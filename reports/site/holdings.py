"""What a site holds: consultations, their published rounds, and every edition of these. Imports only consultation.

An edition that may be read gives its page when it is asked for, so that no more than one is in memory at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass

from consultation.editions import Edition, State
from consultation.guide import Consultation
from consultation.rounds import Round
from reports.page import Page
from reports.site.words import WORDS


@dataclass(frozen=True, slots=True)
class Held:
    """An edition: ``page`` makes it again in the consultation's original language, None where it may not be read.

    ``respondents`` and ``answers`` are what it told of itself, None where that is not known.
    """

    edition: Edition
    page: Callable[[], Page] | None
    respondents: int | None = None
    answers: int | None = None

    @property
    def gone(self) -> bool:
        """Whether its words are not to be shown any more, or another stands in its place."""
        return self.edition.state in (State.WITHDRAWN, State.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class PublishedRound:
    """A round and its editions, the newest first."""

    round: Round
    editions: tuple[Held, ...]

    @property
    def current(self) -> Held | None:
        """The edition to read."""
        return next((one for one in self.editions if one.page), None)


@dataclass(frozen=True, slots=True)
class PublishedConsultation:
    """A consultation and its published rounds, the oldest first."""

    consultation: Consultation
    rounds: tuple[PublishedRound, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its pages: all that it has."""
        return self.consultation.languages

    @property
    def shown(self) -> frozenset[str]:
        """The statements that could ever be read in one of the editions."""
        return frozenset(one for known in self.rounds for held in known.editions for one in held.edition.shown)


@dataclass(frozen=True, slots=True)
class Site:
    """All of it. ``address`` is where it will be read, ending in a slash, "" where that is not known."""

    address: str
    consultations: tuple[PublishedConsultation, ...]

    @property
    def language(self) -> str:
        """The language of pages that belong to no consultation."""
        first = self.consultations[0].languages[0]
        return first if first in WORDS else "en"

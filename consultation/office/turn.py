"""A request of a facilitator being answered, with all that an act may look at. Imports the standard library only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consultation.announcing import Announcer
from consultation.going import Going
from consultation.guide import Consultation, Draft
from consultation.interview import Interview
from consultation.messages import Incoming
from consultation.office.checking import Checking
from consultation.office.flow import Seat
from consultation.office.hearing import Request
from consultation.office.scene import OfficeScene
from consultation.ports import Draughtsman, Finder, Outbox, Store, Tagger, Tokens
from consultation.rounds import Round
from consultation.voice import Voice

Held = Mapping[str, str]
"""What is in hand, as words by name."""


@dataclass(frozen=True, slots=True)
class Means:
    """What the office works with, beside what is kept.

    ``consultations`` are by what rounds remember them by; ``preview`` interviews in a store of its own, as if
    these drafts had been entered; ``finder``
    finds what is private in what people said of a consultation: it is masked here, too; ``tagger`` hears the themes of
    a note; ``checking`` is what answers are checked with; ``outbox`` and ``announcer``
    tell people what changed; ``going`` tells how a round goes, by its id, ``draughtsman`` draws it.
    """

    consultations: Callable[[], Mapping[str, Consultation]]
    preview: Callable[[Round, Sequence[Draft]], Interview]
    finder: Callable[[Consultation], Finder]
    tagger: Callable[[Consultation], Tagger]
    checking: Checking
    outbox: Outbox
    announcer: Announcer
    going: Callable[[str], Going]
    draughtsman: Draughtsman


@dataclass(frozen=True, slots=True)
class Turn:
    """A request being answered, with all that an act may look at.

    ``in_preview`` says whether the preview they are in is there: one does not outlive the process.
    """

    incoming: Incoming
    request: Request
    scene: OfficeScene
    voice: Voice
    store: Store
    tokens: Tokens
    means: Means
    in_preview: bool = False

    @property
    def seat(self) -> Seat:
        """The seat as the message found it."""
        return self.scene.seat

    @property
    def now(self) -> datetime:
        """The time it is."""
        return self.scene.now

    @property
    def by(self) -> str:
        """Who does it, for the audit log."""
        return self.seat.facilitator.name


Act = Callable[[Turn], Held]

"""A request of a facilitator being answered, and all that an act may look at. Imports the standard library only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from consultation.announcing import Announcer
from consultation.going import Going
from consultation.guide import Consultation
from consultation.interview import Interview
from consultation.messages import Incoming
from consultation.office_flow import Seat
from consultation.office_hearing import Request
from consultation.office_scene import OfficeScene
from consultation.ports import Draughtsman, Finder, Outbox, Store, Tokens
from consultation.rounds import Round
from consultation.voice import Voice

Held = Mapping[str, str]
"""What is in hand, as words by name."""


@dataclass(frozen=True, slots=True)
class Means:
    """What acts take beside the stores.

    ``preview`` interviews in a store of its own; ``going`` tells how a round goes, by its id, ``draughtsman`` draws it;
    ``outbox`` and ``announcer`` announce rounds; ``finder`` finds private data in what was suggested to a consultation.
    """

    preview: Callable[[Round], Interview]
    going: Callable[[str], Going]
    draughtsman: Draughtsman
    outbox: Outbox
    announcer: Announcer
    finder: Callable[[Consultation], Finder]


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

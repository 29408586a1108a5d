"""What the office's words and buttons are about: whose seat it is, and what they may see. Standard library only."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from consultation.checking.coding import Desk
from consultation.checking.review_desk import Case
from consultation.drafts.sketches import Sketch, in_hand
from consultation.going import Going
from consultation.guide import Consultation
from consultation.loop.responses import Response
from consultation.messages import Line
from consultation.moderating import Statement
from consultation.notes import Note, from_text
from consultation.notices import Group
from consultation.office.flow import Seat, Where
from consultation.plan import Planned
from consultation.ports import Finder
from consultation.records import Participation
from consultation.roles import Right
from consultation.rounds import LIFE, Round, Step
from consultation.suggestions import Suggestion
from consultation.voice import Voice


@dataclass(frozen=True, slots=True)
class OfficeScene:
    """What the words are about: whose seat it is, and which rounds and consultations they may see.

    ``rounds`` are as the calendar has them, the newest first; ``consultations`` by what rounds remember them by;
    ``argument`` is what was asked about; ``statements`` and ``notes`` are those that are read where they are; ``case``
    is the answer being reviewed, ``desk`` the sample being coded, each None where nobody is at it or there is none any
    more; ``finder`` finds what is private in it; ``responses`` are the working group's in the round in hand;
    ``going`` is how that goes, where it was asked; ``groups`` are where rounds can be announced, ``suggested`` is what
    waits on the list in hand, ``warned`` whether private data may be in what is read, ``plan`` the one in hand.
    """

    seat: Seat
    now: datetime
    rounds: tuple[Round, ...] = ()
    consultations: Mapping[str, Consultation] = field(default_factory=dict)
    argument: str = ""
    statements: tuple[Statement, ...] = ()
    notes: tuple[Participation, ...] = ()
    case: Case | None = None
    desk: Desk | None = None
    responses: tuple[Response, ...] = ()
    going: Going | None = None
    groups: tuple[Group, ...] = ()
    suggested: tuple[Suggestion, ...] = ()
    warned: bool = False
    plan: tuple[Planned, ...] = ()
    finder: Finder | None = None

    @property
    def note(self) -> Note | None:
        """The note in hand, begun and not kept yet."""
        return from_text(self.seat.held["note"]) if self.seat.held.get("note") else None

    @property
    def waits(self) -> bool:
        """Whether the note in hand is to be kept or left before another is begun."""
        return self.note is not None and self.note.touched

    @property
    def launched(self) -> Round | None:
        """The round in hand."""
        return self.known(self.seat.held.get("round", ""))

    @property
    def reference(self) -> str:
        """What the consultation in hand is remembered by: that of the round, or of the one being launched."""
        return self.launched.consultation if self.launched else self.seat.held.get("group", "")

    @property
    def consultation(self) -> Consultation | None:
        """The consultation in hand."""
        return self.consultations.get(self.reference)

    def group(self, consultation_id: str) -> str:
        """Return what a consultation is remembered by, "" where there is none of that id."""
        return next((name for name, one in self.consultations.items() if one.id == consultation_id), "")

    def known(self, round_id: str) -> Round | None:
        """Return a round that they may see."""
        return next((known for known in self.rounds if known.id == round_id), None)

    def may(self, right: Right, reference: str = "") -> bool:
        """Say whether they may do something in a consultation, by default the one in hand."""
        return self.seat.facilitator.may(right, reference or self.reference)

    def possible(self, right: Right) -> tuple[Round, ...]:
        """Return the rounds to which they may do something that their stage allows."""
        step = {Right.EXTEND: Step.EXTEND, Right.CLOSE: Step.CLOSE}.get(right)
        allowed = [known for known in self.rounds if step is None or step in LIFE[known.stage]]
        if right is Right.ANNOUNCE:
            allowed = [known for known in allowed if known.takes_answers(self.now)]
        return tuple(known for known in allowed if self.may(right, known.consultation))

    @property
    def statement_in_hand(self) -> str:
        """The id of the answer before them, "" for none."""
        return self.seat.held.get("looked" if self.seat.where is Where.LOOKING else "answer", "")

    @property
    def sketch(self) -> Sketch | None:
        """The version of a draft that they have in the making."""
        return in_hand(self.seat.held)

    @property
    def planned_beside(self) -> bool:
        """Whether a round of the consultation in hand takes answers already."""
        return any(known.consultation == self.reference and known.takes_answers(self.now) for known in self.rounds)


Sentence = Callable[[Voice, OfficeScene], Iterator[Line]]


def moment(voice: Voice, scene: OfficeScene, when: datetime) -> str:
    """Return a time in the zone of the consultation in hand."""
    return voice.catalogue.moment(when, scene.consultation.timezone if scene.consultation else "UTC")


def kept_time(held: Mapping[str, str], name: str) -> datetime | None:
    """Return a time that is held, None where none is."""
    return datetime.fromisoformat(held[name]) if held.get(name) else None

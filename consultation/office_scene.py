"""What the office's words are about: whose seat, which rounds and consultations. Imports the standard library only."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from consultation.going import Going
from consultation.guide import Consultation
from consultation.messages import Line
from consultation.notices import Group
from consultation.office_flow import Seat
from consultation.plan import Planned
from consultation.roles import Right
from consultation.rounds import LIFE, Round, Step
from consultation.suggestions import Suggestion
from consultation.voice import Voice


@dataclass(frozen=True, slots=True)
class OfficeScene:
    """What the words are about: whose seat it is, and which rounds and consultations they may see.

    ``rounds`` are as the calendar has them, the newest first; ``consultations`` by what rounds remember them by;
    ``argument`` is what was asked about, ``going`` how the round in hand goes where that was asked;
    ``groups`` are where rounds can be announced, ``suggested`` is what waits on the list in hand, ``warned`` whether
    private data may be in what is read, ``plan`` the one in hand, each where its place shows it.
    """

    seat: Seat
    now: datetime
    rounds: tuple[Round, ...] = ()
    consultations: Mapping[str, Consultation] = field(default_factory=dict)
    argument: str = ""
    going: Going | None = None
    groups: tuple[Group, ...] = ()
    suggested: tuple[Suggestion, ...] = ()
    warned: bool = False
    plan: tuple[Planned, ...] = ()

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
    def planned_beside(self) -> bool:
        """Whether a round of the consultation in hand takes answers already."""
        return any(known.consultation == self.reference and known.takes_answers(self.now) for known in self.rounds)


Sentence = Callable[[Voice, OfficeScene], Iterator[Line]]


def kept_time(held: Mapping[str, str], name: str) -> datetime | None:
    """Return a time that is held, None where none is."""
    return datetime.fromisoformat(held[name]) if held.get(name) else None

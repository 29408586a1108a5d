"""A round's life as a table, its calendar and its code. Imports the standard library only."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from consultation.errors import NotAllowed


class Kind(StrEnum):
    """What a round asks about: a bank of guiding questions, or the recommendation drafts."""

    QUESTIONS = "questions"
    DRAFTS = "drafts"


class Stage(StrEnum):
    """Where in its life a round is."""

    DRAFTED = "drafted"
    OPEN = "open"
    CLOSED = "closed"
    REPORTED = "reported"
    PUBLISHED = "published"


class Step(StrEnum):
    """What can be done to a round, by a facilitator or the calendar."""

    OPEN = "open"
    EXTEND = "extend"
    CLOSE = "close"
    REPORT = "report"
    PUBLISH = "publish"


LIFE: dict[Stage, dict[Step, Stage]] = {
    Stage.DRAFTED: {Step.OPEN: Stage.OPEN, Step.EXTEND: Stage.DRAFTED, Step.CLOSE: Stage.CLOSED},
    Stage.OPEN: {Step.EXTEND: Stage.OPEN, Step.CLOSE: Stage.CLOSED},
    Stage.CLOSED: {Step.EXTEND: Stage.OPEN, Step.REPORT: Stage.REPORTED},
    Stage.REPORTED: {Step.REPORT: Stage.REPORTED, Step.PUBLISH: Stage.PUBLISHED},
    Stage.PUBLISHED: {Step.REPORT: Stage.PUBLISHED, Step.PUBLISH: Stage.PUBLISHED},
}


@dataclass(frozen=True, slots=True)
class Target:
    """How many ``people`` a round is to hear of one group: ``attribute`` and ``group`` are ids (region, oceania)."""

    attribute: str
    group: str
    people: int


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a consultation.

    ``consultation`` is the name or directory it is loaded from; ``guide`` the bank of a round on questions; ``code``
    leads a person in (``/start CODE``). Times are aware; ``closes`` None means until it is closed by hand. People are
    in one open round of a consultation at a time, but for those that are ``beside`` others. ``targets`` names no group
    twice.
    """

    id: str
    code: str
    consultation: str
    kind: Kind
    opens: datetime
    closes: datetime | None = None
    guide: str = ""
    stage: Stage = Stage.DRAFTED
    beside: bool = False
    targets: tuple[Target, ...] = ()

    def at(self, now: datetime) -> "Round":
        """Return the round as the calendar has it at ``now``: opened and closed when its times have come."""
        due = self
        if due.stage is Stage.DRAFTED and due.opens <= now:
            due = replace(due, stage=Stage.OPEN)
        if due.stage is Stage.OPEN and due.closes is not None and due.closes <= now:
            due = replace(due, stage=Stage.CLOSED)
        return due

    def takes_answers(self, now: datetime) -> bool:
        """Say whether new answers are taken at ``now``; edits and withdrawals always are."""
        return self.at(now).stage is Stage.OPEN

    def after(self, step: Step, now: datetime, *, closes: datetime | None = None) -> "Round":
        """Return the round after ``step``; raise `NotAllowed` where its stage does not allow it."""
        due = self.at(now)
        if step not in LIFE[due.stage]:
            possible = ", ".join(LIFE[due.stage]) or "nothing"
            raise NotAllowed(f"round {self.id} is {due.stage}: cannot {step} it; possible now: {possible}")
        moved = replace(due, stage=LIFE[due.stage][step])
        if step is Step.EXTEND:
            if closes is None or closes <= now:
                raise NotAllowed(f"round {self.id}: the new closing time must lie in the future")
            return replace(moved, closes=closes, stage=Stage.DRAFTED if now < due.opens else Stage.OPEN)
        return replace(moved, closes=min(now, due.closes or now)) if step is Step.CLOSE else moved

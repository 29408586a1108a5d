"""What each `do` of the office's table does: changes what is in hand, launches, extends, closes. Standard library only.

The names in `ACTS` are those of `office_flow.WAYS`; each returns what is in hand then, as words by name, and raises
`NotAllowed` where the state of things forbids it. What is done in a preview is the office's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from consultation import facilitation
from consultation.announcing import Announcer
from consultation.errors import NotAllowed
from consultation.going import Going
from consultation.guide import Consultation
from consultation.interview import Interview
from consultation.messages import Incoming
from consultation.office_flow import Seat
from consultation.office_hearing import Request
from consultation.office_scene import OfficeScene, kept_time
from consultation.ports import Draughtsman, Finder, Outbox, Store, Tokens
from consultation.rounds import Kind, Round
from consultation.voice import Voice

Held = Mapping[str, str]


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


def keep(turn: Turn) -> Held:
    """Leave in hand what is."""
    return turn.seat.held


def put_down(turn: Turn) -> Held:
    """Let go of everything."""
    return {}


def take_round(turn: Turn) -> Held:
    """Take a round in hand."""
    return {"round": turn.request.argument}


def take_group(turn: Turn) -> Held:
    """Take a consultation in hand, to launch a round of it."""
    return {"group": turn.scene.group(turn.request.argument)}


def take_template(turn: Turn) -> Held:
    """Take what the round asks about."""
    kind, _, bank = turn.request.argument.partition(":")
    return {**turn.seat.held, "kind": kind, "bank": bank}


def take_opening(turn: Turn) -> Held:
    """Take when it opens, "" for at once."""
    return {**turn.seat.held, "opens": turn.request.argument}


def take_ending(turn: Turn) -> Held:
    """Take when it closes, "" for by hand; its code is made now, so that it is launched once."""
    return {**turn.seat.held, "closes": turn.request.argument, "code": turn.tokens.token()}


def launch(turn: Turn) -> Held:
    """Launch what is in hand."""
    return _launched(turn, beside=False)


def launch_beside(turn: Turn) -> Held:
    """Launch what is in hand as a round that people may be in beside others."""
    return _launched(turn, beside=True)


def extend(turn: Turn) -> Held:
    """Give the round in hand more time."""
    until = datetime.fromisoformat(turn.request.argument)
    facilitation.extend(turn.store, turn.seat.held["round"], closes=until, now=turn.now, by=turn.by)
    return turn.seat.held


def close(turn: Turn) -> Held:
    """Close the round in hand."""
    facilitation.close(turn.store, turn.seat.held["round"], now=turn.now, by=turn.by)
    return turn.seat.held


def _launched(turn: Turn, *, beside: bool) -> Held:
    """Launch a round, or know it again by its code where it was launched already."""
    held, consultation = turn.seat.held, turn.scene.consultation
    known = next((one for one in turn.store.rounds() if one.code == held["code"]), None)
    if consultation is None:
        raise NotAllowed("the consultation is not there any more")
    launched = known or facilitation.launch(
        turn.store,
        consultation,
        reference=held["group"],
        kind=Kind(held["kind"]),
        guide=held["bank"],
        opens=kept_time(held, "opens") or turn.now,
        closes=kept_time(held, "closes"),
        now=turn.now,
        tokens=turn.tokens,
        code=held["code"],
        beside=beside,
        by=turn.by,
    )
    return {"round": launched.id}


ACTS: dict[str, Callable[[Turn], Held]] = {
    "": keep,
    "close": close,
    "extend": extend,
    "launch": launch,
    "launch_beside": launch_beside,
    "put_down": put_down,
    "take_ending": take_ending,
    "take_group": take_group,
    "take_opening": take_opening,
    "take_round": take_round,
    "take_template": take_template,
}

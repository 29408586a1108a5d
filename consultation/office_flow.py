"""What facilitators do in chat, as one table: where one is, what was asked → who may, where to go, what to do and say.

Imports the standard library and roles only. The table is to the office what `flow.MOVES` is to the interview: `do` and
`say` are names. Who may not do something is answered as if there were no such thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from consultation.roles import Facilitator, Right


class Where(StrEnum):
    """Where a facilitator is; what they have in hand is data, see `Seat`."""

    AWAY = "away"
    LOBBY = "lobby"
    GROUP = "choosing a consultation"
    TEMPLATE = "choosing what to ask"
    OPENING = "choosing when it opens"
    ENDING = "choosing when it closes"
    CONFIRMING = "confirming the launch"
    HOLDING = "a round in hand"
    EXTENDING = "choosing how long"
    CLOSING = "confirming the close"
    CALLING = "choosing a group to announce in"
    AIMING = "setting targets"
    SIFTING = "reading what was suggested"
    PLANNING = "the plan in hand"
    SORTING = "choosing what is planned"
    DATING = "choosing when something is"
    TITLING = "naming what is planned"
    TONGUE = "choosing a language"
    REHEARSING = "in a preview"


class Asked(StrEnum):
    """What a facilitator asked for, once words and buttons are understood."""

    COME = "/facilitate"
    ROUNDS = "/rounds"
    LAUNCH = "/launch"
    STATUS = "/status"
    PREVIEW = "/preview"
    EXTEND = "/extend"
    CLOSE = "/close"
    ANNOUNCE = "/announce"
    TARGET = "/target"
    PARTNERS = "/partners"
    RESOURCES = "/resources"
    YEAR = "/plan"
    ROUND = "a round"
    GROUP = "a consultation"
    TEMPLATE = "what to ask"
    TIME = "a time"
    NO_TIME = "no time that can be"
    CALL = "a group or channel"
    AIM = "a target"
    NO_AIM = "no target that can be"
    APPROVE = "approve"
    REFUSE = "refuse"
    LEAVE = "later"
    ENTRY = "an entry of the plan"
    NEW_ENTRY = "a new entry"
    KIND = "a kind"
    DATE = "a day or two"
    NO_DATE = "no day that can be"
    TITLE = "a title"
    NO_TITLE = "no title that can be"
    MOVE_ENTRY = "another day"
    RENAME_ENTRY = "another title"
    REMOVE_ENTRY = "take it out"
    DO = "do it"
    BESIDE = "do it beside others"
    TONGUE = "a language"
    REHEARSE = "try it"
    SPEAK = "any message"
    END = "end the preview"
    BACK = "back"
    PLAN = "back to the launch"
    WHICH = "no round named"
    NO_ROUND = "no such round"
    LATE = "not at this stage"
    STALE = "out of place"


@dataclass(frozen=True, slots=True)
class Way:
    """Where to go, which right it takes, what to do on the way, what to say on arrival.

    ``say`` names sentences of `office_wording`; ``"prompt"`` stands for the prompt of where one arrives.
    """

    to: Where
    right: Right | None = None
    do: str = ""
    say: tuple[str, ...] = ("prompt",)


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of one account of a facilitator, kept between two messages.

    ``held`` is what they have in hand, as words by name; ``turn`` guards it against two writers, ``language`` is what
    they are spoken to in.
    """

    identity: str
    facilitator: Facilitator
    where: Where = Where.AWAY
    held: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    language: str = ""
    turn: int = 0


W, A = Where, Asked

WORDED = {
    W.OPENING: A.TIME,
    W.ENDING: A.TIME,
    W.EXTENDING: A.TIME,
    W.AIMING: A.AIM,
    W.DATING: A.DATE,
    W.TITLING: A.TITLE,
}
"""What words are taken as; everywhere else they are the interview's."""


def _anywhere(where: Where) -> dict[Asked, Way]:
    """Return what can be asked for wherever one is."""
    return {
        A.COME: Way(W.LOBBY, do="put_down", say=("help",)),
        A.ROUNDS: Way(W.LOBBY, Right.SEE, do="put_down", say=("rounds",)),
        A.ROUND: Way(W.HOLDING, Right.SEE, do="take_round"),
        A.LAUNCH: Way(W.GROUP, Right.LAUNCH, do="put_down"),
        A.GROUP: Way(W.TEMPLATE, Right.LAUNCH, do="take_group"),
        A.STATUS: Way(W.HOLDING, Right.FOLLOW, do="take_round", say=("status",)),
        A.PREVIEW: Way(W.TONGUE, Right.PREVIEW, do="take_round"),
        A.EXTEND: Way(W.EXTENDING, Right.EXTEND, do="take_round"),
        A.CLOSE: Way(W.CLOSING, Right.CLOSE, do="take_round"),
        A.ANNOUNCE: Way(W.CALLING, Right.ANNOUNCE, do="take_round"),
        A.TARGET: Way(W.AIMING, Right.AIM, do="take_round"),
        A.PARTNERS: Way(W.SIFTING, Right.SIFT, do="take_partners"),
        A.RESOURCES: Way(W.SIFTING, Right.SIFT, do="take_resources"),
        A.YEAR: Way(W.PLANNING, Right.PLAN, do="take_plan"),
        A.WHICH: Way(W.LOBBY, do="put_down", say=("which",)),
        A.NO_ROUND: Way(W.LOBBY, do="put_down", say=("no_round", "rounds")),
        A.LATE: Way(W.HOLDING, Right.SEE, do="take_round", say=("not_now", "prompt")),
        A.STALE: Way(where, say=("out_of_place", "prompt")),
    }


WAYS: dict[Where, dict[Asked, Way]] = {
    W.AWAY: _anywhere(W.AWAY),
    W.LOBBY: _anywhere(W.LOBBY),
    W.GROUP: _anywhere(W.GROUP) | {A.BACK: Way(W.LOBBY, do="put_down", say=("help",))},
    W.TEMPLATE: _anywhere(W.TEMPLATE)
    | {
        A.TEMPLATE: Way(W.OPENING, Right.LAUNCH, do="take_template"),
        A.BACK: Way(W.LOBBY, do="put_down", say=("help",)),
    },
    W.OPENING: _anywhere(W.OPENING)
    | {
        A.TIME: Way(W.ENDING, Right.LAUNCH, do="take_opening"),
        A.NO_TIME: Way(W.OPENING, say=("no_time", "prompt")),
        A.BACK: Way(W.TEMPLATE),
    },
    W.ENDING: _anywhere(W.ENDING)
    | {
        A.TIME: Way(W.CONFIRMING, Right.LAUNCH, do="take_ending"),
        A.NO_TIME: Way(W.ENDING, say=("no_time", "prompt")),
        A.BACK: Way(W.OPENING),
    },
    W.CONFIRMING: _anywhere(W.CONFIRMING)
    | {
        A.DO: Way(W.HOLDING, Right.LAUNCH, do="launch", say=("launched", "prompt")),
        A.BESIDE: Way(W.HOLDING, Right.LAUNCH, do="launch_beside", say=("launched", "prompt")),
        A.REHEARSE: Way(W.TONGUE, Right.PREVIEW),
        A.BACK: Way(W.ENDING),
    },
    W.HOLDING: _anywhere(W.HOLDING) | {A.BACK: Way(W.LOBBY, Right.SEE, do="put_down", say=("rounds",))},
    W.EXTENDING: _anywhere(W.EXTENDING)
    | {
        A.TIME: Way(W.HOLDING, Right.EXTEND, do="extend", say=("extended", "prompt")),
        A.NO_TIME: Way(W.EXTENDING, say=("no_time", "prompt")),
        A.BACK: Way(W.HOLDING),
    },
    W.CLOSING: _anywhere(W.CLOSING)
    | {
        A.DO: Way(W.HOLDING, Right.CLOSE, do="close", say=("closed", "prompt")),
        A.BACK: Way(W.HOLDING),
    },
    W.CALLING: _anywhere(W.CALLING)
    | {
        A.CALL: Way(W.CALLING, Right.ANNOUNCE, do="announce", say=("announced", "prompt")),
        A.BACK: Way(W.HOLDING),
    },
    W.AIMING: _anywhere(W.AIMING)
    | {
        A.AIM: Way(W.AIMING, Right.AIM, do="aim", say=("aimed", "prompt")),
        A.NO_AIM: Way(W.AIMING, say=("no_aim", "prompt")),
        A.BACK: Way(W.HOLDING),
    },
    W.SIFTING: _anywhere(W.SIFTING)
    | {
        A.APPROVE: Way(W.SIFTING, Right.SIFT, do="approve", say=("approved", "prompt")),
        A.REFUSE: Way(W.SIFTING, Right.SIFT, do="refuse", say=("refused", "prompt")),
        A.LEAVE: Way(W.SIFTING, Right.SIFT, do="pass"),
        A.BACK: Way(W.LOBBY, do="put_down", say=("help",)),
    },
    W.PLANNING: _anywhere(W.PLANNING)
    | {
        A.NEW_ENTRY: Way(W.SORTING, Right.PLAN, do="new_entry"),
        A.ENTRY: Way(W.PLANNING, Right.PLAN, do="take_entry"),
        A.MOVE_ENTRY: Way(W.DATING, Right.PLAN),
        A.RENAME_ENTRY: Way(W.TITLING, Right.PLAN),
        A.REMOVE_ENTRY: Way(W.PLANNING, Right.PLAN, do="remove_entry", say=("planned", "prompt")),
        A.BACK: Way(W.LOBBY, do="put_down", say=("help",)),
    },
    W.SORTING: _anywhere(W.SORTING)
    | {
        A.KIND: Way(W.DATING, Right.PLAN, do="take_kind"),
        A.BACK: Way(W.PLANNING, Right.PLAN, do="put_entry_down"),
    },
    W.DATING: _anywhere(W.DATING)
    | {
        A.DATE: Way(W.TITLING, Right.PLAN, do="take_dates"),
        A.MOVE_ENTRY: Way(W.PLANNING, Right.PLAN, do="move_entry", say=("planned", "prompt")),
        A.NO_DATE: Way(W.DATING, say=("no_date", "prompt")),
        A.BACK: Way(W.PLANNING, Right.PLAN, do="put_entry_down"),
    },
    W.TITLING: _anywhere(W.TITLING)
    | {
        A.TITLE: Way(W.PLANNING, Right.PLAN, do="enter", say=("planned", "prompt")),
        A.NO_TITLE: Way(W.TITLING, say=("no_title", "prompt")),
        A.BACK: Way(W.PLANNING, Right.PLAN, do="put_entry_down"),
    },
    W.TONGUE: _anywhere(W.TONGUE)
    | {
        A.TONGUE: Way(W.REHEARSING, Right.PREVIEW, do="rehearse", say=("rehearsed",)),
        A.BACK: Way(W.HOLDING),
        A.PLAN: Way(W.CONFIRMING),
    },
    W.REHEARSING: _anywhere(W.REHEARSING)
    | {
        A.SPEAK: Way(W.REHEARSING, Right.PREVIEW, do="speak", say=("rehearsed",)),
        A.END: Way(W.HOLDING, say=("preview_over", "prompt")),
        A.PLAN: Way(W.CONFIRMING, say=("preview_over", "prompt")),
    },
}  # fmt: skip  (one row a line: the table is read across)


def way(seat: Seat, asked: Asked) -> Way:
    """Return what the table says; an event that has no way there is `Asked.STALE`."""
    row = WAYS[seat.where]
    return row.get(asked) or row[A.STALE]


def right_of(asked: Asked) -> Right | None:
    """Return the right that a command takes."""
    return WAYS[Where.AWAY][asked].right

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
    TONGUE = "choosing a language"
    REHEARSING = "in a preview"
    SHELVES = "choosing whose drafts"
    DRAFTS = "looking at the drafts"
    DRAFT = "a draft in hand"
    SKETCH = "a version in the making"
    TITLE = "writing a title"
    SHORT = "writing a short text"
    FULL = "writing a full text"
    LINEAGE = "choosing a lineage"
    SOURCES = "choosing what it comes from"


class Asked(StrEnum):
    """What a facilitator asked for, once words and buttons are understood."""

    COME = "/facilitate"
    ROUNDS = "/rounds"
    DRAFTS = "/drafts"
    LAUNCH = "/launch"
    PREVIEW = "/preview"
    EXTEND = "/extend"
    CLOSE = "/close"
    ROUND = "a round"
    GROUP = "a consultation"
    TEMPLATE = "what to ask"
    TIME = "a time"
    NO_TIME = "no time that can be"
    DO = "do it"
    BESIDE = "do it beside others"
    TONGUE = "a language"
    REHEARSE = "try it"
    SPEAK = "any message"
    END = "end the preview"
    BACK = "back"
    PLAN = "back to the launch"
    SHELF = "whose drafts"
    DRAFT = "a draft"
    NO_DRAFT = "no such draft"
    CHANGE = "a new version of it"
    NEW_DRAFT = "a new draft"
    SKETCH = "the version in the making"
    BUSY = "another in the making"
    WRITE_IN = "a language to write in"
    TITLE = "its title"
    SHORT = "its short text"
    FULL = "its full text"
    TEXT = "a text"
    NO_TEXT = "no text that can be"
    WRITTEN = "that is all"
    LEAVE_OUT = "without this language"
    LINEAGE = "where it comes from"
    RELATION = "new or kept"
    SOURCES = "merged or split"
    SOURCE = "one it comes from"
    SEE = "see it as people will"
    SAVE = "save it"
    NOT_WHOLE = "not whole yet"
    OVERTAKEN = "changed by somebody else"
    DISCARD = "throw it away"
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

WRITTEN = frozenset({W.TITLE, W.SHORT, W.FULL})
"""Where words are taken as a text of a draft."""

WORDED = frozenset({W.OPENING, W.ENDING, W.EXTENDING}) | WRITTEN
"""Where words are taken, as a time but in `WRITTEN`; everywhere else they are the interview's."""


def _anywhere(where: Where) -> dict[Asked, Way]:
    """Return what can be asked for wherever one is."""
    return {
        A.COME: Way(W.LOBBY, do="put_down", say=("help",)),
        A.ROUNDS: Way(W.LOBBY, Right.SEE, do="put_down", say=("rounds",)),
        A.ROUND: Way(W.HOLDING, Right.SEE, do="take_round"),
        A.LAUNCH: Way(W.GROUP, Right.LAUNCH, do="put_down"),
        A.GROUP: Way(W.TEMPLATE, Right.LAUNCH, do="take_group"),
        A.PREVIEW: Way(W.TONGUE, Right.PREVIEW, do="take_round"),
        A.EXTEND: Way(W.EXTENDING, Right.EXTEND, do="take_round"),
        A.CLOSE: Way(W.CLOSING, Right.CLOSE, do="take_round"),
        A.DRAFTS: Way(W.SHELVES, Right.SEE, do="put_down"),
        A.SHELF: Way(W.DRAFTS, Right.SEE, do="take_group"),
        A.DRAFT: Way(W.DRAFT, Right.SEE, do="take_draft"),
        A.NO_DRAFT: Way(W.DRAFTS, Right.SEE, say=("no_draft", "prompt")),
        A.SKETCH: Way(W.SKETCH, Right.DRAFT, do="take_sketch"),
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
        A.SKETCH: Way(W.SKETCH, Right.DRAFT, do="take_sketch", say=("preview_over", "prompt")),
    },
    W.SHELVES: _anywhere(W.SHELVES) | {A.BACK: Way(W.LOBBY, do="put_down", say=("help",))},
    W.DRAFTS: _anywhere(W.DRAFTS)
    | {
        A.NEW_DRAFT: Way(W.SKETCH, Right.DRAFT, do="begin_draft"),
        A.BUSY: Way(W.SKETCH, Right.DRAFT, do="take_sketch", say=("busy", "prompt")),
        A.BACK: Way(W.LOBBY, do="put_down", say=("help",)),
    },
    W.DRAFT: _anywhere(W.DRAFT)
    | {
        A.CHANGE: Way(W.SKETCH, Right.DRAFT, do="begin_version"),
        A.BUSY: Way(W.SKETCH, Right.DRAFT, do="take_sketch", say=("busy", "prompt")),
        A.BACK: Way(W.DRAFTS, Right.SEE),
    },
    W.SKETCH: _anywhere(W.SKETCH)
    | {
        A.WRITE_IN: Way(W.SKETCH, Right.DRAFT, do="write_in"),
        A.TITLE: Way(W.TITLE, Right.DRAFT),
        A.SHORT: Way(W.SHORT, Right.DRAFT),
        A.FULL: Way(W.FULL, Right.DRAFT, do="begin_text"),
        A.LEAVE_OUT: Way(W.SKETCH, Right.DRAFT, do="leave_out"),
        A.LINEAGE: Way(W.LINEAGE, Right.DRAFT),
        A.SEE: Way(W.REHEARSING, Right.DRAFT, do="rehearse_draft", say=("rehearsed",)),
        A.SAVE: Way(W.DRAFT, Right.DRAFT, do="save_draft", say=("saved", "prompt")),
        A.NOT_WHOLE: Way(W.SKETCH, Right.DRAFT, say=("not_whole", "prompt")),
        A.OVERTAKEN: Way(W.SKETCH, Right.DRAFT, do="go_after", say=("overtaken", "prompt")),
        A.DISCARD: Way(W.DRAFTS, Right.DRAFT, do="discard", say=("discarded", "prompt")),
        A.BACK: Way(W.DRAFTS, Right.SEE),
    },
    W.TITLE: _anywhere(W.TITLE)
    | {
        A.TEXT: Way(W.SKETCH, Right.DRAFT, do="take_text"),
        A.NO_TEXT: Way(W.TITLE, Right.DRAFT, say=("no_text", "prompt")),
        A.BACK: Way(W.SKETCH, Right.DRAFT),
    },
    W.SHORT: _anywhere(W.SHORT)
    | {
        A.TEXT: Way(W.SKETCH, Right.DRAFT, do="take_text"),
        A.NO_TEXT: Way(W.SHORT, Right.DRAFT, say=("no_text", "prompt")),
        A.BACK: Way(W.SKETCH, Right.DRAFT),
    },
    W.FULL: _anywhere(W.FULL)
    | {
        A.TEXT: Way(W.FULL, Right.DRAFT, do="add_text", say=("text_kept",)),
        A.NO_TEXT: Way(W.FULL, Right.DRAFT, say=("no_text", "prompt")),
        A.WRITTEN: Way(W.SKETCH, Right.DRAFT),
        A.BACK: Way(W.SKETCH, Right.DRAFT),
    },
    W.LINEAGE: _anywhere(W.LINEAGE)
    | {
        A.RELATION: Way(W.SKETCH, Right.DRAFT, do="relate"),
        A.SOURCES: Way(W.SOURCES, Right.DRAFT, do="relate"),
        A.BACK: Way(W.SKETCH, Right.DRAFT),
    },
    W.SOURCES: _anywhere(W.SOURCES)
    | {
        A.SOURCE: Way(W.SOURCES, Right.DRAFT, do="toggle_source"),
        A.WRITTEN: Way(W.SKETCH, Right.DRAFT),
        A.BACK: Way(W.LINEAGE, Right.DRAFT),
    },
}  # fmt: skip  (one row a line: the table is read across)


def way(seat: Seat, asked: Asked) -> Way:
    """Return what the table says; an event that has no way there is `Asked.STALE`."""
    row = WAYS[seat.where]
    return row.get(asked) or row[A.STALE]


def right_of(asked: Asked) -> Right | None:
    """Return the right that a command takes."""
    return WAYS[Where.AWAY][asked].right

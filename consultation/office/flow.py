"""What facilitators do in chat, as one table: where one is, what was asked → who may, where to go, what to do and say.

Imports the standard library and roles only. The table is to the office what `flow.MOVES` is to the interview: `do` and
`say` are names. Who may not do something is answered as if there were no such thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, unique
from types import MappingProxyType

from consultation.roles import Facilitator, Right


@unique
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
    MODERATING = "reading answers"
    ASIDES = "what is set aside"
    LOOKING = "one that is set aside"
    NOTES = "the notes of a round"
    NOTE_SOURCE = "saying where a note is from"
    NOTE_DATE = "saying when it was taken"
    NOTE_TONGUE = "choosing its language"
    NOTE_PEOPLE = "saying how many people were there"
    NOTE_RECORD = "choosing whether it is on the record"
    NOTE_ITEM = "choosing what it is on"
    NOTE_WORDS = "writing its words"
    NOTE_REVIEW = "reading it over"
    NOTE_REMOVING = "confirming that it goes"
    REVIEWING = "reviewing an answer"
    ADDING = "choosing a theme to put on"
    LEANING = "choosing how words lean"
    CODING = "coding an answer"
    SUBJECT = "choosing what is answered"
    VERDICT = "choosing the answer"
    REASON = "saying why"
    SHELVES = "choosing whose drafts"
    DRAFTS = "looking at the drafts"
    DRAFT = "a draft in hand"
    SKETCH = "a version in the making"
    TITLE = "writing a title"
    SHORT = "writing a short text"
    FULL = "writing a full text"
    LINEAGE = "choosing a lineage"
    SOURCES = "choosing what it comes from"


@unique
class Asked(StrEnum):
    """What a facilitator asked for, once words and buttons are understood."""

    COME = "/facilitate"
    ROUNDS = "/rounds"
    DRAFTS = "/drafts"
    LAUNCH = "/launch"
    STATUS = "/status"
    PREVIEW = "/preview"
    EXTEND = "/extend"
    CLOSE = "/close"
    MODERATE = "/moderate"
    NOTE = "/note"
    REVIEW = "/review"
    CODE = "/code"
    RESPOND = "/respond"
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
    DAYS = "a day or two"
    NO_DATE = "no day that can be"
    NAME = "a title"
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
    NEXT = "the next one"
    ASIDE = "set it aside"
    ASIDES = "all that are set aside"
    LOOK = "one of them"
    RESTORE = "restore it"
    NEW_NOTE = "a new note"
    OPEN_NOTE = "one of the notes"
    GO_ON = "go on with a note"
    TELL = "what was asked for"
    MEND = "the same, of a note that is whole"
    NO_USE = "nothing that can be meant"
    ITEM = "a question or draft"
    WORDS = "its words"
    REWORD = "a message of it edited"
    ALL = "that is all"
    TO_NOTE = "back to the note"
    SOURCE = "another source"
    DATE = "another date"
    LANGUAGE = "another language"
    PEOPLE = "another number"
    RECORD = "on or off the record"
    MORE = "more of it"
    REWRITE = "other words"
    SAVE = "keep it"
    REMOVE = "take it away"
    DISCARD = "leave it"
    KEEP = "keep it so"
    OFF = "a theme to take off"
    THEMES = "the list of themes"
    ON = "a theme"
    LEANINGS = "for or against"
    LEAN = "how words lean"
    SKIP = "skip"
    BEFORE = "the one before"
    PASSED = "not as it was any more"
    NO_SAMPLE = "nothing to code"
    ALL_THEMES = "the themes"
    SUBJECT = "a draft or theme"
    VERDICT = "what becomes of it"
    REASON = "why"
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
    WRITTEN = "all of it is written"
    LEAVE_OUT = "without this language"
    LINEAGE = "where it comes from"
    RELATION = "new or kept"
    SOURCES = "merged or split"
    COMES_FROM = "one it comes from"
    SEE = "see it as people will"
    SAVE_DRAFT = "save it"
    NOT_WHOLE = "not whole yet"
    OVERTAKEN = "changed by somebody else"
    DISCARD_DRAFT = "throw it away"
    WHICH = "no round named"
    NO_ROUND = "no such round"
    LATE = "not at this stage"
    STALE = "out of place"


@dataclass(frozen=True, slots=True)
class Way:
    """Where to go, which right it takes, what to do on the way, what to say on arrival.

    ``say`` names sentences of `office.wording`; ``"prompt"`` stands for the prompt of where one arrives.
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

WORDED: Mapping[Where, Asked] = MappingProxyType(
    {
        **dict.fromkeys((W.OPENING, W.ENDING, W.EXTENDING), A.TIME),
        **dict.fromkeys((W.NOTE_SOURCE, W.NOTE_DATE, W.NOTE_PEOPLE), A.TELL),
        W.NOTE_WORDS: A.WORDS,
        W.REASON: A.REASON,
        **dict.fromkeys((W.TITLE, W.SHORT, W.FULL), A.TEXT),
        W.AIMING: A.AIM,
        W.DATING: A.DAYS,
        W.TITLING: A.NAME,
    }
)
"""Where words are the office's, and what they are taken as; everywhere else they are the interview's."""

ABOUT_A_NOTE = {
    A.SOURCE: W.NOTE_SOURCE,
    A.DATE: W.NOTE_DATE,
    A.LANGUAGE: W.NOTE_TONGUE,
    A.PEOPLE: W.NOTE_PEOPLE,
    A.RECORD: W.NOTE_RECORD,
    A.MORE: W.NOTE_ITEM,
}
"""Where each thing is asked for that a note needs, in the order of asking."""

REVIEWED = frozenset({W.REVIEWING, W.ADDING, W.LEANING})
CHECKED = REVIEWED | {W.CODING}
"""Where an answer is in hand."""

ANSWERING = frozenset({W.SUBJECT, W.VERDICT, W.REASON})
"""Where the working group's responses are looked at."""


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
        A.MODERATE: Way(W.MODERATING, Right.MODERATE, do="read_newest"),
        A.NOTE: Way(W.NOTES, Right.NOTE, do="take_round"),
        A.REVIEW: Way(W.REVIEWING, Right.REVIEW, do="review"),
        A.CODE: Way(W.CODING, Right.CODE, do="code"),
        A.NO_SAMPLE: Way(W.HOLDING, Right.SEE, do="take_round", say=("no_sample", "prompt")),
        A.RESPOND: Way(W.SUBJECT, Right.RESPOND, do="take_round"),
        A.DRAFTS: Way(W.SHELVES, Right.SEE, do="put_down"),
        A.SHELF: Way(W.DRAFTS, Right.SEE, do="take_group"),
        A.DRAFT: Way(W.DRAFT, Right.SEE, do="take_draft"),
        A.NO_DRAFT: Way(W.DRAFTS, Right.SEE, say=("no_draft", "prompt")),
        A.SKETCH: Way(W.SKETCH, Right.DRAFT, do="take_sketch"),
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


def _told(where: Where, onto: Where, back: Where) -> dict[Asked, Way]:
    """Return the ways from where something is asked for that a note needs: on, or back where it is whole already."""
    return _anywhere(where) | {
        A.TELL: Way(onto, Right.NOTE, do="tell"),
        A.MEND: Way(W.NOTE_REVIEW, Right.NOTE, do="tell"),
        A.NO_USE: Way(where, say=("no_use", "prompt")),
        A.BACK: Way(back),
        A.TO_NOTE: Way(W.NOTE_REVIEW),
    }


def _parts_of_a_note() -> dict[Asked, Way]:
    """Return the ways to each thing that a note needs."""
    return {asked: Way(where, Right.NOTE, do="take_note_up") for asked, where in ABOUT_A_NOTE.items()}


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
    | {A.DO: Way(W.HOLDING, Right.CLOSE, do="close", say=("closed", "prompt")), A.BACK: Way(W.HOLDING)},
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
        A.DAYS: Way(W.TITLING, Right.PLAN, do="take_dates"),
        A.MOVE_ENTRY: Way(W.PLANNING, Right.PLAN, do="move_entry", say=("planned", "prompt")),
        A.NO_DATE: Way(W.DATING, say=("no_date", "prompt")),
        A.BACK: Way(W.PLANNING, Right.PLAN, do="put_entry_down"),
    },
    W.TITLING: _anywhere(W.TITLING)
    | {
        A.NAME: Way(W.PLANNING, Right.PLAN, do="enter", say=("planned", "prompt")),
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
        A.SAVE_DRAFT: Way(W.DRAFT, Right.DRAFT, do="save_draft", say=("draft_saved", "prompt")),
        A.NOT_WHOLE: Way(W.SKETCH, Right.DRAFT, say=("not_whole", "prompt")),
        A.OVERTAKEN: Way(W.SKETCH, Right.DRAFT, do="go_after", say=("overtaken", "prompt")),
        A.DISCARD_DRAFT: Way(W.DRAFTS, Right.DRAFT, do="discard", say=("draft_discarded", "prompt")),
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
        A.COMES_FROM: Way(W.SOURCES, Right.DRAFT, do="toggle_source"),
        A.WRITTEN: Way(W.SKETCH, Right.DRAFT),
        A.BACK: Way(W.LINEAGE, Right.DRAFT),
    },
    W.MODERATING: _anywhere(W.MODERATING)
    | {
        A.NEXT: Way(W.MODERATING, Right.MODERATE, do="read_next"),
        A.ASIDE: Way(W.MODERATING, Right.MODERATE, do="set_aside", say=("aside", "prompt")),
        A.ASIDES: Way(W.ASIDES, Right.MODERATE),
        A.BACK: Way(W.HOLDING),
    },
    W.ASIDES: _anywhere(W.ASIDES)
    | {A.LOOK: Way(W.LOOKING, Right.MODERATE, do="look_at"), A.BACK: Way(W.MODERATING, Right.MODERATE)},
    W.LOOKING: _anywhere(W.LOOKING)
    | {A.RESTORE: Way(W.ASIDES, Right.MODERATE, do="restore", say=("restored", "prompt"))}
    | {A.BACK: Way(W.ASIDES, Right.MODERATE)},
    W.NOTES: _anywhere(W.NOTES)
    | _parts_of_a_note()
    | {
        A.NEW_NOTE: Way(W.NOTE_SOURCE, Right.NOTE, do="begin_note"),
        A.OPEN_NOTE: Way(W.NOTE_REVIEW, Right.NOTE, do="open_note"),
        A.GO_ON: Way(W.NOTE_REVIEW, Right.NOTE, do="take_note_up"),
        A.DISCARD: Way(W.NOTES, Right.NOTE, do="discard_note", say=("discarded", "prompt")),
        A.BACK: Way(W.HOLDING),
    },
    W.NOTE_SOURCE: _told(W.NOTE_SOURCE, W.NOTE_DATE, W.NOTES),
    W.NOTE_DATE: _told(W.NOTE_DATE, W.NOTE_TONGUE, W.NOTE_SOURCE),
    W.NOTE_TONGUE: _told(W.NOTE_TONGUE, W.NOTE_PEOPLE, W.NOTE_DATE),
    W.NOTE_PEOPLE: _told(W.NOTE_PEOPLE, W.NOTE_RECORD, W.NOTE_TONGUE),
    W.NOTE_RECORD: _told(W.NOTE_RECORD, W.NOTE_ITEM, W.NOTE_PEOPLE),
    W.NOTE_ITEM: _anywhere(W.NOTE_ITEM)
    | {A.ITEM: Way(W.NOTE_WORDS, Right.NOTE, do="take_item")}
    | {A.BACK: Way(W.NOTE_RECORD), A.TO_NOTE: Way(W.NOTE_REVIEW)},
    W.NOTE_WORDS: _anywhere(W.NOTE_WORDS)
    | {
        A.WORDS: Way(W.NOTE_WORDS, Right.NOTE, do="write", say=("written",)),
        A.REWORD: Way(W.NOTE_WORDS, Right.NOTE, do="reword", say=("reworded",)),
        A.ALL: Way(W.NOTE_REVIEW, Right.NOTE, do="finish_words"),
        A.BACK: Way(W.NOTE_ITEM),
        A.TO_NOTE: Way(W.NOTE_REVIEW, Right.NOTE, do="finish_words"),
    },
    W.NOTE_REVIEW: _anywhere(W.NOTE_REVIEW)
    | _parts_of_a_note()
    | {
        A.REWORD: Way(W.NOTE_REVIEW, Right.NOTE, do="reword"),
        A.REWRITE: Way(W.NOTE_WORDS, Right.NOTE, do="rewrite"),
        A.SAVE: Way(W.NOTES, Right.NOTE, do="save_note", say=("saved", "prompt")),
        A.REMOVE: Way(W.NOTE_REMOVING, Right.NOTE),
        A.DISCARD: Way(W.NOTES, Right.NOTE, do="discard_note", say=("discarded", "prompt")),
        A.BACK: Way(W.NOTES),
    },
    W.NOTE_REMOVING: _anywhere(W.NOTE_REMOVING)
    | {A.DO: Way(W.NOTES, Right.NOTE, do="remove_note", say=("removed", "prompt")), A.BACK: Way(W.NOTE_REVIEW)},
    W.REVIEWING: _anywhere(W.REVIEWING)
    | {
        A.KEEP: Way(W.REVIEWING, Right.REVIEW, do="keep_review", say=("decided", "prompt")),
        A.OFF: Way(W.REVIEWING, Right.REVIEW, do="take_theme_off"),
        A.THEMES: Way(W.ADDING, Right.REVIEW, do="turn_page"),
        A.LEANINGS: Way(W.LEANING, Right.REVIEW, do="choose_draft"),
        A.SKIP: Way(W.REVIEWING, Right.REVIEW, do="skip"),
        A.PASSED: Way(W.REVIEWING, Right.REVIEW, do="review_on", say=("passed_on", "prompt")),
        A.BACK: Way(W.HOLDING, Right.SEE, do="stop_review"),
    },
    W.ADDING: _anywhere(W.ADDING)
    | {
        A.THEMES: Way(W.ADDING, Right.REVIEW, do="turn_page"),
        A.ON: Way(W.REVIEWING, Right.REVIEW, do="put_theme_on"),
        A.PASSED: Way(W.REVIEWING, Right.REVIEW, do="review_on", say=("passed_on", "prompt")),
        A.BACK: Way(W.REVIEWING, Right.REVIEW),
    },
    W.LEANING: _anywhere(W.LEANING)
    | {
        A.LEANINGS: Way(W.LEANING, Right.REVIEW, do="choose_draft"),
        A.LEAN: Way(W.REVIEWING, Right.REVIEW, do="lean"),
        A.PASSED: Way(W.REVIEWING, Right.REVIEW, do="review_on", say=("passed_on", "prompt")),
        A.BACK: Way(W.REVIEWING, Right.REVIEW),
    },
    W.CODING: _anywhere(W.CODING)
    | {
        A.ON: Way(W.CODING, Right.CODE, do="tick_theme"),
        A.THEMES: Way(W.CODING, Right.CODE, do="turn_page"),
        A.KEEP: Way(W.CODING, Right.CODE, do="keep_coding"),
        A.BEFORE: Way(W.CODING, Right.CODE, do="code_before"),
        A.PASSED: Way(W.CODING, Right.CODE, do="code_on", say=("left_sample", "prompt")),
        A.BACK: Way(W.HOLDING, Right.SEE, do="put_answer_down"),
    },
    W.SUBJECT: _anywhere(W.SUBJECT)
    | {
        A.ALL_THEMES: Way(W.SUBJECT, Right.RESPOND, do="list_themes"),
        A.SUBJECT: Way(W.VERDICT, Right.RESPOND, do="take_subject"),
        A.BACK: Way(W.HOLDING),
    },
    W.VERDICT: _anywhere(W.VERDICT)
    | {
        A.VERDICT: Way(W.REASON, Right.RESPOND, do="take_verdict"),
        A.BACK: Way(W.SUBJECT),
    },
    W.REASON: _anywhere(W.REASON)
    | {
        A.REASON: Way(W.SUBJECT, Right.RESPOND, do="respond", say=("responded", "prompt")),
        A.BACK: Way(W.VERDICT),
    },
}  # fmt: skip  (one row a line: the table is read across)


def way(seat: Seat, asked: Asked) -> Way:
    """Return what the table says; an event that has no way there is `Asked.STALE`."""
    row = WAYS[seat.where]
    return row.get(asked) or row[A.STALE]


def right_of(asked: Asked) -> Right | None:
    """Return the right that a command takes."""
    return WAYS[Where.AWAY][asked].right

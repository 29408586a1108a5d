"""The conversation as one table: where one is, what was heard → where to go, what to do, what to say.

Imports the standard library only. `do` and `say` are names: the interview looks them up, the diagram prints them.
An event that stands in no row of a state leaves the position untouched and says what is possible.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Where a person is. What they are at (which question, draft, attribute, answer) is data, see `Position`.

    Somebody linking two accounts is joining where they have not agreed to take part, but had said something before;
    who is in one round and follows the link to another of the same consultation is crossing; who said that an edition
    did not get them right is explaining.
    """

    ARRIVING = "arriving"
    CONSENTING = "consenting"
    DECLINED = "declined"
    CHOOSING = "choosing"
    ANSWERING = "answering"
    WEIGHING = "weighing"
    ARGUING = "arguing"
    COMPLETING = "completing"
    REVIEWING = "reviewing"
    READING = "reading"
    REWORDING = "rewording"
    CORRECTING = "correcting"
    WITHDRAWING = "withdrawing"
    QUOTING = "quoting"
    DESCRIBING = "describing"
    SUGGESTING = "suggesting"
    THANKED = "thanked"
    STOPPING = "stopping"
    FORGETTING = "forgetting"
    LINKING = "linking"
    JOINING = "joining"
    CROSSING = "crossing"
    EXPLAINING = "explaining"


class Event(StrEnum):
    """What was heard, once words and buttons are understood."""

    START = "start"
    AGREE = "agree"
    REFUSE = "refuse"
    WORDS = "words"
    SHORT_WORDS = "short words"
    QUESTION = "a question"
    DRAFT = "a draft"
    FREELY = "freely"
    DONE = "that is all"
    STANCE = "a stance"
    STUDY = "study or not now"
    FULL_TEXT = "full text"
    OTHERS = "what others said"
    AS_SAID = "keep what I said"
    FINISH = "finish"
    OPEN = "one answer"
    REWORD = "reword"
    CORRECT = "correct themes"
    TOGGLE = "a theme"
    TAKE_BACK = "withdraw one"
    TAKE_ALL_BACK = "withdraw all"
    BACK = "back"
    GO_ON = "go on"
    ALLOW = "how to quote"
    PICK = "a choice"
    SKIP = "skip"
    EXHAUSTED = "nothing left to ask"
    KEEP = "keep"
    ERASE = "erase"
    EDITED = "edited message"
    DELETED = "deleted message"
    DELETED_WHOLE = "deleted the open answer"
    DELETED_OTHER = "deleted another message"
    UNFIT = "words that cannot be taken"
    ENOUGH = "one more than can wait"
    LATE = "too late"
    LATE_WORDS = "words too late"
    MEDIUM = "not text"
    EMPTY = "empty"
    UNASKED = "words for a choice"
    STALE = "out of place"
    MENU = "/menu"
    WHY = "/why"
    MY = "/my"
    WITHDRAW = "/withdraw"
    STOP = "/stop"
    FORGET = "/forget"
    EXPORT = "/export"
    LANGUAGE = "/language"
    SET_LANGUAGE = "a language"
    PRIVACY = "/privacy"
    REPORT = "/report"
    PLAN = "/plan"
    PARTNERS = "/partners"
    RESOURCES = "/resources"
    PARTNER = "/partner"
    RESOURCE = "/resource"
    LINK = "/link"
    UNLINK = "/unlink"
    BOTH_SPOKEN = "both accounts have spoken"
    JOIN = "bring along or leave out"
    ANOTHER_ROUND = "a link to another round"
    CROSS = "change over"
    REMIND = "remind me"
    NO_REMINDERS = "no more reminders"
    RIGHT = "we got you right"
    NOT_RIGHT = "we did not get you right"
    ABOUT = "which answer that is about"
    EDITED_WHY = "edited explanation"
    DELETED_WHY = "deleted explanation"
    HELP = "/help"


@dataclass(frozen=True, slots=True)
class Move:
    """Where to go, what to do on the way, what to say on arrival.

    ``say`` names sentences of `wording`; ``"prompt"`` stands for the prompt of the state one arrives in, whose
    choices are always offered.
    """

    to: State
    do: str = ""
    say: tuple[str, ...] = ("prompt",)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a person is and at what.

    ``item`` is the id of the question, draft, attribute or answer in hand ("" for a free contribution) or the code of
    another account or round, ``version`` that of the draft as it was shown, ``answer`` the id of the answer that
    further messages belong to, ``probed`` whether that answer had its follow-up.
    """

    state: State = State.ARRIVING
    item: str = ""
    version: str = ""
    answer: str = ""
    probed: bool = False


S, E = State, Event

UNCONSENTED = frozenset({S.ARRIVING, S.CONSENTING, S.DECLINED, S.JOINING})
"""The states in which nothing a person writes may be kept."""


def _asides(state: State) -> dict[Event, Move]:
    """Return what may be asked for in any state without leaving it."""
    return {
        E.WHY: Move(state, say=("why", "prompt")),
        E.PRIVACY: Move(state, say=("privacy", "prompt")),
        E.HELP: Move(state, say=("help", "prompt")),
        E.REPORT: Move(state, say=("report", "prompt")),
        E.PLAN: Move(state, say=("plan", "prompt")),
        E.PARTNERS: Move(state, say=("partners", "prompt")),
        E.RESOURCES: Move(state, say=("resources", "prompt")),
        E.LANGUAGE: Move(state, say=("languages",)),
        E.SET_LANGUAGE: Move(state, do="set_language", say=("prompt",)),
        E.MEDIUM: Move(state, say=("only_text", "prompt")),
        E.EMPTY: Move(state, say=("nothing_heard", "prompt")),
        E.STALE: Move(state, say=("out_of_place", "prompt")),
        E.DELETED_OTHER: Move(state, say=("in_no_answer", "prompt")),
    }


def _strangers(state: State) -> dict[Event, Move]:
    """Return the asides before consent: nothing is kept, so there is nothing to show, change or erase but the visit."""
    return _asides(state) | {
        E.MENU: Move(state),
        E.MY: Move(state, say=("nothing_kept", "prompt")),
        E.WITHDRAW: Move(state, say=("nothing_kept", "prompt")),
        E.EXPORT: Move(state, say=("exported", "prompt")),
        E.PARTNER: Move(state, say=("not_kept", "prompt")),
        E.RESOURCE: Move(state, say=("not_kept", "prompt")),
        E.EDITED: Move(state, say=("not_kept", "prompt")),
        E.STOP: Move(S.DECLINED, do="silence", say=("stopped",)),
        E.FORGET: Move(S.ARRIVING, do="erase", say=("erased",)),
        E.LINK: Move(state, do="link", say=("linked", "prompt")),
        E.BOTH_SPOKEN: Move(S.JOINING, do="take_code"),
        E.UNLINK: Move(state, do="unlink", say=("unlinked", "prompt")),
        E.LATE: Move(state, say=("round_closed",)),
        E.LATE_WORDS: Move(state, say=("late_words", "round_closed")),
        E.NO_REMINDERS: Move(state, say=("no_reminders", "prompt")),
        E.RIGHT: Move(state, do="judge", say=("judged_right", "prompt")),
        E.NOT_RIGHT: Move(state, do="judge", say=("judged_wrong", "prompt")),
        E.EDITED_WHY: Move(state, say=("not_kept", "prompt")),
        E.DELETED_WHY: Move(state, do="unexplain", say=("taken_back", "prompt")),
    }


def _commands(state: State) -> dict[Event, Move]:
    """Return the asides and the commands that hold in every state after consent."""
    return _asides(state) | {
        E.START: Move(state, do="speak_again", say=("welcome_back", "prompt")),
        E.MENU: Move(S.CHOOSING, do="set_down", say=("agenda", "prompt")),
        E.QUESTION: Move(S.ANSWERING, do="take_up"),
        E.DRAFT: Move(S.WEIGHING, do="take_up"),
        E.FREELY: Move(S.ANSWERING, do="take_up"),
        E.AS_SAID: Move(state, do="keep_as_said", say=("as_said", "prompt")),
        E.FINISH: Move(S.REVIEWING, do="set_down"),
        E.MY: Move(S.REVIEWING, do="set_down"),
        E.WITHDRAW: Move(S.WITHDRAWING, do="set_down"),
        E.EXPORT: Move(state, say=("exported", "prompt")),
        E.STOP: Move(S.STOPPING, do="set_down"),
        E.FORGET: Move(S.FORGETTING, do="set_down"),
        E.PARTNER: Move(S.SUGGESTING, do="name_partner"),
        E.RESOURCE: Move(S.SUGGESTING, do="name_resource"),
        E.LINK: Move(state, do="link", say=("linked", "prompt")),
        E.BOTH_SPOKEN: Move(S.LINKING, do="take_code"),
        E.ANOTHER_ROUND: Move(S.CROSSING, do="take_code"),
        E.UNLINK: Move(state, do="unlink", say=("unlinked", "prompt")),
        E.EDITED: Move(state, do="revise", say=("revised", "prompt")),
        E.DELETED: Move(state, do="take_back_words", say=("taken_back", "prompt")),
        E.LATE: Move(state, say=("round_closed",)),
        E.LATE_WORDS: Move(state, say=("late_words", "round_closed")),
        E.REMIND: Move(state, do="remind", say=("reminding",)),
        E.NO_REMINDERS: Move(state, do="remind_no_more", say=("no_reminders", "prompt")),
        E.RIGHT: Move(state, do="judge", say=("judged_right",)),
        E.NOT_RIGHT: Move(S.EXPLAINING, do="judge"),
        E.EDITED_WHY: Move(state, do="reexplain", say=("explained", "prompt")),
        E.DELETED_WHY: Move(state, do="unexplain", say=("taken_back", "prompt")),
    }


def _free_words(state: State) -> dict[Event, Move]:
    """Return the row of a state whose buttons were expected: words become a free contribution, never nothing."""
    return _commands(state) | {E.WORDS: Move(S.ANSWERING, do="keep_freely", say=("kept_freely",))}


def _answering(state: State, then: Move) -> dict[Event, Move]:
    """Return the row of a state that takes words as an answer until that is all; only here may a follow-up be asked."""
    return _commands(state) | {
        E.WORDS: Move(state, do="keep_words", say=("kept",)),
        E.SHORT_WORDS: Move(state, do="keep_words_and_probe", say=("kept", "probe")),
        E.DONE: then,
        E.BACK: Move(S.CHOOSING, do="set_down"),
    }


MOVES: dict[State, dict[Event, Move]] = {
    S.ARRIVING: _strangers(S.ARRIVING)
    | {
        E.START: Move(S.CONSENTING, say=("welcome", "prompt")),
        E.WORDS: Move(S.CONSENTING, say=("not_kept", "welcome", "prompt")),
    },
    S.CONSENTING: _strangers(S.CONSENTING)
    | {
        E.START: Move(S.CONSENTING, say=("welcome", "prompt")),
        E.AGREE: Move(S.CHOOSING, do="consent", say=("agreed", "preface", "agenda", "prompt")),
        E.REFUSE: Move(S.DECLINED, say=("declined",)),
        E.WORDS: Move(S.CONSENTING, say=("not_kept", "prompt")),
    },
    S.DECLINED: _strangers(S.DECLINED)
    | {
        E.START: Move(S.CONSENTING, say=("welcome", "prompt")),
        E.AGREE: Move(S.CHOOSING, do="consent", say=("agreed", "preface", "agenda", "prompt")),
        E.REFUSE: Move(S.DECLINED, say=("declined",)),
        E.WORDS: Move(S.DECLINED, say=("not_kept", "prompt")),
    },
    S.CHOOSING: _free_words(S.CHOOSING),
    S.ANSWERING: _answering(S.ANSWERING, then=Move(S.CHOOSING, do="set_down")),
    S.WEIGHING: _commands(S.WEIGHING)
    | {
        E.STANCE: Move(S.ARGUING, do="take_stance"),
        E.STUDY: Move(S.COMPLETING, do="take_stance"),
        E.FULL_TEXT: Move(S.WEIGHING, say=("full_text", "prompt")),
        E.OTHERS: Move(S.WEIGHING, do="show_others", say=("others", "prompt")),
        E.WORDS: Move(S.ARGUING, do="keep_words", say=("kept_without_stance",)),
        E.BACK: Move(S.CHOOSING, do="set_down"),
    },
    S.ARGUING: _answering(S.ARGUING, then=Move(S.COMPLETING, do="close_answer"))
    | {
        E.STANCE: Move(S.ARGUING, do="take_stance"),
        E.STUDY: Move(S.ARGUING, do="take_stance"),
        E.SKIP: Move(S.COMPLETING, do="close_answer"),
    },
    S.COMPLETING: _answering(S.COMPLETING, then=Move(S.CHOOSING, do="set_down"))
    | {
        E.STUDY: Move(S.COMPLETING, do="take_stance"),
        E.SKIP: Move(S.CHOOSING, do="set_down"),
    },
    S.REVIEWING: _free_words(S.REVIEWING)
    | {
        E.OPEN: Move(S.READING, do="open"),
        E.GO_ON: Move(S.QUOTING, do="set_down"),
        E.BACK: Move(S.CHOOSING, do="set_down"),
    },
    S.READING: _free_words(S.READING)
    | {
        E.OPEN: Move(S.READING, do="open"),
        E.REWORD: Move(S.REWORDING),
        E.CORRECT: Move(S.CORRECTING),
        E.TAKE_BACK: Move(S.REVIEWING, do="withdraw_one", say=("withdrawn", "prompt")),
        E.DELETED_WHOLE: Move(S.REVIEWING, do="take_back_words", say=("taken_back", "prompt")),
        E.BACK: Move(S.REVIEWING, do="set_down"),
    },
    S.REWORDING: _commands(S.REWORDING)
    | {
        E.WORDS: Move(S.READING, do="reword", say=("revised", "prompt")),
        E.DELETED_WHOLE: Move(S.REVIEWING, do="take_back_words", say=("taken_back", "prompt")),
        E.BACK: Move(S.READING),
    },
    S.CORRECTING: _free_words(S.CORRECTING)
    | {
        E.TOGGLE: Move(S.CORRECTING, do="toggle_theme"),
        E.DELETED_WHOLE: Move(S.REVIEWING, do="take_back_words", say=("taken_back", "prompt")),
        E.BACK: Move(S.READING),
    },
    S.WITHDRAWING: _free_words(S.WITHDRAWING)
    | {
        E.TAKE_BACK: Move(S.WITHDRAWING, do="withdraw_one", say=("withdrawn", "prompt")),
        E.TAKE_ALL_BACK: Move(S.DECLINED, do="withdraw_all", say=("all_withdrawn",)),
        E.BACK: Move(S.CHOOSING),
    },
    S.QUOTING: _free_words(S.QUOTING)
    | {
        E.ALLOW: Move(S.DESCRIBING, do="allow_and_describe"),
        E.BACK: Move(S.REVIEWING),
    },
    S.DESCRIBING: _commands(S.DESCRIBING)
    | {
        E.PICK: Move(S.DESCRIBING, do="describe"),
        E.WORDS: Move(S.DESCRIBING, do="describe_in_words"),
        E.UNASKED: Move(S.DESCRIBING, say=("choose_first", "prompt")),
        E.SKIP: Move(S.DESCRIBING, do="next_attribute"),
        E.EXHAUSTED: Move(S.THANKED, say=("described", "prompt")),
        E.BACK: Move(S.QUOTING, do="set_down"),
    },
    S.SUGGESTING: _commands(S.SUGGESTING)
    | {
        E.WORDS: Move(S.SUGGESTING, do="suggest"),
        E.PICK: Move(S.SUGGESTING, do="suggest"),
        E.SKIP: Move(S.SUGGESTING, do="next_detail"),
        E.UNFIT: Move(S.SUGGESTING, say=("unfit", "prompt")),
        E.ENOUGH: Move(S.CHOOSING, do="set_down", say=("enough_suggested", "prompt")),
        E.EXHAUSTED: Move(S.CHOOSING, say=("suggested", "prompt")),
        E.DONE: Move(S.CHOOSING, do="set_down", say=("suggested", "prompt")),
        E.BACK: Move(S.CHOOSING, do="set_down"),
    },
    S.THANKED: _free_words(S.THANKED)
    | {
        E.BACK: Move(S.CHOOSING),
    },
    S.STOPPING: _commands(S.STOPPING)
    | {
        E.WORDS: Move(S.STOPPING, say=("choose_first", "prompt")),
        E.KEEP: Move(S.THANKED, do="silence", say=("stopped",)),
        E.ERASE: Move(S.ARRIVING, do="erase", say=("erased",)),
        E.BACK: Move(S.CHOOSING),
    },
    S.FORGETTING: _commands(S.FORGETTING)
    | {
        E.WORDS: Move(S.FORGETTING, say=("choose_first", "prompt")),
        E.ERASE: Move(S.ARRIVING, do="erase", say=("erased",)),
        E.BACK: Move(S.CHOOSING),
    },
    S.LINKING: _commands(S.LINKING)
    | {
        E.WORDS: Move(S.LINKING, say=("choose_first", "prompt")),
        E.JOIN: Move(S.CHOOSING, do="join", say=("linked", "prompt")),
        E.BACK: Move(S.CHOOSING, do="set_down", say=("not_linked", "prompt")),
    },
    S.CROSSING: _commands(S.CROSSING)
    | {
        E.START: Move(S.CHOOSING, do="come_back", say=("welcome_back", "prompt")),
        E.WORDS: Move(S.CROSSING, say=("choose_first", "prompt")),
        E.CROSS: Move(S.CHOOSING, do="cross"),
        E.BACK: Move(S.CHOOSING, do="set_down", say=("stayed", "prompt")),
    },
    S.EXPLAINING: _commands(S.EXPLAINING)
    | {
        E.WORDS: Move(S.CHOOSING, do="explain", say=("explained", "prompt")),
        E.ABOUT: Move(S.EXPLAINING, do="say_which"),
        E.SKIP: Move(S.CHOOSING, do="set_down", say=("judged_wrong", "prompt")),
        E.RIGHT: Move(S.CHOOSING, do="judge", say=("judged_right", "prompt")),
    },
    S.JOINING: _strangers(S.JOINING)
    | {
        E.START: Move(S.CONSENTING, do="set_down", say=("welcome", "prompt")),
        E.WORDS: Move(S.JOINING, say=("choose_first", "prompt")),
        E.JOIN: Move(S.ARRIVING, do="join", say=("linked", "prompt")),
        E.BACK: Move(S.ARRIVING, do="set_down", say=("not_linked", "prompt")),
    },
}  # fmt: skip  (one row a line: the table is read across)


def step(position: Position, event: Event) -> tuple[Position, Move]:
    """Return the position after ``event`` and the move that leads there; the position's data is the doing's affair.

    An event without a move is heard as `Event.STALE`, which every state answers.
    """
    row = MOVES[position.state]
    move = row.get(event) or row[Event.STALE]
    return replace(position, state=move.to), move

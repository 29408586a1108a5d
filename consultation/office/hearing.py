"""What a facilitator's words and buttons ask for, and which of them are the interview's. Imports the standard library.

A code is heard from anyone, whoever they are; everything else here only from who has a role. A command that somebody
has no right to is not the office's: it is answered as any unknown one.
"""

import re
from dataclasses import dataclass

from consultation.messages import Button, Incoming, clean
from consultation.notes import from_text
from consultation.office.flow import WORDED, Asked, Seat, Where, right_of
from consultation.roles import CODE_LENGTH

PREFIX = "office"
BUTTONS: dict[str, Asked] = {
    "come": Asked.COME,
    "rounds": Asked.ROUNDS,
    "round": Asked.ROUND,
    "launch": Asked.LAUNCH,
    "status": Asked.STATUS,
    "preview": Asked.PREVIEW,
    "extend": Asked.EXTEND,
    "close": Asked.CLOSE,
    "moderate": Asked.MODERATE,
    "next": Asked.NEXT,
    "aside": Asked.ASIDE,
    "asides": Asked.ASIDES,
    "look": Asked.LOOK,
    "restore": Asked.RESTORE,
    "notes": Asked.NOTE,
    "new-note": Asked.NEW_NOTE,
    "note": Asked.OPEN_NOTE,
    "go-on": Asked.GO_ON,
    "tell": Asked.TELL,
    "item": Asked.ITEM,
    "all": Asked.ALL,
    "source": Asked.SOURCE,
    "date": Asked.DATE,
    "language": Asked.LANGUAGE,
    "people": Asked.PEOPLE,
    "record": Asked.RECORD,
    "more": Asked.MORE,
    "rewrite": Asked.REWRITE,
    "save": Asked.SAVE,
    "remove": Asked.REMOVE,
    "discard": Asked.DISCARD,
    "announce": Asked.ANNOUNCE,
    "target": Asked.TARGET,
    "partners": Asked.PARTNERS,
    "resources": Asked.RESOURCES,
    "plan": Asked.YEAR,
    "call": Asked.CALL,
    "approve": Asked.APPROVE,
    "refuse": Asked.REFUSE,
    "later": Asked.LEAVE,
    "entry": Asked.ENTRY,
    "new-entry": Asked.NEW_ENTRY,
    "kind": Asked.KIND,
    "move-entry": Asked.MOVE_ENTRY,
    "rename-entry": Asked.RENAME_ENTRY,
    "remove-entry": Asked.REMOVE_ENTRY,
    "group": Asked.GROUP,
    "what": Asked.TEMPLATE,
    "time": Asked.TIME,
    "do": Asked.DO,
    "beside": Asked.BESIDE,
    "tongue": Asked.TONGUE,
    "try": Asked.REHEARSE,
    "end": Asked.END,
    "drafts": Asked.DRAFTS,
    "shelf": Asked.SHELF,
    "draft": Asked.DRAFT,
    "change": Asked.CHANGE,
    "new-draft": Asked.NEW_DRAFT,
    "sketch": Asked.SKETCH,
    "write-in": Asked.WRITE_IN,
    "title": Asked.TITLE,
    "short": Asked.SHORT,
    "full": Asked.FULL,
    "written": Asked.WRITTEN,
    "leave-out": Asked.LEAVE_OUT,
    "lineage": Asked.LINEAGE,
    "relation": Asked.RELATION,
    "comes-from": Asked.COMES_FROM,
    "see": Asked.SEE,
    "save-draft": Asked.SAVE_DRAFT,
    "discard-draft": Asked.DISCARD_DRAFT,
    "back": Asked.BACK,
    "review": Asked.REVIEW,
    "code": Asked.CODE,
    "keep": Asked.KEEP,
    "off": Asked.OFF,
    "themes": Asked.THEMES,
    "on": Asked.ON,
    "leanings": Asked.LEANINGS,
    "lean": Asked.LEAN,
    "skip": Asked.SKIP,
    "before": Asked.BEFORE,
    "respond": Asked.RESPOND,
    "all-themes": Asked.ALL_THEMES,
    "subject": Asked.SUBJECT,
    "verdict": Asked.VERDICT,
    "no-reason": Asked.REASON,
}
"""The second word of a button's data; what follows its colon is the argument."""

COMMANDS = {asked.value: asked for asked in Asked if asked.value.startswith("/")}
COMMAND = re.compile(r"(/[a-z]+)(?:@\w+)?(?:\s+(\S+))?", flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, with what it is about: an id, a time, a language."""

    asked: Asked
    argument: str = ""


def button(name: str, label: str, argument: str = "") -> Button:
    """Return a button of the office."""
    data = f"{PREFIX}:{name}:{argument}" if argument else f"{PREFIX}:{name}"
    return Button(data, label)


def code_given(incoming: Incoming) -> str:
    """Return the code that somebody gives to take up a role, "" where they do not.

    A code behind `/start` is one by its length: those of rounds are shorter, or name a source behind a
    hyphen.
    """
    name, argument = _command(incoming)
    if name == Asked.COME:
        return argument
    return argument if name == "/start" and len(argument) == CODE_LENGTH and "-" not in argument else ""


def requested(incoming: Incoming, seat: Seat) -> Request | None:
    """Return what is asked of the office, None for what is the interview's."""
    pressed = incoming.button.partition(":")
    if pressed[0] == PREFIX:
        name, _, argument = pressed[2].partition(":")
        return Request(BUTTONS.get(name, Asked.STALE), argument)
    name, argument = _command(incoming)
    if name in COMMANDS and _known(COMMANDS[name], seat):
        return Request(COMMANDS[name], argument)
    if seat.where is Where.REHEARSING:
        return Request(Asked.SPEAK)
    if name == "/help" and seat.where is not Where.AWAY:
        return Request(Asked.COME)
    return _worded(incoming, seat)


def _worded(incoming: Incoming, seat: Seat) -> Request | None:
    """Return what words are to the office where it has asked for some, also words that are edited or deleted."""
    if _is_in_note(incoming, seat):
        return Request(Asked.REWORD)
    if seat.where in WORDED and _is_words(incoming):
        return Request(WORDED[seat.where], clean(incoming.text).strip())
    return None


def _is_in_note(incoming: Incoming, seat: Seat) -> bool:
    """Say whether a message was edited or deleted that is in the note before them."""
    held = seat.held.get("note", "") if seat.where in (Where.NOTE_WORDS, Where.NOTE_REVIEW) else ""
    changed = (incoming.edited or incoming.deleted) and not incoming.medium
    return bool(held) and changed and from_text(held).has_message(incoming.message)


def _known(asked: Asked, seat: Seat) -> bool:
    """Say whether there is such a command for them."""
    right = right_of(asked)
    return right is None or seat.facilitator.may_at_all(right)


def _command(incoming: Incoming) -> tuple[str, str]:
    if not _is_text(incoming):
        return "", ""
    found = COMMAND.fullmatch(incoming.text.strip())
    return (found[1].lower(), found[2] or "") if found else ("", "")


def _is_words(incoming: Incoming) -> bool:
    return _is_text(incoming) and bool(incoming.text.strip()) and not incoming.text.lstrip().startswith("/")


def _is_text(incoming: Incoming) -> bool:
    """Say whether it is a new text of their own, and nothing else."""
    return not (incoming.button or incoming.medium or incoming.edited or incoming.deleted)

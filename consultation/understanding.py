"""Words and buttons, and where one is, become an event. Imports the standard library only.

Commands and buttons come first; a text that is only the label of a button on offer is that button; "no" is a refusal
while consenting and an answer while answering; everything else is words.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from consultation.flow import Event, Position, State
from consultation.loop.echoes import Judgement
from consultation.messages import Button, Incoming
from consultation.records import Side
from consultation.sources import parted

COMMANDS = {event.value: event for event in Event if event.value.startswith("/")} | {"/start": Event.START}

BUTTONS: dict[str, Event] = {
    "start": Event.START,
    "agree": Event.AGREE,
    "refuse": Event.REFUSE,
    "q": Event.QUESTION,
    "d": Event.DRAFT,
    "see": Event.DRAFT,
    "free": Event.FREELY,
    "done": Event.DONE,
    "side": Event.STANCE,
    "full": Event.FULL_TEXT,
    "others": Event.OTHERS,
    "as-said": Event.AS_SAID,
    "finish": Event.FINISH,
    "open": Event.OPEN,
    "reword": Event.REWORD,
    "correct": Event.CORRECT,
    "theme": Event.TOGGLE,
    "take-back": Event.TAKE_BACK,
    "take-all-back": Event.TAKE_ALL_BACK,
    "back": Event.BACK,
    "go-on": Event.GO_ON,
    "quote": Event.ALLOW,
    "pick": Event.PICK,
    "skip": Event.SKIP,
    "keep": Event.KEEP,
    "erase": Event.ERASE,
    "menu": Event.MENU,
    "language": Event.SET_LANGUAGE,
    "privacy": Event.PRIVACY,
    "why": Event.WHY,
    "bring": Event.JOIN,
    "cross": Event.CROSS,
    "remind": Event.REMIND,
    "no-reminders": Event.NO_REMINDERS,
    "right": Event.RIGHT,
    "about": Event.ABOUT,
}
"""The first word of a button's data; what follows its colons is the argument."""

TIED_TO_ITEM = frozenset(
    {
        Event.STANCE,
        Event.STUDY,
        Event.FULL_TEXT,
        Event.OTHERS,
        Event.REWORD,
        Event.CORRECT,
        Event.TOGGLE,
        Event.PICK,
        Event.SKIP,
        Event.JOIN,
        Event.CROSS,
        Event.ABOUT,
    }
)
"""Events whose button says what it is about, so that one pressed late cannot bear on something else."""

YES = frozenset({"yes", "y", "ok", "oui", "d'accord", "sí", "si", "vale", "نعم", "أوافق", "موافق", "موافقة"})
NO = frozenset({"no", "n", "non", "لا", "no gracias", "non merci", "no thanks"})
INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of characters that show nothing; an unassigned one may be an emoji younger than Python."""

TICK = "✓"
FORGIVEN = str.maketrans(dict.fromkeys(f"\u2066\u2067\u2068\u2069\u200e\u200f{TICK}")) | {0x2019: "'"}


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, with what it is about: an id, a code, a language, a side; ``words`` are the text where it is words."""

    event: Event
    argument: str = ""
    words: str = ""


def understand(incoming: Incoming, position: Position, offered: Sequence[Button]) -> Heard:
    """Return what a person meant, given where they are and which buttons are on offer."""
    if incoming.deleted:
        return Heard(Event.DELETED, incoming.message)
    if incoming.button:
        return _pressed(incoming.button, position)
    if incoming.medium and not incoming.text:
        return Heard(Event.MEDIUM, incoming.medium)
    if not _visible(incoming.text):
        return Heard(Event.EMPTY)
    if incoming.edited:
        return Heard(Event.EDITED, incoming.message, incoming.text)
    return _command(incoming.text) or _label(incoming.text, position, offered) or _words(incoming.text, position)


def start_code(incoming: Incoming) -> str:
    """Return the code of a `/start CODE`, typed or under an invitation; "" where it is none."""
    return parted(_started(incoming))[0]


def start_source(incoming: Incoming) -> str:
    """Return the source of a `/start CODE-SOURCE`: by which link somebody came, "" where it says none."""
    return parted(_started(incoming))[1]


def _started(incoming: Incoming) -> str:
    if incoming.deleted:
        return ""
    said = _pressed(incoming.button, Position()) if incoming.button else _command(incoming.text)
    return said.argument if said and said.event is Event.START else ""


def plain(text: str) -> str:
    """Return ``text`` as labels are compared: without case, ticks, direction marks and superfluous white space."""
    return " ".join(text.translate(FORGIVEN).casefold().split())


def _visible(text: str) -> bool:
    """Say whether a text holds anything but blanks and invisible signs."""
    return any(unicodedata.category(char) not in INVISIBLE for char in text)


def _pressed(data: str, position: Position) -> Heard:
    name, _, argument = data.partition(":")
    event = BUTTONS.get(name, Event.STALE)
    if event in TIED_TO_ITEM:
        item, _, argument = argument.partition(":")
        if item != position.item:
            return Heard(Event.STALE)
    if event is Event.STANCE and argument in (Side.STUDY, Side.NOT_NOW):
        event = Event.STUDY
    if event is Event.RIGHT and argument.endswith((f":{Judgement.NOT_QUITE}", f":{Judgement.WRONG}")):
        event = Event.NOT_RIGHT
    return Heard(event, argument)


def _command(text: str) -> Heard | None:
    found = re.fullmatch(r"(/[a-z]+)(?:@\w+)?(?:\s+(\S+))?", text.translate(FORGIVEN).strip(), flags=re.IGNORECASE)
    if not found:
        return None
    name, argument = found[1].lower(), found[2] or ""
    if name == "/language" and argument:
        return Heard(Event.SET_LANGUAGE, argument.lower())
    if name in COMMANDS:
        return Heard(COMMANDS[name], argument)
    return None if argument else Heard(Event.HELP)


def _label(text: str, position: Position, offered: Sequence[Button]) -> Heard | None:
    said = plain(text)
    data = next((button.data for button in offered if plain(button.label) == said), None)
    return _pressed(data, position) if data else None


def _words(text: str, position: Position) -> Heard:
    if position.state in (State.CONSENTING, State.DECLINED):
        said = plain(text).rstrip(".! ")
        if said in YES and position.state is State.CONSENTING:  # "ok" to a goodbye is no consent
            return Heard(Event.AGREE)
        if said in NO:
            return Heard(Event.REFUSE)
    return Heard(Event.WORDS, words=text)

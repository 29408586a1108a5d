"""Notes in chat, step by step: what is asked for, read over, kept, changed, removed. Imports the standard library only.

What is read and done; `office.noting_wording` has the words and buttons.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from consultation import moderating, notes
from consultation.errors import NotAllowed, NotFound
from consultation.imported import Terms
from consultation.messages import clean
from consultation.notes import Note, Openness, Passage, from_text, to_text
from consultation.office.flow import Where
from consultation.office.noting_wording import TODAY
from consultation.office.scene import OfficeScene
from consultation.office.turn import Held, Turn
from consultation.ports import Finder, Store
from consultation.records import Piece

LONGEST_SOURCE = 200
PEOPLE = re.compile(r"([1-9][0-9]{0,8})(?:\s+\D+)?")


# Reading


def _kept_notes(store: Store, scene: OfficeScene, finder: Finder) -> OfficeScene:
    return replace(scene, notes=store.notes(scene.seat.held["round"]))


def _words(store: Store, scene: OfficeScene, finder: Finder) -> OfficeScene:
    """Return the scene with the words that are kept of the note in hand, masked; none of one off the record."""
    note = scene.note
    if note is None or not note.of:
        return scene
    try:
        whose = notes.kept(store, note.round, note.of)
    except NotFound:
        return scene
    return replace(scene, statements=tuple(moderating.statement(whose, one, finder) for one in whose.standing()))


READ: Mapping[Where, Callable[[Store, OfficeScene, Finder], OfficeScene]] = {
    Where.NOTES: _kept_notes,
    Where.NOTE_REVIEW: _words,
}
"""What is read where; a scene has it."""


def read(turn: Turn) -> str:
    """Return what was told of a note in the form that it is kept in, "" where it can be of no use."""
    reading = READINGS.get(turn.seat.where)
    return reading(turn, clean(turn.request.argument)) if reading else ""


def _source(turn: Turn, text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_SOURCE else ""


def _date(turn: Turn, text: str) -> str:
    """Return a time that has come, ISO 8601 in UTC; a date is when that day begins in the consultation's time zone."""
    asked = turn.scene.consultation
    zone = ZoneInfo(asked.timezone if asked else "UTC")
    if text == TODAY:
        text = turn.now.astimezone(zone).date().isoformat()
    try:
        written = datetime.fromisoformat(text)
        when = (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return when.isoformat() if when <= turn.now else ""


def _language(turn: Turn, text: str) -> str:
    asked = turn.scene.consultation
    return text if asked and text in asked.languages else ""


def _people(turn: Turn, text: str) -> str:
    """Return a number from 1; words may follow, since a terminal takes a number alone for a button."""
    found = PEOPLE.fullmatch(text)
    return found[1] if found else ""


def _openness(turn: Turn, text: str) -> str:
    return text if text in set(Openness) else ""


READINGS: Mapping[Where, Callable[[Turn, str], str]] = {
    Where.NOTE_SOURCE: _source,
    Where.NOTE_DATE: _date,
    Where.NOTE_TONGUE: _language,
    Where.NOTE_PEOPLE: _people,
    Where.NOTE_RECORD: _openness,
}
FIELDS = {
    Where.NOTE_SOURCE: "source",
    Where.NOTE_DATE: "at",
    Where.NOTE_TONGUE: "language",
    Where.NOTE_PEOPLE: "people",
    Where.NOTE_RECORD: "openness",
}
"""Which part of a `Note` is asked for where."""


# Acts


def begin_note(turn: Turn) -> Held:
    """Begin a note; its token is made now, so that it is kept once."""
    held = turn.seat.held
    return {**held, "note": to_text(Note(turn.tokens.token(), held["round"]))}


def open_note(turn: Turn) -> Held:
    """Take a kept note in hand, to read and change it."""
    whose = notes.kept(turn.store, turn.seat.held["round"], turn.request.argument)
    return {**turn.seat.held, "note": to_text(notes.in_hand(whose, turn.tokens.token()))}


def take_note_up(turn: Turn) -> Held:
    """Go on with the note in hand, in its round; what was being written of it is in its place."""
    note = _note(turn).written()
    return {**turn.seat.held, "round": note.round, "note": to_text(note)}


def tell(turn: Turn) -> Held:
    """Take what was asked for."""
    field, word = FIELDS[turn.seat.where], turn.request.argument
    told = {field: int(word) if field == "people" else word}
    return _held(turn, replace(_note(turn), touched=True, **told))  # type: ignore[arg-type]  # by the names of its fields


def take_item(turn: Turn) -> Held:
    """Take what the next passage is on; words that were written before that was chosen stay."""
    item, _, version = turn.request.argument.partition(":")
    note = _note(turn)
    pieces = note.writing.pieces if note.writing else ()
    return _held(turn, replace(note, writing=Passage(item, version, pieces), place=len(note.passages)))


def rewrite(turn: Turn) -> Held:
    """Take a passage in hand, to write it anew: what was there stands until something is written."""
    place, note = int(turn.request.argument), _note(turn)
    return _held(turn, replace(note, writing=replace(note.passages[place], pieces=()), place=place))


def write(turn: Turn) -> Held:
    """Add a message to the passage in hand."""
    note = _note(turn)
    writing = note.writing or Passage()
    more = replace(writing, pieces=(*writing.pieces, _piece(turn)))
    return _held(turn, replace(note, writing=more, touched=True))


def reword(turn: Turn) -> Held:
    """Let the note follow a message that was edited or deleted."""
    return _held(turn, _note(turn).reworded(_piece(turn)))


def finish_words(turn: Turn) -> Held:
    """Put the passage in hand among the others."""
    return _held(turn, _note(turn).written())


def save_note(turn: Turn) -> Held:
    """Keep the note in hand."""
    note, known, asked = _note(turn), turn.scene.launched, turn.scene.consultation
    if known is None or asked is None:
        raise NotAllowed("the round of that note is not there any more")
    terms = Terms(asked, known, turn.means.tagger(asked), notes.quoting_of(note), note.source, turn.now)
    notes.enter(turn.store, note, terms, by=turn.by)
    return {**turn.seat.held, "note": ""}


def discard_note(turn: Turn) -> Held:
    """Leave the note in hand; one that was kept before stays as it was."""
    return {**turn.seat.held, "note": ""}


def remove_note(turn: Turn) -> Held:
    """Erase the note in hand; where that was done already nothing more is."""
    note = _note(turn)
    if note.of in {whose.respondent for whose in turn.store.notes(note.round)}:
        notes.remove(turn.store, note.round, note.of, now=turn.now, by=turn.by)
    return {**turn.seat.held, "note": ""}


def _note(turn: Turn) -> Note:
    return from_text(turn.seat.held["note"])


def _piece(turn: Turn) -> Piece:
    return Piece(turn.incoming.message, clean(turn.incoming.text))


def _held(turn: Turn, note: Note) -> Held:
    return {**turn.seat.held, "note": to_text(note)}


ACTS: Mapping[str, Callable[[Turn], Held]] = {
    "begin_note": begin_note,
    "discard_note": discard_note,
    "finish_words": finish_words,
    "open_note": open_note,
    "remove_note": remove_note,
    "reword": reword,
    "rewrite": rewrite,
    "save_note": save_note,
    "take_item": take_item,
    "take_note_up": take_note_up,
    "tell": tell,
    "write": write,
}

"""Notes of a salon, an interview or a talk page, written in chat: kept as `palabre import` keeps a row of a file.

A note counts as one source with its stated number of people. Off the record it is counted, and its words are shown to
nobody, whoever wrote them neither once they are kept. Imports the standard library only.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from consultation.errors import NotAllowed, NotFound
from consultation.imported import (
    ANSWER_LENGTH,
    OFF,
    ON,
    QUOTE,
    RESPONDENT_LENGTH,
    Contribution,
    NewAnswer,
    Terms,
    mark_of,
    named_respondent,
    participations,
    row_key,
)
from consultation.ports import Store
from consultation.records import Act, Answer, Part, Participation, Piece, Quoting, Revision


class Openness(StrEnum):
    """What may be shown of a note: its words, what they say in other words, or that it was there."""

    QUOTED = "quoted"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Passage:
    """What was said on one question or draft, or freely (item "").

    ``pieces`` are the messages as they were written; () in one that is kept, with its ``answer``, while nobody writes
    it anew: words that are kept stand nowhere else.
    """

    item: str = ""
    version: str = ""
    pieces: tuple[Piece, ...] = ()
    answer: str = ""

    @property
    def text(self) -> str:
        """Its words: the messages joined by newlines."""
        return "\n".join(piece.text for piece in self.pieces)

    def reworded(self, piece: Piece) -> "Passage":
        """Return it with a message as it was edited, or without it where nothing is left of its text."""
        pieces = (piece if one.message == piece.message else one for one in self.pieces)
        return replace(self, pieces=tuple(one for one in pieces if one.text.strip()))


@dataclass(frozen=True, slots=True)
class Note:
    """A note being written, or changed: what is not told yet is "" or 0.

    ``id`` is a token made when it was begun, so that it is kept once; ``of`` the pseudonym of the kept note that it
    changes, "" for a new one; ``at`` when it was taken, ISO 8601. ``writing`` is the passage in hand, ``place`` where
    among the others it goes, from 0. ``touched`` says that something was told of it: there is something to keep.
    """

    id: str
    round: str
    of: str = ""
    source: str = ""
    at: str = ""
    language: str = ""
    people: int = 0
    openness: str = ""
    passages: tuple[Passage, ...] = ()
    writing: Passage | None = None
    place: int = 0
    touched: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all is told that a note needs."""
        return bool(self.source and self.at and self.language and self.people and self.openness and self.passages)

    @property
    def in_hand(self) -> tuple[Passage, ...]:
        """Its passages, and the one that is being written."""
        return (*self.passages, *([self.writing] if self.writing else []))

    def has_message(self, message: str) -> bool:
        """Say whether a message is in it, and not kept yet."""
        return any(one.message == message for passage in self.in_hand for one in passage.pieces)

    def reworded(self, piece: Piece) -> "Note":
        """Return it with a message as it was edited; see `Passage.reworded`."""
        passages = tuple(one.reworded(piece) for one in self.passages)
        note = replace(self, passages=passages, writing=self.writing and self.writing.reworded(piece))
        return note if note.writing else note.written()

    def written(self) -> "Note":
        """Return it with the passage in hand in its place; one without words leaves what was there, or is none."""
        new, others = self.writing, self.passages
        if new is not None and new.pieces:
            others = (*others[: self.place], new, *others[self.place + 1 :])
        said = tuple(one for one in others if one.pieces or one.answer)
        return replace(self, passages=said, writing=None, place=len(said))


def to_text(note: Note) -> str:
    """Return a note as text, to be held between two messages."""
    return json.dumps(asdict(note), ensure_ascii=False)


def from_text(text: str) -> Note:
    """Return the note that `to_text` was given."""
    held = json.loads(text)
    writing = held.pop("writing")
    passages = tuple(_passage(one) for one in held.pop("passages"))
    return Note(**held, passages=passages, writing=_passage(writing) if writing else None)


def _passage(held: dict[str, Any]) -> Passage:
    pieces = tuple(Piece(**piece) for piece in held.pop("pieces"))
    return Passage(**held, pieces=pieces)


def in_hand(whose: Participation, token: str) -> Note:
    """Return a kept note as one to change, without its words."""
    standing = list(whose.standing())
    return Note(
        id=token,
        round=whose.round,
        of=whose.respondent,
        source=whose.source,
        at=min(answer.current.at for answer in standing).isoformat() if standing else whose.began.isoformat(),
        language=whose.language,
        people=whose.people or 0,
        openness=openness_of(whose),
        passages=tuple(Passage(one.item, one.draft_version, answer=one.id) for one in standing),
        place=len(standing),
    )


def openness_of(whose: Participation) -> Openness:
    """Return what may be shown of a kept note."""
    if not whose.on_record:
        return Openness.OFF
    return Openness.QUOTED if whose.quoting is Quoting.VERBATIM else Openness.ON


def kept(store: Store, round_id: str, respondent: str) -> Participation:
    """Return a note that stands in a round; raise `NotFound`."""
    found = next((whose for whose in store.notes(round_id) if whose.respondent == respondent), None)
    if found is None:
        raise NotFound(f"there is no such note in round {round_id}")
    return found


def enter(store: Store, note: Note, terms: Terms, *, by: str) -> None:
    """Keep a note that is whole, new or changed; done again it changes nothing. The audit log has it, not its words.

    Raises `NotAllowed` where it is not whole, `NotFound` where the note that it changes is gone.
    """
    if not note.is_whole:
        raise NotAllowed("the note is not whole yet")
    verb = "change note" if note.of else "enter note"
    if not (_amend if note.of else _add)(store, note, terms):
        return
    about = f"{len(note.passages)} answers of {note.people} people, {_openness_named(note)}"
    store.note(Act(terms.now, by, verb, note.round, about))


def remove(store: Store, round_id: str, respondent: str, *, now: datetime, by: str) -> None:
    """Erase a note for good; raise `NotFound`."""
    kept(store, round_id, respondent)
    store.erase(respondent, at=now)
    store.note(Act(now, by, "remove note", round_id))


def _openness_named(note: Note) -> str:
    return {Openness.QUOTED: "may be quoted", Openness.ON: "on the record", Openness.OFF: "off the record"}[
        Openness(note.openness)
    ]


def _add(store: Store, note: Note, terms: Terms) -> bool:
    new = _new_answers(note, note.passages, respondent_of(note))
    facts = dict(_contribution(note, note.passages[0], 0).facts) | {QUOTE: (terms.quoting.value,)}
    people = participations(new, {respondent_of(note): facts}, terms, lambda *_: None)
    added, _ = store.add_participations(people)
    return bool(added)


def _amend(store: Store, note: Note, terms: Terms) -> bool:
    before = kept(store, note.round, note.of)
    was = in_hand(before, note.id)
    known = {answer.id for answer in before.answers}
    fresh = [one for one in _new_answers(note, note.passages, note.of) if one.id not in known]
    more = participations(fresh, {}, terms, lambda *_: None)
    passages = {one.answer: one for one in note.passages if one.answer}
    after = replace(
        before,
        language=note.language,
        began=before.began if note.at == was.at else moment_of(note),
        quoting=before.quoting if note.openness == was.openness else terms.quoting,
        source=note.source,
        people=note.people,
        on_record=note.openness != Openness.OFF,
        answers=(
            *(_amended(note, was, answer, passages.get(answer.id), terms) for answer in before.answers),
            *(answer for one in more for answer in one.answers),
        ),
    )
    if after == before:
        return False
    store.amend(before, after, at=terms.now)
    return True


def _amended(note: Note, was: Note, answer: Answer, passage: Passage | None, terms: Terms) -> Answer:
    """Return an answer as the note has it now: other words, another time or language are a revision.

    What the note does not change stays, also where its passages have times and languages of their own.
    """
    if passage is None:
        return answer
    now = answer.current
    text = passage.text if passage.pieces else now.text
    at = now.at if note.at == was.at else moment_of(note)
    language = now.language if note.language == was.language else note.language
    if (text, at, language) == (now.text, now.at, now.language):
        return answer
    as_said = replace(note, at=at.isoformat(), language=language)
    (heard,) = _heard(as_said, replace(passage, pieces=(Piece("", text),)), terms)
    return replace(answer, revisions=(*answer.revisions, replace(heard, number=now.number + 1)))


def _heard(note: Note, passage: Passage, terms: Terms) -> Sequence[Revision]:
    """Return a passage as the one revision that an import makes of it."""
    said = _contribution(note, passage, 0)
    new = NewAnswer(said, passage.answer, mark_of(passage.answer, said), note.of)
    ((one,),) = (whose.answers for whose in participations([new], {}, terms, lambda *_: None))
    return one.revisions


def respondent_of(note: Note) -> str:
    """Return the pseudonym of a new note."""
    return named_respondent(note.round, note.id)[:RESPONDENT_LENGTH]


def moment_of(note: Note) -> datetime:
    """Return when a note was taken."""
    return datetime.fromisoformat(note.at)


def quoting_of(note: Note) -> Quoting:
    """Return how a note may be quoted."""
    return Quoting.VERBATIM if note.openness == Openness.QUOTED else Quoting.PARAPHRASE


def _new_answers(note: Note, passages: Sequence[Passage], whose: str) -> list[NewAnswer]:
    """Return the passages that are not kept yet, under the ids that an import gives to rows with an id."""
    new = []
    for number, passage in enumerate(passages):
        if not passage.answer:
            said = _contribution(note, passage, number)
            key = row_key(note.round, said.id)
            new.append(NewAnswer(said, key[:ANSWER_LENGTH], mark_of(key, said), whose))
    return new


def _contribution(note: Note, passage: Passage, number: int) -> Contribution:
    """Return a passage as the row that it would be in a file."""
    return Contribution(
        number=number + 1,
        text=passage.text,
        id=f"{note.id}-{number + 1}",
        respondent=note.id,
        item=passage.item,
        part=Part.WHY if passage.version else Part.ANSWER,
        version=passage.version,
        language=note.language,
        at=moment_of(note),
        facts={
            "people": (str(note.people),),
            "record": (OFF if note.openness == Openness.OFF else ON,),
            "source": (note.source,),
        },
    )

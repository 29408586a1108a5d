"""What is said of notes in chat, and the buttons below it. Imports the standard library only.

Of the tables of the office (sentences, prompts, offers) it has those rows that are about notes.
"""

from collections.abc import Callable, Iterator, Mapping

from consultation import notes
from consultation.choices import shortened
from consultation.messages import Button, Line, Style
from consultation.notes import Openness, Passage
from consultation.office.flow import Where
from consultation.office.hearing import button
from consultation.office.scene import OfficeScene, Sentence, moment
from consultation.records import Participation
from consultation.rounds import Kind
from consultation.voice import LANGUAGE_NAMES, Voice

LISTED = 20
"""How many of the notes of a round are listed, the newest."""

TODAY = "today"


# Sentences


def items(voice: Voice, scene: OfficeScene) -> Iterator[tuple[str, str, str]]:
    """Yield what a passage of a note can be on, as id, version and title: all that the round asks about, or freely."""
    known, asked = scene.launched, scene.consultation
    if known and asked:
        bank = asked.guide(known.guide) if known.kind is Kind.QUESTIONS else None
        for question in bank.questions if bank else ():
            yield question.id, "", voice.show(question.title)
        for draft in asked.current_drafts() if known.kind is Kind.DRAFTS else ():
            yield draft.id, draft.version, f"{draft.id}. {voice.show(draft.title)}"
    yield "", "", voice("Freely")


def title(voice: Voice, scene: OfficeScene, passage: Passage) -> str:
    """Name what a passage is on."""
    titles = {(item, version): words for item, version, words in items(voice, scene)}
    return titles.get((passage.item, passage.version), passage.item)


def openness_name(voice: Voice, openness: str) -> str:
    """Name what may be shown of a note."""
    return {
        Openness.QUOTED.value: voice("on the record, may be quoted"),
        Openness.ON.value: voice("on the record, not word for word"),
        Openness.OFF.value: voice("off the record"),
    }[openness]


def notes_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """List the notes of a round, without their words."""
    if not scene.notes:
        yield Line(voice("There are no notes in this round yet."))
    else:
        yield Line(voice("The notes of this round, the newest first"), Style.TITLE)
    for number, whose in enumerate(_newest(scene), 1):
        people = voice.several("{number} person", "{number} people", whose.people or 0)
        yield Line(
            voice(
                "{number}. {source}, {moment}: {people}, {record}",
                number=str(number),
                source=whose.source,
                moment=moment(voice, scene, whose.began),
                people=people,
                record=openness_name(voice, notes.openness_of(whose)),
            ),
            Style.ITEM,
        )
    if scene.waits:
        yield Line(voice("You have begun a note that is not kept yet."), Style.NOTE)


def source_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask where a note is from."""
    yield Line(voice("Where is the note from? For example: salon in Bamako, interview, talk page."))


def date_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask when it was taken."""
    yield Line(voice("When was that?"))
    yield Line(voice("Choose, or write a date such as {example}.", example="2030-01-31"), Style.NOTE)


def tongue_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask in which language the note is."""
    yield Line(voice("In which language is the note?"))


def people_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask how many people are behind it."""
    yield Line(voice("How many people were there? Choose, or write a number."))


def record_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask what may be shown of it."""
    yield Line(voice("Was it on the record?"))
    yield Line(voice("Off the record it is counted, and its words are shown to nobody."), Style.NOTE)


def item_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask what the next passage is on."""
    yield Line(voice("What is it on?"))


def words_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask for the words."""
    note = scene.note
    if note and note.writing:
        yield Line(title(voice, scene, note.writing), Style.TITLE)
    yield Line(voice("Write what was said, in one message or several."))


def review_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Read a note over."""
    note = scene.note
    if note is None or not note.openness:
        return
    yield Line(voice.isolated(note.source), Style.TITLE)
    yield Line(moment(voice, scene, notes.moment_of(note)), Style.ITEM)
    yield Line(LANGUAGE_NAMES.get(note.language, note.language), Style.ITEM)
    yield Line(voice.several("{number} person", "{number} people", note.people), Style.ITEM)
    yield Line(openness_name(voice, note.openness), Style.ITEM)
    kept = {one.id: one.text for one in scene.statements}
    for number, passage in enumerate(note.passages, 1):
        yield Line(f"{number}. {title(voice, scene, passage)}", Style.TITLE)
        words = passage.text or kept.get(passage.answer, "")
        yield Line(words, Style.QUOTE) if words else Line(voice("(off the record)"), Style.NOTE)


def removing_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask whether it goes for good."""
    yield Line(voice("Shall I erase this note for good? Reports that used it are made anew."))


def written(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Confirm a message."""
    yield Line(voice("Noted. You can go on writing."))


def saved(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Confirm that the note is kept."""
    yield Line(voice("The note is kept."))


def _newest(scene: OfficeScene) -> Iterator[Participation]:
    yield from list(reversed(scene.notes))[:LISTED]


# Offers


def _notes(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    if scene.waits:
        yield button("go-on", voice("Go on with the note"))
        yield button("discard", voice("Leave it"))
    else:
        yield button("new-note", voice("New note"))
        for number, whose in enumerate(_newest(scene), 1):
            yield button("note", shortened(f"{number}. {whose.source}"), whose.respondent)
    yield _back(voice)


def _back_only(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield _back(voice)


def _dating(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("tell", voice("Today"), TODAY)
    yield _back(voice)


def _people(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("tell", voice("One: an interview"), "1")
    yield _back(voice)


def _tongue(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    for code in scene.consultation.languages if scene.consultation else ():
        yield button("tell", LANGUAGE_NAMES.get(code, code), code)
    yield _back(voice)


def _record(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("tell", voice("Yes, it may be quoted"), Openness.QUOTED)
    yield button("tell", voice("Yes, not word for word"), Openness.ON)
    yield button("tell", voice("No, off the record"), Openness.OFF)
    yield _back(voice)


def _item(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    for item, version, words in items(voice, scene):
        yield button("item", shortened(words), f"{item}:{version}")
    yield _back(voice)


def _writing(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    note = scene.note
    if note and note.writing and note.writing.pieces:
        yield button("all", voice("That is all"))
    else:
        yield _back(voice)


def _review(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    note = scene.note
    if note is None:
        yield _back(voice)
        return
    if note.touched:
        yield button("save", voice("Keep it"))
    yield button("more", voice("On another question"))
    for number, _ in enumerate(note.passages):
        yield button("rewrite", voice("Write {number} anew", number=str(number + 1)), str(number))
    yield button("source", voice("Another source"))
    yield button("date", voice("Another date"))
    yield button("language", voice("Another language"))
    yield button("people", voice("Another number of people"))
    yield button("record", voice("On or off the record"))
    if note.of:
        yield button("remove", voice("Remove it"))
    if note.touched:
        yield button("discard", voice("Leave it"))
    else:
        yield _back(voice)


def _removing(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("do", voice("Erase it"))
    yield _back(voice)


def _back(voice: Voice) -> Button:
    return button("back", voice("Back"))


SENTENCES: Mapping[str, Sentence] = {
    "discarded": lambda voice, _: iter((Line(voice("Left. Nothing of what you wrote is kept.")),)),
    "no_use": lambda voice, _: iter((Line(voice("I cannot use that.")),)),
    "removed": lambda voice, _: iter((Line(voice("The note is erased.")),)),
    "reworded": lambda voice, _: iter((Line(voice("Changed.")),)),
    "saved": saved,
    "written": written,
}
PROMPTS: Mapping[Where, Sentence] = {
    Where.NOTES: notes_prompt,
    Where.NOTE_SOURCE: source_prompt,
    Where.NOTE_DATE: date_prompt,
    Where.NOTE_TONGUE: tongue_prompt,
    Where.NOTE_PEOPLE: people_prompt,
    Where.NOTE_RECORD: record_prompt,
    Where.NOTE_ITEM: item_prompt,
    Where.NOTE_WORDS: words_prompt,
    Where.NOTE_REVIEW: review_prompt,
    Where.NOTE_REMOVING: removing_prompt,
}
OFFERS: Mapping[Where, Callable[[Voice, OfficeScene], Iterator[Button]]] = {
    Where.NOTES: _notes,
    Where.NOTE_SOURCE: _back_only,
    Where.NOTE_DATE: _dating,
    Where.NOTE_TONGUE: _tongue,
    Where.NOTE_PEOPLE: _people,
    Where.NOTE_RECORD: _record,
    Where.NOTE_ITEM: _item,
    Where.NOTE_WORDS: _writing,
    Where.NOTE_REVIEW: _review,
    Where.NOTE_REMOVING: _removing,
}

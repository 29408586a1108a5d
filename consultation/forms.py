"""What can be written in a form, where a channel has one instead of a chat. Imports the standard library only.

Discord shows a form (a modal) where it lets nobody write: in place of the messages that would be written in private.
"""

from collections.abc import Callable
from dataclasses import dataclass

from consultation import naming
from consultation.flow import State
from consultation.records import Answer
from consultation.voice import Scene, Voice
from consultation.wording import item_title

AT_ONCE = 5
"""Fields of a form at most."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something to write: ``way`` are the buttons that lead to where it is written.

    ``title`` names it shortly, ``question`` is the whole of it; ``text`` stands there before anything is written.
    """

    way: tuple[str, ...]
    title: str
    question: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What can be written now; no field where nothing can. ``label`` stands on the button that opens it.

    ``place`` names where the person is: while they still are there a form's one field needs no way. Fields that are
    ``apart`` are each taken up, written and put down by themselves.
    """

    label: str
    fields: tuple[Field, ...] = ()
    language: str = "en"
    place: str = ""
    apart: bool = False


def form(voice: Voice, scene: Scene) -> Form:
    """Return what the person can write where they are."""
    at = scene.position
    fields = FIELDS.get(at.state)
    taken = fields is not None and (at.state in ALWAYS or scene.round.takes_answers(scene.now))
    return Form(
        label=voice("Write"),
        fields=fields(voice, scene) if fields and taken else (),
        language=voice.language,
        place=f"{at.state}:{at.item}",
        apart=at.state is State.CHOOSING,
    )


def _open_questions(voice: Voice, scene: Scene) -> tuple[Field, ...]:
    """Return the questions not spoken on, or room for a free contribution where there is none."""
    asked = [question for question in scene.questions() if not scene.told(question.id)]
    fields = [Field((f"q:{each.id}",), voice.show(each.title), voice.show(each.text)) for each in asked]
    return tuple(fields[:AT_ONCE]) or (_freely(voice),)


def _question(voice: Voice, scene: Scene) -> tuple[Field, ...]:
    question = scene.question(scene.position.item)
    if question is None:
        return (_freely(voice),)
    return (Field((f"q:{question.id}",), voice.show(question.title), voice.show(question.text)),)


def _freely(voice: Voice) -> Field:
    return Field(("free",), voice("Something else"), voice("Write freely: one message or several."))


def _why(voice: Voice, scene: Scene) -> tuple[Field, ...]:
    return _on_draft(voice, scene, voice("Why? Write one message or several."))


def _missing(voice: Voice, scene: Scene) -> tuple[Field, ...]:
    draft = scene.draft(scene.position.item, scene.position.version)
    if draft and draft.kind == "research":
        return _on_draft(voice, scene, voice("Which question is missing?"))
    return _on_draft(voice, scene, voice("What is missing in this draft, or should change?"))


def _on_draft(voice: Voice, scene: Scene, question: str) -> tuple[Field, ...]:
    draft = scene.draft(scene.position.item, scene.position.version)
    if draft is None:
        return ()
    return (Field((f"d:{draft.id}",), f"{draft.id}. {voice.show(draft.title)}", question),)


def _other_words(voice: Voice, scene: Scene) -> tuple[Field, ...]:
    answer = scene.participation.answer(scene.position.item)
    return () if answer is None else (_reworded(voice, scene, answer),)


def _reworded(voice: Voice, scene: Scene, answer: Answer) -> Field:
    return Field(
        (f"open:{answer.id}", f"reword:{answer.id}"),
        item_title(voice, scene, answer),
        voice("Write the answer as it should be; it replaces the present one."),
        answer.current.text,
    )


def _oneself(voice: Voice, scene: Scene) -> tuple[Field, ...]:
    attribute = scene.consultation.attribute(scene.position.item)
    if attribute is None or attribute.choices:
        return ()
    return (Field((), voice.show(attribute.label), voice.show(attribute.question)),)


def _explanation(voice: Voice, _: Scene) -> tuple[Field, ...]:
    return (Field((), voice("Why"), voice("What did we not get right? Write one message, if you like.")),)


def _suggested(voice: Voice, scene: Scene) -> tuple[Field, ...]:
    asked = naming.question(voice, scene)
    return (Field((), asked, asked),)


FIELDS: dict[State, Callable[[Voice, Scene], tuple[Field, ...]]] = {
    State.CHOOSING: _open_questions,
    State.ANSWERING: _question,
    State.WEIGHING: _why,
    State.ARGUING: _why,
    State.COMPLETING: _missing,
    State.REWORDING: _other_words,
    State.DESCRIBING: _oneself,
    State.EXPLAINING: _explanation,
    State.SUGGESTING: _suggested,
}
"""What each state takes in words; where it is not named here a form is of no use."""

ALWAYS = frozenset({State.REWORDING, State.DESCRIBING, State.EXPLAINING, State.SUGGESTING})
"""States whose words change what is there already, or are no answers: they are taken when the round is closed, too."""

"""Which buttons each state offers. Imports the standard library only.

A button's data (``name:argument``) is what `understanding.BUTTONS` reads; it says what it is about, so that one pressed
months later still means the same or is recognised as out of place.
"""

from collections.abc import Callable, Iterator

from consultation import naming
from consultation.drafts.choices import ask_again, what_others_said
from consultation.flow import State
from consultation.joining import Bringing
from consultation.loop.echoes import Judgement
from consultation.messages import Button
from consultation.records import Quoting, Side
from consultation.understanding import TICK
from consultation.voice import END_ISOLATE, ISOLATE, LANGUAGE_NAMES, Scene, Voice
from consultation.wording import first_words, quoting_label, side_label

LABEL_LENGTH = 60
"""Code points of a label before it is shortened; the whole text always stands in the message above."""

POSITIONS = (Side.SUPPORT, Side.CHANGES, Side.OPPOSE, Side.NONE)
STUDIES = (Side.STUDY, Side.NOT_NOW)
MOST_ANSWERS = 8
"""So many answers are offered to choose from."""


def offers(voice: Voice, scene: Scene, *, languages: bool = False) -> tuple[Button, ...]:
    """Return the buttons of the state the person is in, or those of the languages."""
    if languages:
        return tuple(
            Button(f"language:{code}", LANGUAGE_NAMES.get(code, code)) for code in scene.consultation.languages
        )
    return tuple(OFFERS[scene.position.state](voice, scene))


def ticked(label: str, chosen: bool) -> str:  # noqa: FBT001 (a label, and whether it is chosen)
    """Return a label with a tick where it is chosen."""
    return f"{TICK} {label}" if chosen else label


def sides(scene: Scene) -> tuple[Side, ...]:
    """Return the positions that can be taken on the draft in hand."""
    draft = scene.draft(scene.position.item, scene.position.version)
    return STUDIES if draft and draft.kind == "research" else POSITIONS


def shortened(label: str) -> str:
    """Return a label cut at a word where it is too long for a button."""
    if len(label) <= LABEL_LENGTH:
        return label
    cut = label[: LABEL_LENGTH - 2].rsplit(" ", 1)[0] + "…"
    return cut + END_ISOLATE if cut.count(ISOLATE) > cut.count(END_ISOLATE) else cut


def _arriving(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield Button("start", voice("Begin"))


def _consenting(voice: Voice, scene: Scene) -> Iterator[Button]:
    if scene.round.takes_answers(scene.now):
        yield Button("agree", voice("I agree"))
        yield Button("refuse", voice("No, thank you"))
    yield Button("why", voice("Why do you ask?"))


def _declined(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield Button("start", voice("Take part after all"))


def _choosing(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield from ask_again(voice, scene.news)
    if scene.round.takes_answers(scene.now):
        for question in scene.questions():
            title = voice.show(question.title)
            yield Button(f"q:{question.id}", shortened(ticked(title, scene.told(question.id))))
        for draft in scene.drafts():
            title = f"{draft.id}. {voice.show(draft.title)}"
            yield Button(f"d:{draft.id}", shortened(ticked(title, scene.told(draft.id))))
        yield Button("free", voice("Something else"))
    if scene.participation.answers or scene.participation.stances:
        yield Button("finish", voice("Finish and review"))
        yield from _reminding(voice, scene)


def _reminding(voice: Voice, scene: Scene) -> Iterator[Button]:
    """Offer to be reminded to who has begun and not finished, or to be reminded no more to who asked for it."""
    if scene.may_be_reminded:
        if scene.participation.reminding:
            yield Button("no-reminders", voice("No more reminders"))
        else:
            yield Button("remind", voice("Remind me another day"))


def _answering(voice: Voice, scene: Scene) -> Iterator[Button]:
    if scene.position.answer:
        yield Button("done", voice("That is all"))
    yield Button("back", voice("Menu"))
    yield from _reminding_early(voice, scene)


def _reminding_early(voice: Voice, scene: Scene) -> Iterator[Button]:
    """Offer to be reminded below one's very first answer: many who mean to go on another day write no further."""
    person = scene.participation
    if [answer.id for answer in person.answers] == [person.position.answer] and not person.reminding:
        yield from _reminding(voice, scene)


def _weighing(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield from _sides(voice, scene)
    if scene.others:
        yield what_others_said(voice, scene.position.item)
    yield Button(f"full:{scene.position.item}", voice("Full text"))
    yield Button("back", voice("Menu"))


def _arguing(voice: Voice, scene: Scene) -> Iterator[Button]:
    position = scene.position
    if scene.participation.stance(position.item, position.version) is None:
        yield from _sides(voice, scene)
    yield from _done_or_skip(voice, scene)


def _sides(voice: Voice, scene: Scene) -> Iterator[Button]:
    for side in sides(scene):
        yield Button(f"side:{scene.position.item}:{side}", side_label(voice, side))


def _done_or_skip(voice: Voice, scene: Scene) -> Iterator[Button]:
    if scene.position.answer:
        yield Button("done", voice("That is all"))
    else:
        yield Button(f"skip:{scene.position.item}", voice("Skip"))
    yield Button("back", voice("Menu"))
    yield from _reminding_early(voice, scene)


def _reviewing(voice: Voice, scene: Scene) -> Iterator[Button]:
    answers = tuple(scene.participation.standing())
    for number, answer in enumerate(answers, 1):
        yield Button(f"open:{answer.id}", voice("Change answer {number}", number=str(number)))
    if answers or scene.participation.stances:
        yield Button("go-on", voice("That is right, go on"))
    yield Button("back", voice("Menu"))


def _reading(voice: Voice, scene: Scene) -> Iterator[Button]:
    item = scene.position.item
    yield Button(f"reword:{item}", voice("Change the words"))
    yield Button(f"correct:{item}", voice("Correct the themes"))
    yield Button(f"take-back:{item}", voice("Withdraw this answer"))
    yield Button("back", voice("Back"))


def _rewording(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield Button("back", voice("Leave it as it is"))


def _correcting(voice: Voice, scene: Scene) -> Iterator[Button]:
    answer = scene.participation.answer(scene.position.item)
    heard = answer.current.themes if answer else ()
    for theme in scene.consultation.codebook.themes:
        label = ticked(theme.label(voice.chain), theme.id in heard)
        yield Button(f"theme:{scene.position.item}:{theme.key}", shortened(label))
    yield Button("back", voice("Done"))


def _withdrawing(voice: Voice, scene: Scene) -> Iterator[Button]:
    for number, answer in enumerate(scene.participation.standing(), 1):
        yield Button(f"take-back:{answer.id}", voice("Answer {number}", number=str(number)))
    drafts = dict.fromkeys(stance.draft for stance in scene.participation.stances if stance.withdrawn is None)
    for draft in drafts:
        yield Button(f"take-back:side-{draft}", voice("Position on draft {draft}", draft=draft))
    yield Button("take-all-back", voice("Everything"))
    yield Button("back", voice("Nothing"))


def _quoting(voice: Voice, scene: Scene) -> Iterator[Button]:
    for quoting in Quoting:
        yield Button(f"quote:{quoting}", quoting_label(voice, quoting))
    yield Button("back", voice("Back"))


def _describing(voice: Voice, scene: Scene) -> Iterator[Button]:
    attribute = scene.consultation.attribute(scene.position.item)
    if attribute is None:
        return
    told = scene.participation.attributes.get(attribute.id, ())
    for choice in attribute.choices:
        label = ticked(voice.show(choice.label), choice.id in told)
        yield Button(f"pick:{attribute.id}:{choice.id}", shortened(label))
    yield Button(f"skip:{attribute.id}", voice("Next") if told else voice("Skip"))


def _suggesting(voice: Voice, scene: Scene) -> Iterator[Button]:
    for offer in naming.offers(voice, scene):
        yield Button(offer.data, shortened(offer.label))


def _thanked(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield from ask_again(voice, scene.news)
    yield Button("menu", voice("Menu"))


def _stopping(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield Button("keep", voice("Keep my answers"))
    yield Button("erase", voice("Erase my answers"))
    yield Button("back", voice("Go on after all"))


def _forgetting(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield Button("erase", voice("Yes, erase everything"))
    yield Button("back", voice("No, keep it"))


def _linking(voice: Voice, scene: Scene) -> Iterator[Button]:
    code = scene.position.item
    if scene.joining:
        if scene.joining.drafts:
            yield Button(f"bring:{code}:{Bringing.OWN}", voice("Bring it along; positions from here stand"))
            yield Button(f"bring:{code}:{Bringing.THEIRS}", voice("Bring it along; positions from there stand"))
        else:
            yield Button(f"bring:{code}:{Bringing.ALONG}", voice("Bring it along"))
        yield Button(f"bring:{code}:{Bringing.NOTHING}", voice("Leave it out"))
    yield Button("back", voice("Do not link"))


def _crossing(voice: Voice, scene: Scene) -> Iterator[Button]:
    yield Button("back", voice("Go on here"))
    yield Button(f"cross:{scene.position.item}", voice("Change over"))


def judgements(voice: Voice, echo: str) -> Iterator[Button]:
    """Offer what can be said of an edition, below the question whether it got somebody right."""
    yield Button(f"right:{echo}:{Judgement.YES}", voice("Yes"))
    yield Button(f"right:{echo}:{Judgement.NOT_QUITE}", voice("Not quite"))
    yield Button(f"right:{echo}:{Judgement.WRONG}", voice("Wrong"))


def _explaining(voice: Voice, scene: Scene) -> Iterator[Button]:
    item, chosen = scene.position.item, scene.echo.answer if scene.echo else ""
    if len(scene.about) > 1:
        for number, answer in enumerate(scene.about[:MOST_ANSWERS], 1):
            label = f"{number}. {first_words(answer.current.text)}"
            yield Button(f"about:{item}:{answer.id}", shortened(ticked(label, answer.id == chosen)))
        yield Button(f"about:{item}:", ticked(voice("All of it"), not chosen))
    yield Button(f"skip:{item}", voice("Skip"))


OFFERS: dict[State, Callable[[Voice, Scene], Iterator[Button]]] = {
    State.ARRIVING: _arriving,
    State.CONSENTING: _consenting,
    State.DECLINED: _declined,
    State.CHOOSING: _choosing,
    State.ANSWERING: _answering,
    State.WEIGHING: _weighing,
    State.ARGUING: _arguing,
    State.COMPLETING: _done_or_skip,
    State.REVIEWING: _reviewing,
    State.READING: _reading,
    State.REWORDING: _rewording,
    State.CORRECTING: _correcting,
    State.WITHDRAWING: _withdrawing,
    State.QUOTING: _quoting,
    State.DESCRIBING: _describing,
    State.SUGGESTING: _suggesting,
    State.THANKED: _thanked,
    State.STOPPING: _stopping,
    State.FORGETTING: _forgetting,
    State.LINKING: _linking,
    State.JOINING: _linking,
    State.CROSSING: _crossing,
    State.EXPLAINING: _explaining,
}

"""What a person gets when they ask for their own data, to be read: the same as `own_data`, in their language.

Imports the standard library only.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from consultation.own_data import Everything
from consultation.records import Answer, Participation, Revision, Stance
from consultation.voice import Scene, Voice
from consultation.wording import code_told, item_title, position_told, quoting_prompt, themes_heard

Seen = Callable[[Participation], Scene | None]
"""Where a participation was: its consultation and round, None where they cannot be read any more."""


def own_text(voice: Voice, everything: Everything, seen: Seen) -> str:
    """Return all that is held about a person, in every round, as paragraphs with an empty line between them.

    Words are as they were written, every state of them, the newest first.
    """
    paragraphs = [voice("All we hold about you")]
    for number, (respondent, participations) in enumerate(everything):
        if number:
            paragraphs.append(voice("Of an account that you linked, and left out of it:"))
        paragraphs.append(code_told(voice, respondent).text)
        for person in participations:
            paragraphs += _participation(voice, person, seen(person))
    return "\n\n".join(paragraphs) + "\n"


def _participation(voice: Voice, person: Participation, scene: Scene | None) -> Iterator[str]:
    name = voice.show(scene.consultation.title) if scene else ""
    yield " · ".join(part for part in (name, person.round) if part)
    yield voice("You began on {moment}.", moment=_moment(voice, scene, person.began))
    if person.source:
        yield voice("You came by the link named {source}.", source=person.source)
    if person.consent:
        yield voice("You agreed on {moment}.", moment=_moment(voice, scene, person.consent.given))
    if person.consent and person.consent.withdrawn:
        yield voice("You took that back on {moment}.", moment=_moment(voice, scene, person.consent.withdrawn))
    if person.finished:
        yield voice("You came to the end on {moment}.", moment=_moment(voice, scene, person.finished))
    if person.silent:
        yield voice("You want no more messages.")
    if person.quoting and scene:
        yield "\n".join(line.text for line in quoting_prompt(voice, scene))
    yield from (_attribute(voice, scene, name, values) for name, values in sorted(person.attributes.items()))
    for answer in person.answers:
        yield from _answer(voice, scene, answer)
    yield from (_stance(voice, scene, stance) for stance in person.stances)


def _moment(voice: Voice, scene: Scene | None, at: datetime) -> str:
    """Return a moment in words, in the consultation's time zone."""
    return voice.catalogue.moment(at, scene.consultation.timezone if scene else "UTC")


def _attribute(voice: Voice, scene: Scene | None, name: str, values: Iterable[str]) -> str:
    """Return what was asked about somebody, and what they said of themselves."""
    known = scene.consultation.attribute(name) if scene else None
    labels = {choice.id: voice.show(choice.label) for choice in known.choices} if known else {}
    said = (labels.get(value, voice.isolated(value)) for value in values)
    return f"{voice.show(known.question) if known else name}\n{', '.join(said)}"


def _answer(voice: Voice, scene: Scene | None, answer: Answer) -> Iterator[str]:
    """Yield an answer: on what, each state of it, and what became of it."""
    yield item_title(voice, scene, answer) if scene else answer.item
    *before, newest = answer.revisions
    yield _revision(voice("On {moment} you wrote:", moment=_moment(voice, scene, newest.at)), newest)
    if scene:
        yield themes_heard(voice, scene, answer)
    for revision in reversed(before):
        yield _revision(voice("Before, on {moment}:", moment=_moment(voice, scene, revision.at)), revision)
    if answer.withdrawn:
        yield voice("Withdrawn on {moment}.", moment=_moment(voice, scene, answer.withdrawn))
    if answer.aside:
        yield voice("Set aside by the working group: {reason}", reason=answer.aside)


def _stance(voice: Voice, scene: Scene | None, stance: Stance) -> str:
    """Return a position, when it was taken and when it was taken back."""
    lines = [position_told(voice, stance).text, _moment(voice, scene, stance.at)]
    if stance.withdrawn:
        lines.append(voice("Withdrawn on {moment}.", moment=_moment(voice, scene, stance.withdrawn)))
    return "\n".join(lines)


def _revision(opening: str, revision: Revision) -> str:
    return "\n".join((opening, *(f"│ {line}" for line in revision.text.split("\n"))))

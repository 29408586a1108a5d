"""How many of which group a round is to hear, set in chat: acts, words, buttons. Standard library only."""

from collections.abc import Iterator

from consultation import facilitation
from consultation.errors import InvalidInput, NotAllowed
from consultation.messages import Button, Line, Style
from consultation.office.flow import Asked
from consultation.office.hearing import Request, button
from consultation.office.scene import OfficeScene
from consultation.office.status import group_name, heading
from consultation.office.turn import Act, Held, Turn
from consultation.progress import LANGUAGE, targets
from consultation.voice import Voice


def aim(turn: Turn) -> Held:
    """Set the targets that were written."""
    if turn.scene.consultation is None:
        raise NotAllowed("the consultation is not there any more")
    wanted = targets(turn.request.argument.split(), turn.scene.consultation, option="")
    facilitation.aim(turn.store, turn.seat.held["round"], wanted, now=turn.now, by=turn.by)
    return turn.seat.held


def resolved(turn: Turn) -> Request:
    """Return the targets that were written, or that they cannot be."""
    try:
        wanted = turn.scene.consultation and targets(turn.request.argument.split(), turn.scene.consultation, option="")
    except InvalidInput:
        wanted = None
    return turn.request if wanted else Request(Asked.NO_AIM)


def prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Show the targets there are, and how others are written."""
    known, asked = scene.launched, scene.consultation
    if known is None or asked is None:
        yield Line(voice("How many of which group shall it hear?"))
        return
    yield Line(known.id, Style.TITLE)
    for one in known.targets:
        of = heading(voice, asked, one.attribute)
        group = group_name(voice, asked, one.attribute, one.group)
        text = voice("{name}: {group}: {number}", name=of, group=group, number=str(one.people))
        yield Line(text, Style.ITEM)
    yield Line(voice("How many of which group shall it hear?"))
    yield Line(voice("Write for example {example}; 0 takes a target away.", example=_example(scene)), Style.NOTE)
    groups = {LANGUAGE: asked.languages}
    groups |= {one.id: tuple(choice.id for choice in one.choices) for one in asked.attributes if one.choices}
    for attribute, ids in groups.items():
        yield Line(voice("{name}: {groups}", name=attribute, groups=", ".join(ids)), Style.NOTE)


def _example(scene: OfficeScene) -> str:
    languages = scene.consultation.languages if scene.consultation else ()
    return f"{LANGUAGE}={(languages or ('en',))[-1]}:30"


def offers(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    """Offer the way back."""
    yield button("back", voice("Back"))


ACTS: dict[str, Act] = {"aim": aim}

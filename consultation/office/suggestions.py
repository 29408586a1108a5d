"""Reading what people suggested, one at a time, and deciding: acts, words, buttons. Standard library only."""

from collections.abc import Iterator
from functools import partial

from consultation import naming
from consultation.errors import NotAllowed, NotFound
from consultation.facilitation import judge
from consultation.messages import Button, Line, Style
from consultation.office.hearing import button
from consultation.office.scene import OfficeScene
from consultation.office.turn import Act, Held, Turn
from consultation.suggestions import DETAILS, Sort, Suggestion, Verdict, waiting
from consultation.voice import Voice


def take(sort: Sort, turn: Turn) -> Held:
    """Take a list in hand: of the first consultation in which something waits, else of the first of theirs."""
    theirs = list(turn.scene.consultations)
    if not theirs:
        raise NotAllowed("there is no consultation of theirs")
    known = turn.scene.consultations
    with_some = (name for name in theirs if waiting(turn.store.suggestions(known[name].id, sort)))
    return {"group": next(with_some, theirs[0]), "sort": sort}


def decide(verdict: Verdict, turn: Turn) -> Held:
    """Keep a decision on the suggestion that was shown; one that another decided on before stays as it is."""
    if turn.request.argument not in {one.id for one in turn.scene.suggested}:
        raise NotAllowed("nobody suggested that here, or it is decided")
    try:
        judge(turn.store, turn.request.argument, verdict, now=turn.now, by=turn.by)
    except NotFound as error:
        raise NotAllowed(str(error)) from None
    return turn.seat.held


def leave_for_later(turn: Turn) -> Held:
    """Pass over a suggestion until the list is taken up again."""
    passed = (*turn.seat.held.get("passed", "").split(), turn.request.argument)
    return {**turn.seat.held, "passed": " ".join(dict.fromkeys(passed))}


def shown(scene: OfficeScene) -> Suggestion | None:
    """Return the suggestion that is read: the oldest that waits and was not passed over."""
    passed = scene.seat.held.get("passed", "").split()
    return next((one for one in scene.suggested if one.id not in passed), None)


def prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Show one suggestion, whole."""
    asked, one = scene.consultation, shown(scene)
    if asked is None:
        return
    partners = scene.seat.held.get("sort") == Sort.PARTNER
    yield Line(voice.show(asked.title), Style.NOTE)
    if one is None:
        yield Line(voice("No partner waits for you.") if partners else voice("No resource waits for you."))
        return
    yield Line(
        voice("A partner that somebody named") if partners else voice("A resource that somebody suggested"),
        Style.TITLE,
    )
    yield Line(one.name, Style.QUOTE)
    for name in DETAILS[one.sort]:
        if one.details.get(name):
            value = naming.detail(voice, asked, name, one.details[name])
            yield Line(voice("{name}: {value}", name=detail_name(voice, name), value=value), Style.ITEM)
    if scene.warned:
        yield Line(voice("Careful: there may be private data in it. What you approve is shown to everybody."))
    yield Line(voice("{number} wait, with this one.", number=str(len(scene.suggested))), Style.NOTE)


def detail_name(voice: Voice, name: str) -> str:
    """Name what is told of a partner or a resource."""
    return {
        "kind": voice("Kind"),
        "level": voice("Level"),
        "region": voice("Region"),
        "link": voice("Link"),
        "language": voice("Language"),
        "why": voice("Why"),
    }[name]


def offers(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    """Offer the decisions."""
    if one := shown(scene):
        yield button("approve", voice("Approve"), one.id)
        yield button("refuse", voice("Refuse"), one.id)
        yield button("later", voice("Later"), one.id)
    yield button("back", voice("Back"))


ACTS: dict[str, Act] = {
    "approve": partial(decide, Verdict.APPROVED),
    "pass": leave_for_later,
    "refuse": partial(decide, Verdict.REFUSED),
    "take_partners": partial(take, Sort.PARTNER),
    "take_resources": partial(take, Sort.RESOURCE),
}

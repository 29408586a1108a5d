"""Announcing a round from chat, in groups and channels that are known: acts, words, buttons. Standard library only."""

from collections.abc import Iterator

from consultation.announcing import announce as announce_in
from consultation.errors import NotAllowed, NotFound
from consultation.messages import Button, Line, Style
from consultation.office.hearing import button
from consultation.office.scene import OfficeScene
from consultation.office.turn import Act, Held, Turn
from consultation.voice import Voice

SHORT = 16
"""Characters of a group's id by which it is chosen: enough to be one's own, and to fit a button."""


def announce(turn: Turn) -> Held:
    """Announce the round in hand in a group, once."""
    if turn.scene.launched is None:
        raise NotAllowed("there is no round in hand")
    try:
        announce_in(
            turn.store,
            turn.means.outbox,
            turn.means.announcer,
            turn.scene.launched,
            groups=[turn.request.argument],
            language="",
            now=turn.now,
            by=turn.by,
        )
    except NotFound as error:
        raise NotAllowed(str(error)) from None
    called = {*turn.seat.held.get("called", "").split(), turn.request.argument}
    return {**turn.seat.held, "called": " ".join(sorted(called))}


def prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask where to announce the round."""
    if scene.launched:
        yield Line(scene.launched.id, Style.TITLE)
    if not scene.groups:
        yield Line(voice("The bot is in no group or channel yet. Add it to one first."))
        return
    yield Line(voice("Where shall I announce it? Nobody is told twice."))


def offers(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    """Offer the groups where it was not announced just now."""
    called = scene.seat.held.get("called", "").split()
    for group in scene.groups:
        if group.id[:SHORT] not in called:
            yield button("call", group.name or group.id[:SHORT], group.id[:SHORT])
    yield button("back", voice("Back"))


ACTS: dict[str, Act] = {"announce": announce}

"""What a press or words say of an edition: from the question somebody was asked to what they answered, as values.

Imports the standard library only.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from consultation.flow import Position, State
from consultation.loop.echoes import Echo, Judgement
from consultation.messages import Incoming
from consultation.records import Answer
from consultation.understanding import Heard

ASKED = "right"
"""The first word of the data of the buttons below the question; the echo's id and the judgement follow."""


def may_mean(incoming: Incoming, position: Position) -> bool:
    """Say whether a message may be about an echo: most are not, and nothing has to be looked up for them."""
    explained = incoming.edited or incoming.deleted
    return explained or bool(_named(incoming, position))


def echo_meant(incoming: Incoming, position: Position, asked: Sequence[Echo]) -> Echo | None:
    """Return what a message is about, of all that somebody was asked: by its button, its place, or the words it has."""
    if incoming.edited or incoming.deleted:
        written = next((one for one in asked if one.message and one.message == incoming.message), None)
        if written:
            return written
    name = _named(incoming, position)
    return next((one for one in asked if name and one.id == name), None)


def _named(incoming: Incoming, position: Position) -> str:
    name, _, rest = incoming.button.partition(":")
    if name == ASKED:
        return rest.partition(":")[0]
    return position.item if position.state is State.EXPLAINING else ""


def judgement_in(argument: str) -> Judgement | None:
    """Return the judgement of a button's ``echo:judgement``, None where it is none."""
    said = argument.partition(":")[2]
    return Judgement(said) if said in set(Judgement) else None


def echo_after(
    do: str, echo: Echo, heard: Heard, *, about: Sequence[Answer], message: str, at: datetime
) -> Echo | None:
    """Return the echo once that is done, None where it is left as it was.

    A yes takes back what a dispute said; a dispute of somebody who gave one answer is about that. ``message`` is what
    they wrote in.
    """
    if do == "judge":
        judgement = judgement_in(heard.argument)
        if judgement is Judgement.YES:
            return replace(echo, judgement=judgement, at=at, answer="", words="", message="")
        only = about[0].id if len(about) == 1 else echo.answer
        return replace(echo, judgement=judgement, at=at, answer=only)
    if do == "say_which":
        return replace(echo, answer=heard.argument, at=at)
    if do in ("explain", "reexplain"):
        return replace(echo, words=heard.words, message=message, at=at)
    return replace(echo, words="", message="", at=at) if do == "unexplain" else None

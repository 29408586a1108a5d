"""Entering drafts in chat: what a request comes to, and what each `do` does. Imports the standard library only.

The names in `ACTS` are those of `office_flow.WAYS`, as in `office.acts`; `RESOLVED` is as in `office.asking`.
"""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from consultation import facilitation
from consultation.drafts import changed, sketches
from consultation.drafts.news import version_of
from consultation.drafts.sketches import RELATIONS, Lack, Sketch, Text
from consultation.errors import NotAllowed
from consultation.guide import Consultation, Draft
from consultation.office.flow import Asked, Where
from consultation.office.hearing import Request
from consultation.office.turn import Held, Turn

WRITING = {Where.TITLE: Text.TITLE, Where.SHORT: Text.SHORT, Where.FULL: Text.FULL}
BEGUN = "begun"
"""The word by which it is held that a full text has begun: what comes is added to it."""


def in_making(turn: Turn) -> Sketch:
    """Return what is in the making; raise `NotAllowed` where nothing is."""
    sketch = turn.scene.sketch
    if sketch is None:
        raise NotAllowed("nothing is in the making any more")
    return sketch


def seen(turn: Turn) -> Draft:
    """Return the version that would be entered now, named by the day it is where the consultation is held."""
    asked = _asked(turn)
    return sketches.made(in_making(turn), asked, turn.now.astimezone(ZoneInfo(asked.timezone)).date())


# What a request comes to


def _drafts(turn: Turn) -> Request:
    """Return the choice of a consultation, or that it is made where there is one only."""
    there = [one.id for one in turn.scene.consultations.values()]
    return Request(Asked.SHELF, there[0]) if len(there) == 1 else turn.request


def _shelf(turn: Turn) -> Request:
    return turn.request if turn.scene.group(turn.request.argument) else Request(Asked.STALE)


def _draft(turn: Turn) -> Request:
    asked = turn.scene.consultation
    if asked is None:
        return Request(Asked.STALE)
    return turn.request if sketches.current(asked, turn.request.argument) else Request(Asked.NO_DRAFT)


def _change(turn: Turn) -> Request:
    """Return a new version of the draft in hand, or the one that is in the making already."""
    sketch, held = turn.scene.sketch, turn.seat.held
    if sketch is None:
        return turn.request
    same = (sketch.group, sketch.draft) == (held.get("group"), held.get("draft"))
    return Request(Asked.SKETCH if same else Asked.BUSY)


def _new_draft(turn: Turn) -> Request:
    return Request(Asked.BUSY) if turn.scene.sketch else turn.request


def _sketch(turn: Turn) -> Request:
    return turn.request if turn.scene.sketch else Request(Asked.STALE)


def _write_in(turn: Turn) -> Request:
    asked = turn.scene.consultation
    return turn.request if asked and turn.request.argument in asked.languages else Request(Asked.STALE)


def _leave_out(turn: Turn) -> Request:
    sketch, asked = turn.scene.sketch, turn.scene.consultation
    is_other = sketch is not None and asked is not None and sketch.language != asked.languages[0]
    return turn.request if is_other else Request(Asked.STALE)


def _text(turn: Turn) -> Request:
    """Return a text that is no longer than it may be; a title is one line."""
    text, words, sketch = WRITING[turn.seat.where], turn.request.argument, turn.scene.sketch
    if sketch is None:
        return Request(Asked.STALE)
    whole = _added(turn, sketch, words) if text is Text.FULL else words
    too_long = len(whole) > sketches.LONGEST[text]
    return Request(Asked.NO_TEXT) if too_long or (text is Text.TITLE and "\n" in words) else turn.request


def _relation(turn: Turn) -> Request:
    sketch, said = turn.scene.sketch, turn.request.argument
    possible = {"kept" if sketch and sketch.base else "new", "merged", "split"}
    if said not in possible:
        return Request(Asked.STALE)
    return Request(Asked.SOURCES, said) if said in ("merged", "split") else turn.request


def _source(turn: Turn) -> Request:
    asked = turn.scene.consultation
    known = {version_of(one) for one in asked.current_drafts()} if asked else set()
    return turn.request if turn.request.argument in known else Request(Asked.STALE)


def _see(turn: Turn) -> Request:
    if _sketch(turn).asked is Asked.STALE:
        return Request(Asked.STALE)
    return Request(Asked.NOT_WHOLE) if {Lack.TITLE, Lack.SHORT} & set(_lacks(turn)) else turn.request


def _save(turn: Turn) -> Request:
    sketch, asked = turn.scene.sketch, turn.scene.consultation
    if sketch is None or asked is None:
        return Request(Asked.STALE)
    if sketches.entered(sketch, asked):
        return turn.request  # it was entered, and the process died before that was kept here
    if _lacks(turn):
        return Request(Asked.NOT_WHOLE)
    return Request(Asked.OVERTAKEN) if sketches.overtaken(sketch, asked) else turn.request


def _lacks(turn: Turn) -> list[Lack]:
    sketch, asked = turn.scene.sketch, turn.scene.consultation
    return list(sketches.lacks(sketch, asked)) if sketch and asked else list(Lack)


RESOLVED: dict[Asked, Callable[[Turn], Request]] = {
    Asked.DRAFTS: _drafts,
    Asked.SHELF: _shelf,
    Asked.DRAFT: _draft,
    Asked.CHANGE: _change,
    Asked.NEW_DRAFT: _new_draft,
    Asked.SKETCH: _sketch,
    Asked.WRITE_IN: _write_in,
    Asked.LEAVE_OUT: _leave_out,
    Asked.TEXT: _text,
    Asked.RELATION: _relation,
    Asked.COMES_FROM: _source,
    Asked.SEE: _see,
    Asked.SAVE_DRAFT: _save,
}


# What is done


def take_draft(turn: Turn) -> Held:
    """Take a draft in hand, to look at it."""
    return {**sketches.kept(turn.seat.held), "group": turn.scene.reference, "draft": turn.request.argument}


def take_sketch(turn: Turn) -> Held:
    """Take up what is in the making."""
    return _holding(in_making(turn))


def begin_draft(turn: Turn) -> Held:
    """Begin a new draft."""
    return _holding(sketches.begun(_asked(turn), turn.scene.reference))


def begin_version(turn: Turn) -> Held:
    """Begin a new version of the draft in hand."""
    return _holding(sketches.begun(_asked(turn), turn.scene.reference, turn.seat.held["draft"]))


def write_in(turn: Turn) -> Held:
    """Go on in another language."""
    return _holding(replace(in_making(turn), language=turn.request.argument))


def take_text(turn: Turn) -> Held:
    """Take a text in the place of the one there was."""
    return _holding(in_making(turn).written(WRITING[turn.seat.where], turn.request.argument))


def begin_text(turn: Turn) -> Held:
    """Begin a text of several messages: the first takes the place of the one there was."""
    return _holding(in_making(turn))


def add_text(turn: Turn) -> Held:
    """Take a message of a text of several."""
    sketch = in_making(turn)
    return _holding(sketch.written(Text.FULL, _added(turn, sketch, turn.request.argument))) | {BEGUN: "yes"}


def leave_out(turn: Turn) -> Held:
    """Leave out the language being written in, and go back to the original."""
    sketch = in_making(turn)
    original = _asked(turn).languages[0]
    return _holding(replace(sketch.without(sketch.language), language=original))


def relate(turn: Turn) -> Held:
    """Say where it comes from."""
    relation = next(one for one in RELATIONS if one == turn.request.argument)
    return _holding(sketches.related(in_making(turn), relation))


def toggle_source(turn: Turn) -> Held:
    """Add what it comes from, or take it off."""
    return _holding(sketches.toggled(in_making(turn), turn.request.argument))


def go_after(turn: Turn) -> Held:
    """Let it come after what somebody else entered meanwhile."""
    return _holding(sketches.after(in_making(turn), _asked(turn)))


def save_draft(turn: Turn) -> Held:
    """Enter the version, and tell those who spoke on what it comes from; done again, nothing happens twice."""
    sketch, asked = in_making(turn), _asked(turn)
    draft = sketches.entered(sketch, asked)
    if draft is None:
        draft = seen(turn)
        facilitation.enter_drafts(turn.store, asked.id, [draft], now=turn.now, by=turn.by)
    there = {reference for reference, one in turn.means.consultations().items() if one.id == asked.id}
    rounds = [known for known in turn.store.rounds() if known.consultation in there]
    changed.tell(turn.store, turn.means.outbox, turn.means.announcer, rounds, [draft], now=turn.now, by=turn.by)
    return {"group": sketch.group, "draft": draft.id}


def discard(turn: Turn) -> Held:
    """Throw away what is in the making."""
    return {"group": turn.scene.reference}


def _holding(sketch: Sketch) -> dict[str, str]:
    return {**sketch.held(), "group": sketch.group}


def _added(turn: Turn, sketch: Sketch, words: str) -> str:
    before = sketch.texts.get((Text.FULL, sketch.language), "") if turn.seat.held.get(BEGUN) else ""
    return f"{before}\n{words}" if before else words


def _asked(turn: Turn) -> Consultation:
    if turn.scene.consultation is None:
        raise NotAllowed("the consultation is not there any more")
    return turn.scene.consultation


ACTS: dict[str, Callable[[Turn], Held]] = {
    "add_text": add_text,
    "begin_draft": begin_draft,
    "begin_text": begin_text,
    "begin_version": begin_version,
    "discard": discard,
    "go_after": go_after,
    "leave_out": leave_out,
    "relate": relate,
    "save_draft": save_draft,
    "take_draft": take_draft,
    "take_sketch": take_sketch,
    "take_text": take_text,
    "toggle_source": toggle_source,
    "write_in": write_in,
}

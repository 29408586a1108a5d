"""Moderation in chat: the newest answers one at a time, what is set aside, restoring. Imports the standard library.

Of the tables of the office (acts, sentences, prompts, offers) it has those rows that are about moderation.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from consultation import moderating
from consultation.choices import shortened
from consultation.errors import NotAllowed, NotFound
from consultation.messages import Button, Line, Style
from consultation.moderating import Statement
from consultation.office.flow import Where
from consultation.office.hearing import button
from consultation.office.scene import OfficeScene, Sentence, moment
from consultation.office.turn import Held, Turn
from consultation.ports import Finder, Store
from consultation.records import Act, Aside, Part
from consultation.voice import Voice
from consultation.wording import aside_reason

LISTED = 10
"""How many of the answers that are set aside are listed, the newest."""


# Reading


def _in_hand(store: Store, scene: OfficeScene, finder: Finder) -> OfficeScene:
    """Return the scene with the answer before them, as it was where that is not there any more."""
    if not scene.statement_in_hand:
        return scene
    try:
        whose, answer = moderating.standing(store, scene.statement_in_hand)
    except (NotAllowed, NotFound):
        return scene
    note = moderating.notes_of(store).get(answer.id, "") if answer.aside else ""
    return replace(scene, statements=(moderating.statement(whose, answer, finder, note=note),))


def _set_aside(store: Store, scene: OfficeScene, finder: Finder) -> OfficeScene:
    held = scene.seat.held["round"]
    return replace(scene, statements=moderating.set_aside_in(store, held, finder, limit=LISTED))


READ: Mapping[Where, Callable[[Store, OfficeScene, Finder], OfficeScene]] = {
    Where.MODERATING: _in_hand,
    Where.LOOKING: _in_hand,
    Where.ASIDES: _set_aside,
}
"""What is read where; a scene has it."""


# Acts


def read_newest(turn: Turn) -> Held:
    """Take the newest answer of a round in hand."""
    return _before_them(turn, turn.request.argument, None)


def read_next(turn: Turn) -> Held:
    """Take the answer after the one in hand."""
    held = turn.seat.held
    return _before_them(turn, held["round"], (datetime.fromisoformat(held["at"]), held["answer"]))


def set_aside(turn: Turn) -> Held:
    """Set the answer in hand aside, and go on to the next."""
    reason, _, answer = turn.request.argument.partition(":")
    moderating.set_aside(turn.store, answer, Aside(reason), now=turn.now, by=turn.by)
    return read_next(turn)


def look_at(turn: Turn) -> Held:
    """Take one that is set aside in hand; the audit log has who read it."""
    whose, answer = moderating.standing(turn.store, turn.request.argument)
    if whose.round != turn.seat.held["round"] or not answer.aside:
        raise NotAllowed(f"statement {answer.id} is not set aside here")
    turn.store.note(Act(turn.now, turn.by, "read what is set aside", answer.id))
    return {**turn.seat.held, "looked": answer.id}


def restore(turn: Turn) -> Held:
    """Let the one in hand count again."""
    moderating.restore(turn.store, turn.request.argument, now=turn.now, by=turn.by)
    return turn.seat.held


def _before_them(turn: Turn, round_id: str, before: moderating.Mark | None) -> Held:
    mark = moderating.next_to_read(turn.store, round_id, before)
    return {"round": round_id} | ({"at": mark[0].isoformat(), "answer": mark[1]} if mark else {})


# Sentences


def answer_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Show the answer in hand, private data masked."""
    if scene.statements:
        yield from _statement(voice, scene, scene.statements[0])
    elif scene.statement_in_hand:
        yield Line(voice("That answer is not there any more."))
    else:
        yield Line(voice("There is no answer left to read."))


def asides_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """List what is set aside, without the words."""
    if not scene.statements:
        yield Line(voice("Nothing is set aside."))
        return
    yield Line(voice("What is set aside, the newest first"), Style.TITLE)
    for one in scene.statements:
        reason = aside_reason(voice, one.aside)
        yield Line(
            voice("{id}: {reason}. {title}", id=one.id, reason=reason, title=_title(voice, scene, one)), Style.ITEM
        )


def looking_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Show one that is set aside, and why it is."""
    for one in scene.statements:
        yield from _statement(voice, scene, one)
        yield Line(voice("Set aside: {reason}", reason=aside_reason(voice, one.aside)), Style.NOTE)
        if one.note:
            yield Line(voice.isolated(one.note), Style.NOTE)
    if not scene.statements:
        yield Line(voice("That answer is not there any more."))


def aside(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Confirm that an answer was set aside."""
    reason = aside_reason(voice, scene.argument.partition(":")[0])
    yield Line(voice("Set aside ({reason}): it appears nowhere any more. Who wrote it still sees it.", reason=reason))


def restored(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Confirm that an answer was restored."""
    yield Line(voice("Restored: it counts again."))


def _statement(voice: Voice, scene: OfficeScene, one: Statement) -> Iterator[Line]:
    yield Line(_title(voice, scene, one), Style.TITLE)
    yield Line(one.text or voice("Said off the record: nobody reads the words."), Style.QUOTE)
    at = moment(voice, scene, one.at)
    yield Line(voice("Statement {id}, {language}, {moment}", id=one.id, language=one.language, moment=at), Style.NOTE)


def _title(voice: Voice, scene: OfficeScene, one: Statement) -> str:
    """Name what an answer is on."""
    asked = scene.consultation
    banks = asked.guides if asked else ()
    titles = [question.title for bank in banks for question in bank.questions if question.id == one.item]
    drafts = [each for each in (asked.drafts if asked else ()) if (each.id, each.version) == (one.item, one.version)]
    if drafts:
        title = voice.show(drafts[0].title)
        if one.part is Part.MISSING:
            return voice("Draft {number}, what is missing: {title}", number=one.item, title=title)
        return voice("Draft {number}, why: {title}", number=one.item, title=title)
    return voice.show(titles[0]) if titles and not one.version else voice("Free contribution")


# Offers


def _moderating(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    here = scene.statement_in_hand
    for one in scene.statements:
        for reason in Aside:
            yield button("aside", _label(voice, reason), f"{reason}:{one.id}")
    if here:
        yield button("next", voice("Next"), here)
    yield button("asides", voice("What is set aside"))
    yield button("back", voice("Stop"))


def _label(voice: Voice, reason: Aside) -> str:
    return {
        Aside.ABUSE: voice("Abuse"),
        Aside.SPAM: voice("Spam"),
        Aside.OFF_TOPIC: voice("Off topic"),
        Aside.PRIVATE_DATA: voice("Private data"),
    }[reason]


def _asides(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    for one in scene.statements:
        yield button("look", shortened(one.id), one.id)
    yield button("back", voice("Back"))


def _looking(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    for one in scene.statements:
        yield button("restore", voice("Restore it"), one.id)
    yield button("back", voice("Back"))


ACTS: Mapping[str, Callable[[Turn], Held]] = {
    "look_at": look_at,
    "read_newest": read_newest,
    "read_next": read_next,
    "restore": restore,
    "set_aside": set_aside,
}
SENTENCES: Mapping[str, Sentence] = {"aside": aside, "restored": restored}
PROMPTS: Mapping[Where, Sentence] = {
    Where.MODERATING: answer_prompt,
    Where.ASIDES: asides_prompt,
    Where.LOOKING: looking_prompt,
}
OFFERS: Mapping[Where, Callable[[Voice, OfficeScene], Iterator[Button]]] = {
    Where.MODERATING: _moderating,
    Where.ASIDES: _asides,
    Where.LOOKING: _looking,
}

"""The year's plan in a facilitator's hands: acts, words, buttons. Imports the standard library only."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from consultation import planning
from consultation.choices import shortened
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.facilitation import plan_entry
from consultation.messages import Button, Line, Style
from consultation.office.flow import Asked, Where
from consultation.office.hearing import Request, button
from consultation.office.scene import OfficeScene
from consultation.office.turn import Act, Held, Turn
from consultation.plan import Kind, PlanEntry, Planned, dates, entry_of, line_of, planned, title_of
from consultation.suggestions import id_of
from consultation.voice import Voice


def take_plan(turn: Turn) -> Held:
    """Take a plan in hand: of the first consultation of theirs that has a round, else of the first."""
    theirs = list(turn.scene.consultations)
    if not theirs:
        raise NotAllowed("there is no consultation of theirs")
    with_rounds = [known.consultation for known in turn.scene.rounds if known.consultation in theirs]
    return {"group": next(iter(with_rounds), theirs[0])}


def take_entry(turn: Turn) -> Held:
    """Take an entry in hand."""
    return {"group": turn.seat.held["group"], "entry": _line(turn, turn.request.argument).id}


def put_entry_down(turn: Turn) -> Held:
    """Let go of an entry."""
    return {"group": turn.seat.held["group"]}


def new_entry(turn: Turn) -> Held:
    """Begin an entry, by an id that its message gives it."""
    made = f"p-{id_of(turn.seat.identity, turn.incoming.delivery)[:8].lower()}"
    return {"group": turn.seat.held["group"], "new": made}


def take_kind(turn: Turn) -> Held:
    """Take what is planned."""
    return {**turn.seat.held, "kind": turn.request.argument}


def take_dates(turn: Turn) -> Held:
    """Take the days of a new entry, as they were resolved."""
    return {**turn.seat.held, "dates": turn.request.argument}


def move_entry(turn: Turn) -> Held:
    """Give the entry in hand other days."""
    starts, ends = _read(turn, turn.request.argument)
    entry = entry_of(_line(turn, turn.seat.held["entry"]))
    return _kept(turn, replace(entry, starts=starts, ends=ends))


def remove_entry(turn: Turn) -> Held:
    """Take the entry in hand out of the plan."""
    return _kept(turn, replace(entry_of(_line(turn, turn.seat.held["entry"])), removed=True))


def enter(turn: Turn) -> Held:
    """Keep a new entry, or the other title of the one in hand in the language they speak."""
    held, title = turn.seat.held, title_of(turn.request.argument, option="")
    if "entry" in held:
        entry = entry_of(_line(turn, held["entry"]))
        return _kept(turn, replace(entry, titles={**entry.titles, turn.voice.language: title}))
    starts, ends = _read(turn, held["dates"])
    return _kept(turn, PlanEntry(held["new"], Kind(held["kind"]), {turn.voice.language: title}, starts, ends))


def resolved_dates(turn: Turn) -> Request:
    """Return the days that were written: for the entry in hand, or a new one."""
    try:
        _read(turn, turn.request.argument)
    except (InvalidInput, OverflowError):
        return Request(Asked.NO_DATE)
    return Request(Asked.MOVE_ENTRY if "entry" in turn.seat.held else Asked.DAYS, turn.request.argument)


def resolved_title(turn: Turn) -> Request:
    """Return the title that was written, where it can be one."""
    try:
        title_of(turn.request.argument, option="")
    except InvalidInput:
        return Request(Asked.NO_TITLE)
    return turn.request


def resolved_kind(turn: Turn) -> Request:
    """Return a kind that there is."""
    return turn.request if turn.request.argument in set(Kind) else Request(Asked.STALE)


def resolved_move(turn: Turn) -> Request:
    """Return that another day is asked for; where it is already, a button says none."""
    return resolved_dates(turn) if turn.seat.where is Where.DATING else in_hand(turn)


def in_hand(turn: Turn) -> Request:
    """Return a request about the entry in hand, where there is one."""
    return turn.request if "entry" in turn.seat.held else Request(Asked.STALE)


def _read(turn: Turn, text: str) -> tuple[date, date | None]:
    zone = turn.scene.consultation.timezone if turn.scene.consultation else "UTC"
    return dates(text, now=turn.now, timezone=zone, option="")


def _line(turn: Turn, entry_id: str) -> Planned:
    asked = turn.scene.consultation
    if asked is None:
        raise NotAllowed("the consultation is not there any more")
    try:
        return line_of(planned(asked, turn.store.plan(asked.id), ()), entry_id)
    except NotFound as error:
        raise NotAllowed(str(error)) from None


def _kept(turn: Turn, entry: PlanEntry) -> Held:
    asked = turn.scene.consultation
    if asked is None:
        raise NotAllowed("the consultation is not there any more")
    plan_entry(turn.store, asked.id, entry, now=turn.now, by=turn.by)
    return {"group": turn.seat.held["group"]}


def prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Show the plan, or the entry in hand."""
    asked = scene.consultation
    if asked is None:
        return
    one = _in_hand(scene)
    yield Line(voice.show(asked.title), Style.NOTE)
    if one is None:
        yield from planning.lines(voice, asked, scene.plan)
        yield Line(voice("Choose an entry to change it, or add one."))
    else:
        yield Line(planning.line(voice, asked, one), Style.TITLE)
        yield Line(voice("What shall become of it?"))


def offers(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    """Offer the entries, or what can be done with the one in hand."""
    if _in_hand(scene):
        yield button("move-entry", voice("Another day"))
        yield button("rename-entry", voice("Another title"))
        yield button("remove-entry", voice("Take it out"))
        yield button("plan", voice("The whole plan"))
    else:
        for one in scene.plan:
            if one.launched is None and one.title:
                yield button("entry", shortened(voice.show(one.title)), one.id)
        yield button("new-entry", voice("Add an entry"))
    yield button("back", voice("Back"))


def _in_hand(scene: OfficeScene) -> Planned | None:
    held = scene.seat.held.get("entry", "")
    return next((one for one in scene.plan if one.launched is None and one.id == held), None)


def kind_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask what is planned."""
    yield Line(voice("What is planned?"))


def kind_offers(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    """Offer the kinds."""
    for kind in Kind:
        yield button("kind", planning.kind_name(voice, kind), kind)
    yield button("back", voice("Back"))


def date_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask when it is."""
    yield Line(voice("When is it?"))
    days = {"day": "2030-05-01", "days": "2030-05-01 2030-09-30"}
    yield Line(voice("Write a day such as {day}, or the first and the last: {days}.", **days), Style.NOTE)


def title_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask what it is called."""
    yield Line(voice("What is it called? Write a line."))


def back_alone(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    """Offer the way back."""
    yield button("back", voice("Back"))


ACTS: dict[str, Act] = {
    "enter": enter,
    "move_entry": move_entry,
    "new_entry": new_entry,
    "put_entry_down": put_entry_down,
    "remove_entry": remove_entry,
    "take_dates": take_dates,
    "take_entry": take_entry,
    "take_kind": take_kind,
    "take_plan": take_plan,
}

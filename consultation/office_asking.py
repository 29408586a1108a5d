"""What a request comes to as things stand: of which round, at which time, or why that cannot be. Standard library only.

Each function in `RESOLVED` is a question about a turn; nothing here changes anything.
"""

from collections.abc import Callable

from consultation import office_plan, office_targets
from consultation.errors import InvalidInput
from consultation.moments import parse_time
from consultation.office_announcing import SHORT
from consultation.office_flow import Asked, Where, right_of
from consultation.office_hearing import Request
from consultation.office_scene import kept_time
from consultation.office_turn import Turn
from consultation.roles import Right
from consultation.rounds import LIFE, Kind, Step

STEPS = {Asked.EXTEND: Step.EXTEND, Asked.CLOSE: Step.CLOSE}


def resolved(turn: Turn) -> Request:
    """Return a request as it stands."""
    resolve = RESOLVED.get(turn.request.asked)
    return resolve(turn) if resolve else turn.request


def _of_round(turn: Turn) -> Request:
    """Return a request about a round that there is for them, at a stage that allows it; the only one by itself."""
    request, scene = turn.request, turn.scene
    right = right_of(request.asked)
    if right and not request.argument:
        several = scene.possible(right)
        return Request(request.asked, several[0].id) if len(several) == 1 else Request(Asked.WHICH, request.asked)
    known = scene.known(request.argument)
    if known is None:
        return Request(Asked.NO_ROUND)
    step = STEPS.get(request.asked)
    too_late = step is not None and step not in LIFE[known.stage]
    too_late = too_late or (request.asked is Asked.ANNOUNCE and not known.takes_answers(turn.now))
    return Request(Asked.LATE, known.id) if too_late else request


def _launch(turn: Turn) -> Request:
    """Return the choice of a consultation, or that it is made where there is one only."""
    there = turn.scene.consultations.items()
    mine = [one.id for reference, one in there if turn.scene.may(Right.LAUNCH, reference)]
    return Request(Asked.GROUP, mine[0]) if len(mine) == 1 else turn.request


def _group(turn: Turn) -> Request:
    return turn.request if turn.scene.group(turn.request.argument) else Request(Asked.STALE)


def _template(turn: Turn) -> Request:
    """Return a request for what there is to ask about."""
    kind, _, bank = turn.request.argument.partition(":")
    asked = turn.scene.consultation
    known = {
        Kind.QUESTIONS.value: bool(asked and asked.guide(bank)),
        Kind.DRAFTS.value: bool(asked and asked.current_drafts()) and not bank,
    }
    return turn.request if known.get(kind) else Request(Asked.STALE)


def _time(turn: Turn) -> Request:
    """Return the time that was chosen or written, ISO 8601 with its zone; "" is at once, or by hand."""
    at, text, asked = turn.seat.where, turn.request.argument, turn.scene.consultation
    if (at, text) in ((Where.OPENING, "now"), (Where.ENDING, "hand")):
        return Request(Asked.TIME)
    opens = kept_time(turn.seat.held, "opens") if at is Where.ENDING else None
    begins = max(opens or turn.now, turn.now)
    try:
        moment = parse_time(text, now=begins, timezone=asked.timezone if asked else "UTC", option="")
    except (InvalidInput, OverflowError):
        return Request(Asked.NO_TIME)
    return Request(Asked.TIME, moment.isoformat()) if moment > begins else Request(Asked.NO_TIME)


def _tongue(turn: Turn) -> Request:
    asked = turn.scene.consultation
    return turn.request if asked and turn.request.argument in asked.languages else Request(Asked.STALE)


def _back(turn: Turn) -> Request:
    """Return where a preview goes back to: the round it is of, or the one that would be launched."""
    out = turn.seat.where in (Where.TONGUE, Where.REHEARSING)
    return Request(Asked.PLAN) if out and turn.scene.launched is None else turn.request


def _speak(turn: Turn) -> Request:
    """Return that a preview is over where it did not outlive the process."""
    if turn.in_preview:
        return turn.request
    return Request(Asked.END if turn.scene.launched else Asked.PLAN)


def _call(turn: Turn) -> Request:
    known = {group.id[:SHORT] for group in turn.scene.groups}
    return turn.request if turn.request.argument in known else Request(Asked.STALE)


RESOLVED: dict[Asked, Callable[[Turn], Request]] = {
    Asked.ANNOUNCE: _of_round,
    Asked.TARGET: _of_round,
    Asked.CALL: _call,
    Asked.AIM: office_targets.resolved,
    Asked.KIND: office_plan.resolved_kind,
    Asked.DATE: office_plan.resolved_dates,
    Asked.TITLE: office_plan.resolved_title,
    Asked.MOVE_ENTRY: office_plan.resolved_move,
    Asked.RENAME_ENTRY: office_plan.in_hand,
    Asked.REMOVE_ENTRY: office_plan.in_hand,
    Asked.ROUND: _of_round,
    Asked.STATUS: _of_round,
    Asked.PREVIEW: _of_round,
    Asked.EXTEND: _of_round,
    Asked.CLOSE: _of_round,
    Asked.LAUNCH: _launch,
    Asked.GROUP: _group,
    Asked.TEMPLATE: _template,
    Asked.TIME: _time,
    Asked.TONGUE: _tongue,
    Asked.BACK: _back,
    Asked.END: _back,
    Asked.SPEAK: _speak,
}

"""What a request comes to as things stand: of which round, at which time, or why that cannot be. Standard library only.

Each function in `RESOLVED` is a question about a turn; nothing here changes anything.
"""

from collections.abc import Callable

from consultation.checking.coding import require_codebook
from consultation.checking.coding_desk import desk_of
from consultation.checking.reviews import Lean
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.loop.responses import Verdict
from consultation.moments import parse_time
from consultation.office import noting, plan, targets
from consultation.office.announcing import SHORT
from consultation.office.checking import listed
from consultation.office.checking_wording import leaning_on
from consultation.office.drafting import RESOLVED as OF_DRAFTS
from consultation.office.flow import ABOUT_A_NOTE, CHECKED, Asked, Where, right_of
from consultation.office.hearing import Request
from consultation.office.noting_wording import items
from consultation.office.responding import subject_held
from consultation.office.scene import kept_time
from consultation.office.turn import Turn
from consultation.records import Aside
from consultation.roles import Right
from consultation.rounds import LIFE, Kind, Step

NOTING = frozenset({*ABOUT_A_NOTE.values(), Where.NOTE_WORDS})
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
    """Return where one goes back to.

    From a preview it is the round that it is of, the one that would be launched, or a draft; from what is asked for of
    a note that has words already, that note.
    """
    if turn.seat.where in NOTING and turn.scene.note and turn.scene.note.passages:
        return Request(Asked.TO_NOTE)
    out = turn.seat.where in (Where.TONGUE, Where.REHEARSING)
    return _before_preview(turn) if out and turn.scene.launched is None else turn.request


def _before_preview(turn: Turn) -> Request:
    """Return the way back to what is not there yet and was tried: a round, or a version of a draft."""
    return Request(Asked.PLAN if turn.seat.held.get("kind") else Asked.SKETCH)


def _speak(turn: Turn) -> Request:
    """Return that a preview is over where it did not outlive the process."""
    if turn.in_preview:
        return turn.request
    return Request(Asked.END) if turn.scene.launched else _before_preview(turn)


def _of_statement(turn: Turn) -> Request:
    """Return a request about the answer before them: a button below an earlier one is out of place."""
    named = turn.request.argument.rpartition(":")[2]
    return turn.request if named and named == turn.scene.statement_in_hand else Request(Asked.STALE)


def _aside(turn: Turn) -> Request:
    reason = turn.request.argument.partition(":")[0]
    return _of_statement(turn) if reason in set(Aside) else Request(Asked.STALE)


def _go_on(turn: Turn) -> Request:
    """Return what a note that was begun needs next, or that it is read over where it is whole."""
    note = turn.scene.note
    if note is None:
        return Request(Asked.STALE)
    told = (note.source, note.at, note.language, note.people, note.openness, note.written().passages)
    return next((Request(asked) for asked, word in zip(ABOUT_A_NOTE, told, strict=True) if not word), turn.request)


def _of_note(turn: Turn) -> Request:
    return turn.request if turn.scene.note else Request(Asked.STALE)


def _whole_note(turn: Turn) -> Request:
    note = turn.scene.note
    return turn.request if note and note.is_whole else Request(Asked.STALE)


def _tell(turn: Turn) -> Request:
    """Return what was told of a note in the form that it is kept in, by words or a button."""
    note = turn.scene.note
    if note is None:
        return Request(Asked.STALE)
    word = noting.read(turn)
    return Request((Asked.MEND if note.passages else Asked.TELL) if word else Asked.NO_USE, word)


def _item(turn: Turn) -> Request:
    known = {f"{item}:{version}" for item, version, _ in items(turn.voice, turn.scene)}
    return turn.request if turn.scene.note and turn.request.argument in known else Request(Asked.STALE)


def _rewrite(turn: Turn) -> Request:
    note, place = turn.scene.note, turn.request.argument
    there = note is not None and place in {str(number) for number in range(len(note.passages))}
    return turn.request if there else Request(Asked.STALE)


def _new_note(turn: Turn) -> Request:
    """Return that a note is begun or opened, where none waits to be kept or left."""
    return Request(Asked.STALE) if turn.scene.waits else turn.request


# Reviewing and coding


def _code(turn: Turn) -> Request:
    """Return a request to code a sample that there is, and that has a place for them."""
    request = _of_round(turn)
    if request.asked is not Asked.CODE:
        return request
    try:
        there = desk_of(turn.store, turn.means.checking.codings, request.argument)
        known = turn.scene.known(request.argument)
        require_codebook(there.sample, turn.scene.consultations[known.consultation if known else ""].codebook)
    except (NotFound, NotAllowed):
        return Request(Asked.NO_SAMPLE, request.argument)
    return request if there.takes(turn.by) else Request(Asked.NO_SAMPLE, request.argument)


def _in_hand(turn: Turn) -> Request:
    """Return that the answer in hand is not as it was any more: gone, changed, decided on by somebody else."""
    held, scene = turn.seat.held, turn.scene
    if turn.seat.where not in CHECKED or not held.get("answer"):
        return Request(Asked.STALE)
    if turn.seat.where is Where.CODING:
        there = scene.desk is not None and any(one.id == held["answer"] for one in scene.desk.statements)
    else:
        there = scene.case is not None and str(scene.case.answer.current.number) == held["revision"]
    return turn.request if there else Request(Asked.PASSED)


def _keep(turn: Turn) -> Request:
    """Return a request about the answer in hand: a button below an older one decides nothing."""
    found = _in_hand(turn)
    return found if turn.request.argument == turn.seat.held.get("answer") else Request(Asked.STALE)


def _theme(turn: Turn) -> Request:
    """Return a request for a theme by its id, where the button had its key."""
    found, asked = _in_hand(turn), turn.scene.consultation
    if found.asked is not turn.request.asked:
        return found
    known = next((one.id for one in asked.codebook.themes if one.key == found.argument), "") if asked else ""
    known = known or next((one for one in listed(turn.seat.held, "themes") if one == found.argument), "")
    case = turn.scene.case
    refused = case is not None and known in case.answer.current.refused
    return Request(found.asked, known) if known and not refused else Request(Asked.STALE)


def _page(turn: Turn) -> Request:
    found = _in_hand(turn)
    good = found.asked is not Asked.THEMES or (found.argument or "0").isdecimal()
    return found if good else Request(Asked.STALE)


def _draft(turn: Turn) -> Request:
    """Return a request for a draft on which the words in hand may lean, "" for the list of them."""
    found = _in_hand(turn)
    drafts = {"", *(one.id for one in leaning_on(turn.scene))}
    return found if found.asked is not Asked.LEANINGS or found.argument in drafts else Request(Asked.STALE)


def _lean(turn: Turn) -> Request:
    found = _in_hand(turn)
    drafts = {one.id for one in leaning_on(turn.scene)}
    good = found.argument in set(Lean) and turn.seat.held.get("draft") in drafts
    return found if found.asked is not Asked.LEAN or good else Request(Asked.STALE)


def _subject(turn: Turn) -> Request:
    """Return a request for what there is to answer to."""
    known = subject_held(turn.scene.consultation, turn.request.argument)
    return turn.request if known else Request(Asked.STALE)


def _verdict(turn: Turn) -> Request:
    return turn.request if turn.request.argument in set(Verdict) else Request(Asked.STALE)


def _reason(turn: Turn) -> Request:
    """Return why, where that is asked; nothing is decided without a reason, only left open."""
    asked = turn.seat.where is Where.REASON
    reasoned = bool(turn.request.argument) or turn.seat.held.get("verdict") == Verdict.OPEN
    known = subject_held(turn.scene.consultation, turn.seat.held.get("subject", ""))
    return turn.request if asked and reasoned and known else Request(Asked.STALE)


def _call(turn: Turn) -> Request:
    known = {group.id[:SHORT] for group in turn.scene.groups}
    return turn.request if turn.request.argument in known else Request(Asked.STALE)


RESOLVED: dict[Asked, Callable[[Turn], Request]] = {
    Asked.ANNOUNCE: _of_round,
    Asked.TARGET: _of_round,
    Asked.CALL: _call,
    Asked.AIM: targets.resolved,
    Asked.KIND: plan.resolved_kind,
    Asked.DAYS: plan.resolved_dates,
    Asked.NAME: plan.resolved_title,
    Asked.MOVE_ENTRY: plan.resolved_move,
    Asked.RENAME_ENTRY: plan.in_hand,
    Asked.REMOVE_ENTRY: plan.in_hand,
    Asked.ROUND: _of_round,
    Asked.STATUS: _of_round,
    Asked.PREVIEW: _of_round,
    Asked.EXTEND: _of_round,
    Asked.CLOSE: _of_round,
    Asked.MODERATE: _of_round,
    Asked.NOTE: _of_round,
    Asked.NEXT: _of_statement,
    Asked.ASIDE: _aside,
    Asked.RESTORE: _of_statement,
    Asked.NEW_NOTE: _new_note,
    Asked.OPEN_NOTE: _new_note,
    Asked.GO_ON: _go_on,
    Asked.TELL: _tell,
    Asked.ITEM: _item,
    Asked.WORDS: _of_note,
    Asked.ALL: _of_note,
    Asked.REWRITE: _rewrite,
    Asked.SAVE: _whole_note,
    Asked.REMOVE: _of_note,
    Asked.DISCARD: _of_note,
    **dict.fromkeys(ABOUT_A_NOTE, _of_note),
    Asked.LAUNCH: _launch,
    Asked.GROUP: _group,
    Asked.TEMPLATE: _template,
    Asked.TIME: _time,
    Asked.TONGUE: _tongue,
    Asked.BACK: _back,
    Asked.END: _back,
    Asked.SPEAK: _speak,
    Asked.REVIEW: _of_round,
    Asked.CODE: _code,
    Asked.KEEP: _keep,
    Asked.OFF: _theme,
    Asked.ON: _theme,
    Asked.THEMES: _page,
    Asked.LEANINGS: _draft,
    Asked.LEAN: _lean,
    Asked.SKIP: _keep,
    Asked.BEFORE: _in_hand,
    Asked.RESPOND: _of_round,
    Asked.SUBJECT: _subject,
    Asked.VERDICT: _verdict,
    Asked.REASON: _reason,
    **OF_DRAFTS,
}

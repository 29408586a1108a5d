"""What each `do` of the office's table does: changes what is in hand, launches, extends, closes. Standard library only.

The names in `ACTS` are those of `office_flow.WAYS`; each returns what is in hand then, as words by name, and raises
`NotAllowed` where the state of things forbids it. What is done in a preview is the office's.
"""

from datetime import datetime

from consultation import facilitation
from consultation.drafts.sketches import kept
from consultation.errors import NotAllowed
from consultation.loop.responses import Recorded, Verdict
from consultation.office import announcing, drafting, moderating, noting, plan, suggestions, targets
from consultation.office.checking_acts import CHECKING_ACTS
from consultation.office.responding import THEME, subject_held
from consultation.office.scene import kept_time
from consultation.office.turn import Act, Held, Turn
from consultation.responding import respond
from consultation.rounds import Kind


def keep(turn: Turn) -> Held:
    """Leave in hand what is."""
    return turn.seat.held


def put_down(turn: Turn) -> Held:
    """Let go of everything but a draft in the making."""
    return kept(turn.seat.held)


def take_round(turn: Turn) -> Held:
    """Take a round in hand."""
    return kept(turn.seat.held) | {"round": turn.request.argument}


def take_group(turn: Turn) -> Held:
    """Take a consultation in hand, to launch a round of it."""
    return kept(turn.seat.held) | {"group": turn.scene.group(turn.request.argument)}


def take_template(turn: Turn) -> Held:
    """Take what the round asks about."""
    kind, _, bank = turn.request.argument.partition(":")
    return {**turn.seat.held, "kind": kind, "bank": bank}


def take_opening(turn: Turn) -> Held:
    """Take when it opens, "" for at once."""
    return {**turn.seat.held, "opens": turn.request.argument}


def take_ending(turn: Turn) -> Held:
    """Take when it closes, "" for by hand; its code is made now, so that it is launched once."""
    return {**turn.seat.held, "closes": turn.request.argument, "code": turn.tokens.token()}


def launch(turn: Turn) -> Held:
    """Launch what is in hand."""
    return _launched(turn, beside=False)


def launch_beside(turn: Turn) -> Held:
    """Launch what is in hand as a round that people may be in beside others."""
    return _launched(turn, beside=True)


def extend(turn: Turn) -> Held:
    """Give the round in hand more time."""
    until = datetime.fromisoformat(turn.request.argument)
    facilitation.extend(turn.store, turn.seat.held["round"], closes=until, now=turn.now, by=turn.by)
    return turn.seat.held


def close(turn: Turn) -> Held:
    """Close the round in hand."""
    facilitation.close(turn.store, turn.seat.held["round"], now=turn.now, by=turn.by)
    return turn.seat.held


def list_themes(turn: Turn) -> Held:
    """Offer the themes to answer to instead of the drafts."""
    return {**turn.seat.held, "list": THEME}


def take_subject(turn: Turn) -> Held:
    """Take a draft or theme in hand."""
    return {**turn.seat.held, "subject": turn.request.argument}


def take_verdict(turn: Turn) -> Held:
    """Take what becomes of it."""
    return {**turn.seat.held, "verdict": turn.request.argument}


def record_response(turn: Turn) -> Held:
    """Record what the working group answers, in the language that is spoken here."""
    held, asked = turn.seat.held, turn.scene.consultation
    subject = subject_held(asked, held["subject"])
    if asked is None or subject is None:
        raise NotAllowed("there is no such draft or theme any more")
    spoken = turn.voice.language if turn.voice.language in asked.languages else asked.languages[0]
    why, verdict = turn.request.argument, Verdict(held["verdict"])
    respond(turn.store, asked, Recorded(held["round"], subject, verdict, spoken, why, turn.now, turn.by))
    return {name: held[name] for name in ("round", "list") if name in held}


def _launched(turn: Turn, *, beside: bool) -> Held:
    """Launch a round, or know it again by its code where it was launched already."""
    held, consultation = turn.seat.held, turn.scene.consultation
    known = next((one for one in turn.store.rounds() if one.code == held["code"]), None)
    if consultation is None:
        raise NotAllowed("the consultation is not there any more")
    launched = known or facilitation.launch(
        turn.store,
        consultation,
        reference=held["group"],
        kind=Kind(held["kind"]),
        guide=held["bank"],
        opens=kept_time(held, "opens") or turn.now,
        closes=kept_time(held, "closes"),
        now=turn.now,
        tokens=turn.tokens,
        code=held["code"],
        beside=beside,
        by=turn.by,
    )
    return kept(held) | {"round": launched.id}


ACTS: dict[str, Act] = {
    "": keep,
    "close": close,
    "extend": extend,
    "launch": launch,
    "launch_beside": launch_beside,
    "list_themes": list_themes,
    "put_down": put_down,
    "respond": record_response,
    "take_ending": take_ending,
    "take_group": take_group,
    "take_opening": take_opening,
    "take_round": take_round,
    "take_subject": take_subject,
    "take_template": take_template,
    **moderating.ACTS,
    **noting.ACTS,
    **CHECKING_ACTS,
    "take_verdict": take_verdict,
    **drafting.ACTS,
    **announcing.ACTS,
    **plan.ACTS,
    **suggestions.ACTS,
    **targets.ACTS,
}

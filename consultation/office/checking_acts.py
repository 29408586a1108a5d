"""What reviewing and coding do with what a facilitator has in hand; see `office.acts`. Standard library only."""

from collections.abc import Callable, Iterable, Mapping

from consultation.checking.coding import Desk, Statement, codings_of
from consultation.checking.coding_desk import desk_of, keep_coded
from consultation.checking.review_desk import Ruling, decide, taken_next
from consultation.checking.reviewing import leanings_of, standing
from consultation.checking.reviews import Lean
from consultation.errors import Conflict, NotAllowed
from consultation.office.checking import leans_in, listed, with_lean, with_list
from consultation.office.turn import Turn

Held = Mapping[str, str]


# Reviewing


def review(turn: Turn) -> Held:
    """Take a round in hand, and the first answer that waits there."""
    return _next_case(turn, turn.request.argument, ())


def review_on(turn: Turn) -> Held:
    """Take the next answer in hand."""
    return _next_case(turn, turn.seat.held["round"], listed(turn.seat.held, "skipped"))


def skip(turn: Turn) -> Held:
    """Leave the answer in hand to others, and take the next."""
    held = turn.seat.held
    return _next_case(turn, held["round"], (*listed(held, "skipped"), held["answer"]))


def keep_review(turn: Turn) -> Held:
    """Keep what is decided on the answer in hand, and take the next."""
    held, consultation = turn.seat.held, turn.scene.consultation
    if consultation is None:
        raise NotAllowed("the consultation is not there any more")
    ruling = Ruling(held["answer"], int(held["revision"]), listed(held, "themes"), leans_in(held))
    if not decide(turn.store, consultation, ruling, by=turn.by, now=turn.now):
        raise NotAllowed("that answer is not as it was any more")
    return review_on(turn)


def take_theme_off(turn: Turn) -> Held:
    """Take a theme off the answer in hand."""
    held, gone = turn.seat.held, turn.request.argument
    return with_list(held, "themes", (theme for theme in listed(held, "themes") if theme != gone))


def put_theme_on(turn: Turn) -> Held:
    """Put a theme on the answer in hand."""
    held = turn.seat.held
    return with_list(held, "themes", dict.fromkeys((*listed(held, "themes"), turn.request.argument)))


def turn_page(turn: Turn) -> Held:
    """Turn to a page of the list of themes."""
    return {**turn.seat.held, "page": turn.request.argument}


def choose_draft(turn: Turn) -> Held:
    """Choose the draft that is to be judged; "" is none yet."""
    return {**turn.seat.held, "draft": turn.request.argument}


def lean(turn: Turn) -> Held:
    """Say how the words in hand lean on the draft that was chosen."""
    held = turn.seat.held
    return with_lean(held, held["draft"], Lean(turn.request.argument))


def stop_review(turn: Turn) -> Held:
    """Let the answer in hand go, and keep the round."""
    turn.means.checking.claims.claim((), by=turn.by, now=turn.now, until=turn.now)
    return put_answer_down(turn)


def _next_case(turn: Turn, round_id: str, skipped: Iterable[str]) -> Held:
    """Return what is in hand with the next answer that waits: none of it, where there is none."""
    left = tuple(skipped)
    held = with_list({"round": round_id, "answer": ""}, "skipped", left)
    checking = turn.means.checking
    found = taken_next(turn.store, checking.codings, checking.claims, round_id, by=turn.by, now=turn.now, skipped=left)
    if found is None:
        return held
    whose = turn.store.said_in(found.answer)
    answer = next(one for one in whose.answers if one.id == found.answer)
    leans = {one.draft: one.lean for one in leanings_of(answer)}
    held = {**held, "answer": answer.id, "revision": str(answer.current.number), "reason": found.reason.value}
    for draft, leaning in leans.items():
        held = with_lean(held, draft, leaning)
    return with_list(held, "themes", standing(answer.current))


# Coding


def code(turn: Turn) -> Held:
    """Take a round in hand, and the first statement of its sample that they have not coded."""
    round_id = turn.request.argument
    return _at(turn, {"round": round_id}, desk_of(turn.store, turn.means.checking.codings, round_id), "")


def code_on(turn: Turn) -> Held:
    """Take the next statement that is not coded."""
    return _at(turn, turn.seat.held, _desk(turn), turn.seat.held.get("answer", ""))


def tick_theme(turn: Turn) -> Held:
    """Choose a theme for the statement in hand, or leave it out again."""
    held, theme = turn.seat.held, turn.request.argument
    chosen = listed(held, "themes")
    rest = [one for one in chosen if one != theme]
    return with_list(held, "themes", rest if theme in chosen else (*rest, theme))


def keep_coding(turn: Turn) -> Held:
    """Keep what the statement in hand is coded with, and take the next."""
    held, there, consultation = turn.seat.held, _desk(turn), turn.scene.consultation
    if consultation is None:
        raise NotAllowed("the consultation is not there any more")
    coder = there.known_as(turn.by)
    coded = [(held["answer"], listed(held, "themes"))]
    new = codings_of(there, coder, coded, codebook=consultation.codebook, at=turn.now)
    try:
        keep_coded(turn.store, turn.means.checking.codings, there, new, by=turn.by)
    except Conflict as error:
        raise NotAllowed(str(error)) from None
    return _at(turn, held, there.after(new), held["answer"])


def code_before(turn: Turn) -> Held:
    """Take the statement before the one in hand, in the same part."""
    there, held = _desk(turn), turn.seat.held
    part = there.part(there.stage(there.known_as(turn.by)))
    place = next((at for at, one in enumerate(part) if one.id == held["answer"]), 0)
    return _with(turn, held, there, part[max(place - 1, 0)]) if part else held


def put_answer_down(turn: Turn) -> Held:
    """Keep the round in hand, and nothing else."""
    return {"round": turn.seat.held["round"]}


def _desk(turn: Turn) -> Desk:
    """Return the sample in hand; raise `NotAllowed` where two others code it by now."""
    if turn.scene.desk is None:
        raise NotAllowed("this sample is for two others")
    return turn.scene.desk


def _at(turn: Turn, held: Held, there: Desk, after: str) -> Held:
    """Return what is in hand with the next statement that is not coded: those after the one named come first."""
    coder = there.known_as(turn.by)
    stage = there.stage(coder)
    left = {one.id for one in there.left(coder, stage)}
    part = there.part(stage)
    place = next((at for at, one in enumerate(part) if one.id == after), -1)
    following = (*part[place + 1 :], *part[: place + 1])
    found = next((one for one in following if one.id in left), None)
    return _with(turn, held, there, found) if found else {"round": held["round"], "answer": ""}


def _with(turn: Turn, held: Held, there: Desk, found: Statement) -> Held:
    known = there.coding(there.known_as(turn.by), found.id)
    return with_list({"round": held["round"], "answer": found.id}, "themes", known.themes if known else ())


CHECKING_ACTS: dict[str, Callable[[Turn], Held]] = {
    "choose_draft": choose_draft,
    "code": code,
    "code_before": code_before,
    "code_on": code_on,
    "keep_coding": keep_coding,
    "keep_review": keep_review,
    "lean": lean,
    "put_answer_down": put_answer_down,
    "put_theme_on": put_theme_on,
    "review": review,
    "review_on": review_on,
    "skip": skip,
    "stop_review": stop_review,
    "take_theme_off": take_theme_off,
    "tick_theme": tick_theme,
    "turn_page": turn_page,
}

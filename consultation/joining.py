"""Two accounts become one respondent, and two again: what comes along, as values. Imports the standard library only.

Whoever sends the code *joins*; the respondent who asked for it is the one they are from then on, here called the
other. What the joining one brings along carries their pseudonym (`brought_by`), so that it can be given back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from consultation.flow import UNCONSENTED, Position, State
from consultation.records import Answer, Lent, Part, Participation, Quoting, Stance

Version = tuple[str, str]
"""A draft and its version."""


class Bringing(StrEnum):
    """What shall become of what the joining one said. With `OWN` or `THEIRS` it is said whose positions stand."""

    ALONG = "along"
    OWN = "own"
    THEIRS = "theirs"
    NOTHING = "nothing"


class Linking(StrEnum):
    """What came of giving a code; false where it joins nobody and nothing more is to be told."""

    REFUSED = ""
    JOINED = "joined"
    ASKED = "both have spoken"
    LINKED = "linked already"
    LIMITED = "too many wrong codes"


class Parting(StrEnum):
    """What came of wishing to part; false where nothing is linked."""

    NOTHING = ""
    PARTED = "parted"
    ELSEWHERE = "another account joined this one"


WRONG_CODES, WRONG_CODES_WITHIN = 5, timedelta(minutes=15)
"""After so many wrong codes within that time none is looked at; a code works no longer than that."""

STRICTEST = (Quoting.NONE, Quoting.PARAPHRASE, Quoting.VERBATIM)
IDLE = frozenset({State.CHOOSING, State.THANKED})
"""States in which somebody has nothing in hand."""

TAKEN_UP = {Part.ANSWER: State.ANSWERING, Part.WHY: State.ARGUING, Part.MISSING: State.COMPLETING}
OPENED = frozenset({State.READING, State.REWORDING, State.CORRECTING})


@dataclass(frozen=True, slots=True)
class Joining:
    """What the joining one is asked about: how much of theirs stands, and on which drafts both took a position."""

    answers: int
    positions: int
    drafts: tuple[str, ...]


def asked_about(pairs: Iterable[tuple[Participation, Participation | None]]) -> Joining:
    """Return what to ask, from (own, the other's) in each round that the joining one took part in."""
    several = list(pairs)
    both = [draft for own, theirs in several if theirs for draft, _ in opposed(own, theirs)]
    return Joining(
        answers=sum(1 for own, _ in several for _ in own.standing()),
        positions=sum(len(_held(own)) for own, _ in several),
        drafts=tuple(dict.fromkeys(both)),
    )


def opposed(own: Participation, theirs: Participation) -> tuple[Version, ...]:
    """Return the draft versions on which both took a position that stands."""
    held = _held(theirs)
    return tuple(version for version in _held(own) if version in held)


def brought(
    own: Participation, theirs: Participation | None, respondent: str, bringing: Bringing
) -> tuple[Participation, Participation]:
    """Return a joining one's participation once all is brought along, and the other's with it.

    Where the other did not take part it comes along whole. Else the other's consent, language, position and what they
    told of themselves stand, and what is missing is taken over. A consent is missing where it was never given or was
    withdrawn: then nothing of the other's stands that it could bear on. Positions on which both spoke stay behind or
    come after the other's, as ``bringing`` says.

    Nobody is quoted more widely than before: of two permissions the stricter holds (none, in other words, verbatim),
    and where only one was ever given it holds for both only if it is to quote nothing, or if the one who was not asked
    has no answer that stands; else it is to be asked for anew. What one of the two allows only to be counted is only
    counted, and whoever asked for silence keeps it.
    """
    own = settled(own)
    answers = tuple(replace(answer, brought_by=own.respondent) for answer in own.answers)
    left, along = _divided(own, theirs, bringing)
    if theirs is None:
        whole = replace(
            own, respondent=respondent, turn=0, answers=answers, stances=along, brought_by=own.respondent, lent=None
        )
        lent = Lent(
            consent=True,
            quoting=True,
            quoted=own.quoting,
            silenced=own.silent,
            silent=own.silent,
            attributes=tuple(sorted(own.attributes)),
        )
        return replace(own, answers=(), stances=left, lent=lent), whole
    consenting = own.consented and not theirs.consented
    quoting = _stricter(own, theirs)
    joined = replace(
        theirs,
        answers=(*theirs.answers, *answers),
        stances=(*theirs.stances, *along),
        attributes={**own.attributes, **theirs.attributes},
        consent=own.consent if consenting else theirs.consent,
        quoting=quoting,
        silent=own.silent or theirs.silent,
        on_record=own.on_record and theirs.on_record,
        shown=tuple(dict.fromkeys((*theirs.shown, *own.shown))),
        told_of=tuple(dict.fromkeys((*theirs.told_of, *own.told_of))),
        position=own.position if consenting or _goes_on(own, theirs) else theirs.position,
    )
    lent = Lent(
        consent=consenting,
        before=theirs.consent if consenting else None,
        quoting=theirs.quoting is None and quoting is not None,
        quoted=quoting,
        silenced=own.silent and not theirs.silent,
        silent=joined.silent,
        attributes=tuple(sorted(own.attributes.keys() - theirs.attributes.keys())),
    )
    return replace(own, answers=(), stances=left, lent=lent), joined


def given_back(
    own: Participation, theirs: Participation | None, *, since: datetime, visited: bool
) -> tuple[Participation, Participation | None]:
    """Return a participation as it is after parting, and the other's, None where nothing of theirs is left in it.

    The joined one has back what was brought along, as it stands now, beside what was left out; what was said while
    linked stays with the other. Of what the other took over, that goes which they did not make their own since: by
    saying something under it, or by changing it; a permission to quote that became stricter stays so. Whoever withdrew
    everything ``since`` the two were linked, or chose to be quoted less or not to be written to, has done so for both.
    ``visited`` says that an account of the other's was in this round last.
    """
    if theirs is None:
        return settled(replace(own, lent=None)), None
    mine = own.respondent
    returned = replace(
        own,
        answers=(*own.answers, *(replace(one, brought_by="") for one in theirs.answers if one.brought_by == mine)),
        stances=(*own.stances, *(replace(one, brought_by="") for one in theirs.stances if one.brought_by == mine)),
        lent=None,
    )
    if own.lent:
        chosen_since = own.quoting is not None and theirs.quoting is not own.lent.quoted
        returned = replace(
            returned,
            quoting=_strictest(own, theirs) if chosen_since else own.quoting,
            silent=own.silent if theirs.silent is own.lent.silent else theirs.silent,
        )
    taken_back = theirs.consent.withdrawn if theirs.consent else None
    if taken_back is not None and taken_back >= since:
        returned = withdrawn(returned, taken_back)
    rest = replace(
        theirs,
        answers=tuple(answer for answer in theirs.answers if answer.brought_by != mine),
        stances=tuple(stance for stance in theirs.stances if stance.brought_by != mine),
    )
    if rest.brought_by == mine:
        if not (rest.answers or rest.stances or visited):
            return settled(returned), None
        rest = replace(rest, brought_by="")
    if own.lent:
        rest = _without_loan(rest, own, own.lent)
    return settled(returned), settled(rest)


def withdrawn(whose: Participation, at: datetime) -> Participation:
    """Return a participation of which everything is withdrawn: answers, stances, the permission to quote, consent."""
    return replace(
        whose,
        answers=tuple(replace(answer, withdrawn=answer.withdrawn or at) for answer in whose.answers),
        stances=tuple(replace(stance, withdrawn=stance.withdrawn or at) for stance in whose.stances),
        consent=replace(whose.consent, withdrawn=whose.consent.withdrawn or at) if whose.consent else None,
        quoting=None,
        reminding=False,
    )


def settled(whose: Participation) -> Participation:
    """Return a participation whose position fits what is theirs: nobody is at an answer that is another's or gone."""
    at, standing = whose.position, {answer.id: answer for answer in whose.standing()}
    in_hand = standing.get(at.answer)
    if not whose.consented:
        if at.state not in UNCONSENTED:
            at = Position(State.DECLINED)
        elif at.state is State.JOINING:
            at = Position()
    elif at.state is State.LINKING:
        at = _taken_up(in_hand) if in_hand else Position(State.CHOOSING)
    elif at.state in OPENED and at.item not in standing:
        at = Position(State.REVIEWING)
    elif at.answer and in_hand is None:
        at = replace(at, answer="", probed=False)
    return replace(whose, position=at)


def _taken_up(answer: Answer) -> Position:
    """Return the position of somebody who goes on with an answer; it gets no second follow-up."""
    return Position(TAKEN_UP[answer.part], answer.item, answer.draft_version, answer.id, probed=True)


def _goes_on(own: Participation, theirs: Participation) -> bool:
    """Say whether the joining one has an answer in hand, and the other nothing."""
    return bool(own.position.answer) and theirs.position.state in IDLE


def _held(whose: Participation) -> dict[Version, Stance]:
    """Return the positions that stand, by draft version."""
    versions = dict.fromkeys((stance.draft, stance.version) for stance in whose.stances)
    found = {version: whose.stance(*version) for version in versions}
    return {version: stance for version, stance in found.items() if stance}


def _divided(
    own: Participation, theirs: Participation | None, bringing: Bringing
) -> tuple[tuple[Stance, ...], tuple[Stance, ...]]:
    """Return the stances that stay behind and those that come along: all or none on each version.

    One that does not stand would, coming after it, take away the other's.
    """
    held, others = _held(own), _held(theirs) if theirs else {}

    def stays(stance: Stance) -> bool:
        version = stance.draft, stance.version
        return version in others and not (bringing is Bringing.OWN and version in held)

    left = tuple(stance for stance in own.stances if stays(stance))
    along = tuple(replace(stance, brought_by=own.respondent) for stance in own.stances if not stays(stance))
    return left, along


def _stricter(one: Participation, other: Participation) -> Quoting | None:
    """Return the permission to quote that holds for the words of both."""
    asked = [whose for whose in (one, other) if whose.quoting is not None]
    unasked = [whose for whose in (one, other) if whose.quoting is None]
    chosen = _strictest(*asked)
    widened = any(True for whose in unasked for _ in whose.standing())
    return None if chosen is not Quoting.NONE and widened else chosen


def _strictest(*several: Participation) -> Quoting | None:
    """Return the strictest permission that was chosen, None where none was."""
    chosen = {whose.quoting for whose in several}
    return next((quoting for quoting in STRICTEST if quoting in chosen), None)


def _without_loan(rest: Participation, own: Participation, lent: Lent) -> Participation:
    """Return the other's participation less what it took over and did not make its own."""
    untouched = {name for name in lent.attributes if rest.attributes.get(name) == own.attributes.get(name)}
    rest = replace(
        rest,
        attributes={name: told for name, told in rest.attributes.items() if name not in untouched},
        silent=rest.silent and not lent.silenced,
    )
    if any(True for _ in rest.standing()) or _held(rest):
        return rest
    if lent.quoting and rest.quoting == own.quoting:
        rest = replace(rest, quoting=None)
    if lent.consent and rest.consented:
        began = Position(State.DECLINED) if lent.before else Position()
        rest = replace(rest, consent=lent.before, quoting=None, position=began)
    return rest

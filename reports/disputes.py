"""How many of those who were asked say that an edition did not get them right. Imports only consultation.

A pure function of the snapshot. Numbers of one to four people are masked, and what would give them away by subtraction:
of those who answered, who disputes it and who does not; of those who dispute it, who says not quite and who says wrong.
Of fewer than nine who do not all say the same, one of the two is few, so that even "few" would tell how many.
"""

from dataclasses import dataclass
from enum import StrEnum

from consultation.loop.echoes import Judged
from consultation.records import Snapshot
from reports.masking import THRESHOLD, is_small

TELLING = 2 * THRESHOLD - 1
"""From so many who answered on, that few of them say something does not tell how many."""


class Known(StrEnum):
    """What may be said of how many dispute an edition."""

    NOBODY = "nobody"  # nobody has answered
    FEW = "few"  # too few have answered
    RATE = "rate"
    BELOW = "below"  # fewer than five of those who answered
    ABOVE = "above"  # all of them but fewer than five
    EITHER = "either"  # too few dispute it, and too few do not


@dataclass(frozen=True, slots=True)
class DisputeFinding:
    """What came back of one edition, as far as it may be told; None is masked.

    ``bound`` is the rate where it is ``known`` exactly, else what it is below or above, from 0 to 1.
    """

    round: str
    edition: int
    known: Known
    asked: int | None
    answered: int | None
    disputed: int | None = None
    not_quite: int | None = None
    wrong: int | None = None
    bound: tuple[int, int] | None = None


def disputes_found(snapshot: Snapshot) -> tuple[DisputeFinding, ...]:
    """Return what came back of each edition about which anybody was asked."""
    return tuple(_found(one) for one in snapshot.judged if one.asked)


def _found(one: Judged) -> DisputeFinding:
    known = _known(one)
    exact = known is Known.RATE
    split = exact and not is_small(one.not_quite) and not is_small(one.wrong)
    bound = {
        Known.RATE: (one.disputed, one.answered),
        Known.BELOW: (THRESHOLD, one.answered),
        Known.ABOVE: (one.answered - THRESHOLD, one.answered),
    }
    return DisputeFinding(
        round=one.round,
        edition=one.edition,
        known=known,
        asked=None if is_small(one.asked) else one.asked,
        answered=None if is_small(one.answered) else one.answered,
        disputed=one.disputed if exact else None,
        not_quite=one.not_quite if split else None,
        wrong=one.wrong if split else None,
        bound=bound.get(known),
    )


def _known(one: Judged) -> Known:
    content = one.answered - one.disputed
    if not one.answered:
        return Known.NOBODY
    if is_small(one.answered):
        return Known.FEW
    if one.disputed and content and one.answered < TELLING:
        return Known.EITHER
    if is_small(one.disputed):
        return Known.BELOW
    return Known.ABOVE if is_small(content) else Known.RATE

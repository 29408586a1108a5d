"""How reviewers read what was said, as for a draft or against it, where its author took no position on it.

Imports only consultation. It stands beside the positions that people took and is never added to them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consultation.checking.reviews import Lean
from reports.evidence import Evidence, evidence, words_of
from reports.stances import Positions
from reports.statements import Heard, Place

SIDES = (Lean.FOR, Lean.AGAINST)


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers that a reviewer read with a view to one version of a draft: all of them, and those that take a side.

    Whoever said several things may stand on both sides.
    """

    read: Evidence
    sides: tuple[tuple[Lean, Evidence], ...]


def readings(answers: Iterable[Heard], positions: Positions) -> Mapping[Place, Reading]:
    """Return what reviewers read, by draft; answers of people who took a position there are left out."""
    read: dict[Place, list[tuple[Heard, Lean]]] = defaultdict(list)
    for one in answers:
        review = one.answer.current.review
        for leaning in review.leanings if review else ():
            place = Place("draft", leaning.version, leaning.draft)
            if one.respondent not in positions.get(place, {}):
                read[place].append((one, leaning.lean))
    return {place: _reading(place, found) for place, found in read.items()}


def _reading(place: Place, found: list[tuple[Heard, Lean]]) -> Reading:
    words = (*words_of(place), "read")
    sides = ((side, evidence([one for one, lean in found if lean is side], *words, side.value)) for side in SIDES)
    return Reading(evidence([one for one, _ in found], *words), tuple(sides))

"""Positions that were asked for and taken on drafts. Imports only consultation.

For and against are never read from words: only what a respondent chose when asked is counted here.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from consultation.guide import Draft
from consultation.records import Participation, Side, Snapshot
from reports.statements import Place

SIDES = (Side.SUPPORT, Side.CHANGES, Side.OPPOSE, Side.NONE)
STUDY_SIDES = (Side.STUDY, Side.NOT_NOW, Side.NONE)

Positions = Mapping[Place, Mapping[str, Side]]
"""Draft → respondent → the position that stands."""


def sides_of(draft: Draft) -> tuple[Side, ...]:
    """Return the positions that a draft of its kind offers."""
    return STUDY_SIDES if draft.kind == "research" else SIDES


def positions(snapshot: Snapshot) -> Positions:
    """Return the positions that stand: one per respondent and version of a draft, the latest over all rounds."""
    latest: dict[Place, dict[str, tuple[datetime, Side]]] = {}
    for respondent, place, at, side in _standing(snapshot):
        there = latest.setdefault(place, {})
        if respondent not in there or there[respondent][0] <= at:
            there[respondent] = (at, side)
    return {place: {who: side for who, (_, side) in there.items()} for place, there in latest.items()}


def _standing(snapshot: Snapshot) -> Iterator[tuple[str, Place, datetime, Side]]:
    for record in snapshot.rounds:
        for participation in record.participations:
            if participation.consented:
                yield from _of(participation)


def _of(participation: Participation) -> Iterator[tuple[str, Place, datetime, Side]]:
    for draft, version in dict.fromkeys((one.draft, one.version) for one in participation.stances):
        stance = participation.stance(draft, version)
        if stance is not None:
            yield participation.respondent, Place("draft", version, draft), stance.at, stance.side

"""How much one person may have kept in one round: far more than anybody says, and less than would fill a disk.

Imports the standard library only.
"""

from consultation.flow import Event
from consultation.records import Participation

MOST = 4_000_000
"""Characters, in every state that an answer had: forty of the longest messages of a chat in one answer, or three
thousand short ones."""

STANCE = 100
"""What a position counts for."""

ADDS = frozenset({Event.WORDS, Event.EDITED, Event.TOGGLE, Event.STANCE, Event.STUDY})
"""What makes more of what is kept; whatever takes something away is always heard."""


def used_up(person: Participation, event: Event) -> bool:
    """Say whether what somebody does now is not kept, since they have used up what they may have kept."""
    return event in ADDS and _kept(person) > MOST


def _kept(person: Participation) -> int:
    revisions = (revision for answer in person.answers for revision in answer.revisions)
    written = sum(len(piece.text) for revision in revisions for piece in revision.pieces)
    return written + STANCE * len(person.stances)

"""What both outboxes know of a notice's fate. Imports `consultation` only."""

from consultation.notices import Fate

UNSETTLED = frozenset({Fate.WAITING, Fate.SENDING})
INTERRUPTED = "the sender stopped before it knew whether it arrived"
DROPPED = "their address is not kept any more"
SILENT = "they asked for no more messages"


def require_outcome(fate: Fate) -> None:
    """Raise `ValueError` where a claim would be settled as one that goes on: nobody would ever end it."""
    if fate is Fate.SENDING:
        raise ValueError(
            "that it is being sent is no outcome: settle a notice once it is known, or let the claim run out"
        )

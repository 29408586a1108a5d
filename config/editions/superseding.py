"""Makes editions in the place of those that are stale: on command, or when the calendar finds one due.

Imports everyone. However often, and by however many processes at once, there is one for each: who makes it holds the
lock of the round's folder, and the database takes one edition only in the place of another.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from config.editions.files import locked
from config.editions.reporting import Made, make_edition, tidy_up
from config.editions.settling import settle
from config.wiring import Deployment
from consultation.due import CALENDAR
from consultation.editions import Edition, State
from consultation.facilitation import ACTOR
from consultation.pinning import pinned
from consultation.records import Act

QUIET = timedelta(hours=1)
"""So long nobody changed anything before an edition that is only out of date is superseded: one for several changes."""

STALE = (State.STALE, State.WITHDRAWN)


def supersede(deployment: Deployment, round_id: str, *, by: str = ACTOR) -> tuple[Made, ...]:
    """Make an edition in the place of each kind that is stale, of those that a round leads; none where all stand.

    Editions are of one kind where they have rounds, language, formats and cut in common. What words may not be shown
    any more goes first, and whoever took something back is told last. The audit log has that it was done, ``by`` whom.
    """
    deployment.store.round(round_id)
    with locked(deployment.editions_of(round_id)):
        tidy_up(deployment, round_id)
        settle(deployment, round_id)
        made = tuple(_succeed(deployment, edition, by) for edition in _kinds(deployment, round_id))
        settle(deployment, round_id)
    return made


def supersede_due(deployment: Deployment, now: datetime) -> tuple[Made, ...]:
    """Supersede what is due in all rounds: at once where words must go, else after an hour in which nobody changed any.

    It also ends what a process that was killed had begun.
    """
    made: list[Made] = []
    for known in deployment.store.rounds():
        editions = deployment.store.editions(known.id, pins=False)
        if any(_is_due(edition, now) for edition in editions):
            made += supersede(deployment, known.id, by=CALENDAR)
        elif editions:
            with locked(deployment.editions_of(known.id)):
                tidy_up(deployment, known.id)
                settle(deployment, known.id)
    return tuple(made)


def _is_due(edition: Edition, now: datetime) -> bool:
    if edition.state is State.STALE:
        return edition.edited is None or edition.edited + QUIET <= now
    return edition.state is State.WITHDRAWN


def _kinds(deployment: Deployment, round_id: str) -> Sequence[Edition]:
    """Return the newest stale edition of each kind, the oldest first: the current one is succeeded last."""
    stale = [one for one in deployment.store.editions(round_id, pins=False) if one.state in STALE]
    newest = {one.made_as: one for one in stale}
    return sorted(newest.values(), key=lambda one: one.number)


def _succeed(deployment: Deployment, old: Edition, by: str) -> Made:
    """Make the edition that succeeds one and all others of its kind."""
    snapshot = pinned(deployment.snapshot(old.rounds))
    made = make_edition(deployment, replace(old, causes={}, edited=None), snapshot)
    note = f"edition {made.number} in the place of {old.number}"
    deployment.store.note(Act(snapshot.taken, by, "supersede", old.round, note))
    return made

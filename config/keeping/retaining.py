"""What is not kept any longer: addresses when their time has come, and keys that seal no more. Imports everyone.

Each step can be taken again, and costs next to nothing where nothing is due: whoever serves bots may ask often.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from config.keeping.erasures import keep_list
from config.keeping.key_turning import end_turn
from config.wiring import Deployment
from consultation.errors import PalabreError
from consultation.facilitation import ACTOR
from consultation.records import Act
from consultation.retention import Contact, due, ended, over
from consultation.rounds import Round

log = logging.getLogger("palabre.retention")


@dataclass(frozen=True, slots=True)
class Due:
    """Whose addresses are to be dropped, and the rounds that are over, by id."""

    contacts: tuple[Contact, ...]
    rounds: tuple[str, ...]


def drop_due(deployment: Deployment, now: datetime) -> int:
    """Drop the addresses that nobody needs any more, and a key that opens nothing any more; return how many went.

    It also brings the list of the erased up to date.
    """
    keep_list(deployment)
    end_turn(deployment, now)
    found = what_is_due(deployment, now)
    if not found.contacts:
        return 0
    dropped = deployment.addresses.drop(found.contacts, at=now)
    deployment.store.note(Act(now, ACTOR, "drop addresses", ", ".join(found.rounds), f"{dropped} addresses"))
    return dropped


def what_is_due(deployment: Deployment, now: datetime) -> Due:
    """Return whose addresses would be dropped now; nothing is changed.

    A round counts as going on where its consultation cannot be loaded: nobody can say how long it keeps them.
    """
    known = deployment.store.rounds()
    days = {launched.id: kept for launched in known if (kept := _days(deployment, launched)) is not None}
    ends = {launched.id: _ended(deployment, launched, now) for launched in known if launched.id in days}
    gone = over(ends, days, now)
    contacts = due(deployment.addresses.contacts(gone), gone, days, now) if gone else ()
    return Due(contacts, _of(contacts))


def _of(contacts: Sequence[Contact]) -> tuple[str, ...]:
    return tuple(sorted({name for one in contacts for name in one.rounds}))


def _ended(deployment: Deployment, launched: Round, now: datetime) -> datetime | None:
    reports = [edition.made for edition in deployment.store.editions(launched.id, pins=False)]
    return ended(launched, reports, now)


def _days(deployment: Deployment, launched: Round) -> int | None:
    try:
        return deployment.consultation(launched.consultation).retention_days
    except PalabreError as error:
        log.warning("%s keeps its addresses: %s", launched.id, type(error).__name__)
        return None

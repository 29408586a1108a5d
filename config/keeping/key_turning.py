"""A new key for addresses, and an end of the old one. Imports everyone.

The new key is written first, before the old one; then every address is sealed anew in one transaction; last the old
key goes. Wherever that ends, what was sealed opens, and the next turn goes on from there. Who serves bots seals with
the new key from the next message; what they were about to keep under the old one is sealed anew before that goes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from config.editions.files import locked
from config.wiring import Deployment
from consultation.records import Act

UNDER_WAY = timedelta(minutes=10)
"""How long the old key still opens: longer than what somebody wrote can be under way into the database."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn of the key came to: how many addresses it sealed anew, and until when the old key still opens.

    ``until`` None says that it is gone.
    """

    resealed: int
    until: datetime | None = None


def turn_key(deployment: Deployment, *, by: str, at_once: bool = False) -> Turn:
    """Seal addresses with a new key, or go on with a turn that was begun.

    ``at_once`` lets the old key go in the same turn: for when no bot is being served.
    """
    now, keys = deployment.clock.now(), deployment.identities().keys
    with locked(deployment.settings.home / "keys"):
        began = keys.retired is None
        if began:
            keys.turn(now)
        resealed = _reseal(deployment)
        since = keys.retired
        until = None if at_once or since is None or since + UNDER_WAY <= now else since + UNDER_WAY
        if until is None:
            keys.drop()
    note = f"{'begun' if began else 'gone on'}: {resealed} addresses{'' if until else ', the old key is gone'}"
    deployment.store.note(Act(now, by, "rotate key", "address key", note))
    return Turn(resealed, until)


def end_turn(deployment: Deployment, now: datetime) -> bool:
    """Let the old key go where nothing can be under way any more; say whether one went."""
    keys = deployment.identities().keys
    since = keys.retired
    if since is None or since + UNDER_WAY > now:
        return False
    with locked(deployment.settings.home / "keys"):
        _reseal(deployment)
        keys.drop()
    return True


def _reseal(deployment: Deployment) -> int:
    return deployment.addresses.reseal(deployment.identities().resealed)

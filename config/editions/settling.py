"""What remains to be done once an edition is stale or superseded: it is buried, and whoever took something back told.

Imports everyone. Each step can be taken again, so it does not matter where a process that takes them is killed.
"""

from config.editions.files import bury, locked
from config.wiring import Deployment
from consultation.announcing import give_receipts
from consultation.editions import Edition, State, current_edition

BURIED = (State.WITHDRAWN, State.SUPERSEDED)
"""An edition in which words may not be shown any more is taken away before there is another."""


def settle(deployment: Deployment, round_id: str) -> int:
    """Bury the editions of a round that may not be shown, and queue the receipts; return how many are new.

    Whoever calls this holds the lock of the round's folder.
    """
    _bury_hidden(deployment, round_id)
    launched = deployment.store.round(round_id)
    if not deployment.store.receipts(round_id):
        return 0
    announcer, now = deployment.announcer(), deployment.clock.now()
    return give_receipts(deployment.store, deployment.outbox, announcer, launched, now=now)


def bury_everywhere(deployment: Deployment) -> None:
    """Bury the editions of all rounds that may not be shown, for whoever has erased somebody; nobody is told."""
    for known in deployment.store.rounds():
        if deployment.store.editions(known.id, pins=False):
            with locked(deployment.editions_of(known.id)):
                _bury_hidden(deployment, known.id)


def _bury_hidden(deployment: Deployment, round_id: str) -> None:
    editions = deployment.store.editions(round_id, pins=False)
    for edition in editions:
        if edition.state in BURIED:
            _bury(deployment, edition, current_edition(editions))


def _bury(deployment: Deployment, edition: Edition, current: Edition | None) -> None:
    from reports.render import grammar_of
    from reports.tombstone import tombstone

    stands = tombstone(edition, current, grammar_of((edition.language,)))
    bury(deployment.editions_of(edition.round), edition.number, stands)

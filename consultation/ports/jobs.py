"""Work that one of several processes does. Standard library only."""

from datetime import datetime
from typing import Protocol


class Jobs(Protocol):
    """Keeps who does what only one process shall do at a time. Each method is one transaction, as a store's are."""

    def claim(self, job: str, *, worker: str, now: datetime, until: datetime) -> bool:
        """Claim a job that is due, until then; return whether it is this worker's.

        False while another's claim has not run out. A job that nobody has done yet is due.
        """
        ...

    def done(self, job: str, *, worker: str, due: datetime) -> bool:
        """Say that a claimed job is done, and when it is due again.

        Returns False, with nothing changed, where the claim is no longer this worker's.
        """
        ...

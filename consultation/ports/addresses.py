"""What is kept of addresses, and dropped. Standard library only."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Protocol

from consultation.retention import Contact


class Addresses(Protocol):
    """Keeps where people and groups are written to, sealed. Each method is one transaction, as a store's are.

    It lies in the store's database: who is erased there has no address here.
    """

    def reseal(self, resealed: Callable[[str], str]) -> int:
        """Put what ``resealed`` makes of it in the place of each address, all or none; return how many changed.

        Whoever writes meanwhile waits until it is done. What it raises undoes everything.
        """
        ...

    def contacts(self, rounds: Collection[str]) -> tuple[Contact, ...]:
        """Return the accounts with an address of whoever takes part in any of these rounds, in order."""
        ...

    def drop(self, contacts: Iterable[Contact], *, at: datetime) -> int:
        """Drop the addresses of these accounts, and what still waits to be sent to them; return how many went.

        One that is in other rounds by now, or to which something was sent since, keeps its address.
        """
        ...

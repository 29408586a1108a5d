"""What a store keeps of editions. Standard library only."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from consultation.editions import Earlier, Edition, Receipt, Told
from consultation.records import Snapshot


class Editions(Protocol):
    """Keeps editions: what each was made of, and who must be told of its successor."""

    def add_edition(
        self,
        edition: Edition,
        snapshot: Snapshot | None = None,
        told: Told | None = None,
        *,
        supersedes: Sequence[int] = (),
    ) -> None:
        """Keep an edition with the pinned ``snapshot`` it was made from and what it ``told``, in place of others.

        Those others are superseded from then on, and all that is kept of them is what they told and why they went.
        Raises `Conflict` where its number is taken or one of them is superseded already, and `Withdrawn` where
        something it uses, of whatever round, is not as it was: an answer is withdrawn, gone, set aside, left out of a
        link, revised or no longer to be shown, a position or what somebody told of themselves is another.

        From then on whatever changes one of these marks the edition stale, with its cause, in the same transaction;
        where words in it may not be shown any more, its snapshot goes too. Tagging anew changes nothing in it.
        """
        ...

    def editions(self, round_id: str, *, pins: bool = True) -> tuple[Edition, ...]:
        """Return the editions that a round leads, oldest first; without ``pins``, which are many, at little cost."""
        ...

    def pinned(self, round_id: str, number: int) -> Snapshot:
        """Return the snapshot from which an edition was made, as it was pinned.

        Raises `NotFound` where there is no such edition or it was never pinned, and `Withdrawn` where it was, and
        something in it was taken back since or it is superseded.
        """
        ...

    def told(self, *round_ids: str) -> tuple[Earlier, ...]:
        """Return what the editions led by these rounds told, also those that are superseded: the oldest first."""
        ...

    def receipts(self, round_id: str) -> tuple[Receipt, ...]:
        """Return what is owed to those who took back or changed what a superseded edition had used, in order.

        Who has joined another since is that one. Whoever erased themselves is owed nothing: they are not known.
        """
        ...

    def receipted(self, receipts: Iterable[Receipt]) -> None:
        """Keep that these are owed no longer."""
        ...

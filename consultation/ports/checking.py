"""What is kept of tags that people check. Standard library only."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from consultation.checking.coding import Coded, Coding, Sample


class Codings(Protocol):
    """Keeps samples of answers and what people coded them with. Each method is one transaction, as a store's are.

    It lies in the store's database: an answer that is erased is in no sample any more, nor is any coding of it.
    """

    def add_sample(self, sample: Sample) -> None:
        """Keep a sample; one of that round and number in which nobody has coded anything is replaced.

        Raises `Conflict` where somebody has, or an answer of it is gone; `NotFound` without the round.
        """
        ...

    def samples(self, round_id: str) -> tuple[Sample, ...]:
        """Return the samples of a round by number, each with the answers that are not erased, in their order."""
        ...

    def keep_codings(self, round_id: str, number: int, codings: Iterable[Coding]) -> None:
        """Keep codings of a sample, all or none, each in the place of the coder's earlier one of that answer.

        Raises `NotFound` where an answer is not in the sample as it is coded, `Conflict` where more than two people
        would have coded it.
        """
        ...

    def codings(self, round_id: str, number: int) -> tuple[Coding, ...]:
        """Return the codings of a sample, ordered by coder, then in the order of the sample."""
        ...

    def coded(self, round_id: str) -> tuple[Coded, ...]:
        """Return the revisions that people have coded in a round, with who coded them, and whether blind or shown.

        They are examples to learn from: a revision stands here once for each coder and sample. Left out is what does
        not stand any more: answers that may not count, and those whose author has changed the words since.
        """
        ...


class Claims(Protocol):
    """Keeps who has which answer in hand to review it. Each method is one transaction, as a store's are.

    It lies in the store's database: an answer that is erased is in nobody's hand.
    """

    def claim(self, answers: Sequence[str], *, by: str, now: datetime, until: datetime) -> str:
        """Give somebody the first of these answers that nobody else has, until then; return its id, "" for none.

        Whatever else they had is let go, also where there is none for them. A claim ends by itself.
        """
        ...

    def claimed(self, answers: Sequence[str], *, now: datetime) -> dict[str, str]:
        """Return who has which of these answers in hand."""
        ...

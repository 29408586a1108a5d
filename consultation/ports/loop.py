"""What a store keeps of what comes after a publication: a part of `ports.Store`. Imports the standard library only.

Who is asked whether an edition got them right, what they say, and what the working group answers.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from consultation.loop.echoes import Dispute, Echo
from consultation.loop.responses import Recorded


class Loop(Protocol):
    """Closes the loop. Each method is one transaction, as all of a store's are."""

    def ask(self, echoes: Iterable[Echo]) -> None:
        """Keep that people are asked about an edition; who is asked about it already stays as they are.

        Raises `NotFound` where there is no such edition or respondent.
        """
        ...

    def asked(self, respondent: str) -> tuple[Echo, ...]:
        """Return all that a respondent was asked, also before they were linked, the oldest first."""
        ...

    def inform(self, echoes: Iterable[Echo], until: datetime) -> None:
        """Keep that these people were told the working group's responses up to then."""
        ...

    def echoes(self, round_id: str) -> tuple[Echo, ...]:
        """Return what comes back of the editions that a round leads, one echo per edition and person.

        Each has whom they are by now (see `echoes.one_each`). An echo stands as long as its author's consent does in
        the round they took part in, and the statement that it is about.
        """
        ...

    def disputes(self, round_id: str) -> tuple[Dispute, ...]:
        """Return the disputes among them, in the order in which they are best reviewed."""
        ...

    def respond(self, recorded: Recorded) -> None:
        """Keep a response of the working group, after all before it; raise `NotFound` without the round."""
        ...

    def responses(self, *round_ids: str) -> tuple[Recorded, ...]:
        """Return the history of the responses in these rounds, oldest first."""
        ...

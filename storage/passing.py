"""`PassingLoop`: what comes after a publication, handed on to the store behind. Imports `consultation` only."""

from collections.abc import Iterable
from datetime import datetime

from consultation.loop.echoes import Dispute, Echo
from consultation.loop.responses import Recorded
from consultation.ports.loop import Loop


class PassingLoop:
    """The part of a store that remembers nothing of this: it is asked seldom."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop

    def ask(self, echoes: Iterable[Echo]) -> None:
        self._loop.ask(echoes)

    def asked(self, respondent: str) -> tuple[Echo, ...]:
        return self._loop.asked(respondent)

    def inform(self, echoes: Iterable[Echo], until: datetime) -> None:
        self._loop.inform(echoes, until)

    def echoes(self, round_id: str) -> tuple[Echo, ...]:
        return self._loop.echoes(round_id)

    def disputes(self, round_id: str) -> tuple[Dispute, ...]:
        return self._loop.disputes(round_id)

    def respond(self, recorded: Recorded) -> None:
        self._loop.respond(recorded)

    def responses(self, *round_ids: str) -> tuple[Recorded, ...]:
        return self._loop.responses(*round_ids)

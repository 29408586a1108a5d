"""`MemoryLoop`: what comes after a publication, in a store in memory. Imports `consultation` and what is held."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from consultation.errors import Conflict, NotFound
from consultation.loop.echoes import Dispute, Echo, disputes, one_each
from consultation.loop.responses import Recorded
from storage.held import Held


class MemoryLoop:
    """The part of `MemoryStore` that closes the loop, under its lock."""

    def __init__(self, held: Held) -> None:
        self.held = held

    def ask(self, echoes: Iterable[Echo]) -> None:
        several = list(echoes)
        with self.held.lock:
            known = {(one.round, one.edition, one.respondent) for one in self.held.echoes.values()}
            for one in several:
                if not self.has_edition(one.round, one.edition) or not self.held.theirs(one.respondent):
                    raise NotFound(f"there is no edition {one.edition} of {one.round}, or nobody to ask about it")
            new = (one for one in several if (one.round, one.edition, one.respondent) not in known)
            self.held.echoes |= {one.id: one for one in new}

    def asked(self, respondent: str) -> tuple[Echo, ...]:
        with self.held.lock:
            family = self.held.family(respondent)
            theirs = [one for one in self.held.echoes.values() if one.respondent in family]
            return tuple(sorted(theirs, key=lambda one: (one.asked, one.id)))

    def inform(self, echoes: Iterable[Echo], until: datetime) -> None:
        with self.held.lock:
            there = [one.id for one in echoes if one.id in self.held.echoes]
            self.held.echoes |= {name: replace(self.held.echoes[name], told=until) for name in there}

    def echoes(self, round_id: str) -> tuple[Echo, ...]:
        with self.held.lock:
            now = [
                replace(one, respondent=self.held.family(one.respondent)[0])
                for one in self.held.echoes.values()
                if one.round == round_id
            ]
            return one_each(one for one in now if self._stands(one))

    def disputes(self, round_id: str) -> tuple[Dispute, ...]:
        return disputes(self.echoes(round_id))

    def respond(self, recorded: Recorded) -> None:
        with self.held.lock:
            self.held.round(recorded.round)
            self.held.responses.append(recorded)

    def responses(self, *round_ids: str) -> tuple[Recorded, ...]:
        with self.held.lock:
            return tuple(one for one in self.held.responses if one.round in round_ids)

    # What the store asks, its lock held.

    def has_edition(self, round_id: str, number: int) -> bool:
        """Say whether there is such an edition: the store's to tell."""
        raise NotImplementedError

    def require_asked(self, echo: Echo | None) -> None:
        """Raise `Conflict` where it is not kept any more that somebody was asked."""
        if echo and echo.id not in self.held.echoes:
            raise Conflict("nobody is asked this any more: load it again")

    def judge(self, echo: Echo | None) -> None:
        """Keep what somebody said of an edition."""
        if echo:
            kept = self.held.echoes[echo.id]
            self.held.echoes[echo.id] = replace(
                kept,
                judgement=echo.judgement,
                at=echo.at,
                answer=echo.answer,
                words=echo.words,
                message=echo.message,
            )

    def _stands(self, one: Echo) -> bool:
        whose = self.held.participations.get((one.of_round, one.respondent))
        if whose is None or not whose.consented:
            return False
        key = self.held.authors.get(one.answer)
        said = self.held.participations[key].answer(one.answer) if key else None
        there = key is not None and key[1] not in self.held.joinings
        return not one.answer or (there and said is not None and said.withdrawn is None)

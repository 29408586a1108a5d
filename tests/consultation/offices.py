"""The words of a test of the office: an installation with facilitators beside respondents. No test itself."""

import re
from contextlib import nullcontext
from dataclasses import dataclass, field

from consultation import appointing, facilitation
from consultation.announcing import Announcer
from consultation.glance import steadied
from consultation.going import Going
from consultation.guide import Consultation
from consultation.interview import Interview
from consultation.office import Office
from consultation.office_turn import Means
from consultation.ports import Outbox, Staff, Store
from consultation.private_data import Kind, Private
from consultation.progress import progress
from consultation.reception import Reception
from consultation.roles import Role
from consultation.rounds import Round
from reports import masking
from storage.memory import MemoryStore
from storage.memory_outbox import MemoryOutbox
from storage.memory_staff import MemoryStaff
from tests.consultation.conversations import CATALOGUES, CONSULTATION, Installation, Respondent

ANNOUNCER = Announcer(lambda _: CONSULTATION, CATALOGUES)


class Numbers:
    """Finds what has many digits."""

    def find(self, text: str, *, language: str = "") -> tuple[Private, ...]:  # noqa: ARG002 - as the port has it
        return tuple(Private(one.start(), one.end(), Kind.PHONE) for one in re.finditer(r"\d{6,}", text))


class Drawn:
    """Draws nothing but what it was asked for."""

    def standing(self, going: Going, consultation: Consultation, language: str) -> bytes:
        return f"{going.status.round.id} of {consultation.id} in {language}".encode()


@dataclass
class House(Installation):
    """An installation whose one door leads to the interview and to the office; previews outlive a message."""

    staff: Staff | None = None
    consultations: dict[str, Consultation] = field(default_factory=lambda: {"partnerships": CONSULTATION})
    reception: Reception | None = None
    outbox: Outbox = field(default_factory=lambda: MemoryOutbox(MemoryStore()))
    drawing: Means | None = None
    previews: list[MemoryStore] = field(default_factory=list)

    @classmethod
    def in_memory(cls) -> "House":
        store = MemoryStore()
        return cls(lambda: nullcontext(store), staff=MemoryStaff(store), outbox=MemoryOutbox(store))

    def door(self, store: Store) -> Reception:
        """Return the reception of the process, made at the first message."""
        if self.reception is None:
            self.reception = Reception(self.interview(store), self._office(store), self._staff)
        return self.reception

    def restarts(self) -> None:
        """Let another process take over."""
        self.reception = None

    def invite(self, store: Store, name: str, role: Role = Role.FACILITATOR, consultation: str = "") -> str:
        """Invite somebody and return the code."""
        now = self.clock.now()
        return appointing.invite(
            store, self._staff, name, role=role, consultation=consultation, now=now, tokens=self.tokens
        )

    def appoints(self, name: str, role: Role = Role.FACILITATOR, consultation: str = "") -> Respondent:
        """Return somebody who has taken up a role."""
        with self.opened() as store:
            code = self.invite(store, name, role, consultation)
        facilitator = Respondent(self, name)
        facilitator.says(f"/start {code}")
        return facilitator

    def acts(self) -> list[tuple[str, str, str, str]]:
        """Return the audit log: who, what, to what, a note."""
        with self.opened() as store:
            return [(act.actor, act.verb, act.subject, act.note) for act in store.acts()]

    def preview(self, launched: Round) -> Interview:
        """Return an interview in a store of its own."""
        store = MemoryStore()
        store.add_round(launched)
        self.previews.append(store)
        return self.interview(store)

    @property
    def _staff(self) -> Staff:
        assert self.staff is not None
        return self.staff

    def _office(self, store: Store) -> Office:
        return Office(
            store,
            self._staff,
            consultations=lambda: self.consultations,
            catalogues=CATALOGUES,
            clock=self.clock,
            tokens=self.tokens,
            means=self.drawing or self.means(),
        )

    def means(self) -> Means:
        """Return what acts take beside the stores."""
        return Means(self.preview, self.going, Drawn(), self.outbox, ANNOUNCER, lambda _: Numbers())

    def draws(self, means: Means) -> None:
        """Let another process take over, with these means."""
        self.drawing = means
        self.restarts()

    def going(self, round_id: str) -> Going:
        """Return how a round goes, groups masked as in reports."""
        with self.opened() as store:
            reached = progress(store.record(round_id), CONSULTATION, masking)
            told, glance = steadied(reached, store.glance(round_id))
            store.keep_glance(round_id, glance)
            return Going(facilitation.status(store, round_id, now=self.clock.now()), told)

"""The words of a test of the office: an installation with facilitators beside respondents. No test itself."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import cast

from consultation import appointing, facilitation
from consultation.announcing import Announcer
from consultation.guide import Consultation, Draft
from consultation.interview import Interview, Material
from consultation.office import Office
from consultation.office_turn import Means
from consultation.others import Others
from consultation.ports import Outbox, Staff, Store
from consultation.reception import Reception
from consultation.roles import Role
from consultation.rounds import Round
from nlp.private_data import PrivateDataFinder
from storage.memory import MemoryStore
from storage.memory_outbox import MemoryOutbox
from storage.memory_staff import MemoryStaff
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from tests.consultation.conversations import CATALOGUES, CONSULTATION, Installation, Respondent, WordTagger


@dataclass
class House(Installation):
    """An installation whose one door leads to the interview and to the office; previews outlive a message."""

    staff: Staff | None = None
    outbox: Outbox | None = None
    consultations: dict[str, Consultation] = field(default_factory=lambda: {"partnerships": CONSULTATION})
    reception: Reception | None = None
    previews: list[MemoryStore] = field(default_factory=list)

    @classmethod
    def in_memory(cls) -> "House":
        store = MemoryStore()
        return cls(lambda: nullcontext(store), staff=MemoryStaff(store))

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

    def enter(self, *drafts: Draft) -> None:
        """Enter new versions of drafts, as from a file."""
        with self.opened() as store:
            facilitation.enter_drafts(store, "partnerships", drafts, now=self.clock.now())

    def entered(self) -> tuple[Draft, ...]:
        """Return the versions that were entered."""
        with self.opened() as store:
            return store.drafts("partnerships")

    def interview(self, store: Store) -> Interview:
        """Return the interview of one process, about the drafts as they are now."""
        with self.opened() as kept:
            drafts = kept.drafts("partnerships")
        self.consultation = replace(CONSULTATION, drafts=(*CONSULTATION.drafts, *drafts))
        return Installation.interview(self, store)

    def preview(self, launched: Round, drafts: Sequence[Draft]) -> Interview:
        """Return an interview in a store of its own."""
        store = MemoryStore()
        store.add_round(launched)
        self.previews.append(store)
        with self.opened() as kept:
            others = Others(kept, lambda one: PrivateDataFinder(one.languages), self.tokens)
        asked = self.there()["partnerships"]
        asked = replace(asked, drafts=(*asked.drafts, *drafts))
        material = Material(asked, WordTagger(asked.codebook), others)
        return Interview(
            store, material=lambda _: material, catalogues=CATALOGUES, clock=self.clock, tokens=self.tokens
        )

    def there(self) -> dict[str, Consultation]:
        """Return the consultations with the drafts that were entered since."""
        drafts = self.entered()
        return {
            name: replace(one, drafts=(*one.drafts, *(drafts if one.id == "partnerships" else ())))
            for name, one in self.consultations.items()
        }

    @property
    def _staff(self) -> Staff:
        assert self.staff is not None
        return self.staff

    def _outbox(self, store: Store) -> Outbox:
        if self.outbox:
            return self.outbox
        return SqlOutbox(store.database) if isinstance(store, SqlStore) else MemoryOutbox(cast("MemoryStore", store))

    def _office(self, store: Store) -> Office:
        announcer = Announcer(lambda launched: self.there()[launched.consultation], CATALOGUES)
        return Office(
            store,
            self._staff,
            means=Means(self.there, self.preview, self._outbox(store), announcer),
            catalogues=CATALOGUES,
            clock=self.clock,
            tokens=self.tokens,
        )

"""The words of a test of the office: an installation with facilitators beside respondents. No test itself."""

from contextlib import nullcontext
from dataclasses import dataclass, field

from consultation import appointing
from consultation.guide import Consultation
from consultation.interview import Interview
from consultation.office import Means, Office
from consultation.ports import Staff, Store
from consultation.reception import Reception
from consultation.roles import Role
from consultation.rounds import Round
from nlp.private_data import PrivateDataFinder
from storage.memory import MemoryStore
from storage.memory_staff import MemoryStaff
from tests.consultation.conversations import CATALOGUES, CONSULTATION, LANGUAGES, Installation, Respondent, WordTagger


@dataclass
class House(Installation):
    """An installation whose one door leads to the interview and to the office; previews outlive a message."""

    staff: Staff | None = None
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
            means=Means(
                consultations=lambda: self.consultations,
                preview=self.preview,
                finder=lambda _: PrivateDataFinder(LANGUAGES),
                tagger=lambda asked: WordTagger(asked.codebook),
            ),
            catalogues=CATALOGUES,
            clock=self.clock,
            tokens=self.tokens,
        )

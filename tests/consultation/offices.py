"""The words of a test of the office: an installation with facilitators beside respondents. No test itself."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from consultation import appointing, facilitation
from consultation.announcing import Announcer
from consultation.checking.coding import Sample
from consultation.checking.sampling import draw
from consultation.drafts.others import Others
from consultation.glance import steadied
from consultation.going import Going
from consultation.guide import Consultation, Draft
from consultation.interview import Interview, Material
from consultation.office.attending import Office
from consultation.office.checking import Checking
from consultation.office.turn import Means
from consultation.ports import Claims, Codings, Draughtsman, Outbox, Staff, Store
from consultation.progress import progress
from consultation.reception import Reception
from consultation.roles import Role
from consultation.rounds import Round
from nlp.private_data import PrivateDataFinder
from reports import masking
from storage.claims import SqlClaims
from storage.codings import SqlCodings
from storage.engine import Database
from storage.memory import MemoryStore
from storage.memory_claims import MemoryClaims
from storage.memory_codings import MemoryCodings
from storage.memory_outbox import MemoryOutbox
from storage.memory_staff import MemoryStaff
from storage.outbox import SqlOutbox
from storage.recent import RecentStore
from storage.store import SqlStore
from tests.consultation.conversations import CATALOGUES, CONSULTATION, LANGUAGES, Installation, Respondent, WordTagger

BEARS = {"money": ("1",), "tools": ("2",)}
BEARING = replace(
    CONSULTATION,
    codebook=replace(
        CONSULTATION.codebook,
        themes=tuple(replace(one, bears_on=BEARS.get(one.id, ())) for one in CONSULTATION.codebook.themes),
    ),
)
"""The consultation with themes that bear on its drafts."""

FINDER = PrivateDataFinder(("en", "fr", "ar"))


def _database(store: Store) -> Database:
    """Return the database of a store, also of one that only remembers what is in another."""
    behind = store._store if isinstance(store, RecentStore) else store
    assert isinstance(behind, SqlStore)
    return behind.database


class Drawn:
    """Draws nothing but what it was asked for."""

    def standing(self, going: Going, consultation: Consultation, language: str) -> bytes:
        return f"{going.status.round.id} of {consultation.id} in {language}".encode()


@dataclass
class House(Installation):
    """An installation whose one door leads to the interview and to the office; previews outlive a message."""

    staff: Staff | None = None
    outbox: Outbox | None = None
    consultations: dict[str, Consultation] = field(default_factory=lambda: {"partnerships": CONSULTATION})
    reception: Reception | None = None
    draughtsman: Draughtsman = field(default_factory=Drawn)
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

    def asks_of_drafts(self) -> None:
        """Let themes bear on drafts."""
        self.consultation = BEARING
        self.consultations = {"partnerships": BEARING}

    def draws(self, known: Round, *, size: int, shown: float = 0, codebook: str = "") -> Sample:
        """Draw a sample of a round's answers for people to code."""
        fingerprint = codebook or self.consultation.codebook.fingerprint
        with self.opened() as store:
            record, now = store.record(known.id), self.clock.now()
            drawn = draw(record, number=1, size=size, shown=shown, seed=3, codebook=fingerprint, at=now)
            self.codings(store).add_sample(drawn)
        return drawn

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
        new = [draft for draft in drafts if draft not in self.consultation.drafts]
        self.consultation = replace(self.consultation, drafts=(*self.consultation.drafts, *new))
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

    def checking(self, store: Store) -> Checking:
        """Return the ports of reviewing and coding, over the same store."""
        return Checking(self.codings(store), self.claims(store), lambda _: FINDER)

    def codings(self, store: Store) -> Codings:
        """Return what people code there."""
        return MemoryCodings(store) if isinstance(store, MemoryStore) else SqlCodings(_database(store))

    def claims(self, store: Store) -> Claims:
        """Return who has what in hand there."""
        return MemoryClaims(store) if isinstance(store, MemoryStore) else SqlClaims(_database(store))

    @property
    def _staff(self) -> Staff:
        assert self.staff is not None
        return self.staff

    def notices(self) -> Outbox:
        """Return what waits to be sent."""
        with self.opened() as store:
            return self._outbox(store)

    def _outbox(self, store: Store) -> Outbox:
        if self.outbox:
            return self.outbox
        return MemoryOutbox(store) if isinstance(store, MemoryStore) else SqlOutbox(_database(store))

    def _office(self, store: Store) -> Office:
        return Office(
            store,
            self._staff,
            catalogues=CATALOGUES,
            clock=self.clock,
            tokens=self.tokens,
            means=self.means(store),
        )

    def means(self, store: Store) -> Means:
        """Return what the office works with, beside what is kept."""
        return Means(
            consultations=self.there,
            preview=self.preview,
            finder=lambda _: PrivateDataFinder(LANGUAGES),
            tagger=lambda asked: WordTagger(asked.codebook),
            checking=self.checking(store),
            outbox=self._outbox(store),
            announcer=Announcer(lambda launched: self.there()[launched.consultation], CATALOGUES),
            going=self.going,
            draughtsman=self.draughtsman,
        )

    def is_drawn_by(self, draughtsman: Draughtsman) -> None:
        """Let another process take over, which draws with this."""
        self.draughtsman = draughtsman
        self.restarts()

    def going(self, round_id: str) -> Going:
        """Return how a round goes, groups masked as in reports."""
        with self.opened() as store:
            reached = progress(store.record(round_id), CONSULTATION, masking)
            told, glance = steadied(reached, store.glance(round_id))
            store.keep_glance(round_id, glance)
            return Going(facilitation.status(store, round_id, now=self.clock.now()), told)

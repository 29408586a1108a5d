"""The one place where the parts meet: settings, store, tagger, catalogues and interview. Imports everyone.

Heavy parts (spaCy, Alembic) are imported when they are first needed, so that `palabre --help` answers at once.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bots.identity import Identities
from config.catalogues import read_catalogues
from config.editions.syntheses import KeptSyntheses
from config.loading import find_consultation, load_consultation, shipped
from config.models.kept import ERASED, Shelf, shelf_of
from config.models.taggers import InUse, Taggers
from config.pictures import Pictures
from config.settings import Settings
from config.time_and_chance import RandomTokens, SystemClock, Tokens
from consultation.announcing import Announcer
from consultation.checking.coding import desk
from consultation.checking.quality import Quality
from consultation.codebooks.unthemed import without_theme
from consultation.drafts.others import Others
from consultation.errors import InvalidInput, NotFound, PalabreError
from consultation.facilitation import ACTOR, launch, status
from consultation.glance import steadied
from consultation.going import Going
from consultation.guide import Consultation, Draft
from consultation.interview import Interview, Material
from consultation.loop.echoes import judged
from consultation.loop.responses import standing
from consultation.loop.results import Results
from consultation.loop.telling import Teller
from consultation.office.attending import Office
from consultation.office.checking import Checking
from consultation.office.turn import Means
from consultation.plan import Planned, planned
from consultation.ports import (
    Addresses,
    Claims,
    Clock,
    Codings,
    Finder,
    Grouper,
    Jobs,
    Outbox,
    Staff,
    Store,
    Tagger,
    Turnstile,
)
from consultation.progress import progress
from consultation.reception import Reception
from consultation.records import Act, RoundRecord, Snapshot
from consultation.rounds import Kind, Round
from consultation.suggestions import Sort, grown

if TYPE_CHECKING:
    from storage.store import SqlStore

log = logging.getLogger("palabre.models")


def open_store(url: str) -> "SqlStore":
    """Return the store at ``url``, its schema brought up to date; what is wrong is wrong with that setting."""
    from storage.store import SqlStore

    try:
        return SqlStore.open(url)
    except InvalidInput as error:
        raise InvalidInput(error.what, where=error.where or "PALABRE_DATABASE") from None


@dataclass
class Deployment:
    """One installation: its settings, and the parts made from them when they are needed."""

    settings: Settings
    clock: Clock = field(default_factory=SystemClock)
    tokens: Tokens = field(default_factory=RandomTokens)
    _store: Store | None = None
    _outbox: Outbox | None = None
    _codings: Codings | None = None
    _claims: Claims | None = None
    _staff: Staff | None = None
    _jobs: Jobs | None = None
    _others: Others | None = None
    _turnstile: Turnstile | None = None
    _addresses: Addresses | None = None
    _announced: Callable[[str], str] | None = None
    _loaded: dict[str, Consultation] = field(default_factory=dict)
    _taggers: Taggers = field(default_factory=Taggers)

    @property
    def store(self) -> Store:
        """The store, opened at first use."""
        if self._store is None:
            self._open()
        return cast(Store, self._store)

    @property
    def outbox(self) -> Outbox:
        """The outbox, in the store's database."""
        if self._outbox is None:
            self._open()
        return cast(Outbox, self._outbox)

    @property
    def codings(self) -> Codings:
        """What people code, in the store's database."""
        if self._codings is None:
            self._open()
        return cast(Codings, self._codings)

    @property
    def claims(self) -> Claims:
        """Who reviews which answer at the moment, in the store's database."""
        if self._claims is None:
            self._open()
        return cast(Claims, self._claims)

    @property
    def others(self) -> Others:
        """What gives people what others said in earlier rounds, also in a preview."""
        if self._others is None:
            self._others = Others(self.store, self.finder, self.tokens)
        return self._others

    @property
    def staff(self) -> Staff:
        """Who facilitates, in the store's database."""
        if self._staff is None:
            self._open()
        return cast(Staff, self._staff)

    @property
    def jobs(self) -> Jobs:
        """Who does what only one process shall do at a time, in the store's database."""
        if self._jobs is None:
            self._open()
        return cast(Jobs, self._jobs)

    @property
    def turnstile(self) -> Turnstile | None:
        """What several processes share that are called at one webhook; None where there can only be one."""
        if self._store is None:
            self._open()
        return self._turnstile

    @property
    def addresses(self) -> Addresses:
        """Where people are written to, in the store's database."""
        if self._addresses is None:
            self._open()
        return cast(Addresses, self._addresses)

    def _open(self) -> None:
        from storage.addresses import SqlAddresses
        from storage.claims import SqlClaims
        from storage.codings import SqlCodings
        from storage.jobs import SqlJobs
        from storage.outbox import SqlOutbox
        from storage.staff import SqlStaff
        from storage.turnstile import SqlTurnstile

        self.settings.home.mkdir(parents=True, exist_ok=True)
        opened = open_store(self.settings.database_url)
        self._store = self._store or opened
        self._outbox = self._outbox or SqlOutbox(opened.database)
        self._codings = self._codings or SqlCodings(opened.database)
        self._claims = self._claims or SqlClaims(opened.database)
        self._staff = self._staff or SqlStaff(opened.database)
        self._jobs = self._jobs or SqlJobs(opened.database)
        if self.settings.telegram_webhook and not opened.database.is_sqlite:
            self._turnstile = SqlTurnstile(opened.database)
        self._addresses = self._addresses or SqlAddresses(opened.database)

    def remembering(self) -> "Deployment":
        """Return this deployment with a store that remembers who wrote lately: for a process that serves bots.

        Where other processes may hear the same people, it remembers nobody, only which rounds there are.
        """
        from storage.recent import PEOPLE, RecentStore, shortly

        announced = shortly(self.outbox.announced)
        recent = RecentStore(self.store, people=0 if self.turnstile else PEOPLE)
        return replace(
            self,
            _store=recent,
            _outbox=self.outbox,
            _codings=self.codings,
            _claims=self.claims,
            _staff=self.staff,
            _jobs=self.jobs,
            _others=None,
            _addresses=self.addresses,
            _announced=announced,
        )

    def consultation(self, reference: str) -> Consultation:
        """Return a consultation by its directory or name, with the drafts and codebook that were entered since."""
        if reference not in self._loaded:
            self._loaded[reference] = load_consultation(find_consultation(reference))
        loaded = self._loaded[reference]
        drafts = self.store.drafts(loaded.id)
        (*_, codebook) = (loaded.codebook, *self.store.codebooks(loaded.id))
        partners, resources = (self.store.suggestions(loaded.id, sort) for sort in (Sort.PARTNER, Sort.RESOURCE))
        if codebook is not loaded.codebook or drafts:  # most often nothing is made anew at every message
            loaded = replace(loaded, drafts=(*loaded.drafts, *drafts), codebook=codebook)
        return grown(loaded, partners, resources)

    def consultations(self) -> dict[str, Consultation]:
        """Return the shipped consultations and those that have rounds, by what rounds remember them by.

        One whose files are gone or wrong is left out: nobody can do anything with it in chat.
        """
        there: dict[str, Consultation] = {}
        for reference in dict.fromkeys((*shipped(), *(known.consultation for known in self.store.rounds()))):
            try:
                there[reference] = self.consultation(reference)
            except PalabreError as error:
                logging.getLogger("palabre.office").warning("%s is left out: %s", reference, type(error).__name__)
        return there

    def material(self, launched: Round) -> Material:
        """Return what a round is run with."""
        consultation = self.consultation(launched.consultation)
        return Material(consultation, InUse(lambda: self.tagger(consultation)), self.others)

    def tagger(self, consultation: Consultation) -> Tagger:
        """Return the tagger of a consultation's codebook: its model in use where that was learnt for it, or cues."""
        return self._taggers.of(consultation, self.shelf(consultation.id), lambda: self.sweep(consultation.id))

    def shelf(self, consultation: str) -> Shelf:
        """Return the models of a consultation, by its id."""
        return shelf_of(self.settings.home, consultation)

    def sweep(self, consultation: str) -> None:
        """Remove the models of a consultation that may hold the words of somebody who was erased since."""
        shelf = self.shelf(consultation)
        shelf.tidy()
        for card in shelf.cards():
            if self.store.erased(card.respondents):
                shelf.remove(card, ERASED)
                note = f"model {card.number}: {ERASED}"
                self.store.note(Act(self.clock.now(), ACTOR, "remove model", consultation, note))
                log.warning("%s: %s; palabre model learn makes another", consultation, note)

    def editions_of(self, round_id: str) -> Path:
        """Return the folder of the editions that a round leads."""
        return self.settings.home / "editions" / round_id

    def finder(self, consultation: Consultation) -> Finder:
        """Return what finds private data in the answers of a consultation."""
        from nlp.private_data import PrivateDataFinder

        return PrivateDataFinder(consultation.languages)

    def grouper(self) -> Grouper:
        """Return what finds who says much the same."""
        from nlp.alike import StarGrouper

        return StarGrouper()

    def interview(self) -> Interview:
        """Return the interview that every channel shares."""
        return self._interview(self.store, self._announced or self.outbox.announced, self.material)

    def preview(self, launched: Round, drafts: Sequence[Draft] = ()) -> Interview:
        """Return an interview in one round that keeps nothing: its store is in memory and its own.

        It is conducted as if these drafts had been entered.
        """
        from storage.memory import MemoryStore

        store = MemoryStore()
        store.add_round(launched)

        def material(known: Round) -> Material:
            entered = self.material(known)
            asked = entered.consultation
            return replace(entered, consultation=replace(asked, drafts=(*asked.drafts, *drafts)))

        return self._interview(store, lambda _: "", material if drafts else self.material)

    def _interview(
        self, store: Store, announced: Callable[[str], str], material: Callable[[Round], Material]
    ) -> Interview:
        return Interview(
            store,
            material=material,
            catalogues=read_catalogues(),
            clock=self.clock,
            tokens=self.tokens,
            announced=announced,
            syntheses=KeptSyntheses(self.settings.home / "editions", self.settings.site),
        )

    def reception(self) -> Reception:
        """Return the one door to the interview and to the facilitators' office."""
        office = Office(
            self.store,
            self.staff,
            means=Means(
                consultations=self.consultations,
                preview=self.preview,
                finder=self.finder,
                tagger=self.tagger,
                checking=Checking(self.codings, self.claims, self.finder),
                outbox=self.outbox,
                announcer=self.announcer(),
                going=self.going,
                draughtsman=Pictures(),
            ),
            catalogues=read_catalogues(),
            clock=self.clock,
            tokens=self.tokens,
        )
        return Reception(self.interview(), office, self.staff)

    def announcer(self) -> Announcer:
        """Return what words announcements."""
        return Announcer(
            lambda launched: self.consultation(launched.consultation), read_catalogues(), site=self.settings.site
        )

    def teller(self) -> Teller:
        """Return what tells people where their words went."""
        from config.sites.web_addresses import WebAddresses

        def asked(launched: Round) -> Consultation:
            return self.consultation(launched.consultation)

        results = Results(asked, read_catalogues(), WebAddresses(self.settings.site))
        return Teller(self.store, self.outbox, results, self.tokens)

    def identities(self) -> Identities:
        """Return what makes identities of platform ids."""
        return Identities(self.settings.home / "keys")

    def snapshot(self, round_ids: Iterable[str]) -> Snapshot:
        """Return what is kept of these rounds of one consultation, the first of them leading."""
        first, *others = [self.store.round(round_id) for round_id in round_ids]
        strangers = [other.id for other in others if other.consultation != first.consultation]
        if strangers:
            raise InvalidInput(f"not of the same consultation as {first.id}: {', '.join(strangers)}", where="--with")
        identities, erased = self.store.counts(first.id, *(other.id for other in others))
        now = self.clock.now()
        records = [self.store.record(known.id) for known in (first, *others)]
        consultation = self.consultation(first.consultation)
        model = self.shelf(consultation.id).card_in_use(consultation.codebook.fingerprint)
        of_it = [known.id for known in self.store.rounds() if known.consultation == first.consultation]
        return Snapshot(
            consultation=consultation,
            rounds=tuple(
                replace(record, round=record.round.at(now), quality=self.quality(record)) for record in records
            ),
            taken=now,
            identities=identities,
            erased=erased,
            non_answers=non_answers(records),
            proposals=tuple(one for record in records for one in self.store.proposals(record.round.id)),
            model=model.quality if model else None,
            earlier=self.store.told(*of_it),
            responses=standing(self.store.responses(*(record.round.id for record in records))),
            judged=tuple(one for record in records for one in judged(self.store.echoes(record.round.id))),
        )

    def going(self, round_id: str) -> Going:
        """Return how a round goes: groups too small masked by the rule of the reports, and steady between askings."""
        from reports import masking

        record = self.store.record(round_id)
        reached = progress(record, self.consultation(record.round.consultation), masking)
        before = self.store.glance(round_id)
        told, glance = steadied(reached, before)
        if glance != before:
            self.store.keep_glance(round_id, glance)
        return Going(status(self.store, round_id, now=self.clock.now()), told)

    def plan(self, reference: str) -> tuple[Planned, ...]:
        """Return the year's plan of a consultation, with its rounds as the calendar has them."""
        consultation, known_by = self.consultation(reference), reference_of(reference)
        now = self.clock.now()
        rounds = [known.at(now) for known in self.store.rounds() if known.consultation == known_by]
        return planned(consultation, self.store.plan(consultation.id), rounds)

    def quality(self, record: RoundRecord) -> Quality | None:
        """Return how good the tags of a round are by its last sample of which the blind part is coded."""
        samples = self.codings.samples(record.round.id)
        if not samples:
            return None
        from nlp.agreement import quality

        themes = [theme.id for theme in self.consultation(record.round.consultation).codebook.themes]
        desks = (desk(one, record, self.codings.codings(one.round, one.number)) for one in reversed(samples))
        return next((found for there in desks if (found := quality(there, themes))), None)

    def rounds_of(self, consultation: Consultation) -> tuple[Round, ...]:
        """Return the rounds of a consultation, whatever they remember it by."""
        there = {reference for reference, one in self.consultations().items() if one.id == consultation.id}
        return tuple(known for known in self.store.rounds() if known.consultation in there)

    def own_round(self, reference: str, consultation: Consultation) -> Round:
        """Return the round on questions that the terminal keeps for itself, launching it at its first use."""
        name = f"{consultation.id}-talk"
        now = self.clock.now()
        known = next((known for known in self.store.rounds() if known.id == name), None)
        if known is not None:
            return known
        if not consultation.guides:
            raise NotFound(
                f"consultation {consultation.id} has no questions to talk about; give a --round on its drafts"
            )
        return launch(
            self.store,
            consultation,
            reference=reference_of(reference),
            kind=Kind.QUESTIONS,
            guide=consultation.guides[0].id,
            opens=now,
            closes=None,
            now=now,
            tokens=self.tokens,
            name=name,
        )


def non_answers(records: Iterable[RoundRecord]) -> frozenset[str]:
    """Return the ids of the answers of these rounds that no theme fits and that say nothing."""
    from nlp.non_answers import is_non_answer

    return frozenset(one.id for record in records for one in without_theme(record) if is_non_answer(one.text))


def reference_of(reference: str) -> str:
    """Return what a round remembers its consultation by: the name of a shipped one, else the whole path."""
    directory = find_consultation(reference)
    return reference if not Path(reference).is_dir() else str(directory.resolve())

"""A consultation and what it asks: frozen data, in several languages. Imports the standard library only.

Every translatable text is a `Unit`. A unit without a text in the language asked for falls back along the
consultation's chain for that language (ar → fr → en), alone: its neighbours stay translated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Literal

from consultation.codebook import Codebook
from consultation.rounds import Target

DraftKind = Literal["recommendation", "research"]

Relation = Literal["new", "kept", "merged", "split"]

Precision = Literal["day", "month", "year"]
"""How much of a date is known: of "September 2019" the month. The date itself is then the first day of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit's text as it is shown: ``language`` is its own, ``fallback`` whether that is not the one asked for."""

    text: str
    language: str
    fallback: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """One translatable text; ``path`` names it for translators: ``guides.guiding.questions.capacity.text``."""

    path: str
    texts: Mapping[str, str]

    def shown(self, chain: tuple[str, ...]) -> Shown:
        """Return the first text along ``chain`` (the language asked for comes first).

        The last resort is any text there is: a unit without any cannot be loaded.
        """
        for language in chain:
            if language in self.texts:
                return Shown(self.texts[language], language, fallback=language != chain[0])
        language, text = next(iter(self.texts.items()))
        return Shown(text, language, fallback=True)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a vocabulary: a role, a region, a level, a criterion; a region may have a ``timezone``, else ""."""

    id: str
    label: Unit
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something a respondent may say of themselves at the end.

    Without ``choices`` it is free text (the organisation); with ``several``, more than one choice may be ticked.
    """

    id: str
    label: Unit
    question: Unit
    choices: tuple[Choice, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A guiding question. ``title`` is a few words for a button, ``probe`` the one follow-up it may get."""

    id: str
    text: Unit
    title: Unit
    probe: Unit | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """A bank of questions with its preface; the order is the working group's, the respondent takes any."""

    id: str
    title: Unit
    preface: Unit
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a version of a draft comes from.

    ``sources`` name earlier versions (``"2019-08/12"``) or lists; empty where the draft is new.
    """

    relation: Relation
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One immutable version of a recommendation draft.

    ``id`` is its number as text and stays through the versions; ``version`` names the list it belongs to
    (``"2019-09"``). ``full`` is missing until a facilitator enters it.
    """

    id: str
    version: str
    kind: DraftKind
    status: Unit
    title: Unit
    short: Unit
    full: Unit | None = None
    lineage: Lineage = Lineage("new")
    dated: date | None = None
    precision: Precision = "day"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the working group, described with the vocabularies that describe respondents."""

    name: str
    organisations: tuple[str, ...]
    role: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A dated, typed item: a report, a document or a resource. ``kind`` is one word of the consultation's own.

    ``why`` is what whoever suggested a resource said of it.
    """

    id: str
    kind: str
    title: Unit
    url: str = ""
    dated: date | None = None
    precision: Precision = "day"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner on the map: ids of the consultation's vocabularies where it has any, words where not, "" if unsaid."""

    name: str
    kind: str = ""
    level: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step of the year's plan, with the month (1 to 12) of the year it starts and ends in; `plan.Kind` has kinds."""

    id: str
    title: Unit
    starts: int
    ends: int
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class Consultation:
    """One working group's consultation, whole.

    ``languages`` starts with the original; ``chains`` gives, per language, the languages a missing unit falls back
    on. ``drafts`` holds every version of every draft, in the order they were made. ``later`` says where input goes that
    comes after a round has closed; ``partner_kinds`` is what ``partners`` are told apart by on their map, and
    ``targets`` what a round aims for unless something else is said at its launch.
    """

    id: str
    languages: tuple[str, ...]
    chains: Mapping[str, tuple[str, ...]]
    timezone: str
    title: Unit
    group: Unit
    attribution: Unit
    licence: str
    minutes: int
    retention_days: int
    summary: Unit
    keywords: tuple[Choice, ...]
    focus: tuple[Unit, ...]
    rationale: tuple[Unit, ...]
    finding: Unit
    guides: tuple[Guide, ...]
    attributes: tuple[Attribute, ...]
    members: tuple[Member, ...]
    mailing_list: str
    drafts: tuple[Draft, ...]
    documents: tuple[Document, ...]
    resources: tuple[Document, ...]
    plan: tuple[PlanStep, ...]
    codebook: Codebook
    next_steps: Unit
    later: Unit | None = None
    partner_kinds: tuple[Choice, ...] = ()
    partners: tuple[Partner, ...] = ()
    targets: tuple[Target, ...] = ()
    units: tuple[Unit, ...] = field(repr=False, default=())

    def chain(self, language: str) -> tuple[str, ...]:
        """Return ``language`` and what it falls back on, ending with the original."""
        rest = (*self.chains.get(language, ()), self.languages[0])
        return tuple(dict.fromkeys((language, *rest)))

    def guide(self, guide_id: str) -> Guide | None:
        """Return the bank of that id, if there is one."""
        return next((guide for guide in self.guides if guide.id == guide_id), None)

    def asked(self, question_id: str, language: str) -> str:
        """Return the words of a question of any bank, "" where an answer is on something else."""
        questions = (question for bank in self.guides for question in bank.questions)
        return next((one.text.shown((language,)).text for one in questions if one.id == question_id), "")

    def attribute(self, attribute_id: str) -> Attribute | None:
        """Return the attribute of that id, if there is one."""
        return next((attribute for attribute in self.attributes if attribute.id == attribute_id), None)

    def current_drafts(self) -> tuple[Draft, ...]:
        """Return the newest version of each draft, without those that were merged or split into others.

        The newest is the last dated; one without a date was entered by hand and is newer than any list.
        """
        newest = {draft.id: draft for draft in self._in_time()}
        gone = {
            source
            for draft in self.drafts
            if draft.lineage.relation in ("merged", "split")
            for source in draft.lineage.sources
        }
        order = dict.fromkeys(draft.id for draft in self.drafts)
        return tuple(newest[name] for name in order if f"{newest[name].version}/{name}" not in gone)

    def before(self, draft: Draft) -> tuple[Draft, ...]:
        """Return what a version of a draft comes from, however long ago: its own versions, and by lineage others'."""
        found: dict[tuple[str, str], Draft] = {}
        waiting = [draft]
        while waiting:
            one = waiting.pop()
            others = (other for other in self.drafts if f"{other.version}/{other.id}" in one.lineage.sources)
            new = [other for other in (*self._older(one), *others) if (other.id, other.version) not in found]
            found |= {(other.id, other.version): other for other in new}
            waiting += new
        found.pop((draft.id, draft.version), None)
        return tuple(found.values())

    def _older(self, draft: Draft) -> Iterator[Draft]:
        """Return the versions of a draft that came before this one."""
        own = (other for other in self._in_time() if other.id == draft.id)
        return takewhile(lambda other: other.version != draft.version, own)

    def _in_time(self) -> tuple[Draft, ...]:
        """Return all versions in the order of their dates; one without a date is newer than any list."""
        return tuple(sorted(self.drafts, key=lambda draft: draft.dated or date.max))

    def completeness(self) -> dict[str, float]:
        """Return, per language, the share (0 to 1) of the units that have a text of their own in it."""
        return {
            language: sum(language in unit.texts for unit in self.units) / len(self.units) if self.units else 1.0
            for language in self.languages
        }

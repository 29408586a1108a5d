"""One language speaking, and the scene it speaks about. Imports the standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from consultation.drafts.opposing import Shown
from consultation.editions import Edition
from consultation.flow import Position
from consultation.guide import Consultation, Draft, Question, Unit
from consultation.joining import Joining, Linking, Parting
from consultation.loop.echoes import Echo
from consultation.plan import Planned
from consultation.records import Answer, Participation
from consultation.reminding import may_be_reminded
from consultation.rounds import Kind, Round

RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


class Catalogue(Protocol):
    """The translations of one language, and how it writes a moment."""

    def gettext(self, message: str, /) -> str:
        """Return the translation, or the message itself."""
        ...

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """Return the translation in the form that ``number`` asks for."""
        ...

    def day(self, when: date, /) -> str:
        """Return a date in words."""
        ...

    def moment(self, when: datetime, timezone: str, /) -> str:
        """Return a date and time in words, in the consultation's time zone."""
        ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What the words are about: who is where in what, and what was just heard.

    ``probe`` is the follow-up in several languages, None for the general one; ``argument`` what the event was about;
    ``outcome`` what came of linking or parting; ``joining`` what is asked before linking, None where the code works no
    more; ``edition`` the current one, ``site`` where it can be read. Where there is none, ``remaking`` says that there
    was, and that another is made in its place. ``summary`` is its first page in words, ``attached`` whether the whole
    report comes with the reply. ``reachable`` says whether they can be written to where they are. ``echo`` is what they
    say of an edition, ``about`` the answers that it may be about. ``others`` says whether there is something to show of
    what others said on the draft in hand, ``shown`` is what was asked for of it; ``news`` are drafts that changed since
    the person spoke on them; ``plan`` is the year's, where it is asked for.
    """

    consultation: Consultation
    round: Round
    participation: Participation
    now: datetime
    argument: str = ""
    probe: Mapping[str, str] | None = None
    outcome: Linking | Parting = Linking.REFUSED
    joining: Joining | None = None
    edition: Edition | None = None
    remaking: bool = False
    site: str = ""
    summary: tuple[str, ...] = ()
    attached: bool = False
    reachable: bool = False
    echo: Echo | None = None
    about: tuple[Answer, ...] = ()
    others: bool = False
    shown: Shown | None = None
    news: tuple[Draft, ...] = ()
    plan: tuple[Planned, ...] = ()

    @property
    def may_be_reminded(self) -> bool:
        """Whether a reminder could still come to them."""
        return self.reachable and may_be_reminded(self.round, self.participation, self.consultation, self.now)

    @property
    def position(self) -> Position:
        """Where the person is."""
        return self.participation.position

    def question(self, item: str) -> Question | None:
        """Return the question of that id in the round's guide or another of the consultation."""
        guides = self.consultation.guides
        return next((question for guide in guides for question in guide.questions if question.id == item), None)

    def questions(self) -> tuple[Question, ...]:
        """Return the questions of a round on questions."""
        guide = self.consultation.guide(self.round.guide)
        return guide.questions if guide else ()

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts of a round on drafts."""
        return self.consultation.current_drafts() if self.round.kind is Kind.DRAFTS else ()

    def items(self) -> tuple[str, ...]:
        """Return the ids of all that the round asks about."""
        return (*(question.id for question in self.questions()), *(draft.id for draft in self.drafts()))

    def draft(self, item: str, version: str = "") -> Draft | None:
        """Return a draft in the version asked for, else in its newest."""
        versions = [draft for draft in self.consultation.drafts if draft.id == item]
        return next((draft for draft in versions if draft.version == version), versions[-1] if versions else None)

    def told(self, item: str) -> bool:
        """Say whether the person has a standing answer or stance on an item."""
        answered = any(answer.item == item for answer in self.participation.standing())
        return answered or any(s.draft == item and s.withdrawn is None for s in self.participation.stances)


@dataclass(frozen=True, slots=True)
class Voice:
    """One language speaking: translates, inserts, and shows where a text stands in another language."""

    catalogue: Catalogue
    chain: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language it speaks."""
        return self.chain[0]

    def __call__(self, message: str, **inserted: str) -> str:
        """Return a sentence in this language, what is inserted isolated from its direction."""
        return self._filled(self.catalogue.gettext(message), inserted)

    def several(self, one: str, many: str, number: int, **inserted: str) -> str:
        """Return a sentence in the form that ``number`` asks for; it may use ``{number}``."""
        return self._filled(self.catalogue.ngettext(one, many, number), inserted | {"number": str(number)})

    def show(self, unit: Unit) -> str:
        """Return a unit's text; one that falls back names its language."""
        shown = unit.shown(self.chain)
        return f"{self.isolated(shown.text)} [{shown.language}]" if shown.fallback else shown.text

    def isolated(self, text: str) -> str:
        """Return ``text`` between direction isolates where its direction may not be that of the language."""
        foreign = self.language in RIGHT_TO_LEFT or any("\u0590" <= char <= "\u08ff" for char in text)
        return f"{ISOLATE}{text}{END_ISOLATE}" if foreign else text

    def _filled(self, sentence: str, inserted: Mapping[str, str]) -> str:
        return sentence.format(**{name: self.isolated(text) for name, text in inserted.items()})

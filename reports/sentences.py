"""The grammar that makes sentences from findings: what all languages share. Imports only consultation.

A `Sentence` cannot be made without a `Figure`: no sentence without its count and the answers behind it. Sentences on
shares use one table, `SHARES`; each language has its word for each row and nothing else to say how many.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar, NamedTuple

from consultation.checking.measures import Score
from consultation.guide import Precision, Shown
from consultation.records import Side
from reports.circles import Speaking
from reports.draft_findings import StanceFinding
from reports.evidence import Evidence
from reports.readings import Reading

FEW_IN_ALL = 10
"""Of fewer than this, a share has no word: the numbers are said, and said to be small."""


class Share(Enum):
    """How much of a whole. The value is the least share, in percent, that the word stands for."""

    ALL = 100
    NEARLY_ALL = 90
    MOST = 60
    ABOUT_HALF = 40
    MINORITY = 10
    FEW = 0

    @classmethod
    def of(cls, count: int, whole: int) -> "Share":
        """Return the row of the table for ``count`` of ``whole``, where ``whole`` is not 0."""
        return next(share for share in cls if 100 * count >= share.value * whole)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence, as it is written, and what stands behind it."""

    text: str
    count: int
    of: int
    evidence: Evidence


Part = str | Figure | Shown
"""A piece of a sentence: its own words, a number, or a text of the consultation that may be in another language."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence made from findings. ``count`` and ``of`` are its first number's; ``ids`` all that may be read."""

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if not self.figures:
            raise ValueError(f"a sentence without a count: {self.text}")

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers in it."""
        return tuple(part for part in self.parts if isinstance(part, Figure))

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def count(self) -> int:
        """How many."""
        return self.figures[0].count

    @property
    def of(self) -> int:
        """Of how many."""
        return self.figures[0].of

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements behind it that may be read, in order of id."""
        return tuple(sorted({id_ for figure in self.figures for id_ in figure.evidence.ids}))


class Named(NamedTuple):
    """A theme that a sentence names, what stands behind it, and the precision of its tags where that is doubtful."""

    label: Shown
    evidence: Evidence
    doubt: float | None = None


def say(*parts: Part) -> Sentence:
    """Return the sentence made of ``parts``."""
    return Sentence(parts)


def figure(text: str, evidence: Evidence, of: int) -> Figure:
    """Return the number of respondents behind ``evidence``, written as ``text``."""
    return Figure(text, evidence.respondents, of, evidence)


def percentage(count: int, of: int) -> str:
    """Return a share in whole percent, halves up; only nobody is 0 and only all are 100."""
    whole = (200 * count + of) // (2 * of) if of else 0
    if count and not whole:
        return "<1"
    return ">99" if whole == 100 and count < of else str(whole)  # noqa: PLR2004 - per cent


def capitalised(text: str) -> str:
    """Return ``text`` as it begins a sentence."""
    return text[:1].upper() + text[1:]


def joined(items: Sequence[tuple[Part, ...]], comma: str, last: str) -> tuple[Part, ...]:
    """Return ``items`` in a row, with ``comma`` between them and ``last`` before the last one."""
    between = [*[comma] * (len(items) - 2), last] if len(items) > 1 else []
    parts = [part for item, follows in zip(items, [*between, ""], strict=True) for part in (*item, follows)]
    return tuple(part for part in parts if part != "")


FEW = 5
"""A group of fewer than so many is said to be small."""

FORMS = {0: ".none", 1: ".one"}


class Grammar(ABC):
    """What a report says in one language. ``words`` are its headings and labels, the same keys in every language.

    Every method but the first few makes one sentence; ``of`` is the number of respondents that could have been.
    """

    language: ClassVar[str]
    months: ClassVar[Sequence[str]]
    words: ClassVar[Mapping[str, str]]
    shares: ClassVar[Mapping[Share, str]]

    def counted(self, key: str, count: int, **values: str) -> str:
        """Return what ``key`` says of ``count``: each `form` may have words of its own (``key.none``)."""
        own = f"{key}{self.form(count)}"
        return self.words[own if own in self.words else key].format(count=self.number(count), **values)

    def form(self, count: int) -> str:
        """Return what a key adds where the words for ``count`` are others: those for none and for one."""
        return FORMS.get(count, "")

    @abstractmethod
    def number(self, value: int) -> str:
        """Return a number with its thousands apart."""

    @abstractmethod
    def percent(self, count: int, of: int) -> str:
        """Return a share in whole percent."""

    @abstractmethod
    def ratio(self, value: float) -> str:
        """Return a number between 0 and 1 with two decimals."""

    @abstractmethod
    def day(self, value: date) -> str:
        """Return a date in words."""

    def dated(self, value: date, precision: Precision) -> str:
        """Return as much of a date as is known, in words."""
        if precision == "day":
            return self.day(value)
        return f"{self.months[value.month - 1]} {value.year}" if precision == "month" else str(value.year)

    @abstractmethod
    def took_part(self, everything: Evidence, languages: int) -> Sentence:
        """Say how many respondents gave how many answers."""

    @abstractmethod
    def most_heard(self, themes: Sequence[Named], of: int, *, by_machine: bool = False) -> Sentence:
        """Say which themes were raised by most respondents; ``by_machine`` where people coded them too."""

    @abstractmethod
    def most_coded(self, themes: Sequence[Named], of: int) -> Sentence:
        """Say which themes people coded by hand for most respondents, of those whose answers they coded."""

    @abstractmethod
    def quality(self, coded: Evidence, score: Score) -> Sentence:
        """Say how well the machine's tags agree with coding by hand of some answers."""

    @abstractmethod
    def raised(self, theme: Shown, evidence: Evidence, of: int) -> Sentence:
        """Say how many of all respondents raised a theme."""

    @abstractmethod
    def coded(self, evidence: Evidence, of: int, doubt: float | None) -> Sentence:
        """Say for how many respondents people coded a theme, and whether fewer than half of its tags agree with it."""

    @abstractmethod
    def answered(self, evidence: Evidence, of: int) -> Sentence:
        """Say how many of those who were asked answered a question."""

    @abstractmethod
    def freely(self, evidence: Evidence, of: int) -> Sentence:
        """Say how many wrote something that no question had asked for."""

    @abstractmethod
    def heard_there(self, themes: Sequence[Named], of: int) -> Sentence:
        """Say which themes came up most in the answers to one question or on one draft."""

    @abstractmethod
    def positions(self, stance: StanceFinding, said: Evidence) -> Sentence:
        """Say which positions were taken on a draft."""

    @abstractmethod
    def changes(self, evidence: Evidence, of: int, *, research: bool) -> Sentence:
        """Say how many asked for changes, or for a draft of kind research, named a question that is missing."""

    @abstractmethod
    def reading(self, reading: Reading) -> Sentence:
        """Say how reviewers read the words of those who took no position: as for the draft, as against it."""

    @abstractmethod
    def most_supported(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        """Say which drafts, by their numbers, have most support, of those with at least `FEW_IN_ALL` positions."""

    @abstractmethod
    def most_opposed(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        """Go on to say which of them have most opposition, or that nobody opposed any."""

    @abstractmethod
    def absent(self, groups: Sequence[Shown], everything: Evidence) -> Sentence:
        """Say of which groups nobody was heard."""

    @abstractmethod
    def untagged(self, evidence: Evidence, of: int) -> Sentence:
        """Say in how many of all answers (``of``) no theme was heard."""

    @abstractmethod
    def saying_nothing(self, evidence: Evidence) -> Sentence:
        """Say how many of the answers without a theme say nothing."""

    @abstractmethod
    def proposed(self, words: Sequence[Shown], evidence: Evidence, decision: str) -> Sentence:
        """Say which words a group of such answers shares, how large it is, and ``decision``, what became of it."""

    @abstractmethod
    def alone(self, evidence: Evidence) -> Sentence:
        """Say how many of such answers are in no group."""

    @abstractmethod
    def missed(self, themes: Sequence[Named], of: int) -> Sentence:
        """Say which themes people coded most in answers in which none was heard, by ``of`` respondents."""

    @abstractmethod
    def uncoded(self, evidence: Evidence, of: int) -> Sentence:
        """Say in how many of the answers that people coded (``of``) they found no theme."""

    @abstractmethod
    def alike(self, speaking: Speaking, words: Sequence[Shown], evidence: Evidence, of: int) -> Sentence:
        """Say how many of those who spoke of one thing (``of``) use much the same words, and such as which."""

    @abstractmethod
    def nobody_alike(self, speaking: Speaking, everything: Evidence) -> Sentence:
        """Say that no two of those who spoke of one thing use much the same words."""

    @abstractmethod
    def ungrouped(self, evidence: Evidence) -> Sentence:
        """Say how many of such answers are in no group."""

    @abstractmethod
    def far_apart(self, speaking: Speaking, evidence: Evidence, of: int) -> Sentence:
        """Say how many of those who spoke of one thing say what is farthest from everything else."""

    @abstractmethod
    def few_took(self, side: Side, evidence: Evidence, of: int) -> Sentence:
        """Say how many of those who took a position took one that few did."""

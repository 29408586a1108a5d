"""Editions of a report: why one goes stale, which is current, what its readers know. Standard library only.

An edition stands until something that it used is taken back or changed. What made it stale is counted, never named; a
superseding edition is made of what stands then, and the old one is a tombstone from there on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Cause(StrEnum):
    """What made an edition stale. `ERASED` counts people, all others answers and positions."""

    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    ASIDE = "set aside"
    RESTORED = "restored"
    QUOTING = "quoted less"
    EDITED = "edited"


WORDS_GO = frozenset(Cause) - {Cause.EDITED, Cause.RESTORED}
"""Causes for which an edition may not be shown, nor made again: words in it are no longer there to be read."""


class State(StrEnum):
    """How an edition is: as it was made, out of date, not to be shown any more, or succeeded by another."""

    STANDING = "standing"
    STALE = "stale"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Edition:
    """A report that was made: its number within the round that leads it, and what it pinned.

    ``pins`` are answer id → revision number, ``shown`` those answers whose words may be read in it; ``others`` the
    rounds it draws on besides, ``formats`` and ``by`` what it was made as. ``causes`` count what happened since to what
    it used, ``edited`` is when something in it was last changed; ``pinned`` says that it can be made again.
    """

    round: str
    number: int
    made: datetime
    pins: Mapping[str, int]
    language: str = "en"
    shown: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    by: str = ""
    causes: Mapping[Cause, int] = field(default_factory=dict)
    edited: datetime | None = None
    superseded_by: int | None = None
    pinned: bool = False

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds it was made of, the leading one first."""
        return (self.round, *self.others)

    @property
    def made_as(self) -> tuple[object, ...]:
        """What the edition that supersedes it has in common with it."""
        return self.rounds, self.language, self.formats, self.by

    @property
    def state(self) -> State:
        """How it is by now."""
        if self.superseded_by is not None:
            return State.SUPERSEDED
        if WORDS_GO & self.causes.keys():
            return State.WITHDRAWN
        return State.STALE if self.causes else State.STANDING


def current_edition(editions: Iterable[Edition]) -> Edition | None:
    """Return the edition to read, of those of a round, oldest first: the newest that may still be shown."""
    readable = [edition for edition in editions if edition.state in (State.STANDING, State.STALE)]
    return readable[-1] if readable else None


@dataclass(frozen=True, slots=True)
class Tally:
    """One row of numbers by the groups of one attribute, as an edition counted it, masked or not.

    ``key`` is () for the respondents themselves, else it names what they said. ``counts`` are respondents by group;
    ``masked`` the groups of which the number was not shown, None where the whole row was withheld.
    """

    attribute: str
    key: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    masked: frozenset[str] | None = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """What an edition told in numbers: kept when all else of it is gone, since its readers know them.

    ``numbers`` are those of all respondents, each with what it counts: ``("respondents",)``, ``("answers",)``,
    ``("theme", id)`` and ``("stance", draft, version, side)``. ``tallies`` hold small groups, and are never shown.
    """

    numbers: tuple[tuple[tuple[str, ...], int], ...] = ()
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An edition of the same consultation that was made before, of these ``rounds``, and what it told."""

    round: str
    number: int
    rounds: frozenset[str]
    told: Told


@dataclass(frozen=True, slots=True)
class Superseded:
    """The edition in whose place one is made: why, and the ids of the statements that could be read in it."""

    round: str
    number: int
    causes: Mapping[Cause, int]
    statements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is owed to a respondent who took back or changed something: ``old`` had used it, ``new`` supersedes it."""

    round: str
    old: int
    new: int
    respondent: str

"""Editions of a report: why one goes stale, which is current, what its readers know. Standard library only.

An edition stands until something that it used is taken back or changed. What made it stale is counted, never named; a
superseding edition is made of what stands then, and the old one is a tombstone from there on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Cause(StrEnum):
    """What made an edition stale. `ERASED` counts people, all others answers and positions."""

    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    ASIDE = "set aside"
    QUOTING = "quoted less"
    EDITED = "edited"


WORDS_GO = frozenset(Cause) - {Cause.EDITED}
"""Causes for which an edition may not be shown, nor made again: words in it are no longer there to be read."""


class State(StrEnum):
    """How an edition is: as it was made, out of date, not to be shown any more, or succeeded by another."""

    STANDING = "standing"
    STALE = "stale"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


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
    """An edition that was made before, of ``rounds`` of which the new one has some, and what it told."""

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

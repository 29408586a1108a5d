"""What a reviewer decides on the words of an answer: a value that its revision keeps. Standard library only."""

from dataclasses import dataclass
from enum import StrEnum

from consultation.codebook import Source


class Lean(StrEnum):
    """How words lean, by a reviewer's reading; a position is another thing, which only its author takes."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Leaning:
    """How words lean on one version of a draft."""

    draft: str
    version: str
    lean: Lean


@dataclass(frozen=True, slots=True)
class Removed:
    """A tag that was taken off: its theme, and who had given it; its evidence stands in the revision before."""

    theme: str
    source: Source


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer decided on the words of an answer.

    ``revision`` is the number of the one that the decision made; later ones of the same words carry the rest along.
    ``removed`` are the tags that were taken off, ``leanings`` one per draft that was judged.
    """

    revision: int
    removed: tuple[Removed, ...] = ()
    leanings: tuple[Leaning, ...] = ()

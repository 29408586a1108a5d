"""What a reviewer decides on the words of an answer: a value that its revision keeps. Standard library only."""

from dataclasses import dataclass
from enum import StrEnum

from consultation.codebook import Tag


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
class Review:
    """What a reviewer decided on the words of an answer.

    ``revision`` is the number of the one that the decision made; later ones of the same words carry the rest along.
    ``removed`` are tags that were taken off, as `taken_off` leaves them; ``leanings`` one per draft that was judged.
    """

    revision: int
    removed: tuple[Tag, ...] = ()
    leanings: tuple[Leaning, ...] = ()


def taken_off(tag: Tag) -> Tag:
    """Return a tag as a review keeps it: without its evidence, which stands in the revision before."""
    return Tag(tag.theme, tag.source, tag.score)

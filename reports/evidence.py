"""What stands behind a number: how many respondents, how many answers, and which of them may be read.

Imports only consultation. Ids are sorted: they are random, so neither the order of two statements nor their nearness
says who wrote them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reports.statements import Heard, Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """The answers behind one number.

    ``anchor`` names the block that lists them; ``ids`` are the statements among them whose words may be shown.
    """

    anchor: str
    respondents: int = 0
    answers: int = 0
    ids: tuple[str, ...] = ()

    @property
    def unshown(self) -> int:
        """How many of the answers are counted only: their words may not be shown."""
        return self.answers - len(self.ids)

    def by(self, respondents: int) -> "Evidence":
        """Return the same answers behind a number of respondents who need not all have said something."""
        return replace(self, respondents=respondents)

    def nobody(self) -> "Evidence":
        """Return what stands behind the finding that nobody did."""
        return Evidence(self.anchor)


def evidence(answers: Sequence[Heard], *anchor: str) -> Evidence:
    """Count ``answers``, under an anchor made of the given words."""
    return Evidence(
        anchor=anchor_of(*anchor),
        respondents=len({one.respondent for one in answers}),
        answers=len(answers),
        ids=tuple(sorted(one.answer.id for one in answers if one.quotable)),
    )


def words_of(place: Place) -> tuple[str, ...]:
    """Return the words that the anchor of a place is made of."""
    return (place.kind, place.list, place.item) if place.item else (place.kind,)


@lru_cache(maxsize=1024)  # those of themes and questions come back with every statement
def anchor_of(*words: str) -> str:
    """Return a name that is safe in HTML, an address and Markdown, and different for different words."""
    return ".".join("".join(map(_safe, word)) for word in words)


def _safe(character: str) -> str:
    plain = character.isascii() and (character.isalnum() or character == "-")
    return character if plain else f"_{ord(character):x}_"

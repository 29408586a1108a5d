"""The columns that say what something is on: a question, a version of a draft, or nothing that was asked."""

from collections.abc import Callable
from typing import get_args

from reports.data.model import Column, T, text
from reports.statements import Place, PlaceKind

KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)

PLACE = (
    "What it is on: a question, a draft, or free where nobody had asked",
    "Sur quoi\u00a0: question, draft (un projet), ou free si rien n’était demandé",
)
LIST = (
    "The bank of the question or the version of the draft",
    "La liste de la question ou la version du projet",
)
ITEM = ("The id of the question or draft", "L’identifiant de la question ou du projet")


def place_columns(place: Callable[[T], Place | None], *, optional: bool = False) -> tuple[Column[T], ...]:
    """Return the three columns of a place, which is found by ``place``; ``optional`` where there may be none."""

    def part(name: str) -> Callable[[object, T], str | None]:
        return lambda _, one: getattr(found, name) if (found := place(one)) else None

    return (
        text("place", PLACE, part("kind"), choices=KINDS, optional=optional),
        text("list", LIST, part("list"), optional=optional),
        text("item", ITEM, part("item"), optional=optional),
    )

"""The standing answers of a round, for whoever moderates at a terminal. Imports everyone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from config.answers.cells import printable
from config.listings import aligned
from config.wiring import Deployment
from consultation.moderating import Statement, notes_of, statements

SHOWN = 60
"""How much of an answer a line shows."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An answer in the list: ``text`` is masked, null where it is set aside or was said off the record."""

    id: str
    item: str
    part: str
    language: str
    at: datetime
    text: str | None
    aside: str
    note: str


def listed(deployment: Deployment, round_id: str, *, aside: bool) -> tuple[Listed, ...]:
    """Return the standing answers of a round, the newest first; with ``aside`` those alone that are set aside."""
    record = deployment.store.record(round_id)
    finder = deployment.finder(deployment.consultation(record.round.consultation))
    found = statements(record, finder, notes_of(deployment.store))
    return tuple(_listed(one) for one in found if one.aside or not aside)


def answers_table(found: Sequence[Listed]) -> str:
    """Return answers as aligned lines: id, language, question or draft, why it is set aside or how it begins."""
    if not found:
        return "no answers"
    return aligned([(one.id, f"{one.language:3}  {one.item or 'free':12}  {_said(one)}") for one in found])


def _listed(one: Statement) -> Listed:
    text = None if one.aside else one.text or None
    return Listed(one.id, one.item, one.part, one.language, one.at, text, one.aside, one.note)


def _said(one: Listed) -> str:
    if one.aside:
        return " ".join(_why(one))
    if one.text is None:
        return "(off the record)"
    words = printable(" ".join(one.text.split()))
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


def _why(one: Listed) -> Iterator[str]:
    yield f"set aside: {one.aside}"
    if one.note:
        yield f"({printable(one.note)})"

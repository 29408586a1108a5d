"""Where in the words that are shown each tag of a statement stands. Imports only consultation.

A tag's evidence counts characters of what was written; where private data is masked, what is shown is shorter or
longer. Only statements that may be shown are marked, and only with themes that count.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from consultation.codebook import Source, Tag
from reports.page import Page
from reports.statements import Heard, Place, heard


@dataclass(frozen=True, slots=True)
class Mark:
    """A theme heard in a statement, by whom and how surely (``score`` 0 to 1).

    ``span`` is its evidence in the words as they are shown, in code points, end exclusive; None where there is none
    and the tag is on the whole statement.
    """

    theme: str
    source: Source
    score: float
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement that may be shown, but for its words, with its marks; ``coded`` as in `page.Statement`."""

    id: str
    language: str
    place: Place
    marks: tuple[Mark, ...]
    coded: tuple[str, ...] | None


def marked(page: Page) -> Iterator[Marked]:
    """Yield all statements that may be shown, in order of id."""
    for one in sorted((one for one in heard(page.snapshot) if one.quotable), key=lambda one: one.answer.id):
        marks = tuple(mark for tag in _counted(one) for mark in _marks(page, one.answer.id, tag))
        yield Marked(one.answer.id, one.answer.current.language, one.place, marks, one.answer.coded)


def _counted(one: Heard) -> Iterator[Tag]:
    """Yield the tags of an answer that its author did not take off."""
    return (tag for tag in one.answer.current.tags if tag.theme in one.themes)


def _marks(page: Page, statement: str, tag: Tag) -> Iterator[Mark]:
    spans = dict.fromkeys(page.gate.shown_at(statement, span.start, span.end) for span in tag.evidence)
    for span in spans or (None,):
        yield Mark(tag.theme, tag.source, tag.score, span)

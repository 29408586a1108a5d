"""Tables of the evidence: every number that the report opens, and the statements behind it that may be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.blocks import Block
from reports.data.model import Table, count, text
from reports.data.statements import STATEMENT
from reports.evidence import Evidence
from reports.page import Page

NUMBER = (
    "The number's name: # e- and this lead to it in the report",
    "Le nom du nombre\u00a0: # e- suivi de ce nom y mène dans le rapport",
)
PART_OF = (
    "The number whose statements are those of such parts together; empty where there is none",
    "Le nombre dont les déclarations sont celles de telles parties ensemble\u00a0; vide s’il n’y en a pas",
)


@dataclass(frozen=True, slots=True)
class Number:
    """A block of evidence, and the anchor of the one whose statements its parts list."""

    block: Block
    part_of: str | None

    @property
    def evidence(self) -> Evidence:
        """What stands behind it."""
        return self.block.evidence


def _numbers(page: Page) -> Iterator[Number]:
    yield from _flat(page.blocks())


def _flat(blocks: Iterable[Block], part_of: str | None = None) -> Iterator[Number]:
    for block in blocks:
        yield Number(block, part_of)
        yield from _flat(block.parts, None if block.listed else block.evidence.anchor)


def _title(_: Page, number: Number) -> str:
    return " · ".join(part for part in (number.block.kind, number.block.title.text) if part)


NUMBERS: Table[Number] = Table(
    "numbers",
    "Every number behind which the report shows statements.",
    "Chaque nombre derrière lequel le rapport montre des déclarations.",
    _numbers,
    (
        text("number", NUMBER, lambda _, one: one.evidence.anchor),
        text("part_of", PART_OF, lambda _, one: one.part_of, optional=True),
        text("title", ("What it counts", "Ce qu’il compte"), _title),
        count(
            "respondents",
            ("Respondents behind it", "Répondants derrière lui"),
            lambda _, one: one.evidence.respondents,
            "respondents",
        ),
        count(
            "answers", ("Answers behind it", "Réponses derrière lui"), lambda _, one: one.evidence.answers, "answers"
        ),
        count(
            "shown",
            ("Statements behind it that may be read", "Déclarations derrière lui qui peuvent être lues"),
            lambda _, one: len(one.evidence.ids),
            "statements",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Behind:
    """A statement behind a number."""

    number: Number
    statement: str


def _evidence(page: Page) -> Iterator[Behind]:
    for number in _numbers(page):
        if number.block.listed:
            for statement in number.evidence.ids:
                yield Behind(number, statement)


EVIDENCE: Table[Behind] = Table(
    "evidence",
    "Which statements stand behind each number; a number without rows has those of its parts.",
    "Quelles déclarations sont derrière chaque nombre\u00a0; un nombre sans ligne a celles de ses parties.",
    _evidence,
    (
        text("number", NUMBER, lambda _, one: one.number.evidence.anchor),
        text("part_of", PART_OF, lambda _, one: one.number.part_of, optional=True),
        text("statement", STATEMENT, lambda _, one: one.statement),
    ),
)

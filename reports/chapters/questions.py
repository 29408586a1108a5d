"""Question by question: the second view, after the themes. Imports only consultation."""

from collections.abc import Iterator
from functools import partial

from reports.chapters.pieces import place_anchor, quotations, said, theme_table
from reports.document import Block, Chapter, Folded, Paragraph, Part, Role
from reports.page import Page
from reports.question_findings import QuestionFinding


def chapter(page: Page) -> Chapter:
    """Return the chapter on questions."""
    return Chapter("questions", (page.words["questions"],), partial(_blocks, page))


def _blocks(page: Page) -> Iterator[Block]:
    yield Paragraph((page.words["questions_intro"],), Role.INTRO)
    for found in page.findings.questions:
        asked = found.question
        title = page.labels.unit(asked.text) if asked else page.labels.place(found.place)
        yield Part((title,), tuple(_on(page, found)), place_anchor(found.place), kind="question")


def _on(page: Page, found: QuestionFinding) -> Iterator[Block]:
    words = page.words
    if found.of:
        yield Paragraph(said(page.telling.on_question(found)))
    yield from quotations(page, found.quotes)
    if found.themes and page.tables.by_place:
        rows = page.tables.at(found.place, found.themes)
        yield Folded((words["themes"],), (theme_table(page, rows, found.evidence.respondents, words["themes"]),))

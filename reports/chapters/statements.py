"""The appendix: every statement that may be shown, whole, in order of its id. Imports only consultation."""

from collections.abc import Iterator
from functools import partial

from reports.chapters.pieces import place_anchor, row
from reports.document import Block, Chapter, Line, Link, Paragraph, Role, StatementText
from reports.evidence import anchor_of
from reports.page import Page, Statement


def chapter(page: Page) -> Chapter:
    """Return the appendix. Its anchor is the block behind the number of all respondents and of all answers."""
    return Chapter(f"e-{page.findings.everything.anchor}", (page.words["all_statements"],), partial(_blocks, page))


def _blocks(page: Page) -> Iterator[Block]:
    words = page.words
    yield Paragraph((words["all_statements_intro"], " ", page.behind(page.findings.everything)), Role.INTRO)
    if not page.findings.everything.ids:
        yield Paragraph((words["statements_none"],))
    for one in page.statements():
        yield StatementText(one.id, one.words, one.language, _about(page, one))


def _about(page: Page, one: Statement) -> Line:
    """Return what a statement is on, its themes, and what people coded it with."""
    prefix, title = page.place_prefix(one.place), page.labels.place(one.place)
    place: Line = (*((prefix,) if prefix else ()), Link(title, f"e-{place_anchor(one.place)}"))
    return row((place, *(_theme(page, theme) for theme in one.themes), *_coded(page, one)), " · ")


def _theme(page: Page, theme: str) -> Line:
    return (Link(page.labels.theme(theme), anchor_of("theme", theme)),)


def _coded(page: Page, one: Statement) -> Iterator[Line]:
    if one.coded is not None:
        themes = row((_theme(page, theme) for theme in one.coded), " / ")
        yield page.words["statement_coded"], " ", *(themes or (page.words["statement_no_theme"],))

"""Draft by draft: what it says, how people stand to it and why, what they ask for, who did not speak.

Imports only consultation.
"""

from collections.abc import Iterator
from functools import partial

from reports.chapters import recurring
from reports.chapters.at_a_glance import MOST_DRAFTS, asked_of, positions_table
from reports.chapters.lineage import lineage
from reports.chapters.pieces import place_anchor, quotations, row, text, theme_table, titled_response
from reports.chapters.positions import Titled, asks, conditions, positions, sides
from reports.document import Block, Chapter, Folded, Paragraph, Part, Role, Strong
from reports.draft_findings import DraftFinding
from reports.page import Page


def chapter(page: Page, pages: str) -> Chapter:
    """Return the chapter on drafts, each with a page of its own in the folder ``pages`` where that is not ""."""
    return Chapter("drafts", (page.words["drafts"],), partial(_blocks, page, pages))


def _blocks(page: Page, pages: str) -> Iterator[Block]:
    words, asked = page.words, asked_of(page)
    intro = words["drafts_intro"] if page.findings.asked else words["drafts_intro_unasked"]
    yield Paragraph((" ".join((intro, *page.closing.drafts())),), Role.INTRO)
    if len(asked) > MOST_DRAFTS:
        yield positions_table(page, asked)
    for found in page.findings.drafts:
        yield _draft(page, found, pages)


def _draft(page: Page, found: DraftFinding, pages: str) -> Part:
    anchor = place_anchor(found.place)
    return Part(
        (page.labels.unit(found.draft.title),),
        (*_identity(page, found), *positions(page, found), *_reasons(page, found), *_around(page, found)),
        anchor,
        page.labels.draft_number(found.draft),
        kind="draft",
        page=f"{pages}{anchor}" if pages else "",
    )


def _identity(page: Page, found: DraftFinding) -> Iterator[Block]:
    """Yield what a draft says for short, and where this version comes from."""
    yield text(page, found.draft.short, Role.TEXT)
    yield Paragraph(lineage(page, found.draft), Role.NOTE)


def _reasons(page: Page, found: DraftFinding) -> Iterator[Block]:
    """Yield why, and what is asked for; where nobody was asked, what was said of its themes."""
    yield from sides(page, found)
    for title, blocks in (asks(page, found), conditions(page, found), heard_on_themes(page, found)):
        if blocks:
            yield Part(title, blocks, level=4)
    yield from recurring.on_draft(page, found.place)


def heard_on_themes(page: Page, found: DraftFinding) -> Titled:
    """Return what was said on the themes that bear on a draft on which nobody was asked."""
    return (page.words["heard_on_themes"],), quotations(page, found.quotes_bearing)


def _around(page: Page, found: DraftFinding) -> Iterator[Block]:
    """Yield the themes that bear on a draft, who did not speak on it, and what the working group says."""
    words = page.words
    if found.bearing:
        table = theme_table(page, page.tables.across(found.bearing), page.respondents, words["themes_bearing"])
        yield Folded((words["themes_bearing"],), (table,))
    if found.silent:
        groups = row(((page.labels.group(attribute, group),) for attribute, group in found.silent), words["comma"])
        yield Paragraph((Strong(words["silent"]), " ", *groups, "."), Role.ABSENT)
    yield Paragraph(titled_response(page, found.response))

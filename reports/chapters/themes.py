"""Themes across questions, rounds and drafts: all at a glance, then each by itself. Imports only consultation."""

from collections.abc import Iterator
from functools import partial

from reports.chapters import recurring
from reports.chapters.pieces import (
    coded_cell,
    coded_column,
    number,
    numbers,
    place_anchor,
    place_name,
    plain,
    quotations,
    row,
    said,
    titled_response,
)
from reports.charts.flow import flow
from reports.charts.themes import themes_by_respondents
from reports.document import Block, Chapter, Folded, Line, Link, Paragraph, Part, Role, Table
from reports.evidence import anchor_of
from reports.page import Page
from reports.theme_findings import ThemeFinding


def chapter(page: Page) -> Chapter:
    """Return the chapter on themes."""
    return Chapter("themes", (page.words["themes"],), partial(_blocks, page))


def _blocks(page: Page) -> Iterator[Block]:
    words = page.words
    yield Paragraph((" ".join((words["themes_intro"], *page.closing.themes())),), Role.INTRO)
    yield Part((words["themes_by_respondents"],), tuple(_glance(page)), "glance")
    for found in page.themes_of_drafts():
        yield _theme(page, found)
    if apart := page.themes_apart():
        yield Part((words["apart"],), (), kind="apart")
        for found in apart:
            yield _theme(page, found)
    if page.themes_not_raised():
        yield Part((words["nobody_raised"],), tuple(_not_raised(page)), kind="apart")


def _glance(page: Page) -> Iterator[Block]:
    scale = page.words["chart_scale"].format(count=page.grammar.number(page.respondents))
    mark = f" {page.words['chart_mark']}" if page.all_coded else ""
    yield Paragraph((scale + mark,), Role.INTRO)
    yield themes_by_respondents(page.findings, page.labels)
    if note := page.tables.note():
        yield Paragraph((note,), Role.NOTE)
    if found := flow(page.findings, page.labels):
        yield found


def _theme(page: Page, found: ThemeFinding) -> Part:
    label = page.labels.theme(found.theme)
    return Part((label,), tuple(_on(page, found)), anchor_of("theme", found.theme), kind="theme")


def _on(page: Page, found: ThemeFinding) -> Iterator[Block]:
    words, definition = page.words, page.labels.definition(found.theme)
    if definition:
        yield Paragraph((definition,), Role.TEXT)
    yield Paragraph(said(page.telling.on_theme(found)))
    if found.bears_on:
        yield Paragraph((words["bears_on"], " ", *_drafts(page, found), "."), Role.NOTE)
    yield from quotations(page, found.quotes)
    yield from recurring.on_theme(page, found.theme)
    if page.tables.by_place:
        yield Folded((words["heard_where"],), (_places(page, found),))
    if found.response:
        yield Paragraph(titled_response(page, found.response))


def _drafts(page: Page, found: ThemeFinding) -> Line:
    drafts = page.drafts_by_id(found.bears_on)
    return row(((Link(one.draft.id, place_anchor(one.place)),) for one in drafts), page.words["comma"])


def _places(page: Page, found: ThemeFinding) -> Table:
    words = page.words
    return Table(
        (words["heard_where"],),
        (*plain(words["place"]), *numbers(words["respondents"], words["answers"]), *coded_column(page)),
        tuple(
            (
                place_name(page, one.key),
                (number(page, one.heard),),
                (page.grammar.number(one.heard.answers),),
                *coded_cell(page, one.coded),
            )
            for one in page.tables.places_of(found)
        ),
    )


def _not_raised(page: Page) -> Iterator[Block]:
    """Yield what is said of themes that nobody raised, each where links to the theme lead."""
    for found in page.themes_not_raised():
        yield Part(
            (page.labels.theme(found.theme),),
            (Paragraph(said(page.telling.on_theme(found))),),
            anchor_of("theme", found.theme),
            level=4,
            kind="theme",
        )

"""The drafts, or where no position was asked for the themes, at a glance: a table for the first page.

Imports only consultation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consultation.records import Side
from reports.chapters.pieces import number, numbers, place_anchor, plain, theme_table
from reports.charts.positions import bar_in_a_row
from reports.document import Column, Hint, Key, Line, Link, Table
from reports.draft_findings import AGAINST, FOR, DraftFinding, StanceFinding
from reports.page import Page
from reports.theme_findings import ThemeFinding

MOST_DRAFTS, MOST_THEMES = 14, 8
"""How many drafts or themes there is room for."""

SIDES = (FOR, (Side.CHANGES,), AGAINST, (Side.NONE,))
"""The columns of positions: a draft of kind research offers other words for the first and the third."""

Asked = Sequence[tuple[DraftFinding, StanceFinding]]


def at_a_glance(page: Page) -> Table:
    """Return the drafts with their positions; without any, the themes raised most."""
    asked = asked_of(page)
    if not asked:
        return _themes(page)
    most = sorted(asked, key=lambda pair: -pair[1].respondents)[:MOST_DRAFTS]
    return positions_table(page, [pair for pair in asked if pair in most])


def asked_of(page: Page) -> Asked:
    """Return the drafts on which a position was asked for."""
    return [(found, found.stance) for found in page.findings.drafts if found.stance]


def positions_table(page: Page, asked: Asked) -> Table:
    """Return a table of drafts with how many respondents took which position."""
    words = page.words
    return Table(
        (words["positions_at_a_glance"],),
        (*plain(words["draft_heading"]), *_headings(page), *numbers(words["in_all"])),
        tuple((_name(page, found), *_cells(page, stance)) for found, stance in asked),
        titled=True,
        drawings=tuple(bar_in_a_row(found, stance, page.labels) for found, stance in asked),
    )


def _headings(page: Page) -> Iterator[Column]:
    """Yield the columns of positions, each with the colour by which a drawing shows it."""
    headings = "side_for", "with_changes", "side_against", "side_none"
    for heading, (side, *_) in zip(headings, SIDES, strict=True):
        yield Column((Key(side.value), " ", page.words[heading]), number=True)


def _name(page: Page, found: DraftFinding) -> Line:
    title = Link(page.labels.unit(found.draft.title), place_anchor(found.place))
    return Hint(page.labels.draft_number(found.draft)), " ", title


def _cells(page: Page, stance: StanceFinding) -> tuple[Line, ...]:
    """Return how many took each position, "" where a draft of its kind does not offer it, and how many in all."""
    taken = dict(stance.sides)
    offered = [next((taken[side] for side in sides if side in taken), None) for sides in SIDES]
    return (
        *(() if evidence is None else (number(page, evidence),) for evidence in offered),
        (page.grammar.number(stance.respondents),),
    )


def _themes(page: Page) -> Table:
    shown = {one.theme for one in most(page.findings.themes)}
    rows = [row for row in page.tables.at_a_glance() if row.key in shown]
    return replace(theme_table(page, rows, page.respondents, page.words["themes_most"]), titled=True)


def most(themes: Sequence[ThemeFinding]) -> list[ThemeFinding]:
    """Return the themes raised most, not more than there is room for; of those that are level, all or none.

    Where all are level, all are returned.
    """
    heard = [one for one in themes if one.evidence.respondents]
    rest = heard[MOST_THEMES:]
    least = rest[0].evidence.respondents + 1 if rest else 1
    return [one for one in heard if one.evidence.respondents >= least] or heard

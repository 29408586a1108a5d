"""The positions on one draft, the reasons given for them, and what people ask for. Imports only consultation.

For and against stand side by side. What is heard of a draft on which nobody was asked is never put on a side.
"""

from collections.abc import Iterable, Iterator

from consultation.records import Side
from reports.chapters.pieces import quotations, said
from reports.charts.positions import positions_on
from reports.document import Beside, Block, Line, Paragraph, Role
from reports.draft_findings import AGAINST, FOR, DraftFinding, StanceFinding
from reports.page import Page
from reports.quotes import Quote

Titled = tuple[Line, tuple[Block, ...]]
"""What a part is called, and what stands in it: nothing where it is left out."""


def positions(page: Page, found: DraftFinding) -> Iterator[Block]:
    """Yield the positions as a bar with its table, and what is said of them; or that none was asked for."""
    if found.stance is None:
        yield Paragraph((page.words["not_asked"],), Role.ABSENT)
        if found.said.answers or found.reading:
            yield Paragraph(said(page.telling.on_draft(found)))
        return
    if found.stance.respondents:
        yield positions_on(found, found.stance, page.labels)
    yield Paragraph(said(page.telling.on_draft(found)))


def sides(page: Page, found: DraftFinding) -> Iterator[Block]:
    """Yield who is for and why beside who is against and why, in their own words, where anybody gave a reason."""
    stance = found.stance
    if stance and any(_reasons(stance, side) for side in (*FOR, *AGAINST)):
        kind = "research" if found.draft.kind == "research" else "draft"
        titles = page.words[f"for_{kind}"], page.words[f"against_{kind}"]
        yield Beside(
            ((titles[0],), (titles[1],)),
            (_side(page, stance, FOR, stance.quotes_for), _side(page, stance, AGAINST, stance.quotes_against)),
        )


def _side(page: Page, stance: StanceFinding, sides: Iterable[Side], quotes: tuple[Quote, ...]) -> tuple[Block, ...]:
    """Return how many gave reasons for one side, and in which words where these may be shown."""
    count = sum(_reasons(stance, side) for side in sides)
    counted = Paragraph((page.grammar.counted("reasons", count),), Role.NOTE)
    if count and not quotes:
        return counted, Paragraph((page.words["quote_left_out"],), Role.NOTE)
    return counted, *quotations(page, quotes)


def _reasons(stance: StanceFinding, side: Side) -> int:
    return sum(evidence.answers for one, evidence in stance.sides if one is side)


def asks(page: Page, found: DraftFinding) -> Titled:
    """Return the changes asked for, or of a draft of kind research what should be studied."""
    title = page.words["question_missing" if found.draft.kind == "research" else "changes_asked"]
    return (title,), quotations(page, found.quotes_changes)


def conditions(page: Page, found: DraftFinding) -> Titled:
    """Return on which conditions people support a draft: what those said who support it with changes."""
    quotes = quotations(page, found.stance.quotes_conditions) if found.stance else ()
    intro = Paragraph((page.words["conditions_intro"],), Role.INTRO)
    return (page.words["conditions"],), (intro, *quotes) if quotes else ()

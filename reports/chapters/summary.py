"""The first page in a few lines of plain text, for who asks in chat. Imports only consultation."""

from collections.abc import Iterator

from reports.chapters.at_a_glance import asked_of
from reports.chapters.opening import kicker
from reports.page import Page

LONGEST = 1_200
"""Characters after which the positions on further drafts are left to the report itself."""


def summary(page: Page) -> tuple[str, ...]:
    """Return what is asked of a synthesis first: its title and edition, the lead, the drafts, who was not heard."""
    title = page.labels.unit(page.consultation.title).text
    lines = [title, " · ".join(kicker(page)), " ".join(one.text for one in page.telling.lead())]
    absences = " ".join(one.text for one in page.telling.absences())
    last = [f"{page.words['not_heard']} {absences}"] if absences else []
    room = LONGEST - sum(map(len, (*lines, *last)))
    for position in _positions(page):
        room -= len(position)
        if room < 0:
            break
        lines.append(position)
    return (*lines, *last)


def _positions(page: Page) -> Iterator[str]:
    """Yield the positions on each draft, in the order of the drafts."""
    words, grammar = page.words, page.grammar
    for found, stance in asked_of(page):
        sides = (f"{words[f'side_{side.value}']} {grammar.number(one.respondents)}" for side, one in stance.sides)
        yield f"{page.labels.draft_number(found.draft)}{words['colon']} {', '.join(sides)}"

"""What people ask for or say in much the same words, group by group. Imports only consultation."""

from collections.abc import Iterable, Iterator

from reports.asks import Ask, Asks
from reports.chapters.pieces import quotations, said
from reports.circles import Subject
from reports.document import Block, Paragraph, Part, Role
from reports.evidence import anchor_of
from reports.page import Page
from reports.statements import Place


def on_draft(page: Page, place: Place) -> Iterator[Part]:
    """Yield what recurs in what was said on a draft: in the changes asked for, and in the reasons for each side."""
    return _circles(page, (found for found in page.findings.alike if found.subject.place == place))


def on_theme(page: Page, theme: str) -> Iterator[Part]:
    """Yield what recurs in what was said of a theme."""
    return _circles(page, (found for found in page.findings.alike if found.subject.theme == theme))


def _circles(page: Page, circles: Iterable[Asks]) -> Iterator[Part]:
    """Yield a part for each circle of which there is something to say: of a few in no group there is not."""
    for found in circles:
        if blocks := tuple(_groups(page, found)):
            title = page.words[f"alike_{found.subject.speaking.value}"]
            yield Part((title,), blocks, _anchor(found.subject), level=4, kind="alike")


def _anchor(subject: Subject) -> str:
    return anchor_of("recurring", *subject.words)


def _groups(page: Page, found: Asks) -> Iterator[Block]:
    for sentence, group in page.telling.recurring(found):
        yield Paragraph(said([sentence]), Role.PLAIN if group else Role.NOTE)
        if group:
            yield from _quoted(page, group)


def _quoted(page: Page, group: Ask) -> Iterator[Block]:
    """Yield the words that stand best for a group, then those that differ most from them."""
    for quote, name in ((group.best, "alike_best"), (group.differing, "alike_differing")):
        if quote:
            yield Paragraph((page.words[name],), Role.NOTE)
            yield from quotations(page, (quote,))

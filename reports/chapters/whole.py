"""A report as a document: the chapters in their order, each built from a page's findings and sentences.

Imports only consultation. The order is that of the questions which a working group has: what is asked of each draft,
what runs through everything, who was not heard, what few said, how it was made, what it rests on.
"""

from collections.abc import Iterator

from reports.chapters import coverage, drafts, evidence, method, minority, questions, reading, statements, themes
from reports.chapters.opening import citing, opening
from reports.document import Chapter, Document
from reports.page import Page


def whole(page: Page, *, pages: str = "") -> Document:
    """Return the whole report.

    ``pages`` is where drafts have pages of their own, as seen from the report: a folder with its slash, "" where they
    have none.
    """
    return Document(
        language=page.language,
        words=page.words,
        citing=citing(page),
        opening=opening(page),
        chapters=tuple(_chapters(page, pages)),
        language_of=page.labels.language,
    )


def _chapters(page: Page, pages: str) -> Iterator[Chapter]:
    yield reading.chapter(page)
    if page.findings.drafts:
        yield drafts.chapter(page, pages)
    yield from (one.chapter(page) for one in (themes, questions, coverage, minority, method, evidence, statements))

"""What stands behind every number: the statements that may be read, and how many more there are.

Imports only consultation.
"""

from collections.abc import Iterator
from functools import partial

from reports import blocks
from reports.document import Backing, Block, Chapter, Paragraph, Role
from reports.page import Page


def chapter(page: Page) -> Chapter:
    """Return the chapter that every figure leads into."""
    return Chapter("evidence", (page.words["evidence"],), partial(_blocks, page))


def _blocks(page: Page) -> Iterator[Block]:
    yield Paragraph((page.words["evidence_intro"],), Role.INTRO)
    for one in page.blocks():
        yield _backing(page, one, 3)
        yield from (_backing(page, part, 4) for part in one.parts)


def _backing(page: Page, one: blocks.Block, level: int) -> Backing:
    ids = one.evidence.ids if one.listed else ()
    return Backing(one.evidence.anchor, (one.title,), page.behind(one.evidence), ids, level, one.kind)

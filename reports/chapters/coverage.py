"""Who was heard and who was not, and the findings by group. Imports only consultation.

Every number here was masked before it came; None is a masked one.
"""

from collections.abc import Iterator
from functools import partial

from reports.chapters.pieces import numbers, plain, row
from reports.coverage import Coverage, Cut
from reports.document import Block, Chapter, Column, Line, Paragraph, Part, Role, Table
from reports.page import Page


def chapter(page: Page) -> Chapter:
    """Return the chapter on coverage."""
    return Chapter("coverage", (page.words["coverage"],), partial(_blocks, page))


def _blocks(page: Page) -> Iterator[Block]:
    words = page.words
    yield Paragraph((words["coverage_intro"],), Role.INTRO)
    for covered in page.findings.coverages:
        yield Part((page.labels.attribute(covered.attribute),), tuple(_covered(page, covered)), kind="coverage")
    yield Paragraph((words["masked_note"],), Role.NOTE)
    if page.findings.cut is not None:
        yield _cut(page, page.findings.cut)


def _covered(page: Page, covered: Coverage) -> Iterator[Block]:
    words, labels = page.words, page.labels
    if covered.withheld or not covered.heard:
        yield Paragraph((words["withheld" if covered.withheld else "nobody_said"],))
        return
    yield Table(
        (words["several_chosen"],) if covered.several else (labels.attribute(covered.attribute),),
        (*plain(words["group"]), *numbers(words["respondents"])),
        tuple(
            ((labels.group(covered.attribute, cell.group),), _cell(page, cell.respondents)) for cell in covered.heard
        ),
        titled=covered.several,
    )
    if covered.absent:
        yield Paragraph(page.telling.absent(covered).parts, Role.ABSENT)


def _cell(page: Page, respondents: int | None) -> Line:
    return (page.words["masked"] if respondents is None else page.grammar.number(respondents),)


def _cut(page: Page, cut: Cut) -> Part:
    title = page.words["cut"], " · ", page.labels.attribute(cut.attribute)
    return Part(title, tuple(_by_group(page, cut)), "cut")


def _by_group(page: Page, cut: Cut) -> Iterator[Block]:
    words = page.words
    if cut.withheld:
        yield Paragraph((words["cut_withheld"],))
        return
    if shown := cut.shown():
        groups = (Column((page.labels.group(cut.attribute, group),), number=True) for group in cut.groups)
        yield Table(
            (words["cut_intro"],),
            (*plain(""), *groups),
            tuple(((page.row_name(one),), *(_cell(page, cell) for cell in one.cells)) for one in shown),
            titled=True,
            wide=True,
        )
    if hidden := cut.hidden():
        names = row(((page.row_name(one),) for one in hidden), " / ")
        yield Paragraph((words["cut_hidden"], " ", *names, "."), Role.NOTE)

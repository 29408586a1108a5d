"""Who was heard and who was not, and the findings by group. Imports only consultation.

Every number here was masked before it came; None is a masked one.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from reports.chapters.pieces import plain, row, said
from reports.charts.groups import themes_by_group
from reports.charts.omitted import whom_the_quotes_stand_for
from reports.charts.reach import who_was_heard
from reports.charts.when import when_answers_came
from reports.coverage import Coverage, Cut
from reports.document import Block, Chapter, Column, Line, Paragraph, Part, Role, Table
from reports.page import Page


def chapter(page: Page) -> Chapter:
    """Return the chapter on coverage."""
    return Chapter("coverage", (page.words["coverage"],), partial(_blocks, page))


def by_group(page: Page) -> Iterator[Part]:
    """Yield how many respondents each group has, attribute by attribute."""
    for covered in page.findings.coverages:
        yield Part((page.labels.attribute(covered.attribute),), tuple(_covered(page, covered)), kind="coverage")


def _blocks(page: Page) -> Iterator[Block]:
    words = page.words
    yield Paragraph((words["coverage_intro"],), Role.INTRO)
    yield from by_group(page)
    yield Paragraph((words["masked_note"],), Role.NOTE)
    if page.findings.timeline:
        yield Part((words["rounds_in_time"],), (when_answers_came(page.findings.timeline, page.labels),), "timeline")
    yield Part((words["omissions"],), tuple(_omissions(page)), "omissions")
    if page.findings.cut is not None:
        yield _cut(page, page.findings.cut)


def _omissions(page: Page) -> Iterator[Block]:
    """Yield whom the quotes stand for, against chance."""
    yield Paragraph((page.words["omissions_intro"],), Role.INTRO)
    yield Paragraph(said(page.omissions.sentences()))
    yield whom_the_quotes_stand_for(page.findings, page.labels)
    yield Paragraph((" ".join(page.omissions.method()),), Role.NOTE)


def _covered(page: Page, covered: Coverage) -> Iterator[Block]:
    drawn = who_was_heard(covered, page.labels, _targets(page, covered.attribute))
    if drawn is None:
        yield Paragraph((page.words["withheld" if covered.withheld else "nobody_said"],))
        return
    yield drawn
    if covered.absent:
        yield Paragraph(page.telling.absent(covered).parts, Role.ABSENT)


def _targets(page: Page, attribute: str) -> Mapping[str, int]:
    """Return how many were aimed for in each group: of several rounds the most, since people are counted once."""
    aims: dict[str, int] = {}
    for record in page.snapshot.rounds:
        for target in record.round.targets:
            if target.attribute == attribute:
                aims[target.group] = max(target.people, aims.get(target.group, 0))
    return aims


def _cell(page: Page, respondents: int | None) -> Line:
    return (page.words["masked"] if respondents is None else page.grammar.number(respondents),)


def _cut(page: Page, cut: Cut) -> Part:
    title = page.words["cut"], " · ", page.labels.attribute(cut.attribute)
    return Part(title, tuple(_by_group(page, cut)), "cut")


def _of(page: Page, cut: Cut) -> Coverage:
    return next(covered for covered in page.findings.coverages if covered.attribute == cut.attribute)


def _by_group(page: Page, cut: Cut) -> Iterator[Block]:
    words = page.words
    if cut.withheld:
        yield Paragraph((words["cut_withheld"],))
        return
    drawn = themes_by_group(cut, _of(page, cut), page.labels)
    if drawn:
        yield drawn
    if shown := [one for one in cut.shown() if not drawn or len(one.key) > 1]:
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

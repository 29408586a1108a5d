"""What few said, which no frequency would bring to light: rare themes, and what no theme fits. Imports consultation."""

from collections.abc import Iterator
from functools import partial

from reports.chapters.pieces import place_anchor, quotations, said
from reports.document import Block, Chapter, Link, Paragraph, Part, Role
from reports.emerging import ProposalFinding
from reports.evidence import anchor_of
from reports.page import Page
from reports.theme_findings import ThemeFinding

RARE = 10
"""A theme is rare that fewer than one in so many respondents raised."""


def chapter(page: Page) -> Chapter:
    """Return the chapter on minority views."""
    return Chapter("minority", (page.words["minority"],), partial(_blocks, page))


def rare(page: Page) -> list[ThemeFinding]:
    """Return the themes that somebody raised and few did, in the codebook's order: not by how many.

    Where people coded by hand, few did by that too: what the machine hears seldom need not be rare.
    """
    by_hand, few = page.findings.by_hand, {}
    for one in page.findings.themes:
        heard = RARE * one.evidence.respondents < page.respondents
        coded = not by_hand or not one.coded or RARE * one.coded.respondents < by_hand.everything.respondents
        if one.raised and heard and coded:
            few[one.theme] = one
    declared = [theme.id for theme in page.consultation.codebook.themes]
    return [few[theme] for theme in dict.fromkeys((*declared, *sorted(few))) if theme in few]


def _blocks(page: Page) -> Iterator[Block]:
    words = page.words
    yield Paragraph((words["minority_intro"],), Role.INTRO)
    if page.findings.minorities.positions:
        yield Part((words["minorities_positions"],), tuple(_positions(page)))
    if page.findings.minorities.apart:
        yield Part((words["minorities_apart"],), tuple(_apart(page)))
    yield Part((words["rare"],), tuple(_rare(page)))
    yield Part((words["untagged"],), tuple(_untagged(page)), "untagged")


def _positions(page: Page) -> Iterator[Block]:
    """Yield the positions on drafts that few took."""
    for one in page.findings.minorities.positions:
        link = Link(page.labels.place(one.place), place_anchor(one.place))
        sentence = Paragraph(said([page.telling.few_took(one)]))
        yield Part((page.place_prefix(one.place), link), (sentence, *quotations(page, one.quotes)), level=4)


def _apart(page: Page) -> Iterator[Block]:
    """Yield what is far from everything else that was said of a theme or on a draft."""
    for one in page.findings.minorities.apart:
        sentence = Paragraph(said([page.telling.far_apart(one)]))
        title = page.labels.subject(one.subject)
        yield Part((title,), (sentence, *quotations(page, one.quotes)), level=4)


def _rare(page: Page) -> Iterator[Block]:
    found = rare(page)
    yield Paragraph((page.words["rare_intro" if found else "rare_none"],), Role.INTRO)
    for one in found:
        link = Link(page.labels.theme(one.theme), anchor_of("theme", one.theme))
        sentence = Paragraph(said(page.telling.on_theme(one)))
        yield Part((link,), (sentence, *quotations(page, one.quotes[:1])), level=4)


def _untagged(page: Page) -> Iterator[Block]:
    words, emerging = page.words, page.findings.emerging
    yield Paragraph((words["untagged_intro"],), Role.INTRO)
    yield Paragraph(said(page.telling.untagged()))
    if emerging.proposals:
        yield Paragraph((words["proposals_intro"],), Role.INTRO)
        yield from (_proposal(page, found) for found in emerging.proposals)
    if emerging.alone.answers:
        sentence = Paragraph(said(page.telling.alone()))
        yield Part((words["alone"],), (sentence, *quotations(page, emerging.quotes_alone)), level=4)


def _proposal(page: Page, found: ProposalFinding) -> Part:
    sentence = Paragraph(said(page.telling.on_proposal(found)))
    title = page.words["proposal"].format(id=found.id)
    return Part((title,), (sentence, *quotations(page, found.quotes)), level=4)

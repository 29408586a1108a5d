"""How to read a report, why there is a consultation, and who asks on what ground. Imports only consultation."""

from collections.abc import Iterator
from functools import partial

from reports.chapters.pieces import numbers, plain, row, text
from reports.document import Address, Block, Chapter, Folded, Items, Line, Paragraph, Part, Strong, Table
from reports.ground import DocumentLine, MemberLine
from reports.page import Page


def chapter(page: Page) -> Chapter:
    """Return the chapter on how to read."""
    return Chapter("reading", (page.words["how_to_read"],), partial(_blocks, page))


def _blocks(page: Page) -> Iterator[Block]:
    words, consultation = page.words, page.consultation
    yield Paragraph((words["reading_numbers"],))
    yield Paragraph((words["reading_ids"],))
    yield Folded((words["shares"],), tuple(_shares(page)))
    if consultation.rationale or consultation.focus or consultation.keywords:
        yield Folded((words["rationale"],), tuple(_rationale(page)))
    yield Folded((words["ground"],), tuple(_ground(page)))


def _shares(page: Page) -> Iterator[Block]:
    words = page.words
    yield Paragraph((words["shares_intro"],))
    yield Table(
        (words["shares"],),
        (*plain(words["share_word"]), *numbers(words["share_at_least"])),
        tuple(((word,), (least,)) for word, least in page.share_words()),
    )
    yield Paragraph((words["share_few"],))


def _rationale(page: Page) -> Iterator[Block]:
    words, consultation = page.words, page.consultation
    yield from (text(page, unit) for unit in consultation.rationale)
    if consultation.focus or consultation.keywords:
        yield Part((words["focus"],), tuple(_focus(page)), level=4)


def _focus(page: Page) -> Iterator[Block]:
    if page.consultation.focus:
        yield Items(tuple((page.labels.unit(unit),) for unit in page.consultation.focus))
    if page.consultation.keywords:
        keywords = row(((keyword,) for keyword in page.ground.keywords()), page.words["comma"])
        yield Paragraph((Strong(page.words["keywords"]), " ", *keywords))


def _ground(page: Page) -> Iterator[Block]:
    words, ground = page.words, page.ground
    yield Part((words["finding"],), (text(page, page.consultation.finding),), level=4)
    yield Part((words["members"],), tuple(_members(page)), level=4)
    for name, listed in ground.lists():
        yield Part((name,), (Items(tuple(_document(one) for one in listed)),), level=4)
    if page.consultation.partners:
        yield Part((words["partners"],), (Paragraph((words["partners_intro"],)), _partners(page)), level=4)


def _partners(page: Page) -> Table:
    words = page.words
    heads = ("partner", "partner_kind", "partner_level", "partner_region")
    rows = tuple(((one.name,), (one.kind,), (one.level,), (one.region,)) for one in page.ground.partners())
    return Table((words["partners"],), plain(*(words[head] for head in heads)), rows)


def _members(page: Page) -> Iterator[Block]:
    yield text(page, page.consultation.group)
    if page.consultation.members:
        yield Items(tuple(_member(page, one) for one in page.ground.members()))
    if page.consultation.mailing_list:
        yield Paragraph((page.words["mailing_list"], " ", page.ground.mailing_list()))


def _member(page: Page, one: MemberLine) -> Line:
    comma = page.words["comma"]
    regions = row(((region,) for region in one.regions), comma)
    return Strong(one.name), comma, one.organisations, " (", one.role, "; ", *regions, ")"


def _document(one: DocumentLine) -> Line:
    title = Address(one.title, one.address) if one.address else one.title
    return (title, f", {one.dated}") if one.dated else (title,)

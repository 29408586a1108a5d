"""The pieces that chapters are made of: findings and texts become lines, quotes and tables. Imports consultation."""

from collections.abc import Iterable, Sequence
from itertools import chain

from consultation.guide import Unit
from consultation.loop.responses import Response
from reports.document import Column, Hint, Inline, Line, Link, Paragraph, Quotation, Role, Strong, Table
from reports.evidence import Evidence, anchor_of, words_of
from reports.page import Page
from reports.quotes import Quote
from reports.sentences import Figure, Sentence
from reports.statements import Place
from reports.tables import Row


def said(sentences: Iterable[Sentence]) -> Line:
    """Return sentences as one line, each after the other."""
    return row((one.parts for one in sentences), " ")


def row(items: Iterable[Line], between: str) -> Line:
    """Return lines as one, with ``between`` between them."""
    parts = list(chain.from_iterable((between, *item) for item in items))
    return tuple(parts[1:])


def text(page: Page, unit: Unit, role: Role = Role.PLAIN) -> Paragraph:
    """Return a text of the consultation as a paragraph of its own language."""
    return Paragraph((page.labels.unit(unit),), role)


def number(page: Page, evidence: Evidence) -> Inline:
    """Return how many respondents stand behind something, as a way to them; nobody leads nowhere."""
    count = evidence.respondents
    return Figure(page.grammar.number(count), count, page.respondents, evidence) if count else page.grammar.number(0)


def quotations(page: Page, quotes: Iterable[Quote]) -> tuple[Quotation, ...]:
    """Return quotes with their words past the gate; raise `Refused` where one may not pass."""
    return tuple(Quotation(one.id, page.gate.words(one), one.language) for one in quotes)


def numbers(*headings: str) -> tuple[Column, ...]:
    """Return columns of numbers."""
    return tuple(Column((heading,), number=True) for heading in headings)


def plain(*headings: str) -> tuple[Column, ...]:
    """Return columns of words; one that needs no heading has ""."""
    return tuple(Column((heading,) if heading else ()) for heading in headings)


def theme_table(page: Page, rows: Iterable[Row[str]], of: int, caption: str) -> Table:
    """Return a table of themes, of which each was raised by so many of ``of`` respondents."""
    words = page.words
    return Table(
        (caption,),
        (*plain(words["theme"]), *numbers(words["respondents"], words["share"]), *coded_column(page)),
        tuple(
            (
                theme_cell(page, one.key),
                (number(page, one.heard),),
                (page.grammar.percent(one.heard.respondents, of),),
                *coded_cell(page, one.coded),
            )
            for one in rows
        ),
    )


def theme_cell(page: Page, theme: str) -> Line:
    """Return a theme as the head of a row: its name as a link, and a doubt of its tags where there is one."""
    doubt = page.tables.doubt(theme)
    link = Link(page.labels.theme(theme), anchor_of("theme", theme))
    return (link, " ", Hint(doubt)) if doubt else (link,)


def coded_column(page: Page) -> tuple[Column, ...]:
    """Return the column of what people coded, which a table has only where somebody did."""
    return numbers(page.words["coded"]) if page.findings.by_hand else ()


def coded_cell(page: Page, coded: Evidence | None) -> tuple[Line, ...]:
    """Return that column's cell in one row."""
    return () if coded is None else ((number(page, coded),),)


def place_name(page: Page, place: Place) -> Line:
    """Return what an answer is on: a question, or a draft with its number."""
    prefix, title = page.place_prefix(place), page.labels.place(place)
    return (prefix, title) if prefix else (title,)


def place_anchor(place: Place) -> str:
    """Return where a draft, a question or the free contributions stand in the report."""
    return anchor_of(*words_of(place))


def response(page: Page, found: Response | None) -> Line:
    """Return what the working group answers, and why; or that no response is recorded."""
    verdict, why = page.closing.verdict(found), page.closing.why(found)
    return (Strong(verdict), " ", why) if why else (verdict,)


def titled_response(page: Page, found: Response | None) -> Line:
    """Return the same behind its heading."""
    return (Strong(f"{page.words['response']}{page.words['colon']}"), " ", *response(page, found))


def bulleted(lines: Iterable[str]) -> tuple[Line, ...]:
    """Return plain lines as those of a list."""
    return tuple((line,) for line in lines)


def nonempty(*paragraphs: Paragraph) -> Sequence[Paragraph]:
    """Return the paragraphs that say anything."""
    return [one for one in paragraphs if one.line]

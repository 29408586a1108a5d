"""A document of every node that there is, for the formats that count pages, notes and units over a whole report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from consultation.guide import Shown
from reports.document import (
    Address,
    Backing,
    Beside,
    Block,
    Chapter,
    Chart,
    Citing,
    Column,
    Document,
    Fact,
    Folded,
    Hint,
    Items,
    Key,
    Line,
    Link,
    Opening,
    Paragraph,
    Part,
    Quotation,
    Role,
    StatementText,
    Strong,
    Table,
)
from reports.evidence import Evidence
from reports.languages import language_name
from reports.sentences import Figure
from tests.reports.snapshots import token

WORDS = {
    "contents": "Contents",
    "page_of": "{page} / {pages}",
    "page_number": "p. {page}",
    "evidence": "Evidence",
    "notes": "Notes",
}

CITING = Citing(
    title="What a town said",
    creator="The town group",
    date="2026-04-11",
    identifier="town-2",
    licence="CC0",
    description="A synthesis of two rounds.",
    keywords=("town", "funding"),
)

MANY = tuple(sorted(token(f"many {number}") for number in range(12)))
FEW = tuple(sorted(token(f"few {number}") for number in range(3)))

SVG = (
    '<svg role="img" width="100%" height="40" xmlns="http://www.w3.org/2000/svg"><title>Positions</title>'
    '<rect x="0" y="0" width="60%" height="24" fill="#2a6f97"/><rect x="60%" y="0" width="40%" height="24"'
    ' fill="#b4531f"/><text x="30%" y="16" fill="#fff" font-size="13" text-anchor="middle">3</text></svg>'
)


def number(count: int, anchor: str, ids: Iterable[str] = FEW, of: int = 12) -> Figure:
    listed = tuple(ids)
    return Figure(str(count), count, of, Evidence(anchor, count, len(listed), listed))


def table(*, titled: bool = False) -> Table:
    columns = (Column(("Theme",)), Column(("Respondents",), number=True), Column(("Share",), number=True))
    rows: tuple[tuple[Line, ...], ...] = (
        ((Link("Funding", "theme.funding"),), (number(3, "funding"),), ("25 %",)),
        ((Shown("Équité", "fr", fallback=True),), (number(12, "equity", MANY),), ("100 %",)),
    )
    return Table(("Themes by respondents",), columns, rows, titled=titled)


def blocks() -> Iterator[Block]:
    """Yield a block of every kind."""
    yield Paragraph(
        (Strong("Of 12 respondents, "), number(3, "funding"), " spoke of money. Nobody else did."), Role.LEAD
    )
    yield Paragraph(("How to read this. ",), Role.INTRO)
    yield Paragraph((Shown("نعم للتعاون", "ar", fallback=True),), Role.TEXT)
    yield Paragraph(
        ("Most (", number(12, "equity", MANY), ") raised ", Shown("Équité", "fr", fallback=False), " and ",
         number(3, "funding"), " money. And ", number(0, "nobody", ()), " wrote nothing.")
    )  # fmt: skip
    yield Items((("One ", Hint("(perhaps)")), (Address("The page", "https://example.org/a_b?c=d&e=f"), ", 2019")))
    yield table()
    yield Chart("positions", "Positions on draft 1", "One bar.", SVG, table(titled=True))
    yield Paragraph((Key("support"), " Support ", Key("oppose"), " Oppose"), Role.NOTE)
    yield Quotation(FEW[0], "We need money,\nand soon.", "en")
    yield Quotation(FEW[1], "نحن بحاجة إلى المال (2019)", "ar")
    yield Beside((("For",), ("Against",)), ((Quotation(FEW[0], "Yes.", "en"),), (Quotation(FEW[2], "Non.", "fr"),)))
    yield Part(
        ("Fund small groups",), (Paragraph(("Nobody was asked.",), Role.ABSENT),), "draft.1", "Draft 1", kind="draft"
    )
    yield Folded(("More",), (table(),))


def evidence() -> Iterator[Block]:
    yield Backing("funding", ("Funding",), "3 respondents · 3 answers", FEW, number="Theme")
    yield Backing("equity", ("Equity",), "12 respondents · 12 answers", MANY, number="Theme")


def statements(texts: Mapping[str, tuple[str, str]]) -> Iterator[Block]:
    for id_, (words, language) in sorted(texts.items()):
        yield StatementText(id_, words, language, (Link("What would help you?", "e-funding"), " · Funding"))


SAID = {id_: (f"Voice {id_} speaks of money.", "en") for id_ in (*FEW, *MANY)}


def document(
    language: str = "en",
    *,
    texts: Mapping[str, tuple[str, str]] = SAID,
    extra: Iterable[Block] = (),
) -> Document:
    """Return a document with every node, ``texts`` (words and language by id) as its statements, and ``extra``."""
    more = tuple(extra)
    return Document(
        language=language,
        words=WORDS,
        citing=CITING,
        opening=Opening(
            kicker=("Synthesis of a consultation", "Edition 2"),
            title=Shown("What a town said", language, fallback=False),
            standfirst=Shown("What should we do?", language, fallback=False),
            facts=(Fact("Asked by", ("The town group",)), Fact("When", ("2 – 16 March 2026",))),
            counts=(Fact("Respondents", (number(12, "equity", MANY),), "each counted once"), Fact("Answers", ("15",))),
            blocks=(Paragraph(("A preview.",), Role.NOTICE),),
        ),
        chapters=(
            Chapter("drafts", ("The drafts",), lambda: iter((*blocks(), *more))),
            Chapter("evidence", ("Evidence",), evidence),
            Chapter("e-statements", ("All statements",), lambda: statements(texts)),
            Chapter("unlisted", ("Not in the contents",), lambda: iter((Paragraph(("The end.",)),)), listed=False),
        ),
        language_of=lambda code: language_name(code, "en"),
    )


def titled(document: Document, title: str) -> Document:
    """Return ``document`` with another title."""
    shown = Shown(title, "en", fallback=False)
    opening = replace(document.opening, title=shown, standfirst=shown)
    return replace(document, citing=replace(document.citing, title=title, keywords=(title,)), opening=opening)

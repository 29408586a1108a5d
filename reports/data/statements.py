"""Tables of what people said: the statements that may be shown, their tags, and the quotes of the report.

No table says to which group the author of a statement belongs, or when it was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.data.model import Table, count, figure, flag, listed, text
from reports.data.places import place_columns
from reports.marks import Mark, marked
from reports.method import SOURCES
from reports.page import Page, Statement
from reports.quotes import Quote
from reports.statements import Place

STATEMENT = "The statement's permanent id, drawn at random", "L’identifiant permanent de la déclaration, tiré au hasard"
LANGUAGE = "The language it is in", "La langue dans laquelle elle est"


def _statements(page: Page) -> Iterator[Statement]:
    return page.statements()


def _place(one: Statement) -> Place:
    return one.place


STATEMENTS: Table[Statement] = Table(
    "statements",
    "The statements whose authors allow that they are shown, in the order of their random ids.",
    "Les déclarations que leurs auteurs permettent de montrer, dans l’ordre de leurs identifiants tirés au hasard.",
    _statements,
    (
        text("statement", STATEMENT, lambda _, one: one.id),
        text("language", LANGUAGE, lambda _, one: one.language),
        *place_columns(_place),
        listed("themes", ("The themes heard in it", "Les thèmes qui y ont été entendus"), lambda _, one: one.themes),
        flag(
            "by_hand",
            ("Whether a person coded it", "Si une personne l’a codée"),
            lambda _, one: one.coded is not None,
        ),
        listed(
            "coded",
            ("The themes that they found in it", "Les thèmes qu’elle y a trouvés"),
            lambda _, one: one.coded or (),
        ),
        text(
            "words",
            (
                "Its words as they were written, with […] in the place of private data",
                "Ses mots tels qu’ils ont été écrits, avec […] à la place de données privées",
            ),
            lambda _, one: one.words,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class StatementMark:
    """A mark and the statement it is in."""

    statement: str
    mark: Mark


def _tags(page: Page) -> Iterator[StatementMark]:
    for one in marked(page):
        for mark in one.marks:
            yield StatementMark(one.id, mark)


TAGS: Table[StatementMark] = Table(
    "tags",
    "Why each theme was heard in each of these statements: a row for each piece of evidence.",
    "Pourquoi chaque thème a été entendu dans chacune de ces déclarations\u00a0: une ligne par indice.",
    _tags,
    (
        text("statement", STATEMENT, lambda _, one: one.statement),
        text("theme", ("The theme's id", "L’identifiant du thème"), lambda _, one: one.mark.theme),
        text(
            "source",
            ("Who or what heard it, as in tag_sources", "Qui ou quoi l’a entendu, comme dans tag_sources"),
            lambda _, one: one.mark.source,
            choices=SOURCES,
        ),
        figure(
            "score",
            ("How surely, from 0 to 1; 1 for a cue", "Avec quelle certitude, de 0 à 1\u00a0; 1 pour un indice"),
            lambda _, one: one.mark.score,
            "",
            optional=False,
        ),
        count(
            "start",
            (
                "Where in words its evidence begins, from 0; empty where it is on the whole",
                "Où l’indice commence dans words, à partir de 0\u00a0; vide s’il porte sur le tout",
            ),
            lambda _, one: one.mark.span[0] if one.mark.span else None,
            "code points",
            optional=True,
        ),
        count(
            "end",
            ("Where it ends, exclusive", "Où il finit, exclu"),
            lambda _, one: one.mark.span[1] if one.mark.span else None,
            "code points",
            optional=True,
        ),
    ),
)


SECTIONS = (
    *("for", "against", "conditions", "changes", "bearing", "theme", "question", "proposal", "alone"),
    *("best", "differing", "few-took", "apart"),
)
"""What a quote stands for: on a draft, a theme, a question; in no theme; in a group of like words; as what few say."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote, and what it stands for in the report: on ``place`` or on ``theme``."""

    section: str
    quote: Quote
    place: Place | None = None
    theme: str | None = None


def _quotes(page: Page) -> Iterator[Quoted]:
    for draft in page.findings.drafts:
        stance = draft.stance
        yield from (Quoted("for", one, draft.place) for one in (stance.quotes_for if stance else ()))
        yield from (Quoted("against", one, draft.place) for one in (stance.quotes_against if stance else ()))
        yield from (Quoted("conditions", one, draft.place) for one in (stance.quotes_conditions if stance else ()))
        yield from (Quoted("changes", one, draft.place) for one in draft.quotes_changes)
        yield from (Quoted("bearing", one, draft.place) for one in draft.quotes_bearing)
    for theme in page.findings.themes:
        yield from (Quoted("theme", one, theme=theme.theme) for one in theme.quotes)
    for question in page.findings.questions:
        yield from (Quoted("question", one, question.place) for one in question.quotes)
    for proposal in page.findings.emerging.proposals:
        yield from (Quoted("proposal", one) for one in proposal.quotes)
    yield from (Quoted("alone", one) for one in page.findings.emerging.quotes_alone)
    yield from _quotes_of_few_and_many(page)


def _quotes_of_few_and_many(page: Page) -> Iterator[Quoted]:
    for circle in page.findings.alike:
        place, theme = circle.subject.place, circle.subject.theme or None
        for group in circle.groups:
            for section, quote in (("best", group.best), ("differing", group.differing)):
                if quote:
                    yield Quoted(section, quote, place, theme)
    for position in page.findings.minorities.positions:
        yield from (Quoted("few-took", one, position.place) for one in position.quotes)
    for far in page.findings.minorities.apart:
        yield from (Quoted("apart", one, far.subject.place, far.subject.theme or None) for one in far.quotes)


def _place_quoted(one: Quoted) -> Place | None:
    return one.place


QUOTES: Table[Quoted] = Table(
    "quotes",
    "The quotes that the report shows, each an exact span of a statement.",
    "Les citations du rapport, chacune un extrait exact d’une déclaration.",
    _quotes,
    (
        text(
            "section",
            (
                "What it is quoted for: best and differing in a group of like words, few-took and apart as a minority",
                "À quel titre elle est citée\u00a0; best et differing dans un groupe, few-took et apart comme minorité",
            ),
            lambda _, one: one.section,
            choices=SECTIONS,
        ),
        *place_columns(_place_quoted, optional=True),
        text("theme", ("The theme's id", "L’identifiant du thème"), lambda _, one: one.theme, optional=True),
        text("statement", STATEMENT, lambda _, one: one.quote.id),
        text("language", LANGUAGE, lambda _, one: one.quote.language),
        text(
            "words",
            (
                "Its words as they were written, with […] in the place of private data",
                "Ses mots tels qu’ils ont été écrits, avec […] à la place de données privées",
            ),
            lambda page, one: page.gate.words(one.quote),
        ),
    ),
)

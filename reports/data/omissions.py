"""Tables of the audit of omissions: whom the quotes stand for, against random picks of the same length."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.data.editions import the_page
from reports.data.model import Table, count, figure, flag, text
from reports.omissions import Reach
from reports.page import Page

RESPONDENTS, POSITIONS, VIEWS, GROUP = "respondents", "positions", "views", "group"

AUDIT: Table[Page] = Table(
    "audit",
    "How the audit of omissions was made: who has these figures can draw the same picks again.",
    "Comment l’examen des omissions a été fait\u00a0: avec ces chiffres, chacun peut refaire les mêmes tirages.",
    the_page,
    (
        count(
            "quotes",
            ("Different quotes in the report", "Citations différentes dans le rapport"),
            lambda page, _: page.findings.omissions.quotes,
            "quotes",
        ),
        count(
            "characters",
            ("Characters that they have together", "Caractères qu’elles ont ensemble"),
            lambda page, _: page.findings.omissions.characters,
            "code points",
        ),
        count(
            "picks",
            ("Random picks of as many characters", "Tirages d’autant de caractères"),
            lambda page, _: page.findings.omissions.picks,
            "picks",
        ),
        count(
            "seed",
            (
                "The seed they were drawn from, a digest of what the edition pins",
                "Leur graine, une empreinte de l’édition",
            ),
            lambda page, _: page.findings.omissions.seed,
            "",
        ),
    ),
    single=True,
)


@dataclass(frozen=True, slots=True)
class Reached:
    """How many the quotes and the sentences stand for; ``reach`` and ``stated`` None where masked."""

    what: str
    reach: Reach | None
    stated: int | None
    attribute: str | None = None
    group: str | None = None


def _reached(page: Page) -> Iterator[Reached]:
    found = page.findings.omissions
    yield Reached(RESPONDENTS, found.respondents, found.stated)
    yield Reached(POSITIONS, found.positions, None)
    yield Reached(VIEWS, found.views, None)
    for attribute in found.attributes:
        for one in attribute.groups:
            yield Reached(GROUP, one.reach, one.stated, attribute.attribute, one.group)


def _in(value: Callable[[Reach], float]) -> Callable[[Page, Reached], float | None]:
    return lambda _, one: value(one.reach) if one.reach else None


def _whole(value: Callable[[Reach], int]) -> Callable[[Page, Reached], int | None]:
    return lambda _, one: value(one.reach) if one.reach else None


OMISSIONS: Table[Reached] = Table(
    "omissions",
    "Whom the quotes stand for: of all respondents, positions and views, then of each group.",
    "Qui les citations représentent\u00a0: parmi tous les répondants, positions et points de vue, puis par groupe.",
    _reached,
    (
        text(
            "what",
            (
                "Of what: a view is a theme in one place with the position of who raised it",
                "De quoi\u00a0: view est un thème en un lieu, avec la position de qui l’évoque",
            ),
            lambda _, one: one.what,
            choices=(RESPONDENTS, POSITIONS, VIEWS, GROUP),
        ),
        text(
            "attribute",
            ("The attribute of a group", "La caractéristique d’un groupe"),
            lambda _, one: one.attribute,
            optional=True,
        ),
        text(
            "group",
            ("The group's id, as in coverage", "L’identifiant du groupe, comme dans coverage"),
            lambda _, one: one.group,
            optional=True,
        ),
        flag(
            "masked",
            ("Whether what the quotes reach is masked", "Si ce que les citations atteignent est masqué"),
            lambda _, one: one.reach is None,
        ),
        count(
            "quoted",
            ("How many are quoted", "Combien sont cités"),
            _whole(lambda reach: reach.quoted),
            "as in what",
            optional=True,
        ),
        count("of", ("Of how many", "Sur combien"), _whole(lambda reach: reach.of), "as in what", optional=True),
        figure(
            "chance",
            ("How many random picks reach, as a mean", "Combien les tirages en atteignent, en moyenne"),
            _in(lambda reach: reach.chance.mean),
            "as in what",
        ),
        count(
            "chance_low",
            ("The low end of nine picks in ten", "La borne basse de neuf tirages sur dix"),
            _whole(lambda reach: reach.chance.low),
            "as in what",
            optional=True,
        ),
        count(
            "chance_high",
            ("The high end", "La borne haute"),
            _whole(lambda reach: reach.chance.high),
            "as in what",
            optional=True,
        ),
        count(
            "stated",
            (
                "Respondents whom a sentence represents; empty where masked or of no one",
                "Répondants qu’une phrase représente\u00a0; vide si masqué ou sans objet",
            ),
            lambda _, one: one.stated,
            "respondents",
            optional=True,
        ),
    ),
)

"""Tables of groups of respondents: who was heard, and the cut. What the report masks is masked here, cell for cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from consultation.records import Side
from reports.coverage import Coverage
from reports.data.model import Table, count, flag, text
from reports.page import Page

HEARD, MASKED, ABSENT, WITHHELD, NOBODY = "heard", "masked", "absent", "withheld", "nobody-said"
STATUS = (
    (
        "heard; masked: too few, or masked lest others be found; absent: nobody; withheld: too few for the whole"
        " attribute; nobody-said: no respondent said it of themselves"
    ),
    (
        "heard, entendu\u00a0; masked, masqué\u00a0: trop peu, ou pour d’autres\u00a0; absent, personne\u00a0;"
        " withheld, trop peu pour toute la caractéristique\u00a0; nobody-said, aucun répondant ne l’a dit"
    ),
)
GROUP = (
    "The group's id; * where the answer is in no vocabulary, empty where respondents did not say",
    "L’identifiant du groupe\u00a0; * hors vocabulaire, vide si les répondants ne l’ont pas dit",
)


@dataclass(frozen=True, slots=True)
class Group:
    """A group by one attribute, or an attribute of which no group is shown (``group`` None)."""

    covered: Coverage
    group: str | None
    status: str
    respondents: int | None


def _coverage(page: Page) -> Iterator[Group]:
    for covered in page.findings.coverages:
        for cell in covered.heard:
            yield Group(covered, cell.group, MASKED if cell.respondents is None else HEARD, cell.respondents)
        for group in covered.absent:
            yield Group(covered, group, ABSENT, 0)
        if covered.withheld:
            yield Group(covered, None, WITHHELD, None)
        elif not covered.heard:
            yield Group(covered, None, NOBODY, None)


def _label(page: Page, attribute: str, group: str | None) -> str | None:
    return None if group is None else page.labels.group(attribute, group).text


COVERAGE: Table[Group] = Table(
    "coverage",
    "Who was heard and who was not: the groups of respondents, by one attribute at a time.",
    "Qui a été entendu et qui ne l’a pas été\u00a0: les groupes de répondants, une caractéristique à la fois.",
    _coverage,
    (
        text(
            "attribute",
            ("The attribute's id", "L’identifiant de la caractéristique"),
            lambda _, one: one.covered.attribute,
        ),
        text(
            "attribute_label",
            ("What it is called", "Comment elle s’appelle"),
            lambda page, one: page.labels.attribute(one.covered.attribute).text,
        ),
        flag(
            "several",
            (
                "Whether a respondent may be in several of its groups",
                "Si un répondant peut être dans plusieurs de ses groupes",
            ),
            lambda _, one: one.covered.several,
        ),
        text("group", GROUP, lambda _, one: one.group, optional=True),
        text(
            "label",
            ("What the group is called", "Comment le groupe s’appelle"),
            lambda page, one: _label(page, one.covered.attribute, one.group),
            optional=True,
        ),
        text("status", STATUS, lambda _, one: one.status, choices=(HEARD, MASKED, ABSENT, WITHHELD, NOBODY)),
        count(
            "respondents",
            (
                "Respondents in the group; empty unless heard or absent",
                "Répondants du groupe\u00a0; vide sauf entendu ou absent",
            ),
            lambda _, one: one.respondents,
            "respondents",
            optional=True,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class CutCell:
    """How many of one group raised a theme or took a position on a draft; ``respondents`` None where that is masked."""

    attribute: str
    group: str
    respondents: int | None
    theme: str | None = None
    draft: str | None = None
    version: str | None = None
    side: str | None = None


def _cut(page: Page) -> Iterator[CutCell]:
    cut = page.findings.cut
    if cut:
        for row in cut.rows:
            said = (row.key[0],) if len(row.key) == 1 else (None, *row.key)
            for group, respondents in zip(cut.groups, row.cells, strict=True):
                yield CutCell(cut.attribute, group, respondents, *said)


CUT: Table[CutCell] = Table(
    "cut",
    "What each group said, by the attribute that was asked for; empty where none was, or too few took part.",
    "Ce que chaque groupe a dit, selon la caractéristique demandée\u00a0; vide sans découpage, ou si trop peu de gens.",
    _cut,
    (
        text("attribute", ("The attribute's id", "L’identifiant de la caractéristique"), lambda _, one: one.attribute),
        text("theme", ("The theme that was raised", "Le thème évoqué"), lambda _, one: one.theme, optional=True),
        text(
            "draft",
            ("The draft on which a position was taken", "Le projet sur lequel une position a été prise"),
            lambda _, one: one.draft,
            optional=True,
        ),
        text("version", ("Its version", "Sa version"), lambda _, one: one.version, optional=True),
        text(
            "side",
            ("The position", "La position"),
            lambda _, one: one.side,
            choices=[side.value for side in Side],
            optional=True,
        ),
        text("group", GROUP, lambda _, one: one.group),
        text(
            "label",
            ("What the group is called", "Comment le groupe s’appelle"),
            lambda page, one: page.labels.group(one.attribute, one.group).text,
        ),
        flag(
            "masked",
            ("Whether the number is masked", "Si le nombre est masqué"),
            lambda _, one: one.respondents is None,
        ),
        count(
            "respondents",
            (
                "Respondents of the group who said it; empty where masked",
                "Répondants du groupe qui l’ont dit\u00a0; vide si masqué",
            ),
            lambda _, one: one.respondents,
            "respondents",
            optional=True,
        ),
    ),
)

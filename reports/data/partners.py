"""The table of the map of partners. What stands in it was approved for everybody by a facilitator."""

from collections.abc import Iterator

from consultation.guide import Partner
from reports.data.model import Table, text
from reports.page import Page


def _partners(page: Page) -> Iterator[Partner]:
    yield from page.consultation.partners


PARTNERS: Table[Partner] = Table(
    "partners",
    "The map of partners: those that were named and that a facilitator approved. Who named which is not kept.",
    (
        "La carte des partenaires\u00a0: ceux qui ont été nommés et qu’un animateur a approuvés."
        " Qui a nommé lequel n’est pas conservé."
    ),
    _partners,
    (
        text("name", ("What it is called", "Son nom"), lambda _, one: one.name),
        text(
            "kind",
            ("The kind of partner, an id or as it was written", "Le genre de partenaire, un identifiant ou tel quel"),
            lambda _, one: one.kind or None,
            optional=True,
        ),
        text(
            "level",
            ("The level it works on, an id or as it was written", "Le niveau où il agit, un identifiant ou tel quel"),
            lambda _, one: one.level or None,
            optional=True,
        ),
        text(
            "region",
            ("The region, an id or as it was written", "La région, un identifiant ou telle quelle"),
            lambda _, one: one.region or None,
            optional=True,
        ),
    ),
)

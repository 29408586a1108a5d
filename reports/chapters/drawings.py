"""The charts of a report as they stand in its documents: a drawing, what it is called, and the same in a table.

Imports consultation and jinja2. Where things stand in a drawing is computed in `reports.charts`.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from reports.chapters.pieces import number, numbers, place_anchor, plain, theme_table
from reports.charts import bar_chart, stacked
from reports.document import Chart, Key, Table
from reports.draft_findings import DraftFinding, StanceFinding
from reports.page import Page


def positions_chart(page: Page, found: DraftFinding, stance: StanceFinding) -> Chart:
    """Draw the positions on a draft as one bar; the table has a row for each that could be taken."""
    words, grammar = page.words, page.grammar
    name, title = f"bar-{place_anchor(found.place)}", f"{words['positions']}: {page.labels.draft_number(found.draft)}"
    described = "; ".join(
        f"{words[f'side_{side.value}']}: {grammar.number(evidence.respondents)}" for side, evidence in stance.sides
    )
    table = Table(
        (words["positions"],),
        (*plain(words["position"]), *numbers(words["respondents"], words["share"])),
        tuple(
            (
                (Key(side.value), " ", words[f"side_{side.value}"]),
                (number(page, evidence),),
                (grammar.percent(evidence.respondents, stance.respondents),),
            )
            for side, evidence in stance.sides
        ),
    )
    return Chart(name, title, described, _stack(stance, name, title, described), table)


def positions_in_a_row(found: DraftFinding, stance: StanceFinding) -> str:
    """Draw the positions on a draft for a row of a table, which has their numbers."""
    return _stack(stance, f"row-{place_anchor(found.place)}")


def _stack(stance: StanceFinding, name: str, title: str = "", description: str = "") -> str:
    pieces = stacked(stance)
    return _drawing("stack").render(pieces=pieces, name=name, title=title, description=description).strip()


def themes_chart(page: Page) -> Chart:
    """Draw the themes as bars, as long as the share of respondents who raised them."""
    words = page.words
    rows = [
        (
            page.labels.theme(one.theme),
            one.evidence.respondents,
            one.coded.respondents if one.coded and page.all_coded else None,
        )
        for one in page.findings.themes
    ]
    drawn = _drawing("bars").render(
        chart=bar_chart(rows, page.respondents),
        grammar=page.grammar,
        language=page.language,
        name="bars",
        title=words["themes_by_respondents"],
        description=words["themes_desc"],
    )
    table = theme_table(page, page.tables.at_a_glance(), page.respondents, words["themes_by_respondents"])
    return Chart("bars", words["themes_by_respondents"], words["themes_desc"], drawn.strip(), table, tall=True)


@cache
def _drawing(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("reports"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(f"drawings/{name}.svg.j2")

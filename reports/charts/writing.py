"""From marks to an SVG element, through a template that only writes. Imports consultation, jinja2 and markupsafe.

Texts are isolated from each other's direction, and what cannot stand in XML is left out. The element is part of a page
of HTML, and with its namespace a picture of its own.
"""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from reports.charts.drawing import Drawing, Ribbon, Ribbons, Words, mirrored
from reports.document import Chart, Table
from reports.labels import Labels
from reports.languages import direction

ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
"""What stands before a text of each direction, as Unicode has it; U+2069 stands after it."""

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FULL = 'width="100%"'


def isolated(text: str, language: str) -> str:
    """Return a text in marks that keep its direction to itself; isolates within it stay its own."""
    return f"{ISOLATES[direction(language)]}{NOT_IN_XML.sub('', text)}\u2069"


def chart(labels: Labels, name: str, title: str, description: str, drawing: Drawing, table: Table) -> Chart:
    """Return a chart of ``drawing``, in the direction of the report; ids in it begin with ``name``."""
    return Chart(name, title, description, _svg(labels, name, drawing, title, description), table)


def picture(labels: Labels, name: str, drawing: Drawing) -> str:
    """Return a drawing that stands beside its numbers, hidden from who listens."""
    return _svg(labels, name, drawing)


def _svg(labels: Labels, name: str, drawing: Drawing, title: str = "", description: str = "") -> str:
    language = labels.grammar.language
    svg = _template().render(
        drawing=mirrored(drawing) if direction(language) == "rtl" else drawing,
        name=name,
        title=NOT_IN_XML.sub("", title),
        description=NOT_IN_XML.sub("", description),
        language=language,
        isolated=isolated,
        path_of=path_of,
        placed=placed,
    )
    return svg.strip()


def sized(svg: str, width: int) -> str:
    """Return a chart as a picture of its own, ``width`` pixels wide, for a format that has no width of its own."""
    return svg.replace(FULL, f'width="{width}"', 1)


def path_of(ribbon: Ribbon, ribbons: Ribbons) -> str:
    """Return the outline of a ribbon in a square of 100 across: it leaves and arrives level."""
    begins, ends = (ribbon.ends, ribbon.begins) if ribbons.turned else (ribbon.begins, ribbon.ends)
    under = begins + ribbon.thickness, ends + ribbon.thickness
    over = f"M0 {_px(begins)}C50 {_px(begins)} 50 {_px(ends)} 100 {_px(ends)}"
    back = f"V{_px(under[1])}C50 {_px(under[1])} 50 {_px(under[0])} 0 {_px(under[0])}Z"
    return over + back


def placed(words: Words) -> str:
    """Return what stands at the baseline of a text: its attributes x, dx and text-anchor."""
    shift = f' dx="{_px(words.shift)}"' if words.shift else ""
    return f'x="{_px(words.x)}%"{shift} text-anchor="{words.anchor}"'


def _px(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("reports"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["px"] = _px
    return environment.get_template("charts/drawing.svg.j2")

"""A document as one HTML file that needs no other. Imports consultation, jinja2 and markupsafe.

The template says what each node looks like; it is filled and written block by block, so that a long report needs no
more memory than a short one.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports.document import Document, kind_of
from reports.formats.html_text import HtmlText
from reports.languages import direction

NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""What a drawing needs where it stands alone, and not within a page."""


def write(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``."""
    template = environment().get_template("html/report.html.j2")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(template.generate(document=document, html=HtmlText(document)))


def drawing(svg: str) -> Markup:
    """Return a drawing as it stands within a page. Its texts were escaped when it was drawn."""
    return Markup(svg.replace(NAMESPACE, "", 1))  # noqa: S704 - drawn here, from templates that escape


@cache
def environment() -> Environment:
    """Return how templates are read: whatever is not a template's own text is escaped."""
    environment = Environment(
        loader=PackageLoader("reports"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["direction"] = direction
    environment.filters |= {"drawing": drawing, "kind": kind_of}
    return environment

"""A document as one Markdown file, CommonMark with GitHub's tables. Imports consultation, jinja2 and markupsafe.

The template says what each node looks like; it is filled and written block by block, so that a long report needs no
more memory than a short one.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.document import Document, kind_of
from reports.formats.markdown_text import MarkdownText, inline, quoted


def write(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``."""
    template = _environment().get_template("md/report.md.j2")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(template.generate(document=document, md=MarkdownText(document)))


@cache
def _environment() -> Environment:
    """Return how templates are read: whatever is not a template's own text is escaped."""
    environment = Environment(
        loader=PackageLoader("reports"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=inline,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"kind": kind_of, "quoted": quoted}
    return environment

"""The formats of a report: what there is to choose from, each read in when it is asked for. Imports consultation.

A format of text has a function ``write(document, path)``, which returns None, or the further files that it cut a long
report into; a format of data ``write(page, path) -> list[Path]``, which returns all that it wrote. ``path`` ends with
the format's name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Text:
    """A format that writes a document; ``pages`` is whether drafts have pages of their own in it."""

    module: Callable[[], ModuleType]
    pages: bool = False


@dataclass(frozen=True, slots=True)
class Data:
    """A format that writes the findings and statements of a page."""

    module: Callable[[], ModuleType]


FORMATS: Mapping[str, Text | Data] = {
    "html": Text(lambda: import_module("reports.formats.html_file"), pages=True),
    "md": Text(lambda: import_module("reports.formats.markdown_file"), pages=True),
    "xlsx": Data(lambda: import_module("reports.formats.xlsx_file")),
    "csv": Data(lambda: import_module("reports.formats.csv_file")),
    "json": Data(lambda: import_module("reports.formats.json_file")),
    "qdpx": Data(lambda: import_module("reports.formats.qdpx_file")),
    "pdf": Text(lambda: import_module("reports.formats.pdf_file")),
    "wikitext": Text(lambda: import_module("reports.formats.wikitext_file")),
}

DEFAULT = ("html", "md")
"""The formats of a report for which none is named."""

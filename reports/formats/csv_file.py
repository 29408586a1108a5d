"""The data of a report as CSV: the statements, every other table beside them, and a dictionary of the columns.

Imports only consultation. The files follow RFC 4180: commas, CRLF, quotes where needed. They are UTF-8 with a byte
order mark, without which spreadsheets take accents for something else; programs read them as ``utf-8-sig``.

A spreadsheet makes a formula of a cell that begins with ``=``, ``+``, ``-`` or ``@``, so such a text has an apostrophe
before it (OWASP, CSV Injection). A text that begins with an apostrophe has one more: who reads the file takes one off
wherever there is one, and has every text as it was written. The dictionary says so.
"""

import csv
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from reports.data.dictionary import DICTIONARY, dictionary
from reports.data.model import Value
from reports.data.statements import STATEMENTS
from reports.data.tables import TABLES
from reports.page import Page

APOSTROPHE = "'"

FORMULA = re.compile(r"['\t\r\n]|[\s\x00-\x1f\u200b\u2060\ufeff]*[=+@\uff0b\uff0d\uff1d\uff20-]")
"""How a text begins that a spreadsheet may take for a formula, white space or not, narrow or full width."""


def write(page: Page, path: Path) -> list[Path]:
    """Write the statements to ``path`` and the rest beside it as ``NAME-TABLE.csv``; return the paths."""
    paths = [path]
    _fill(path, STATEMENTS.names, STATEMENTS.rows(page))
    for table in TABLES:
        if table is not STATEMENTS:
            paths.append(_beside(path, table.name))
            _fill(paths[-1], table.names, table.rows(page))
    paths.append(_beside(path, "dictionary"))
    _fill(paths[-1], DICTIONARY, dictionary())
    return paths


def _beside(path: Path, name: str) -> Path:
    return path.with_stem(f"{path.stem}-{name}")


def _fill(path: Path, header: Iterable[str], rows: Iterable[tuple[Value, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return value
    return guarded(joined(value))


def joined(value: str | tuple[str, ...]) -> str:
    """Return a list as one text."""
    return value if isinstance(value, str) else "; ".join(value)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; without its first apostrophe it is as it was."""
    return APOSTROPHE + text if FORMULA.match(text) else text

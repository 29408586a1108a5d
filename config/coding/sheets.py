"""Writes a sheet for coding by hand: one row a statement, one column a theme; CSV or XLSX.

Nothing of the machine's stands in a sheet of blind statements, and nothing that a spreadsheet would compute in any.
`config.coding.entries` reads it back. Imports the core and xlsxwriter.
"""

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from consultation.checking.coding import Desk, Showing, Statement
from consultation.codebook import Theme
from consultation.errors import InvalidInput
from consultation.guide import Consultation
from consultation.ports import Finder

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

STANDARD = "-"
CSV, XLSX = ".csv", ".xlsx"
STATEMENT, ON, LANGUAGE, TEXT, HEARD, NO_THEME = "statement", "on", "language", "text", "machine heard", "no theme"
MARK = "x"

LONGEST = 32_767
"""How many characters a cell of a spreadsheet holds; a longer text goes on in the next column."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute where it opens a CSV file."""

Rows = Sequence[Sequence[str]]


def write_sheet(path: Path, there: Desk, coder: str, consultation: Consultation, finder: Finder) -> int:
    """Write what is before a coder now to a CSV or XLSX file, ``-`` for CSV on standard output; return how many rows.

    What they have coded already is marked. Raises `InvalidInput` for another kind of file, and for one that exists: it
    may have been filled in.
    """
    statements = there.part(there.stage(coder))
    shown = {one.id: one.words(finder) for one in statements}
    rows = list(_rows(there, coder, statements, shown, consultation))
    if str(path) == STANDARD:
        _write_csv(sys.stdout, rows)
        return len(statements)
    if path.suffix.lower() not in (CSV, XLSX):
        raise InvalidInput(f"a sheet is written as {CSV} or {XLSX}", where=f"--out {path}")
    if path.exists():
        raise InvalidInput("exists already, and may have been filled in: give another name", where=f"--out {path}")
    if path.suffix.lower() == XLSX:
        _write_xlsx(path, rows, consultation)
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:  # by its first bytes Excel knows UTF-8
            _write_csv(file, rows)
    return len(statements)


def _rows(
    there: Desk, coder: str, statements: Sequence[Statement], shown: Mapping[str, str], consultation: Consultation
) -> Iterator[list[str]]:
    themes, chain = consultation.codebook.themes, chain_of(consultation)
    labels = {theme.id: theme.label(chain) for theme in themes}
    longest = max(map(len, shown.values()), default=0)
    texts = [TEXT, *(f"{TEXT} {number}" for number in range(2, -(-longest // LONGEST) + 1))]
    tells = [HEARD] if statements and statements[0].drawn.showing is Showing.SHOWN else []
    yield [STATEMENT, ON, LANGUAGE, *texts, *tells, *(f"{labels[one.id]} [{one.id}]" for one in themes), NO_THEME]
    for one in statements:
        words = [shown[one.id][at * LONGEST : (at + 1) * LONGEST] for at in range(len(texts))]
        heard = [", ".join(labels.get(id_, id_) for id_ in there.heard(coder, one) or ())] if tells else []
        coding = there.coding(coder, one.id)
        marks = [MARK if coding and theme.id in coding.themes else "" for theme in themes]
        none = MARK if coding and not coding.themes else ""
        yield [one.id, place_of(one, consultation), one.revision.language, *words, *heard, *marks, none]


def chain_of(consultation: Consultation) -> tuple[str, ...]:
    """Return the languages in which a coder is told what themes are called: the consultation's own first."""
    return consultation.chain(consultation.languages[0])


def place_of(statement: Statement, consultation: Consultation) -> str:
    """Return what a statement is on."""
    return title_of(statement.item, consultation)


def title_of(item: str, consultation: Consultation) -> str:
    """Return the title of a question or draft by its id, "" for a free contribution."""
    titles = {one.id: one.title for one in consultation.drafts}
    titles |= {one.id: one.title for guide in consultation.guides for one in guide.questions}
    title = titles.get(item)
    return title.shown(chain_of(consultation)).text if title else item


def _write_csv(file: TextIO, rows: Rows) -> None:
    csv.writer(file, lineterminator="\n").writerows([[harmless(cell) for cell in row] for row in rows])


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: people's words stand in it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _write_xlsx(path: Path, rows: Rows, consultation: Consultation) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(path)) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        words = book.add_format({"text_wrap": True, "valign": "top"})
        mark = book.add_format({"align": "center", "valign": "top"})
        sheet = book.add_worksheet("sheet")
        text, marks = rows[0].index(TEXT), len(rows[0]) - len(consultation.codebook.themes) - 1
        for first, last, width, cells in ((0, marks - 1, 16, words), (text, text, 70, words), (marks, 255, 13, mark)):
            sheet.set_column(first, last, width, cells)
        _fill(sheet, rows, head)
        sheet.freeze_panes(1, 1)
        explained = book.add_worksheet("codebook")
        explained.set_column(0, 1, 28, words)
        explained.set_column(2, 2, 90, words)
        _fill(explained, _codebook(consultation), head)


def _fill(sheet: "Worksheet", rows: Rows, head: "Format") -> None:
    """Write every cell as text: what looks like a formula, a link or a number was written by a person."""
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(place, column, cell, *([] if place else [head]))


def _codebook(consultation: Consultation) -> Rows:
    chain = chain_of(consultation)
    themes = consultation.codebook.themes
    return [("theme", "called", "about"), *((one.id, one.label(chain), definition(one, chain)) for one in themes)]


def definition(theme: Theme, chain: Sequence[str]) -> str:
    """Return what a theme is about, in the first language along ``chain`` that says so."""
    return next((theme.definitions[language] for language in chain if language in theme.definitions), "")

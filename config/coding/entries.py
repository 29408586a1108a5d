"""Reads back a sheet in which somebody coded by hand. Imports the core and ours.

A row without any mark is not coded yet: a sheet may come back in part. Every problem is told at once, by row and
column, and nothing of a sheet with a problem is used.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.answers.cells import as_text, shown
from config.answers.tables import Cells, csv_cells, header_name, xlsx_cells
from config.coding.sheets import CSV, HEARD, LANGUAGE, MARK, NO_THEME, ON, STANDARD, STATEMENT, TEXT, XLSX
from consultation.checking.coding import Desk
from consultation.codebook import Codebook
from consultation.errors import InvalidFiles, InvalidInput

MARKS = (MARK, "1", "✓", "✔", "true")
BLANKS = ("", "0", "false")

_NOT_READ = re.compile(rf"|{ON}|{LANGUAGE}|{HEARD}|{TEXT}( \d+)?")
_THEME = re.compile(r"\[([^\[\]]+)\]\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """How a statement is coded, and the row that says so."""

    row: int
    statement: str
    themes: tuple[str, ...]

    @property
    def coded(self) -> tuple[str, tuple[str, ...]]:
        """The statement and its themes."""
        return self.statement, self.themes


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. ``gone`` are the statements that have left the sample since the sheet was written."""

    entries: tuple[Entry, ...]
    gone: int


def read_sheet(path: Path, there: Desk, codebook: Codebook) -> Sheet:
    """Return what a sheet says, CSV or XLSX, ``-`` for CSV on standard input.

    Raises `InvalidInput` where a column or statement is not known, a column is missing, a statement stands twice, a
    mark is none, or a row says both a theme and none.
    """
    file, table = str(path), _table(path)
    columns = _columns(table[0] if table else (), codebook, file)
    standing, gone = {one.id for one in there.statements}, there.gone
    rows = [(number, dict(zip(columns, cells, strict=False))) for number, cells in enumerate(table[1:], 2)]
    entries: list[Entry] = []
    problems: list[InvalidInput] = []
    for number, row in rows:
        try:
            entry = _entry(number, row)
            if entry and entry.statement not in gone:
                _require_one(entry, entries, standing)
                entries.append(entry)
        except InvalidInput as error:
            problems.append(InvalidInput(error.what, where=f"{file}:{number}"))
    if problems:
        raise InvalidFiles(problems)
    return Sheet(tuple(entries), sum(_statement(row) in gone for _, row in rows))


def _entry(number: int, row: Mapping[str, object]) -> Entry | None:
    """Return what a row says, None where nothing is marked in it."""
    marks = [name for name, value in row.items() if name not in ("", STATEMENT) and _is_marked(name, value)]
    themes = tuple(name for name in marks if name != NO_THEME)
    if themes and NO_THEME in marks:
        raise InvalidInput(f"column {NO_THEME}: it is marked, and so is {themes[0]}: leave one of them empty")
    return Entry(number, _statement(row), themes) if marks else None


def _statement(row: Mapping[str, object]) -> str:
    value = row.get(STATEMENT)
    return "" if value is None else as_text(value).strip()


def _is_marked(column: str, value: object) -> bool:
    word = "" if value is None else str(value if isinstance(value, bool) else as_text(value)).strip().lower()
    if word not in (*MARKS, *BLANKS):
        raise InvalidInput(f"column {column}: {shown(word)} is no mark: write {MARK}, or leave it empty")
    return word in MARKS


def _require_one(entry: Entry, entries: Sequence[Entry], standing: set[str]) -> None:
    if entry.statement not in standing:
        raise InvalidInput(f"column {STATEMENT}: there is no answer {shown(entry.statement)} in the sample")
    if same := next((one for one in entries if one.statement == entry.statement), None):
        raise InvalidInput(f"column {STATEMENT}: {entry.statement} is coded in row {same.row} already")


def _table(path: Path) -> Sequence[Cells]:
    file, kind = str(path), path.suffix.lower()
    if file == STANDARD:
        return csv_cells(sys.stdin.buffer.read(), (STATEMENT,), file=file)
    if kind not in (CSV, XLSX):
        raise InvalidInput(f"a sheet is read as {CSV} or {XLSX}, or - for CSV on standard input", where=file)
    try:
        if kind == XLSX:
            return xlsx_cells(path, wanted=STATEMENT, file=file)
        return csv_cells(path.read_bytes(), (STATEMENT,), file=file)
    except OSError as error:
        raise InvalidInput(f"cannot be read: {error.strerror}", where=file) from None


def _columns(header: Cells, codebook: Codebook, file: str) -> list[str]:
    """Return what each column is: the statement, a theme's id, no theme, or "" for one that is not read."""
    themes = [theme.id for theme in codebook.themes]
    found = [_column(cell, themes, f"{file}:1") for cell in header]
    for name in (STATEMENT, *themes, NO_THEME):
        if found.count(name) != 1:
            what = f"the column {name} stands twice" if name in found else f"there is no column {name}"
            raise InvalidInput(f"{what}; a sheet from palabre agreement sheet has it once", where=f"{file}:1")
    return found


def _column(cell: object, themes: Sequence[str], where: str) -> str:
    name = header_name(cell)
    if name in (STATEMENT, NO_THEME):
        return name
    if _NOT_READ.fullmatch(name):
        return ""
    theme = _THEME.search(str(cell))
    if theme is None or theme[1] not in themes:
        raise InvalidInput(f"column {shown(str(cell))} is no theme of the codebook", where=where)
    return theme[1]

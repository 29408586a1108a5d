"""The cells of a CSV table or a spreadsheet, row by row. Imports the core, ours and openpyxl.

Rows count as in a spreadsheet, from 1, the header and empty rows too.
"""

import csv
import io
import re
import warnings
import zlib
from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from consultation.errors import InvalidInput

Cells = Sequence[object]

LAST_ROW = 1_048_576
"""The last row that a spreadsheet can have."""

LARGEST = 500_000_000
"""How many bytes a spreadsheet may unpack to: a million rows of a long sentence each, and no bomb."""

LONGEST_CELL = 2**31 - 1
"""The largest limit that the csv module takes everywhere; by default it refuses a cell over 131,072 characters."""

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    RuntimeError,
    SyntaxError,  # XML that is broken, or whose entities explode: expat refuses those
    TypeError,
    ValueError,
    zlib.error,
)
"""What openpyxl raises for a file that is not what it says: it checks little, so nearly anything."""

CONTROL = re.compile("_x(00[01][0-9A-F])_")
"""How a spreadsheet writes a control character: a carriage return is ``_x000D_``."""


def csv_cells(data: bytes, known: Collection[str], *, file: str) -> list[Cells]:
    """Return the rows of a table; the cells are parted by "," or ";", by which more of the ``known`` columns appear.

    Raises `InvalidInput` for what is not UTF-8, or has quotes that do not end: all that follows would be one cell.
    """
    csv.field_size_limit(LONGEST_CELL)
    text = _decoded(data, file)
    parted = {sign: next(csv.reader(io.StringIO(text, newline=""), delimiter=sign), []) for sign in ",;"}
    delimiter = max(parted, key=lambda sign: sum(header_name(cell) in known for cell in parted[sign]))
    rows: list[Cells] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InvalidInput(f"this is not CSV: {error}", where=f"{file}:{len(rows) + 1}") from None
    return rows


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidInput("this is not UTF-8: save it as CSV UTF-8", where=f"{file}:{line}") from None


def xlsx_cells(path: Path, *, wanted: str, file: str) -> list[Cells]:
    """Return the rows of the one sheet whose header has the column ``wanted``; a formula gives its value.

    Raises `InvalidInput` for what is no spreadsheet, is too large unpacked, or has no such sheet or several.
    """
    with path.open("rb") as opened:
        try:
            return _sheet(opened, wanted, file)
        except UNREADABLE:
            what = "this is no spreadsheet (.xlsx) that can be read; is it damaged, or protected by a password?"
            raise InvalidInput(what, where=file) from None


def _sheet(opened: IO[bytes], wanted: str, file: str) -> list[Cells]:
    from openpyxl import load_workbook

    _check_size(opened, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every style and list of choices that it does not know
        book = load_workbook(opened, read_only=True, data_only=True)
        try:
            return _rows_with(book.worksheets, wanted, file)
        finally:
            book.close()


def _check_size(opened: IO[bytes], file: str) -> None:
    """Raise `InvalidInput` for a bomb; no part unpacks to more than is stated here, zipfile sees to that."""
    with ZipFile(opened) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST:
            raise InvalidInput(f"it unpacks to more than {LARGEST // 1_000_000} MB: split it", where=file)


def _rows_with(sheets: Sequence[Any], wanted: str, file: str) -> list[Cells]:
    """Return the rows of the sheet that has the column; where none has it, the header of the first.

    ``sheets`` are read-only ones, whose `iter_rows` openpyxl's types do not allow.
    """
    for sheet in sheets:
        sheet.reset_dimensions()  # the size that a file states may be wrong, and would cut rows off
    headers = [list(next(sheet.iter_rows(values_only=True), ())) for sheet in sheets]
    chosen = [sheet for sheet, header in zip(sheets, headers, strict=True) if wanted in map(header_name, header)]
    if not chosen:
        return [*headers[:1]]
    if len(chosen) > 1:
        names = ", ".join(str(sheet.title) for sheet in chosen)
        raise InvalidInput(f"several sheets have a column {wanted}: {names}; give each a file of its own", where=file)
    rows = islice(chosen[0].iter_rows(values_only=True), LAST_ROW + 1)
    found: list[Cells] = [[_plain(cell) for cell in cells] for cells in rows]
    if len(found) > LAST_ROW:
        raise InvalidInput(f"has rows after row {LAST_ROW}", where=file)
    return found


def _plain(cell: object) -> object:
    return CONTROL.sub(lambda found: chr(int(found[1], 16)), cell) if isinstance(cell, str) else cell


def header_name(cell: object) -> str:
    """Return the name of a column as it is compared: case and space around it do not matter."""
    return "" if cell is None else str(cell).strip().lower()

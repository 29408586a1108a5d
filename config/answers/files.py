"""Reading the rows of a file of answers: JSONL, CSV or a spreadsheet. Imports the core and ours.

Nothing is lost silently: a column that nobody would read is an error, as is a value that stands in no column.
"""

import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from config.answers.tables import Cells, csv_cells, header_name, xlsx_cells
from consultation.errors import InvalidInput

COLUMNS = (
    "text", "id", "respondent", "question", "lang", "stance", "draft", "source", "date", "people", "record", "labels",
)  # fmt: skip
REQUIRED = "text"

STANDARD_INPUT = "-"
JSONL = (".jsonl", ".ndjson")
CSV = (".csv",)
XLSX = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as it is written.

    ``number`` is that of the line in JSONL, that of the row in a table; ``values`` are by column, without the blank
    ones; ``problem`` says why they cannot be read, "" where they can.
    """

    number: int
    values: Mapping[str, object]
    problem: str = ""


def read_answers(path: Path, attributes: Collection[str]) -> list[Row]:
    """Return the rows of a file in their order, those that cannot be read too; ``-`` is JSONL from standard input.

    ``attributes`` are the ids of those that rows may have. Raises `InvalidInput` where the file is missing or no file
    of answers, lacks the column ``text``, or has one that is not known.
    """
    known = tuple(dict.fromkeys((*COLUMNS, *attributes)))
    columns, rows = _read(path, known)
    unknown = [column for column in columns if column not in known]
    if unknown:
        raise InvalidInput(_about(unknown, known), where=f"{path}:{columns[unknown[0]]}")
    if columns and REQUIRED not in columns:
        raise InvalidInput(f"there is no column {REQUIRED}", where=f"{path}:{min(columns.values())}")
    return rows


Read = tuple[Mapping[str, int], list[Row]]
"""Each column with the number of the first row that it stands in, and all rows."""


def _read(path: Path, known: Collection[str]) -> Read:
    """Read a file in the format that its name says."""
    file, suffix = str(path), path.suffix.lower()
    if file == STANDARD_INPUT:
        return _from_lines(sys.stdin.buffer.read())
    if suffix not in JSONL + CSV + XLSX:
        formats = ", ".join(JSONL + CSV + XLSX)
        raise InvalidInput(f"answers are read from a file in {formats}, or - for JSONL on standard input", where=file)
    try:
        if suffix in XLSX:
            return _from_table(xlsx_cells(path, wanted=REQUIRED, file=file), file)
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"cannot be read: {error.strerror}", where=file) from None
    return _from_table(csv_cells(data, known, file=file), file) if suffix in CSV else _from_lines(data)


def _about(unknown: Sequence[str], known: Sequence[str]) -> str:
    """Return what is said of columns that nobody would read."""
    close = {column: get_close_matches(column, known, n=1) for column in unknown}
    named = [f'"{column}"' + (f' (did you mean "{words[0]}"?)' if words else "") for column, words in close.items()]
    return f"there is no column {', '.join(named)}; the columns are: {', '.join(known)}"


# JSONL


def _from_lines(data: bytes) -> Read:
    lines = enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1)
    rows = [_from_line(number, line) for number, line in lines if line.strip()]
    columns: dict[str, int] = {}
    for row in rows:
        for column in row.values:
            columns.setdefault(column, row.number)
    return columns, [Row(row.number, _filled(row.values), row.problem) for row in rows]


def _from_line(number: int, line: bytes) -> Row:
    try:
        values = json.loads(line.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        return Row(number, {}, "this is not UTF-8")
    except json.JSONDecodeError as error:
        return Row(number, {}, f"this is not JSON: {error.msg}, at character {error.colno}")
    except ValueError as error:
        return Row(number, {}, f"this is not JSON that can be read: {error}")
    except RecursionError:
        return Row(number, {}, "this is not JSON that can be read: it is nested too deeply")
    return Row(number, values) if isinstance(values, dict) else Row(number, {}, "this is not a JSON object: {…}")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; of a key that stands twice, one value would be lost."""
    values = {header_name(key): value for key, value in pairs}
    if len(values) < len(pairs):
        raise ValueError("a key stands twice")
    return values


def _no_number(constant: str) -> object:
    raise ValueError(f"{constant} is no value")


# Tables


def _from_table(table: Sequence[Cells], file: str) -> Read:
    """Read rows under a header; blank rows count and say nothing."""
    header = [header_name(cell) for cell in table[0]] if table else []
    if not any(header):
        raise InvalidInput("the first row must name the columns", where=f"{file}:1")
    named = [column for column in header if column]
    twice = [column for column in dict.fromkeys(named) if named.count(column) > 1]
    if twice:
        raise InvalidInput(f"the column {twice[0]} stands twice", where=f"{file}:1")
    return dict.fromkeys(named, 1), list(_rows(header, table[1:]))


def _rows(header: Sequence[str], table: Sequence[Cells]) -> Iterator[Row]:
    for number, cells in enumerate(table, 2):
        values = _filled(dict(zip(header, cells, strict=False)))
        nameless = [
            place for place, cell in enumerate(cells) if not _blank(cell) and not "".join(header[place : place + 1])
        ]
        if nameless:
            what = f'a value stands in column {nameless[0] + 1}, which has no name; quote a text that holds "," or ";"'
            yield Row(number, {}, what)
        elif values:
            yield Row(number, values)


def _filled(values: Mapping[str, object]) -> dict[str, object]:
    return {column: value for column, value in values.items() if column and not _blank(value)}


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())

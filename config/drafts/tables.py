"""Drafts in a CSV table, brought into the form of drafts.yaml. Imports ours.

A row is a draft in one language; further rows of the same id and version add languages. ``sources`` are separated by
spaces. Lines are those of the file, where a cell may hold line breaks.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from config.reading.problems import Problems, did_you_mean
from config.reading.written import Keyed, Many, Text, Written

REQUIRED = ("id", "title", "short")
COLUMNS = (*REQUIRED, "version", "kind", "status", "full", "lang", "dated", "relation", "sources")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that begins on ``line``; cells are stripped, absent ones empty."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def cell(self, column: str) -> Text:
        """Return a cell as a text of its line."""
        return Text(self.line, self[column])


def written_in_csv(text: str, problems: Problems, *, file: str, version: str, language: str) -> Keyed:
    """Return the table ``text`` as lists of drafts, ``version`` and ``language`` being those of rows that name none."""
    lists: dict[str, dict[str, list[Row]]] = {}
    for row in _rows(text, problems, file):
        named = row["version"] or version
        if not named:
            problems.report("name the version of this list in the column version", file=file, line=row.line)
        lists.setdefault(named or "unnamed", {}).setdefault(row["id"], []).append(row)
    return Keyed(1, tuple((named, _list(drafts, language)) for named, drafts in lists.items()))


def _rows(text: str, problems: Problems, file: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [column.strip().lower() for column in next(reader, [])]
    if not _is_header(header, problems, file):
        return
    line = reader.line_num + 1
    try:
        for cells in reader:
            if len(cells) > len(header):
                problems.report(f"has {len(cells)} cells, the header {len(header)}", file=file, line=line)
            if any(cells):
                yield Row(line, {name: cell.strip() for name, cell in zip(header, cells, strict=False)})
            line = reader.line_num + 1
    except csv.Error as error:
        problems.report(f"this is not CSV: {error}", file=file, line=line)


def _is_header(header: list[str], problems: Problems, file: str) -> bool:
    """Say whether ``header`` has what a draft needs, and report what it lacks or has besides."""
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        problems.report(f"there is no column {', '.join(missing)}", file=file, line=1)
    for column in header:
        if column not in COLUMNS:
            problems.report(f'there is no column "{column}"{did_you_mean(column, COLUMNS)}', file=file, line=1)
    return not missing


def _list(drafts: dict[str, list[Row]], language: str) -> Keyed:
    line = next(iter(drafts.values()))[0].line
    written = Keyed(line, tuple((draft_id, _draft(rows, language)) for draft_id, rows in drafts.items()))
    return Keyed(line, (("drafts", written),))


def _draft(rows: list[Row], language: str) -> Keyed:
    fields: dict[str, Written | None] = {
        column: next((row.cell(column) for row in rows if row[column]), None) for column in ("kind", "dated")
    }
    fields |= {column: _unit(rows, column, language) for column in ("status", "title", "short", "full")}
    fields["lineage"] = next((_lineage(row) for row in rows if row["relation"] or row["sources"]), None)
    return Keyed(rows[0].line, tuple((name, written) for name, written in fields.items() if written))


def _unit(rows: list[Row], column: str, language: str) -> Keyed | None:
    pairs = tuple((row["lang"] or language, row.cell(column)) for row in rows if row[column])
    return Keyed(pairs[0][1].line, pairs) if pairs else None


def _lineage(row: Row) -> Keyed:
    sources = Many(row.line, tuple(Text(row.line, source) for source in row["sources"].split()))
    return Keyed(row.line, (("relation", row.cell("relation")), ("sources", sources)))

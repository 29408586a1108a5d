"""The data of a report as JSON, and the JSON Schema it follows. Imports only consultation.

A key for each table, in the order of `reports.data.tables`: an object for a table that has one row, else a list of
objects, a row on a line. Rows are written as they are made.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reports.data.model import Column, Table, Type, Value
from reports.data.tables import TABLES
from reports.page import Page

DRAFT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:palabre:report:1"
"""The schema's name; its number grows when what was valid before no longer is."""

VALUES: dict[Type, dict[str, Any]] = {
    Type.TEXT: {"type": "string"},
    Type.COUNT: {"type": "integer", "minimum": 0},
    Type.SHARE: {"type": "number", "minimum": 0, "maximum": 1},
    Type.FIGURE: {"type": "number"},
    Type.DAY: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Type.FLAG: {"type": "boolean"},
    Type.LIST: {"type": "array", "items": {"type": "string"}},
}


def write(page: Page, path: Path) -> list[Path]:
    """Write the data to ``path`` and its schema beside it, and return both paths."""
    described = path.with_suffix(".schema.json")
    described.write_text(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{\n"$schema": {json.dumps(described.name)}')
        for table in TABLES:
            file.write(f",\n{json.dumps(table.name)}: ")
            file.writelines(_written(table, page))
        file.write("\n}\n")
    return [path, described]


def _written(table: Table[Any], page: Page) -> Iterator[str]:
    rows = (_row(table.names, row) for row in table.rows(page))
    if table.single:
        yield from rows
    else:
        yield "["
        for number, row in enumerate(rows):
            yield f",\n{row}" if number else f"\n{row}"
        yield "\n]"


def _row(names: tuple[str, ...], row: tuple[Value, ...]) -> str:
    values = (value.isoformat() if isinstance(value, date) else value for value in row)
    return json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False)


def schema() -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12: the same for every report. Descriptions are in English and French."""
    return {
        "$schema": DRAFT,
        "$id": IDENTIFIER,
        "title": "Palabre: the data of a report",
        "type": "object",
        "properties": {"$schema": {"type": "string"}, **{table.name: _table(table) for table in TABLES}},
        "required": ["$schema", *(table.name for table in TABLES)],
        "additionalProperties": False,
    }


def _table(table: Table[Any]) -> dict[str, Any]:
    described = {"description": table.english, "description_fr": table.french}
    row = {
        "type": "object",
        "properties": {column.name: _column(column) for column in table.columns},
        "required": list(table.names),
        "additionalProperties": False,
    }
    return described | (row if table.single else {"type": "array", "items": row})


def _column(column: Column[Any]) -> dict[str, Any]:
    found = {"description": column.english, "description_fr": column.french, **VALUES[column.type]}
    if column.unit:
        found["unit"] = column.unit
    if column.choices:
        found["enum"] = [*column.choices, *([None] if column.optional else [])]
    if column.optional:
        found["type"] = [found["type"], "null"]
    return found

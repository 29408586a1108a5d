"""Writes docs/data.md's tables from the model that the data is written from. Imports reports.

``python -m config.data_reference docs/data.md`` puts them between their marks; a test fails when they are stale.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reports.data.dictionary import TYPES
from reports.data.model import Column, Table
from reports.data.tables import TABLES

BETWEEN = re.compile(r"(<!-- tables -->\n).*?(<!-- end -->)", re.DOTALL)


def reference() -> str:
    """Return the types, then every table with its columns, as Markdown."""
    types = [f"| {kind.value} | {english} |" for kind, (english, _) in TYPES.items()]
    lines = ["### Types", "", "| type | is |", "|---|---|", *types]
    return "\n".join([*lines, *(line for table in TABLES for line in _table(table))])


def _table(table: Table[Any]) -> Iterator[str]:
    yield from ("", f"### {table.name}", "")
    yield f"{table.english}{' It has one row.' if table.single else ''}"
    yield from ("", "| column | type | unit | what it holds |", "|---|---|---|---|")
    yield from (_column(column) for column in table.columns)


def _column(column: Column[Any]) -> str:
    kind = f"{column.type.value}, optional" if column.optional else column.type.value
    choices = f" ({', '.join(f'`{choice}`' for choice in column.choices)})" if column.choices else ""
    told = (f"{column.english}{choices}").replace("|", r"\|").replace("*", r"\*")
    return f"| `{column.name}` | {kind} | {column.unit} | {told} |"


def rewritten(text: str) -> str:
    """Return a document with the tables between its marks written anew."""
    return BETWEEN.sub(lambda found: f"{found[1]}{reference()}\n{found[2]}", text)


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(rewritten(document.read_text(encoding="utf-8")), encoding="utf-8")

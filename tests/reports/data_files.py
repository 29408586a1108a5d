"""Writes the data of a report and reads it back, each format with a reader that is not ours."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

from openpyxl import load_workbook
from openpyxl.cell import Cell
from pyrefiqda.models.project import Project
from pyrefiqda.refiproject import RefiProject

from consultation.records import Snapshot
from reports.render import write_report
from tests.reports.data_snapshots import GROUPER
from tests.reports.snapshots import FINDER

ESCAPED = re.compile("_x([0-9A-F]{4})_")
FORMATS = ("xlsx", "csv", "json", "qdpx")


def written(of: Snapshot, folder: Path, *formats: str, language: str = "en", by: str | None = "region") -> list[Path]:
    out = folder / "report"
    return write_report(
        of, language=language, finder=FINDER, grouper=GROUPER, out=out, formats=formats or FORMATS, by=by
    )


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Read as the documentation says: without the byte order mark, and without a text's first apostrophe."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{name: text.removeprefix("'") for name, text in row.items()} for row in rows]


def json_data(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def sheet_rows(path: Path, sheet: str) -> list[list[Any]]:
    """Return the values of a sheet, its texts as a spreadsheet shows them."""
    return [[as_shown(cell) for cell in row] for row in load_workbook(path)[sheet].iter_rows()]


def as_shown(cell: Any) -> Any:
    """Return a cell's value; openpyxl leaves what stands for a control character as it is."""
    assert isinstance(cell, Cell)
    assert cell.data_type != "f", f"{cell.coordinate} is a formula"
    if isinstance(cell.value, str):
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell.value)
    return cell.value


@dataclass
class Qdpx:
    """A project as pyrefiqda reads it, and the words of its sources, by their names."""

    project: Project
    words: dict[str, str]


def qdpx(path: Path, folder: Path) -> Qdpx:
    project = RefiProject.load(path, str(folder))
    sources = project.sources.text_source if project.sources else []
    words = {}
    for one in sources:
        file = RefiProject.resolve_source_path(str(one.plain_text_path), folder)
        words[str(one.name)] = file.read_bytes().decode()
    return Qdpx(project, words)


def every_byte(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of files, and those of what is in them where they are zips."""
    for path in paths:
        yield path.name, path.read_bytes()
        if is_zipfile(path):
            with ZipFile(path) as zipped:
                for member in zipped.namelist():
                    yield f"{path.name}/{member}", zipped.read(member)

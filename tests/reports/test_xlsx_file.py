"""XLSX: every cell is what it is, no text is a formula or a link, and nothing of it is lost."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from reports.data.model import Type, Value
from reports.data.tables import TABLES
from reports.formats import xlsx_file
from reports.formats.xlsx_file import LONGEST, cells
from reports.render import page_of
from tests.reports.data_files import as_shown, sheet_rows, written
from tests.reports.data_snapshots import GROUPER, everything
from tests.reports.nasty import NASTY, nasty_people
from tests.reports.snapshots import FINDER, person, said, snapshot, token

TYPES = {
    Type.TEXT: "s",
    Type.LIST: "s",
    Type.COUNT: "n",
    Type.SHARE: "n",
    Type.FIGURE: "n",
    Type.DAY: "d",
    Type.FLAG: "b",
}


def in_a_cell(value: Value) -> Any:
    """Return what a cell holds of a value."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a spreadsheet knows no zones
    return value


def test_every_cell_is_what_the_table_says_and_of_its_type(tmp_path: Path) -> None:
    (path,) = written(everything(), tmp_path, "xlsx")
    page, book = page_of(everything(), language="en", finder=FINDER, grouper=GROUPER, by="region"), load_workbook(path)
    assert book.sheetnames == ["about", *(table.name for table in TABLES), "dictionary"]
    for table in TABLES:
        head, *rows = [[as_shown(cell) for cell in row] for row in book[table.name].iter_rows()]
        assert tuple(head) == table.names
        assert rows == [[in_a_cell(value) for value in row] for row in table.rows(page)], table.name
        for row in book[table.name].iter_rows(min_row=2):
            for column, cell in zip(table.columns, row, strict=True):
                assert cell.value is None or cell.data_type == TYPES.get(column.type, "n"), (
                    f"{table.name}.{column.name}"
                )


def test_each_table_has_a_head_that_stays_and_filters(tmp_path: Path) -> None:
    book = load_workbook(written(everything(), tmp_path, "xlsx")[0])
    for table in TABLES:
        sheet = book[table.name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert {cell.font.b for cell in sheet[1]} == {True}


def test_days_and_shares_are_shown_as_such(tmp_path: Path) -> None:
    book = load_workbook(written(everything(), tmp_path, "xlsx")[0])
    formats = {
        (table.name, column.name): book[table.name].cell(2, number).number_format
        for table in TABLES
        for number, column in enumerate(table.columns, 1)
    }
    assert formats["edition", "taken"] == "yyyy-mm-dd"
    assert formats["themes", "share"] == "0.0%"
    assert formats["themes", "respondents"] == "#,##0"


def test_the_first_sheet_says_what_this_is_and_leads_to_the_others(tmp_path: Path) -> None:
    book = load_workbook(written(everything(), tmp_path, "xlsx")[0])
    about = book["about"]
    assert about["A1"].value == "A town asks"
    assert [about["B2"].value, about["B3"].value, about["B4"].value] == [
        "Synthesis of a consultation",
        "The town group",
        "As of 11 April 2026",
    ]
    listed = [(row[0].value, row[1].value, row[2].value) for row in about.iter_rows(min_row=7)]
    assert listed == [(table.name, table.english, table.french) for table in TABLES]
    assert [cell.hyperlink and cell.hyperlink.location for (cell,) in about.iter_rows(min_row=7, max_col=1)] == [
        f"'{table.name}'!A1" for table in TABLES
    ]


def test_a_preview_says_that_it_is_one(tmp_path: Path) -> None:
    told = [cell for row in sheet_rows(written(everything(), tmp_path, "xlsx")[0], "about") for cell in row]
    assert "Preview" in told


def test_nasty_texts_are_shown_as_they_were_written(tmp_path: Path) -> None:
    (path,) = written(snapshot(nasty_people()), tmp_path, "xlsx")
    shown = {row[0]: row[-1] for row in sheet_rows(path, "statements")[1:]}
    assert shown == {token(text): text for text in NASTY.values()}


def test_what_looks_like_an_escape_is_shown_as_it_was_written(tmp_path: Path) -> None:
    text = "A tab is _x0009_ and _x000D_ is none."
    (path,) = written(snapshot([person("ana", said(text))]), tmp_path, "xlsx")
    assert sheet_rows(path, "statements")[1][-1] == text


def test_no_link_is_made_of_a_text(tmp_path: Path) -> None:
    people = [person("ana", said("https://meta.wikimedia.org/ and internal:about!A1", "mailto:x"))]
    book = load_workbook(written(snapshot(people), tmp_path, "xlsx")[0])
    assert [
        cell.coordinate for sheet in book for row in sheet for cell in row if cell.hyperlink and sheet.title != "about"
    ] == []


@pytest.mark.parametrize("character", ["a", "é", "𠮷", "\x07"])
def test_a_text_longer_than_a_cell_holds_continues_in_the_next(character: str, tmp_path: Path) -> None:
    long = character * (2 * LONGEST + 5)
    (path,) = written(snapshot([person("ana", said(long)), person("bo", said("Short."))]), tmp_path, "xlsx")
    sheet = sheet_rows(path, "statements")
    row = next(row for row in sheet[1:] if row[0] == token(long))
    words = row[sheet[0].index("words") :]
    parts = [part for part in words if part]
    assert "".join(parts) == long
    assert {len(part.encode("utf-16-le")) // 2 <= LONGEST for part in parts} == {True}
    assert len(parts) == (5 if character == "𠮷" else 3)
    short = next(row for row in sheet[1:] if row[0] == token("Short."))
    assert [cell for cell in short[sheet[0].index("words") :] if cell] == ["Short."]


def test_a_character_of_two_units_is_not_cut_in_two() -> None:
    text = "a" * (LONGEST - 1) + "𠮷" * 3
    assert cells(text) == ["a" * (LONGEST - 1), "𠮷𠮷𠮷"]
    assert cells("") == [""]
    assert cells("a" * LONGEST) == ["a" * LONGEST]


def test_a_table_longer_than_a_sheet_goes_on_on_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 11)
    people = [person(f"p{n}", said(f"Voice {n}.")) for n in range(20)]
    (path,) = written(snapshot(people), tmp_path, "xlsx")
    names = [name for name in load_workbook(path).sheetnames if name.startswith("statements")]
    assert names == ["statements", "statements 2"]
    first, second = (sheet_rows(path, name) for name in names)
    assert first[0] == second[0]
    assert [row[0] for row in (*first[1:], *second[1:])] == sorted(token(f"Voice {n}.") for n in range(20))


def test_writing_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    (first,), (second,) = (written(everything(), tmp_path / name, "xlsx") for name in "ab")
    assert first.read_bytes() == second.read_bytes()
    assert [path.name for path in first.parent.iterdir()] == ["report.xlsx"]

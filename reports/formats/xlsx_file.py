"""The data of a report as a spreadsheet: a sheet that says what this is, one per table, and a dictionary.

Imports only consultation and xlsxwriter, which writes rows to the disk as they come and escapes as ``_xHHHH_`` what XML
cannot hold. Every text is written as a text: no formula and no link is ever made of one. Nothing here reads a clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.data.dictionary import DICTIONARY, dictionary
from reports.data.editions import day_of
from reports.data.model import Column, Table, Type, Value
from reports.data.tables import TABLES
from reports.formats.csv_file import joined
from reports.page import Page

MOST_ROWS = 1_048_576
"""How many rows a sheet holds, its header among them."""

LONGEST = 32_767
"""How many UTF-16 units a cell holds."""

ABOUT = "about"
WIDTHS = {
    Type.TEXT: 18,
    Type.COUNT: 13,
    Type.SHARE: 10,
    Type.FIGURE: 10,
    Type.DAY: 12,
    Type.FLAG: 10,
    Type.LIST: 28,
}
WIDER = {"title": 40, "label": 28, "question": 60, "words": 90, "number": 36, "part_of": 36, "evidence": 36}


def write(page: Page, path: Path) -> list[Path]:
    """Write the spreadsheet to ``path`` and return that."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    with Workbook(str(path), options) as book:
        taken = day_of(page, page.snapshot.taken)
        title = page.labels.unit(page.consultation.title).text
        book.set_properties({"title": title, "created": datetime.combine(taken, time())})
        sheets = _Sheets(book)
        sheets.about(page, title)
        for table in TABLES:
            sheets.table(table, page)
        sheets.dictionary()
    return [path]


@dataclass(slots=True)
class _Sheets:
    """Makes the sheets of one book, in their order."""

    book: Workbook
    _formats: dict[str, Format] = field(init=False)

    def __post_init__(self) -> None:
        top = {"valign": "top"}
        looks: dict[str, dict[str, Any]] = {
            "head": {**top, "bold": True, "bg_color": "#DDE6E4", "bottom": 1, "text_wrap": True},
            "title": {**top, "bold": True, "font_size": 15},
            "text": {**top, "text_wrap": True},
            "day": {**top, "num_format": "yyyy-mm-dd"},
            "share": {**top, "num_format": "0.0%"},
            "figure": {**top, "num_format": "0.00"},
            "count": {**top, "num_format": "#,##0"},
            "link": {**top, "font_color": "#1F5F5B", "underline": 1},
        }
        self._formats = {name: self.book.add_format(look) for name, look in looks.items()}

    def about(self, page: Page, title: str) -> None:
        """Write what the book is, and what is on each of its sheets, in English and French."""
        sheet = self.book.add_worksheet(ABOUT)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 2, 70)
        for number, row in enumerate(_told(page, title)):
            look = self._formats["title" if number == 0 else "text"]
            for column, words in enumerate(row):
                _put_text(sheet, number, column, words, look)
        start = number + 2
        for row_number, table in enumerate(TABLES, start):
            sheet.write_url(row_number, 0, f"internal:'{table.name}'!A1", self._formats["link"], table.name)
            _put_text(sheet, row_number, 1, table.english, self._formats["text"])
            _put_text(sheet, row_number, 2, table.french, self._formats["text"])

    def table(self, table: Table[Any], page: Page) -> None:
        """Write a table, on as many sheets as it takes."""
        rows, number = table.rows(page), 1
        first = list(islice(rows, 1))
        while number == 1 or first:
            sheet = self.book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
            self._head(sheet, table.columns)
            held = islice(chain(first, rows), MOST_ROWS - 1)
            last = self._fill(sheet, table.columns, held)
            sheet.autofilter(0, 0, last, len(table.columns) - 1)
            first, number = list(islice(rows, 1)), number + 1

    def _head(self, sheet: Worksheet, columns: tuple[Column[Any], ...]) -> None:
        for number, column in enumerate(columns):
            sheet.set_column(number, number, WIDER.get(column.name, WIDTHS[column.type]))
            sheet.write_string(0, number, column.name, self._formats["head"])
        sheet.freeze_panes(1, 0)

    def _fill(self, sheet: Worksheet, columns: tuple[Column[Any], ...], rows: Iterable[tuple[Value, ...]]) -> int:
        """Write the rows and return the last one's number."""
        looks = [self._formats.get(column.type.value, self._formats["text"]) for column in columns]
        number = 0
        for number, row in enumerate(rows, start=1):
            spilt = len(columns)
            for place, (value, look) in enumerate(zip(row, looks, strict=True)):
                for part in _put(sheet, number, place, value, look):
                    sheet.write_string(number, spilt, part, look)
                    spilt += 1
        return number

    def dictionary(self) -> None:
        """Write the dictionary, whose last rows say what the types are."""
        sheet = self.book.add_worksheet("dictionary")
        sheet.set_column(0, 5, 16)
        sheet.set_column(6, 7, 80)
        for number, row in enumerate(chain([DICTIONARY], dictionary())):
            look = self._formats["head" if number == 0 else "text"]
            for column, words in enumerate(row):
                _put_text(sheet, number, column, words, look)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, number, len(DICTIONARY) - 1)


def _told(page: Page, title: str) -> Iterator[tuple[str, ...]]:
    words, labels = page.words, page.labels
    edition = "" if page.edition is None else words["edition"].format(number=page.edition)
    yield (title,)
    yield ("", words["synthesis"], edition or words["preview"])
    yield (words["asked_by"], labels.unit(page.consultation.group).text)
    yield ("", words["as_of"].format(date=page.day(page.snapshot.taken)))
    yield ("", labels.unit(page.consultation.attribution).text, page.consultation.licence)


def _put(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> list[str]:
    """Write a value into a cell as what it is, and return what did not fit."""
    if value is None:
        return []
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    else:
        return _put_text(sheet, row, column, joined(value), look)
    return []


def _put_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> list[str]:
    first, *rest = cells(text)
    sheet.write_string(row, column, first, look)
    return rest


def cells(text: str) -> list[str]:
    """Cut a text into as many cells as it takes, between characters; one empty cell for an empty text."""
    if len(text) <= LONGEST // 2:
        return [text]
    parts, start, held = [], 0, 0
    for at, character in enumerate(text):
        size = 2 if character > "\uffff" else 1
        if held + size > LONGEST:
            parts.append(text[start:at])
            start, held = at, 0
        held += size
    return [*parts, text[start:]]

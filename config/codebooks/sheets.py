"""A codebook as a table, a theme per row: CSV or a spreadsheet. Imports the core, ours and openpyxl.

`codebooks.tables` reads what is written here, and says what stands in a cell.
"""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from config.codebooks.tables import SPOKEN, Column
from consultation.codebook import Codebook, Theme
from consultation.errors import InvalidInput

CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
"""What a spreadsheet does not hold as it is."""

LONGEST = 32_767
"""How many characters a cell of a spreadsheet holds."""


def table_rows(codebook: Codebook) -> list[list[str]]:
    """Return a header and a row per theme."""
    header = _header(codebook)
    return [[":".join(filter(None, column)) for column in header], *(_row(theme, header) for theme in codebook.themes)]


def _header(codebook: Codebook) -> list[Column]:
    spoken = {(name, language) for theme in codebook.themes for name in SPOKEN for language in _texts(theme, name)}
    by_name = [(name, language) for name in SPOKEN for language in _languages(codebook) if (name, language) in spoken]
    was = [("was", "")] if any(theme.was for theme in codebook.themes) else []
    return [("id", ""), *was, *by_name, ("bears_on", "")]


def _languages(codebook: Codebook) -> list[str]:
    """Return the languages in the order in which they come."""
    met = (language for theme in codebook.themes for name in SPOKEN for language in _texts(theme, name))
    return list(dict.fromkeys(met))


def _row(theme: Theme, header: Sequence[Column]) -> list[str]:
    plain = {"id": theme.id, "was": _words(theme.was), "bears_on": _words(theme.bears_on)}
    return [_texts(theme, name).get(language, "") if language else plain[name] for name, language in header]


def _texts(theme: Theme, name: str) -> Mapping[str, str]:
    """Return what stands in the columns of a name, by language."""
    if name == "cues":
        return {language: _words(cues) or "[]" for language, cues in theme.cues.items()}
    if name == "needs":
        return {language: _needed(broad) for language, broad in theme.needs.items()}
    return {"label": theme.labels, "definition": theme.definitions, "probe": theme.probes}[name]


def _words(words: Sequence[str]) -> str:
    if any(";" in word or word.startswith("[") for word in words):
        return json.dumps(list(words), ensure_ascii=False)
    return "; ".join(words)


def _needed(broad: Mapping[str, Sequence[str]]) -> str:
    texts = [*broad, *(phrase for phrases in broad.values() for phrase in phrases)]
    plain = all(broad.values()) and all(text == text.strip() and not set(text) & set(":;,{") for text in texts)
    if not plain or not broad:
        return json.dumps({cue: list(phrases) for cue, phrases in broad.items()}, ensure_ascii=False)
    return "; ".join(f"{cue}: {', '.join(phrases)}" for cue, phrases in broad.items())


def csv_bytes(codebook: Codebook) -> bytes:
    """Return a codebook as CSV in UTF-8, which spreadsheets know by its first bytes."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table_rows(codebook))
    return written.getvalue().encode("utf-8-sig")


def xlsx_bytes(codebook: Codebook) -> bytes:
    """Return a codebook as a spreadsheet, in which every cell is text; raise `InvalidInput` where one is too long."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("codebook")
    for row in table_rows(codebook):
        sheet.append([_cell(sheet, text, row[0]) for text in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, text: str, theme: str) -> Any:
    """Return a cell that is text even where it begins with "=", its control characters as a spreadsheet has them."""
    from openpyxl.cell import WriteOnlyCell

    held = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(held) > LONGEST:
        raise InvalidInput(f"theme {theme}: a cell holds {LONGEST} characters at most; write .csv")
    cell = WriteOnlyCell(sheet, held)
    cell.data_type = "s"
    return cell

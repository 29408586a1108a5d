"""A codebook from a table, a theme per row, as CSV and spreadsheets have them. Imports the core and ours.

Columns are id, label, definition, cues, needs, probe, bears_on, was and parent. Those with texts are one per language,
``label:fr``; without a language they are in the one that is given. Several words in a cell are parted by ";", or are a
list in JSON; what a broad cue needs is ``credit: money, loan; tool: upload``, or an object in JSON.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import TypeVar

from config.answers.cells import as_text, as_words
from config.answers.tables import Cells, header_name
from config.reading.problems import Problems, did_you_mean
from config.reading.written import Keyed, Many, Text, Written
from consultation.errors import InvalidInput
from consultation.messages import clean

SPOKEN = ("label", "definition", "cues", "needs", "probe")
"""The columns that there are one of per language."""

PLAIN = ("id", "was", "bears_on", "parent")
COLUMNS = (*PLAIN, *SPOKEN)
LISTS = ("cues", "was", "bears_on")

Value = TypeVar("Value")

Column = tuple[str, str]
"""Its name, and the language of what stands in it; "" where it has none."""


def table_themes(rows: Sequence[Cells], *, file: str, language: str, problems: Problems) -> Many:
    """Return the themes of a table, as they would stand in a codebook file; raise `InvalidInput` for its header."""
    columns = _columns(rows[0] if rows else (), file, language)
    themes = [
        _Row(number, list(zip_longest(columns, cells)), file, problems)
        for number, cells in enumerate(rows[1:], 2)
        if any(str(cell or "").strip() for cell in cells)
    ]
    paths = _paths(themes)
    return Many(1, tuple(theme.written(paths.get(theme.id, theme.id)) for theme in themes))


def _columns(header: Cells, file: str, language: str) -> list[Column | None]:
    columns = [_column(cell, file, language) for cell in header]
    named = [column for column in columns if column]
    if ("id", "") not in named:
        raise InvalidInput("there is no column id", where=f"{file}:1")
    for column in named:
        if named.count(column) > 1:
            raise InvalidInput(f"the column {':'.join(filter(None, column))} stands twice", where=f"{file}:1")
    return columns


def _column(cell: object, file: str, language: str) -> Column | None:
    name, _, code = str(cell or "").strip().partition(":")
    known = header_name(name)
    if not known:
        return None
    if known not in (SPOKEN if code else COLUMNS):
        what = f'there is no column "{str(cell).strip()}"{did_you_mean(known, COLUMNS)}'
        raise InvalidInput(what, where=f"{file}:1")
    return known, code.strip() or (language if known in SPOKEN else "")


class _Row:
    """One row, which is one theme."""

    def __init__(
        self, number: int, cells: Sequence[tuple[Column | None, object]], file: str, problems: Problems
    ) -> None:
        self.number, self._file, self._problems = number, file, problems
        said = [(column, cell) for column, cell in cells if str(cell or "").strip()]
        if not all(column for column, _ in said):
            self._report("a value stands in a column that has no name")
        self._cells = {column: cell for column, cell in said if column}
        self.id, self.parent = self._text(("id", "")), self._text(("parent", ""))

    def written(self, path: str) -> Keyed:
        """Return the theme of this row, whose id with those of its parents before it is ``path``."""
        keys: dict[str, Written] = {"id": Text(self.number, path)} if path else {}
        for (name, language), cell in self._cells.items():
            if name in ("was", "bears_on"):
                keys[name] = self._value(name, (name, language), cell)
            elif name in SPOKEN:
                before = keys.get(name)
                said = before.pairs if isinstance(before, Keyed) else ()
                keys[name] = Keyed(self.number, (*said, (language, self._value(name, (name, language), cell))))
        return Keyed(self.number, tuple(keys.items()))

    def report_parent(self, what: str) -> None:
        self._report(f'parent: {what} "{self.parent}"')

    def _value(self, name: str, column: Column, cell: object) -> Written:
        if name == "needs":
            return self._needs(column, cell)
        if name in LISTS:
            return self._many(self._read(column, cell, as_words) or ())
        return Text(self.number, self._text(column))

    def _needs(self, column: Column, cell: object) -> Keyed:
        broad = self._read(column, cell, _needs_of) or {}
        return Keyed(self.number, tuple((cue, self._many(phrases)) for cue, phrases in broad.items()))

    def _many(self, words: Sequence[str]) -> Many:
        return Many(self.number, tuple(Text(self.number, word) for word in words))

    def _text(self, column: Column) -> str:
        return (self._read(column, self._cells.get(column, ""), as_text) or "").strip()

    def _read(self, column: Column, cell: object, reading: Callable[[object], Value]) -> Value | None:
        try:
            return reading(cell)
        except InvalidInput as error:
            self._report(f"{':'.join(filter(None, column))}: {error.what}")
            return None

    def _report(self, what: str) -> None:
        self._problems.report(what, file=self._file, line=self.number)


def _needs_of(cell: object) -> dict[str, tuple[str, ...]]:
    """Return what each broad cue needs, as it is written in a cell."""
    text = as_text(cell).strip()
    if text.startswith("{"):
        return _needs_of_json(text)
    broad: dict[str, tuple[str, ...]] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        cue, colon, phrases = part.partition(":")
        if not colon:
            raise InvalidInput(f'"{part}" does not say what it needs: write credit: money, loan')
        broad[cue.strip()] = tuple(filter(None, map(str.strip, phrases.split(","))))
    return broad


def _needs_of_json(text: str) -> dict[str, tuple[str, ...]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(phrases, list) for phrases in found.values()):
        raise InvalidInput('is no JSON like {"credit": ["money", "loan"]}')
    return {clean(cue): tuple(as_text(phrase).strip() for phrase in phrases) for cue, phrases in found.items()}


def _paths(rows: Sequence[_Row]) -> dict[str, str]:
    """Return the id of each theme with those of its parents before it, parted by full stops."""
    parents = {row.id: row.parent for row in rows}
    for row in rows:
        if row.parent and row.parent not in parents:
            row.report_parent("there is no theme")
            parents[row.id] = ""
        elif row.id in _above(row.id, parents):
            row.report_parent("leads back to the theme itself:")
            parents[row.id] = ""
    return {theme: ".".join(reversed((theme, *_above(theme, parents)))) for theme in parents}


def _above(theme: str, parents: Mapping[str, str]) -> list[str]:
    """Return the parents of a theme, the nearest first, up to one that was met before."""
    above: list[str] = []
    while (theme := parents.get(theme, "")) and theme not in above:
        above.append(theme)
    return above

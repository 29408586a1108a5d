"""docs/privacy.md lists every datum: whoever adds a column says there what it is, why, and until when."""

import re
from collections.abc import Iterator
from pathlib import Path

from storage.tables import Base

PAGE = Path(__file__).parents[1] / "docs" / "privacy.md"
ROW = re.compile(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

SINCE_THE_PERSON = "respondents"


def told() -> list[tuple[str, str]]:
    """Return each table and column that the page tells of."""
    page = PAGE.read_text(encoding="utf-8")
    return [(table, column) for table, columns, _, _ in ROW.findall(page) for column in re.findall(r"\w+", columns)]


def kept() -> set[tuple[str, str]]:
    return {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns}


def test_every_column_is_told_of_once_and_nothing_else() -> None:
    assert sorted(told()) == sorted(kept())


def test_what_hangs_from_a_person_is_told_to_go_with_them() -> None:
    """By foreign keys that cascade: that is how erasure reaches a row."""
    until = {table: end for table, _, _, end in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    hanging = set(_hanging())
    assert hanging
    assert {table for table in hanging if "erased" not in until[table]} == set()
    assert {table for table, end in until.items() if "until erased" in end} <= hanging


def _hanging() -> Iterator[str]:
    """Yield the tables whose rows go when a respondent's does."""
    reached = {SINCE_THE_PERSON}
    for table in Base.metadata.sorted_tables:
        parents = {key.column.table.name for key in table.foreign_keys if key.ondelete == "CASCADE"}
        if table.name in reached or parents & reached:
            reached.add(table.name)
            yield table.name

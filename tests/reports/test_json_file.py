"""JSON: it follows its schema, which a broken document does not, and has every text as it was written."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from consultation.records import Snapshot
from reports.data.tables import TABLES
from reports.formats.json_file import schema
from tests.reports.data_files import json_data, written
from tests.reports.data_snapshots import everything
from tests.reports.nasty import NASTY, nasty_people
from tests.reports.snapshots import crowd, snapshot, token

VALID = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def problems(data: dict[str, Any]) -> list[str]:
    return [error.message for error in VALID.iter_errors(data)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_schema_lies_beside_it(tmp_path: Path) -> None:
    paths = written(everything(), tmp_path, "json")
    assert [path.name for path in paths] == ["report.json", "report.schema.json"]
    assert sorted(tmp_path.iterdir()) == paths


@pytest.mark.parametrize("of", [everything(), snapshot(), snapshot((), ()), snapshot(crowd(9, "tools", "gone"))])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("by", ["region", None])
def test_it_follows_the_schema_that_lies_beside_it(of: Snapshot, language: str, by: str | None, tmp_path: Path) -> None:
    path, described = written(of, tmp_path, "json", language=language, by=by)
    assert json_data(path)["$schema"] == described.name
    assert json_data(described) == schema()
    assert problems(json_data(path)) == []


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda data: data.pop(key)


BREAKAGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "a table is missing": _without("themes"),
    "a table is one too many": lambda data: data.update(extra=[]),
    "a column is missing": lambda data: data["statements"][0].pop("words"),
    "a column is one too many": lambda data: data["statements"][0].update(region="north"),
    "a count is a text": lambda data: data["counts"].update(answers="12"),
    "a count is below 0": lambda data: data["counts"].update(answers=-1),
    "a share is above 1": lambda data: data["themes"][0].update(share=1.5),
    "a count is nothing": lambda data: data["counts"].update(answers=None),
    "a side is none of those": lambda data: data["positions"][0].update(side="maybe"),
    "a status is nothing": lambda data: data["coverage"][0].update(status=None),
    "a day is none": lambda data: data["edition"].update(taken="yesterday"),
    "a list is a text": lambda data: data["statements"][0].update(themes="tools"),
    "a flag is a number": lambda data: data["edition"].update(preview=0),
    "a single table is a list": lambda data: data.update(counts=[data["counts"]]),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_what_is_broken_does_not(breakage: str, tmp_path: Path) -> None:
    data = json_data(written(everything(), tmp_path, "json")[0])
    broken = deepcopy(data)
    BREAKAGES[breakage](broken)
    assert problems(broken)
    assert problems(data) == []


def test_the_schema_describes_every_column_in_both_languages() -> None:
    for table in TABLES:
        described = schema()["properties"][table.name]
        assert (described["description"], described["description_fr"]) == (table.english, table.french)
        columns = described["properties" if table.single else "items"]
        columns = columns if table.single else columns["properties"]
        for column in table.columns:
            told = columns[column.name]
            assert (told["description"], told["description_fr"]) == (column.english, column.french)
            assert told.get("unit", "") == column.unit


def test_nasty_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    data = json_data(written(snapshot(nasty_people()), tmp_path, "json")[0])
    assert {row["statement"]: row["words"] for row in data["statements"]} == {
        token(text): text for text in NASTY.values()
    }


def test_a_row_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    path = written(snapshot(nasty_people()), tmp_path, "json")[0]
    lines = path.read_bytes().split(b"\n")
    start = lines.index(b'"statements": [')
    assert [json.loads(line.rstrip(b","))["statement"] for line in lines[start + 1 : start + 1 + len(NASTY)]] == sorted(
        map(token, NASTY.values())
    )
    assert lines[start + 1 + len(NASTY)] == b"],"

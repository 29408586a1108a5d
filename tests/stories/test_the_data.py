"""A reader takes the data of a report away, in four formats, and finds in each what was said and nothing else."""

import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from pyrefiqda.refiproject import RefiProject

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

ROWS = (
    {"text": "=SUM(A1) is no formula: the grant, and the room.", "id": "a", "region": "western-europe"},
    {"text": "Écrivez à jean@example.org pour la subvention.", "id": "b", "lang": "fr", "region": "western-europe"},
    {"text": "+1 to training\nfor newcomers.", "id": "c", "region": "oceania"},
    {"text": "Said off the record about a budget.", "id": "d", "record": "off", "region": "oceania"},
)
SHOWN = (
    "=SUM(A1) is no formula: the grant, and the room.",
    "Écrivez à […] pour la subvention.",
    "+1 to training\nfor newcomers.",
)


@pytest.fixture
def files(palabre: Palabre, tmp_path: Path) -> dict[str, Path]:
    """Import answers, close the round, report the data, and give what was printed, by name."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    regions = ["south-asia"] * 7 + ["western-europe"] * 7
    others = ({"text": f"We need a grant, number {n}.", "region": region} for n, region in enumerate(regions))
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(row) + "\n" for row in (*ROWS, *others)), encoding="utf-8")
    palabre.run("import", name, answers, "--quote", "verbatim")
    palabre.run("round", "close", name)
    out = tmp_path / "out"
    printed = palabre.run("report", name, "--format", "xlsx,csv,json,qdpx", "--by", "region", "--out", out).out
    paths = [Path(line) for line in printed.splitlines()]
    assert sorted(paths) == sorted(out.iterdir())
    return {path.name: path for path in paths}


def test_every_format_has_the_words_as_they_were_written(files: dict[str, Path], tmp_path: Path) -> None:
    with files["report.csv"].open(encoding="utf-8-sig", newline="") as file:
        in_csv = {row["statement"]: row["words"].removeprefix("'") for row in csv.DictReader(file)}
    data = json.loads(files["report.json"].read_text(encoding="utf-8"))
    in_json = {row["statement"]: row["words"] for row in data["statements"]}
    sheet = load_workbook(files["report.xlsx"])["statements"]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "b", "n"}
    in_xlsx = {str(row[0]): row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    project = RefiProject.load(files["report.qdpx"], str(tmp_path / "opened"))
    assert project.sources is not None
    paths = {
        str(one.name): RefiProject.resolve_source_path(str(one.plain_text_path), tmp_path / "opened")
        for one in project.sources.text_source
    }
    in_qdpx = {name: path.read_bytes().decode() for name, path in paths.items()}
    assert in_csv == in_json == in_xlsx == in_qdpx
    assert set(SHOWN) < set(in_json.values())
    assert len(in_json) == 17


def test_the_json_follows_the_schema_beside_it_and_counts_what_the_report_counts(files: dict[str, Path]) -> None:
    data = json.loads(files["report.json"].read_text(encoding="utf-8"))
    schema = json.loads(files[data["$schema"]].read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    assert data["edition"]["edition"] == 1
    assert data["counts"] == {"messages": 0, "answers": 18, "respondents": 18, "identities": 0}
    assert data["method"]["quoting_off_record"] == 1
    regions = {row["group"]: row["respondents"] for row in data["coverage"] if row["attribute"] == "region"}
    assert (regions["south-asia"], regions["oceania"], regions["western-europe"]) == (7, None, None)


def test_every_file_is_there_and_each_says_what_its_columns_are(files: dict[str, Path]) -> None:
    data = json.loads(files["report.json"].read_text(encoding="utf-8"))
    tables = set(data) - {"$schema"}
    beside = {f"report-{name}.csv" for name in (*tables - {"statements"}, "dictionary")}
    assert set(files) == {"report.xlsx", "report.csv", "report.json", "report.schema.json", "report.qdpx", *beside}
    with files["report-dictionary.csv"].open(encoding="utf-8-sig", newline="") as file:
        described = {(row["table"], row["column"]) for row in csv.DictReader(file) if row["column"]}
    for name in tables:
        path = files["report.csv" if name == "statements" else f"report-{name}.csv"]
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert {(name, column) for column in next(csv.reader(file))} <= described


def test_a_format_that_does_not_exist_is_named(palabre: Palabre) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    ran = palabre.run("report", name, "--format", "csv,ods", exits=1)
    assert ran.err.startswith("--format ods: no such format; there are: html, md, ")
    for known in ("xlsx", "csv", "json", "qdpx"):
        assert known in ran.err

"""What must not leak is planted, and looked for in every byte of every file of data, also in what is zipped."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from reports.data.tables import TABLES
from tests.reports.data_files import csv_rows, every_byte, json_data, qdpx, sheet_rows, written
from tests.reports.data_snapshots import ADDRESS, ORGANISATION, SECRETS, everything, planted

NAMES = ("kestrel", "otter", "badger", "heron", "weasel", "marten", "martha", "mia", "ana")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return written(everything(*planted()), tmp_path_factory.mktemp("planted"))


def where(files: list[Path], text: str) -> list[str]:
    needles = [
        text.encode(),
        text.encode("utf-16-le"),
        text.encode("unicode_escape"),
        text.replace("'", "&#x27;").encode(),
    ]
    return [name for name, held in every_byte(files) if any(needle in held for needle in needles)]


def test_what_may_be_shown_is_in_every_format(files: list[Path]) -> None:
    """The search finds what is there: without this, finding nothing would say nothing."""
    shown = where(files, "We islanders want tools.")
    assert "report.csv" in shown
    assert "report.json" in shown
    assert [name for name in shown if name.startswith("report.xlsx/")]
    assert [name for name in shown if name.startswith("report.qdpx/sources/")]


@pytest.mark.parametrize("secret", SECRETS)
def test_words_that_may_not_be_shown_are_nowhere(files: list[Path], secret: str) -> None:
    assert where(files, SECRETS[secret]) == []
    assert where(files, SECRETS[secret].split()[0]) == []  # a kind of animal that nothing else speaks of


@pytest.mark.parametrize("private", [ADDRESS, ADDRESS.split("@")[0], "ana@", "bo@example", ORGANISATION, "Zwickm"])
def test_private_data_is_nowhere(files: list[Path], private: str) -> None:
    assert where(files, private) == []


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_named_by_a_pseudonym(files: list[Path], name: str) -> None:
    assert where(files, f"respondent-{name}") == []


def test_the_masked_words_are_shown_with_their_mark_and_coded_there(files: list[Path], tmp_path: Path) -> None:
    assert "report.csv" in where(files, "Write to […] today.")
    read = qdpx(next(path for path in files if path.suffix == ".qdpx"), tmp_path)
    (name,) = [name for name, words in read.words.items() if words == "Write to […] today."]
    assert read.project.sources is not None
    (source,) = [one for one in read.project.sources.text_source if one.name == name]
    assert [read.words[name][one.start_position : one.end_position] for one in source.plain_text_selection] == ["[…]"]


def test_a_small_group_is_counted_in_no_format(files: list[Path]) -> None:
    """Two of the islands took part: their number stands nowhere, nor does one that it could be taken from."""
    by_name = {path.name: path for path in files}
    in_csv = csv_rows(by_name["report-coverage.csv"])
    regions = {row["group"]: (row["status"], row["respondents"]) for row in in_csv if row["attribute"] == "region"}
    assert regions["islands"] == ("masked", "")
    assert sum(status == "masked" for status, _ in regions.values()) > 1
    in_json = json_data(by_name["report.json"])
    assert [row["respondents"] for row in in_json["coverage"] if row["group"] == "islands"] == [None]
    assert {row["respondents"] for row in in_json["cut"] if row["group"] == "islands"} == {None}
    assert len([row for row in in_json["cut"] if row["group"] == "islands"]) > 3
    head, *in_xlsx = sheet_rows(by_name["report.xlsx"], "coverage")
    assert [row[head.index("respondents")] for row in in_xlsx if "islands" in row] == [None]
    head, *in_xlsx = sheet_rows(by_name["report.xlsx"], "cut")
    assert {row[head.index("respondents")] for row in in_xlsx if "islands" in row} == {None}
    in_qdpx = {name for name in where(files, "islands") if name.startswith("report.qdpx")}
    assert in_qdpx == set()


def test_statements_are_in_the_order_of_their_ids_whoever_wrote_them(files: list[Path]) -> None:
    by_name = {path.name: path for path in files}
    ids = [row["statement"] for row in csv_rows(by_name["report.csv"])]
    assert ids == sorted(ids)
    in_zip = [name for name, _ in every_byte([by_name["report.qdpx"]]) if "sources/" in name]
    assert len(in_zip) == len(ids)


def test_nothing_says_when_a_statement_was_written(files: list[Path]) -> None:
    """The days that are told are those of the snapshot, and in tables of their own those of rounds and spans."""
    speaking = {"report.csv", "report-tags.csv", "report-quotes.csv", "report-evidence.csv", "report.qdpx"}
    held = list(every_byte([path for path in files if path.name in speaking]))
    assert {name for name, _ in held} > speaking
    days = {day for _, content in held for day in re.findall(rb"20[0-9]{2}-[01][0-9]-[0-3][0-9]", content)}
    assert days == {b"2026-04-11"}
    assert [table.name for table in TABLES if {"at", "time", "respondent"} & {*table.names}] == []


def test_the_spreadsheet_was_made_on_the_day_of_the_snapshot_and_the_zip_never(files: list[Path]) -> None:
    by_name = dict(every_byte(files))
    assert b"2026-04-11T00:00:00Z</dcterms:created>" in by_name["report.xlsx/docProps/core.xml"]
    for path in files:
        if path.suffix in {".xlsx", ".qdpx"}:
            with ZipFile(path) as zipped:
                assert {member.date_time[0] for member in zipped.infolist()} == {1980}
                assert {member.create_system for member in zipped.infolist()} == {3}

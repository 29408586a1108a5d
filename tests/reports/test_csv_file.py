"""CSV: what others read of it is what was written, and no spreadsheet makes a formula of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.data.tables import TABLES
from reports.formats.csv_file import guarded
from tests.reports.data_files import csv_rows, written
from tests.reports.data_snapshots import everything
from tests.reports.nasty import NASTY, nasty_people
from tests.reports.snapshots import person, said, snapshot, token


def test_the_files_are_the_statements_the_other_tables_and_the_dictionary(tmp_path: Path) -> None:
    paths = written(everything(), tmp_path, "csv")
    others = [f"report-{table.name}.csv" for table in TABLES if table.name != "statements"]
    assert [path.name for path in paths] == ["report.csv", *others, "report-dictionary.csv"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_it_is_what_rfc_4180_says_behind_a_byte_order_mark(tmp_path: Path) -> None:
    words = 'A "word",\nand more.'
    path = written(snapshot([person("ana", said(words))]), tmp_path, "csv")[0]
    assert (
        path.read_bytes()
        == (
            "\ufeffstatement,language,place,list,item,themes,by_hand,coded,words\r\n"
            f'{token(words)},en,question,guiding,capacity,,false,,"A ""word"",\nand more."\r\n'
        ).encode()
    )


def test_nasty_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = written(snapshot(nasty_people()), tmp_path, "csv")[0]
    assert {row["statement"]: row["words"] for row in csv_rows(path)} == {token(text): text for text in NASTY.values()}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0@a", "＝1", "\x01-1"]
)
def test_what_a_spreadsheet_may_take_for_a_formula_has_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "«=1»", "e@example", "–1", "نعم"])
def test_nothing_else_has_one(text: str) -> None:
    assert guarded(text) == text


@given(text=st.text(alphabet="'=+-@\t\r\n a"))
def test_without_the_first_apostrophe_every_text_is_as_it_was(text: str) -> None:
    assert guarded(text).removeprefix("'") == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r")


def test_titles_and_labels_are_guarded_too(tmp_path: Path) -> None:
    people = [person("ana", said("Something.", "=cmd|' /C calc'!A0"))]
    paths = {path.stem: path for path in written(snapshot(people), tmp_path, "csv")}
    assert ",'=cmd|' /C calc'!A0," in paths["report-themes"].read_text(encoding="utf-8")
    assert "=cmd|' /C calc'!A0" in {row["label"] for row in csv_rows(paths["report-themes"])}
    for path in paths.values():
        assert not [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("=", '"='))]


def test_writing_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in written(everything(), tmp_path / "a", "csv")}
    assert first == {path.name: path.read_bytes() for path in written(everything(), tmp_path / "b", "csv")}

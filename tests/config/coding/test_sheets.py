"""A sheet goes out with nothing of the machine's in it, and comes back row by row or not at all."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from config.coding.entries import read_sheet
from config.coding.sheets import LONGEST, write_sheet
from consultation.checking.coding import Desk
from consultation.errors import InvalidInput
from tests.config.desks import TOWN, a_desk
from tests.reports.snapshots import FINDER, token

HEADER = ["statement", "on", "language", "text", "Funding [funding]", "Tools [tools]", "Equity [equity]"]
HEADER += ["This consultation [process]", "no theme"]
BLIND = ("We need a grant.", "Nothing.")


def csv_rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def sheet_rows(path: Path, name: str = "sheet") -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in load_workbook(path)[name].iter_rows(values_only=True)]


def written(path: Path, there: Desk, coder: str = "ana") -> list[list[str]]:
    write_sheet(path, there, coder, TOWN, FINDER)
    return csv_rows(path) if path.suffix == ".csv" else sheet_rows(path)


def marked(path: Path, there: Desk, *marks: str) -> Path:
    """Write a sheet, mark each row's columns as in ``marks`` ("x..x."), and return it."""
    header, *rows = written(path, there)
    filled = [
        [*row[: -len(chars)], *(char.replace(".", "") for char in chars)]
        for row, chars in zip(rows, marks, strict=True)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *filled])
    return path


both = pytest.mark.parametrize("kind", ["csv", "xlsx"])


class TestOut:
    @both
    def test_a_row_is_a_statement_and_a_column_a_theme(self, kind: str, tmp_path: Path) -> None:
        there = a_desk(BLIND, ["Shown."], {"ana": {BLIND[0]: ["funding", "process"], BLIND[1]: []}, "bo": {}})
        assert written(tmp_path / f"s.{kind}", there, "bo") == [
            HEADER,
            [token(BLIND[0]), "Help", "en", BLIND[0], *[""] * 5],
            [token(BLIND[1]), "Help", "en", BLIND[1], *[""] * 5],
        ]

    @both
    def test_what_was_coded_already_is_marked(self, kind: str, tmp_path: Path) -> None:
        there = a_desk((*BLIND, "Third."), (), {"ana": {BLIND[0]: ["funding", "process"], BLIND[1]: []}})
        marks = [row[4:] for row in written(tmp_path / f"s.{kind}", there)[1:]]
        assert marks == [["x", "", "", "x", ""], ["", "", "", "", "x"], [""] * 5]

    @both
    def test_the_machine_is_in_a_sheet_of_shown_statements_alone(self, kind: str, tmp_path: Path) -> None:
        done = {"ana": dict.fromkeys(BLIND, ())}
        header, row = written(tmp_path / f"s.{kind}", a_desk(BLIND, ["Shown."], done))
        assert header == [*HEADER[:4], "machine heard", *HEADER[4:]]
        assert row == [token("Shown."), "Help", "en", "Shown.", "Equity", *[""] * 5]
        blind = written(tmp_path / f"b.{kind}", a_desk(BLIND, ["Shown."], done), "bo")
        assert "machine heard" not in blind[0]
        assert all("Equity" not in cell for row in blind[1:] for cell in row)

    def test_nothing_in_it_is_computed(self, tmp_path: Path) -> None:
        formulas = ("=1+1", "+1", "-1", "@ (A1)", "\t=1", '=HYPERLINK("#A1")')
        words = [row[3] for row in written(tmp_path / "s.csv", a_desk(formulas))[1:]]
        assert words == [f"'{one}" for one in formulas]
        written(tmp_path / "s.xlsx", a_desk(formulas))
        cells = [row[3] for row in list(load_workbook(tmp_path / "s.xlsx")["sheet"].rows)[1:]]
        assert [(cell.value, cell.data_type) for cell in cells] == [(one, "s") for one in formulas]

    @both
    def test_private_data_is_masked(self, kind: str, tmp_path: Path) -> None:
        assert written(tmp_path / f"s.{kind}", a_desk(["Write to dina@example.org."]))[1][3] == "Write to […]."

    @both
    def test_a_text_too_long_for_a_cell_goes_on_in_the_next_column(self, kind: str, tmp_path: Path) -> None:
        long = "é" * LONGEST + "end"
        header, *rows = written(tmp_path / f"s.{kind}", a_desk(["Short.", long]))
        assert header[3:5] == ["text", "text 2"]
        assert [row[3:5] for row in rows] == [["Short.", ""], ["é" * LONGEST, "end"]]
        assert read_sheet(tmp_path / f"s.{kind}", a_desk(["Short.", long]), TOWN.codebook).entries == ()

    def test_the_second_sheet_says_what_themes_are_about(self, tmp_path: Path) -> None:
        written(tmp_path / "s.xlsx", a_desk(BLIND))
        assert sheet_rows(tmp_path / "s.xlsx", "codebook")[:2] == [
            ["theme", "called", "about"],
            ["funding", "Funding", "About funding."],
        ]

    def test_a_file_that_is_there_is_never_written_over(self, tmp_path: Path) -> None:
        path = tmp_path / "s.csv"
        path.write_text("filled in", encoding="utf-8")
        with pytest.raises(InvalidInput, match="may have been filled in"):
            write_sheet(path, a_desk(BLIND), "ana", TOWN, FINDER)
        assert path.read_text(encoding="utf-8") == "filled in"
        with pytest.raises(InvalidInput, match=r"written as \.csv or \.xlsx"):
            write_sheet(tmp_path / "s.ods", a_desk(BLIND), "ana", TOWN, FINDER)


class TestIn:
    def test_marks_are_read_and_a_row_without_any_is_not_coded_yet(self, tmp_path: Path) -> None:
        there = a_desk((*BLIND, "Third."))
        found = read_sheet(marked(tmp_path / "s.csv", there, "X.1..", "....x", "0...."), there, TOWN.codebook)
        assert [(one.row, *one.coded) for one in found.entries] == [
            (2, token(BLIND[0]), ("funding", "equity")),
            (3, token(BLIND[1]), ()),
        ]

    def test_a_spreadsheet_is_read_as_it_was_written(self, tmp_path: Path) -> None:
        there = a_desk((*BLIND, "Third."))
        written(tmp_path / "s.xlsx", there)
        book = load_workbook(tmp_path / "s.xlsx")
        for cell, mark in (("E2", "x"), ("F2", 1), ("H3", True), ("E4", False), ("I4", "✓")):
            book["sheet"][cell] = mark
        book.save(tmp_path / "s.xlsx")
        found = read_sheet(tmp_path / "s.xlsx", there, TOWN.codebook)
        assert [one.themes for one in found.entries] == [("funding", "tools"), ("process",), ()]

    def test_every_problem_is_told_by_row_and_column_and_nothing_is_used(self, tmp_path: Path) -> None:
        words = tuple(f"Words {n}." for n in range(4))
        path = marked(tmp_path / "s.csv", a_desk(words), "x....", "?....", "x...x", "x....")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(token(words[3]), "ZZZZZZZZ") + text.splitlines()[1], encoding="utf-8")
        with pytest.raises(InvalidInput) as raised:
            read_sheet(path, a_desk(words), TOWN.codebook)
        assert str(raised.value).splitlines() == [
            f'{path}:3: column funding: "?" is no mark: write x, or leave it empty',
            f"{path}:4: column no theme: it is marked, and so is funding: leave one of them empty",
            f'{path}:5: column statement: there is no answer "ZZZZZZZZ" in the sample',
            f"{path}:6: column statement: {token(words[0])} is coded in row 2 already",
        ]

    def test_rows_of_answers_that_have_left_the_sample_are_counted(self, tmp_path: Path) -> None:
        words = ("One.", "Two.")
        path = marked(tmp_path / "s.csv", a_desk(words), "x....", ".x...")
        whole = a_desk(words)
        fewer = Desk(whole.sample, whole.statements[1:], {})
        found = read_sheet(path, fewer, TOWN.codebook)
        assert ([one.statement for one in found.entries], found.gone) == ([token("Two.")], 1)

    @pytest.mark.parametrize(
        ("was", "becomes", "message"),
        [
            ("Tools [tools]", "Tools [tulls]", 'column "Tools [tulls]" is no theme of the codebook'),
            ("Tools [tools]", "Tools", 'column "Tools" is no theme of the codebook'),
            ("Tools [tools]", "Equity [equity]", "there is no column tools"),
            ("no theme", "text 2", "there is no column no theme"),
            ("language", "statement", "the column statement stands twice"),
        ],
    )
    def test_columns_are_those_that_were_written(self, was: str, becomes: str, message: str, tmp_path: Path) -> None:
        path = marked(tmp_path / "s.csv", a_desk(BLIND), "x....", "x....")
        path.write_text(path.read_text(encoding="utf-8").replace(was, becomes, 1), encoding="utf-8")
        with pytest.raises(InvalidInput) as raised:
            read_sheet(path, a_desk(BLIND), TOWN.codebook)
        assert str(raised.value).startswith(f"{path}:1: {message}")

    @pytest.mark.parametrize(
        ("name", "message"), [("gone.csv", "cannot be read"), ("s.txt", r"read as \.csv or \.xlsx")]
    )
    def test_what_is_no_sheet_is_said(self, name: str, message: str, tmp_path: Path) -> None:
        with pytest.raises(InvalidInput, match=message):
            read_sheet(tmp_path / name, a_desk(BLIND), TOWN.codebook)

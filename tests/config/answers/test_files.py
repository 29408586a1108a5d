"""Files of answers are read row by row, and nothing in them is lost silently."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from config.answers import tables
from config.answers.files import COLUMNS, Row, read_answers
from consultation.errors import InvalidInput

ATTRIBUTES = ("role", "region")


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def sheet(
    folder: Path, *rows: Sequence[object], name: str = "answers.xlsx", **sheets: Sequence[Sequence[object]]
) -> Path:
    book = openpyxl.Workbook()
    for title, table in {"Sheet": rows, **sheets}.items():
        page = book.active if title == "Sheet" else book.create_sheet(title)
        assert page is not None
        for row in table:
            page.append(list(row))
    book.save(folder / name)
    return folder / name


def said(path: Path) -> list[tuple[int, dict[str, object]]]:
    """Return numbers and values of rows that can all be read."""
    rows = read_answers(path, ATTRIBUTES)
    assert [row.problem for row in rows] == [""] * len(rows)
    return [(row.number, dict(row.values)) for row in rows]


def refusal(path: Path) -> str:
    with pytest.raises(InvalidInput) as refused:
        read_answers(path, ATTRIBUTES)
    return str(refused.value).replace(str(path.parent), "DIR")


# JSONL


def test_lines_count_from_one_and_blank_values_are_none(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.jsonl", '\ufeff{"text": " a ", "id": null, "role": " "}\n\n{"Text": "b", "labels": []}\r\n'
    )
    assert said(path) == [(1, {"text": " a "}), (3, {"text": "b", "labels": []})]


def test_a_line_that_cannot_be_read_is_a_row_with_a_problem(tmp_path: Path) -> None:
    lines = [b'{"text": "good"}', b'{"text": ', b'"text"', b'{"text": "\xff"}', b'{"text": "a", "TEXT": "b"}']
    lines += [b'{"text": NaN}', b"[" * 100_000]
    rows = read_answers(written(tmp_path, "a.jsonl", b"\n".join(lines)), ATTRIBUTES)
    assert [(row.number, row.problem) for row in rows] == [
        (1, ""),
        (2, "this is not JSON: Expecting value, at character 10"),
        (3, "this is not a JSON object: {…}"),
        (4, "this is not UTF-8"),
        (5, "this is not JSON that can be read: a key stands twice"),
        (6, "this is not JSON that can be read: NaN is no value"),
        (7, "this is not JSON that can be read: it is nested too deeply"),
    ]


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO('{"text": "é"}'.encode())))
    assert read_answers(Path("-"), ()) == [Row(1, {"text": "é"})]


def test_an_empty_file_of_lines_has_no_rows(tmp_path: Path) -> None:
    assert said(written(tmp_path, "a.jsonl", "")) == []


@given(texts=st.lists(st.text(min_size=1).filter(str.strip), max_size=5))
def test_any_text_comes_through_lines_unchanged(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    lines = (json.dumps({"text": text}, ensure_ascii=len(text) % 2 == 0) for text in texts)
    path = written(tmp_path_factory.mktemp("lines"), "a.jsonl", "\n".join(lines))
    assert [values["text"] for _, values in said(path)] == texts


# Columns


def test_a_column_that_nobody_reads_is_named_with_what_may_be_meant(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "a"}\n{"text": "b", "regoin": "x", "zzz": null}\n')
    assert refusal(path) == (
        'DIR/a.jsonl:2: there is no column "regoin" (did you mean "region"?), "zzz"; the columns are: '
        + ", ".join((*COLUMNS, *ATTRIBUTES))
    )
    assert refusal(written(tmp_path, "a.csv", "txt,id\na,b\n")).startswith(
        'DIR/a.csv:1: there is no column "txt" (did you mean "text"?); the columns are: text, id'
    )


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", '{"id": "1"}'), ("a.csv", "id\n1\n")])
def test_a_file_needs_the_column_text(tmp_path: Path, name: str, content: str) -> None:
    assert refusal(written(tmp_path, name, content)) == f"DIR/{name}:1: there is no column text"


def test_a_file_that_is_missing_or_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.csv") == "DIR/a.csv: cannot be read: No such file or directory"
    assert refusal(written(tmp_path, "a.xls", "x")) == (
        "DIR/a.xls: answers are read from a file in .jsonl, .ndjson, .csv, .xlsx, .xlsm, "
        "or - for JSONL on standard input"
    )


# CSV


@pytest.mark.parametrize("sign", [",", ";"])
def test_a_table_is_parted_by_commas_or_semicolons(tmp_path: Path, sign: str) -> None:
    table = 'text|id|role|\n"two\nlines, and; signs ""quoted"""|1||\n\n||\nb|2|staff|\n'
    path = written(tmp_path, "a.csv", "\ufeff" + table.replace("|", sign))
    assert said(path) == [
        (2, {"text": 'two\nlines, and; signs "quoted"', "id": "1"}),
        (5, {"text": "b", "id": "2", "role": "staff"}),
    ]


def test_a_cell_may_be_long(tmp_path: Path) -> None:
    long = "word " * 100_000
    assert said(written(tmp_path, "a.csv", f'text\n"{long}"\n')) == [(2, {"text": long})]


def test_a_value_without_a_column_is_a_problem_of_its_row(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "text,id,\nfine,1,\nWe need funds, and people,2\nb\n")
    what = 'a value stands in column 3, which has no name; quote a text that holds "," or ";"'
    assert read_answers(path, ()) == [Row(2, {"text": "fine", "id": "1"}), Row(3, {}, what), Row(4, {"text": "b"})]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"text\na\n\xe9\n", "a.csv:3: this is not UTF-8: save it as CSV UTF-8"),
        (b'text\na\n"b\nc\n', "a.csv:3: this is not CSV: unexpected end of data"),
        (b"text,id,Text\na,1,b\n", "a.csv:1: the column text stands twice"),
        (b"", "a.csv:1: the first row must name the columns"),
        (b"\ntext\na\n", "a.csv:1: the first row must name the columns"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(tmp_path: Path, content: bytes, what: str) -> None:
    assert refusal(written(tmp_path, "a.csv", content)) == f"DIR/{what}"


@given(texts=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)))
def test_any_text_comes_through_a_table_unchanged(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    table = io.StringIO(newline="")
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows([["text"], *([text] for text in texts)])
    path = written(tmp_path_factory.mktemp("table"), "a.csv", table.getvalue())
    assert [values["text"] for _, values in said(path)] == texts


# Spreadsheets


def test_a_spreadsheet_gives_its_values_with_their_types(tmp_path: Path) -> None:
    day = datetime(2019, 9, 20, 18, 30)  # noqa: DTZ001  (a spreadsheet knows no zones)
    path = sheet(tmp_path, ["Text", "date", "people", None], ["a\nb", day, 12, None], [], ["c", None, None])
    assert said(path) == [(2, {"text": "a\nb", "date": day, "people": 12}), (4, {"text": "c"})]


def test_a_formula_gives_the_value_that_was_last_computed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["text", "id"])
        page.write_formula(1, 0, '="a"&"b"', value="ab")
        page.write_string(1, 1, "=1+1")
    assert said(path) == [(2, {"text": "ab", "id": "=1+1"})]


def test_control_characters_of_a_spreadsheet_are_read(tmp_path: Path) -> None:
    assert said(sheet(tmp_path, ["text"], ["a_x000D_\nb _x0041_"])) == [(2, {"text": "a\r\nb _x0041_"})]


def test_the_sheet_with_a_column_text_is_read(tmp_path: Path) -> None:
    path = sheet(tmp_path, ["Notes"], ["read me"], answers=[["text"], ["a"]])
    assert said(path) == [(2, {"text": "a"})]
    several = sheet(tmp_path, ["text"], ["a"], name="b.xlsx", more=[["id", "text"], ["1", "b"]])
    assert refusal(several) == (
        "DIR/b.xlsx: several sheets have a column text: Sheet, more; give each a file of its own"
    )
    none = sheet(tmp_path, ["txt"], ["a"], name="c.xlsx")
    assert refusal(none).startswith('DIR/c.xlsx:1: there is no column "txt" (did you mean "text"?); the columns are:')


def test_a_stated_size_does_not_cut_rows_off(tmp_path: Path) -> None:
    path = repacked(sheet(tmp_path, ["text"], ["a"], ["b"]), b'ref="A1:A3"', b'ref="A1:A2"')
    assert said(path) == [(2, {"text": "a"}), (3, {"text": "b"})]


def repacked(path: Path, old: bytes, new: bytes) -> Path:
    """Return a copy of a spreadsheet with something replaced in its sheet."""
    copy = path.with_name(f"re{path.name}")
    with ZipFile(path) as packed, ZipFile(copy, "w", ZIP_DEFLATED) as again:
        for part in packed.infolist():
            content = packed.read(part)
            if part.filename.endswith("sheet1.xml"):
                assert old in content
                content = content.replace(old, new)
            again.writestr(part.filename, content)
    return copy


UNREADABLE = "this is no spreadsheet (.xlsx) that can be read; is it damaged, or protected by a password?"


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    with ZipFile(other, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    whole = sheet(tmp_path, ["text"], ["a"])
    torn = written(tmp_path, "torn.xlsx", whole.read_bytes()[:-200])
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = repacked(whole, b"<worksheet ", f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]><worksheet '.encode())
    bomb = repacked(bomb, b"<t>a</t>", b"<t>&l9;</t>")
    for path in (written(tmp_path, "text.xlsx", "text\na\n"), other, torn, bomb):
        assert refusal(path) == f"DIR/{path.name}: {UNREADABLE}"


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = sheet(tmp_path, ["text"], ["a"])
    with ZipFile(bomb, "a", ZIP_DEFLATED) as packed, packed.open("xl/media/zeros.bin", "w", force_zip64=True) as part:
        for _ in range(tables.LARGEST // 1_000_000 + 1):
            part.write(bytes(1_000_000))
    assert bomb.stat().st_size < 1_000_000
    assert refusal(bomb) == "DIR/answers.xlsx: it unpacks to more than 500 MB: split it"


def test_a_row_after_the_last_ends_the_reading(tmp_path: Path) -> None:
    path = repacked(sheet(tmp_path, ["text"], ["a"]), b'<row r="2">', b'<row r="999999999999">')
    assert refusal(path) == f"DIR/{path.name}: has rows after row 1048576"


def laughing() -> str:
    """Return entities of which the last is a hundred million characters."""
    names = "abcdf"
    made = [f'<!ENTITY {to} "{f"&{of};" * 50}">' for of, to in zip(names, f"{names[1:]}e", strict=True)]
    return f'<!ENTITY a "ha">{"".join(made)}'


@pytest.mark.parametrize("kind", ["a file", "a file by a parameter", "laughter"])
def test_an_entity_in_a_spreadsheet_brings_nothing_in(tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("PLANTED")
    entities = {
        "a file": f'<!ENTITY e SYSTEM "file://{secret}">',
        "a file by a parameter": f'<!ENTITY % p SYSTEM "file://{secret}">%p;<!ENTITY e "words">',
        "laughter": laughing(),
    }
    honest, hostile = tmp_path / "honest.xlsx", tmp_path / "hostile.xlsx"
    with xlsxwriter.Workbook(honest) as book:
        book.add_worksheet().write_column(0, 0, ["text", "HERE"])
    with ZipFile(honest) as before, ZipFile(hostile, "w") as after:
        for name in before.namelist():
            content = before.read(name).decode()
            if "HERE" in content:
                declared, root = content.split("?>\n", 1)
                content = f"{declared}?>\n<!DOCTYPE x [{entities[kind]}]>{root.replace('HERE', '&e;')}"
            after.writestr(name, content)
    with suppress(InvalidInput):
        rows = str(read_answers(hostile, ()))
        assert "PLANTED" not in rows
        assert len(rows) < 10_000

"""A codebook on its way to a spreadsheet or another program, and back; and what is wrong in their files."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from pyrefiqda.reficodebook import RefiCodebook

from config.codebooks.files import export_codebook, import_codebook
from config.loading import SHIPPED, load_codebook
from consultation.codebook import Codebook, Theme
from consultation.errors import InvalidFiles, InvalidInput
from consultation.refi_qda import code_guid, draft_guid
from tests.config.codebooks.everything import EVERYTHING, codebooks

ENDS = (".csv", ".xlsx", ".qdc")
trying = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def there_and_back(codebook: Codebook, end: str, directory: Path) -> Codebook:
    path = directory / f"codebook{end}"
    export_codebook(codebook, path)
    return replace(import_codebook(path, version=codebook.version, language="en"), fingerprint="")


def saved(directory: Path, name: str, text: str | bytes) -> Path:
    path = directory / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        import_codebook(path, version=1, language="en")
    found = raised.value.problems if isinstance(raised.value, InvalidFiles) else [raised.value]
    return [str(problem) for problem in found]


# There and back


@pytest.mark.parametrize("end", ENDS)
def test_every_hostile_text_comes_back(end: str, tmp_path: Path) -> None:
    assert there_and_back(EVERYTHING, end, tmp_path) == EVERYTHING


@pytest.mark.parametrize("end", ENDS)
@given(codebook=codebooks())
@trying
def test_whatever_a_codebook_says_comes_back(end: str, codebook: Codebook) -> None:
    if codebook.themes or end != ".qdc":
        with TemporaryDirectory() as directory:
            assert there_and_back(codebook, end, Path(directory)) == codebook


@pytest.mark.parametrize("end", ENDS)
def test_the_shipped_codebook_comes_back_with_its_fingerprint(end: str, tmp_path: Path) -> None:
    shipped = load_codebook(SHIPPED / "partnerships" / "codebook.yaml")
    path = tmp_path / f"codebook{end}"
    export_codebook(shipped, path)
    assert import_codebook(path, version=1, language="en") == shipped


def test_a_cell_that_looks_like_a_formula_is_a_text(tmp_path: Path) -> None:
    codebook = Codebook(1, (Theme("a", {"en": "=1+1"}, {}, {"en": ("=HYPERLINK(1)",)}, {}, {}),))
    assert there_and_back(codebook, ".xlsx", tmp_path) == codebook
    sheet = load_workbook(tmp_path / "codebook.xlsx").active
    assert sheet is not None
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


# Tables


def test_a_table_as_a_facilitator_may_write_it(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "themes.csv",
        "\ufeffID;label;label:fr;cues;needs;bears_on;parent;was\r\n"
        'funding;Funding;Financement;"grant; budget";credit: money, loan;6;;money\r\n'
        ";;;;;;;\r\n"
        "grants;Grants;;;;;funding;\r\n"
        "small;Small grants;;;;;grants;\r\n",
    )
    none: dict[str, tuple[str, ...]] = {}
    assert import_codebook(path, version=3, language="en").themes == (
        Theme(
            "funding",
            {"en": "Funding", "fr": "Financement"},
            {},
            {"en": ("grant", "budget", "credit")},
            {"en": {"credit": ("money", "loan")}},
            {},
            ("6",),
            ("money",),
        ),
        Theme("funding.grants", {"en": "Grants"}, {}, none, {}, {}),
        Theme("funding.grants.small", {"en": "Small grants"}, {}, none, {}, {}),
    )


def test_what_is_wrong_in_a_table_is_told_by_row_and_column(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "themes.csv",
        "id,label,cues:english,needs,parent\na,A,grant,credit,\na b,B,,,none\nc,,,{[],d\nd,D,,,c\na,A,,,,left over\n",
    )
    assert problems(path) == [
        'themes.csv:2: needs:en: "credit" does not say what it needs: write credit: money, loan',
        'themes.csv:2 themes.a.cues.english: "english" is no code of a language, like en or pt-BR',
        'themes.csv:3: parent: there is no theme "none"',
        'themes.csv:3 themes.a b.id: "a b" is no id: 1 to 80 letters, digits, "-", "_" and ".", no spaces',
        'themes.csv:4: parent: leads back to the theme itself: "d"',
        'themes.csv:4: needs:en: is no JSON like {"credit": ["money", "loan"]}',
        "themes.csv:4 themes.c.label: is required, and missing",
        "themes.csv:6: a value stands in a column that has no name",
        'themes.csv:6 themes.a: the id "a" is taken in line 2',
    ]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("label", "there is no column id"),
        ("id,labels", 'there is no column "labels"; did you mean "label"?'),
        ("id,was:fr", 'there is no column "was:fr"; did you mean "was"?'),
        ("id,label,LABEL:en", "the column label:en stands twice"),
    ],
)
def test_what_is_wrong_with_a_header(header: str, what: str, tmp_path: Path) -> None:
    assert problems(saved(tmp_path, "t.csv", f"{header}\nx\n")) == [f"t.csv:1: {what}"]


def test_other_files_are_no_codebooks(tmp_path: Path) -> None:
    path = saved(tmp_path, "t.docx", "x")
    assert problems(path) == [f"{path}: a codebook is imported from a file in .csv, .xlsx or .qdc"]
    assert problems(saved(tmp_path, "t.csv", b"id,label\nx,\xe9\n")) == [
        "t.csv:2: this is not UTF-8: save it as CSV UTF-8"
    ]
    with pytest.raises(InvalidInput, match=r"exported to a file in \.yaml, \.csv, \.xlsx, \.qdc"):
        export_codebook(EVERYTHING, tmp_path / "t.docx")


# REFI-QDA

FOREIGN = """\
<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Another 1.0">
  <Codes>
    <Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="Équité &amp; accès" isCodable="true" color="#46AA00">
      <Description>Ce qui est laissé de côté.</Description>
      <Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55295" name="Langues" isCodable="true"/>
    </Code>
    <Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55296" name="Folder" isCodable="false">
      <Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55297" name="Langues" isCodable="true"/>
      <Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55298" name="langues" isCodable="true"/>
    </Code>
  </Codes>
  <Sets><Set guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55299" name="s"/></Sets>
</CodeBook>
"""


def test_codes_of_another_program_become_themes_by_their_path(tmp_path: Path) -> None:
    read = import_codebook(saved(tmp_path, "c.qdc", FOREIGN), version=1, language="fr")
    assert [(theme.id, theme.labels, theme.definitions) for theme in read.themes] == [
        ("équité-accès", {"fr": "Équité & accès"}, {"fr": "Ce qui est laissé de côté."}),
        ("équité-accès.langues", {"fr": "Langues"}, {}),
        ("folder.langues", {"fr": "Langues"}, {}),
        ("folder.langues-2", {"fr": "langues"}, {}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_encoding_is_what_the_file_says(encoding: str, tmp_path: Path) -> None:
    path = saved(tmp_path, "c.qdc", FOREIGN.replace("utf-8", encoding).encode(encoding))
    assert import_codebook(path, version=1, language="fr").themes[0].id == "équité-accès"


NESTED = Codebook(
    1,
    (
        Theme("money.grants", {"fr": "Bourses", "en": "Grants"}, {"fr": "À l’année"}, {}, {}, {}, ("6",)),
        Theme("money", {"fr": "Financement"}, {}, {}, {}, {}, ("6", "8")),
        Theme("alone.here", {"en": "التمويل"}, {}, {}, {}, {}),
    ),
)


def test_another_reader_reads_what_is_written(tmp_path: Path) -> None:
    assert there_and_back(NESTED, ".qdc", tmp_path).themes == (NESTED.themes[1], NESTED.themes[0], NESTED.themes[2])
    read = RefiCodebook.load(tmp_path / "codebook.qdc")
    assert read.origin == "Palabre"
    (money, alone) = read.codes.code
    assert (money.name, money.guid, money.is_codable) == ("Financement", str(code_guid("money")), True)
    assert [(code.name, code.guid) for code in money.code] == [("Bourses", str(code_guid("money.grants")))]
    assert (money.code[0].description or "").startswith("À l’année\n\n--- Palabre: fr\nid: money.grants\n")
    assert alone.name == "التمويل"
    assert read.sets is not None
    members = {made.name: [member.guid for member in made.member_code] for made in read.sets.set}
    assert members == {
        "draft 6": [str(code_guid("money.grants")), str(code_guid("money"))],
        "draft 8": [str(code_guid("money"))],
    }


def test_the_guid_of_a_theme_or_a_draft_never_changes() -> None:
    assert str(code_guid("funding")) == "f0cc4f13-a713-5dd9-8510-87c71e130e2d"
    assert str(draft_guid("6")) == "9459faa5-0691-5798-b5dc-3644e9e3d888"


def test_what_another_program_changed_is_what_is_read(tmp_path: Path) -> None:
    there_and_back(NESTED, ".qdc", tmp_path)
    path = tmp_path / "codebook.qdc"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace('name="Bourses"', 'name="Aides"')
        .replace("À l’année\n", "Par an\n", 1),
        encoding="utf-8",
    )
    grants = import_codebook(path, version=1, language="en").theme("money.grants")
    assert grants is not None
    assert (grants.labels, grants.definitions) == ({"fr": "Aides", "en": "Grants"}, {"fr": "Par an"})


def test_an_empty_codebook_cannot_be_exchanged(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="has at least one code"):
        export_codebook(Codebook(1, ()), tmp_path / "c.qdc")


BOMB = """\
<?xml version="1.0"?>
<!DOCTYPE CodeBook [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (BOMB, "c.qdc:2: has a document type (<!DOCTYPE>), which no codebook needs: take it out"),
        ("<CodeBook>\n<Codes>\n</Code>", "c.qdc:3: this is not XML: mismatched tag"),
        ("", "c.qdc:1: this is not XML: no element found"),
        ("<CodeBook>&other;</CodeBook>", "c.qdc:1: this is not XML: undefined entity"),
        ("<Project/>", "c.qdc:1: this is no REFI-QDA codebook: it begins with <Project>"),
        ("<a>" * 150, "c.qdc:1: is nested deeper than 100 elements"),
        (
            '<?xml version="1.0" encoding="klingon"?><a/>',
            "c.qdc:1: this is not XML that can be read: unknown encoding: klingon",
        ),
    ],
)
def test_what_is_no_codebook_is_told_by_its_line(text: str, what: str, tmp_path: Path) -> None:
    assert problems(saved(tmp_path, "c.qdc", text)) == [what]


def test_what_is_wrong_with_a_code_is_told_by_its_line(tmp_path: Path) -> None:
    nameless = FOREIGN.replace('name="Langues"', "", 1)
    assert problems(saved(tmp_path, "c.qdc", nameless)) == ["c.qdc:6 themes.équité-accès.code.label.en: is empty"]
    there_and_back(NESTED, ".qdc", tmp_path)
    written = (tmp_path / "codebook.qdc").read_text(encoding="utf-8")
    line = written[: written.index("id: money.grants")].count("\n") + 1
    broken = saved(tmp_path, "c.qdc", written.replace("id: money.grants", "id: [money", 1))
    assert [problem.partition(": this")[0] for problem in problems(broken)] == [
        f"c.qdc:{line}: what stands below --- Palabre: fr is no theme",
        f"c.qdc:{line + 1}",
    ]

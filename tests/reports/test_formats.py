import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from consultation.errors import InvalidInput, Refused
from reports import formats, render
from reports.document import Document
from reports.formats import DEFAULT, FORMATS, Data, Text
from reports.page import Page
from reports.render import pages_of, write_report
from tests.reports.pages import PageReader
from tests.reports.snapshots import DRAFT_LIST, FINDER, OPENED, crowd, missing, person, snapshot, takes, town, why

SHORT = ["draft.2026-01.1", "draft.2026-01.2", "draft.2026-01.3"]


def opinions() -> list[object]:
    return [
        person("ana", takes("support"), why("It would help at once.", "funding")),
        person("bo", takes("oppose"), why("It would not help.", "funding"), missing("A date.")),
    ]


def write(out: Path, *names: str, language: str = "en", **more: object) -> list[Path]:
    of = snapshot(crowd(3, "tools"), opinions(), **more)  # type: ignore[arg-type]
    return write_report(of, language=language, finder=FINDER, out=out, formats=names or DEFAULT)


def test_every_format_can_be_read_in_and_writes() -> None:
    assert set(DEFAULT) <= set(FORMATS)
    assert all(callable(form.module().write) for form in FORMATS.values())


@pytest.mark.parametrize("end", ["html", "md"])
@pytest.mark.parametrize("language", ["en", "fr", "ar", "es"])
def test_each_draft_has_a_page_that_leads_into_the_report_and_back(tmp_path: Path, end: str, language: str) -> None:
    (path,) = write(tmp_path / "report", end, language=language)
    report = path.read_text(encoding="utf-8")
    pages = pages_of(tmp_path / "report")
    assert [page.name for page in pages] == [f"{name}.{end}" for name in SHORT]
    href = r'href="([^"#]*)#?([^"]*)"' if end == "html" else r"\]\(([^)#]*)#?([^)]*)\)"
    ids = r'\bid="([^"]+)"'
    for page in pages:
        assert f"report-drafts/{page.name}" in {file for file, _ in re.findall(href, report)}
        text = page.read_text(encoding="utf-8")
        leads = set(re.findall(href, text))
        assert (f"../report.{end}", page.stem) in leads
        assert {anchor for file, anchor in leads if file == f"../report.{end}"} <= set(re.findall(ids, report))
        assert {file for file, _ in leads} <= {f"../report.{end}", ""}
        assert {anchor for file, anchor in leads if not file} <= {"text"}
        if end == "html":
            read = PageReader(text)
            assert (read.problems, read.loaded) == ([], [])
            assert read.labels <= read.ids


@pytest.mark.parametrize("end", ["html", "md"])
def test_no_words_are_on_a_page_of_a_draft_that_may_not_be_shown(tmp_path: Path, end: str) -> None:
    hidden = {
        "XWITHDRAWN": person("a", takes("oppose"), why("XWITHDRAWN words", withdrawn=OPENED)),
        "XASIDE": person("b", takes("oppose"), why("XASIDE words", aside="XREASON")),
        "XPARAPHRASE": person("c", takes("oppose"), why("XPARAPHRASE words"), quoting="paraphrase"),
        "XOFFRECORD": person("d", takes("changes"), why("XOFFRECORD words"), on_record=False),
        "XNOCONSENT": person("e", takes("support"), missing("XNOCONSENT words"), agreed=False),
    }
    leaky = person("f", takes("support"), why("Write to xena@example.org about it."))
    of = snapshot((), [*hidden.values(), leaky])
    write_report(of, language="en", finder=FINDER, out=tmp_path / "report", formats=(end,))
    text = pages_of(tmp_path / "report")[0].read_text(encoding="utf-8").replace("\\", "")
    assert "Write to […] about it." in text
    ids = [answer.id for one in hidden.values() for answer in one.answers]
    assert [one for one in (*hidden, *ids, "XREASON", "xena", "respondent-") if one in text] == []


def test_a_draft_that_is_gone_has_no_page_any_more_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    out = tmp_path / "report"
    write(out)
    (tmp_path / "report-drafts" / "notes.txt").write_text("mine", encoding="utf-8")
    write(out, "md", consultation=town(drafts=DRAFT_LIST[:1]))
    left = sorted(path.name for path in (tmp_path / "report-drafts").iterdir())
    assert left == [
        *(f"{name}.html" for name in SHORT[:1]),
        "draft.2026-01.1.md",
        *(f"{name}.html" for name in SHORT[1:]),
        "notes.txt",
    ]


def test_a_format_named_twice_is_written_once(tmp_path: Path) -> None:
    assert write(tmp_path / "report", "md", "md") == [tmp_path / "report.md"]


def test_a_format_of_data_gets_the_page_and_may_write_several_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_data(page: Page, path: Path) -> list[Path]:
        beside = path.with_name(f"{path.stem}-more.json")
        path.write_text(json.dumps(page.respondents), encoding="utf-8")
        beside.write_text("{}", encoding="utf-8")
        return [path, beside]

    module = SimpleNamespace(write=write_data)
    monkeypatch.setattr(render, "FORMATS", {**FORMATS, "json": Data(lambda: module)})  # type: ignore[arg-type, return-value]
    assert write(tmp_path / "report", "json", "md") == [
        tmp_path / "report.json",
        tmp_path / "report-more.json",
        tmp_path / "report.md",
    ]
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "5"


def test_where_one_format_is_refused_none_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(document: Document, path: Path) -> None:
        path.write_text(document.language, encoding="utf-8")
        raise Refused("statement AAAAAAAA: not a standing answer")

    module = SimpleNamespace(write=refuse)
    monkeypatch.setattr(render, "FORMATS", {**FORMATS, "txt": Text(lambda: module)})  # type: ignore[arg-type, return-value]
    with pytest.raises(Refused):
        write(tmp_path / "report", "html", "md", "txt")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_names_those_there_are(tmp_path: Path) -> None:
    known = ", ".join(formats.FORMATS)
    with pytest.raises(InvalidInput, match=f"--format docx: no such format; there are: {known}"):
        write(tmp_path / "report", "docx")

"""A reader prints a report, another puts it on a wiki: both find what was said, and nothing that was not allowed."""

import re
from pathlib import Path

import mwparserfromhell
import pytest

from tests.reports.pdf_reader import Pdf
from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

FINISH = ("Finish and review", "That is right, go on")
SAID = {
    "ada": ("We pay the {{grant}} writer & the #let room [[ourselves]].", "Yes, as it is"),
    "bela": ("Our budget is gone since the spring of last year.", "In other words only"),
    "chen": ("The sponsor left us on a rainy Tuesday in March.", "No, not at all"),
    "dina": ("A grant came and went, write to dina@example.org about it.", "Yes, as it is"),
}
HIDDEN = ("Our budget is gone", "The sponsor left us", "withdrawn by me", "dina@example.org")


@pytest.fixture
def round_held(palabre: Palabre) -> str:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    here = ("partnerships", "--round", name)
    for who, (words, quoting) in SAID.items():
        palabre.talk("I agree", "1", words, "That is all", *FINISH, quoting, options=here, name=who)
    palabre.talk(
        "I agree", "1", "This grant was withdrawn by me.", "That is all", *FINISH, "Yes, as it is", options=here
    )
    palabre.talk("/withdraw", "Answer 1", options=here)
    palabre.run("round", "close", name)
    return name


def test_a_printed_report_and_a_page_for_a_wiki_show_what_was_allowed(
    palabre: Palabre, round_held: str, tmp_path: Path
) -> None:
    printed = palabre.run("report", round_held, "--format", "pdf,wikitext", "--out", tmp_path).out.splitlines()
    assert printed == [str(tmp_path / "report.pdf"), str(tmp_path / "report.wikitext")]
    pdf = Pdf(tmp_path / "report.pdf")
    page = (tmp_path / "report.wikitext").read_text(encoding="utf-8")
    seen = str(mwparserfromhell.parse(page).strip_code(normalize=True))
    flat = " ".join(pdf.text.split())
    for text in (flat, seen):
        assert "We pay the {{grant}} writer & the #let room [[ourselves]]." in text
        assert "A grant came and went, write to […] about it." in text
        assert [hidden for hidden in HIDDEN if hidden in text] == []


def test_every_statement_quoted_leads_to_the_whole_of_it(palabre: Palabre, round_held: str, tmp_path: Path) -> None:
    palabre.run("report", round_held, "--format", "pdf,wikitext", "--out", tmp_path)
    page = (tmp_path / "report.wikitext").read_text(encoding="utf-8")
    whole = set(re.findall(r'<blockquote id="s-(\w{8})"', page))
    assert len(whole) == 2
    assert set(re.findall(r"\[\[#s-(\w{8})\|", page)) == whole
    text = Pdf(tmp_path / "report.pdf").text
    assert [id_ for id_ in whole if text.count(id_) < 2] == []


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_same_edition_is_the_same_on_paper_in_each_language(
    palabre: Palabre, round_held: str, tmp_path: Path, language: str
) -> None:
    """A preview has no number, so two of them are one and the same."""
    made = []
    for folder in ("one", "two"):
        options = ("--draft", "--format", "pdf,wikitext", "--language", language)
        palabre.run("report", round_held, *options, "--out", tmp_path / folder)
        made.append({path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()})
    assert made[0].keys() == {"report.pdf", "report.wikitext"}
    assert made[0] == made[1]

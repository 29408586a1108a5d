"""A facilitator makes a report; a reader follows its numbers back to answers."""

import json
import re
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

FINISH = ("Finish and review", "That is right, go on")


def held(palabre: Palabre, *options: str) -> tuple[str, tuple[str, ...]]:
    """Launch a round and return its id and how to talk in it."""
    name = palabre.run("round", "launch", "partnerships", *options).out.strip()
    return name, ("partnerships", "--round", name)


def test_an_open_round_gives_a_preview_and_a_closed_one_numbered_editions(palabre: Palabre) -> None:
    name, here = held(palabre, "--questions")
    palabre.talk("I agree", "1", "We need training for newcomers here.", "That is all", options=here)
    preview = palabre.run("report", name)
    assert preview.err == "a preview: the round is not closed, or --draft was given\n"
    html = Path(preview.out.splitlines()[0])
    assert html.parent == palabre.home / "editions" / name / "preview"
    assert "preview" in html.read_text(encoding="utf-8").lower()
    palabre.run("round", "close", name)
    for number in ("1", "2"):
        paths = palabre.run("report", name).out.splitlines()
        assert paths == [str(palabre.home / "editions" / name / number / f"report.{end}") for end in ("html", "md")]
    assert json.loads(palabre.run("round", "status", name, "--json").out)["round"]["stage"] == "reported"
    answered = palabre.talk("/report", options=here)
    assert any(line.startswith("The current report is edition 2, made on ") for line in answered)


def test_the_words_of_who_allowed_it_are_shown_exactly_and_no_others(palabre: Palabre, tmp_path: Path) -> None:
    name, here = held(palabre, "--questions")
    said = {
        "ada": ("We pay the <b>grant</b> writer & the room ourselves.", "Yes, as it is"),
        "bela": ("Our budget is gone since the spring of last year.", "In other words only"),
        "chen": ("The sponsor left us on a rainy Tuesday in March.", "No, not at all"),
        "dina": ("A grant came and went, write to dina@example.org about it.", "Yes, as it is"),
    }
    for who, (words, quoting) in said.items():
        palabre.talk("I agree", "1", words, "That is all", *FINISH, quoting, options=here, name=who)
    palabre.talk(
        "I agree", "1", "This grant was withdrawn by me.", "That is all", *FINISH, "Yes, as it is", options=here
    )
    palabre.talk("/withdraw", "Answer 1", options=here)
    palabre.run("round", "close", name)
    palabre.run("report", name, "--out", tmp_path)
    html, markdown = ((tmp_path / f"report.{end}").read_text(encoding="utf-8") for end in ("html", "md"))
    assert "We pay the &lt;b&gt;grant&lt;/b&gt; writer &amp; the room ourselves." in html
    assert "A grant came and went, write to […] about it." in html
    for hidden in ("Our budget is gone", "The sponsor left us", "withdrawn by me", "dina@example.org"):
        assert hidden not in html + markdown
    assert "4 respondents" in markdown


def test_a_group_under_five_is_never_shown_apart(palabre: Palabre, tmp_path: Path) -> None:
    name, _ = held(palabre, "--questions")
    file = tmp_path / "answers.jsonl"
    regions = ["western-europe"] * 9 + ["south-asia"] * 7 + ["oceania"] * 3
    rows = ({"text": f"We need a grant, number {n}.", "region": region} for n, region in enumerate(regions))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    palabre.run("import", name, file)
    palabre.run("round", "close", name)
    palabre.run("report", name, "--out", tmp_path, "--by", "region")
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (South Asia|Western Europe|Oceania) \| (\w+) \|$", markdown, re.MULTILINE))
    assert told == {"South Asia": "7", "Western Europe": "masked", "Oceania": "masked"}


def test_the_language_of_the_report_can_be_chosen(palabre: Palabre, tmp_path: Path) -> None:
    name, here = held(palabre, "--questions")
    palabre.talk("J’accepte", "1", "Il faut une subvention pour la salle.", options=(*here, "--language", "fr"))
    palabre.run("round", "close", name)
    palabre.run("report", name, "--language", "fr", "--format", "html", "--out", tmp_path)
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in html
    assert "Des partenariats pour Wikimédia 2030" in html
    assert not (tmp_path / "report.md").exists()


def test_two_rounds_of_a_consultation_make_one_synthesis_in_which_a_person_counts_once(
    palabre: Palabre, tmp_path: Path
) -> None:
    questions, here = held(palabre, "--questions")
    palabre.talk("I agree", "1", "We need training for newcomers here.", "That is all", options=here)
    palabre.run("round", "close", questions)
    drafts, there = held(palabre, "--drafts")
    palabre.talk("I agree", "8. Prioritise documentation", "Support", "Write it down.", "That is all", options=there)
    palabre.run("round", "close", drafts)
    palabre.run("report", drafts, "--with", questions, "--out", tmp_path)
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert re.search(r"^\| Respondents \| \*\*\[?1\b", markdown, re.MULTILINE)
    assert re.search(r"^\| Answers \| \*\*\[?2\b", markdown, re.MULTILINE)


def test_a_round_on_drafts_gives_a_report_by_draft_and_a_page_for_each(palabre: Palabre, tmp_path: Path) -> None:
    drafts, there = held(palabre, "--drafts")
    opinions = {
        "ada": ("Support", "Whoever comes next finds it written down."),
        "bela": ("Oppose", "Paper never brought a museum to us."),
        "chen": ("Support with changes", "Only if it is translated first."),
    }
    for who, (side, reason) in opinions.items():
        said = ("I agree", "8. Prioritise documentation", side, reason, "That is all", "Skip")
        palabre.talk(*said, "Finish and review", "That is right, go on", "Yes, as it is", options=there, name=who)
    palabre.run("round", "close", drafts)
    printed = palabre.run("report", drafts, "--out", tmp_path).out.splitlines()
    assert printed == [str(tmp_path / "report.html"), str(tmp_path / "report.md")]
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    chapters = re.findall(r'^<a id="([\w-]+)"></a>\n\n## ', markdown, re.MULTILINE)
    order = ["reading", "drafts", "themes", "questions", "coverage", "minority", "method", "evidence", "e-statements"]
    assert chapters == order
    first_page = markdown.split('<a id="reading"></a>')[0]
    assert "[Prioritise documentation](#draft.2019-09.8)" in first_page
    assert re.search(r"Prioritise documentation\S* \| \[1\]\S+ \| \[1\]\S+ \| \[1\]\S+ \| 0 \| 3 \|", first_page)
    pages = sorted(path.name for path in (tmp_path / "report-drafts").iterdir())
    assert len(pages) == 26
    page = (tmp_path / "report-drafts" / "draft.2019-09.8.md").read_text(encoding="utf-8")
    part = markdown.split('<a id="draft.2019-09.8"></a>')[1].split('<a id="draft.2019-09.9"></a>')[0]
    for text in (page, part):
        supported, opposed = text.split("What is supported, and why")[1].split("What is opposed, and why")
        assert "Whoever comes next finds it written down." in supported
        assert "Paper never brought a museum to us." in opposed
        assert "Only if it is translated first." in opposed.split("Conditions")[1]
        assert "No response is recorded yet." in text
        assert "kept from the list 2019-08" in text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--format", "docx"), "docx"),
        (("--by", "colour"), "colour"),
        (("--language", "tlh"), "tlh"),
        (("--with", "nowhere"), "nowhere"),
    ],
)
def test_what_is_wrong_with_an_option_is_said(palabre: Palabre, options: tuple[str, ...], message: str) -> None:
    name, _ = held(palabre, "--questions")
    palabre.run("round", "close", name)
    ran = palabre.run("report", name, *options, exits=1)
    assert message in ran.err
    assert ran.out == ""

"""A facilitator changes the codebook while a round is open, and sees first what that changes."""

import json
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

SAID = "We need training for museums."


SHIPPED = Path("config/consultations/partnerships/codebook.yaml")


def next_version(directory: Path) -> Path:
    """Return a second version of the shipped codebook: one theme renamed, with one cue more."""
    path = directory / "next.yaml"
    text = SHIPPED.read_text(encoding="utf-8").replace("version: 1\n", "version: 2\n")
    text = text.replace("  - id: skills\n", "  - id: learning\n    was: [skills]\n")
    text = text.replace("label: {en: Skills, ", "label: {en: Learning, ")
    path.write_text(text.replace("en: [training, ", "en: [training, internship, "), encoding="utf-8")
    return path


def test_a_change_is_seen_in_every_number_before_it_is_committed(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    here = ("partnerships", "--round", name)
    palabre.talk("I agree", "1", SAID, "That is all", "2", "An internship would do.", "/my", options=here)
    new = next_version(tmp_path)

    shown = json.loads(palabre.run("codebook", "diff", "current", new, "--round", name, "--json").out)
    assert shown["themes"] == [{"kind": "renamed", "old": ["skills"], "new": ["learning"]}]
    said = {(text["part"], text["language"]): (text["added"], text["removed"]) for text in shown["texts"]}
    assert said == {("label", "en"): (["Learning"], ["Skills"]), ("cues", "en"): (["internship"], [])}
    numbers = shown["numbers"]
    assert [row for row in numbers["themes"] if row["answers"] != [0, 0]] == [
        {"id": "learning", "answers": [1, 2], "respondents": [1, 1]}
    ]
    assert numbers["untagged"] == [1, 0]
    (changed,) = numbers["changed"]
    assert (changed["lost"], changed["gained"], changed["words"]) == ([], ["learning"], "")

    done = palabre.run("codebook", "commit", "partnerships", new)
    assert done.out == "version 2: 2 answers tagged anew; 0 carried, 0 open, 0 retired\n"
    heard = [line for line in palabre.talk(options=here) if line.startswith("Themes heard")]
    assert heard == ["Themes heard: Learning"] * 2
    report = palabre.run("report", name).out.splitlines()
    assert "Learning" in Path(report[1]).read_text(encoding="utf-8")
    refused = palabre.run("codebook", "commit", "partnerships", SHIPPED, exits=1)
    assert refused.err == "version 1 is not higher than 2, which is in use: write version: 3 in the file\n"


def test_a_table_becomes_a_codebook_or_says_what_is_wrong_with_it(palabre: Palabre, tmp_path: Path) -> None:
    table, made, code = tmp_path / "themes.csv", tmp_path / "codebook.yaml", tmp_path / "codes.qdc"
    table.write_text("id;label:fr;cues:fr\nequite;Équité;langue minoritaire; laissés de côté\n", encoding="utf-8")
    wrong = palabre.run("codebook", "import", table, "--out", made, exits=1)
    assert wrong.err == "themes.csv:2: a value stands in a column that has no name\n"
    table.write_text('id;label:fr;cues:fr\nequite;Équité;"langue minoritaire; laissés de côté"\n', encoding="utf-8")
    palabre.run("codebook", "import", table, "--out", made)
    palabre.run("codebook", "export", made, "--out", code)
    again = palabre.run("codebook", "import", code, "--out", made, exits=1)
    assert again.err == f"{made}: is there already: give another --out, or move it away\n"
    back = tmp_path / "back.yaml"
    palabre.run("codebook", "import", code, "--out", back)
    assert back.read_bytes() == made.read_bytes()
    assert not palabre.home.exists(), "files need no database"

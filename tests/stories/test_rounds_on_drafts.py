"""A facilitator enters new versions of drafts; earlier stances stay with the earlier version."""

import json
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

NEW = """== 8. Documentation first, in every language ==
Write it down, keep it current, translate it.

The whole text has a second paragraph.
"""


def test_a_new_version_is_entered_and_asked_about(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--drafts").out.strip()
    here = ("partnerships", "--round", name)
    palabre.talk("I agree", "8. Prioritise documentation", "Support", options=here)
    file = tmp_path / "new.wiki"
    file.write_text(NEW, encoding="utf-8")
    entered = palabre.run("draft", "import", "partnerships", file, "--version", "2019-11").out
    assert entered == "8\t2019-11\tDocumentation first, in every language\n"

    answered = palabre.talk(
        "/menu", "8. Documentation first, in every language", "Full text", options=here, name="bela"
    )
    assert "8. Documentation first, in every language" not in answered, "Bela has not agreed yet"
    answered = palabre.talk("I agree", "[8]", options=here, name="chen")
    answered = palabre.talk("/menu", "8", "Full text", "Oppose", "/export", options=here, name="chen")
    assert "Write it down, keep it current, translate it." in answered
    assert "The whole text has a second paragraph." in answered
    assert _stances(answered) == [("8", "2019-11", "oppose")]
    assert _stances(palabre.talk("/export", options=here)) == [("8", "2019-09", "support")]


def _stances(answered: list[str]) -> list[tuple[str, str, str]]:
    text = "\n".join(line.removeprefix("│ ") for line in answered if line.startswith("│ "))
    exported = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return [(stance["draft"], stance["version"], stance["stance"]) for stance in exported["rounds"][0]["stances"]]


def test_a_bad_file_changes_nothing_and_is_named(palabre: Palabre, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("id,title\n8,\n", encoding="utf-8")
    ran = palabre.run("draft", "import", "partnerships", file, exits=1)
    assert "bad.csv" in ran.err

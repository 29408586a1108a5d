"""Private data is masked for every reader; whoever needs it asks, and the log says so."""

import re
from pathlib import Path

import pytest

from config.settings import Settings
from config.wiring import Deployment
from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

WORDS = "We need a grant for the room: call 06 12 34 56 78 or write to dina@example.org."
MASKED = "We need a grant for the room: call […] or write to […]."


def test_a_statement_is_masked_in_the_report_and_revealed_to_who_says_why(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    here = ("partnerships", "--round", name)
    finish = ("That is all", "Finish and review", "That is right, go on", "Yes, as it is")
    told = palabre.talk("I agree", "1", WORDS, *finish, options=here)
    assert any(WORDS in line for line in told)  # one's own words are shown to oneself as they were written
    palabre.run("round", "close", name)
    palabre.run("report", name, "--out", tmp_path)
    html, markdown = ((tmp_path / f"report.{end}").read_text(encoding="utf-8") for end in ("html", "md"))
    for text in (html, markdown.replace("\\", "")):
        assert MASKED in text
        assert "06 12 34 56 78" not in text
        assert "dina@example.org" not in text
    found = re.search(r'id="s-(\w+)"', html)
    assert found
    statement = found.group(1)
    assert palabre.run("reveal", statement, "--reason", " ", exits=1).out == ""
    assert palabre.run("reveal", statement, exits=2).out == ""
    shown = palabre.run("reveal", statement, "--reason", "to call her back", "--as", "eve")
    assert (shown.out, shown.err) == (f"{WORDS}\n", "")
    store = Deployment(Settings(home=palabre.home, database="", site="")).store
    acts = [(act.actor, act.subject, act.note) for act in store.acts() if act.verb == "reveal"]
    assert acts == [("eve", statement, "to call her back")]
    palabre.talk("/withdraw", "Answer 1", options=here)
    refused = palabre.run("reveal", statement, "--reason", "to call her back", "--as", "eve", exits=1)
    assert (refused.out, refused.err) == ("", f"statement {statement} is shown to nobody: its author withdrew it\n")

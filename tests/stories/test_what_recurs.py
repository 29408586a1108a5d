"""A facilitator imports answers; the report says who uses much the same words, and every number opens."""

import json
import re
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

GRANTS = ("A small grant for every new group, please.", "Every new group needs a small grant.")
QUIET = "Small grants for every new group are what is needed, said PLANTED."
ALONE = "The sponsor left us on a rainy Tuesday in March, and nobody wrote."


def test_who_uses_much_the_same_words_stands_behind_one_number(palabre: Palabre, tmp_path: Path) -> None:
    launched = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    shown, hidden = tmp_path / "shown.jsonl", tmp_path / "hidden.jsonl"
    texts = [*GRANTS, ALONE]
    shown.write_text("".join(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    hidden.write_text(json.dumps({"id": "quiet", "text": QUIET}) + "\n")
    palabre.run("import", launched, shown, "--quote", "verbatim")
    palabre.run("import", launched, hidden, "--quote", "none")
    paths = palabre.run("report", launched, "--out", tmp_path).out.splitlines()
    again = palabre.run("report", launched, "--out", tmp_path / "again").out.splitlines()
    markdown = Path(paths[1]).read_text(encoding="utf-8")
    _, _, behind = markdown.partition('id="e-alike.raised.theme.funding.1"')
    group, _, _ = behind.partition("<a id=")
    assert "3 respondents · 3 answers · 1 of them counted only, not shown" in group
    assert len(re.findall(r"\(#s-\w+\)", group)) == len(GRANTS)
    assert "PLANTED" not in markdown
    assert [Path(one).read_bytes() for one in paths] == [Path(one).read_bytes() for one in again]

"""What people coded and corrected becomes a model: heard in the next conversation, taken back, gone with the erased."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

SPOKEN = {
    "funding": ("the cheque came too late", "our treasurer waits for reimbursement"),
    "equity": ("village elders were never asked", "women of the valley are absent"),
}
ENDS = ("in our town", "last year", "as always", "says my group", "in the north", "once more")
NEWS = "Our treasurer waits for a cheque."


def brought(palabre: Palabre, name: str, folder: Path, coded: Mapping[str, str], ends: Iterable[str] = ENDS) -> None:
    """Import answers with these ``ends``, their themes ``coded`` so."""
    rows = (
        {"text": f"{words} {end}", "labels": [coded[theme]], "lang": "en"}
        for theme, spoken in SPOKEN.items()
        for words in spoken
        for end in ends
    )
    (folder / "answers.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    palabre.run("import", name, folder / "answers.jsonl")


def test_a_model_is_learnt_and_used_where_it_is_better_and_taken_back(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    here = ("partnerships", "--round", name)

    def heard(who: str) -> list[str]:
        lines = palabre.talk("I agree", "1", NEWS, "That is all", "/my", options=here, name=who)
        return [line for line in lines if line.startswith("Themes heard")]

    # Cues do not know what a treasurer is; Awa says that it is about money.
    assert heard("Awa") == []
    corrected = palabre.talk(
        "Change answer 1", "Correct the themes", "Funding", "/my", "/privacy", options=here, name="Awa"
    )
    assert "Themes heard: Funding" in corrected
    code = next(found[1] for line in corrected if (found := re.search(r"\b([A-Z2-7]{10})\b", line)))

    # Others' answers were coded by hand before they came here. All of it teaches.
    brought(palabre, name, tmp_path, {theme: theme for theme in SPOKEN})
    learnt = palabre.run("model", "learn", "partnerships").out.splitlines()
    assert learnt[0] == "25 examples in 25 of 25 answers: 1 author, 24 by hand"
    assert learnt[-1] == "better by 0.01 or more: model 1 is in use"
    assert heard("Bo") == ["Themes heard: Funding"]

    # Whoever then codes some of the same carelessly makes a worse model, which nobody meets.
    brought(palabre, name, tmp_path, {"funding": "equity", "equity": "funding"}, ("indeed", "we find"))
    worse = palabre.run("model", "learn", "partnerships").out.splitlines()
    assert worse[-1] == "not better by 0.01: nothing changes, model 1 stays in use"

    assert palabre.run("model", "rollback", "partnerships").out == "cues alone in use\n"
    assert heard("Cy") == []
    assert palabre.run("model", "rollback", "partnerships", "--to", "1").out == "model 1 in use\n"

    # Awa erases herself, and her words are in no model any more.
    gone = palabre.run("forget", code)
    assert gone.err.splitlines() == [
        "partnerships: model 1: somebody whose words it may hold was erased; palabre model learn makes another",
        "erased",
    ]
    left = json.loads(palabre.run("model", "list", "partnerships", "--json").out)
    assert (left["in_use"], [one["gone"] != "" for one in left["models"]]) == (0, [True])
    kept = (path.read_bytes() for path in (palabre.home / "models").rglob("*") if path.is_file())
    assert not any(b"treasur" in content for content in kept)
    assert heard("Dee") == []

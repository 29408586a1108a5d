"""A facilitator looks for what the codebook lacks, decides on it, and the report says so."""

import json
from pathlib import Path
from typing import Any

import pytest

from config.loading import find_consultation, load_codebook
from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

OWN = find_consultation("partnerships") / "codebook.yaml"
BOATS = [f"{text} boat in the harbour" for text in ("A late", "One bigger", "No", "Any", "Our")]
BREAD = [f"{text} bread from the bakery" for text in ("Good", "Fresh", "More", "Stale", "Sour")]
ELSE = ["Giraffes waltz", "Nothing.", "We want a grant."]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.jsonl"
    rows = [{"id": f"a{n}", "text": text, "lang": "en"} for n, text in enumerate((*BOATS, *BREAD, *ELSE))]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def found(palabre: Palabre, *command: str | Path) -> dict[str, Any]:
    listing: dict[str, Any] = json.loads(palabre.run("themes", *command).out)
    return listing


def test_what_no_theme_fits_is_proposed_decided_and_reported(palabre: Palabre, answers: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    launched = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    palabre.run("import", launched, answers, "--quote", "verbatim")
    listing = found(palabre, "find", launched, "--json")
    assert (listing["without_theme"], len(listing["non_answers"]), len(listing["alone"])) == (12, 1, 1)
    boats, bread = sorted(listing["proposals"], key=lambda one: "bread" in one["cues"])
    accepted = ("accept", launched, boats["id"], "--id", "boats", "--label", "en=Boats", "--out", new)
    assert palabre.run("themes", *accepted).out == f"{new}\n"
    assert load_codebook(new).themes[-1].cues == {"en": ("boat", "harbour")}
    palabre.run("themes", "refuse", launched, bread["id"], "--reason", "the baker’s to decide")
    assert "refused: the baker’s to decide" in palabre.run("themes", "list", launched).out
    report = palabre.run("report", launched, "--format", "md", "--out", tmp_path / "report").out.strip()
    page = Path(report).read_text(encoding="utf-8")
    assert f"Proposal {boats['id']}" in page
    assert "accepted as a theme for the next codebook" in page
    assert f"Proposal {bread['id']}" not in page


def test_a_file_needs_no_database(palabre: Palabre, answers: Path) -> None:
    listing = found(palabre, "find", "--file", answers, "--codebook", OWN)
    assert sorted(one["cues"] for one in listing["proposals"]) == [["bakery", "bread"], ["boat", "harbour"]]
    assert (listing["alone"], listing["non_answers"]) == (["a10"], ["a11"])
    assert not palabre.home.exists()
    palabre.run("themes", "find", "--file", answers, exits=2)

"""A facilitator looks for what the codebook lacks, decides on it, and the report says so."""

import json
from pathlib import Path
from typing import Any

import pytest

from config.loading import find_consultation, load_codebook
from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

OWN = find_consultation("partnerships") / "codebook.yaml"
BOATS = (
    "The boat in the harbour was late again, call +33 6 12 34 56 78",
    "Our harbour needs a bigger boat",
    "Boats leave the harbour without us",
    "A boat and a harbour, that is what we lack",
    "No harbour for small boats",
)
BREAD = (
    "The bakery bread smells good in the morning",
    "We love bread from the bakery",
    "Fresh bread at the bakery please",
    "The bakery closed and bread is far away",
    "Bread from every bakery",
)
ELSE = ("Purple giraffes waltz", "Nothing, thanks.", "We want a grant.")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Give a file of answers, each somebody's, of whom one may not be quoted."""
    path = tmp_path / "answers.jsonl"
    rows = [
        {"id": f"a{n}", "text": text, "lang": "en", "question": "capacity", "respondent": f"p{n}"}
        for n, text in enumerate((*BOATS, *BREAD, *ELSE))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def found(palabre: Palabre, *command: str | Path) -> dict[str, Any]:
    listing: dict[str, Any] = json.loads(palabre.run("themes", *command).out)
    return listing


def by_cue(listing: dict[str, Any], cue: str) -> dict[str, Any]:
    (one,) = [one for one in listing["proposals"] if cue in one["cues"]]
    return dict(one)


def test_what_no_theme_fits_is_proposed_decided_and_reported(palabre: Palabre, answers: Path, tmp_path: Path) -> None:
    own, new = OWN.read_bytes(), tmp_path / "new.yaml"
    launched = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    palabre.run("import", launched, answers, "--quote", "verbatim")
    listing = found(palabre, "find", launched, "--json")
    boats, bread = by_cue(listing, "harbour"), by_cue(listing, "bakery")
    assert (listing["without_theme"], len(listing["non_answers"]), len(listing["alone"])) == (12, 1, 1)
    assert (boats["respondents"], boats["share"], boats["decision"]) == (5, 0.455, None)
    assert {example["text"] for example in boats["examples"]} <= {
        BOATS[0].replace("+33 6 12 34 56 78", "[…]"),
        *BOATS[1:],
    }

    boat_options = ("--id", "boats", "--label", "en=Boats", "--label", "fr=Bateaux", "--out")
    assert palabre.run("themes", "accept", launched, boats["id"], *boat_options, new).out == f"{new}\n"
    told = palabre.run(
        "themes", "merge", launched, bread["id"], "--into", "people", "--cue", "bakery", "--out", new, exits=1
    )
    assert "--codebook" in told.err
    palabre.run(
        "themes", "merge", launched, bread["id"], "--into", "people", "--cue", "bakery", "--codebook", new, "--out", new
    )
    before, after = load_codebook(OWN), load_codebook(new)
    assert OWN.read_bytes() == own
    assert after.version == before.version + 1
    assert (after.themes[-1].id, after.themes[-1].labels) == ("boats", {"en": "Boats", "fr": "Bateaux"})
    assert after.themes[-1].cues == {"en": ("boat", "harbour")}
    people = [book.theme("people") for book in (before, after)]
    assert [one and one.cues["en"][-1] for one in people] == [people[0] and people[0].cues["en"][-1], "bakery"]

    again = found(palabre, "find", launched, "--json")
    assert [(one["id"], one["decision"]["verdict"]) for one in again["proposals"]] == [
        (one["id"], "accepted" if one == boats else "merged") for one in listing["proposals"]
    ]
    palabre.run("round", "close", launched)
    report, same = (palabre.run("report", launched, "--format", "md", "--out", tmp_path / f"report{n}") for n in (1, 2))
    page = Path(report.out.strip()).read_text(encoding="utf-8")
    assert f"Proposal {boats['id']}" in page
    assert "accepted as a theme for the next codebook" in page
    assert "33 6 12" not in page
    assert same.out != report.out


def test_a_proposal_that_is_refused_is_not_made_again(palabre: Palabre, answers: Path) -> None:
    launched = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    palabre.run("import", launched, answers)
    shown = palabre.run("themes", "find", launched)
    assert "5 counted only, not shown" in shown.out
    assert not any(text in shown.out for text in BOATS), "nobody allowed to be quoted"
    boats = by_cue(found(palabre, "list", launched, "--json"), "harbour")
    assert "say why" in palabre.run("themes", "refuse", launched, boats["id"], "--reason", " ", exits=1).err
    palabre.run("themes", "refuse", launched, boats["id"], "--reason", "not ours to decide")
    again = found(palabre, "find", launched, "--json")
    assert by_cue(again, "harbour")["decision"]["reason"] == "not ours to decide"
    assert len(again["alone"]) == 1 + len(BOATS)
    told = palabre.run("themes", "refuse", launched, "NOSUCH", "--reason", "no", exits=1)
    assert f"there is no proposal NOSUCH in round {launched}; there are: {boats['id']}" in told.err


def test_a_file_needs_no_database(palabre: Palabre, answers: Path) -> None:
    listing = found(palabre, "find", "--file", answers, "--codebook", OWN)
    assert sorted(one["cues"] for one in listing["proposals"]) == [["bakery", "bread"], ["boat", "harbour"]]
    assert (listing["alone"], listing["non_answers"]) == (["a10"], ["a11"])
    assert not palabre.home.exists()
    answers.write_text('{"id": "a", "text": "One"}\n\n{"id": "a", "text": "Two"}\n', encoding="utf-8")
    assert (
        'answers.jsonl:3: the id "a" is taken in line 1'
        in palabre.run("themes", "find", "--file", answers, "--codebook", OWN, exits=1).err
    )
    palabre.run("themes", "find", exits=2)

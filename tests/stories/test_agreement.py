"""Two people check the machine's tags: one in a sheet, one in the terminal; the figures wait for both."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

SAID = ("We need a grant, number {}.", "Training for newcomers, number {}.", "Nothing to say, number {}.")


def launched(palabre: Palabre, tmp_path: Path) -> str:
    """Launch a round with 60 imported answers, a third of which each are on funding, skills and nothing."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    file = tmp_path / "answers.jsonl"
    rows = ({"text": words.format(n)} for n in range(20) for words in SAID)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    palabre.run("import", name, file)
    return name


def coded(sheet: str) -> str:
    """Return a sheet in which somebody careful has coded: what speaks of grants is funding, of training skills."""
    header, *rows = csv.reader(io.StringIO(sheet, newline=""))
    text, none = header.index("text"), header.index("no theme")
    for row in rows:
        found = "[funding]" if "grant" in row[text] else "[skills]" if "Training" in row[text] else "-"
        row[next((at for at, cell in enumerate(header) if cell.endswith(found)), none)] = "x"
    made = io.StringIO(newline="")
    csv.writer(made).writerows([header, *rows])
    return made.getvalue()


def test_two_people_code_blind_and_the_figures_wait_for_both(palabre: Palabre, tmp_path: Path) -> None:
    name = launched(palabre, tmp_path)
    drawn = palabre.run("agreement", "draw", name, "--size", "24", "--shown", "0.25", "--seed", "7")
    whole = "24 of 60 answers, 18 to code blind, 6 with the machine's tags shown"
    assert drawn.out == f"sample 1 of {name}: {whole}; seed 7\n"

    # Ana codes in sheets, the blind answers first: nothing of the machine's is among them.
    for rows, hears, left in ((18, False, "Ana has 6 of 6 shown answers left\n"), (6, True, "")):
        sheet = palabre.run("agreement", "sheet", name, "--as", "Ana", "--out", "-").out
        assert (len(sheet.splitlines()) - 1, "machine heard" in sheet) == (rows, hears)
        entered = palabre.run("agreement", "enter", name, "-", "--as", "Ana", stdin=coded(sheet))
        assert entered.out == f"{rows} coded, 0 as they were\n{left}"

    # Bo begins in the terminal, and stops: what Ana's coding alone would have told is hidden.
    began = palabre.run("agreement", "code", name, "--as", "Bo", stdin="0\nq\n").out
    assert ("blind · 2 of 18" in began, "machine heard" in began) == (True, False)
    waiting = palabre.run("agreement", "show", name, "--json", exits=1)
    assert "Bo has 17 of 18 blind answers left" in waiting.err
    assert json.loads(waiting.out)["quality"] is None
    palabre.run("agreement", "code", name, "--as", "Bo", stdin="0\n" * 17 + "\n" + "0\n" * 6)

    # Bo found nothing anywhere, which nobody would call agreement.
    found = json.loads(palabre.run("agreement", "show", name, "--json").out)["quality"]
    assert found["alpha"]["value"] < 0.1
    assert (found["coders"], found["blind"], found["shown"], found["people"]["value"]) == (2, 18, 6, 0)
    palabre.run("report", name, "--out", tmp_path, "--format", "md")
    assert "2 people coded 18 of its answers blind" in (tmp_path / "report.md").read_text(encoding="utf-8")

"""A facilitator checks a consultation and learns all that is wrong with it at once."""

import shutil
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

SHIPPED = Path(__file__).parents[2] / "config" / "consultations" / "partnerships"


def test_the_shipped_consultation_is_whole_in_english_and_french(palabre: Palabre) -> None:
    printed = palabre.run("check", "partnerships").out.splitlines()
    assert printed[0] == "partnerships: 168 units, 16 themes"
    assert [line.split()[:2] for line in printed[1:3]] == [["en", "100%"], ["fr", "100%"]]
    assert printed[4].endswith("falls back on fr → en")


def test_all_errors_of_all_files_are_listed_with_file_line_and_unit(palabre: Palabre, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(SHIPPED, broken)
    spoil(broken / "consultation.yaml", "timezone: UTC", "timezone: Mars/Olympus")
    spoil(broken / "fr.yaml", "\ntitle:", "\ntitel:")
    spoil(broken / "codebook.yaml", "bears_on: [", "bears_on: [99, ", times=1)
    spoil(broken / "drafts.yaml", "kind: research", "kind: reserch")
    ran = palabre.run("check", broken, exits=1)
    named = [line.split(":")[0] for line in ran.err.splitlines()]
    assert sorted(set(named)) == ["codebook.yaml", "consultation.yaml", "drafts.yaml", "fr.yaml"]
    for line in ran.err.splitlines():
        assert line.split(":")[1].split()[0].isdecimal(), line
    assert ran.out == ""


def spoil(path: Path, there: str, instead: str, times: int = -1) -> None:
    text = path.read_text(encoding="utf-8")
    assert there in text
    path.write_text(text.replace(there, instead, times), encoding="utf-8")


def test_what_is_no_consultation_is_an_error_that_names_those_there_are(palabre: Palabre, tmp_path: Path) -> None:
    ran = palabre.run("check", tmp_path, exits=1)
    assert ran.err.endswith("one of: partnerships\n")


def test_whoever_asks_why_sees_the_focus_the_group_and_how_to_write_to_it(palabre: Palabre) -> None:
    answered = palabre.talk("/why", options=("partnerships", "--language", "fr"))
    focus = "• collaboration avec d’autres organisations et mouvements pour promouvoir notre vision et nos valeurs ;"
    assert focus in [line.replace("\u00a0", " ") for line in answered]
    members = [line for line in answered if line.startswith("• ") and ": " in line]
    assert [line.removeprefix("• ").split(":")[0] for line in members] == [
        "Abhinav Srivastava", "Alek Tarkowski", "Andrea Patricia Kleiman", "Ben Vershbow", "Jack Rabah",
        "John Cummings", "Olaniyan Olushola", "Lisa Lewin", "Shani Evenstein", "Stuart Prior",
    ]  # fmt: skip
    assert any(line.endswith("wg2030-partnerships [at] wikimedia [dot] org") for line in answered)
    assert not any("wg2030-partnerships@" in line for line in answered)


@pytest.mark.parametrize(
    ("bank", "first", "last"),
    [
        (
            "guiding",
            "Comment renforcer notre capacité de collaboration pour être le meilleur partenaire et le plus efficace ?",
            (
                "Quels éventuels changements structurels, y compris techniques, devrions-nous apporter pour favoriser "
                "les partenariats ?"
            ),
        ),
        (
            "conference-2018",
            "Comment établir une structure pour les partenariats dans le mouvement ?",
            "Quel degré de contrôle devons-nous exercer dans un partenariat ?",
        ),
    ],
)
def test_both_banks_ask_their_five_questions_as_the_page_has_them(
    palabre: Palabre, bank: str, first: str, last: str
) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions", bank).out.strip()
    answered = palabre.talk("J’accepte", options=("partnerships", "--round", name, "--language", "fr"))
    asked = [line.replace("\u00a0", " ") for line in answered if line[:1].isdigit()]
    assert len(asked) == 5
    assert (asked[0], asked[-1]) == (f"1. {first}", f"5. {last}")


def test_a_missing_translation_falls_back_unit_by_unit_and_says_so(palabre: Palabre) -> None:
    answered = palabre.talk("/why", options=("partnerships", "--language", "ar"))
    fallen = [line for line in answered if line.endswith("[fr]")]
    assert len(fallen) == 5, "four paragraphs of the rationale, and the attribution"
    assert answered[0] == "شراكات من أجل ويكيميديا 2030"

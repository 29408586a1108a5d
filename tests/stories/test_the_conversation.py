"""A community member is interviewed in the terminal, and nothing they say is lost."""

import json
from pathlib import Path

import pytest

from tests.stories.commands import InstalledPalabre, Palabre

pytestmark = pytest.mark.story

TRANSCRIPTS = sorted((Path(__file__).parents[1] / "transcripts").rglob("*.txt"))
REPEATABLE = ("--clock", "2019-09-20T09:00", "--seed", "1")


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_is_reproduced_byte_for_byte(palabre: Palabre, transcript: Path, tmp_path: Path) -> None:
    language = transcript.stem.split("-")[0]
    options = ["partnerships", "--language", language, *REPEATABLE]
    if transcript.parent.name == "drafts":
        name = palabre.run("round", "launch", "partnerships", "--drafts", "--opens", "2019-09-19").out.strip()
        options += ["--round", name]
    saved = tmp_path / "saved.txt"
    ran = palabre.run("talk", *options, "--transcript", saved, stdin=transcript.read_bytes())
    assert ran.out == transcript.read_text(encoding="utf-8")
    assert saved.read_bytes() == transcript.read_bytes()


def test_a_transcript_without_dates_and_codes_needs_no_clock_and_no_seed(installed: InstalledPalabre) -> None:
    transcript = next(path for path in TRANSCRIPTS if path.stem == "fr-au-complet").read_text(encoding="utf-8")
    assert installed.run("talk", "partnerships", "--language", "fr", stdin=transcript).out == transcript


def test_there_are_transcripts_of_both_kinds_of_round_and_all_languages() -> None:
    assert {path.parent.name for path in TRANSCRIPTS} == {"questions", "drafts"}
    assert {path.stem.split("-")[0] for path in TRANSCRIPTS} == {"en", "fr", "es", "ar"}


def test_one_resumes_where_one_left_and_finds_everything(palabre: Palabre) -> None:
    palabre.talk("I agree", "1", "We need training for newcomers.")
    answered = palabre.talk("And patience.", "/my")
    assert answered[0] == "Welcome back. You are where you left off."
    quoted = [line for line in answered if line.startswith("│ ")]
    assert quoted == ["│ We need training for newcomers.", "│ And patience."]


def test_two_names_are_two_people(palabre: Palabre) -> None:
    palabre.talk("I agree", "1", "We need training for newcomers.", name="ada")
    assert palabre.talk("/my", name="bela")[-6:][0] != "Welcome back. You are where you left off."


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "😀", "שלום וברכה לכולם כאן", "١٢٣ نعم، هذا مهم جدا لنا", "{{x}} <b> %s \\u0000 =1+1"]
)
def test_any_text_is_kept_whole(palabre: Palabre, text: str) -> None:
    answered = palabre.talk("I agree", "1", text, "/my")
    assert f"│ {text}" in answered


def test_bytes_that_are_no_utf8_are_replaced_and_the_rest_is_kept(palabre: Palabre) -> None:
    ran = palabre.run("talk", "partnerships", stdin=b"I agree\n1\nCaf\xe9 with the museum people\n/my\n")
    assert "< │ Caf\ufffd with the museum people\n" in ran.out


def test_a_line_break_is_typed_as_backslash_n(palabre: Palabre) -> None:
    answered = palabre.talk("I agree", "1", "One line here\\nand another", "/my")
    assert [line for line in answered if line.startswith("│ ")] == ["│ One line here", "│ and another"]


def test_the_language_can_be_changed_at_any_time(palabre: Palabre) -> None:
    answered = palabre.talk("I agree", "/language", "Français", "/language es")
    assert "[1] 1. Notre capacité à collaborer" in answered or any("capacité" in line for line in answered)
    assert any("capacidad" in line for line in answered)


def test_an_unknown_language_is_an_error_that_names_those_there_are(palabre: Palabre) -> None:
    ran = palabre.run("talk", "partnerships", "--language", "tlh", exits=1)
    assert ran.err == "--language: 'tlh' is not one of its languages: en, fr, es, ar\n"


def test_forgetting_leaves_nothing_in_the_database_file(palabre: Palabre) -> None:
    secret = "zanzibar-orchid-paragraph"
    palabre.talk("I agree", "1", f"{secret} is what we planted here", "/forget", "Yes, erase everything")
    files = [path for path in palabre.home.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if secret.encode() in path.read_bytes()] == []
    assert palabre.talk("/my")[-1] != f"│ {secret} is what we planted here"


def test_the_code_that_privacy_shows_lets_a_facilitator_erase_a_person(palabre: Palabre) -> None:
    answered = palabre.talk("I agree", "1", "We need training for newcomers.", "/privacy")
    code = next(line for line in answered if line.startswith("Your code is ")).split()[3].rstrip(".")
    palabre.run("forget", code.lower())
    found = json.loads(palabre.run("round", "status", "partnerships-talk", "--json").out)
    assert (found["respondents"], found["answers"], found["erased"]) == (0, 0, 1)


def test_what_a_person_writes_never_reaches_the_error_output(palabre: Palabre) -> None:
    ran = palabre.run("talk", "partnerships", stdin="I agree\n1\nzanzibar is where we met them\n")
    assert "zanzibar" not in ran.err

"""Another tool tags a file of answers, without a database."""

import json
from pathlib import Path

import pytest

from tests.stories.commands import InstalledPalabre, Palabre

pytestmark = pytest.mark.story

COMP = "compétences"
CODEBOOK = """\
version: 1
themes:
  - id: funding
    label: {en: Funding, fr: Financement}
    definition: {en: The money that sustains partnerships.}
    cues: {en: [grant, budget], fr: [subvention, budget]}
    needs: {en: {credit: [money, loan]}}
    bears_on: [6, 8]
  - id: skills
    label: {en: Skills, fr: Compétences}
    definition: {en: Learning to build and run partnerships.}
    cues: {en: [training]}
"""


@pytest.fixture
def codebook(tmp_path: Path) -> Path:
    path = tmp_path / "codebook.yaml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return path


def lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_each_tag_names_its_cue_and_where_it_stands(palabre: Palabre, codebook: Path) -> None:
    given = lines(
        {"id": "a", "text": "No budget, and no TRAININGS either.", "lang": "en"},
        {"id": 7, "text": "Des subventions pour nos compétences", "lang": "fr"},
        {"id": "c", "text": "They took the credit.", "lang": "en"},
        {"id": "d", "text": "A credit is money we owe.", "lang": "en", "question": "What?"},
    )
    ran = palabre.run("tag", "-", "--codebook", codebook, stdin=given)
    assert [json.loads(line) for line in ran.out.splitlines()] == [
        {"id": "a", "lang": "en", "tags": [found("funding", (3, 9, "budget")), found("skills", (18, 27, "TRAININGS"))]},
        {"id": 7, "lang": "fr", "tags": [found("funding", (4, 15, "subventions")), labelled("skills", (25, 36, COMP))]},
        {"id": "c", "lang": "en", "tags": []},
        {"id": "d", "lang": "en", "tags": [found("funding", (2, 8, "credit"))]},
    ]  # fmt: skip
    assert not palabre.home.exists(), "tagging needs no database"


def found(theme: str, *spans: tuple[int, int, str]) -> dict[str, object]:
    evidence = [{"start": start, "end": end, "text": text} for start, end, text in spans]
    return {"theme": theme, "source": "cue", "score": 1.0, "evidence": evidence}


def labelled(theme: str, *spans: tuple[int, int, str]) -> dict[str, object]:
    return found(theme, *spans) | {"source": "label", "score": 0.5}


def test_the_same_bytes_for_any_number_of_workers(
    palabre: Palabre, installed: InstalledPalabre, codebook: Path, tmp_path: Path
) -> None:
    texts = [
        "Our budget is gone.",
        "Formation et subvention.",
        "nothing at all",
        "Un crédit, a credit of money, training",
    ]
    file = tmp_path / "answers.jsonl"
    file.write_text(lines(*({"id": n, "text": f"{texts[n % 4]} {n}"} for n in range(1500))), encoding="utf-8")
    for workers, command in (("1", palabre), ("2", installed)):
        command.run("tag", file, "--codebook", codebook, "--out", tmp_path / workers, "--workers", workers)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert len((tmp_path / "1").read_bytes().splitlines()) == 1500


def test_a_bad_line_is_named_and_nothing_is_written_past_it(palabre: Palabre, codebook: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('{"id": 1, "text": "budget"}\n{"id": 2}\n{"id": 3, "text": "training"}\n', encoding="utf-8")
    ran = palabre.run("tag", file, "--codebook", codebook, exits=1)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [1]
    assert ran.err == f'{file}:2: "text" is missing\n'
    ran = palabre.run("tag", file, "--codebook", codebook, "--skip-bad", exits=1)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [1, 3]
    assert ran.err == f'{file}:2: "text" is missing\n'


def test_every_problem_of_a_codebook_is_named_at_once(palabre: Palabre, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        "version: 1\nthemes:\n  - id: a\n    label: {en: A}\n    cue: {en: [x]}\n  - label: {en: B}\n", "utf-8"
    )
    ran = palabre.run("tag", "-", "--codebook", broken, stdin="", exits=1)
    assert [line.split()[0] for line in ran.err.splitlines()] == ["broken.yaml:5", "broken.yaml:6"]

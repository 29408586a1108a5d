"""A model takes its folder whole, or leaves it as it was."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from config.listings import learnt_table
from config.models import learning
from config.models.learning import learn_file
from consultation.errors import InvalidInput, NotFound

CODEBOOK = """\
version: 1
themes:
  - id: money
    label: {en: Money}
    cues: {en: [tax]}
  - id: water
    label: {en: Water}
"""


@pytest.fixture
def codebook(tmp_path: Path) -> Path:
    path = tmp_path / "codebook.yaml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return path


def answers(folder: Path, number: int, bad: str = "") -> str:
    texts = [("The tax is high", ["money"]), ("Rents again", ["money"]), ("Dirty water", ["water"]), ("Pikes", [])]
    rows = [(f"{text} {n}", labels) for n, (text, labels) in zip(range(number), texts * number, strict=False)]
    file = folder / "answers.jsonl"
    lines = [
        json.dumps({"id": n, "text": text, "lang": "en", "labels": labels}) for n, (text, labels) in enumerate(rows)
    ]
    file.write_text("\n".join([*lines, bad]), encoding="utf-8")
    return str(file)


def learnt(source: str, codebook: Path, model: Path, told: list[tuple[int, int]] | None = None) -> Mapping[str, Any]:
    def progress(what: str, done: int, of: int) -> None:
        if told is not None and what == learning.LEARNING:
            told.append((done, of))

    return learn_file(source, codebook=codebook, model=model, skip_bad=None, progress=progress)


def whole(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_progress_is_told_from_the_first_step_to_the_last(tmp_path: Path, codebook: Path) -> None:
    told: list[tuple[int, int]] = []
    about = learnt(answers(tmp_path, 24), codebook, tmp_path / "deep" / "model", told)
    assert told == [(step, 6) for step in range(7)]
    assert (about["coded"], about["examples"]) == (24, {"money": 12, "water": 6})
    least, most = about["micro_interval"]
    assert 0 < least <= about["micro_f1"] <= most <= 1


def test_the_same_answers_are_the_same_bytes_and_others_replace_them(tmp_path: Path, codebook: Path) -> None:
    learnt(answers(tmp_path, 24), codebook, tmp_path / "one")
    learnt(answers(tmp_path, 24), codebook, tmp_path / "two")
    assert whole(tmp_path / "one") == whole(tmp_path / "two")
    learnt(answers(tmp_path, 20), codebook, tmp_path / "two")
    assert whole(tmp_path / "one") != whole(tmp_path / "two")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["answers.jsonl", "codebook.yaml", "one", "two"], "nothing half made stays"


def test_what_goes_wrong_leaves_the_old_model(tmp_path: Path, codebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model"
    learnt(answers(tmp_path, 24), codebook, model)
    before = whole(model)
    with pytest.raises(InvalidInput, match=r"answers.jsonl:25: is no JSON"):
        learnt(answers(tmp_path, 24, bad="{"), codebook, model)
    with pytest.raises(NotFound, match=r"no file .*nowhere"):
        learnt(str(tmp_path / "nowhere"), codebook, model)
    with pytest.raises(InvalidInput, match="has no answer to learn from"):
        learnt(answers(tmp_path, 0), codebook, model)

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("nlp.learning.component.write", full)
    with pytest.raises(OSError, match="no space left"):
        learnt(answers(tmp_path, 20), codebook, model)
    assert whole(model) == before


def test_a_folder_or_file_of_something_else_is_left_alone(tmp_path: Path, codebook: Path) -> None:
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter").write_text("years of work", encoding="utf-8")
    for place in (other, other / "chapter"):
        with pytest.raises(InvalidInput, match="there is something else here"):
            learnt(answers(tmp_path, 4), codebook, place)
    assert whole(other) == {"chapter": b"years of work"}
    (tmp_path / "empty").mkdir()
    learnt(answers(tmp_path, 4), codebook, tmp_path / "empty")
    assert whole(tmp_path / "empty")


def test_a_table_says_how_good_it_is_or_that_nobody_knows() -> None:
    about: dict[str, Any] = {"answers": 30, "coded": 14, "examples": {"money": 3}}
    few = about | dict.fromkeys(("micro_f1", "macro_f1", "micro_interval", "macro_interval"))
    assert learnt_table(few).splitlines() == [
        "money                    3",
        "answers, of which coded  30, 14",
        "F1 on coded answers      too few to measure",
    ]
    measured = about | {"micro_f1": 0.5, "micro_interval": [0.4, 0.614], "macro_f1": 0.3, "macro_interval": [0.2, 0.4]}
    assert learnt_table(measured).splitlines()[2:] == [
        "F1 on coded answers, overall   0.50, 0.40 to 0.61 with 95 % confidence",
        "F1 on coded answers, by theme  0.30, 0.20 to 0.40 with 95 % confidence",
    ]

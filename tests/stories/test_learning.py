"""A facilitator codes some answers; from then on the others are tagged by what those taught."""

import json
from pathlib import Path

import pytest

from tests.nlp.learning.town import QUESTION, THEMES, answers
from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

CODEBOOK = """\
version: 1
themes:
  - id: water
    label: {en: Water, fr: Eau, ar: المياه}
    cues: {en: [river, tap water], fr: [rivière], ar: [نهر]}
  - id: travel
    label: {en: Getting around, fr: Déplacements, ar: التنقل}
    definition: {en: "Buses, bicycles and pavements."}
  - id: reading
    label: {en: Libraries, fr: Bibliothèques, ar: المكتبات}
  - id: money
    label: {en: Money, fr: Argent, ar: المال}
    cues: {en: [tax], fr: [impôt]}
"""


def test_learn_tag_evaluate(palabre: Palabre, tmp_path: Path) -> None:
    codebook, file, model = tmp_path / "codebook.yaml", tmp_path / "answers.jsonl", tmp_path / "model"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    rows = [
        {"id": n, "text": each.text, "lang": each.language, "question": QUESTION, "labels": each.labels}
        for n, each in enumerate(answers(200))
    ]
    some = [row if row["id"] < 100 else row | {"labels": None} for row in rows]  # type: ignore[operator]
    file.write_text("\n".join(json.dumps(row) for row in some), encoding="utf-8")

    ran = palabre.run("learn", file, "--codebook", codebook, "--model", model)
    assert [line.split()[0] for line in ran.out.splitlines()][:4] == list(THEMES)
    assert "200, 100" in ran.out
    assert "with 95 % confidence" in ran.out

    asked = json.dumps({"id": "new", "text": "🙂 Who pays the rents?", "question": QUESTION})
    assert json.loads(palabre.run("tag", "-", "--codebook", codebook, stdin=asked).out)["tags"] == []
    tagged = json.loads(palabre.run("tag", "-", "--codebook", codebook, "--model", model, stdin=asked).out)
    (tag,) = tagged["tags"]
    assert (tagged["lang"], tag["theme"], tag["source"]) == ("en", "money", "model")
    assert {"start": 15, "end": 20, "text": "rents"} in tag["evidence"]

    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    figures = {
        train: json.loads(
            palabre.run("evaluate", file, "--codebook", codebook, "--train", train, "--seeds", "2", "--json").out
        )
        for train in ("0", "100")
    }
    assert figures["100"]["micro_f1"] > figures["0"]["micro_f1"] + 0.1
    assert (figures["100"]["n_train"], figures["100"]["n_test"], figures["100"]["seeds"]) == (100, 100, 2)
    assert list(figures["0"]["themes"]) == list(THEMES)

    codebook.write_text(CODEBOOK.replace("[tax]", "[tax, rent]"), encoding="utf-8")
    ran = palabre.run("tag", "-", "--codebook", codebook, "--model", model, stdin=asked, exits=1)
    assert "learnt for another codebook, or for this one before it changed: learn it anew" in ran.err
    ran = palabre.run("evaluate", file, "--codebook", codebook, "--train", "200", exits=1)
    assert "200 examples of 200 coded answers leave none to test" in ran.err

"""A model on disk is the same model; what is none is refused, and nothing in it is executed."""

import json
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import spacy

from consultation.errors import InvalidInput
from nlp.learning import keeping, model
from nlp.learning.component import NAME, load, pipeline
from nlp.learning.lessons import learnt
from nlp.learning.rows import by_model
from nlp.learning.tagger import LearntTagger
from nlp.rows import Row
from tests.nlp.codebooks import a_codebook, a_theme
from tests.nlp.learning.town import QUESTION, TOWN, answers, ground


def written(folder: Path, coded: int = 60) -> Path:
    keeping.write(learnt(ground(), range(coded)), TOWN, folder)
    return folder


@pytest.mark.parametrize("coded", [0, 60])
def test_what_is_read_is_what_was_written(tmp_path: Path, coded: int) -> None:
    made = learnt(ground(), range(coded))
    read, codebook = keeping.read(written(tmp_path, coded))
    assert codebook == TOWN
    assert codebook.fingerprint == TOWN.fingerprint
    assert read.about == made.about
    found = made.found(answers(50, seed=3), ground().ears)
    assert np.array_equal(read.chances(read.found(answers(50, seed=3), ground().ears)), made.chances(found))
    assert LearntTagger(codebook, read).tag_all(answers(50, seed=3)) == LearntTagger(TOWN, made).tag_all(
        answers(50, seed=3)
    )


def test_the_same_answers_make_the_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a"), written(tmp_path / "b")
    for name in (keeping.ARRAYS, keeping.TOLD):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_it_keeps_the_scale_that_it_was_learnt_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights shipped later must not change what an older model says."""
    read, _ = keeping.read(written(tmp_path))
    before = read.chances(ground().found)
    monkeypatch.setattr("nlp.learning.weighing.elsewhere", lambda: pytest.fail("the model asks for what is shipped"))
    assert np.array_equal(keeping.read(tmp_path)[0].chances(ground().found), before)


def truncated(folder: Path) -> None:
    (folder / keeping.ARRAYS).write_bytes((folder / keeping.ARRAYS).read_bytes()[:500])


def without_an_array(folder: Path) -> None:
    with zipfile.ZipFile(folder / keeping.ARRAYS) as whole:
        kept = {name: whole.read(name) for name in whole.namelist() if name != "idle.npy"}
    with zipfile.ZipFile(folder / keeping.ARRAYS, "w") as file:
        for name, content in kept.items():
            file.writestr(name, content)


def told_as(content: str) -> Callable[[Path], None]:
    def harm(folder: Path) -> None:
        (folder / keeping.TOLD).write_text(content, encoding="utf-8")

    return harm


def of_another_version(folder: Path) -> None:
    told = json.loads((folder / keeping.TOLD).read_text(encoding="utf-8"))
    (folder / keeping.TOLD).write_text(json.dumps(told | {"version": model.VERSION + 1}), encoding="utf-8")


def without_themes(folder: Path) -> None:
    told = json.loads((folder / keeping.TOLD).read_text(encoding="utf-8"))
    told["codebook"]["themes"] = [{"id": "x"}]
    (folder / keeping.TOLD).write_text(json.dumps(told), encoding="utf-8")


def not_there(folder: Path) -> None:
    (folder / keeping.ARRAYS).unlink()


HARM = {
    "truncated": truncated,
    "an array is missing": without_an_array,
    "no JSON": told_as("{"),
    "another JSON": told_as("[]"),
    "null": told_as("null"),
    "no version": told_as("{}"),
    "strange themes": without_themes,
    "no arrays": not_there,
    "another version": of_another_version,
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_what_is_no_model_is_refused_and_named(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    harm(written(tmp_path))
    with pytest.raises(InvalidInput) as refused:
        keeping.read(tmp_path)
    assert refused.value.where == str(tmp_path)


class Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path(self.path),)  # type: ignore[return-value]

    def __init__(self, path: Path) -> None:
        self.path = str(path)


def test_nothing_in_it_is_executed(tmp_path: Path) -> None:
    written(tmp_path / "model")
    trap = tmp_path / "sprung"
    with zipfile.ZipFile(tmp_path / "model" / keeping.ARRAYS) as whole:
        kept = {name: whole.read(name) for name in whole.namelist()}
    (tmp_path / "trap.npy").write_bytes(b"")
    np.save(tmp_path / "trap.npy", np.array([Trap(trap)], object), allow_pickle=True)
    with zipfile.ZipFile(tmp_path / "model" / keeping.ARRAYS, "w") as file:
        for name, content in (kept | {"rarity.npy": (tmp_path / "trap.npy").read_bytes()}).items():
            file.writestr(name, content)
    with pytest.raises(InvalidInput):
        keeping.read(tmp_path / "model")
    assert not trap.exists()
    pickle.loads(pickle.dumps(Trap(trap)))  # noqa: S301 (the trap works)
    assert trap.exists()


def test_a_pipeline_of_spacy_holds_it(tmp_path: Path) -> None:
    made = learnt(ground(), range(60))
    pipeline(made, TOWN).to_disk(tmp_path)
    nlp = spacy.load(tmp_path)
    text = "👋 The tax and the rents."
    doc = nlp.make_doc(text)
    doc._.question = QUESTION
    assert nlp(doc)._.tags == LearntTagger(TOWN, made).tag_in("en", text, QUESTION).tags != ()
    nlp.to_disk(tmp_path / "again")
    assert spacy.load(tmp_path / "again")(text)._.tags == nlp(text)._.tags


def test_a_folder_without_a_model_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there is no model; palabre learn makes one"):
        load(tmp_path)


def test_a_model_tags_rows_by_its_own_codebook_alone(tmp_path: Path) -> None:
    pipeline(learnt(ground(), range(60)), TOWN).to_disk(tmp_path)
    assert (tmp_path / NAME).is_dir()
    tag = by_model(TOWN, tmp_path)
    assert [tagged.language for tagged in tag([Row(1, "La rivière est sale", ""), Row(2, "x", "ar")])] == ["fr", "ar"]
    with pytest.raises(InvalidInput, match="learnt for another codebook, or for this one before it changed"):
        by_model(a_codebook(*TOWN.themes[:-1], a_theme("money", labels={"en": "Cash"})), tmp_path)

"""Word vectors that somebody has installed: used where there are some, named in the model, needed never."""

from pathlib import Path

import numpy as np
import pytest
import spacy

from consultation.codebook import Codebook, Theme
from consultation.errors import InvalidInput
from nlp.learning.component import load, pipeline
from nlp.learning.lessons import learnt, prepared
from nlp.learning.said import Said
from nlp.learning.tagger import LearntTagger
from nlp.learning.vectors import vectors

WORDS = {"tram": (1, 0, 0), "bus": (0.95, 0.05, 0), "school": (0, 1, 0), "teacher": (0.05, 1, 0)}
THEMES = Codebook(
    1,
    (Theme("travel", {"en": "Tram"}, {}, {}, {}, {}), Theme("learning", {"en": "School"}, {}, {}, {}, {})),
    fingerprint="c0ffee",
)
CODED = [
    ("The tram again", "travel"),
    ("My school here", "learning"),
    ("More tram now", "travel"),
    ("Her school there", "learning"),
    ("Any tram today", "travel"),
    ("This school first", "learning"),
]
ANSWERS = [*(Said(text, "en", labels=(theme,)) for text, theme in CODED), Said("bus", "en"), Said("teacher", "en")]
BUS_AND_TEACHER = [6, 7]


@pytest.fixture
def installed(tmp_path: Path) -> str:
    """Return a folder with a pipeline that has word vectors."""
    nlp = spacy.blank("en")
    for word, vector in WORDS.items():
        nlp.vocab.set_vector(word, np.array(vector, "float32"))  # type: ignore[arg-type]  # an array is what it takes
    nlp.to_disk(tmp_path / "vectors")
    return str(tmp_path / "vectors")


def test_texts_lie_where_their_telling_words_do(installed: str) -> None:
    places = vectors(installed).of(["the tram", "a teacher", "zzz", ""])
    assert np.allclose(places, [(1, 0, 0), (0.05, 1, 0), (0, 0, 0), (0, 0, 0)], atol=0.002)


def test_words_that_nobody_coded_are_understood_by_them(installed: str) -> None:
    without, with_them = (
        learnt(ground, range(6)).chances(ground.found_of(BUS_AND_TEACHER))
        for ground in (prepared(THEMES, ANSWERS), prepared(THEMES, ANSWERS, vectors(installed)))
    )
    assert np.allclose(without[0], without[1], atol=0.05)  # nothing tells a bus from a teacher
    assert with_them[0, 0] > with_them[0, 1] + 0.1
    assert with_them[1, 1] > with_them[1, 0] + 0.1


def test_a_model_names_those_it_was_learnt_with_and_finds_them_again(installed: str, tmp_path: Path) -> None:
    model = learnt(prepared(THEMES, ANSWERS, vectors(installed)), range(6))
    pipeline(model, THEMES).to_disk(tmp_path / "model")
    again, book = load(tmp_path / "model")
    assert again.vectors == installed
    assert LearntTagger(book, again).tag_in("en", "bus") == LearntTagger(THEMES, model).tag_in("en", "bus")


@pytest.mark.parametrize("name", ["no_such_pipeline", "a folder"])
def test_one_that_is_not_installed_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be loaded: install it, or learn without it") as raised:
        vectors(str(tmp_path) if name == "a folder" else name)
    assert raised.value.where == "PALABRE_SPACY_MODEL"


def test_one_that_knows_no_meanings_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "empty")
    with pytest.raises(InvalidInput, match="neither word vectors nor a trained model"):
        vectors(str(tmp_path / "empty"))

"""Words with numbers and rarity, and those that look alike."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlp.learning.spelling import Spelling
from nlp.learning.vocabulary import IDLE, Vocabulary, runs, unit

DOCUMENTS = [["river", "dirty", "the"], ["river", "the", "the"], ["library"]]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary.of(DOCUMENTS, ["tax"], frozenset({"the"}))


def counted(vocabulary: Vocabulary, documents: list[list[str]]) -> csr_matrix:
    """Return how often each word stands in documents of stems."""
    find = vocabulary.spelling.find
    numbers = ((find(stem) for stem in document) for document in documents)
    return vocabulary.counted([[-1 if number is None else number for number in document] for document in numbers])


def test_words_of_answers_and_codebook_are_sorted_and_weighed_by_how_few_answers_have_them(
    vocabulary: Vocabulary,
) -> None:
    assert vocabulary.words == ("dirty", "library", "river", "tax", "the")
    assert vocabulary.rarity == pytest.approx(np.log(4 / np.array([2, 2, 3, 1, 3])) + 1)
    assert vocabulary.idle.tolist() == [False, False, False, False, True]


def test_a_row_counts_words_and_its_weighed_form_has_length_one(vocabulary: Vocabulary) -> None:
    counts = counted(vocabulary, [["river", "the", "the"], [], ["zebra"]])
    assert counts.toarray().tolist() == [[0, 0, 1, 0, 2], [0] * 5, [0] * 5]
    row = vocabulary.weighed(counts).toarray()
    river, the = vocabulary.rarity[2], (1 + np.log(2)) * vocabulary.rarity[4] * IDLE
    assert row[0] == pytest.approx(np.array([0, 0, river, 0, the]) / np.hypot(river, the), abs=1e-6)
    assert not row[1:].any()


def test_a_word_misspelt_counts_as_the_one_most_like_it(vocabulary: Vocabulary) -> None:
    assert counted(vocabulary, [["librarry", "riverr", "rover"]]).toarray().tolist() == [[0, 1, 1, 0, 0]]


def test_runs_of_characters_are_rows_of_length_one(vocabulary: Vocabulary) -> None:
    assert runs("tax") == ("<ta", "tax", "ax>", "<tax", "tax>", "<tax>")
    spelt = vocabulary.spelt(counted(vocabulary, [["river", "dirty"], []])).toarray()
    assert np.linalg.norm(spelt, axis=1) == pytest.approx([1, 0])


def test_likeness_is_twice_the_shared_runs_over_all() -> None:
    spelling = Spelling(["library", "tram", "bus"])
    assert spelling.like("librari", 0.1) == {0: 2 * 5 / 14}
    assert spelling.like("bus", 0.0) == {}, "too short to tell a typo"
    assert [spelling.find(word) for word in ("library", "librari", "bus", "buss", "zzzzzz")] == [0, 0, 2, None, None]


def test_of_several_words_the_one_most_like_it_is_found() -> None:
    assert Spelling(["libraria", "librarie"]).find("libraries") == 1
    assert Spelling(["librarie", "libraria"]).find("libraries") == 0


def test_rows_without_anything_stay_so() -> None:
    assert unit(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist() == [[0.6, 0.8], [0.0, 0.0]]

"""What speaks for a theme: words of the codebook, company, likeness to coded answers, the space of meanings."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlp.learning.codesigns import SIGNS, beside, most
from nlp.learning.codewords import CUE, Codewords, worths_of
from nlp.learning.examples import SIGNS as TAUGHT
from nlp.learning.examples import Taught, signs_of_coded
from nlp.learning.lessons import labels_of, prepared
from nlp.learning.said import FOLDS, Reader
from nlp.learning.space import directions, spread
from nlp.learning.vocabulary import Array, Vocabulary
from tests.nlp.learning.town import THEMES, TOWN, ground, said


def sign(name: str, theme: str, signs: Array, row: int = 0) -> float:
    return float(signs[row, THEMES.index(theme), (*SIGNS, *TAUGHT).index(name)])


def signs_of(text: str, language: str = "en") -> Array:
    model = ground().model
    return model.codesigns.of(model.found([said(text, language)], ground().ears))


def test_cues_and_labels_count_fully_words_of_definitions_half() -> None:
    worths = dict(zip(THEMES, worths_of(TOWN, Reader()), strict=True))
    assert worths["money"]["tax"] == worths["money"]["impot"] == CUE
    assert worths["travel"]["bicycl"] == 0.5
    assert worths["reading"]["librari"] == 1.0


def test_words_that_look_like_those_of_a_theme_are_apart_from_them() -> None:
    vocabulary = Vocabulary.of([["library", "librarian", "tram"]], ["library"], frozenset())
    words = Codewords.of([{"library": 1.0}], vocabulary)
    assert words.worth.tolist() == [[0, 1, 0]]
    assert words.like.toarray() == pytest.approx(np.array([[2 * 5 / 16, 0, 0]]))


def test_what_is_heard_and_what_else_is() -> None:
    signs = signs_of("The river and the tax.")
    assert [sign("heard", theme, signs) for theme in THEMES] == [1, 0, 0, 1]
    assert [sign("other themes heard", theme, signs) for theme in THEMES] == [1, 2, 2, 1]
    assert sign("worth", "water", signs) == 1.0


def test_a_word_that_no_cue_has_speaks_for_the_theme_in_whose_company_it_stands() -> None:
    told = [text for n in range(12) for text in (f"The river has pikes {n}", f"Buses and helmets {n}", f"Tax {n}")]
    on = prepared(TOWN, [said(text) for text in told])
    signs = on.model.codesigns.of(on.model.found([said("Pikes!")], on.ears))
    assert sign("heard", "water", signs) == 0
    for name in ("company beside others", "meaning beside others", "spread beside others"):
        assert sign(name, "water", signs) > 0.1 > -0.1 > sign(name, "travel", signs), name


def test_a_misspelt_label_counts_as_the_label() -> None:
    signs = signs_of("Our librarries")
    assert [sign("heard", theme, signs) for theme in THEMES] == [0] * 4
    assert [sign("worth", theme, signs) for theme in THEMES] == [0, 0, 1, 0]


def test_the_signs_of_an_answer_do_not_depend_on_those_beside_it() -> None:
    model, ears = ground().model, ground().ears
    texts = [said("The river is dirty."), said("النهر ملوث", "ar"), said(""), said("Les loyers aussi", "fr")]
    together = model.codesigns.of(model.found(texts, ears))
    for row, text in enumerate(texts):
        assert np.array_equal(together[row], model.codesigns.of(model.found([text], ears))[0])


def test_beside_others_is_less_the_best_of_the_others() -> None:
    assert beside(np.array([[3.0, 1.0, 2.0]])).tolist() == [[1, -2, -1]]
    assert beside(np.array([[2.0, 2.0]])).tolist() == [[0, 0]]
    assert beside(np.array([[2.0]])).tolist() == [[2.0]], "of one theme there are no others"


def test_the_likest_word_counts_once_however_often_it_stands() -> None:
    like = csr_matrix(np.array([[0.0, 0.6, 0.8]]))
    assert most(csr_matrix(np.array([[5.0, 3, 0], [1, 0, 2], [1, 0, 0]])), like).ravel() == pytest.approx([0.6, 0.8, 0])


def test_directions_are_as_many_as_there_can_be() -> None:
    assert directions(csr_matrix(np.zeros((1, 4), np.float32))).shape == (4, 1)
    assert directions(csr_matrix(np.eye(6, dtype=np.float32))).shape == (6, 5)


def test_no_part_is_judged_by_itself() -> None:
    weighed, folds = csr_matrix(np.eye(FOLDS, dtype=np.float32)), np.arange(FOLDS)
    heard = np.eye(FOLDS, dtype=np.float32)[:, :1]
    weights, means = spread(weighed, np.eye(FOLDS, dtype=np.float32), heard, folds, penalty=0.5)
    assert means.ravel() == pytest.approx([0, *[1 / (FOLDS - 1)] * (FOLDS - 1)])
    assert weights[0, 0, 0] == 0, "the only answer that has the word is of part 0"
    assert weights[1, 0, 0] == pytest.approx((1 - 0.25) / 1.5)


def taught(rows: range) -> Taught:
    return Taught.by(ground().found[np.array(rows)], labels_of(ground(), rows), np.ones(len(rows), np.float32))


def test_coded_answers_teach_how_many_they_are_and_how_often_cues_are_right() -> None:
    rows = range(60)
    by, labels, heard = taught(rows), labels_of(ground(), rows), ground().found.heard[:60]
    assert by.coded.tolist() == labels.sum(axis=0).tolist()
    assert by.total == 60
    right, times = (heard * labels).sum(axis=0), heard.sum(axis=0)
    overall = (right.sum() + 1) / (times.sum() + 2)
    assert by.precision == pytest.approx((right + 2 * overall) / (times + 2))


def test_what_was_coded_speaks_for_words_that_the_codebook_lacks() -> None:
    model, ears = ground().model, ground().ears
    of = taught(range(120)).of(model.found([said("Who pays the rents?")], ears))
    alike = dict(zip(THEMES, of[0, :, TAUGHT.index("like coded ones")], strict=True))
    assert max(alike, key=lambda theme: alike[theme]) == "money"
    assert alike["money"] > 0.5 > max(value for theme, value in alike.items() if theme != "money")


def test_a_coded_answer_is_judged_by_the_others() -> None:
    rows = np.arange(40)
    labels, each = labels_of(ground(), rows), np.ones(40, np.float32)
    crossed = signs_of_coded(ground().found[rows], labels, each)
    others = rows[rows % 10 != 0]
    by = Taught.by(ground().found[others], labels[others], each[others], total=40)
    assert np.array_equal(crossed[::10], by.of(ground().found[rows[::10]]))
    assert not signs_of_coded(ground().found[rows[:1]], labels[:1], each[:1]).any(), "one alone has no others"

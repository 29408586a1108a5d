"""Thresholds by the F1 to be expected, and weights that stay near where they began."""

import numpy as np
import pytest
from scipy.special import expit

from nlp.learning.deciding import tagged, thresholds
from nlp.learning.weighing import Elsewhere, Scale, chances, elsewhere, fitted


def test_the_threshold_is_where_f1_is_expected_highest() -> None:
    found = thresholds(
        np.array([[0.9], [0.8], [0.3], [0.1]])
    )  # 2·.9/(1+2.1), 2·1.7/(2+2.1), 2·2/(3+2.1), 2·2.1/(4+2.1)
    assert found == pytest.approx([0.8])


def test_it_lies_between_that_of_all_pairs_and_that_of_the_theme() -> None:
    given = np.array([[0.9, 0.2], [0.8, 0.1], [0.05, 0.01]])
    assert thresholds(given) == pytest.approx([0.8, 0.8**0.35 * 0.2**0.65])  # of all pairs: .8; of the second: .2


def test_it_is_neither_next_to_nothing_nor_next_to_sure() -> None:
    assert thresholds(np.array([[0.99, 0.0], [0.99, 0.0]])) == pytest.approx([0.9, 0.02])


def test_what_is_heard_of_a_theme_that_hardly_anybody_coded_needs_less() -> None:
    chances, least, heard = np.full((1, 4), 0.2), np.full(4, 0.5), np.array([[1, 1, 1, 0]])
    coded, precision = np.array([2, 3, 2, 2]), np.array([0.25, 0.9, 0.24, 0.9])
    assert tagged(chances, least, heard, coded=coded, precision=precision).tolist() == [[True, False, False, False]]
    assert not tagged(chances / 2, least, heard, coded=coded, precision=precision).any()


def test_without_loyalty_weights_follow_the_answers_with_much_they_stay() -> None:
    signs = np.array([[1.0, 1], [1, 1], [1, 1], [0, 1], [0, 1], [0, 1]])
    coded, each, begun = np.array([1.0, 1, 0, 0, 0, 1]), np.ones(6), np.array([0.0, 0.0])
    free = fitted(signs, coded, each, begun, loyalty=0.0)
    assert expit(signs @ free) == pytest.approx([2 / 3] * 3 + [1 / 3] * 3, abs=1e-3)
    held = fitted(signs, coded, each, begun, loyalty=1e6)
    assert held == pytest.approx(begun, abs=1e-3)


def test_an_answer_of_more_weight_counts_more() -> None:
    signs = np.ones((2, 1))
    found = fitted(signs, np.array([1.0, 0]), np.array([3.0, 1]), np.zeros(1), loyalty=0.0)
    assert expit(found) == pytest.approx([0.75], abs=1e-3)


def test_weights_between_known_numbers_of_examples_lie_between_theirs() -> None:
    known = Elsewhere(Scale(np.zeros(1), np.ones(1)), np.array([10.0, 1000.0]), np.array([[1.0, 0.0], [3.0, 4.0]]))
    assert known.after(100).tolist() == pytest.approx([2.0, 2.0])
    assert known.after(0).tolist() == known.after(10).tolist() == [1.0, 0.0]
    assert known.after(5000).tolist() == [3.0, 4.0]


def test_signs_are_brought_to_one_scale_and_the_farthest_is_cut_off() -> None:
    scale = Scale(np.array([1.0, 0.0]), np.array([2.0, 0.001]))
    assert scale.of(np.array([[[5.0, 1.0]]])).tolist() == [[2.0, 8.0, 1.0]]
    assert chances(np.array([[0.0, 1.0]]), np.array([5.0, 0.0]), (1, 1)).tolist() == [[0.5]]


def test_what_is_shipped_has_a_weight_for_every_sign() -> None:
    from nlp.learning import codesigns, examples

    shipped = elsewhere()
    signs = len(codesigns.SIGNS) + len(examples.SIGNS)
    assert shipped.scale.mean.shape == shipped.scale.deviation.shape == (signs,)
    assert shipped.weights.shape == (len(shipped.examples), signs + 1)
    assert (shipped.scale.deviation > 0).all()

"""Scores against values computed by hand."""

import numpy as np
import pytest

from nlp.learning.scores import Score, mean_of, scores

CODED = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0]])


def test_figures_over_all_pairs_and_by_theme() -> None:
    found = scores(CODED, np.array([[1, 1, 0], [0, 1, 0], [0, 0, 1]]))
    assert (found.precision, found.recall, found.micro_f1) == (2 / 4, 2 / 4, 0.5)
    assert found.themes == (Score(1.0, 0.5, 2 / 3, 2), Score(0.5, 0.5, 0.5, 2), Score(0.0, 0.0, 0.0, 0))
    assert found.macro_f1 == pytest.approx((2 / 3 + 1 / 2) / 2), "a theme that nobody coded does not count"


def test_nothing_coded_or_given_is_zero() -> None:
    found = scores(np.zeros((2, 1)), np.zeros((2, 1)))
    assert (found.micro_f1, found.macro_f1, found.precision, found.recall) == (0, 0, 0, 0)


def test_means_of_a_theme_are_over_those_in_which_it_occurs() -> None:
    all_found, nothing_found = scores(CODED, CODED), scores(CODED[:1], np.zeros((1, 3)))
    mean = mean_of([all_found, nothing_found])
    assert (mean.micro_f1, mean.macro_f1) == (0.5, 0.5)
    assert [theme.f1 for theme in mean.themes] == [0.5, 1.0, 0.0]
    assert [theme.support for theme in mean.themes] == [2, 1, 0]

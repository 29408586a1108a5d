import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.checking.measures import Score, agreement, score

themes = st.frozensets(st.sampled_from("abcd"))


def test_a_theme_is_scored_by_hand() -> None:
    assert score(hits=3, extra=1, missed=2) == Score(precision=0.75, recall=0.6, f1=6 / 9, support=5)


def test_nothing_given_and_nothing_wanted_is_zero() -> None:
    assert score(0, 0, 0) == Score(0.0, 0.0, 0.0, 0)


def test_micro_adds_up_and_macro_takes_the_mean_of_themes_that_occur() -> None:
    found = agreement([(["a"], ["a"]), (["a", "b"], ["a"]), (["c"], ["a", "c"]), ([], [])])
    assert found.answers == 4
    assert found.themes == {"a": score(2, 0, 1), "b": score(0, 1, 0), "c": score(1, 0, 0)}
    assert found.micro == score(3, 1, 1)
    assert found.macro.f1 == pytest.approx((0.8 + 1.0) / 2)  # b does not occur in the reference


@given(st.lists(st.tuples(themes, themes)))
def test_full_agreement_is_one_and_swapping_swaps_precision_and_recall(
    pairs: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    found, swapped = agreement(pairs), agreement((b, a) for a, b in pairs)
    assert (found.micro.precision, found.micro.recall) == (swapped.micro.recall, swapped.micro.precision)
    same = agreement((a, a) for a, _ in pairs)
    assert same.micro.f1 == (1.0 if any(a for a, _ in pairs) else 0.0)

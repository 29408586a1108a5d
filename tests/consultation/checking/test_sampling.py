"""The lot by which answers are drawn: everybody has a chance, it is known, and rare things get their place."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.checking.coding import Sample, Showing
from consultation.checking.sampling import chances_of, draw, strata_of
from consultation.codebook import Tag
from consultation.errors import InvalidInput, NotFound
from consultation.records import Answer, Consent, Part, Participation, Piece, Revision, RoundRecord
from consultation.rounds import Kind, Round

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def an_answer(name: str, *themes: str, language: str = "en", **more: object) -> Answer:
    tags = tuple(Tag(theme, "cue") for theme in themes)
    made = Answer(name, "", Part.ANSWER, (Revision(1, NOW, (Piece("m", name),), language, tags, (), "c0ffee"),))
    return replace(made, **more)  # type: ignore[arg-type]


def a_record(*answers: Answer) -> RoundRecord:
    whose = Participation("ada", "r1", "en", NOW, consent=Consent("v1", NOW), answers=answers)
    return RoundRecord(Round("r1", "CODE", "town", Kind.QUESTIONS, NOW), (whose,))


def drawn(*answers: Answer, size: int = 60, shown: float = 0.25, seed: int = 7) -> Sample:
    return draw(a_record(*answers), number=1, size=size, shown=shown, seed=seed, codebook="c0ffee", at=NOW)


def a_round() -> list[Answer]:
    """Give 1,000 answers: English and a little French, a frequent theme, a rare one, and none."""
    kinds = [("frequent",)] * 700 + [("frequent", "rare")] * 25 + [()] * 275
    return [an_answer(f"A{n:04}", *kind, language="fr" if n % 20 == 0 else "en") for n, kind in enumerate(kinds)]


def test_the_stratum_is_the_language_and_the_rarest_theme() -> None:
    answers = [an_answer("A", "b"), an_answer("B", "b", "a"), an_answer("C", language="fr"), an_answer("D", "b", "c")]
    assert strata_of(answers) == {"A": ("en", "b"), "B": ("en", "a"), "C": ("fr", ""), "D": ("en", "c")}


def test_rare_themes_small_languages_and_answers_without_a_theme_get_their_place() -> None:
    answers = a_round()
    strata = strata_of(answers)
    sample = drawn(*answers, size=60)
    found = Counter(strata[one.answer] for one in sample.answers)
    sizes = Counter(strata.values())
    roots = {stratum: size**0.5 for stratum, size in sizes.items()}
    for stratum, root in roots.items():  # in proportion to the square root, up to one
        assert abs(found[stratum] - 60 * root / sum(roots.values())) < 1
    assert found["en", "rare"] >= 5  # two in a hundred of the answers, and drawn in proportion it would be one


def test_weights_give_back_what_there_is() -> None:
    answers = a_round()
    strata = strata_of(answers)
    for seed in range(5):
        sample = drawn(*answers, size=100, seed=seed)
        estimated = defaultdict[str, float](float)
        for one in sample.answers:
            estimated[strata[one.answer][1]] += one.weight
        for theme, count in Counter(theme for _, theme in strata.values()).items():
            assert abs(estimated[theme] - count) < 0.15 * count + 12
        assert sum(one.weight for one in sample.answers) == pytest.approx(1000, rel=0.08)


def test_over_many_seeds_every_answer_is_drawn_as_often_as_its_weight_says() -> None:
    answers = [an_answer(f"A{n}", *(("rare",) if n < 4 else ()), language="fr" if n == 29 else "en") for n in range(30)]
    weights, times = {}, Counter[str]()
    for seed in range(2000):
        for one in drawn(*answers, size=8, seed=seed).answers:
            weights[one.answer] = one.weight
            times[one.answer] += 1
    assert weights.keys() == {answer.id for answer in answers}
    for answer, weight in weights.items():
        assert abs(times[answer] / 2000 - 1 / weight) < 0.05


def test_the_shown_part_is_stratified_alike_and_comes_last() -> None:
    answers = a_round()
    strata = strata_of(answers)
    sample = drawn(*answers, size=80, shown=0.25)
    showings = [one.showing for one in sample.answers]
    assert showings == [Showing.BLIND] * 60 + [Showing.SHOWN] * 20
    of_all, of_shown = (
        Counter(strata[one.answer] for one in sample.answers if one.showing in parts)
        for parts in (tuple(Showing), (Showing.SHOWN,))
    )
    for stratum, count in of_all.items():
        assert abs(of_shown[stratum] - count / 4) <= 1


def test_the_order_does_not_tell_the_strata() -> None:
    strata = strata_of(a_round())
    in_order = [strata[one.answer] for one in drawn(*a_round(), shown=0).answers]
    changes = sum(one != other for one, other in pairwise(in_order))
    assert changes > 20  # in the order of the strata there would be five


def test_the_same_seed_draws_the_same_and_another_another() -> None:
    answers = a_round()
    assert drawn(*answers) == drawn(*answers)
    assert drawn(*answers, seed=8).answers != drawn(*answers).answers


def test_only_what_may_count_is_drawn_from() -> None:
    sample = drawn(an_answer("A"), an_answer("B", withdrawn=NOW), an_answer("C", aside="spam"), shown=0)
    assert ([one.answer for one in sample.answers], sample.population) == (["A"], 1)


def test_what_the_machine_heard_and_where_it_came_from_is_kept_with_it() -> None:
    sample = drawn(an_answer("A", "tools"), size=5, shown=0, seed=3)
    (one,) = sample.answers
    assert (one.revision, one.weight, one.heard) == (1, 1.0, ("tools",))
    assert (sample.round, sample.number, sample.seed, sample.codebook, sample.drawn) == ("r1", 1, 3, "c0ffee", NOW)


@given(st.lists(st.sampled_from("aaaaaaabbc"), min_size=1, max_size=80), st.integers(1, 100), st.integers(0, 99))
def test_as_many_are_drawn_as_were_asked_for_each_once(kinds: list[str], size: int, seed: int) -> None:
    answers = [an_answer(f"A{n}", kind) for n, kind in enumerate(kinds)]
    names = [one.answer for one in drawn(*answers, size=size, seed=seed).answers]
    assert len(names) == len({*names}) == min(size, len(kinds))


@given(st.lists(st.sampled_from("aaaaaaabbc"), min_size=1, max_size=80), st.integers(1, 100))
def test_chances_add_up_and_none_is_above_one(kinds: list[str], size: int) -> None:
    chances = chances_of([("en", kind) for kind in kinds], size)
    assert sum(chances) == pytest.approx(min(size, len(kinds)))
    assert all(0 < one <= 1 for one in chances)


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(InvalidInput, match="--size 0: at least one answer is drawn"):
        drawn(an_answer("A"), size=0)
    for share in (-0.1, 1, float("nan")):
        with pytest.raises(InvalidInput, match="--shown"):
            drawn(an_answer("A"), shown=share)
    with pytest.raises(NotFound, match="no answer of round r1 may count"):
        drawn()

"""A model learnt from some answers finds themes in others."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from consultation.errors import InvalidInput
from nlp.evaluation import evaluate, split
from nlp.learning import lessons
from nlp.learning.lessons import Ground, fingerprint, labels_of, learnt, prepared
from nlp.learning.model import Model
from nlp.learning.quality import LEAST, quality
from nlp.learning.said import Said
from nlp.learning.scores import Scores, scores
from nlp.learning.space import spread
from nlp.learning.vocabulary import Array
from nlp.learning.weighing import fitted
from tests.nlp.codebooks import a_codebook, a_theme
from tests.nlp.learning.town import THEMES, TOWN, answers, ground, said

TESTS = range(120, 240)


def measured(model: Model, on: Ground) -> Scores:
    return scores(labels_of(on, TESTS), model.given(on.found_of(TESTS)))


def heard(on: Ground, answers: Sequence[Said]) -> Array:
    """Return what cues and labels hear."""
    return on.ears.themes(on.ears.hear(answers, on.model.vocabulary))


def cues_alone(on: Ground) -> Scores:
    return scores(labels_of(on, TESTS), heard(on, [on.answers[row] for row in TESTS]))


@pytest.mark.parametrize("seed", [0, 1])
def test_it_is_never_below_cues_alone_and_gets_better_with_coded_answers(seed: int) -> None:
    on = ground(seed=seed)
    figures = [measured(learnt(on, range(coded)), on) for coded in (0, 5, 20, 50, 120)]
    cues = cues_alone(on)
    assert all(each.micro_f1 >= cues.micro_f1 and each.macro_f1 >= cues.macro_f1 for each in figures)
    assert figures[2].micro_f1 > cues.micro_f1 + 0.05
    assert figures[-1].micro_f1 > max(0.85, figures[1].micro_f1)


def test_with_few_answers_and_nothing_coded_it_is_cues_alone() -> None:
    on = prepared(TOWN, answers(30))
    assert np.array_equal(learnt(on, ()).given(on.found), heard(on, on.answers))


def test_with_many_answers_and_nothing_coded_company_speaks_where_no_cue_does() -> None:
    on = ground()
    given, heard = on.model.given(on.found), on.found.heard
    assert (given >= heard).all()
    more = np.flatnonzero((given > heard).any(axis=1))
    assert len(more) > 0
    assert not heard[more].any(), "only where none is heard"
    assert (given[more] * labels_of(on, more)).sum() / given[more].sum() > 0.6


def test_what_is_told_of_a_model() -> None:
    on = ground()
    assert learnt(on, ()).about == {
        "answers": 240,
        "coded": 0,
        "examples": dict.fromkeys(THEMES, 0),
        "learnt_from": fingerprint(()),
    }
    about = learnt(on, range(30)).about
    assert (about["coded"], about["learnt_from"]) == (30, fingerprint(on.answers[:30]))
    assert about["examples"] == dict(zip(THEMES, labels_of(on, range(30)).sum(axis=0).astype(int), strict=True))


def test_another_text_label_or_weight_is_another_fingerprint() -> None:
    one = said("a", labels=["water"])
    others = [replace(one, text="b"), replace(one, labels=("money",)), replace(one, weight=2), replace(one, labels=())]
    assert len({fingerprint([each]) for each in (one, *others)}) == 5


def test_an_answer_of_more_weight_is_believed_more() -> None:
    """Two people code the same words differently: the one who weighs more is followed."""

    def chances(first: float, second: float) -> dict[str, float]:
        told = [said(f"The zebra crossing {n}", labels=["water"], weight=first) for n in range(6)]
        told += [said(f"The zebra crossing {n}", labels=["money"], weight=second) for n in range(6, 12)]
        on = prepared(TOWN, (*told, *answers(60)))
        given = learnt(on, range(72)).chances(on.model.found([said("zebra crossing")], on.ears))[0]
        return dict(zip(THEMES, given.tolist(), strict=True))

    one, other = chances(8.0, 0.25), chances(0.25, 8.0)
    assert one["water"] > one["money"]
    assert other["money"] > other["water"]


def test_what_signs_are_worth_follows_the_answers_of_more_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [replace(each, weight=1.0 + number % 3) for number, each in enumerate(answers(30))]
    on = prepared(TOWN, told)
    seen: list[list[float]] = []

    def watched(signs: Array, labels: Array, weights: Array, begun: Array) -> Array:
        seen.append(weights.tolist())
        return fitted(signs, labels, weights, begun)

    monkeypatch.setattr("nlp.learning.lessons.fitted", watched)
    learnt(on, range(30))
    assert seen == [[each.weight for each in told for _ in THEMES]]


def test_a_theme_that_hardly_anyone_coded_is_tagged_more_easily_where_it_is_heard() -> None:
    on = ground()
    rows = [row for row, answer in enumerate(on.answers[:120]) if "money" not in (answer.labels or ())]
    found = on.model.found([said("The tax."), said("Rents.")], on.ears)

    def just_below(model: Model) -> Array:
        return model.decided(found, np.tile(np.float32(0.6) * model.thresholds, (2, 1)))[:, THEMES.index("money")]

    assert just_below(learnt(on, rows)).tolist() == [True, False]
    assert just_below(learnt(on, range(120))).tolist() == [False, False], "where it was coded it is not"


@pytest.mark.parametrize(
    "told",
    [
        [said("")],
        [said("", labels=())],
        [said("tax", labels=["money"])],
        [said("tax", labels=["money"]), said("tax", labels=["money"])],
        [said("tax", labels=["money"]), said("", labels=[]), said("٭ 🙂 …", "ar", labels=["water"])],
        [said("a", labels=[]), said("b", labels=[])],
        [said("tax " * 5000, labels=["money"]), said("river", "xx", labels=["water"])],
    ],
    ids=["one, empty", "one, no theme", "one", "the same twice", "no words", "no theme ever", "long, no language"],
)
def test_whatever_there_is_it_learns_from(told: list[Said]) -> None:
    told = [replace(answer, text=answer.text[:20000]) for answer in told]
    on = prepared(TOWN, told)
    model = learnt(on, [row for row, answer in enumerate(told) if answer.labels is not None])
    chances = model.chances(model.found([said("the tax"), said("")], on.ears))
    assert np.isfinite(chances).all()
    assert ((chances >= 0) & (chances <= 1)).all()


def test_a_codebook_of_one_theme() -> None:
    only = a_codebook(a_theme("money", labels={"en": "Money"}))
    told = [replace(each, labels=tuple(set(each.labels or ()) & {"money"})) for each in answers(100)]
    on = prepared(only, told)
    found = scores(labels_of(on, range(60, 100)), learnt(on, range(60)).given(on.found_of(range(60, 100))))
    assert found.micro_f1 > 0.8


def test_quality_is_that_of_parts_tagged_by_what_the_others_taught() -> None:
    done: list[int] = []
    told = quality(ground(), range(90), progress=done.append)
    assert done == [1, 2, 3]
    micro, (least, most) = told["micro_f1"], told["micro_interval"]
    assert 0.6 < least < micro < most < 1
    real = measured(learnt(ground(), range(90)), ground()).micro_f1
    assert abs(micro - real) < 0.1
    assert told == quality(ground(), range(90), progress=done.append)


def test_quality_on_labels_by_chance_is_poor() -> None:
    """A figure that saw the answers it is measured on would be better than chance."""
    chance = np.random.default_rng(0)
    told = [replace(each, labels=(str(chance.choice(THEMES)),)) for each in answers(90)]
    on = prepared(TOWN, told)
    assert quality(on, range(90), progress=lambda _: None)["micro_f1"] < 0.45


def test_of_few_coded_answers_no_quality_is_told() -> None:
    told = quality(ground(), range(LEAST - 1), progress=lambda _: None)
    assert told == {"micro_f1": None, "macro_f1": None, "micro_interval": None, "macro_interval": None}
    assert quality(ground(), range(LEAST), progress=lambda _: None)["micro_f1"] is not None


def test_evaluation_learns_from_the_first_and_tests_on_the_rest() -> None:
    seeds = 2
    found = evaluate(ground(), train=40, seeds=seeds)
    assert (found.n_train, found.n_test, found.seeds) == (40, 200, seeds)
    assert found.texts_per_second > 0
    several = []
    for seed in range(seeds):
        taught, tests = split(range(240), 40, seed)
        assert (len(taught), sorted(taught + tests)) == (40, list(range(240)))
        several.append(scores(labels_of(ground(), tests), learnt(ground(), taught).given(ground().found_of(tests))))
    assert found.scores.micro_f1 == pytest.approx(sum(each.micro_f1 for each in several) / seeds)


def test_the_split_is_that_of_the_contract() -> None:
    assert split(range(10), 3, 0) == ([7, 8, 1], [5, 3, 4, 2, 0, 9, 6])
    assert len(split(range(3000), 10, 1)[1]) == 2000


def test_answers_without_labels_are_never_tested() -> None:
    on = prepared(TOWN, (*answers(20), *(said(f"The river {n}") for n in range(10))))
    assert evaluate(on, train=5, seeds=1).n_test == 15
    with pytest.raises(InvalidInput, match="--train: 20 examples of 20 coded answers leave none to test: give fewer"):
        evaluate(on, train=20, seeds=1)


def test_an_answer_echoes_what_the_others_taught_and_not_its_own_coding(monkeypatch: pytest.MonkeyPatch) -> None:
    on, heard = ground(), list[Array]()

    def listened(
        weighed: csr_matrix, basis: Array, given: Array, folds: Array, *, penalty: float
    ) -> tuple[Array, Array]:
        heard.append(given)
        return spread(weighed, basis, given, folds, penalty=penalty)

    monkeypatch.setattr(lessons, "spread", listened)
    flipped = replace(
        on.answers[0], labels=tuple(theme for theme in THEMES if theme not in (on.answers[0].labels or ()))
    )
    for first in (on.answers[0], flipped):
        learnt(replace(on, answers=(first, *on.answers[1:])), range(40))
    before, after = (chances[0] for chances in heard)
    assert np.abs(after - before).max() < 0.1

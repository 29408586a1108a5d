"""A new model is measured beside what is in use on the same answers, none of which either has learnt from."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from consultation.codebook import Codebook, Theme
from nlp.learning.contest import MARGIN, Contest, Marks, contest, marks
from nlp.learning.lessons import Ground, prepared
from nlp.learning.said import Said

SPOKEN = {
    "funding": ("the cheque came too late", "our treasurer waits for reimbursement", "travel was never paid back"),
    "skills": ("nobody taught us to negotiate", "newcomers watch their elders", "volunteers lack experience"),
}
ENDS = ("in our town", "last year", "as always", "says my group", "in the north", "once more", "since then")


def theme(id_: str, cue: str) -> Theme:
    return Theme(id_, {"en": id_.capitalize()}, {}, {"en": (cue,)}, {}, {})


BOOK = Codebook(1, (theme("funding", "grant"), theme("skills", "training")), "0123456789ab")


def rows(coded: Mapping[str, str] = {}) -> list[Said]:
    """Return answers with their themes, or with what those were ``coded`` instead."""
    return [
        Said(f"{words} {end}", "en", labels=(coded.get(id_, id_),))
        for id_, spoken in SPOKEN.items()
        for words in spoken
        for end in ENDS
    ]


def run(ground: Ground, coded: list[int], before: list[int] | None) -> Contest:
    return contest(ground, coded, before, lambda *_: None)


@pytest.fixture(scope="module")
def right() -> Ground:
    return prepared(BOOK, rows())


def test_good_examples_win_against_cues_and_against_fewer_of_them(right: Ground) -> None:
    every = list(range(len(right.answers)))
    funding = every[: len(every) // 2 : 4]
    against_cues, against_few = run(right, every, None), run(right, every, funding)
    assert against_cues.in_use == Marks(0, 0)
    assert against_cues.new.mean > 0.8
    assert (against_cues.won, against_few.won) == (True, True)
    assert against_few.in_use.mean < against_few.new.mean == against_cues.new.mean


def test_the_same_examples_are_no_gain(right: Ground) -> None:
    every = list(range(len(right.answers)))
    same = run(right, every, every)
    assert (same.gain, same.won) == (0, False)


def test_wrong_examples_are_not_taken_for_a_gain() -> None:
    wrong = [replace(one, text=f"{one.text} indeed") for one in rows({"funding": "skills", "skills": "funding"})[::4]]
    ground = prepared(BOOK, [*rows(), *wrong])
    found = run(ground, list(range(len(ground.answers))), list(range(len(rows()))))
    assert found.gain < 0


def test_nobody_is_measured_on_what_they_were_taught() -> None:
    """Every answer has words of its own, and a theme by chance: who knows it was taught it."""
    chance = Random(7)
    texts = [" ".join("".join(chance.sample("abdegiklmnoprstu", 7)) for _ in range(6)) for _ in range(60)]
    ground = prepared(BOOK, [Said(text, "en", labels=(chance.choice(("funding", "skills")),)) for text in texts])
    found = run(ground, every := list(range(60)), every[::2])
    assert max(found.new.mean, found.in_use.mean) < 0.75


def test_cues_that_are_right_are_not_replaced() -> None:
    texts = [
        Said(f"A {cue} {end}.", "en", labels=(id_,))
        for id_, cue in (("funding", "grant"), ("skills", "training"))
        for end in ENDS
    ]
    found = run(prepared(BOOK, texts), list(range(len(texts))), None)
    assert (found.in_use.mean, found.won) == (1, False)


def test_who_counts_half_counts_half_in_the_contest_too() -> None:
    right = [Said(f"A grant {end}.", "en", labels=("funding",)) for end in ENDS]
    wrong = [Said(f"A training {end}.", "en", labels=("funding",), weight=0.5) for end in ENDS]
    found = run(prepared(BOOK, [*right, *wrong]), list(range(2 * len(ENDS))), None)
    assert found.in_use.micro_f1 == pytest.approx(2 / 3)  # 2 × 7 of (7 + 3.5) coded and (7 + 3.5) heard


def test_each_answer_counts_its_weight() -> None:
    labels, given = np.array([[1, 0], [1, 0]]), np.array([[1, 0], [0, 1]])
    assert marks(labels, given, np.array([1.0, 1.0])) == Marks(0.5, 2 / 3)
    heavier = marks(labels, given, np.array([1.0, 0.5]))
    assert (heavier.micro_f1, heavier.macro_f1) == pytest.approx((2 / 3, 0.8))
    assert marks(labels[:0], given[:0], np.array([])) == Marks(0, 0)


@pytest.mark.parametrize("gain", [MARGIN / 2, -0.1])
def test_a_little_better_is_not_enough(gain: float) -> None:
    assert not Contest(Marks(0.5 + gain, 0.5 + gain), Marks(0.5, 0.5)).won
    assert Contest(Marks(0.5 + 2.1 * MARGIN, 0.5), Marks(0.5, 0.5)).won

"""Cosines are those of the words, whatever the blocks in which they are found."""

import random

import numpy as np
import pytest

from consultation.likeness import ALIKE, ALIKE_BY_ONE_WORD, Passage
from nlp.likeness import Compared, Reading

READ = Reading("en")


def compared(*texts: str) -> Compared:
    passages = [Passage(f"{n:05}", f"person {n}", "en", 0, text) for n, text in enumerate(texts)]
    return Compared.of(passages, READ)


def test_words_weigh_and_so_does_which_follow_each_other() -> None:
    of = compared("Boats need harbours.", "Harbours need boats.", "Boats, harbours: need?")
    cosines = (of.matrix @ of.matrix.T).toarray()
    assert cosines.diagonal() == pytest.approx(1)
    assert ALIKE_BY_ONE_WORD < cosines[0, 1] < 1


def test_two_words_in_common_among_many_are_not_enough() -> None:
    of = compared("Train volunteers: museum.", "Train volunteers, sing old songs.")
    assert 0.3 < (of.matrix @ of.matrix.T).toarray()[0, 1] < 0.4
    assert of.likeness.toarray().tolist() == [[1, 0], [0, 1]]


def test_what_is_alike_is_found_across_blocks_of_rows() -> None:
    dice = random.Random(1)
    words = [f"{one}{two}" for one in "bdfgklmnprstvz" for two in ("obank", "idretol", "ulofen", "ersagap")]
    of = compared(*(" ".join(dice.choices(words, k=4)) for _ in range(700)))
    assert len(of.rows) > 600
    cosines = (of.matrix @ of.matrix.T).toarray().round(6)
    said = [{stem for stem, _ in one.carrying} for one in of.said]
    shared = np.array([[len(one & other) for other in said] for one in said])
    alike = (cosines >= ALIKE) & ((cosines >= ALIKE_BY_ONE_WORD) | (shared > 1))
    np.fill_diagonal(alike, val=True)
    assert alike.sum() > 2 * len(of.rows)
    found = of.likeness.toarray()
    assert np.array_equal(found > 0, alike)
    assert found[alike] == pytest.approx(cosines[alike])


def test_nearness_is_the_mean_cosine_with_everything_else() -> None:
    of = compared("A boat for us.", "Our boat sinks.", "The boat for bread.", "Bread for the harbour.")
    cosines = (of.matrix @ of.matrix.T).toarray()
    assert of.nearness([0]) == pytest.approx(cosines[0, 1:].mean(), abs=1e-6)
    assert of.nearness([0, 2]) == pytest.approx(cosines[[0, 2]][:, [1, 3]].mean(), abs=1e-6)
    assert of.nearness([0, 1, 2, 3]) == 0


def test_words_come_apart_as_they_do_for_the_tagger() -> None:
    assert READ("Don’t close case-studies, ana@example.org!").stems == ("don", "t", "close", "case", "studi")
    assert READ("Don’t close").denies
    assert [form for _, form in Reading("zh")("博物馆").carrying] == ["博物", "物馆"]

"""Who refuses the question answers "None"."""

import numpy as np
import pytest

from consultation.codebook import Codebook
from nlp.learning.lessons import prepared
from nlp.learning.refusals import Refusals, about_nothing
from nlp.learning.said import Reader, Said
from tests.nlp.codebooks import a_codebook, a_theme


def named(**labels: str) -> Codebook:
    return a_codebook(a_theme("x", labels=labels))


@pytest.mark.parametrize(
    "labels", [{"en": "None"}, {"fr": "Aucun"}, {"en": "None of them"}, {"es": "Ninguna de ellas"}], ids=str
)
def test_a_theme_is_about_nothing_by_its_name(labels: dict[str, str]) -> None:
    assert about_nothing(named(**labels)).tolist() == [True]


@pytest.mark.parametrize("labels", [{"en": "Nonetheless"}, {"en": "None of the taxes"}, {"en": "Other"}, {}], ids=str)
def test_and_another_is_not(labels: dict[str, str]) -> None:
    assert about_nothing(named(**labels)).tolist() == [False]


ASKED = {"en": "Which taxes should be raised?", "fr": "Quels impôts faut-il augmenter ?"}


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "Do not raise taxes.", [1, 1, 1]),
        ("en", "The rich pay. I would not raise any taxes", [1, 0, 0]),
        ("en", "No.", [0, 1, 1]),
        ("en", "No " + "very " * 12 + "good idea", [0, 1, 0]),
        ("en", "Raise taxes on fuel.", [0, 0, 0]),
        ("en", "Raise taxes. It is not fair.", [0, 0, 0]),
        ("en", "The rich should pay. I do not.", [0, 0, 0]),
        ("en", "Let the rich pay, I will not.", [0, 0, 0]),
        ("fr", "N’augmentez pas les impôts", [1, 1, 1]),
        ("fr", "Je n'augmenterais aucun impôt", [1, 1, 1]),
        ("xx", "No.", [0, 0, 0]),
        ("en", "", [0, 0, 0]),
    ],
)
def test_what_an_answer_refuses(language: str, text: str, shown: list[int]) -> None:
    answer = Said(text, language, ASKED.get(language, ""))
    assert np.array_equal(Refusals(Reader().stems).shown([answer]), [shown])


def test_without_a_question_none_is_denied() -> None:
    assert Refusals(Reader().stems).shown([Said("Do not raise taxes.", "en")]).tolist() == [[0, 1, 1]]


def heard_in(*texts: str) -> list[list[float]]:
    """Return what is heard in each text of themes named "None" and "Buses", where taxes are asked about."""
    book = a_codebook(a_theme("none", labels={"en": "None"}), a_theme("bus", labels={"en": "Buses"}))
    asked = [Said(text, "en", ASKED["en"]) for text in texts]
    themes: list[list[float]] = prepared(book, asked).found.heard.tolist()
    return themes


def test_none_is_heard_where_the_question_is_refused_and_alone_where_the_first_words_do_so() -> None:
    assert heard_in(
        "No taxes, more buses.",  # briefly, and at once
        "More buses, please. I would not raise taxes for all of them.",  # later on, the question denied
        "I do not know about buses in our town, they come once a day, but the trains are fine as they are.",  # of buses
        "None of what you say about the buses, dear people of the town, sounds to me as if it were thought through.",
        "More buses.",
    ) == [[1, 0], [1, 1], [1, 1], [1, 0], [0, 1]]

"""What is said of people who use much the same words: small numbers as small, all as all, in English and French."""

import pytest

from consultation.guide import Shown
from reports.circles import Speaking
from reports.english import English
from reports.evidence import Evidence
from reports.french import French

EN, FR = English(), French()


def behind(respondents: int, answers: int = 0) -> Evidence:
    return Evidence("x", respondents, answers)


def words(*names: str) -> list[Shown]:
    return [Shown(name, "en", fallback=False) for name in names]


@pytest.mark.parametrize(
    ("count", "of", "named", "english", "french"),
    [
        (
            7, 41, ("boat", "mill"),
            "7 of the 41 respondents who raised it use much the same words, such as “boat” and “mill”.",
            "7 des 41 répondants qui l’ont évoqué emploient à peu près les mêmes mots, tels que « boat » et « mill ».",
        ),
        (
            4, 41, (),
            "Only 4 of the 41 respondents who raised it use much the same words.",
            "Seulement 4 des 41 répondants qui l’ont évoqué emploient à peu près les mêmes mots.",
        ),
        (
            2, 2, (),
            "Both respondents who raised it use much the same words.",
            "Les deux répondants qui l’ont évoqué emploient à peu près les mêmes mots.",
        ),
        (
            3, 3, (),
            "All 3 respondents who raised it use much the same words.",
            "Les 3 répondants qui l’ont évoqué emploient tous à peu près les mêmes mots.",
        ),
        (
            1500, 41000, ("boat",),
            "1,500 of the 41,000 respondents who raised it use much the same words, such as “boat”.",
            "1 500 des 41 000 répondants qui l’ont évoqué emploient à peu près les mêmes mots, tels que « boat ».",
        ),
    ],
)  # fmt: skip
def test_a_group(count: int, of: int, named: tuple[str, ...], english: str, french: str) -> None:
    said = [grammar.alike(Speaking.RAISED, words(*named), behind(count), of) for grammar in (EN, FR)]
    assert said[0].text == english
    assert said[1].text.replace("\u202f", " ") == french
    assert [(one.count, one.of) for one in said] == [(count, of)] * 2


@pytest.mark.parametrize(
    ("speaking", "english", "french"),
    [
        (Speaking.CHANGES, "who asked for changes or said what is missing", "ont demandé des changements ou dit ce"),
        (Speaking.MISSING, "who named a question that is missing", "qui ont nommé une question qui manque"),
        (Speaking.SUPPORT, "who say why they support it", "qui disent pourquoi ils le soutiennent"),
        (Speaking.STUDY, "who say why they want it studied", "qui disent pourquoi ils veulent qu’on l’étudie"),
        (Speaking.OPPOSE, "who say why they oppose it", "qui disent pourquoi ils s’y opposent"),
        (Speaking.NOT_NOW, "who say why not now", "qui disent pourquoi ce n’est pas le moment"),
    ],
)
def test_who_spoke_is_said(speaking: Speaking, english: str, french: str) -> None:
    assert english in EN.alike(speaking, [], behind(7), 9).text
    assert french in FR.alike(speaking, [], behind(7), 9).text
    for grammar in (EN, FR):
        assert f"alike_{speaking.value}" in grammar.words


def test_nobody_alike_leads_to_nobody() -> None:
    assert EN.nobody_alike(Speaking.OPPOSE, behind(12)).text == (
        "No two of the 12 respondents who say why they oppose it use much the same words."
    )
    said = FR.nobody_alike(Speaking.OPPOSE, behind(12))
    assert said.text == (
        "Aucun des 12 répondants qui disent pourquoi ils s’y opposent n’emploie à peu près les mêmes mots qu’un autre."
    )
    assert (said.count, said.of, said.ids) == (0, 12, ())


@pytest.mark.parametrize(
    ("answers", "english", "french"),
    [
        (1, "One answer is in no group.", "Une réponse n’est dans aucun groupe."),
        (1200, "1,200 answers are in no group.", "1\u202f200 réponses ne sont dans aucun groupe."),
    ],
)
def test_the_rest_is_counted_in_answers(answers: int, english: str, french: str) -> None:
    assert EN.ungrouped(behind(1, answers)).text == english
    assert FR.ungrouped(behind(1, answers)).text == french
    assert FR.ungrouped(behind(1, answers)).count == answers


def test_far_apart_may_be_one_a_few_or_more() -> None:
    assert EN.far_apart(Speaking.CHANGES, behind(6), 60).text == (
        "6 of the 60 respondents who asked for changes or said what is missing say what is farthest from everything"
        " else said there."
    )
    assert FR.far_apart(Speaking.CHANGES, behind(3), 60).text == (
        "Seulement 3 des 60 répondants qui ont demandé des changements ou dit ce qui manque disent ce qui est le plus"
        " loin de tout ce qui s’y dit."
    )

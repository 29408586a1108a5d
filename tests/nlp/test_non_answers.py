"""What says nothing is set apart, and nothing else: the whole answer decides."""

import pytest

from nlp.non_answers import is_non_answer


@pytest.mark.parametrize(
    "text",
    [
        *("nothing", "Nothing to add.", "no comment", "I don’t know", "I dont know", "idem", "N/A", "n.a."),
        *("rien à ajouter", "RIEN A AJOUTER !", "Je ne sais pas.", "ras", "pas d’avis"),
        *("nada", "sin comentarios", "No lo sé", "não sei", "nada a acrescentar", "res", "no ho sé"),
        *("keine", "Keine Ahnung", "weiß nicht", "WEISS NICHT", "niente", "boh", "niets", "weet ik niet"),
        *("не знаю", "Ничего", "没有", "不知道。", "沒有", "لا شيء", "لا أعرف", "कुछ नहीं", "पता नहीं"),
        *("sijui", "hakuna", "tidak tahu", "tidak ada", "特になし", "わかりません", "bilmiyorum", "fikrim yok"),
        *("", " ", "-", ".", "???", "…", "👍", "🤷‍♀️ !", "asdf", "qwerty", "xxx", "aaaa", "test"),
        *("Nothing, thanks!", "nothing\nnothing\n", "Sorry, I don't know", "n/a n/a", "merci, rien", "None for now."),
    ],
)  # fmt: skip
def test_what_says_nothing(text: str) -> None:
    assert is_non_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "nothing has changed since the reform",
        "Nothing but trains",
        "I don’t know the mayor",
        "rien ne va plus",
        "res publica",
        "keine Züge mehr",
        "没有公园",
        "لا شيء تغير منذ الإصلاح",
        "no", "yes", "oui", "non", "да", "нет",  # they answer, or may
        "2030", "777", "a", "ok",
        "thanks", "Merci beaucoup", "today",  # beside nothing they say nothing, by themselves they may
        "test the water", "aaaargh", "👍 trains",
    ],
)  # fmt: skip
def test_what_may_be_an_answer(text: str) -> None:
    assert not is_non_answer(text)


def test_nothing_at_great_length_is_read_by_a_person() -> None:
    assert is_non_answer("nothing " * 20)
    assert not is_non_answer("nothing " * 200)

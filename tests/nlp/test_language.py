"""The language of a text is told from the text, and from the person where the text does not tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.language import language_of

FOUR = ("en", "fr", "es", "ar")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We need training for new volunteers.", "en"),
        ("Il nous faut des formations pour les nouveaux bénévoles.", "fr"),
        ("Necesitamos talleres para los voluntarios nuevos.", "es"),
        ("نحتاج إلى تدريب المتطوعين الجدد", "ar"),
        ("بالتدريب", "ar"),
        ("merci beaucoup", "fr"),
        ("IL NOUS FAUT DES FORMATIONS", "fr"),
        ("I think que le budget est trop petit pour nous", "fr"),
    ],
)
@pytest.mark.parametrize("spoken", [*FOUR, ""])
def test_a_text_in_another_language_than_the_person_s_is_recognised(text: str, language: str, spoken: str) -> None:
    assert language_of(text, FOUR, spoken=spoken) == language


@pytest.mark.parametrize("text", ["", " \n", "…", "👍👍", "2019", "ok", "API", "Wikidata", "https://example.org/"])
@pytest.mark.parametrize("spoken", FOUR)
def test_where_the_text_does_not_tell_it_is_the_person_s_own(text: str, spoken: str) -> None:
    assert language_of(text, FOUR, spoken=spoken) == spoken


@pytest.mark.parametrize("text", ["", "👍", "2019", "ok"])
def test_where_nobody_knows_it_is_the_first(text: str) -> None:
    assert [language_of(text, languages) for languages in (FOUR, ("ar", "en"))] == ["en", "ar"]


def test_a_likely_language_is_taken_where_the_person_s_is_not_known() -> None:
    assert (language_of("Oui", FOUR), language_of("Oui", FOUR, spoken="en")) == ("fr", "en")


def test_whoever_speaks_a_language_that_is_unknown_to_the_model_is_not_guessed_at() -> None:
    assert language_of("Kuhoresha vose", ("en", "fr"), spoken="xyz") == "xyz"
    assert language_of("Kuhoresha", ("xyz", "zyx"), spoken="") == "xyz"
    assert language_of("We need more training for the new ones", ("en", "fr"), spoken="xyz") == "en"


def test_the_person_s_language_need_not_be_one_of_the_consultation_s() -> None:
    assert language_of("Wir brauchen mehr Geld für unsere Arbeit.", FOUR, spoken="de") == "de"
    assert language_of("We need more money for our work.", FOUR, spoken="de") == "en"


def test_a_regional_kind_of_a_language_is_recognised_and_keeps_its_name() -> None:
    text = "Precisamos de formações para os voluntários novos."
    assert language_of(text, ("en", "pt-BR")) == "pt-BR"
    assert language_of(text, ("en", "pt"), spoken="pt-BR") == "pt-BR"


def test_one_language_needs_no_telling() -> None:
    assert language_of("Il nous faut des formations", ("en",)) == "en"


def test_a_path_is_no_language() -> None:
    assert language_of("the and of with", ("../lang/en", "fr"), spoken="../lang/en") == "../lang/en"


@given(text=st.text(), spoken=st.sampled_from([*FOUR, "", "xyz", "pt-BR"]))
def test_it_is_always_one_of_those_asked_about(text: str, spoken: str) -> None:
    assert language_of(text, FOUR, spoken=spoken) in {*FOUR, spoken} - {""}

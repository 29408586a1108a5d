"""A theme without cues in a language is heard by the words of its label and definition there."""

import pytest

from consultation.codebook import Span, Tag
from nlp.tagger import CueTagger
from tests.nlp.codebooks import a_codebook, a_theme, evidence

WARD = a_codebook(
    a_theme(
        "manner",
        labels={"en": "Staff manner", "fr": "Attitude du personnel"},
        definitions={"en": "How staff behave towards patients, described as 'friendly', “polite” or 'in a hurry'."},
    ),
    a_theme("number", labels={"en": "Number of staff"}, definitions={"en": "Whether enough nurses work at night."}),
    a_theme("food", labels={"en": "Food & drink"}, definitions={"en": "Meals: their taste and temperature."}),
    a_theme("all", labels={"en": "All of them", "fr": "Toutes"}),
    a_theme("parking", labels={"en": "Parking"}, cues={"en": ["car park"]}),
)
TAGGER = CueTagger(WARD)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Foods", {"food": ["Foods"]}),
        ("Drinks, more drinks!", {"food": ["Drinks", "drinks"]}),
        ("The taste", {}),
        ("The taste and the temperatures", {"food": ["taste", "temperatures"]}),
        ("No taste, no taste", {}),
        ("Friendly", {"manner": ["Friendly"]}),
        ("politely", {"manner": ["politely"]}),
        ("always in a hurry", {"manner": ["hurry"]}),
        ("The staff", {}),
        ("The manner", {"manner": ["manner"]}),
        ("The staff were friendly", {"manner": ["staff", "friendly"]}),
        ("Where is parking?", {}),
        ("Where is the car park?", {"parking": ["car park"]}),
    ],
)
def test_a_label_word_is_enough_and_a_word_of_the_definition_is_half_of_it(
    text: str, found: dict[str, list[str]]
) -> None:
    assert evidence(TAGGER.tag_in("en", text)) == found


def test_a_label_s_tag_says_so_and_is_surer_the_more_is_found() -> None:
    assert TAGGER.tag_in("en", "Food").tags == (Tag("food", "label", 0.5, (Span(0, 4, "Food"),)),)
    assert [tag.score for tag in TAGGER.tag_in("en", "Food, food and drink").tags] == [0.667]


def test_a_label_without_content_is_heard_by_its_words_as_they_stand() -> None:
    assert [evidence(TAGGER.tag_in("fr", text)) for text in ("Toutes !", "Tout", "toute")] == [
        {"all": ["Toutes"]},
        {},
        {},
    ]


def test_a_theme_is_not_heard_by_words_of_another_language() -> None:
    assert TAGGER.tag_in("fr", "food").tags == ()


def test_themes_that_share_all_their_words_are_both_heard() -> None:
    codebook = a_codebook(a_theme("one", labels={"en": "Tools"}), a_theme("two", labels={"en": "Tool"}))
    assert list(evidence(CueTagger(codebook).tag_in("en", "tools"))) == ["one", "two"]


def test_a_word_of_many_definitions_says_nothing() -> None:
    themes = [
        a_theme(f"t{number}", labels={"en": f"Label{number}"}, definitions={"en": f"Comments relating to x{number}"})
        for number in range(5)
    ]
    tagger = CueTagger(a_codebook(*themes))
    assert tagger.tag_in("en", "comments relating").tags == ()
    assert [tag.score for tag in tagger.tag_in("en", "comments relating label3").tags] == [0.5]


def test_a_label_in_a_script_without_blanks_is_one_word() -> None:
    codebook = a_codebook(a_theme("data", labels={"zh": "数据"}), a_theme("water", labels={"zh": "水"}))
    tagger = CueTagger(codebook)
    assert evidence(tagger.tag_in("zh", "共享数据。水。数。")) == {"data": ["数据"], "water": ["水"]}

"""Tags by a model say why, in exact spans, and are the same however they are asked for."""

from collections.abc import Iterator
from functools import cache

import pytest

from consultation.codebook import Span, Tagged
from nlp.learning.lessons import learnt
from nlp.learning.said import Said
from nlp.learning.tagger import LearntTagger
from tests.nlp.learning.town import TOWN, answers, ground, said


@cache
def tagger() -> LearntTagger:
    return LearntTagger(TOWN, learnt(ground(), range(120)))


def spans(tagged: Tagged) -> Iterator[Span]:
    return (span for tag in tagged.tags for span in tag.evidence)


def test_a_cue_is_its_own_evidence_and_certain() -> None:
    (tag,) = tagger().tag_in("en", "🙂🙂 The tax is too high!").tags
    assert (tag.theme, tag.source, tag.score, tag.evidence) == ("money", "cue", 1.0, (Span(7, 10, "tax"),))


@pytest.mark.parametrize(
    ("language", "text", "theme", "telling"),
    [
        ("en", "👨‍👩‍👧 Bicycles need lanes.", "travel", "Bicycles"),
        ("en", "Cafe\u0301! Who pays the rents?", "money", "rents"),
        ("ar", "شكرا 🙂 ماتت الأسماك هذا الربيع.", "water", "الأسماك"),
        ("fr", "Merci 🙂 Les loyers aussi.", "money", "loyers"),
    ],
)
def test_what_no_cue_hears_is_shown_by_the_words_that_weighed_most(
    language: str, text: str, theme: str, telling: str
) -> None:
    (tag,) = tagger().tag_in(language, text, "What should the town do?").tags
    assert (tag.theme, tag.source) == (theme, "model")
    assert 0 < tag.score < 1
    assert telling in [span.text for span in tag.evidence]
    assert 1 <= len(tag.evidence) <= 3


def test_evidence_is_an_exact_span_of_the_text() -> None:
    given = tagger().tag_all(answers(100, seed=7))
    found = [(said, span) for said, tagged in zip(answers(100, seed=7), given, strict=True) for span in spans(tagged)]
    assert len(found) > 100
    assert all(answer.text[span.start : span.end] == span.text for answer, span in found)
    assert {answer.language for answer, _ in found} == {"en", "fr", "ar"}
    assert any(tag.source == "model" for tagged in given for tag in tagged.tags)


def test_one_by_one_is_the_same_as_all_at_once() -> None:
    told = [*answers(60, seed=8), said(""), said("🙂"), said("The librarry", "en"), said("Le tram", "xx")]
    assert tagger().tag_all(told) == [tagger().tag_all([each])[0] for each in told]
    assert tagger().tag_all(told[::-1])[::-1] == tagger().tag_all(told)
    assert tagger().tag_all([]) == []


def test_learning_twice_gives_the_same_tags_and_scores() -> None:
    again = LearntTagger(TOWN, learnt(ground(), range(120)))
    assert again.tag_all(answers(60, seed=9)) == tagger().tag_all(answers(60, seed=9))


def test_the_language_is_found_where_nobody_says_it() -> None:
    assert tagger().tag("La rivière est sale.", spoken="en").language == "fr"
    assert tagger().tag("النهر ملوث جدا.", spoken="").language == "ar"


def test_an_answer_about_none_of_the_themes_has_no_tags() -> None:
    assert tagger().tag_in("en", "I live here. Thank you 🙂").tags == ()


def test_themes_keep_the_order_of_the_codebook_and_come_once() -> None:
    order = [theme.id for theme in TOWN.themes]
    for tagged in tagger().tag_all(answers(100, seed=10)):
        themes = [tag.theme for tag in tagged.tags]
        assert themes == sorted(set(themes), key=order.index)


def test_without_coded_answers_it_says_why_as_well() -> None:
    alone = LearntTagger(TOWN, learnt(ground(), ()))
    told = [Said(each.text, each.language, each.question) for each in answers(100, seed=11)]
    tags = [tag for tagged in alone.tag_all(told) for tag in tagged.tags]
    assert {tag.source for tag in tags} == {"cue", "model"}
    assert all(tag.evidence for tag in tags if tag.source == "cue")

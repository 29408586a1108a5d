"""Folding forgets how a word is typed, and nothing of what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.folding import fold, parts


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Éducation", "education"),
        ("e\u0301ducation", "education"),
        ("ŒUVRE", "oeuvre"),
        ("Ægypten", "aegypten"),
        ("ﬁnancement", "financement"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("IŞIK", "isik"),
        ("intel·ligent", "intelligent"),
        ("soft\u00adhyphen", "softhyphen"),
        ("l’", "l"),
        ("case-", "case"),
        ("_emphasis_", "emphasis"),
        ("التَّمْوِيل", "التمويل"),
        ("تمـــويل", "تمويل"),
        ("أدوات", "ادوات"),
        ("إدارة", "ادارة"),
        ("آلة", "الة"),
        ("ٱلمال", "المال"),
        ("हिन्दी", "हिन्दी"),
        ("が", "が"),
        ("한국", "한국"),
        ("42", "42"),
    ],
)
def test_folded(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize("mark", ["-", "’", "\u0301", "\u200d", "·", "ـ"])
def test_what_is_nothing_but_marks_stays_for_no_word_may_vanish(mark: str) -> None:
    assert fold(mark) == mark


@given(st.text(min_size=1))
def test_a_folded_word_is_never_empty(word: str) -> None:
    assert fold(word)


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("(l’outil,", ["l’", "outil"]),
        ("case-study", ["case-", "study"]),
        ("jusqu'à", ["jusqu'", "à"]),
        ("et/ou", ["et", "ou"]),
        ("…bon!?", ["bon"]),
        ("#حقوق_الإنسان", ["حقوق_", "الإنسان"]),
        ("日本語", ["日", "本", "語"]),
        ("salarié·e·s", ["salarié·e·s"]),
        ("!!!", []),
    ],
)
def test_a_piece_comes_apart_at_marks_hyphens_and_apostrophes(piece: str, words: list[str]) -> None:
    assert parts(piece) == words

"""Cues are heard in whatever form they are typed, and the evidence is what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.codebook import Span, Tag
from nlp.folding import WORDS, parts
from nlp.pipeline import build
from nlp.tagger import CueTagger
from nlp.words import blank
from tests.nlp.codebooks import FOUR_LANGUAGES, a_codebook, a_theme, cue_codebook, evidence

TAGGER = CueTagger(FOUR_LANGUAGES)


@pytest.mark.parametrize(
    ("language", "cue", "text", "found"),
    [
        ("fr", "outil", "Il manque des OUTILS.", ["OUTILS"]),
        ("fr", "outil", "L’outil d'import", ["outil"]),
        ("fr", "outil", "l'outil", ["outil"]),
        ("fr", "décentralisé", "une organisation decentralisee", ["decentralisee"]),
        ("fr", "retour d'expérience", "Nos retours d’experiences", ["retours d’experiences"]),
        ("fr", "étude de cas", "Trois études de cas, pas plus", ["études de cas"]),
        ("fr", "mode d'emploi", "un mode-d’emploi", ["mode-d’emploi"]),
        ("fr", "bénévole", "les bénévole·s et «bénévoles»", ["bénévole·s", "bénévoles"]),
        ("fr", "œuvre", "des oeuvres", ["oeuvres"]),
        ("en", "case study", "Case-studies, a case study", ["Case-studies", "case study"]),
        ("en", "case-study", "one case study", ["case study"]),
        ("en", "case study", "case\nstudy case  study", ["case\nstudy", "case  study"]),
        ("en", "case study", "In this case, study first.", []),
        ("en", "grant", "e-grant _grant_ (grants)", ["grant", "grant", "grants"]),
        ("en", "grant", "immigrant grantee", []),
        ("en", "R&D", "our r&d budget", ["r&d"]),
        ("en", "open access", "#open_access", ["open_access"]),
        ("es", "subvención", "las subvenciones", ["subvenciones"]),
        ("ca", "l'eina", "les eines i l’eina", ["l’eina"]),
        ("it", "comunità", "nella comunita'", ["comunita"]),
        ("ar", "تمويل", "نحتاج إلى التَّمويل، وللتدريب", ["التَّمويل"]),
        ("ar", "حقوق الإنسان", "#حقوق_الانسان", ["حقوق_الانسان"]),
        ("zh", "知识", "共享知识。", ["知识"]),
        ("xyz", "ruzuku", "RÚZUKU ruzukuni", ["RÚZUKU"]),
    ],
)
def test_a_cue_is_heard_as_it_is_typed(language: str, cue: str, text: str, found: list[str]) -> None:
    tagged = CueTagger(cue_codebook(language, theme=cue)).tag_in(language, text)
    assert evidence(tagged) == ({"theme": found} if found else {})


def test_a_tag_says_where_by_what_and_how_surely() -> None:
    tagged = TAGGER.tag_in("en", "🙂 A grant, and lessons learned from grants.")
    assert tagged.tags == (
        Tag("funding", "cue", 1.0, (Span(4, 9, "grant"), Span(36, 42, "grants"))),
        Tag("sharing", "cue", 1.0, (Span(15, 30, "lessons learned"),)),
    )


def test_within_a_theme_the_longer_cue_is_the_evidence() -> None:
    codebook = a_codebook(a_theme("data", cues={"en": ["data", "linked data", "data sets"]}))
    assert evidence(CueTagger(codebook).tag_in("en", "Linked data sets, data sets")) == {
        "data": ["Linked data", "data sets"]
    }


def test_each_theme_hears_for_itself() -> None:
    codebook = cue_codebook("en", ecosystem="free software", tools="software")
    assert evidence(CueTagger(codebook).tag_in("en", "Free software!")) == {
        "ecosystem": ["Free software"],
        "tools": ["software"],
    }


class TestNeeds:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("They lend money on credit.", ["credit"]),
            ("Credit is given, not money!", ["Credit"]),
            ("Our bank loans were a credit", ["credit"]),
            ("Give credit to the authors.", []),
            ("Give credit. Money is another matter.", []),
            ("Give credit!Then money.", []),
            ("Give credit\nand money", []),
            ("Dr. M. Okoro gave credit to the e.g. money lenders", ["credit"]),
            ("Credit of 3.5 in money", ["Credit"]),
            ("No money. But credit? Money.", []),
            ("No money. But credit, money.", ["credit"]),
        ],
    )
    def test_a_broad_cue_needs_another_word_in_its_sentence(self, text: str, found: list[str]) -> None:
        tagged = TAGGER.tag_in("en", text)
        assert evidence(tagged).get("funding", []) == found

    def test_a_need_alone_is_no_cue(self) -> None:
        assert TAGGER.tag_in("en", "They lend money.").tags == ()

    def test_a_broad_cue_needs_something_though_it_is_listed_as_a_cue_and_in_another_form(self) -> None:
        theme = a_theme("tools", cues={"en": ["tool", "tools"]}, needs={"en": {"tools": ("upload",)}})
        tagger = CueTagger(a_codebook(theme))
        assert evidence(tagger.tag_in("en", "A tool. Upload tool.")) == {"tools": ["tool"]}

    def test_what_one_theme_needs_another_may_hear_without(self) -> None:
        codebook = a_codebook(
            a_theme("ethics", needs={"en": {"credit": ("author",)}}),
            a_theme("funding", needs={"en": {"credit": ("money",)}}),
            a_theme("any", cues={"en": ["credit"]}),
        )
        tagger = CueTagger(codebook, ["en"])
        assert [
            list(evidence(tagger.tag_in("en", text))) for text in ("credit", "Credit and money", "credits, authors")
        ] == [
            ["any"],
            ["funding", "any"],
            ["ethics", "any"],
        ]


@given(text=st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("grantcedi -’'.\n\u0301·"))))
def test_evidence_is_an_exact_slice_of_any_text(text: str) -> None:
    text = f"{text}grants{text} étude-de-cas {text}"
    for language in ("en", "fr", "ar", "sw"):
        spans = [span for tag in TAGGER.tag_in(language, text).tags for span in tag.evidence]
        assert [span.text for span in spans] == [text[span.start : span.end] for span in spans]
        assert "étude-de-cas" in [span.text for span in spans] or language == "en"


@given(before=st.text(), after=st.text())
def test_a_cue_between_blanks_is_heard_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before} grants {after}"
    spans = [span for tag in TAGGER.tag_in("en", text).tags for span in tag.evidence]
    assert Span(len(before) + 1, len(before) + 7, "grants") in spans


@given(st.text())
def test_the_same_text_is_tagged_the_same_by_a_new_tagger_in_its_first_text(text: str) -> None:
    assert CueTagger(cue_codebook("en", a="a", b="0")).tag_in("en", text) == ONE_LETTER.tag_in("en", text)


TOKENS = blank("fr")
ONE_LETTER = CueTagger(cue_codebook("en", a="a", b="0"))


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("aé-’'._·語\u0301"))))
def test_the_tokenizer_cuts_a_piece_of_text_as_folding_does(text: str) -> None:
    for piece in text.split():
        assert parts(piece) == [token.text for token in TOKENS.make_doc(piece) if WORDS.search(token.text)]


def test_the_pipeline_is_one_of_spacy_s() -> None:
    nlp = build(FOUR_LANGUAGES, "en")
    docs = list(nlp.pipe(["A tool.", "Nothing."]))
    assert [[tag.theme for tag in doc._.tags] for doc in docs] == [["tools"], []]
    assert nlp.pipe_names == ["themes"]


@pytest.mark.parametrize(
    "text", ["." * 300_000, "a" * 300_000, "a." * 150_000, "'a-" * 100_000, "credit " * 40_000, "\u0301" * 300_000]
)
def test_a_text_of_any_shape_takes_time_by_its_length_only(text: str) -> None:
    assert TAGGER.tag_in("en", f"{text} grant").tags[0].theme == "funding"


def test_a_text_of_more_than_a_million_characters_is_tagged() -> None:
    text = "word " * 250_000 + "grant"
    assert TAGGER.tag(text, spoken="en").tags == (Tag("funding", "cue", 1.0, (Span(1_250_000, 1_250_005, "grant"),)),)

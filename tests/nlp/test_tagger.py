"""The tagger finds the language, listens in it, and in the others where it hears nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import nlp.listener
from consultation.codebook import Tagged
from consultation.ports import Tagger
from nlp.tagger import CueTagger
from tests.nlp.codebooks import FOUR_LANGUAGES, a_codebook, a_theme, cue_codebook, evidence

TAGGER = CueTagger(FOUR_LANGUAGES, ("en", "fr", "es", "ar"))


def test_it_is_the_core_s_tagger() -> None:
    tagger: Tagger = TAGGER
    tagged = tagger.tag("Il nous faut des subventions pour les musées.", spoken="en", question="Why?")
    assert tagged.language == "fr"
    assert evidence(tagged) == {"funding": ["subventions"]}


def test_themes_come_in_the_codebook_s_order() -> None:
    assert list(evidence(TAGGER.tag_in("en", "tools, a case study and grants"))) == ["funding", "sharing", "tools"]


class TestOtherLanguages:
    def test_a_text_without_a_theme_of_its_own_is_heard_in_the_others(self) -> None:
        tagged = TAGGER.tag_in("fr", "On nous a parlé de grants et de case studies.")
        assert (tagged.language, evidence(tagged)) == ("fr", {"funding": ["grants"], "sharing": ["case studies"]})

    def test_one_with_a_theme_of_its_own_is_not(self) -> None:
        assert evidence(TAGGER.tag_in("fr", "Un outil pour demander des grants.")) == {"tools": ["outil"]}

    def test_what_several_languages_hear_is_one_tag(self) -> None:
        assert evidence(TAGGER.tag_in("ar", "le budget, the grants")) == {"funding": ["budget", "grants"]}

    def test_needs_hold_there_too(self) -> None:
        assert TAGGER.tag_in("fr", "credit").tags == ()
        assert evidence(TAGGER.tag_in("fr", "credit: money")) == {"funding": ["credit"]}

    def test_labels_do_not_count_there(self) -> None:
        assert TAGGER.tag_in("fr", "las herramientas").tags == ()
        assert evidence(TAGGER.tag_in("fr", "herramientas, presupuestos")) == {"funding": ["presupuestos"]}
        assert [tag.source for tag in TAGGER.tag_in("es", "las herramientas").tags] == ["label"]

    def test_there_may_be_none(self) -> None:
        assert CueTagger(cue_codebook("en", tools="tool")).tag_in("en", "Nothing").tags == ()


class TestLanguagesThatTheCodebookLacks:
    def test_all_cues_are_heard_without_endings(self) -> None:
        tagged = TAGGER.tag_in("sw", "Grant na SUBVENTION na herramientas na grants na تمويل")
        assert (tagged.language, evidence(tagged)) == ("sw", {"funding": ["Grant", "SUBVENTION", "تمويل"]})

    def test_the_other_languages_do_not_lend_their_endings(self) -> None:
        assert TAGGER.tag_in("sw", "grants").tags == ()

    def test_a_theme_without_any_cue_is_heard_by_its_labels(self) -> None:
        codebook = a_codebook(a_theme("tools", labels={"en": "The tools", "fr": "Les outils"}))
        assert evidence(CueTagger(codebook).tag_in("sw", "tools the outils les")) == {"tools": ["tools", "outils"]}

    @pytest.mark.parametrize("language", ["fr-CA", "FR", "fr"])
    def test_a_regional_kind_of_a_language_is_that_language(self, language: str) -> None:
        assert TAGGER.tag_in(language, "outils") == Tagged(language, TAGGER.tag_in("fr", "outils").tags)

    def test_a_codebook_s_own_regional_kind_has_its_stems(self) -> None:
        tagger = CueTagger(cue_codebook("pt-BR", skills="formação"))
        assert evidence(tagger.tag("Mais formações!", spoken="pt-BR")) == {"skills": ["formações"]}

    @pytest.mark.parametrize("language", ["", "tlh", "../en", "zxx", "ja", "th", "vi", "ko"])
    def test_no_code_is_too_strange(self, language: str) -> None:
        tagged = CueTagger(cue_codebook("tlh", tools="jan")).tag_in(language, "jan")
        assert (tagged.language, evidence(tagged)) == (language, {"tools": ["jan"]})

    def test_a_codebook_without_themes_hears_nothing(self) -> None:
        assert CueTagger(a_codebook()).tag("Grants", spoken="en") == Tagged("en", ())


def test_a_text_in_no_language_is_in_the_first_of_the_codebook_where_nobody_knows() -> None:
    assert (CueTagger(FOUR_LANGUAGES).tag("👍", spoken="").language, TAGGER.tag("👍", spoken="ar").language) == (
        "en",
        "ar",
    )


def test_forgetting_what_was_written_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"grants tool{number} word{number}" for number in range(50)]
    tagger = CueTagger(FOUR_LANGUAGES)
    first = [tagger.tag_in("en", text) for text in texts]
    known = tagger._listeners["en"]._nlp.vocab
    monkeypatch.setattr(nlp.listener, "_FORMS", len(known) - 60)
    assert [tagger.tag_in("en", text) for text in texts] == first
    assert tagger._listeners["en"]._nlp.vocab is not known


def test_threads_may_share_it() -> None:
    texts = [f"{word} {number} {word}s" for number in range(100) for word in ("grant", "outil", "étude de cas", "👍")]
    alone = [TAGGER.tag(text, spoken="fr") for text in texts]
    shared = CueTagger(FOUR_LANGUAGES, ("en", "fr", "es", "ar"))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: shared.tag(text, spoken="fr"), texts)) == alone

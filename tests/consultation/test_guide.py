"""What a consultation asks: fallback along a chain, completeness, the drafts that are current, keys of themes."""

from dataclasses import replace
from datetime import date

import pytest

from consultation.codebook import KEY_LENGTH
from consultation.guide import Draft, Lineage, Relation, Shown, Unit
from tests.consultation.conversations import CODEBOOK, CONSULTATION, draft

IN_ALL = Unit("title", {"en": "Partnerships", "fr": "Partenariats", "ar": "شراكات"})
NOT_IN_ARABIC = Unit("summary", {"en": "Summary", "fr": "Résumé"})
ENGLISH_ALONE = Unit("preface", {"en": "Preface"})
SPANISH_ALONE = Unit("note", {"es": "Nota"})
CHAIN = ("ar", "fr", "en")


class TestFallback:
    @pytest.mark.parametrize(
        ("unit", "shown"),
        [
            (IN_ALL, Shown("شراكات", "ar", fallback=False)),
            (NOT_IN_ARABIC, Shown("Résumé", "fr", fallback=True)),
            (ENGLISH_ALONE, Shown("Preface", "en", fallback=True)),
            (SPANISH_ALONE, Shown("Nota", "es", fallback=True)),
        ],
    )
    def test_a_missing_unit_falls_back_along_the_chain_and_says_so(self, unit: Unit, shown: Shown) -> None:
        assert unit.shown(CHAIN) == shown

    @pytest.mark.parametrize(
        ("language", "chain"),
        [("en", ("en",)), ("fr", ("fr", "en")), ("ar", ("ar", "fr", "en")), ("ko", ("ko", "en"))],
    )
    def test_a_chain_begins_with_the_language_and_ends_with_the_original(
        self, language: str, chain: tuple[str, ...]
    ) -> None:
        assert CONSULTATION.chain(language) == chain


class TestCompleteness:
    def test_it_is_the_share_of_units_of_ones_own(self) -> None:
        asked = replace(CONSULTATION, units=(IN_ALL, NOT_IN_ARABIC, ENGLISH_ALONE, replace(IN_ALL, path="group")))
        assert asked.completeness() == {"en": 1.0, "fr": 0.75, "ar": 0.5}

    def test_nothing_is_complete_without_units(self) -> None:
        assert replace(CONSULTATION, units=()).completeness() == {"en": 1.0, "fr": 1.0, "ar": 1.0}


class TestLookingUp:
    def test_guides_and_attributes_are_found_by_their_ids(self) -> None:
        assert CONSULTATION.guide("guiding") is CONSULTATION.guides[0]
        assert CONSULTATION.guide("") is CONSULTATION.guide("other") is None
        assert CONSULTATION.attribute("criteria") is CONSULTATION.attributes[1]
        assert CONSULTATION.attribute("") is None


def named(*drafts: Draft) -> list[tuple[str, str]]:
    """Return which drafts are current, and in which version."""
    return [(known.id, known.version) for known in replace(CONSULTATION, drafts=drafts).current_drafts()]


class TestCurrentDrafts:
    def test_each_is_there_in_its_newest_version_in_the_first_order(self) -> None:
        old = [draft("1", "A fund", version="2019-08"), draft("2", "An entry point", version="2019-08")]
        assert named(*old) == [("1", "2019-08"), ("2", "2019-08")]
        assert named(*old, draft("1", "A shared fund")) == [("1", "2019-09"), ("2", "2019-08")]

    def test_the_last_dated_is_the_newest_whatever_the_order(self) -> None:
        new = replace(draft("1", "A shared fund"), dated=date(2019, 9, 1))
        old = replace(draft("1", "A fund", version="2019-08"), dated=date(2019, 8, 1))
        assert named(new, old) == [("1", "2019-09")]
        assert named(new, draft("1", "A fund for all", version="by hand"), old) == [("1", "by hand")]

    def test_what_was_merged_or_split_is_gone(self) -> None:
        old = [draft("1", "A fund", version="2019-08"), draft("12", "A bank", version="2019-08")]
        merged = replace(draft("2", "Money"), lineage=Lineage("merged", ("2019-08/1", "2019-08/12")))
        assert named(*old, merged) == [("2", "2019-09")]

    def test_what_was_kept_stands(self) -> None:
        old = draft("1", "A fund", version="2019-08")
        kept = replace(draft("1", "A fund"), lineage=Lineage("kept", ("2019-08/1",)))
        assert named(old, kept) == [("1", "2019-09")]

    def test_there_may_be_none(self) -> None:
        assert named() == []


class TestThemes:
    def test_a_label_falls_back_and_ends_with_the_id(self) -> None:
        tools = CODEBOOK.themes[0]
        assert tools.label(("ar", "fr", "en")) == "Tools (ar)"
        assert tools.label(("ko", "fr", "en")) == "Tools (fr)"
        assert tools.label(("ko",)) == "tools"

    def test_a_key_fits_a_button_and_tells_long_ids_apart(self) -> None:
        tools, long = CODEBOOK.themes[0], "knowledge-partnerships-for-problems-of-the-world"
        one, other = (replace(tools, id=f"{long}-{end}").key for end in ("a", "b"))
        assert tools.key == "tools"
        assert len(one) == len(other) == KEY_LENGTH
        assert one != other
        assert len(f"theme:ABCDEFGH:{one}".encode()) <= 64

    def test_languages_are_those_of_labels_and_cues(self) -> None:
        assert CODEBOOK.languages == ("ar", "en", "fr")
        assert CODEBOOK.theme("money") is CODEBOOK.themes[2]
        assert CODEBOOK.theme("nonsense") is None


def test_what_a_version_comes_from_is_found_through_merges_and_splits_however_long_ago() -> None:
    def version(number: str, name: str, relation: Relation = "kept", *sources: str) -> Draft:
        return replace(draft(number, f"{number} of {name}", version=name), lineage=Lineage(relation, sources))

    drafts = (
        version("1", "a", "new"),
        version("2", "a", "new"),
        version("3", "a", "new"),
        version("1", "b", "kept", "a/1"),
        version("4", "c", "merged", "b/1", "a/2"),
        version("5", "d", "split", "c/4"),
        version("5", "e", "kept", "d"),
    )
    consultation = replace(CONSULTATION, drafts=drafts)
    found = {(one.version, one.id) for one in consultation.before(drafts[-1])}
    assert found == {("d", "5"), ("c", "4"), ("b", "1"), ("a", "1"), ("a", "2")}
    assert consultation.before(drafts[0]) == ()
    assert [one.version for one in consultation.before(drafts[3])] == ["a"]


def test_a_lineage_that_leads_back_to_itself_comes_to_an_end() -> None:
    one = replace(draft("1", "One", version="a"), lineage=Lineage("merged", ("a/2",)))
    two = replace(draft("2", "Two", version="a"), lineage=Lineage("merged", ("a/1",)))
    assert replace(CONSULTATION, drafts=(one, two)).before(one) == (two,)

"""What stores do with suggestions, a plan and what was told of groups, sentence by sentence of `consultation.ports`."""

from dataclasses import replace
from datetime import date

import pytest

from consultation.errors import NotFound
from consultation.glance import Glance
from consultation.joining import Linking
from consultation.plan import Kind, PlanEntry
from consultation.ports import Store
from consultation.progress import Reach
from consultation.suggestions import Sort, Suggestion, Verdict
from tests.storage.samples import HOUR, NOW, an_answer, kept, somebody, with_answers

LATER = NOW + HOUR
ARCHIVE = Suggestion("S1", "partnerships", Sort.PARTNER, "The archive", NOW, {"kind": "glam", "region": "asia"})
ENTRY = PlanEntry(
    "interviews", Kind.INTERVIEW, {"en": "Interviews", "ar": "مقابلات"}, date(2030, 5, 1), date(2030, 9, 30)
)


def partners(store: Store) -> tuple[Suggestion, ...]:
    return store.suggestions("partnerships", Sort.PARTNER)


class TestSuggestions:
    def test_they_come_back_as_they_were_kept_the_oldest_first(self, store: Store) -> None:
        older = replace(ARCHIVE, id="S9", at=NOW - HOUR)
        for one in (ARCHIVE, older, replace(ARCHIVE, id="S3")):
            store.suggest(one)
        assert partners(store) == (older, ARCHIVE, replace(ARCHIVE, id="S3"))

    def test_each_list_of_each_consultation_has_its_own(self, store: Store) -> None:
        paper = replace(ARCHIVE, id="S2", sort=Sort.RESOURCE)
        elsewhere = replace(ARCHIVE, id="S3", consultation="roles")
        for one in (ARCHIVE, paper, elsewhere):
            store.suggest(one)
        assert partners(store) == (ARCHIVE,)
        assert store.suggestions("partnerships", Sort.RESOURCE) == (paper,)
        assert store.suggestions("roles", Sort.PARTNER) == (elsewhere,)

    def test_details_are_added_while_nobody_has_decided(self, store: Store) -> None:
        store.suggest(ARCHIVE)
        more = replace(ARCHIVE, details={**ARCHIVE.details, "level": "local"})
        store.suggest(replace(more, at=LATER))
        assert partners(store) == (more,)
        judged = store.judge_suggestion("S1", Verdict.APPROVED, at=LATER)
        store.suggest(ARCHIVE)
        assert partners(store) == (judged,) == (replace(more, verdict=Verdict.APPROVED, decided=LATER),)

    def test_a_decision_can_become_another(self, store: Store) -> None:
        store.suggest(ARCHIVE)
        for verdict in (Verdict.REFUSED, Verdict.APPROVED, Verdict.REFUSED):
            assert store.judge_suggestion("S1", verdict, at=LATER).verdict is verdict
            assert [one.verdict for one in partners(store)] == [verdict]

    def test_there_is_no_decision_on_what_nobody_suggested(self, store: Store) -> None:
        with pytest.raises(NotFound, match="no suggestion S9"):
            store.judge_suggestion("S9", Verdict.APPROVED, at=NOW)

    def test_who_named_what_is_approved_is_not_kept(self, opened: Store) -> None:
        kept(opened, None, somebody("P1"), identity="i1")
        opened.suggest(replace(ARCHIVE, respondent="P1"))
        assert [one.respondent for one in partners(opened)] == ["P1"]
        assert opened.judge_suggestion("S1", Verdict.APPROVED, at=LATER).respondent == ""
        assert [one.respondent for one in partners(opened)] == [""]

    def test_what_somebody_suggested_anywhere_is_theirs_until_it_is_approved(self, opened: Store) -> None:
        for name in ("P1", "P2", "P3"):
            kept(opened, None, somebody(name), identity=name)
        mine = replace(ARCHIVE, respondent="P1")
        elsewhere = replace(mine, id="S0", consultation="roles", sort=Sort.RESOURCE, at=NOW - HOUR)
        linked = replace(mine, id="S2", respondent="P2")
        for one in (mine, elsewhere, linked, replace(mine, id="S4", respondent="P3"), replace(mine, id="S3")):
            opened.suggest(one)
        opened.judge_suggestion("S3", Verdict.APPROVED, at=LATER)
        assert opened.suggested_by(["P1", "P2"]) == (elsewhere, mine, linked)
        assert opened.suggested_by(["nobody"]) == ()

    def test_erasing_somebody_takes_what_is_not_approved(self, opened: Store) -> None:
        kept(opened, None, somebody("P1"), identity="i1")
        for name in ("open", "approved", "refused"):
            opened.suggest(replace(ARCHIVE, id=name, respondent="P1"))
        opened.suggest(replace(ARCHIVE, id="another"))
        opened.judge_suggestion("approved", Verdict.APPROVED, at=LATER)
        opened.judge_suggestion("refused", Verdict.REFUSED, at=LATER)
        opened.erase("P1", at=LATER)
        assert {one.id for one in partners(opened)} == {"approved", "another"}

    def test_what_somebody_suggested_on_a_visit_goes_with_them_when_they_link(self, opened: Store) -> None:
        kept(opened, None, somebody("P1"), identity="i1")
        kept(opened, None, with_answers(somebody("P2"), an_answer()), identity="i2")
        opened.suggest(replace(ARCHIVE, respondent="P1"))
        opened.open_link("P2", "CODE", until=LATER)
        assert opened.link("i1", "CODE", at=NOW) is Linking.JOINED
        assert [one.respondent for one in partners(opened)] == ["P2"]
        opened.erase("P2", at=LATER)
        assert partners(opened) == ()


class TestThePlan:
    def test_an_entry_comes_back_as_it_was_entered_by_id(self, store: Store) -> None:
        later = PlanEntry("zenith", Kind.OTHER, {"en": "The end"}, removed=True)
        for entry in (later, ENTRY):
            store.enter_plan("partnerships", entry)
        assert store.plan("partnerships") == (ENTRY, later)
        assert store.plan("roles") == ()

    def test_an_entry_takes_the_place_of_the_one_of_its_id(self, store: Store) -> None:
        store.enter_plan("partnerships", ENTRY)
        moved = replace(ENTRY, kind=Kind.REVIEW, starts=None, ends=None)
        store.enter_plan("partnerships", moved)
        assert store.plan("partnerships") == (moved,)


class TestGlances:
    def test_what_was_told_last_comes_back(self, opened: Store) -> None:
        assert opened.glance("r1") is None
        for heard in (7, 12):
            told = Glance(heard, {"region": (Reach("asia", None, None, 5), Reach("africa", 7, 3)), "source": ()})
            opened.keep_glance("r1", told)
            assert opened.glance("r1") == told
        assert opened.glance("r2") is None

    def test_it_leaves_the_round_as_it_is(self, opened: Store) -> None:
        before = opened.round("r1")
        opened.keep_glance("r1", Glance(0, {}))
        opened.change_round(before, replace(before, code="ANOTHER"))
        assert opened.glance("r1") == Glance(0, {})

    def test_there_is_none_of_an_unknown_round(self, store: Store) -> None:
        with pytest.raises(NotFound, match="no round r9"):
            store.glance("r9")
        with pytest.raises(NotFound, match="no round r9"):
            store.keep_glance("r9", Glance(0, {}))

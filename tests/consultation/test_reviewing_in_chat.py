"""Reviewing tags in chat: one answer at a time, what a decision keeps, two at once, what never appears."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.checking.review_desk import IN_HAND
from consultation.checking.reviews import Lean, Leaning, Removed, Review
from consultation.codebook import Tag
from consultation.messages import Style
from consultation.records import Answer, Aside, Revision
from consultation.roles import Role
from consultation.rounds import Round
from storage.staff import SqlStaff
from storage.store import SqlStore
from tests.consultation.conversations import CODEBOOK, Respondent
from tests.consultation.offices import House
from tests.databases import Place

GRANT = "A grant for us all, and a budget; call 06 12 34 56 78 about the upload"
TOOL = "An upload for everyone, please, in our language"
PASSED = "That answer was changed, taken back or decided on in the meantime. Let us go on:"
STALE = "That is not possible here any more. Let us go on:"
EMPTY = "No answer waits to be looked at in this round now."
RARE = "A theme of it is rare in this round."


@pytest.fixture(params=["memory", "sqlite"])
def house(request: pytest.FixtureRequest) -> House:
    made = House.in_memory()
    if request.param == "sqlite":
        store: SqlStore = request.getfixturevalue("sqlite")
        made = House(lambda: nullcontext(store), staff=SqlStaff(store.database))
    made.asks_of_drafts()
    return made


@pytest.fixture
def sqlite(place: Place) -> Iterator[SqlStore]:
    with place.store() as made:
        yield made


@pytest.fixture
def known(house: House) -> Round:
    return house.launch()


@pytest.fixture
def bob(house: House, known: Round) -> Respondent:
    """Give somebody who has said something about money and tools."""
    bob = Respondent(house, "bob")
    bob.agrees(known)
    bob.answers("needs", GRANT)
    return bob


@pytest.fixture
def ada(house: House, bob: Respondent) -> Respondent:
    """Give somebody who facilitates where Bob has said that."""
    assert bob.messages
    return house.appoints("ada")


def answers(house: House, known: Round) -> list[Answer]:
    return [answer for whose in house.record(known).participations for answer in whose.answers]


def now(house: House, known: Round) -> Revision:
    (answer,) = answers(house, known)
    return answer.current


def reviews(house: House) -> list[tuple[str, str]]:
    return [(act[0], act[3]) for act in house.acts() if act[1] == "review"]


class TestOneAnswer:
    def test_its_evidence_stands_out_and_private_data_does_not_show(self, ada: Respondent) -> None:
        ada.says("/review")
        title, words, *rest = ada.replies[0].lines
        assert (title.text, title.style) == ("Needs", Style.TITLE)
        assert (words.text, words.style) == ("A grant for us all, and a budget; call […] about the upload", Style.QUOTE)
        assert [words.text[start:end] for start, end in words.marks] == ["grant", "budget", "upload"]
        assert [line.text for line in rest] == [
            RARE,
            "Tools: by the words upload",
            "Money: by the words grant, budget",
        ]
        ada.assert_offered(
            "Right as it is", "Not: Tools", "Not: Money", "Add a theme", "For or against", "Skip", "Stop here"
        )

    def test_right_as_it_is(self, house: House, known: Round, ada: Respondent) -> None:
        before = now(house, known)
        ada.goes("/review office:keep")
        ada.assert_hears("Kept.", EMPTY)
        ada.assert_offered("Stop here")
        after = now(house, known)
        assert after == replace(before, number=2, at=after.at, review=Review(2))
        assert reviews(house) == [("ada", "as it was")]

    def test_a_theme_goes_another_comes_and_the_words_lean(self, house: House, known: Round, ada: Respondent) -> None:
        before = now(house, known)
        ada.goes("/review office:off:tools office:themes")
        ada.assert_offered("Tools", "People", "Back")
        ada.presses("People")
        assert ada.hears[3:] == [
            "Money: by the words grant, budget",
            "People: you put it on",
            "Tools: you take it off",
        ]
        assert [ada.replies[0].lines[1].text[start:end] for start, end in ada.replies[0].lines[1].marks] == [
            "grant",
            "budget",
        ]
        ada.presses("For or against")
        ada.assert_offered("1. A shared fund", "Back")
        ada.presses("1. A shared fund")
        ada.assert_offered("For it", "Against it", "Neither", "Back")
        ada.presses("Against it")
        assert ada.hears[-1] == "Draft 1: Against it"
        assert now(house, known) == before
        ada.presses("Keep it so")
        after = now(house, known)
        assert after.tags == (next(tag for tag in before.tags if tag.theme == "money"), Tag("people", "reviewer"))
        assert after.review == Review(2, (Removed("tools", "cue"),), (Leaning("1", "2019-09", Lean.AGAINST),))
        assert reviews(house) == [("ada", "+people, -tools, against 1")]

    def test_what_is_not_kept_changes_nothing(self, house: House, known: Round, ada: Respondent) -> None:
        before = house.record(known)
        ada.goes("/review office:off:tools office:leanings office:leanings:1 office:lean:for office:back")
        assert ada.hears[0] == known.id
        assert house.record(known) == before
        ada.says("/review")
        assert "Not: Tools" in ada.offered

    def test_words_lean_on_a_draft_that_was_chosen_and_nowhere_else(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        ada.goes("/review office:leanings")
        ada.presses_old("office:lean:for")
        assert ada.hears[0] == STALE
        ada.presses_old("office:leanings:13")
        assert ada.hears[0] == STALE
        ada.presses("1. A shared fund")
        ada.presses_old("office:lean:nonsense")
        assert ada.hears[0] == STALE
        ada.presses("Neither")
        assert ada.offered[0] == "Keep it so"
        ada.presses("Keep it so")
        assert now(house, known).review == Review(2, (), (Leaning("1", "2019-09", Lean.NEITHER),))

    def test_all_of_it_can_be_gone_back_from(self, ada: Respondent) -> None:
        ada.goes("/review office:themes office:back office:leanings office:back")
        assert ada.offered[0] == "Right as it is"

    def test_its_author_sees_it_and_may_say_otherwise(
        self, house: House, known: Round, ada: Respondent, bob: Respondent
    ) -> None:
        ada.goes("/review office:off:tools office:keep")
        bob.goes("/my open correct")
        assert "✓ Tools" not in bob.offered
        bob.presses("Tools")
        ada.says("/review")
        assert ada.hears[2:] == [
            "Its author says that we got it wrong.",
            "Money: by the words grant, budget",
            "Tools: its author put it on",
        ]
        bob.presses("✓ Money")
        ada.presses_old(f"office:keep:{answers(house, known)[0].id}")
        assert ada.hears[0] == PASSED
        assert "Money: its author took it off" in ada.hears
        ada.presses("Add a theme")
        assert "Money" not in ada.offered
        ada.presses_old("office:on:money")
        assert ada.hears[0] == STALE


class TestTheOrderOfThings:
    def test_a_skipped_one_is_not_shown_again_until_one_begins_anew(self, ada: Respondent) -> None:
        ada.goes("/review office:skip")
        ada.assert_hears(EMPTY)
        ada.goes("office:back /review")
        assert ada.hears[0] == "Needs"

    def test_a_button_below_an_older_answer_decides_nothing(
        self, house: House, ada: Respondent, bob: Respondent
    ) -> None:
        bob.answers("hopes", TOOL)
        ada.says("/review")
        (old,) = [data for data in ada.data if data.startswith("office:keep")]
        ada.presses("Skip")
        ada.presses_old(old)
        assert ada.hears[0] == STALE
        ada.presses_old("office:lean:for")
        ada.presses_old("office:off:nosuch")
        ada.presses_old("office:themes:x")
        assert ada.hears[0] == STALE
        assert reviews(house) == []

    def test_a_redelivered_decision_is_kept_once(self, house: House, ada: Respondent) -> None:
        ada.goes("/review office:keep")
        ada.delivers_again()
        assert ada.hears == [EMPTY]
        assert reviews(house) == [("ada", "as it was")]

    def test_a_decision_of_a_process_that_died_is_kept_once(
        self, house: House, ada: Respondent, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada.says("/review")
        assert house.staff
        with monkeypatch.context() as broken:
            broken.setattr(type(house.staff), "sit", died)
            with pytest.raises(KeyboardInterrupt):
                ada.presses("Right as it is")
        ada.delivers_again()
        assert ada.hears == [PASSED, EMPTY]
        assert reviews(house) == [("ada", "as it was")]

    def test_new_words_are_not_decided_on_unseen(self, house: House, ada: Respondent, bob: Respondent) -> None:
        ada.says("/review")
        bob.edits(bob.messages, "Only a budget is what we need here")
        ada.presses("Right as it is")
        ada.assert_hears(PASSED, "Needs", "Only a budget is what we need here", RARE, "Money: by the words budget")
        assert reviews(house) == []

    def test_what_is_erased_in_the_meantime(self, ada: Respondent, bob: Respondent) -> None:
        ada.says("/review")
        bob.goes("/forget erase")
        ada.presses("Add a theme")
        ada.assert_hears(PASSED, EMPTY)

    def test_several_pages_of_themes(self, house: House, ada: Respondent) -> None:
        many = tuple(
            replace(CODEBOOK.themes[0], id=f"theme-{number}", labels={"en": f"T{number}"}) for number in range(45)
        )
        consultation = replace(house.consultation, codebook=replace(CODEBOOK, themes=(*CODEBOOK.themes, *many)))
        house.consultations = {"partnerships": consultation}
        house.restarts()
        ada.goes("/review office:themes")
        assert (len(ada.offered), ada.offered[0], ada.offered[-2:]) == (22, "People", ["More themes", "Back"])
        ada.presses("More themes")
        ada.presses("More themes")
        assert ada.offered[:-2] == [f"T{number}" for number in range(39, 45)]
        ada.presses("T44")
        assert "T44: you put it on" in ada.hears


class TestTwoAtOnce:
    def test_nobody_gets_what_another_has_before_them(self, house: House, ada: Respondent, bob: Respondent) -> None:
        cleo = house.appoints("cleo", Role.ANALYST)
        bob.answers("hopes", TOOL)
        ada.says("/review")
        cleo.says("/review")
        assert ada.hears[1] != cleo.hears[1]
        dan = house.appoints("dan")
        dan.says("/review")
        dan.assert_hears(EMPTY)
        cleo.presses("Stop here")
        dan.says("/review")
        assert dan.hears[1] != ada.hears[1]

    def test_who_goes_away_holds_it_for_a_while_only(self, house: House, ada: Respondent) -> None:
        cleo = house.appoints("cleo")
        ada.says("/review")
        house.later(IN_HAND - timedelta(minutes=1))
        cleo.says("/review")
        cleo.assert_hears(EMPTY)
        house.later(timedelta(minutes=2))
        cleo.goes("/review office:off:tools office:keep")
        ada.presses("Right as it is")
        ada.assert_hears(PASSED, EMPTY)
        assert reviews(house) == [("cleo", "-tools")]


class TestWhatNeverAppears:
    def test_what_is_withdrawn_set_aside_or_being_coded(
        self, house: House, known: Round, ada: Respondent, bob: Respondent
    ) -> None:
        (answer,) = answers(house, known)
        with house.opened() as store:
            store.set_aside(answer.id, Aside.SPAM)
        ada.says("/review")
        ada.assert_hears(EMPTY)
        with house.opened() as store:
            store.set_aside(answer.id, "")
        ada.says("/review")
        assert ada.hears[0] == "Needs"
        bob.goes("/withdraw take-all-back")
        ada.presses("Right as it is")
        ada.assert_hears(PASSED, EMPTY)

    def test_what_is_off_the_record(self, house: House, known: Round, ada: Respondent) -> None:
        with house.opened() as store:
            (whose,) = store.record(known.id).participations
            store.add_participations(
                [replace(whose, respondent="note", on_record=False, answers=(replace(whose.answers[0], id="OFF"),))]
            )
        ada.goes("/review office:keep")
        ada.assert_hears("Kept.", EMPTY)

    def test_a_reader_of_drafts_learns_nothing(self, house: House) -> None:
        reader = house.appoints("rita", Role.READER)
        reader.says("/nosuchword")
        unknown = reader.replies
        for command in ("/review", "/code"):
            reader.says(command)
            assert reader.replies == unknown


def died(*_: object, **__: object) -> None:
    raise KeyboardInterrupt

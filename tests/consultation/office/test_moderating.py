"""Moderation as facilitators meet it in chat, and its author in the interview."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta

import pytest

from consultation import moderating
from consultation.records import Aside, Consent, Participation
from consultation.roles import Role
from consultation.rounds import Kind, Round
from storage.staff import SqlStaff
from storage.store import SqlStore
from tests.consultation.conversations import BEGINS, Respondent
from tests.consultation.offices import House
from tests.databases import Place
from tests.storage.samples import an_answer

HOUR = timedelta(hours=1)
FIRST = "A grant for everyone, and patience"
SECOND = "Buy watches at http://cheap.example and call +33 6 12 34 56 78"
TITLE = "Hopes"
ALL_BUTTONS = ["Abuse", "Spam", "Off topic", "Private data", "Next", "What is set aside", "Stop"]
NOTHING_LEFT = "There is no answer left to read."
GONE = "That answer is not there any more."
OUT_OF_PLACE = "That is not possible here any more. Let us go on:"


@pytest.fixture(params=["memory", "sqlite"])
def house(request: pytest.FixtureRequest) -> House:
    if request.param == "memory":
        return House.in_memory()
    store: SqlStore = request.getfixturevalue("sqlite")
    return House(lambda: nullcontext(store), staff=SqlStaff(store.database))


@pytest.fixture
def sqlite(place: Place) -> Iterator[SqlStore]:
    with place.store() as made:
        yield made


@pytest.fixture
def known(house: House) -> Round:
    return house.launch()


@pytest.fixture
def bob(house: House, known: Round) -> Respondent:
    return spoken(house, known, "bob", FIRST)


@pytest.fixture
def eve(house: House, known: Round, bob: Respondent) -> Respondent:
    assert bob.last.id
    house.later(HOUR)
    return spoken(house, known, "eve", SECOND)


@pytest.fixture
def ada(house: House, eve: Respondent) -> Respondent:
    assert eve.last.id
    return house.appoints("ada")


def spoken(house: House, known: Round, name: str, words: str) -> Respondent:
    who = Respondent(house, name)
    who.agrees(known)
    who.answers("hopes", words)
    return who


def about(who: Respondent) -> str:
    answer = who.last
    return f"Statement {answer.id}, {answer.current.language}, {answer.current.at:%Y-%m-%d %H:%M} Africa/Bamako"


def acts(house: House) -> list[tuple[str, str, str, str]]:
    return [act for act in house.acts() if act[1] not in ("invite facilitator", "take up role")]


class TestReading:
    def test_the_newest_comes_first_its_private_data_masked(
        self, ada: Respondent, bob: Respondent, eve: Respondent
    ) -> None:
        ada.says("/moderate")
        ada.assert_hears(TITLE, "Buy watches at […] and call […]", about(eve))
        ada.assert_offered(*ALL_BUTTONS)
        ada.presses("Next")
        ada.assert_hears(TITLE, FIRST, about(bob))
        ada.presses("Next")
        ada.assert_hears(NOTHING_LEFT)
        ada.assert_offered("What is set aside", "Stop")
        ada.presses("Stop")
        assert "Read answers" in ada.offered

    def test_an_old_button_does_nothing_to_another_answer(self, house: House, ada: Respondent, eve: Respondent) -> None:
        ada.goes("/moderate office:next")
        for data in (f"office:next:{eve.last.id}", f"office:aside:spam:{eve.last.id}", "office:next", "office:aside"):
            ada.presses_old(data)
            assert ada.hears[:2] == [OUT_OF_PLACE, TITLE]
            assert ada.hears[2] == FIRST
        assert acts(house) == []

    @pytest.mark.parametrize("reason", ["nonsense", ""])
    def test_another_reason_is_none(self, house: House, ada: Respondent, eve: Respondent, reason: str) -> None:
        ada.says("/moderate")
        ada.presses_old(f"office:aside:{reason}:{eve.last.id}")
        assert ada.hears[0] == OUT_OF_PLACE
        assert acts(house) == []

    def test_one_that_is_withdrawn_meanwhile_is_not_there_any_more(self, ada: Respondent, eve: Respondent) -> None:
        ada.says("/moderate")
        answer = eve.last.id
        eve.goes(f"/withdraw take-back:{answer}")
        ada.presses_old(f"office:aside:spam:{answer}")
        ada.assert_hears("That is not possible as it stands; nothing has changed.", GONE)
        ada.assert_offered("Next", "What is set aside", "Stop")
        ada.presses("Next")
        assert ada.hears[1] == FIRST

    def test_who_erases_all_meanwhile_is_not_there_any_more(self, ada: Respondent, eve: Respondent) -> None:
        ada.says("/moderate")
        answer = eve.last.id
        eve.goes("/forget erase")
        ada.presses_old(f"office:aside:spam:{answer}")
        ada.assert_hears("That is not possible as it stands; nothing has changed.", GONE)

    def test_what_was_said_off_the_record_is_read_by_nobody(self, house: House, known: Round, ada: Respondent) -> None:
        with house.opened() as store:
            store.add_participations([a_note(known, "N1", "Words of a salon", off_record=True)])
        ada.says("/moderate")
        for _ in range(3):
            assert "Words of a salon" not in repr(ada.replies)
            ada.presses_old(next((data for data in ada.data if data.startswith("office:next")), "office:asides"))
        with house.opened() as store:
            moderating.set_aside(store, "N1", Aside.ABUSE, now=BEGINS, by="Mo")
        ada.goes("/moderate office:asides office:look:N1")
        assert "Said off the record: nobody reads the words." in ada.hears
        assert "Words of a salon" not in repr(ada.replies)

    def test_more_than_are_asked_for_at_once_are_read_to_the_end(self, house: House, known: Round) -> None:
        many = [
            a_note(known, f"N{number:02}", f"Words {number}", off_record=number > 0)
            for number in range(moderating.AT_A_TIME * 2)
        ]
        with house.opened() as store:
            store.add_participations(many)
        ada = house.appoints("ada")
        ada.says("/moderate")
        assert ada.hears[1] == "Words 0"

    def test_a_draft_and_a_free_contribution_are_named(self, house: House) -> None:
        drafts = house.launch(Kind.DRAFTS, name="drafts")
        bob = Respondent(house, "bob")
        bob.agrees(drafts)
        bob.goes("d:1 side:1:support = done = done")
        ada = house.appoints("ada")
        ada.says("/moderate drafts")
        assert ada.hears[0] == "Draft 1, what is missing: A shared fund"
        ada.presses("Next")
        assert ada.hears[0] == "Draft 1, why: A shared fund"
        questions = house.launch()
        eve = Respondent(house, "eve")
        eve.agrees(questions)
        eve.goes("free = done")
        ada.says(f"/moderate {questions.id}")
        assert ada.hears[0] == "Free contribution"

    def test_where_nothing_was_said_there_is_nothing_to_read(self, house: House) -> None:
        house.launch()
        ada = house.appoints("ada")
        ada.says("/moderate")
        ada.assert_hears(NOTHING_LEFT)
        ada.presses("What is set aside")
        ada.assert_hears("Nothing is set aside.")
        ada.presses("Back")
        ada.assert_hears(NOTHING_LEFT)


class TestSettingAside:
    def test_an_answer_is_set_aside_and_the_next_one_read(
        self, house: House, ada: Respondent, bob: Respondent, eve: Respondent
    ) -> None:
        ada.says("/moderate")
        ada.presses("Spam")
        ada.assert_hears(
            "Set aside (spam): it appears nowhere any more. Who wrote it still sees it.", TITLE, FIRST, about(bob)
        )
        assert (eve.last.aside, bob.last.aside) == ("spam", "")
        assert acts(house) == [("ada", "set aside", eve.last.id, "spam")]
        ada.says("/moderate")
        assert ada.hears[1] == FIRST

    @pytest.mark.parametrize(
        ("label", "reason"), [("Abuse", "abuse"), ("Off topic", "off-topic"), ("Private data", "private-data")]
    )
    def test_each_reason_is_kept(self, ada: Respondent, eve: Respondent, label: str, reason: str) -> None:
        ada.says("/moderate")
        ada.presses(label)
        assert ada.hears[0].startswith(f"Set aside ({label.lower()}): ")
        assert eve.last.aside == reason

    def test_a_press_that_comes_twice_sets_one_aside(self, house: House, ada: Respondent, bob: Respondent) -> None:
        ada.says("/moderate")
        ada.presses("Spam")
        ada.delivers_again()
        assert bob.last.aside == ""
        assert len(acts(house)) == 1

    def test_one_that_was_cut_short_is_finished_and_noted_once(
        self, house: House, ada: Respondent, eve: Respondent
    ) -> None:
        ada.says("/moderate")
        with house.opened() as store:
            moderating.set_aside(store, eve.last.id, Aside.SPAM, now=BEGINS, by="ada")
        ada.presses("Spam")
        assert ada.hears[2] == FIRST
        assert acts(house) == [("ada", "set aside", eve.last.id, "spam")]

    def test_its_author_sees_it_with_a_mark(self, ada: Respondent, eve: Respondent) -> None:
        ada.goes("/moderate office:aside:private-data")
        mark = "A facilitator has set this aside (private data): it is in no report."
        eve.says("/my")
        assert SECOND in eve.hears
        assert eve.hears[eve.hears.index(SECOND) + 2] == mark
        eve.goes("open:")
        assert (eve.hears[1], eve.hears[3]) == (SECOND, mark)

    def test_a_reason_of_another_time_stands_as_it_was(self, house: House, eve: Respondent) -> None:
        with house.opened() as store:
            store.set_aside(eve.last.id, "an older reason")
        eve.says("/my")
        assert "A facilitator has set this aside (an older reason): it is in no report." in eve.hears


class TestRestoring:
    def test_what_is_set_aside_is_listed_read_and_restored(
        self, house: House, ada: Respondent, eve: Respondent, bob: Respondent
    ) -> None:
        ada.goes("/moderate office:aside:spam office:aside:abuse office:asides")
        ada.assert_hears(
            "What is set aside, the newest first",
            f"{eve.last.id}: spam. {TITLE}",
            f"{bob.last.id}: abuse. {TITLE}",
        )
        ada.assert_offered(eve.last.id, bob.last.id, "Back")
        assert FIRST not in repr(ada.replies)
        ada.presses(bob.last.id)
        ada.assert_hears(TITLE, FIRST, about(bob), "Set aside: abuse")
        ada.assert_offered("Restore it", "Back")
        ada.presses("Restore it")
        ada.assert_hears(
            "Restored: it counts again.", "What is set aside, the newest first", f"{eve.last.id}: spam. {TITLE}"
        )
        assert (bob.last.aside, eve.last.aside) == ("", "spam")
        assert acts(house)[2:] == [
            ("ada", "read what is set aside", bob.last.id, ""),
            ("ada", "restore", bob.last.id, "abuse"),
        ]
        ada.goes("/moderate")
        assert ada.hears[1] == FIRST

    def test_what_a_moderator_wrote_to_it_is_read_there(self, house: House, ada: Respondent, eve: Respondent) -> None:
        with house.opened() as store:
            moderating.set_aside(store, eve.last.id, Aside.SPAM, note="sells  watches: http", now=BEGINS, by="Mo")
        ada.goes("/moderate office:asides office:look")
        assert ada.hears[-2:] == ["Set aside: spam", "sells watches: http"]

    def test_an_answer_of_another_round_or_that_counts_is_not_read_there(
        self, house: House, ada: Respondent, bob: Respondent
    ) -> None:
        other = house.launch(name="other")
        cleo = spoken(house, other, "cleo", "Words of another round")
        with house.opened() as store:
            moderating.set_aside(store, cleo.last.id, Aside.SPAM, now=BEGINS, by="Mo")
        ada.goes("/moderate office:moderate:on-questions office:asides")
        for answer in (cleo.last.id, bob.last.id, "NOSUCH"):
            ada.presses_old(f"office:look:{answer}")
            assert ada.hears[0] == "That is not possible as it stands; nothing has changed."
        assert [act[1] for act in acts(house)] == ["set aside"]

    def test_one_restored_by_somebody_else_is_no_act(self, house: House, ada: Respondent, eve: Respondent) -> None:
        ada.goes("/moderate office:aside:spam office:asides office:look")
        with house.opened() as store:
            assert moderating.restore(store, eve.last.id, now=BEGINS, by="Mo")
        ada.presses("Restore it")
        assert [act[:2] for act in acts(house)][2:] == [("Mo", "restore")]

    def test_a_reader_and_an_analyst_learn_nothing(self, house: House, eve: Respondent) -> None:
        for role in (Role.READER, Role.ANALYST):
            mia = house.appoints(f"mia-{role}", role)
            assert not any("/moderate" in line for line in mia.hears)
            mia.says("/moderate")
            assert eve.last.current.text == SECOND
            assert not any(FIRST in line or "watches" in line for line in mia.hears)
            mia.presses_old("office:moderate:on-questions")
            assert mia.hears[0] == OUT_OF_PLACE


def a_note(known: Round, name: str, words: str, *, off_record: bool) -> Participation:
    return Participation(
        respondent=f"R{name}",
        round=known.id,
        language="en",
        began=BEGINS,
        consent=Consent("import", BEGINS),
        answers=(an_answer(name, words),),
        people=12,
        on_record=not off_record,
    )

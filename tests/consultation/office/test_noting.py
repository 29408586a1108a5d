"""Notes as facilitators enter them in chat: step by step, read over, kept, changed, removed."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from consultation import moderating
from consultation.editions import Cause, Edition
from consultation.flow import Position, State
from consultation.notes import from_text
from consultation.office.flow import Where
from consultation.records import IMPORTED, Aside, Consent, Part, Participation, Quoting
from consultation.roles import Role
from consultation.rounds import Kind, Round
from storage.staff import SqlStaff
from storage.store import SqlStore
from tests.consultation.conversations import BEGINS, KEPT, Respondent
from tests.consultation.offices import House
from tests.databases import Place
from tests.storage.samples import NOW, a_revision, an_answer, somebody

HOUR = timedelta(hours=1)
SAID = "They want a grant"
MORE = "and a tool that lasts"
NO_USE = "I cannot use that."
WAITS = "You have begun a note that is not kept yet."
CHANGES = ["Another source", "Another date", "Another language", "Another number of people", "On or off the record"]


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
def ada(house: House, known: Round) -> Respondent:
    assert known.id
    return house.appoints("ada")


def does(who: Respondent, *steps: str) -> None:
    """Go step by step: a command or words are written, what begins with ``!`` is a button by its label or data."""
    for step in steps:
        if step.startswith("!"):
            who.presses(step[1:])
        else:
            who.says(step)


def begins(who: Respondent, *, openness: str = "No, off the record", item: str = "Hopes") -> None:
    """Enter all of a note up to its words."""
    does(who, "/note", "!New note", "Salon in Bamako", "2030-02-01", "!Français", "12", f"!{openness}", f"!{item}")


def enters(who: Respondent, *, openness: str = "No, off the record") -> None:
    """Enter a note and keep it."""
    begins(who, openness=openness)
    does(who, SAID, MORE, "!That is all", "!Keep it")


def kept(house: House, known: Round) -> tuple[Participation, ...]:
    with house.opened() as store:
        return store.notes(known.id)


def the(house: House, known: Round) -> Participation:
    (whose,) = kept(house, known)
    return whose


def acts(house: House) -> list[tuple[str, str, str, str]]:
    return [act for act in house.acts() if act[1] not in ("invite facilitator", "take up role")]


class TestEntering:
    def test_a_note_is_entered_step_by_step(self, ada: Respondent) -> None:
        ada.says("/note")
        ada.assert_hears("There are no notes in this round yet.")
        ada.assert_offered("New note", "Back")
        ada.presses("New note")
        ada.assert_hears("Where is the note from? For example: salon in Bamako, interview, talk page.")
        ada.says("Salon  in Bamako")
        ada.assert_hears("When was that?", "Choose, or write a date such as 2030-01-31.")
        ada.assert_offered("Today", "Back")
        ada.says("2030-02-01")
        ada.assert_hears("In which language is the note?")
        ada.presses("Français")
        ada.assert_hears("How many people were there? Choose, or write a number.")
        ada.says("12")
        ada.assert_hears("Was it on the record?", "Off the record it is counted, and its words are shown to nobody.")
        ada.assert_offered("Yes, it may be quoted", "Yes, not word for word", "No, off the record", "Back")

    def test_its_words_are_written_and_read_over(self, house: House, known: Round, ada: Respondent) -> None:
        does(ada, "/note", "!New note", "Salon in Bamako", "2030-02-01", "!Français", "12")
        ada.presses("Yes, not word for word")
        ada.assert_hears("What is it on?")
        ada.assert_offered("Needs", "Hopes", "Freely", "Back")
        ada.presses("Hopes")
        ada.assert_hears("Hopes", "Write what was said, in one message or several.")
        ada.assert_offered("Back")
        ada.says(SAID)
        ada.assert_hears("Noted. You can go on writing.")
        ada.assert_offered("That is all")
        ada.says(MORE)
        ada.presses("That is all")
        ada.assert_hears(
            "Salon in Bamako",
            "2030-02-01 00:00 Africa/Bamako",
            "Français",
            "12 people",
            "on the record, not word for word",
            "1. Hopes",
            f"{SAID}\n{MORE}",
        )
        ada.assert_offered("Keep it", "On another question", "Write 1 anew", *CHANGES, "Leave it")
        assert kept(house, known) == ()
        ada.presses("Keep it")
        ada.assert_hears(
            "The note is kept.",
            "The notes of this round, the newest first",
            "1. Salon in Bamako, 2030-02-01 00:00 Africa/Bamako: 12 people, on the record, not word for word",
        )
        ada.assert_offered("New note", "1. Salon in Bamako", "Back")
        assert acts(house) == [("ada", "enter note", known.id, "1 answers of 12 people, on the record")]

    def test_it_is_kept_as_an_import_keeps_it(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada)
        whose = the(house, known)
        (answer,) = whose.answers
        when = datetime(2030, 2, 1, tzinfo=UTC)
        assert (whose.source, whose.people, whose.on_record, whose.quoting) == (
            "Salon in Bamako", 12, False, Quoting.PARAPHRASE
        )  # fmt: skip
        assert (whose.language, whose.began, whose.consent) == ("fr", when, Consent(IMPORTED, when))
        assert (whose.position, whose.attributes, whose.messages) == (Position(State.THANKED), {}, 0)
        assert (answer.item, answer.part, answer.current.at, answer.current.language) == (
            "hopes", Part.ANSWER, when, "fr"
        )  # fmt: skip
        assert answer.current.text == f"{SAID}\n{MORE}"
        assert answer.current.themes == ("tools", "money")
        assert (len(answer.id), len(whose.respondent)) == (8, 10)
        assert len(answer.current.pieces) == 1

    @pytest.mark.parametrize(
        ("label", "shown"),
        [
            ("Yes, it may be quoted", (True, Quoting.VERBATIM)),
            ("Yes, not word for word", (True, Quoting.PARAPHRASE)),
            ("No, off the record", (False, Quoting.PARAPHRASE)),
        ],
    )
    def test_what_may_be_shown_of_it_is_as_it_was_told(
        self, house: House, known: Round, ada: Respondent, label: str, shown: tuple[bool, Quoting]
    ) -> None:
        enters(ada, openness=label)
        whose = the(house, known)
        assert (whose.on_record, whose.quoting) == shown

    def test_it_can_be_on_several_questions_and_is_one_source(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        begins(ada)
        does(ada, SAID, "!That is all", "!On another question", "!Freely", MORE, "!That is all")
        assert ada.hears[5:] == ["1. Hopes", SAID, "2. Freely", MORE]
        ada.presses("Keep it")
        whose = the(house, known)
        assert [(one.item, one.current.text) for one in whose.answers] == [("hopes", SAID), ("", MORE)]
        assert whose.people == 12

    def test_in_a_round_on_drafts_it_is_on_a_version_of_one(self, house: House) -> None:
        drafts = house.launch(Kind.DRAFTS)
        ada = house.appoints("ada")
        begins(ada, item="2. One entry point")
        does(ada, SAID, "!That is all", "!Keep it")
        (answer,) = the(house, drafts).answers
        assert (answer.item, answer.part, answer.draft_version) == ("2", Part.WHY, "2019-09")

    @pytest.mark.parametrize(
        ("where", "words"),
        [
            (Where.NOTE_SOURCE, ["x" * 201]),
            (Where.NOTE_DATE, ["yesterday", "2030-02-30", "2099-01-01", "99999-01-01", "0001-01-01T00:00+23:59", "7d"]),
            (Where.NOTE_PEOPLE, ["0", "-3", "a dozen", "12.5", "٣", "1" * 10, "²", "2 or 3"]),
        ],
    )
    def test_what_cannot_be_meant_is_asked_for_again(
        self, house: House, known: Round, ada: Respondent, where: Where, words: list[str]
    ) -> None:
        steps = ["/note", "!New note", "Salon", "2030-02-01", "!Français"]
        does(ada, *steps[: {Where.NOTE_SOURCE: 2, Where.NOTE_DATE: 3, Where.NOTE_PEOPLE: 5}[where]])
        for text in words:
            ada.says(text)
            assert ada.hears[0] == NO_USE, text
        assert house.staff
        assert house.staff.seats(["identity-ada"])["identity-ada"].where is where
        assert kept(house, known) == ()

    def test_today_is_the_day_in_the_time_zone_of_the_consultation(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        does(
            ada,
            "/note",
            "!New note",
            "Salon",
            "!Today",
            "!English",
            "!One: an interview",
            "!No, off the record",
            "!Freely",
            SAID,
        )
        does(ada, "!That is all", "!Keep it")
        assert (the(house, known).began, the(house, known).people) == (BEGINS.replace(hour=0), 1)

    def test_today_has_begun_elsewhere(self, house: House, known: Round, ada: Respondent) -> None:
        house.consultations["partnerships"] = replace(house.consultation, timezone="Pacific/Auckland")
        house.later(5 * HOUR)
        does(ada, "/note", "!New note", "Salon", "!Today", "!English", "!One: an interview", "!No, off the record")
        does(ada, "!Freely", SAID, "!That is all", "!Keep it")
        assert the(house, known).began == datetime(2030, 3, 1, 11, tzinfo=UTC)  # midnight of the second in Auckland

    def test_each_step_leads_back_to_the_one_before(self, ada: Respondent) -> None:
        begins(ada)
        asked = []
        for _ in range(7):
            ada.presses("Back")
            asked.append(ada.hears[0])
        assert asked == [
            "What is it on?",
            "Was it on the record?",
            "How many people were there? Choose, or write a number.",
            "In which language is the note?",
            "When was that?",
            "Where is the note from? For example: salon in Bamako, interview, talk page.",
            "There are no notes in this round yet.",
        ]

    def test_what_was_kept_is_not_kept_again(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada)
        before = (kept(house, known), house.acts())
        ada.delivers_again()
        ada.presses_old("office:save")
        assert (kept(house, known), house.acts()) == before

    def test_one_that_was_cut_short_is_kept_once(self, house: House, known: Round, ada: Respondent) -> None:
        begins(ada)
        does(ada, SAID, "!That is all")
        assert house.staff
        sit = house.staff.sit
        house.staff.sit = lost  # type: ignore[method-assign, assignment]
        with pytest.raises(KeyboardInterrupt):
            ada.presses("Keep it")
        house.staff.sit = sit  # type: ignore[method-assign]
        before = (kept(house, known), house.acts())
        assert len(before[0]) == 1
        ada.presses("Keep it")
        assert ada.hears[0] == "The note is kept."
        assert (kept(house, known), house.acts()) == before

    def test_words_that_are_being_written_wait_while_something_else_is_done(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        begins(ada)
        does(ada, SAID, "/rounds", "/note")
        assert ada.hears[-1] == WAITS
        ada.assert_offered("Go on with the note", "Leave it", "Back")
        ada.presses("Go on with the note")
        assert ada.hears[-2:] == ["1. Hopes", SAID]
        ada.presses("Keep it")
        assert the(house, known).answers[0].current.text == SAID

    def test_who_turns_to_the_interview_finds_the_note_as_it_was(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        ada.agrees(known)
        does(ada, "/note", "!New note", "Salon in Bamako", "2030-02-01", "!Français", "/menu")
        ada.presses("free")
        ada.says("My own words")
        assert ada.hears[0] == KEPT
        does(ada, "/note", "!Go on with the note")
        ada.assert_hears("How many people were there? Choose, or write a number.")
        assert [answer.current.text for answer in ada.kept.answers] == ["My own words"]
        assert kept(house, known) == ()

    def test_a_note_of_another_round_is_gone_on_with_in_its_own(self, house: House, ada: Respondent) -> None:
        begins(ada)
        does(ada, SAID)
        other = house.launch(name="other")
        does(ada, f"/note {other.id}", "!Go on with the note", "!Keep it")
        assert [len(kept(house, one)) for one in (other, house.launch(name="third"))] == [0, 0]
        with house.opened() as store:
            assert len(store.notes("on-questions")) == 1

    def test_what_is_left_is_not_kept(self, house: House, known: Round, ada: Respondent) -> None:
        begins(ada)
        does(ada, SAID, "!That is all", "!Leave it")
        ada.assert_hears("Left. Nothing of what you wrote is kept.", "There are no notes in this round yet.")
        assert (kept(house, known), acts(house)) == ((), [])
        assert house.staff
        assert SAID not in repr(house.staff.seats(["identity-ada"]))

    def test_nobody_else_enters_any(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada, openness="Yes, it may be quoted")
        for role in (Role.READER, Role.ANALYST):
            mia = house.appoints(f"mia-{role}", role)
            for old in (f"office:notes:{known.id}", "office:new-note", f"office:note:{the(house, known).respondent}"):
                mia.presses_old(old)
                assert mia.hears[0] == "That is not possible here any more. Let us go on:"
                assert not any("Bamako" in line or SAID in line for line in mia.hears)
        assert len(kept(house, known)) == 1


def lost(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


class TestEditing:
    def test_a_message_that_is_edited_or_deleted_while_a_note_is_written_changes_it(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        begins(ada)
        first, second, third = ada.says(SAID), ada.says(MORE), ada.says("and rest")
        ada.edits(first, "They want two grants")
        ada.assert_hears("Changed.")
        ada.assert_offered("That is all")
        ada.deletes(second)
        ada.presses("That is all")
        ada.edits(third, "and peace")
        assert ada.hears[-1] == "They want two grants\nand peace"
        ada.presses("Keep it")
        assert the(house, known).answers[0].current.text == "They want two grants\nand peace"
        ada.edits(first, "Something else")
        assert the(house, known).answers[0].current.text == "They want two grants\nand peace"

    def test_a_passage_of_which_nothing_is_left_goes(self, house: House, known: Round, ada: Respondent) -> None:
        begins(ada)
        number = ada.says(SAID)
        ada.presses("That is all")
        ada.deletes(number)
        assert ada.hears[-1] == "off the record"
        ada.presses("Keep it")
        assert ada.hears[0] == "That is not possible here any more. Let us go on:"
        assert kept(house, known) == ()
        does(ada, "!On another question", "!Freely", MORE, "!That is all", "!Keep it")
        assert [one.current.text for one in the(house, known).answers] == [MORE]

    def test_one_that_goes_while_another_is_written_takes_nothing_along(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        begins(ada)
        first = ada.says(SAID)
        does(ada, "!That is all", "!On another question", "!Freely", MORE, "!That is all", "!Write 2 anew", "Other")
        ada.deletes(first)
        does(ada, "words", "!That is all", "!Keep it")
        assert [(one.item, one.current.text) for one in the(house, known).answers] == [("", "Other\nwords")]

    def test_all_that_was_written_anew_is_deleted_and_the_old_words_stand(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        enters(ada)
        does(ada, "!1. Salon in Bamako", "!Write 1 anew")
        number = ada.says("Other words")
        ada.deletes(number)
        ada.assert_offered("Back")
        does(ada, "!Back", "!Keep it")
        assert the(house, known).answers[0].current.text == f"{SAID}\n{MORE}"

    def test_an_answer_of_their_own_is_edited_in_the_interview(self, known: Round, ada: Respondent) -> None:
        ada.agrees(known)
        ada.presses("free")
        number = ada.says("My own words of some length")
        begins(ada)
        ada.edits(number, "My own other words, for all of us")
        assert [answer.current.text for answer in ada.kept.answers] == ["My own other words, for all of us"]


class TestChanging:
    def test_a_kept_note_is_read_again_private_data_masked(self, ada: Respondent) -> None:
        begins(ada, openness="Yes, it may be quoted")
        does(ada, "Call +33 6 12 34 56 78", "!That is all", "!Keep it", "!1. Salon in Bamako")
        assert ada.hears[-2:] == ["1. Hopes", "Call […]"]
        assert "Remove it" in ada.offered

    def test_one_that_was_only_read_keeps_nobody_waiting(self, ada: Respondent) -> None:
        enters(ada)
        ada.presses("1. Salon in Bamako")
        ada.assert_offered("On another question", "Write 1 anew", *CHANGES, "Remove it", "Back")
        does(ada, "!Back")
        ada.assert_offered("New note", "1. Salon in Bamako", "Back")
        does(ada, "!1. Salon in Bamako", "/note", "!1. Salon in Bamako", "/note", "!New note", "/note", "!New note")
        assert ada.hears == ["Where is the note from? For example: salon in Bamako, interview, talk page."]

    def test_off_the_record_its_words_are_shown_to_nobody_once_it_is_kept(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        enters(ada)
        ada.presses("1. Salon in Bamako")
        assert ada.hears[-2:] == ["1. Hopes", "(off the record)"]
        assert house.staff
        assert SAID not in repr((ada.replies, house.staff.seats(["identity-ada"]), house.acts()))
        ada.says("/my")
        assert SAID not in repr(ada.replies)
        ada.says(f"/moderate {known.id}")
        ada.assert_hears("There is no answer left to read.")

    def test_each_part_is_changed_and_words_are_a_revision(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada)
        before = the(house, known)
        does(ada, "!1. Salon in Bamako", "!Another source", "Salon in Dakar", "!Another date", "2030-02-02")
        does(ada, "!Another language", "!English", "!Another number of people", "20")
        does(ada, "!On or off the record", "!Yes, it may be quoted", "!Write 1 anew", "Other words", "!That is all")
        ada.assert_hears(
            "Salon in Dakar",
            "2030-02-02 00:00 Africa/Bamako",
            "English",
            "20 people",
            "on the record, may be quoted",
            "1. Hopes",
            "Other words",
        )
        assert the(house, known) == before
        ada.presses("Keep it")
        after = the(house, known)
        assert (after.source, after.people, after.language, after.on_record, after.quoting) == (
            "Salon in Dakar", 20, "en", True, Quoting.VERBATIM
        )  # fmt: skip
        first, second = after.answers[0].revisions
        assert (first, after.answers[0].id) == (before.answers[0].current, before.answers[0].id)
        assert (second.text, second.language, second.at.day, second.number) == ("Other words", "en", 2, 2)
        assert after.began == second.at
        assert acts(house)[-1] == ("ada", "change note", known.id, "1 answers of 20 people, may be quoted")
        ada.presses("1. Salon in Dakar")
        assert ada.hears[-1] == "Other words"

    def test_what_is_not_changed_stays_word_for_word(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada)
        before = the(house, known)
        does(ada, "!1. Salon in Bamako", "!Another number of people", "20 people", "!Keep it")
        assert [one.revisions for one in the(house, known).answers] == [before.answers[0].revisions]
        does(ada, "!1. Salon in Bamako", "!Another date", "2030-02-03", "!Keep it")
        (answer,) = the(house, known).answers
        assert [one.text for one in answer.revisions] == [f"{SAID}\n{MORE}"] * 2
        count = len(house.acts())
        does(ada, "!1. Salon in Bamako")
        ada.presses_old("office:save")
        assert len(house.acts()) == count

    def test_what_a_file_said_of_each_passage_stays_where_it_is_not_changed(
        self, house: House, known: Round, ada: Respondent
    ) -> None:
        first = an_answer("N1", "Un mot.")
        second = an_answer("N2", revisions=(a_revision(at=NOW + HOUR, language="en"),))
        brought = somebody(
            "SALON", round=known.id, source="notes.csv", people=12, quoting=Quoting.NONE, answers=(first, second)
        )
        with house.opened() as store:
            store.add_participations([brought])
        does(ada, "/note", "!1. notes.csv", "!Another number of people", "20", "!Keep it")
        assert the(house, known) == replace(brought, people=20, turn=brought.turn + 1)
        does(ada, "!1. notes.csv", "!Another language", "!English", "!Keep it")
        assert [one.current.language for one in the(house, known).answers] == ["en", "en"]
        assert [len(one.revisions) for one in the(house, known).answers] == [2, 1]
        does(ada, "!1. notes.csv", "!On or off the record", "!No, off the record", "!Keep it")
        assert (the(house, known).on_record, the(house, known).quoting) == (False, Quoting.PARAPHRASE)

    def test_a_passage_is_added_to_a_kept_note(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada)
        does(ada, "!1. Salon in Bamako", "!On another question", "!Needs", "A better tool", "!That is all", "!Keep it")
        whose = the(house, known)
        assert [(one.item, one.current.text) for one in whose.answers] == [
            ("hopes", f"{SAID}\n{MORE}"),
            ("needs", "A better tool"),
        ]
        ada.presses_old("office:save")
        assert the(house, known) == whose

    def test_leaving_words_unwritten_changes_nothing(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada, openness="Yes, it may be quoted")
        before = the(house, known)
        does(ada, "!1. Salon in Bamako", "!Write 1 anew", "!Back")
        assert ada.hears[-1] == f"{SAID}\n{MORE}"
        does(ada, "!Another source", "!Back", "!Back")
        assert the(house, known) == before

    def test_a_change_makes_a_report_stale(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada, openness="Yes, it may be quoted")
        answer = the(house, known).answers[0].id
        with house.opened() as store:
            store.add_edition(Edition(known.id, 1, BEGINS, {answer: 1}, shown=frozenset({answer})))
        does(ada, "!1. Salon in Bamako", "!On or off the record", "!No, off the record", "!Keep it")
        with house.opened() as store:
            assert store.editions(known.id)[0].causes == {Cause.QUOTING: 1}

    def test_one_set_aside_stays_so(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada)
        with house.opened() as store:
            moderating.set_aside(store, the(house, known).answers[0].id, Aside.ABUSE, now=BEGINS, by="Mo")
        does(ada, "!1. Salon in Bamako", "!Write 1 anew", "Other words", "!That is all", "!Keep it")
        (answer,) = the(house, known).answers
        assert (answer.current.text, answer.aside) == ("Other words", "abuse")

    def test_a_note_is_removed_for_good(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada)
        does(ada, "!1. Salon in Bamako", "!Remove it")
        ada.assert_hears("Shall I erase this note for good? Reports that used it are made anew.")
        ada.presses("Back")
        assert ada.hears[0] == "Salon in Bamako"
        does(ada, "!Remove it", "!Erase it")
        ada.assert_hears("The note is erased.", "There are no notes in this round yet.")
        assert kept(house, known) == ()
        assert house.record(known).participations == ()
        assert acts(house)[-1] == ("ada", "remove note", known.id, "")

    def test_one_that_somebody_else_removed_is_not_changed(self, house: House, known: Round, ada: Respondent) -> None:
        enters(ada)
        does(ada, "!1. Salon in Bamako", "!Another number of people", "20")
        whose = the(house, known).respondent
        with house.opened() as store:
            store.erase(whose, at=BEGINS)
        ada.presses("Keep it")
        assert ada.hears[0] == "That is not possible as it stands; nothing has changed."
        does(ada, "!Leave it")
        ada.presses_old(f"office:note:{whose}")
        assert ada.hears[0] == "That is not possible as it stands; nothing has changed."
        assert kept(house, known) == ()

    def test_people_who_answered_themselves_are_no_note(self, house: House, known: Round, ada: Respondent) -> None:
        bob = Respondent(house, "bob")
        bob.agrees(known)
        bob.answers("hopes", "My own hope for all of us")
        ada.says("/note")
        ada.assert_hears("There are no notes in this round yet.")
        ada.presses_old(f"office:note:{bob.kept.respondent}")
        assert ada.hears[0] == "That is not possible as it stands; nothing has changed."


def test_a_note_in_hand_is_held_as_it_is(house: House, known: Round, ada: Respondent) -> None:
    begins(ada)
    ada.says("“Words”,\nin\ttwo lines \U0001f333")
    assert house.staff
    note = from_text(house.staff.seats(["identity-ada"])["identity-ada"].held["note"])
    assert note.writing
    assert (note.round, note.writing.text) == (known.id, "“Words”,\nin\ttwo lines \U0001f333")

"""Drafts entered in chat: looked at, written text by text and language by language, tried, saved as a file's are."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.drafts import sketches
from consultation.drafts.sketches import LONGEST, RELATIONS, Lack, Sketch, Text
from consultation.guide import Lineage
from consultation.notices import Purpose
from consultation.office.flow import Where
from consultation.roles import Role
from consultation.rounds import Kind
from consultation.voice import END_ISOLATE, ISOLATE
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.staff import SqlStaff
from storage.store import SqlStore
from tests.consultation.conversations import BEGINS, CONSULTATION, OUT_OF_PLACE, Respondent, draft
from tests.consultation.offices import House
from tests.databases import Place

DAY = BEGINS.date().isoformat()
ALL, OTHERS = (f"{ISOLATE}{names}{END_ISOLATE}" for names in ("English, Français, العربية", "Français, العربية"))
CHANGE = "/drafts office:draft:1 office:change"


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    if request.param == "memory":
        yield House.in_memory()
        return
    if request.param == "postgres":
        with SqlStore.open(request.getfixturevalue("empty_postgres")) as store:
            yield House(lambda: nullcontext(store), staff=SqlStaff(store.database))
        return
    place: Place = request.getfixturevalue("place")
    with place.store() as store:
        yield House(lambda: nullcontext(store), staff=SqlStaff(store.database))


@pytest.fixture
def ada(house: House) -> Respondent:
    return house.appoints("ada")


def where(ada: Respondent) -> Where:
    house = ada.installation
    assert isinstance(house, House)
    assert house.staff
    return house.staff.seats([f"identity-{ada.name}"])[f"identity-{ada.name}"].where


def writes(ada: Respondent, button: str, *messages: str) -> None:
    """Write a text of the version in the making."""
    ada.presses(button)
    for message in messages:
        ada.says(message)
    if button == "Full text":
        ada.presses("That is all")


class TestLooking:
    def test_the_drafts_with_their_versions(self, ada: Respondent) -> None:
        ada.says("/drafts")
        ada.assert_hears(
            "Partnerships",
            "1. A shared fund (version 2019-09)",
            "2. One entry point (version 2019-09)",
            "13. A research agenda (version 2019-09)",
            "Choose a draft to see all of it.",
        )
        ada.assert_offered("1. A shared fund", "2. One entry point", "13. A research agenda", "A new draft", "Back")

    def test_all_of_one(self, house: House, ada: Respondent) -> None:
        newer = replace(draft("1", "A fund for all", version="2019-10"), lineage=Lineage("kept", ("2019-09/1",)))
        house.enter(newer)
        ada.goes("/drafts office:draft:1")
        ada.assert_hears(
            "1. A fund for all",
            "Version 2019-10. Status: draft",
            "Follows: 2019-09/1",
            "A fund for all, in short.",
            f"Title: {ALL}",
            f"Short text: {ALL}",
            "All its versions: 2019-09, 2019-10",
        )
        ada.assert_offered("A new version of it", "Back")

    def test_who_may_only_read_is_offered_no_more(self, house: House) -> None:
        reader = house.appoints("reader", Role.READER)
        reader.says("/drafts")
        assert "A new draft" not in reader.offered
        reader.presses("1. A shared fund")
        assert "The whole text of the fund." in reader.hears
        reader.assert_offered("Back")
        for data in ("office:change", "office:new-draft", "office:save-draft", "office:sketch"):
            reader.presses_old(data)
            assert reader.hears[0] == OUT_OF_PLACE
        assert house.entered() == ()

    def test_of_which_consultation_where_there_are_several(self, house: House, ada: Respondent) -> None:
        house.consultations["/elsewhere"] = replace(CONSULTATION, id="elsewhere", drafts=())
        ada.says("/drafts")
        ada.assert_hears("The drafts of which consultation?")
        ada.presses("office:shelf:elsewhere")
        ada.assert_hears("Partnerships", "There is no draft yet.")
        ada.assert_offered("A new draft", "Back")

    def test_a_draft_that_is_gone(self, ada: Respondent) -> None:
        ada.says("/drafts")
        ada.presses_old("office:draft:99")
        assert ada.hears[0] == "There is no such draft."
        assert where(ada) is Where.DRAFTS


class TestANewVersion:
    def test_begins_with_the_texts_there_are(self, ada: Respondent) -> None:
        ada.goes(CHANGE)
        ada.assert_hears(
            "Draft 1, in the making",
            "You are writing in: English",
            "Title: A shared fund",
            "Short text: A shared fund, in short.",
            "Full text: The whole text of the fund.",
            f"Title, also in: {OTHERS}",
            f"Short text, also in: {OTHERS}",
            f"Full text, also in: {OTHERS}",
            "Follows: 2019-09/1",
        )
        ada.assert_offered(
            "Title", "Short text", "Full text", "Français", "العربية", "Where it comes from", "See it as people will",
            "Save it", "Throw it away", "Back",
        )  # fmt: skip

    def test_is_written_text_by_text_and_saved(self, house: House, ada: Respondent) -> None:
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund for all")
        assert ada.hears[2] == "Title: A fund for all"
        writes(ada, "Short text", "A fund that all\ncan ask.")
        writes(ada, "Full text", "The first part.", "The second part.")
        assert ada.hears[4] == "Full text: The first part.\nThe second part."
        assert ada.hears[-1] == (
            f"Not changed with it: {OTHERS}. Leave a language out, and people read the original, marked as such."
        )
        ada.presses("Français")
        writes(ada, "Title", "Un fonds pour tous")
        ada.presses("العربية")
        ada.presses("Leave this language out")
        assert ada.hears[1] == "You are writing in: English"
        ada.presses("Save it")
        assert ada.hears[:2] == [
            "Saved. In open rounds, people are asked about this version from now on.",
            "What was said on earlier versions stays with them; who said it is told, and asked again, once.",
        ]
        (entered,) = house.entered()
        assert (entered.id, entered.version, entered.kind) == ("1", DAY, "recommendation")
        assert entered.lineage == Lineage("kept", ("2019-09/1",))
        assert entered.title.texts == {"en": "A fund for all", "fr": "Un fonds pour tous"}
        assert entered.title.path == f"drafts.{DAY}.drafts.1.title"
        assert entered.short.texts == {"en": "A fund that all\ncan ask.", "fr": "A shared fund, in short. (fr)"}
        assert entered.full
        assert entered.full.texts["en"] == "The first part.\nThe second part."
        assert entered.status == CONSULTATION.drafts[0].status
        assert house.there()["partnerships"].current_drafts()[0] == entered
        assert house.acts()[-1] == ("ada", "enter drafts", "partnerships", f"{DAY}/1")
        assert where(ada) is Where.DRAFT
        assert ada.hears[2] == "1. A fund for all"

    def test_the_full_text_is_replaced_by_the_first_message_of_each_time(self, ada: Respondent) -> None:
        ada.goes(CHANGE)
        writes(ada, "Full text", "One", "Two")
        writes(ada, "Full text", "Three")
        assert ada.hears[4] == "Full text: Three"

    def test_two_on_a_day_have_names_of_their_own(self, house: House, ada: Respondent) -> None:
        for title in ("A fund for all", "A fund for some", "A fund for one"):
            ada.goes(CHANGE)
            writes(ada, "Title", title)
            ada.presses("Save it")
        assert [one.version for one in house.entered()] == [DAY, f"{DAY}-2", f"{DAY}-3"]
        assert [one.lineage.sources for one in house.entered()] == [("2019-09/1",), (f"{DAY}/1",), (f"{DAY}-2/1",)]
        assert house.there()["partnerships"].current_drafts()[0].title.texts["en"] == "A fund for one"

    def test_nothing_changed_is_nothing_to_save(self, house: House, ada: Respondent) -> None:
        ada.goes(CHANGE)
        ada.presses("Save it")
        assert ada.hears[:2] == ["That cannot be done yet:", "Nothing in it differs from the version before."]
        assert house.entered() == ()

    @pytest.mark.parametrize(
        ("button", "words"),
        [
            ("Title", "Two\nlines"),
            ("Title", "x" * (LONGEST[Text.TITLE] + 1)),
            ("Short text", "x" * (LONGEST[Text.SHORT] + 1)),
            ("Full text", "x" * (LONGEST[Text.FULL] + 1)),
        ],
    )
    def test_a_text_that_cannot_be_is_not_taken(self, ada: Respondent, button: str, words: str) -> None:
        ada.goes(CHANGE)
        ada.presses(button)
        at = where(ada)
        ada.says(words)
        assert ada.hears[0] == "I have not taken that: it is too long, or has more lines."
        assert where(ada) is at
        ada.presses_old("office:back")
        assert ada.hears[2] == "Title: A shared fund"

    def test_a_full_text_may_not_grow_beyond_its_length(self, ada: Respondent) -> None:
        ada.goes(CHANGE)
        ada.presses("Full text")
        ada.says("x" * LONGEST[Text.FULL])
        ada.says("y")
        assert ada.hears[0] == "I have not taken that: it is too long, or has more lines."

    def test_what_is_no_character_is_replaced(self, house: House, ada: Respondent) -> None:
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund\x00 for all \ud800")
        ada.presses("Save it")
        assert house.entered()[0].title.texts["en"] == "A fund\ufffd for all \ufffd"

    def test_stays_in_hand_whatever_else_is_done(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund for all")
        ada.presses("Title")
        for line in (
            "/rounds",
            "/launch",
            "/preview",
            "/facilitate",
            "/help",
            f"/start {known.code}",
            "Words of my own",
        ):
            ada.says(line)
        ada.presses_old("office:sketch")
        ada.goes("office:title /my")
        house.restarts()
        ada.says("/drafts")
        assert ada.hears[-1] == "You have draft 1 in the making."
        assert "A new draft" not in ada.offered
        ada.presses("Go on with draft 1")
        assert ada.hears[2] == "Title: A fund for all"

    def test_only_one_is_in_the_making(self, ada: Respondent) -> None:
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund for all")
        ada.goes("/drafts office:draft:2 office:change")
        assert ada.hears[:2] == ["Another is in the making: save it first, or throw it away.", "Draft 1, in the making"]
        ada.goes("/drafts office:draft:1 office:change")
        assert ada.hears[0] == "Draft 1, in the making"

    def test_it_is_thrown_away(self, house: House, ada: Respondent) -> None:
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund for all")
        ada.presses("Throw it away")
        assert ada.hears[0] == "Thrown away. Nothing has changed."
        assert "A new draft" in ada.offered
        ada.presses_old("office:sketch")
        assert ada.hears[0] == OUT_OF_PLACE
        assert house.entered() == ()

    def test_what_somebody_else_entered_meanwhile_is_not_passed_over(self, house: House, ada: Respondent) -> None:
        bob = house.appoints("bob")
        for who, title in ((ada, "A fund of Ada"), (bob, "A fund of Bob")):
            who.goes(CHANGE)
            writes(who, "Title", title)
        bob.presses("Save it")
        ada.presses("Save it")
        assert ada.hears[:2] == [
            "Somebody else has entered a version of this draft since you began. Nothing is saved yet.",
            "Look at theirs with /drafts; if you save yours now, it comes after theirs.",
        ]
        assert [one.title.texts["en"] for one in house.entered()] == ["A fund of Bob"]
        ada.presses("Save it")
        last = house.entered()[-1]
        assert (last.title.texts["en"], last.version, last.lineage.sources) == (
            "A fund of Ada",
            f"{DAY}-2",
            (f"{DAY}/1",),
        )

    def test_a_save_that_is_repeated_enters_nothing_twice(self, house: House, ada: Respondent) -> None:
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund for all")
        assert house.staff
        before = house.staff.seats(["identity-ada"])["identity-ada"]
        ada.presses("Save it")
        after = house.staff.seats(["identity-ada"])["identity-ada"]
        house.staff.sit(after, replace(before, turn=after.turn), at=BEGINS)  # as if the process had died in between
        ada.presses_old("office:save-draft")
        assert ada.hears[0].startswith("Saved.")
        assert len(house.entered()) == 1
        assert [act[1] for act in house.acts()].count("enter drafts") == 1
        ada.delivers_again()
        assert len(house.entered()) == 1

    def test_those_who_spoke_on_it_are_told(self, house: House, ada: Respondent) -> None:
        known = house.launch(Kind.DRAFTS)
        ben = Respondent(house, "ben")
        ben.agrees(known)
        ben.goes("d:1 side:1:support skip: skip:")
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund for all")
        ada.presses("Save it")
        with house.opened() as store:
            outbox = SqlOutbox(store.database) if isinstance(store, SqlStore) else MemoryOutbox(store)  # type: ignore[arg-type]
            now = house.clock.now()
            (told,) = outbox.claim("telegram", worker="w", now=now, until=now + timedelta(minutes=1), limit=9)
        assert (told.notice.identity, told.notice.purpose) == ("identity-ben", Purpose.CHANGE)
        assert told.notice.reply.lines[1].text == "Draft 1 has changed since you spoke on it: A fund for all"
        assert house.acts()[-1] == ("ada", "tell of changed drafts", "on-drafts", "1")
        house.restarts()
        ben.says("/menu")
        assert "Draft 1 has changed since you spoke on it: A fund for all" in ben.hears


class TestANewDraft:
    def test_has_the_next_number_and_lacks_everything(self, house: House, ada: Respondent) -> None:
        ada.goes("/drafts office:new-draft")
        ada.assert_hears(
            "Draft 14, in the making", "You are writing in: English", "Title: none", "Short text: none",
            "Full text: none", "It is new.",
        )  # fmt: skip
        lacking = [
            "That cannot be done yet:",
            "There is no title in the original language, English.",
            "There is no short text in the original language, English.",
        ]
        for button in ("Save it", "See it as people will"):
            ada.presses(button)
            assert ada.hears[:3] == lacking
        ada.presses("Français")
        writes(ada, "Title", "Une maison commune")
        ada.presses("Save it")
        assert ada.hears[:3] == lacking
        ada.presses("English")
        writes(ada, "Title", "One house")
        writes(ada, "Short text", "One house for all.")
        ada.presses("Save it")
        (entered,) = house.entered()
        assert (entered.id, entered.version, entered.lineage, entered.full) == ("14", DAY, Lineage("new"), None)
        assert entered.title.texts == {"en": "One house", "fr": "Une maison commune"}

    def test_is_merged_from_others_which_are_asked_about_no_more(self, house: House, ada: Respondent) -> None:
        ada.goes("/drafts office:new-draft")
        writes(ada, "Title", "One house")
        writes(ada, "Short text", "One house for all.")
        ada.presses("Where it comes from")
        ada.presses("It is merged from several")
        ada.presses("1. A shared fund")
        ada.presses("That is all")
        assert ada.hears[-1] == "Merged from: 2019-09/1"
        ada.presses("Save it")
        assert ada.hears[1] == "What is merged comes from at least two drafts: choose them."
        ada.goes("office:lineage office:relation:merged office:comes-from:2019-09/1 office:comes-from:2019-09/2")
        assert "✓ 2. One entry point" in ada.offered
        ada.presses("That is all")
        ada.presses("Save it")
        (entered,) = house.entered()
        assert entered.lineage == Lineage("merged", ("2019-09/1", "2019-09/2"))
        assert [one.id for one in house.there()["partnerships"].current_drafts()] == ["13", "14"]

    def test_is_split_from_one_alone(self, house: House, ada: Respondent) -> None:
        ada.goes("/drafts office:new-draft")
        writes(ada, "Title", "One house")
        writes(ada, "Short text", "One house for all.")
        ada.goes("office:lineage office:relation:split office:written office:save-draft")
        assert ada.hears[1] == "What is split comes from a draft: choose it."
        ada.goes(
            "office:lineage office:relation:split office:comes-from:2019-09/1"
            " office:comes-from:2019-09/2 office:written"
        )
        ada.presses("Save it")
        assert house.entered()[0].lineage == Lineage("split", ("2019-09/2",))

    def test_a_source_that_is_not_there_is_out_of_place(self, ada: Respondent) -> None:
        ada.goes(f"{CHANGE} office:lineage")
        assert ada.offered[0] == "It follows the version before"
        ada.presses_old("office:relation:new")
        assert ada.hears[0] == OUT_OF_PLACE
        ada.presses("It is merged from several")
        assert ada.hears[1] == "Merged from: 2019-09/1"
        ada.presses_old("office:comes-from:2030-01/1")
        assert ada.hears[0] == OUT_OF_PLACE


class TestSeeingIt:
    def test_it_is_the_interviews_own_reply(self, house: House, ada: Respondent) -> None:
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund for all")
        ada.presses("Français")
        writes(ada, "Short text", "Un fonds que tous peuvent demander.")
        ada.presses("See it as people will")
        seen = ada.replies[-1]
        assert ada.hears == [
            "Preview: nothing of this is kept.",
            "1. A shared fund (fr)",
            "Un fonds que tous peuvent demander.",
            "What is your position? (fr)",
        ]
        assert ada.offered[-1] == "End the preview"
        ada.presses("Full text (fr)")
        assert ada.hears[1] == "The whole text of the fund. (fr)"
        ada.presses("End the preview")
        assert ada.hears[:2] == ["The preview is over; nothing of it was kept.", "Draft 1, in the making"]
        assert house.entered() == ()
        ada.goes("office:save-draft")
        known = house.launch(Kind.DRAFTS)
        house.restarts()
        ben = Respondent(house, "ben", "fr")
        ben.agrees(known)
        ben.presses("d:1")
        assert ben.replies[-1].lines == seen.lines[1:]
        assert ben.replies[-1].buttons == seen.buttons[:-1]

    def test_a_preview_that_did_not_outlive_the_process_leads_back(self, house: House, ada: Respondent) -> None:
        ada.goes(CHANGE)
        writes(ada, "Title", "A fund for all")
        ada.presses("See it as people will")
        house.restarts()
        ada.says("Words of the preview")
        assert ada.hears[:2] == ["The preview is over; nothing of it was kept.", "Draft 1, in the making"]

    def test_a_launch_that_is_tried_leads_back_to_the_launch(self, ada: Respondent) -> None:
        ada.goes(CHANGE)
        ada.goes("/launch office:what:drafts office:time:now office:time:7d office:try office:tongue:en office:end")
        assert where(ada) is Where.CONFIRMING


# What is in the making, as values

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
SKETCHES = st.builds(
    Sketch,
    group=st.sampled_from(("partnerships", "/some/where")),
    draft=st.sampled_from(("1", "2", "14")),
    base=st.sampled_from(("", "2019-09")),
    language=st.sampled_from(("en", "fr", "ar")),
    relation=st.sampled_from(RELATIONS),
    sources=st.lists(st.sampled_from(("2019-09/1", "2019-09/2")), unique=True).map(tuple),
    texts=st.dictionaries(st.tuples(st.sampled_from(Text), st.sampled_from(("en", "fr", "ar"))), WORDS),
)


@given(SKETCHES)
def test_what_a_seat_holds_is_read_as_it_was(sketch: Sketch) -> None:
    held = sketch.held() | {"round": "r1", "group": "elsewhere"}
    assert sketches.in_hand(held) == sketch
    assert sketches.in_hand(sketches.kept(held)) == sketch
    assert sketches.kept({"round": "r1"}) == {}
    assert sketches.in_hand({"round": "r1"}) is None


@given(SKETCHES)
def test_what_is_entered_is_known_again_and_lacks_are_told(sketch: Sketch) -> None:
    lacks = set(sketches.lacks(sketch, CONSULTATION))
    assert (Lack.TITLE in lacks) == ((Text.TITLE, "en") not in sketch.texts)
    assert (Lack.SHORT in lacks) == ((Text.SHORT, "en") not in sketch.texts)
    if {Lack.TITLE, Lack.SHORT} & lacks:
        return
    made = sketches.made(sketch, CONSULTATION, date(2030, 1, 2))
    there = replace(CONSULTATION, drafts=(*CONSULTATION.drafts, made))
    assert sketches.entered(sketch, there) == made
    assert sketches.entered(sketch.written(Text.TITLE, "Another title"), there) is None

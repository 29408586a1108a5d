"""What facilitators do in chat beside rounds: targets, announcing, what was suggested, the plan."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, timedelta

import pytest

from consultation.notices import Group
from consultation.plan import Kind, PlanEntry
from consultation.roles import Role
from consultation.rounds import Target
from consultation.suggestions import Sort, Suggestion, Verdict
from storage.outbox import SqlOutbox
from storage.staff import SqlStaff
from storage.store import SqlStore
from tests.consultation.conversations import BEGINS, Respondent
from tests.consultation.offices import House
from tests.databases import Place

TARGETS = (
    "How many of which group shall it hear?",
    "Write for example language=ar:30; 0 takes a target away.",
    "language: en, fr, ar",
    "role: volunteer, staff",
    "criteria: partner, law",
)
PLAN = "Choose an entry to change it, or add one."
SALON = Group("a" * 64, "Salon", "telegram:sealed", BEGINS)


@pytest.fixture(params=["memory", "sqlite"])
def house(request: pytest.FixtureRequest) -> House:
    if request.param == "memory":
        return House.in_memory()
    store: SqlStore = request.getfixturevalue("sqlite")
    return House(lambda: nullcontext(store), staff=SqlStaff(store.database), outbox=SqlOutbox(store.database))


@pytest.fixture
def sqlite(place: Place) -> Iterator[SqlStore]:
    with place.store() as made:
        yield made


@pytest.fixture
def ada(house: House) -> Respondent:
    return house.appoints("ada")


def suggest(house: House, name: str, sort: Sort = Sort.PARTNER, **details: str) -> Suggestion:
    at = BEGINS + timedelta(minutes=len(verdicts(house, sort)))
    made = Suggestion(f"ID{name.replace(' ', '')}", "partnerships", sort, name, at, details)
    with house.opened() as store:
        store.suggest(made)
    return made


def verdicts(house: House, sort: Sort = Sort.PARTNER) -> dict[str, Verdict | None]:
    with house.opened() as store:
        return {one.name: one.verdict for one in store.suggestions("partnerships", sort)}


def plan(house: House) -> tuple[PlanEntry, ...]:
    with house.opened() as store:
        return store.plan("partnerships")


class TestTargets:
    def test_they_are_written_and_shown(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.says("/target")
        ada.assert_hears(known.id, *TARGETS)
        ada.says("language=fr:30 role=staff:5")
        ada.assert_hears("Noted.", known.id, "Language: Français: 30", "Role: Staff: 5", *TARGETS)
        ada.says("role=staff:0")
        assert ada.hears[:3] == ["Noted.", known.id, "Language: Français: 30"]
        with house.opened() as store:
            assert store.round(known.id).targets == (Target("language", "fr", 30),)
        assert house.acts()[-2:] == [
            ("ada", "aim", known.id, "language=fr:30, role=staff:5"),
            ("ada", "aim", known.id, "role=staff:0"),
        ]

    @pytest.mark.parametrize(
        "written", ["many", "language=tlh:3", "shoe=42:1", "language=fr:-1", "language=fr:30 oops"]
    )
    def test_one_that_cannot_be_is_asked_for_again(self, house: House, ada: Respondent, written: str) -> None:
        known = house.launch()
        ada.says("/target")
        ada.says(written)
        ada.assert_hears("That is no target: there is no such group, or no number.", known.id, *TARGETS)
        with house.opened() as store:
            assert store.round(known.id).targets == ()

    def test_one_comes_there_from_the_round_and_goes_back(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.says("/rounds")
        ada.presses(known.id)
        ada.presses("Targets")
        assert ada.hears[0] == known.id
        ada.presses("Back")
        assert "Stage: open" in ada.hears


class TestAnnouncing:
    def test_a_round_is_announced_in_each_group_once(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        house.notices().join_group(SALON)
        house.notices().join_group(Group("b" * 64, "Pump", "telegram:sealed2", BEGINS))
        ada.says("/announce")
        ada.assert_hears(known.id, "Where shall I announce it? Nobody is told twice.")
        assert set(ada.offered) == {"Salon", "Pump", "Back"}
        ada.presses("Salon")
        assert ada.hears[0] == "Announced, unless it was there already."
        ada.assert_offered("Pump", "Back")
        ada.delivers_again()
        ada.says("/announce")
        ada.presses("Salon")
        assert [one.group for one in house.notices().sendings(known.id)] == ["Salon"]
        assert [act for act in house.acts() if act[1] == "announce"] == [
            ("ada", "announce", known.id, "1"),
            ("ada", "announce", known.id, "0"),
        ]

    def test_where_the_bot_is_in_no_group_it_says_how_to_add_it(self, house: House, ada: Respondent) -> None:
        house.launch()
        ada.says("/announce")
        assert ada.hears[1].startswith("The bot is in no group or channel yet")
        ada.assert_offered("Back")

    def test_only_a_round_that_takes_answers_is_announced(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        house.close(known)
        ada.says(f"/announce {known.id}")
        assert ada.hears[0] == "Its stage does not allow that."
        ada.says("/announce")
        ada.assert_hears("There is no round with which to do that now.")

    def test_a_group_that_is_not_known_is_none(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        house.notices().join_group(SALON)
        ada.says("/announce")
        for forged in ("office:call:b", "office:call", "office:call:bbbbbbbbbbbbbbbb"):
            ada.presses_old(forged)
            assert ada.hears[0] == "That is not possible here any more. Let us go on:"
        assert house.notices().sendings(known.id) == ()


class TestSuggestions:
    def test_they_are_read_one_at_a_time_and_decided(self, house: House, ada: Respondent) -> None:
        suggest(house, "A school")
        suggest(house, "An archive", kind="glam", level="local", region="asia")
        ada.says("/partners")
        ada.assert_hears(
            "Partnerships",
            "A partner that somebody named",
            "A school",
            "2 wait, with this one.",
        )
        ada.presses("Approve")
        ada.assert_hears(
            "Approved: it is on the list.",
            "Partnerships",
            "A partner that somebody named",
            "An archive",
            "Kind: Library or museum",
            "Level: local",
            "Region: asia",
            "1 wait, with this one.",
        )
        ada.presses("Refuse")
        ada.assert_hears("Refused: it is on no list.", "Partnerships", "No partner waits for you.")
        ada.assert_offered("Back")
        assert verdicts(house) == {"An archive": Verdict.REFUSED, "A school": Verdict.APPROVED}
        assert house.acts()[-2:] == [
            ("ada", "approve partner", "IDAschool", "partnerships"),
            ("ada", "refuse partner", "IDAnarchive", "partnerships"),
        ]

    def test_one_may_be_left_for_later(self, house: House, ada: Respondent) -> None:
        suggest(house, "A handbook", Sort.RESOURCE, link="https://example.org", language="fr", why="Short.")
        ada.says("/resources")
        assert ada.hears[1:6] == [
            "A resource that somebody suggested",
            "A handbook",
            "Link: https://example.org",
            "Language: Français",
            "Why: Short.",
        ]
        ada.presses("Later")
        ada.assert_hears("Partnerships", "No resource waits for you.")
        assert verdicts(house, Sort.RESOURCE) == {"A handbook": None}
        ada.says("/resources")
        assert ada.hears[2] == "A handbook"

    def test_private_data_is_warned_of(self, house: House, ada: Respondent) -> None:
        suggest(house, "Call 0123456789")
        ada.says("/partners")
        assert "Careful: there may be private data in it. What you approve is shown to everybody." in ada.hears
        suggest(house, "A link", Sort.RESOURCE, link="https://example.org/0123456789")
        ada.says("/resources")
        assert not any(line.startswith("Careful") for line in ada.hears)

    def test_what_another_decided_first_stays(self, house: House, ada: Respondent) -> None:
        one = suggest(house, "An archive")
        ada.says("/partners")
        with house.opened() as store:
            store.judge_suggestion(one.id, Verdict.REFUSED, at=BEGINS)
        ada.presses("Approve")
        assert ada.hears[0] == "That is not possible as it stands; nothing has changed."
        assert verdicts(house) == {"An archive": Verdict.REFUSED}

    def test_who_may_not_decide_reads_the_list_like_anybody(self, house: House) -> None:
        one = suggest(house, "An archive")
        bob = house.appoints("bob", Role.ANALYST)
        bob.agrees(house.launch())
        bob.says("/partners")
        assert bob.hears[0] == "The map of partners"
        bob.presses_old(f"office:approve:{one.id}")
        assert verdicts(house) == {"An archive": None}

    def test_of_another_consultation_nobody_hears(self, house: House) -> None:
        house.consultations["elsewhere"] = house.consultations["partnerships"]
        cleo = house.appoints("cleo", Role.FACILITATOR, "nowhere")
        suggest(house, "An archive")
        cleo.says("/partners")
        assert cleo.hears[0] == "That is not possible as it stands; nothing has changed."
        assert not any("archive" in line for line in cleo.hears)


class TestThePlan:
    def test_an_entry_is_added_step_by_step(self, house: House, ada: Respondent) -> None:
        house.launch()
        ada.says("/plan")
        ada.assert_hears(
            "Partnerships",
            "What is planned",
            "2030-03-01 to 2030-03-08: Round of answers (open). Questions",
            PLAN,
        )
        ada.assert_offered("Add an entry", "Back")
        ada.presses("Add an entry")
        ada.assert_offered("Review", "Mapping", "Interview", "Meeting", "Publication", "Step", "Back")
        ada.presses("Interview")
        assert ada.hears[0] == "When is it?"
        for wrong in ("soon", "2030-05-02 2030-05-01", "2030-01-01 2030-01-02 2030-01-03"):
            ada.says(wrong)
            assert ada.hears[0] == "That is no day that I can read, or the last is before the first."
        ada.says("2030-02-01 2030-02-20")
        ada.assert_hears("What is it called? Write a line.")
        ada.says("x" * 301)
        assert ada.hears[0] == "That is too long for a title."
        ada.says("Museums of the  south")
        assert ada.hears[:4] == [
            "The plan is changed.",
            "Partnerships",
            "What is planned",
            "2030-02-01 to 2030-02-20: Interview. Museums of the south",
        ]
        (entry,) = plan(house)
        title = {"en": "Museums of the south"}
        assert entry == PlanEntry(entry.id, Kind.INTERVIEW, title, date(2030, 2, 1), date(2030, 2, 20))
        assert house.acts()[-1] == ("ada", "plan", "partnerships", entry.id)
        ada.delivers_again()
        assert len(plan(house)) == 1

    def test_an_entry_is_moved_renamed_and_taken_out(self, house: House, ada: Respondent) -> None:
        kept = PlanEntry("talks", Kind.INTERVIEW, {"en": "Talks", "fr": "Entretiens"}, date(2030, 2, 1))
        with house.opened() as store:
            store.enter_plan("partnerships", kept)
        ada.says("/plan")
        ada.presses("Talks")
        ada.assert_hears("Partnerships", "2030-02-01: Interview. Talks", "What shall become of it?")
        ada.presses("Another day")
        ada.says("2030-06-01")
        ada.presses("Talks")
        ada.presses("Another title")
        ada.says("Long talks")
        titles = {"en": "Long talks", "fr": "Entretiens"}
        assert plan(house) == (PlanEntry("talks", Kind.INTERVIEW, titles, date(2030, 6, 1)),)
        ada.presses("Long talks")
        ada.presses("Take it out")
        ada.assert_hears("The plan is changed.", "Partnerships", "What is planned", "Nothing is planned yet.", PLAN)
        assert [entry.removed for entry in plan(house)] == [True]
        assert [act[1] for act in house.acts()[-3:]] == ["plan", "plan", "remove from plan"]

    def test_what_is_out_of_place_changes_nothing(self, house: House, ada: Respondent) -> None:
        ada.says("/plan")
        for forged in ("office:remove-entry", "office:rename-entry", "office:move-entry", "office:kind:review"):
            ada.presses_old(forged)
            assert ada.hears[0] == "That is not possible here any more. Let us go on:"
        ada.presses_old("office:entry:nonsense")
        assert ada.hears[0] == "That is not possible as it stands; nothing has changed."
        ada.presses("Add an entry")
        ada.presses_old("office:kind:nonsense")
        assert ada.hears[0] == "That is not possible here any more. Let us go on:"
        ada.presses("Review")
        ada.presses_old("office:move-entry")
        assert ada.hears[0] == "That is no day that I can read, or the last is before the first."
        assert plan(house) == ()

    def test_who_may_not_change_it_reads_it_like_anybody(self, house: House) -> None:
        bob = house.appoints("bob", Role.READER)
        bob.agrees(house.launch())
        bob.says("/plan")
        assert bob.hears[0] == "What is planned"
        bob.presses_old("office:new-entry")
        assert plan(house) == ()

"""What facilitators do in chat, as they see it: the door, launching, extending, closing, previews, who may what."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from consultation import moderating
from consultation.joining import WRONG_CODES, WRONG_CODES_WITHIN
from consultation.office.acts import ACTS
from consultation.office.attending import IN_PREVIEW
from consultation.office.choices import OFFERS
from consultation.office.flow import WAYS, Asked, Seat, Where
from consultation.office.hearing import BUTTONS, COMMANDS
from consultation.office.wording import PROMPTS, SENTENCES
from consultation.plan import Kind as PlanKind
from consultation.plan import PlanEntry
from consultation.records import Aside
from consultation.roles import LASTS, RIGHTS, Right, Role
from consultation.rounds import Kind, Round, Stage
from consultation.understanding import COMMANDS as EVERYBODYS
from storage.outbox import SqlOutbox
from storage.staff import SqlStaff
from storage.store import SqlStore
from tests.consultation.conversations import BEGINS, CONSENT, KEPT, MENU, WEEK, WELCOME, Respondent
from tests.consultation.offices import House
from tests.databases import Place

HELP = (
    "What you can do here, as facilitator",
    "/rounds: the rounds, and what can be done with each",
    "/drafts: the drafts, and new versions of them",
    "/launch: launch a round",
    "/status: how a round goes, as text and as a picture",
    "/preview: try a round as people will meet it; nothing is kept",
    "/extend: give a round more time",
    "/close: close a round now",
    "/moderate: read the newest answers, set some aside, restore others",
    "/note: enter notes of a salon, an interview or a talk page",
    "/review: check the tags of answers, one at a time",
    "/code: code a sample of answers by hand, without the machine’s tags",
    "/respond: record what the working group answers",
    "/announce: announce a round in groups and channels",
    "/target: how many of which group a round is to hear",
    "/partners and /resources: read what people suggested, and decide",
    "/plan: see and change what is planned",
    "/facilitate: this list",
    "Whatever else you write is heard as anybody's who takes part.",
)
CAN = {
    Role.ANALYST: ["/rounds", "/drafts", "/status", "/preview", "/review", "/code", "/facilitate"],
    Role.READER: ["/rounds", "/drafts", "/preview", "/facilitate"],
}
OFFERED = {
    Role.ANALYST: ["How it goes", "Try it", "Check tags", "Code a sample", "Back"],
    Role.READER: ["Try it", "Back"],
}
REFUSED = "That code does not work: it may be used or too old. Whoever gave it to you can make another."
LIMITED = "These codes did not work. Please wait a quarter of an hour before you give another."
PREVIEW = "Preview: nothing of this is kept."
OVER = "The preview is over; nothing of it was kept."
ARGUMENTS = {"time": (":7d", ":en"), "tongue": (":en",), "tell": (":en", ":12"), "rewrite": (":0",)}
EVERY_BUTTON = tuple(
    f"office:{name}{argument}" for name in BUTTONS for argument in ("", *ARGUMENTS.get(name, (":on-questions",)))
)
OF_THE_OFFICE = tuple(command for command in COMMANDS if command not in EVERYBODYS)
EVERY_COMMAND = (*OF_THE_OFFICE, *(f"{command} on-questions" for command in OF_THE_OFFICE if command != "/facilitate"))


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


def rounds(house: House) -> tuple[Round, ...]:
    with house.opened() as store:
        return store.rounds()


def everything(house: House) -> object:
    """Return all that is kept of rounds and acts."""
    with house.opened() as store:
        return store.rounds(), store.acts()


class TestTheDoor:
    def test_a_code_gives_the_role_that_it_was_made_for(self, house: House) -> None:
        ada = house.appoints("ada")
        ada.assert_hears("Welcome, ada. Your role here: facilitator.", *HELP)
        ada.assert_offered("The rounds", "Drafts", "Launch a round", "Partners", "Resources", "The plan")
        assert house.acts() == [
            ("command line", "invite facilitator", "ada", "facilitator, all consultations"),
            ("ada", "take up role", "ada", "facilitator, all consultations"),
        ]

    @pytest.mark.parametrize("written", ["/start {}", "/facilitate {}", "/FACILITATE {}", "/start@palabre_bot {}"])
    def test_a_code_may_be_given_in_several_ways(self, house: House, written: str) -> None:
        with house.opened() as store:
            code = house.invite(store, "ada", Role.READER, "partnerships")
        ada = Respondent(house, "ada")
        ada.says(written.format(code.lower()))
        assert ada.hears[0] == "Welcome, ada. Your role here: reader of drafts."
        assert house.acts()[-1] == ("ada", "take up role", "ada", "reader, partnerships")

    def test_a_code_is_said_nowhere_again(self, house: House) -> None:
        with house.opened() as store:
            code = house.invite(store, "ada")
        ada = Respondent(house, "ada")
        ada.says(f"/start {code}")
        assert code not in repr((ada.replies, house.acts()))

    def test_codes_that_do_not_work_are_answered_alike(self, house: House) -> None:
        with house.opened() as store:
            house.invite(store, "ada")
            expired = house.invite(store, "bob")
        house.later(LASTS + timedelta(seconds=1))
        with house.opened() as store:
            used, revoked = house.invite(store, "cleo"), house.invite(store, "dan")
            assert house.staff
            house.staff.revoke("dan")
        Respondent(house, "cleo").says(f"/start {used}")
        said = []
        for number, code in enumerate((expired, used, revoked, "A" * 26, "NOSUCHCODE")):
            stranger = Respondent(house, f"stranger-{number}")
            stranger.says(f"/facilitate {code}")
            said.append(stranger.replies)
        assert {replies[0].lines[0].text for replies in said} == {REFUSED}
        assert len(set(said)) == 1

    def test_after_too_many_wrong_codes_the_right_one_has_to_wait(self, house: House) -> None:
        with house.opened() as store:
            code = house.invite(store, "ada")
        ada = Respondent(house, "ada")
        mistyped = code.replace(code[0], "0")
        for _ in range(WRONG_CODES):
            ada.says(f"/start {mistyped}")
            ada.assert_hears(REFUSED)
        for given in (mistyped, code):
            ada.says(f"/start {given}")
            ada.assert_hears(LIMITED)
        house.later(WRONG_CODES_WITHIN)
        ada.says(f"/start {code}")
        assert ada.hears[0] == "Welcome, ada. Your role here: facilitator."

    def test_a_redelivered_code_gives_no_second_role_and_is_no_wrong_one(self, house: House) -> None:
        ada = house.appoints("ada")
        before = everything(house)
        for _ in range(WRONG_CODES + 1):
            ada.delivers_again()
            ada.assert_hears("Welcome, ada. Your role here: facilitator.", *HELP)
        assert everything(house) == before

    def test_a_code_of_a_round_leads_into_the_round_still(self, house: House) -> None:
        known = house.launch()
        ada = Respondent(house, "ada")
        ada.enters(known)
        ada.assert_hears(*WELCOME, *CONSENT)
        ada.says("/start NOSUCHXX")
        assert ada.hears[0].startswith("I do not know which consultation you mean.")


class TestWhoHasNoRole:
    @pytest.mark.parametrize("command", EVERY_COMMAND)
    def test_a_command_of_the_office_is_answered_as_any_unknown_one(self, house: House, command: str) -> None:
        known = house.launch()
        stranger, other = Respondent(house, "stranger"), Respondent(house, "other")
        for who, said in ((stranger, command), (other, f"/nosuchword {command.partition(' ')[2]}".strip())):
            who.says(said)
            who.agrees(known)
            who.says(said)
        if command != "/facilitate":
            assert stranger.replies == other.replies
            assert repr(stranger.standing) == repr(other.standing).replace("/nosuchword", command.partition(" ")[0])
        assert [act for act in house.acts() if act[0] != "command line"] == []

    def test_a_button_of_the_office_does_nothing(self, house: House) -> None:
        known = house.launch()
        stranger, other = Respondent(house, "stranger"), Respondent(house, "other")
        before = everything(house)
        stranger.agrees(known)
        other.agrees(known)
        other.presses_old("nosuchbutton:1")
        for data in EVERY_BUTTON:
            stranger.presses_old(data)
            assert stranger.replies == other.replies, data
        assert everything(house) == before

    def test_who_was_revoked_is_a_stranger_at_once(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.goes("/launch office:what office:time:now")
        assert house.staff
        house.staff.revoke("ada")
        before = everything(house)
        for data in ("office:time:7d", "office:do", f"office:close:{known.id}"):
            ada.presses_old(data)
        ada.says("/rounds")
        assert ada.hears[0] == "What you can do at any time"
        assert everything(house) == before

    @pytest.mark.parametrize("role", [Role.ANALYST, Role.READER])
    def test_who_may_not_launch_extend_or_close_finds_no_such_thing(self, house: House, role: Role) -> None:
        known = house.launch()
        other = Respondent(house, "other")
        other.agrees(known)
        bob = house.appoints("bob", role)
        assert [line.split(":")[0] for line in bob.hears[2:-1]] == CAN[role]
        bob.agrees(known)
        before = everything(house)
        for command in ("/launch", "/extend", "/close", "/moderate", "/note"):
            bob.says(command)
            other.says("/nosuchword")
            assert bob.replies == other.replies
        bob.says("/rounds")
        bob.presses(f"office:round:{known.id}")
        assert bob.offered == OFFERED[role]
        for data in (
            f"office:close:{known.id}",
            f"office:extend:{known.id}",
            f"office:moderate:{known.id}",
            f"office:notes:{known.id}",
            "office:launch",
            "office:group:partnerships",
        ):
            bob.presses_old(data)
            assert bob.hears[0] == "That is not possible here any more. Let us go on:"
        for data in ("office:do", "office:time:7d", "office:what:drafts"):
            bob.presses_old(data)
        assert everything(house) == before

    def test_a_role_in_one_consultation_is_none_in_another(self, house: House) -> None:
        known = house.launch()
        house.consultations["/elsewhere"] = replace(house.consultation, id="elsewhere")
        bob = house.appoints("bob", consultation="/elsewhere")
        bob.says("/rounds")
        bob.assert_hears("There is no round yet.")
        before = everything(house)
        for command in ("/close", "/extend", "/preview", "/moderate", "/note"):
            bob.says(f"{command} {known.id}")
            bob.assert_hears("There is no such round.", "There is no round yet.")
            bob.says(f"{command} nosuchround")
            bob.assert_hears("There is no such round.", "There is no round yet.")
        bob.presses_old("office:group:partnerships")
        assert bob.hears[0] == "That is not possible here any more. Let us go on:"
        assert everything(house) == before


class TestLaunching:
    def test_a_round_is_launched_step_by_step(self, house: House, ada: Respondent) -> None:
        ada.says("/launch")
        ada.assert_hears("Partnerships", "What shall the round ask about?")
        ada.assert_offered("Questions: Questions", "Drafts", "Back")
        ada.presses("Questions: Questions")
        assert ada.hears[0] == "When shall it open?"
        ada.presses("At once")
        assert ada.hears == [
            "When shall it close?",
            "Choose, or write a time such as 2030-12-31 18:00 (Africa/Bamako) or 10d.",
        ]
        ada.says("2030-03-20 18:00")
        ada.assert_hears(
            "Partnerships",
            "Questions: Questions",
            "Opens: at once",
            "Closes: 2030-03-20 18:00 Africa/Bamako",
            "Shall I launch it?",
        )
        ada.assert_offered("Launch it", "Try it first", "Back")
        assert rounds(house) == ()
        ada.presses("Launch it")
        (launched,) = rounds(house)
        assert (launched.kind, launched.guide, launched.stage) == (Kind.QUESTIONS, "guiding", Stage.OPEN)
        assert launched.closes
        assert f"{launched.closes:%Y-%m-%d %H:%M}" == "2030-03-20 18:00"
        assert not launched.beside
        ada.assert_hears(
            "Launched.",
            "partnerships-1",
            "Partnerships",
            "Questions: Questions",
            "Stage: open",
            f"Opens: {launched.opens:%Y-%m-%d %H:%M} Africa/Bamako",
            "Closes: 2030-03-20 18:00 Africa/Bamako",
            f"People come in with: /start {launched.code}",
        )
        assert house.acts()[-1] == ("ada", "launch", "partnerships-1", "")
        bob = Respondent(house, "bob")
        bob.agrees(launched)
        assert bob.kept.round == "partnerships-1"

    def test_a_round_on_drafts_opens_later_and_closes_by_hand(self, house: House, ada: Respondent) -> None:
        ada.goes("/launch office:what:drafts")
        ada.says("2d")
        ada.presses("By hand")
        ada.presses("Launch it")
        (launched,) = rounds(house)
        assert (launched.kind, launched.guide, launched.stage, launched.closes) == (
            Kind.DRAFTS, "", Stage.DRAFTED, None
        )  # fmt: skip
        assert timedelta(0) < launched.opens - BEGINS - timedelta(days=2) < timedelta(hours=1)

    @pytest.mark.parametrize("written", ["soon", "2020-01-01", "0d", "2030-02-30", "-3d", "99999d", "now", ""])
    def test_a_time_that_cannot_be_is_asked_for_again(self, house: House, ada: Respondent, written: str) -> None:
        ada.goes("/launch office:what:drafts office:time:now")
        ada.presses_old(f"office:time:{written}")
        assert ada.hears[:2] == [
            "That is no time that can be: it is over, or I cannot read it.",
            "When shall it close?",
        ]
        assert rounds(house) == ()

    def test_a_round_does_not_close_before_it_opens(self, ada: Respondent) -> None:
        ada.goes("/launch office:what:drafts")
        ada.says("2030-05-01")
        ada.says("2030-04-01")
        assert ada.hears[0] == "That is no time that can be: it is over, or I cannot read it."
        ada.says("2030-05-02")
        assert ada.hears[-1] == "Shall I launch it?"

    def test_what_was_launched_is_not_launched_again(self, house: House, ada: Respondent) -> None:
        ada.goes("/launch office:what:drafts office:time:now office:time:7d office:do")
        ada.delivers_again()
        ada.presses_old("office:do")
        assert [known.id for known in rounds(house)] == ["partnerships-1"]
        assert [act for act in house.acts() if act[1] == "launch"] == [("ada", "launch", "partnerships-1", "")]

    def test_a_launch_that_was_cut_short_is_finished_and_not_repeated(self, house: House, ada: Respondent) -> None:
        ada.goes("/launch office:what:drafts office:time:now office:time:7d")
        assert house.staff
        sit = house.staff.sit
        house.staff.sit = lost  # type: ignore[method-assign, assignment]
        with pytest.raises(KeyboardInterrupt):
            ada.presses("Launch it")
        house.staff.sit = sit  # type: ignore[method-assign]
        ada.delivers_again()
        assert ada.hears[:2] == ["Launched.", "partnerships-1"]
        assert len(rounds(house)) == 1

    def test_a_time_that_passes_before_it_is_confirmed_launches_nothing(self, house: House, ada: Respondent) -> None:
        ada.goes("/launch office:what:drafts office:time:now office:time:7d")
        house.later(2 * WEEK)
        ada.presses("Launch it")
        assert ada.hears[0] == "That is not possible as it stands; nothing has changed."
        assert ada.hears[-1] == "Shall I launch it?"
        assert rounds(house) == ()

    def test_one_may_go_back_step_by_step(self, ada: Respondent) -> None:
        ada.goes("/launch office:what:drafts office:time:now office:time:7d")
        for question in ("When shall it close?", "When shall it open?", "What shall the round ask about?", HELP[0]):
            ada.presses("Back")
            assert question in ada.hears

    def test_with_several_consultations_one_is_chosen_first(self, house: House, ada: Respondent) -> None:
        house.consultations["/elsewhere"] = replace(house.consultation, id="elsewhere")
        ada.says("/launch")
        ada.assert_hears("A round of which consultation?")
        ada.presses("office:group:elsewhere")
        ada.goes("office:what:drafts office:time:now office:time:7d office:do")
        assert [(known.id, known.consultation) for known in rounds(house)] == [("elsewhere-1", "/elsewhere")]

    def test_a_second_round_is_one_at_a_time_unless_said_otherwise(self, house: House, ada: Respondent) -> None:
        house.launch(beside=False)
        ada.goes("/launch office:what:drafts office:time:now office:time:7d")
        assert (
            "A round of this consultation is open: people are in one at a time, unless you say otherwise." in ada.hears
        )
        ada.presses("Launch it beside the other")
        assert rounds(house)[-1].beside
        assert ada.hears[-1] == "People may be in it and in another round at the same time."


def lost(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


class TestARoundInHand:
    def test_rounds_are_listed_the_newest_first(self, house: House, ada: Respondent) -> None:
        house.launch(name="old")
        house.launch(Kind.DRAFTS, name="new")
        ada.says("/rounds")
        ada.assert_hears("The rounds", "new: open. Drafts", "old: open. Questions: Questions")
        ada.assert_offered("new", "old", "The rounds", "Drafts", "Launch a round", "Partners", "Resources", "The plan")
        ada.presses("old")
        assert ada.offered == [
            *("How it goes", "Try it", "More time", "Close it", "Read answers", "Notes", "Check tags", "Code a sample"),
            *("Answer what was said", "Announce it", "Targets", "Back"),
        ]
        assert "People come in with: /start CODEOLD" in ada.hears

    def test_a_round_is_given_more_time(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.says("/extend")
        assert ada.hears[0] == known.id
        ada.says("2030-04-01 09:30")
        assert ada.hears[:2] == ["It has more time now.", known.id]
        assert "Closes: 2030-04-01 09:30 Africa/Bamako" in ada.hears
        (extended,) = rounds(house)
        assert f"{extended.closes:%Y-%m-%d %H:%M}" == "2030-04-01 09:30"
        assert house.acts()[-1] == ("ada", "extend", known.id, "")

    def test_a_closed_round_opens_again_where_it_is_extended(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        house.later(2 * WEEK)
        ada.says(f"/extend {known.id}")
        ada.presses("In 7 days")
        assert "Stage: open" in ada.hears

    def test_a_round_is_closed_once_that_is_confirmed(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.says("/close")
        assert ada.hears[-1] == "Shall I close it now? New answers are then no longer taken."
        assert rounds(house) == (known,)
        ada.presses("Close it now")
        assert ada.hears[:2] == ["Closed. What was said can still be changed and withdrawn.", known.id]
        assert [one.stage for one in rounds(house)] == [Stage.CLOSED]
        assert house.acts()[-1] == ("ada", "close", known.id, "")
        ada.delivers_again()
        ada.says(f"/close {known.id}")
        assert ada.hears[0] == "Its stage does not allow that."
        ada.says("/close")
        ada.assert_hears("There is no round with which to do that now.")
        assert [act[1] for act in house.acts()].count("close") == 1

    def test_where_several_can_be_meant_one_is_asked_which(self, house: House, ada: Respondent) -> None:
        house.launch(name="one")
        house.launch(name="two")
        for command, data in (("/close", "close"), ("/extend", "extend"), ("/preview", "preview")):
            ada.says(command)
            ada.assert_hears("Which round?")
            assert ada.data[:2] == [f"office:{data}:two", f"office:{data}:one"]
        ada.presses("office:preview:one")
        ada.assert_hears("In which language would you like to try it?")

    def test_somebody_else_closing_it_first_is_told(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.says("/close")
        house.close(known)
        ada.presses("Close it now")
        assert ada.hears[0] == "That is not possible as it stands; nothing has changed."
        assert [act[0] for act in house.acts() if act[1] == "close"] == ["command line"]


class TestPreviews:
    def test_a_preview_is_the_interview_itself_and_leaves_no_trace(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        before = everything(house)
        ada.says("/preview")
        ada.assert_offered("English", "Français", "العربية", "Back")
        ada.presses("English")
        ada.assert_hears(PREVIEW, *WELCOME, *CONSENT)
        assert ada.offered[-1] == "End the preview"
        ada.presses("agree")
        ada.presses("q:needs")
        number = ada.says("A tool for everyone, and a budget that lasts")
        assert ada.hears[:2] == [PREVIEW, KEPT]
        ada.edits(number, "Another tool for everyone, and a budget that lasts")
        assert ada.hears[1].startswith("Changed.")
        (store,) = house.previews
        (tried,) = store.record(known.id).participations
        assert [answer.current.text for answer in tried.answers] == [
            "Another tool for everyone, and a budget that lasts"
        ]
        ada.presses("End the preview")
        assert ada.hears[:2] == [OVER, known.id]
        assert everything(house) == before
        assert house.record(known).participations == ()
        with house.opened() as real:
            assert real.recall("identity-ada", "").participation is None

    def test_nothing_of_it_is_held_once_it_is_over(self, house: House, ada: Respondent) -> None:
        house.launch()
        with house.opened() as store:
            held = house.door(store)._office._rehearsals
        for way_out in ("office:end", "/rounds"):
            ada.goes("/preview office:tongue:en")
            assert list(held) == ["identity-ada"]
            ada.presses_old(way_out) if way_out.startswith("office") else ada.says(way_out)
            assert list(held) == []

    def test_in_any_language(self, house: House, ada: Respondent) -> None:
        house.launch()
        ada.goes("/preview office:tongue:ar")
        assert ada.replies[0].language == "ar"
        assert ada.hears[1] == "Partnerships (ar)"
        ada.presses("office:end")
        assert ada.replies[0].language == "en"

    def test_a_round_can_be_tried_before_it_is_launched(self, house: House, ada: Respondent) -> None:
        ada.goes("/launch office:what:drafts office:time:now office:time:7d office:try office:tongue:en agree")
        assert "1. A shared fund" in ada.hears
        ada.presses("End the preview")
        assert (ada.hears[0], ada.hears[-1]) == (OVER, "Shall I launch it?")
        assert rounds(house) == ()
        ada.presses("Launch it")
        assert len(rounds(house)) == 1

    @pytest.mark.parametrize("passed", [-WEEK, 2 * WEEK])
    def test_a_round_that_is_not_open_is_tried_as_if_it_were(
        self, house: House, ada: Respondent, passed: timedelta
    ) -> None:
        known = house.launch()
        house.later(passed)
        ada.goes("/preview office:tongue:en agree")
        assert ada.hears[-len(MENU) :] == list(MENU)
        assert [one.at(BEGINS) for one in rounds(house)] == [known.at(BEGINS)]

    def test_a_preview_does_not_outlive_the_process_and_says_so(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.goes("/preview office:tongue:en agree free")
        house.restarts()
        ada.says("A tool for everyone")
        assert ada.hears[:2] == [OVER, known.id]
        ada.says("A tool for everyone")
        assert "tool" not in repr(house.record(known))

    @pytest.mark.parametrize("command", ["/rounds", "/facilitate", "/launch"])
    def test_a_command_of_the_office_ends_it(self, house: House, ada: Respondent, command: str) -> None:
        known = house.launch()
        ada.goes("/preview office:tongue:en agree free")
        ada.says(command)
        assert PREVIEW not in ada.hears
        ada.agrees(known)
        ada.presses("free")
        ada.says("This is meant, and shall be kept for the report")
        assert ada.hears[0] == KEPT
        assert len(house.record(known).participations) == 1

    def test_two_facilitators_try_a_round_each_by_themselves(self, house: House, ada: Respondent) -> None:
        house.launch()
        bob = house.appoints("bob", Role.READER)
        ada.goes("/preview office:tongue:en agree free")
        bob.goes("/preview office:tongue:fr")
        ada.says("A tool for everyone, and a budget that lasts")
        assert ada.hears[:2] == [PREVIEW, KEPT]


class TestBesideTheInterview:
    def test_a_facilitator_takes_part_like_anybody(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.agrees(known)
        ada.says("/rounds")
        ada.presses_old("q:needs")
        ada.says("A tool for everyone, and a budget that lasts")
        assert ada.hears[0] == KEPT
        assert ada.standing == [("needs", "A tool for everyone, and a budget that lasts")]

    @pytest.mark.parametrize("turn", ["/menu", "/my", "q:needs"])
    def test_who_turns_to_the_interview_is_not_asked_for_a_time_any_more(
        self, house: House, ada: Respondent, turn: str
    ) -> None:
        known = house.launch()
        ada.agrees(known)
        ada.says("/extend")
        ada.says(turn) if turn.startswith("/") else ada.presses_old(turn)
        ada.says("10d")
        assert ("needs" if turn == "q:needs" else "", "10d") in ada.standing
        assert rounds(house) == (known,)

    def test_an_edit_of_an_answer_is_an_edit_and_no_time(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.agrees(known)
        ada.presses("free")
        number = ada.says("A tool for everyone, and a budget that lasts")
        ada.says("/extend")
        ada.edits(number, "10d")
        assert ada.standing == [("", "10d")]
        assert rounds(house) == (known,)

    def test_help_says_both(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.agrees(known)
        ada.says("/help")
        assert ada.hears[: len(HELP)] == list(HELP)
        assert ada.hears[len(HELP)] == "What you can do at any time"
        ada.says("/rounds")
        ada.says("/help")
        ada.assert_hears(*HELP)

    def test_the_language_of_the_conversation_is_that_of_the_office(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.agrees(known)
        ada.says("/language fr")
        ada.says("/rounds")
        assert ada.hears[0] == "The rounds (fr)"

    def test_who_forgets_all_as_a_respondent_keeps_the_role(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        ada.agrees(known)
        ada.goes("/forget erase")
        ada.says("/rounds")
        assert ada.hears[0] == "The rounds"

    def test_several_are_heard_together_each_where_they_belong(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        bob, cleo = Respondent(house, "bob"), Respondent(house, "cleo")
        bob.agrees(known)
        bob.presses("free")
        house.together(
            lambda: bob.says("A tool for everyone, and a budget that lasts"),
            lambda: ada.says("/rounds"),
            lambda: cleo.says(f"/facilitate {'A' * 26}"),
        )
        assert (bob.hears[0], ada.hears[0], cleo.hears) == (KEPT, "The rounds", [REFUSED])

    def test_what_can_be_written_is_a_time_the_interviews_or_nothing(self, house: House, ada: Respondent) -> None:
        known = house.launch()
        with house.opened() as store:
            door = house.door(store)
            assert door.form("identity-ada") is None
            ada.says("/extend")
            asked = door.form("identity-ada")
            assert asked
            assert [field.question for field in asked.fields] == ["When shall it close now?"]
            ada.goes("/preview office:tongue:en agree free")
            asked = door.form("identity-ada")
            assert asked
            assert [field.question for field in asked.fields] == ["Write freely: one message or several."]
            bob = Respondent(house, "bob")
            bob.agrees(known)
            assert door.form("identity-bob")


def with_one_set_aside(house: House, known: Round) -> None:
    bob = Respondent(house, "bob")
    bob.agrees(known)
    bob.answers("hopes", "A tool or a grant for every one of us")
    with house.opened() as store:
        moderating.set_aside(store, bob.last.id, Aside.SPAM, now=BEGINS, by="Mo")


class TestTheTable:
    def test_every_place_has_a_row_a_prompt_and_offers(self) -> None:
        assert set(WAYS) == set(PROMPTS) == set(OFFERS) == set(Where)

    def test_everything_that_is_to_be_done_or_said_is_there_and_nothing_else(self) -> None:
        ways = [way for row in WAYS.values() for way in row.values()]
        assert {way.do for way in ways} == ACTS.keys() | IN_PREVIEW
        said = {name for way in ways for name in way.say}
        assert said | {"welcome", "not_possible"} == SENTENCES.keys() | {"prompt", "rehearsed"}

    def test_every_button_and_command_leads_somewhere(self) -> None:
        led = {asked for row in WAYS.values() for asked in row}
        assert set(BUTTONS.values()) | set(COMMANDS.values()) <= led == set(Asked)

    def test_what_changes_a_round_takes_a_right(self) -> None:
        rights = {
            way.do: way.right for row in WAYS.values() for way in row.values() if way.do in ("launch", "launch_beside")
        }
        assert rights == {"launch": Right.LAUNCH, "launch_beside": Right.LAUNCH}
        assert WAYS[Where.EXTENDING][Asked.TIME].right is Right.EXTEND
        assert WAYS[Where.CLOSING][Asked.DO].right is Right.CLOSE
        assert RIGHTS.keys() == set(Right)

    @pytest.mark.parametrize("where", Where)
    def test_every_button_anywhere_has_an_answer(self, where: Where) -> None:
        house, ada = at(where)
        for data in EVERY_BUTTON:
            before = seat_of(house), everything(house)
            ada.presses_old(data)
            assert ada.hears, data
            assert all(ada.hears), data
            if (seat_of(house), everything(house)) != before:
                house, ada = at(where)


def at(where: Where) -> tuple[House, Respondent]:
    """Return somebody in a place of the office, in a house where each way there is open."""
    house = House.in_memory()
    house.asks_of_drafts()
    if where in (Where.GROUP, Where.SHELVES):
        house.consultations["/elsewhere"] = replace(house.consultation, id="elsewhere")
    known = house.launch()
    if where is Where.LOOKING:
        with_one_set_aside(house, known)
    cy = Respondent(house, "cy")
    cy.agrees(known)
    cy.answers("hopes", "A grant for us all, please, and soon")
    if where is Where.CODING:
        house.draws(known, size=1)
    with house.opened() as store:
        store.enter_plan("partnerships", PlanEntry("talks", PlanKind.INTERVIEW, {"en": "Talks"}))
    ada = house.appoints("ada")
    for step in (ROADS[where] or "/help").split("|"):
        ada.goes(step) if step.startswith(("/", "office")) else ada.says(step)
    assert seat_of(house).where is where
    return house, ada


def seat_of(house: House) -> Seat:
    """Return where ada is, whatever she sent."""
    assert house.staff
    return replace(house.staff.seats(["identity-ada"])["identity-ada"], turn=0)


RECORD = "/note office:new-note|A salon|office:tell:today office:tell:en|12|office:tell:on"
A_NOTE = f"{RECORD} office:item:|They spoke|office:all"
ROADS: dict[Where, str] = {
    Where.AWAY: "",
    Where.LOBBY: "/rounds",
    Where.GROUP: "/launch",
    Where.TEMPLATE: "/launch",
    Where.OPENING: "/launch office:what:drafts",
    Where.ENDING: "/launch office:what:drafts office:time:now",
    Where.CONFIRMING: "/launch office:what:drafts office:time:now office:time:7d",
    Where.HOLDING: "/rounds office:round:on-questions",
    Where.EXTENDING: "/extend",
    Where.CLOSING: "/close",
    Where.CALLING: "/announce",
    Where.AIMING: "/target",
    Where.SIFTING: "/partners",
    Where.PLANNING: "/plan",
    Where.SORTING: "/plan office:new-entry",
    Where.DATING: "/plan office:new-entry office:kind:review",
    Where.TITLING: "/plan office:entry:talks office:rename-entry",
    Where.TONGUE: "/preview",
    Where.REHEARSING: "/preview office:tongue:en",
    Where.MODERATING: "/moderate",
    Where.ASIDES: "/moderate office:asides",
    Where.NOTES: "/note",
    Where.NOTE_SOURCE: "/note office:new-note",
    Where.NOTE_DATE: "/note office:new-note|A salon",
    Where.NOTE_TONGUE: "/note office:new-note|A salon|office:tell:today",
    Where.NOTE_PEOPLE: "/note office:new-note|A salon|office:tell:today office:tell:en",
    Where.NOTE_RECORD: "/note office:new-note|A salon|office:tell:today office:tell:en|12",
    Where.NOTE_ITEM: RECORD,
    Where.NOTE_WORDS: f"{RECORD} office:item:",
    Where.NOTE_REVIEW: A_NOTE,
    Where.NOTE_REMOVING: f"{A_NOTE} office:save|office:note office:remove",
    Where.LOOKING: "/moderate office:asides office:look",
    Where.REVIEWING: "/review",
    Where.ADDING: "/review office:themes",
    Where.LEANING: "/review office:leanings",
    Where.CODING: "/code",
    Where.SUBJECT: "/respond",
    Where.VERDICT: "/respond office:subject:d:2019-09/2",
    Where.REASON: "/respond office:subject:d:2019-09/2 office:verdict:open",
    Where.SHELVES: "/drafts",
    Where.DRAFTS: "/drafts",
    Where.DRAFT: "/drafts office:draft:1",
    Where.SKETCH: "/drafts office:draft:1 office:change",
    Where.TITLE: "/drafts office:draft:1 office:change office:title",
    Where.SHORT: "/drafts office:draft:1 office:change office:short",
    Where.FULL: "/drafts office:draft:1 office:change office:full",
    Where.LINEAGE: "/drafts office:draft:1 office:change office:lineage",
    Where.SOURCES: "/drafts office:draft:1 office:change office:lineage office:relation:merged",
}

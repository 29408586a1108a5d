"""What the working group answers, recorded in the office: step by step, once, in the language that is spoken."""

import pytest

from consultation.loop.responses import Response, Subject, Verdict, standing
from consultation.roles import Role
from tests.consultation.conversations import LANGUAGES, OUT_OF_PLACE, Respondent
from tests.consultation.offices import House

FUND = Subject("1", "2019-09")
ROUND = "on-questions"
ASKED = ("To which draft or theme does the working group answer?", "Drafts without an answer: 3 of 3.")
WHY = ("Why? Write it in one message.", "It stands in the report, and is told to those whose words it answers.")
RECORDED = "Recorded. It stands in the next edition of the report."


@pytest.fixture
def house() -> House:
    made = House.in_memory()
    made.launch()
    return made


@pytest.fixture
def ada(house: House) -> Respondent:
    return house.appoints("ada")


def responses(house: House) -> tuple[Response, ...]:
    with house.opened() as store:
        return standing(store.responses(ROUND))


def test_a_response_to_a_draft_is_recorded_step_by_step(house: House, ada: Respondent) -> None:
    ada.says("/respond")
    ada.assert_hears(*ASKED)
    ada.assert_offered("1. A shared fund", "2. One entry point", "13. A research agenda", "Themes", "Back")
    ada.presses("1. A shared fund")
    ada.assert_hears("Draft 1: A shared fund", "What becomes of it?")
    ada.assert_offered("Adopted", "Adopted in part", "Not adopted", "Still open", "Back")
    ada.presses("Adopted in part")
    ada.assert_hears("Draft 1: A shared fund: adopted in part", *WHY)
    ada.assert_offered("Back")
    ada.says("For small groups <first>.")
    ada.assert_hears(RECORDED, ASKED[0], "Drafts without an answer: 2 of 3.")
    ada.assert_offered("✓ 1. A shared fund", "2. One entry point", "13. A research agenda", "Themes", "Back")
    (kept,) = responses(house)
    assert (kept.subject, kept.verdict, kept.why) == (FUND, Verdict.PARTLY, {"en": "For small groups <first>."})
    assert house.acts()[-1] == ("ada", "respond partly", "draft 2019-09/1", f"{ROUND}, en")
    ada.presses("✓ 1. A shared fund")
    ada.assert_hears(
        "Draft 1: A shared fund", "So far: adopted in part", "For small groups <first>.", "What becomes of it?"
    )


def test_a_response_to_a_theme(house: House, ada: Respondent) -> None:
    ada.goes("/respond office:all-themes")
    ada.assert_offered("Tools", "People", "Money", "Back")
    ada.presses("Money")
    ada.assert_hears("Theme Money", "What becomes of it?")
    ada.presses("Adopted")
    ada.says("It was asked for everywhere.")
    ada.assert_offered("Tools", "People", "✓ Money", "Back")
    (kept,) = responses(house)
    assert (kept.subject, kept.verdict) == (Subject(theme="money"), Verdict.ADOPTED)


def test_only_what_is_left_open_needs_no_reason(house: House, ada: Respondent) -> None:
    ada.goes("/respond office:subject:d:2019-09/1 office:verdict:not")
    ada.presses_old("office:no-reason")
    assert ada.hears[0] == OUT_OF_PLACE
    assert responses(house) == ()
    ada.goes("office:back office:verdict:open")
    ada.assert_offered("Skip", "Back")
    ada.presses("Skip")
    (kept,) = responses(house)
    assert (kept.verdict, kept.why) == (Verdict.OPEN, {})


def test_the_same_verdict_in_another_language_is_added(house: House, ada: Respondent) -> None:
    ada.goes("/respond office:subject:d:2019-09/1 office:verdict:adopted =")
    ada.language = "fr"
    ada.goes("office:subject:d:2019-09/1 office:verdict:adopted =")
    (kept,) = responses(house)
    assert list(kept.why) == ["en", "fr"]
    assert set(kept.why) <= set(LANGUAGES)


def test_what_is_delivered_again_is_recorded_once(house: House, ada: Respondent) -> None:
    ada.goes("/respond office:subject:d:2019-09/1 office:verdict:adopted =")
    ada.delivers_again()
    with house.opened() as store:
        assert len(store.responses(ROUND)) == 1


@pytest.mark.parametrize(
    "data",
    [
        "office:subject:d:2019-08/1",
        "office:subject:d:2019-09/99",
        "office:subject:t:nosuch",
        "office:subject:x:1",
        "office:verdict:maybe",
    ],
)
def test_what_there_is_not_is_not_answered(house: House, ada: Respondent, data: str) -> None:
    ada.goes("/respond office:subject:d:2019-09/1")
    ada.presses_old(data)
    assert ada.hears[0] == OUT_OF_PLACE
    assert responses(house) == ()


def test_one_may_go_back_step_by_step(ada: Respondent) -> None:
    ada.goes("/respond office:subject:d:2019-09/1 office:verdict:open office:back office:back")
    ada.assert_hears(*ASKED)
    ada.goes("office:back")
    assert ada.hears[0] == ROUND
    assert "Answer what was said" in ada.offered


@pytest.mark.parametrize("role", [Role.ANALYST, Role.READER])
def test_who_may_not_answer_finds_no_such_thing(house: House, role: Role) -> None:
    bob = house.appoints("bob", role)
    bob.goes("/rounds")
    bob.says("/respond")
    assert bob.hears[0] != ASKED[0]
    bob.presses_old(f"office:respond:{ROUND}")
    assert bob.hears[0] == OUT_OF_PLACE
    assert responses(house) == ()


def test_every_button_fits_what_telegram_takes(ada: Respondent) -> None:
    ada.goes("/respond")
    sizes = [len(data.encode()) for data in ada.data]
    ada.goes("office:all-themes")
    assert max(*sizes, *(len(data.encode()) for data in ada.data)) <= 64

"""One person in two apps: linked by a code, counted once, parted again."""

from datetime import timedelta

import pytest

from consultation.flow import Position, State
from consultation.rounds import Round
from tests.consultation.conversations import HOPES, KEPT_WITH_BEFORE, MENU, SEND_START, Installation, Respondent

LONG = "We would like to meet others like us more often"
NO_SUCH_CODE = "That code does not work: it may be used, too old, or you have answers of your own here."
LINKED = "Linked. You are one person here and there, and counted once."


@pytest.fixture
def elsewhere(installation: Installation) -> Respondent:
    """Give Ada's account in the other app, where nobody knows her yet."""
    return Respondent(installation, "ada-elsewhere")


def code_of(respondent: Respondent) -> str:
    """Ask for a code and return it."""
    respondent.says("/link")
    assert respondent.hears[1] == "The code works once, for fifteen minutes. Never give it to anyone else."
    return respondent.hears[0].removeprefix("In the other app, send: /link ")


def test_one_goes_on_in_the_other_app_where_one_left_and_is_counted_once(
    ada: Respondent, elsewhere: Respondent, questions: Round
) -> None:
    ada.presses("q:hopes")
    ada.says(LONG)
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.assert_hears(LINKED, *HOPES)
    elsewhere.says("and to learn")
    elsewhere.assert_hears(KEPT_WITH_BEFORE)
    assert ada.standing == elsewhere.standing == [("hopes", f"{LONG}\nand to learn")]
    status = ada.installation.status(questions)
    assert (status.respondents, status.identities, status.answers) == (1, 2, 1)


def test_a_code_counts_in_lower_case_and_once(ada: Respondent, elsewhere: Respondent) -> None:
    code = code_of(ada)
    elsewhere.says(f"/link {code.lower()}")
    elsewhere.assert_hears(LINKED, *MENU)
    third = Respondent(ada.installation, "third")
    third.says(f"/link {code}")
    third.assert_hears(NO_SUCH_CODE, SEND_START)


def test_a_code_is_too_old_after_a_quarter_of_an_hour(ada: Respondent, elsewhere: Respondent) -> None:
    code = code_of(ada)
    ada.installation.later(timedelta(minutes=15))
    elsewhere.says(f"/link {code}")
    elsewhere.assert_hears(NO_SUCH_CODE, SEND_START)


@pytest.mark.usefixtures("ada")
def test_an_unknown_code_does_not_work(elsewhere: Respondent) -> None:
    elsewhere.says("/link ABCDEFGHIJ")
    elsewhere.assert_hears(NO_SUCH_CODE, SEND_START)


def test_who_has_answers_of_their_own_is_not_linked(ada: Respondent, elsewhere: Respondent, questions: Round) -> None:
    elsewhere.agrees(questions)
    elsewhere.says("You forgot to ask about schools")
    elsewhere.says(f"/link {code_of(ada)}")
    assert elsewhere.hears[0] == NO_SUCH_CODE
    assert elsewhere.kept.respondent != ada.kept.respondent


def test_who_has_only_looked_around_is_linked(ada: Respondent, elsewhere: Respondent, questions: Round) -> None:
    elsewhere.agrees(questions)
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.assert_hears(LINKED, *MENU)
    assert len(ada.installation.record(questions).participations) == 1


@pytest.mark.usefixtures("on_drafts")
def test_with_several_open_rounds_the_code_tells_which(ada: Respondent, elsewhere: Respondent) -> None:
    ada.presses("q:hopes")
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.assert_hears(LINKED, *HOPES)


def test_after_the_round_closed_one_can_still_be_linked(
    ada: Respondent, elsewhere: Respondent, questions: Round
) -> None:
    ada.answers("hopes", LONG)
    ada.installation.close(questions)
    elsewhere.says(f"/link {code_of(ada)}")
    assert elsewhere.hears[0] == LINKED
    elsewhere.says("/withdraw")
    elsewhere.presses("Answer 1")
    assert ada.standing == []


def test_before_consent_there_is_no_code(elsewhere: Respondent, questions: Round) -> None:
    elsewhere.enters(questions)
    elsewhere.says("/link")
    assert elsewhere.hears[0] == "First agree to take part here; then /link gives you a code."


def test_unlinking_makes_a_stranger_of_the_other_app_and_leaves_the_answers(
    ada: Respondent, elsewhere: Respondent, questions: Round
) -> None:
    ada.answers("hopes", LONG)
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.says("/unlink")
    elsewhere.assert_hears("No longer linked.", SEND_START)
    elsewhere.assert_offered("Begin")
    assert elsewhere.found() is None
    elsewhere.enters(questions)
    assert elsewhere.at == Position(State.CONSENTING)
    assert ada.standing == [("hopes", LONG)]
    assert ada.installation.status(questions).identities == 1


def test_what_was_not_linked_is_not_unlinked(ada: Respondent) -> None:
    ada.says("/unlink")
    ada.assert_hears("Nothing is linked here.", *MENU)
    assert ada.kept.consented


def test_forgetting_in_one_app_erases_in_both(ada: Respondent, elsewhere: Respondent, questions: Round) -> None:
    ada.answers("hopes", LONG)
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.says("/forget")
    elsewhere.presses("erase")
    assert ada.found() is elsewhere.found() is None
    assert ada.installation.record(questions).participations == ()


def test_a_message_of_one_app_is_edited_there(ada: Respondent, elsewhere: Respondent) -> None:
    ada.answers("hopes", LONG)
    number = ada.messages
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.presses("q:hopes")
    own = elsewhere.says("And to learn from each other, too")
    ada.edits(number, "We would like to meet")
    elsewhere.edits(own, "And to learn")
    assert ada.standing == [("hopes", "We would like to meet"), ("hopes", "And to learn")]

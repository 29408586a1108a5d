"""One person in two apps: linked by a code, counted once, parted again."""

import json
from datetime import timedelta

import pytest

from consultation import moderating
from consultation.flow import Position, State
from consultation.records import Aside, Participation, Quoting, Side, may_quote
from consultation.rounds import Kind, Round
from tests.consultation.conversations import (
    CHOOSE_FIRST,
    CONSENT,
    HOPES,
    KEPT,
    KEPT_WITH_BEFORE,
    MENU,
    OUT_OF_PLACE,
    PARTED,
    SEND_START,
    TAKEN_BACK,
    WEEK,
    Installation,
    Respondent,
)

LONG = "We would like to meet others like us more often"
NO_SUCH_CODE = "That code does not work: it may be used or too old. In the other app, /link gives a new one."
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


WAIT = "These codes did not work. Please wait a quarter of an hour; then /link in the other app gives a new one."


def test_after_several_wrong_codes_one_has_to_wait_a_while(ada: Respondent, elsewhere: Respondent) -> None:
    for number in range(5):
        elsewhere.says(f"/link GUESS{number}AAAA")
        elsewhere.assert_hears(NO_SUCH_CODE, SEND_START)
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.assert_hears(WAIT, SEND_START)
    ada.installation.later(timedelta(minutes=15))
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.assert_hears(LINKED, *MENU)


@pytest.mark.usefixtures("on_drafts")
def test_a_stranger_who_gives_several_wrong_codes_has_to_wait_too(ada: Respondent, elsewhere: Respondent) -> None:
    for number in range(5):
        elsewhere.says(f"/link GUESS{number}AAAA")
    elsewhere.says(f"/link {code_of(ada)}")
    elsewhere.assert_hears(WAIT)


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


# Where both have said something

SCHOOLS = "You forgot to ask about schools"
WHAT_THEN = (
    "What should become of it when the two are linked?",
    "What comes along is counted once. What is left out appears nowhere while they are linked.",
    "You are quoted as the stricter of your choices allows. /unlink undoes all this.",
)
NO_MORE = "That code no longer works. In the other app, /link gives a new one."
NOT_LINKED = "Not linked: nothing has changed."
THERE = "To part the two, send /unlink in the app where you sent the code."
TOLD_ONE = ("You have spoken on 1 of 2. Choose another, write freely, or finish.",)
EACH_TIME = ["Bring it along", "Leave it out", "Do not link"]


@pytest.fixture
def spoken(elsewhere: Respondent, questions: Round) -> Respondent:
    """Give Ada's account in the other app, where she has said something, not knowing that she would link the two."""
    elsewhere.agrees(questions)
    elsewhere.answers("needs", SCHOOLS)
    return elsewhere


@pytest.fixture
def opposed(ben: Respondent, on_drafts: Round) -> tuple[Respondent, Respondent]:
    """Give Ben's two accounts, who support and oppose draft 1; here he wants draft 13 studied, there draft 2."""
    there = Respondent(ben.installation, "ben-elsewhere")
    there.agrees(on_drafts)
    ben.goes("d:1 side:1:support skip:")
    ben.says("/menu")
    ben.goes("d:2 side:2:changes")
    there.goes("d:1 side:1:oppose")
    there.says("/menu")
    there.goes("d:13 side:13:study")
    return ben, there


def everything(respondent: Respondent, name: str) -> list[Participation]:
    """Return what is kept under a pseudonym, in every round."""
    with respondent.installation.opened() as store:
        found = [store.participation(known.id, name) for known in store.rounds()]
    return [participation for participation in found if participation]


def sides(respondent: Respondent, known: Round) -> dict[str, Side]:
    """Return the positions that a report would show, by draft: each once."""
    people = respondent.installation.record(known).participations
    held = {(s.draft, s.version): who.stance(s.draft, s.version) for who in people for s in who.stances}
    assert len(people) == 1
    return {draft: stance.side for (draft, _), stance in held.items() if stance}


def test_who_has_spoken_is_asked_first(ada: Respondent, spoken: Respondent) -> None:
    ada.answers("hopes", LONG)
    code = code_of(ada)
    spoken.says(f"/link {code.lower()}")
    spoken.assert_hears("You gave 1 answer here.", *WHAT_THEN)
    spoken.assert_offered(*EACH_TIME)
    assert spoken.data == [f"bring:{code}:along", f"bring:{code}:nothing", "back"]
    assert spoken.at == Position(State.LINKING, item=code)
    assert spoken.standing == [("needs", SCHOOLS)]
    assert ada.kept.respondent != spoken.kept.respondent


def test_what_is_brought_along_is_one_persons_and_counted_once(
    ada: Respondent, spoken: Respondent, questions: Round
) -> None:
    ada.answers("hopes", LONG)
    ada.says("/menu")
    spoken.says(f"/link {code_of(ada)}")
    spoken.presses("Bring it along")
    spoken.assert_hears(LINKED, "You have spoken on 2 of 2. Choose another, write freely, or finish.")
    assert ada.standing == spoken.standing == [("hopes", LONG), ("needs", SCHOOLS)]
    assert ada.kept.respondent == spoken.kept.respondent
    status = ada.installation.status(questions)
    assert (status.respondents, status.identities, status.answers, status.messages) == (1, 2, 2, 2)
    assert status.languages == {"en": 1}


def test_what_is_left_out_counts_nowhere_while_they_are_linked(
    ada: Respondent, spoken: Respondent, questions: Round
) -> None:
    ada.answers("hopes", LONG)
    spoken.says(f"/link {code_of(ada)}")
    spoken.presses("Leave it out")
    assert spoken.hears[0] == LINKED
    assert spoken.standing == ada.standing == [("hopes", LONG)]
    status = ada.installation.status(questions)
    assert (status.respondents, status.identities, status.answers) == (1, 2, 1)
    assert SCHOOLS not in repr(ada.installation.record(questions))
    spoken.says("/unlink")
    assert spoken.standing == [("needs", SCHOOLS)]
    assert ada.standing == [("hopes", LONG)]
    assert ada.installation.status(questions).answers == 2


def test_who_does_not_link_goes_on_and_may_give_the_code_later(ada: Respondent, spoken: Respondent) -> None:
    code = code_of(ada)
    spoken.says(f"/link {code}")
    spoken.presses("Do not link")
    spoken.assert_hears(NOT_LINKED, *TOLD_ONE)
    assert spoken.standing == [("needs", SCHOOLS)]
    spoken.says(f"/link {code}")
    spoken.goes("bring:")
    assert spoken.hears[0] == LINKED


def test_words_are_not_kept_before_one_has_chosen(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    before = spoken.kept
    spoken.says("A secret of mine")
    spoken.assert_hears(CHOOSE_FIRST, "You gave 1 answer here.", *WHAT_THEN)
    assert spoken.kept == before
    spoken.says("Leave it out")
    assert spoken.hears[0] == LINKED


def test_a_code_that_is_too_old_by_then_links_nobody(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    pressed = spoken.data[0]
    ada.installation.later(timedelta(minutes=15))
    spoken.says("/help")
    assert spoken.hears[-1] == NO_MORE
    spoken.assert_offered("Do not link")
    spoken.presses_old(pressed)
    spoken.assert_hears(NO_SUCH_CODE, *TOLD_ONE)
    assert spoken.at == Position(State.CHOOSING)
    assert spoken.kept.respondent != ada.kept.respondent


def test_a_code_that_somebody_else_used_meanwhile_links_nobody_else(
    ada: Respondent, spoken: Respondent, questions: Round
) -> None:
    code = code_of(ada)
    spoken.says(f"/link {code}")
    third = Respondent(ada.installation, "third")
    third.says(f"/link {code}")
    spoken.presses("Bring it along")
    assert spoken.hears[0] == NO_SUCH_CODE
    assert ada.installation.status(questions).respondents == 1
    assert spoken.standing == [("needs", SCHOOLS)]


def test_a_button_of_another_code_is_out_of_place(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    pressed = spoken.data[0]
    spoken.says(f"/link {code_of(ada)}")
    spoken.presses_old(pressed)
    assert spoken.hears[0] == OUT_OF_PLACE
    spoken.presses_old(f"bring:{spoken.at.item}:nonsense")
    assert spoken.hears[0] == OUT_OF_PLACE


def test_a_redelivered_code_or_button_has_no_second_effect(
    ada: Respondent, spoken: Respondent, questions: Round
) -> None:
    ada.answers("hopes", LONG)
    ada.says("/menu")
    code = code_of(ada)
    spoken.says(f"/link {code}")
    spoken.delivers_again()
    spoken.assert_hears("You gave 1 answer here.", *WHAT_THEN)
    spoken.goes("bring:")
    spoken.delivers_again()
    spoken.assert_hears("You have spoken on 2 of 2. Choose another, write freely, or finish.")
    third = Respondent(ada.installation, "third")
    third.says(f"/link {code_of(ada)}")
    third.delivers_again()
    assert third.hears == spoken.hears
    third.says("/unlink")
    third.delivers_again()
    third.assert_hears(SEND_START)
    spoken.says("/unlink")
    spoken.delivers_again()
    spoken.assert_hears(*TOLD_ONE)
    assert ada.installation.status(questions).respondents == 2


@pytest.mark.parametrize("rounds", [1, 2])
def test_a_code_given_again_by_the_platform_after_parting_links_nobody(
    ada: Respondent, elsewhere: Respondent, rounds: int
) -> None:
    if rounds == 2:
        ada.installation.launch(Kind.DRAFTS)
    elsewhere.says(f"/link {code_of(ada)}")
    own = code_of(ada)
    elsewhere.says(f"/link {own}")  # the same person's by now
    assert elsewhere.hears[0] == NO_SUCH_CODE
    refused = elsewhere.sent[-1]
    elsewhere.says("/unlink")
    elsewhere.installation.hear(refused)
    assert elsewhere.found() is None


def test_one_goes_on_where_the_other_account_is(ada: Respondent, spoken: Respondent) -> None:
    ada.presses("q:hopes")
    ada.says(LONG)
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    spoken.assert_hears(LINKED, *HOPES)
    spoken.says("and to learn")
    spoken.assert_hears(KEPT_WITH_BEFORE)
    assert ada.standing == [("hopes", f"{LONG}\nand to learn"), ("needs", SCHOOLS)]


def test_an_unfinished_answer_of_the_one_who_joins_can_be_added_to(ada: Respondent, spoken: Respondent) -> None:
    spoken.says("/menu")
    spoken.presses("q:hopes")
    spoken.says(LONG)
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    spoken.assert_hears(LINKED, *HOPES)
    ada.says("and to learn")
    ada.assert_hears(KEPT_WITH_BEFORE)
    assert spoken.standing == [("needs", SCHOOLS), ("hopes", f"{LONG}\nand to learn")]


def test_an_unfinished_reason_can_be_added_to(ben: Respondent, on_drafts: Round) -> None:
    there = Respondent(ben.installation, "ben-elsewhere")
    there.agrees(on_drafts)
    there.goes("d:2 side:2:changes skip:")
    there.goes("/menu d:1 side:1:oppose =")
    there.says(f"/link {code_of(ben)}")
    there.goes("bring:")
    assert there.hears[1:] == ["Noted: Oppose.", "Why? Write one message or several."]
    ben.says("and one more reason")
    assert ben.standing == [("1", "A tool or a grant for every one of us\nand one more reason")]


def test_parting_gives_everything_back_as_it_stands_now(ada: Respondent, spoken: Respondent, questions: Round) -> None:
    before = spoken.kept
    ada.answers("hopes", LONG)
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    spoken.edits(3, "You forgot to ask about libraries")
    ada.answers("needs", "A grant for every one of us")
    ada.says("/unlink")
    ada.assert_hears(THERE, "You have spoken on 2 of 2. Choose another, write freely, or finish.")
    spoken.says("/unlink")
    spoken.assert_hears(PARTED, *TOLD_ONE)
    assert spoken.standing == [("needs", "You forgot to ask about libraries")]
    assert [revision.text for revision in spoken.last.revisions] == [SCHOOLS, "You forgot to ask about libraries"]
    assert ada.standing == [("hopes", LONG), ("needs", "A grant for every one of us")]
    assert (spoken.kept.respondent, spoken.kept.consent) == (before.respondent, before.consent)
    status = ada.installation.status(questions)
    assert (status.respondents, status.identities, status.answers) == (2, 2, 3)
    spoken.says("/unlink")
    spoken.assert_hears("Nothing is linked here.", *TOLD_ONE)


def test_what_was_said_while_linked_stays_with_whom_it_was_said_under(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    spoken.answers("hopes", LONG)
    spoken.says("/unlink")
    assert spoken.standing == [("needs", SCHOOLS)]
    assert ada.standing == [("hopes", LONG)]
    spoken.answers("hopes", "and to learn from each other, every year")
    ada.answers("needs", "A grant for every one of us")
    assert [item for item, _ in spoken.standing] == ["needs", "hopes"]
    assert [item for item, _ in ada.standing] == ["hopes", "needs"]


def test_nobody_is_left_at_an_answer_that_is_the_others(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    ada.goes("/my open: reword:")
    spoken.says("/unlink")
    assert ada.at == Position(State.REVIEWING)
    assert spoken.at == Position(State.CHOOSING)


def test_who_withdraws_everything_while_linked_has_withdrawn_it_for_both(
    ada: Respondent, spoken: Respondent, questions: Round
) -> None:
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    ada.goes("/withdraw take-all-back")
    spoken.says("/unlink")
    spoken.assert_hears(PARTED, "You are not taking part at the moment.")
    assert not spoken.kept.consented
    assert spoken.standing == []
    assert ada.installation.status(questions).respondents == 0


def test_what_was_left_out_is_withdrawn_with_everything_too(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    spoken.presses("Leave it out")
    spoken.goes("/withdraw take-all-back")
    spoken.says("/unlink")
    assert not spoken.kept.consented
    assert spoken.standing == []


def test_forgetting_erases_what_was_left_out_too(ada: Respondent, spoken: Respondent, questions: Round) -> None:
    left = spoken.kept.respondent
    spoken.says(f"/link {code_of(ada)}")
    spoken.presses("Leave it out")
    ada.goes("/forget erase")
    assert ada.found() is spoken.found() is None
    assert everything(ada, left) == []
    status = ada.installation.status(questions)
    assert (status.identities, status.erased) == (0, 1)


@pytest.mark.parametrize("bringing", ["along", "nothing"])
def test_the_code_of_either_erases_all(ada: Respondent, spoken: Respondent, questions: Round, bringing: str) -> None:
    own, other = spoken.kept.respondent, ada.kept.respondent
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes(f"bring:{spoken.at.item}:{bringing}")
    with ada.installation.opened() as store:
        assert store.erase(own, at=ada.installation.clock.now())
        assert store.erased([own, other]) == {own, other}
    assert ada.found() is spoken.found() is None
    assert everything(ada, own) == everything(ada, other) == []
    assert ada.installation.status(questions).erased == 1


def test_the_export_has_what_was_left_out_apart(ada: Respondent, spoken: Respondent) -> None:
    own, other = spoken.kept.respondent, ada.kept.respondent
    ada.answers("hopes", LONG)
    spoken.says(f"/link {code_of(ada)}")
    spoken.presses("Leave it out")
    ada.says("/export")
    assert ada.replies[-1].attachment is not None
    exported = json.loads(ada.replies[-1].attachment.content)
    texts = [
        [answer["revisions"][-1]["text"] for known in held["rounds"] for answer in known["answers"]]
        for held in (exported, *exported["linked"])
    ]
    assert [exported["respondent"], exported["linked"][0]["respondent"]] == [other, own]
    assert texts == [[LONG], [SCHOOLS]]
    spoken.says("/unlink")
    ada.says("/export")
    assert ada.replies[-1].attachment is not None
    assert "linked" not in json.loads(ada.replies[-1].attachment.content)


def test_everything_can_be_withdrawn_piece_by_piece(ada: Respondent, spoken: Respondent) -> None:
    ada.answers("hopes", LONG)
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    ada.goes("/my")
    assert ada.hears[0] == "You gave 2 answers:"
    ada.presses("Change answer 2")
    ada.presses("Withdraw this answer")
    spoken.deletes(99)
    assert spoken.standing == [("hopes", LONG)]
    spoken.says("/unlink")
    assert spoken.standing == []


def test_a_message_that_was_brought_along_is_deleted_where_it_was_written(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    spoken.deletes(3)
    assert spoken.hears[0] == TAKEN_BACK
    assert ada.standing == []


# Positions


def test_where_both_took_a_position_it_is_said_for_which_drafts(opposed: tuple[Respondent, Respondent]) -> None:
    here, there = opposed
    there.says(f"/link {code_of(here)}")
    there.assert_hears(
        "You took a position on 2 drafts here.",
        "Here and in the other app you took a position on the same drafts: 1.",
        *WHAT_THEN,
    )
    there.assert_offered(
        "Bring it along; positions from here stand",
        "Bring it along; positions from there stand",
        "Leave it out",
        "Do not link",
    )
    assert all(len(data.encode()) <= 64 for data in there.data)


@pytest.mark.parametrize(("bringing", "stands"), [("own", Side.OPPOSE), ("theirs", Side.SUPPORT)])
def test_the_positions_that_are_to_stand_do_and_parting_undoes_it(
    opposed: tuple[Respondent, Respondent], on_drafts: Round, bringing: str, stands: Side
) -> None:
    here, there = opposed
    own, other = there.kept.stances, here.kept.stances
    there.says(f"/link {code_of(here)}")
    there.goes(f"bring:{there.at.item}:{bringing}")
    assert there.hears[0] == LINKED
    assert sides(here, on_drafts) == {"1": stands, "2": Side.CHANGES, "13": Side.STUDY}
    there.says("/unlink")
    assert sorted(there.kept.stances, key=lambda s: s.at) == list(own)
    assert here.kept.stances == other


def test_leaving_out_leaves_the_positions_out(opposed: tuple[Respondent, Respondent], on_drafts: Round) -> None:
    here, there = opposed
    there.says(f"/link {code_of(here)}")
    there.presses("Leave it out")
    assert sides(here, on_drafts) == {"1": Side.SUPPORT, "2": Side.CHANGES}


def test_a_position_taken_meanwhile_is_asked_about(opposed: tuple[Respondent, Respondent]) -> None:
    here, there = opposed
    there.goes("/withdraw take-back:side-1")
    there.says(f"/link {code_of(here)}")
    there.assert_offered(*EACH_TIME)
    here.goes("/menu d:13 side:13:not-now")
    there.presses_old(there.data[0])
    assert "Here and in the other app you took a position on the same drafts: 13." in there.hears
    assert there.kept.respondent != here.kept.respondent
    assert there.at.state is State.LINKING


def test_a_position_that_was_withdrawn_takes_none_away(
    opposed: tuple[Respondent, Respondent], on_drafts: Round
) -> None:
    here, there = opposed
    there.goes("/withdraw take-back:side-1")
    there.says(f"/link {code_of(here)}")
    there.presses("Bring it along")
    assert sides(here, on_drafts) == {"1": Side.SUPPORT, "2": Side.CHANGES, "13": Side.STUDY}


def test_a_position_that_was_withdrawn_takes_none_away_where_others_are_to_stand(
    opposed: tuple[Respondent, Respondent], on_drafts: Round
) -> None:
    here, there = opposed
    there.goes("/menu d:2 side:2:oppose")
    there.goes("/withdraw take-back:side-2")
    there.says(f"/link {code_of(here)}")
    there.goes(f"bring:{there.at.item}:own")
    assert sides(here, on_drafts) == {"1": Side.OPPOSE, "2": Side.CHANGES, "13": Side.STUDY}
    there.says("/unlink")
    assert [stance.draft for stance in there.kept.stances if stance.withdrawn] == ["2"]


def test_a_position_where_the_other_withdrew_theirs_stands(
    opposed: tuple[Respondent, Respondent], on_drafts: Round
) -> None:
    here, there = opposed
    here.goes("/withdraw take-back:side-1")
    there.says(f"/link {code_of(here)}")
    there.presses("Bring it along")
    assert sides(here, on_drafts) == {"1": Side.OPPOSE, "2": Side.CHANGES, "13": Side.STUDY}


def test_a_position_taken_while_linked_stays(opposed: tuple[Respondent, Respondent]) -> None:
    here, there = opposed
    there.says(f"/link {code_of(here)}")
    there.goes(f"bring:{there.at.item}:own")
    there.goes("/menu d:1 side:1:none")
    there.goes("/withdraw take-back:side-13")
    there.says("/unlink")
    assert [(s.draft, s.side) for s in here.kept.stances] == [
        ("1", Side.SUPPORT),
        ("2", Side.CHANGES),
        ("1", Side.NONE),
    ]
    assert [(s.side, s.withdrawn is None) for s in there.kept.stances] == [(Side.OPPOSE, True), (Side.STUDY, False)]
    here.goes("/menu d:2 side:2:oppose")
    there.goes("/menu d:2 side:2:oppose")
    assert here.kept.stances[-1].side == there.kept.stances[-1].side == Side.OPPOSE


def test_withdrawn_words_come_along_too(ada: Respondent, spoken: Respondent) -> None:
    spoken.goes("/withdraw take-back:")
    spoken.says(f"/link {code_of(ada)}")
    spoken.assert_hears("You have withdrawn what you said here.", *WHAT_THEN)
    spoken.goes("bring:")
    assert ada.standing == []
    assert [answer.current.text for answer in ada.kept.answers] == [SCHOOLS]


# Other rounds, consent, quoting, what one told of oneself


def test_what_was_said_in_another_round_comes_along_whole(ada: Respondent, questions: Round, on_drafts: Round) -> None:
    there = Respondent(ada.installation, "ada-elsewhere", language="fr")
    there.agrees(on_drafts)
    there.goes("d:1 side:1:support =")
    before = there.kept
    there.says(f"/link {code_of(ada)}")
    there.goes("bring:")
    assert there.kept.round == questions.id
    assert there.replies[0].language == "en"
    (brought,) = ada.installation.record(on_drafts).participations
    assert brought.respondent == ada.kept.respondent
    assert (brought.language, brought.consent, brought.began) == ("fr", before.consent, before.began)
    assert [answer.current.text for answer in brought.answers] == ["A tool or a grant for every one of us"]
    status = ada.installation.status(on_drafts)
    assert (status.respondents, status.identities, status.answers) == (1, 2, 1)
    there.says("/unlink")
    assert there.kept.round == on_drafts.id
    assert there.kept.answers == before.answers
    assert [who.respondent for who in ada.installation.record(on_drafts).participations] == [before.respondent]
    assert ada.found(on_drafts) is None


def test_what_was_added_there_while_linked_stays_in_that_round(ada: Respondent, on_drafts: Round) -> None:
    there = Respondent(ada.installation, "ada-elsewhere")
    there.agrees(on_drafts)
    there.goes("d:1 side:1:support")
    there.says(f"/link {code_of(ada)}")
    there.goes("bring:")
    ada.enters(on_drafts)
    ada.goes("/menu d:2 side:2:oppose")
    there.says("/unlink")
    found = ada.found(on_drafts)
    assert found is not None
    assert found.consented
    assert (found.brought_by, found.lent) == ("", None)
    assert [(s.draft, s.brought_by) for s in found.stances] == [("2", "")]
    assert [s.draft for s in there.kept.stances] == ["1"]


def test_who_only_looked_into_that_round_while_linked_is_asked_for_consent_of_their_own(
    ada: Respondent, on_drafts: Round
) -> None:
    there = Respondent(ada.installation, "ada-elsewhere")
    there.agrees(on_drafts)
    there.goes("d:1 side:1:support skip: /my go-on quote:verbatim pick:role:staff")
    there.says(f"/link {code_of(ada)}")
    there.goes("bring:")
    ada.enters(on_drafts)
    assert ada.kept.consented
    there.says("/unlink")
    assert (ada.kept.consent, ada.kept.quoting, ada.kept.attributes) == (None, None, {})
    ada.enters(on_drafts)
    assert ada.hears[-3:] == list(CONSENT)
    assert (there.kept.quoting, there.kept.attributes) == (Quoting.VERBATIM, {"role": ("staff",)})


def test_a_consent_given_only_here_comes_along_and_goes(ada: Respondent, spoken: Respondent, on_drafts: Round) -> None:
    ada.enters(on_drafts)
    ada.presses("agree")
    ada.goes("d:1 side:1:support")
    ada.enters(ada.installation.record(on_drafts).round)
    ada.says("/start CODEQUESTIONS")
    ada.goes("/withdraw take-all-back")
    before = ada.kept.consent
    ada.enters(on_drafts)
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    spoken.says("/start CODEQUESTIONS")
    assert spoken.standing == [("needs", SCHOOLS)]
    assert spoken.kept.consented
    assert spoken.at.state is State.CHOOSING
    spoken.says("/unlink")
    found = ada.found(ada.installation.record(on_drafts).round)
    assert found is not None
    assert found.consented
    ada.says("/start CODEQUESTIONS")
    assert ada.kept.consent == before
    assert ada.standing == []


def quotable(respondent: Respondent, known: Round) -> list[str]:
    people = respondent.installation.record(known).participations
    return [answer.current.text for who in people for answer in who.answers if may_quote(who, answer)]


VERBATIM, PARAPHRASE, NONE = "verbatim", "paraphrase", "none"


@pytest.mark.parametrize(
    ("here", "there", "both"),
    [
        (VERBATIM, VERBATIM, Quoting.VERBATIM),
        (VERBATIM, PARAPHRASE, Quoting.PARAPHRASE),
        (PARAPHRASE, VERBATIM, Quoting.PARAPHRASE),
        (VERBATIM, NONE, Quoting.NONE),
        (NONE, PARAPHRASE, Quoting.NONE),
        (VERBATIM, "", None),
        ("", VERBATIM, None),
        ("", NONE, Quoting.NONE),
        (NONE, "", Quoting.NONE),
        ("", "", None),
    ],
)
def test_nobody_is_quoted_more_widely_than_before(
    ada: Respondent, spoken: Respondent, questions: Round, here: str, there: str, both: Quoting | None
) -> None:
    ada.answers("hopes", LONG)
    for who, quoting in ((ada, here), (spoken, there)):
        who.goes(f"/my go-on quote:{quoting}" if quoting else "/my")
    before = quotable(ada, questions)
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    assert ada.kept.quoting is both
    assert set(quotable(ada, questions)) <= set(before)
    spoken.says("/unlink")
    assert spoken.kept.quoting == (there or None)
    assert set(quotable(ada, questions)) <= set(before)


@pytest.mark.parametrize("quoting", [VERBATIM, PARAPHRASE, NONE])
def test_a_permission_is_taken_over_where_nothing_stands_that_it_would_widen(
    ada: Respondent, spoken: Respondent, quoting: str
) -> None:
    spoken.goes(f"/my go-on quote:{quoting}")
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    assert ada.kept.quoting == quoting
    spoken.says("/unlink")
    assert [who.kept.quoting for who in (ada, spoken)] == [None, Quoting(quoting)]


def test_a_permission_stays_where_something_was_said_under_it(ada: Respondent, spoken: Respondent) -> None:
    spoken.goes("/my go-on quote:verbatim")
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    ada.answers("hopes", LONG)
    spoken.says("/unlink")
    assert ada.kept.quoting is Quoting.VERBATIM


def test_who_asked_to_be_quoted_less_while_linked_is_quoted_less_afterwards(
    ada: Respondent, spoken: Respondent
) -> None:
    spoken.goes("/my go-on quote:verbatim")
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    spoken.goes("/my go-on quote:none")
    spoken.says("/unlink")
    assert spoken.kept.quoting is Quoting.NONE
    assert ada.kept.quoting is Quoting.NONE


def test_who_was_never_asked_here_is_not_quoted_after_parting(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    spoken.goes("/my go-on quote:verbatim")
    spoken.says("/unlink")
    assert [who.kept.quoting for who in (ada, spoken)] == [Quoting.VERBATIM, None]


def test_what_was_told_there_stands_and_what_was_not_is_taken_over_and_given_back(
    ada: Respondent, spoken: Respondent
) -> None:
    ada.answers("hopes", LONG)
    ada.goes("/my go-on quote:none pick:role:volunteer")
    spoken.goes("/my go-on quote:none pick:role:staff pick:criteria:law")
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    assert ada.kept.attributes == {"role": ("volunteer",), "criteria": ("law",)}
    spoken.says("/unlink")
    assert ada.kept.attributes == {"role": ("volunteer",)}
    assert spoken.kept.attributes == {"role": ("staff",), "criteria": ("law",)}


def test_what_was_changed_since_is_ones_own(ada: Respondent, spoken: Respondent) -> None:
    spoken.goes("/my go-on quote:none pick:role:staff")
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    ada.goes("/my go-on quote:none pick:role:volunteer")
    spoken.says("/unlink")
    assert ada.kept.attributes == {"role": ("volunteer",)}
    assert spoken.kept.attributes == {"role": ("staff",)}


def test_whoever_asked_for_silence_keeps_it(ada: Respondent, spoken: Respondent) -> None:
    spoken.goes("/stop keep")
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    assert ada.kept.silent
    spoken.says("/unlink")
    assert (ada.kept.silent, spoken.kept.silent) == (False, True)


def test_silence_that_was_asked_for_or_ended_while_linked_holds_for_both(ada: Respondent, spoken: Respondent) -> None:
    for asks, silent in (("/stop keep", True), ("/start", False)):
        spoken.says(f"/link {code_of(ada)}")
        spoken.goes("bring:")
        spoken.goes(asks)
        spoken.says("/unlink")
        assert (ada.kept.silent, spoken.kept.silent) == (silent, silent)


# Several accounts, several rounds of linking


def test_a_third_account_joins_too_and_each_parts_by_itself(
    ada: Respondent, spoken: Respondent, questions: Round
) -> None:
    third = Respondent(ada.installation, "third")
    third.agrees(questions)
    third.answers("hopes", LONG)
    for account in (spoken, third):
        account.says(f"/link {code_of(ada)}")
        account.goes("bring:")
    assert ada.standing == [("needs", SCHOOLS), ("hopes", LONG)]
    assert ada.installation.status(questions).identities == 3
    spoken.says("/unlink")
    assert (spoken.standing, ada.standing, third.standing) == (
        [("needs", SCHOOLS)],
        [("hopes", LONG)],
        [("hopes", LONG)],
    )
    third.says("/unlink")
    assert (ada.standing, third.standing) == ([], [("hopes", LONG)])


def test_accounts_that_were_linked_come_along_and_go_together(ada: Respondent, spoken: Respondent) -> None:
    third = Respondent(ada.installation, "third")
    third.says(f"/link {code_of(spoken)}")
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    assert third.kept.respondent == ada.kept.respondent
    third.says("/unlink")
    assert third.hears[0] == PARTED
    assert third.kept.respondent == spoken.kept.respondent != ada.kept.respondent
    third.says("/unlink")
    assert third.found() is None
    assert spoken.standing == [("needs", SCHOOLS)]


def test_who_is_linked_already_parts_first(ada: Respondent, spoken: Respondent, questions: Round) -> None:
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    third = Respondent(ada.installation, "third")
    third.agrees(questions)
    code = code_of(third)
    for account in (spoken, ada):
        account.says(f"/link {code}")
        account.assert_hears("You are linked with another account already.", THERE, *TOLD_ONE)
        account.says("/link NOSUCHCODE")
        assert account.hears[0] == NO_SUCH_CODE
    spoken.says("/unlink")
    spoken.says(f"/link {code}")
    spoken.goes("bring:")
    assert third.standing == [("needs", SCHOOLS)]


def test_one_can_link_again_after_parting(ada: Respondent, spoken: Respondent, questions: Round) -> None:
    for _ in range(3):
        spoken.says(f"/link {code_of(ada)}")
        spoken.goes("bring:")
        assert ada.standing == [("needs", SCHOOLS)]
        assert ada.installation.status(questions).respondents == 1
        spoken.says("/unlink")
        assert (ada.standing, spoken.standing) == ([], [("needs", SCHOOLS)])
    ada.says(f"/link {code_of(spoken)}")
    assert ada.kept.respondent == spoken.kept.respondent


def test_a_code_from_before_joining_works_no_more(ada: Respondent, spoken: Respondent) -> None:
    own = code_of(spoken)
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    third = Respondent(ada.installation, "third")
    third.says(f"/link {own}")
    assert third.hears[0] == NO_SUCH_CODE


def test_who_is_not_taking_part_in_this_round_is_asked_too(
    ada: Respondent, spoken: Respondent, on_drafts: Round
) -> None:
    spoken.enters(on_drafts)
    spoken.says(f"/link {code_of(ada)}")
    spoken.assert_hears("You gave 1 answer here.", *WHAT_THEN)
    assert spoken.at.state is State.JOINING
    spoken.presses("Do not link")
    spoken.assert_hears(NOT_LINKED, SEND_START)
    spoken.says(f"/link {code_of(ada)}")
    spoken.presses("Bring it along")
    spoken.assert_hears(LINKED, *TOLD_ONE)
    spoken.says("/unlink")
    assert spoken.kept.round == on_drafts.id
    assert spoken.at == Position(State.ARRIVING)


def test_after_the_round_closed_both_can_be_linked(ada: Respondent, spoken: Respondent, questions: Round) -> None:
    ada.installation.later(WEEK + timedelta(days=1))
    spoken.says(f"/link {code_of(ada)}")
    spoken.presses("Bring it along")
    assert ada.standing == [("needs", SCHOOLS)]
    assert ada.installation.status(questions).respondents == 1


def test_of_two_accounts_that_write_at_once_both_are_heard(ada: Respondent, spoken: Respondent) -> None:
    code = code_of(ada)
    spoken.says(f"/link {code}")
    ada.presses("q:hopes")
    ada.installation.overtake(lambda: spoken.goes("bring:"))
    ada.says(LONG)
    ada.assert_hears(KEPT)
    assert spoken.standing == ada.standing == [("needs", SCHOOLS), ("hopes", LONG)]


def test_several_heard_together_may_link(ada: Respondent, spoken: Respondent) -> None:
    spoken.says(f"/link {code_of(ada)}")
    ada.presses("q:hopes")
    ada.installation.together(lambda: ada.says(LONG), lambda: spoken.goes("bring:"))
    assert (ada.hears, spoken.hears[0]) == ([KEPT], LINKED)
    assert spoken.standing == [("needs", SCHOOLS), ("hopes", LONG)]


def test_a_report_pins_the_same_answers_before_and_after(ada: Respondent, spoken: Respondent, questions: Round) -> None:
    before = spoken.last
    spoken.says(f"/link {code_of(ada)}")
    spoken.goes("bring:")
    (person,) = ada.installation.record(questions).participations
    assert [(answer.id, answer.revisions) for answer in person.answers] == [(before.id, before.revisions)]
    with ada.installation.opened() as store:
        moderating.set_aside(store, before.id, Aside.SPAM, now=ada.installation.clock.now(), by="Mo")
    spoken.says("/unlink")
    assert (spoken.last.id, spoken.last.aside) == (before.id, "spam")

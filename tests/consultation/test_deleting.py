"""A chat message that is deleted takes its words back, and nothing else."""

from datetime import timedelta

import pytest

from consultation.flow import Position, State
from consultation.messages import Incoming
from consultation.rounds import Round
from tests.consultation.conversations import (
    BEGINS,
    CHANGED,
    HOPES,
    IN_NO_ANSWER,
    KEPT,
    MENU,
    NOTHING_SAID,
    OUT_OF_PLACE,
    REMIND_ME,
    SEND_START,
    TAKEN_BACK,
    WEEK,
    Installation,
    Respondent,
)

LONG = "We would like to meet others like us more often"
GRANT = "A grant for every one of us"


@pytest.fixture
def hoping(ada: Respondent) -> Respondent:
    """Give Ada, who is saying in two messages, 3 and 4, what she hopes for."""
    ada.says("/menu")
    ada.presses("q:hopes")
    assert (ada.says("A tool, a grant and a place to meet"), ada.says(GRANT)) == (3, 4)
    return ada


@pytest.fixture
def reading(ada: Respondent) -> Respondent:
    """Give Ada, who has before her the first of two answers, of one message each: 3 and 5."""
    ada.answers("needs", GRANT)
    ada.answers("hopes", LONG)
    ada.goes("/my open:")
    assert ada.at.item == ada.kept.answers[0].id
    return ada


def test_the_words_go_with_a_revision_tagged_from_what_is_left(hoping: Respondent) -> None:
    hoping.deletes(3)
    hoping.assert_hears(TAKEN_BACK, *HOPES)
    hoping.assert_offered("That is all", "Menu", REMIND_ME)
    assert hoping.standing == [("hopes", GRANT)]
    assert [revision.text for revision in hoping.last.revisions][1:] == [
        f"A tool, a grant and a place to meet\n{GRANT}",
        GRANT,
    ]
    assert [revision.themes for revision in hoping.last.revisions][1:] == [("tools", "money"), ("money",)]
    assert [[s.text for tag in r.tags for s in tag.evidence] for r in hoping.last.revisions][-1:] == [["grant"]]
    assert hoping.last.revisions[-1].at > hoping.last.revisions[-2].at


def test_one_goes_on_with_what_is_left(hoping: Respondent) -> None:
    hoping.deletes(4)
    hoping.says("and to learn")
    assert hoping.standing == [("hopes", "A tool, a grant and a place to meet\nand to learn")]


def test_what_one_corrected_stays_corrected(hoping: Respondent) -> None:
    hoping.goes("done /my open: correct:")
    hoping.presses("✓ Money")
    hoping.presses("People")
    hoping.deletes(3)
    revision = hoping.last.current
    assert [(tag.theme, tag.source) for tag in revision.tags] == [("people", "respondent")]
    assert revision.refused == ("money",)


def test_what_is_left_is_tagged_for_the_question_that_was_answered(ada: Respondent) -> None:
    ada.answers("needs", "None of these tools, I would say", GRANT)  # the question itself says tools
    ada.presses("q:hopes")
    ada.deletes(ada.messages)
    assert ada.last.current.text == "None of these tools, I would say"
    assert ada.last.current.themes == ()


def test_with_its_only_message_the_answer_is_withdrawn_and_the_next_words_begin_another(hoping: Respondent) -> None:
    hoping.deletes(3)
    hoping.deletes(4)
    hoping.assert_hears(TAKEN_BACK, *HOPES)
    hoping.assert_offered("Menu")
    assert hoping.standing == []
    assert hoping.last.withdrawn is not None
    assert hoping.last.current.text == GRANT
    assert hoping.at == Position(State.ANSWERING, item="hopes")
    hoping.says(LONG)
    hoping.assert_hears(KEPT)
    assert hoping.standing == [("hopes", LONG)]


def test_the_follow_up_is_asked_of_the_answer_that_is_begun_anew(ada: Respondent) -> None:
    ada.presses("q:hopes")
    number = ada.says("To meet")
    assert ada.at.probed
    ada.deletes(number)
    assert ada.at == Position(State.ANSWERING, item="hopes")


def test_another_answer_is_withdrawn_while_one_is_in_the_middle_of_this_one(reading: Respondent) -> None:
    reading.says("/menu")
    reading.presses("free")
    reading.says("You forgot to ask about schools")
    reading.deletes(3)
    reading.says("and about libraries")
    assert reading.standing == [("hopes", LONG), ("", "You forgot to ask about schools\nand about libraries")]


@pytest.mark.parametrize("way", ["", "reword:", "correct:"])
def test_who_deletes_all_of_the_answer_that_is_open_comes_to_the_others(reading: Respondent, way: str) -> None:
    reading.goes(way)
    reading.deletes(3)
    assert reading.hears[:2] == [TAKEN_BACK, "You gave 1 answer:"]
    assert reading.at == Position(State.REVIEWING)
    assert reading.standing == [("hopes", LONG)]


@pytest.mark.parametrize(("way", "state"), [("", "reading"), ("reword:", "rewording"), ("correct:", "correcting")])
def test_who_deletes_another_answer_keeps_the_open_one_open(reading: Respondent, way: str, state: str) -> None:
    reading.goes(way)
    before = reading.at
    reading.deletes(5)
    assert reading.hears[0] == TAKEN_BACK
    assert reading.at == before
    assert reading.at.state == state
    assert reading.standing == [("needs", GRANT)]


def test_what_is_left_of_the_open_answer_stays_open(hoping: Respondent) -> None:
    hoping.goes("done /my open:")
    hoping.deletes(3)
    hoping.assert_hears(TAKEN_BACK, "Hopes", GRANT, "Themes heard: Money")
    assert hoping.at.item == hoping.last.id


def test_the_last_answer_gone_there_is_nothing_to_review(ada: Respondent) -> None:
    ada.answers("hopes", LONG)
    ada.goes("/my open:")
    ada.deletes(3)
    ada.assert_hears(TAKEN_BACK, NOTHING_SAID)


def test_a_position_stays_without_its_reasons(ben: Respondent) -> None:
    ben.goes("d: side:1:support")
    ben.says("Because it is fair to every one of us")
    ben.deletes(ben.messages)
    assert ben.hears[0] == TAKEN_BACK
    assert ben.standing == []
    assert [stance.withdrawn for stance in ben.kept.stances] == [None]
    ben.assert_offered("Skip", "Menu")


def test_a_message_in_no_answer_changes_nothing(hoping: Respondent) -> None:
    hoping.goes("done")
    before = hoping.kept
    for number in (1, 2, 99):
        hoping.deletes(number)
        assert hoping.hears[0] == IN_NO_ANSWER
    assert hoping.kept == before


def test_a_message_that_was_replaced_or_withdrawn_changes_nothing(reading: Respondent) -> None:
    reading.presses("Change the words")
    reading.says("A budget for some of us")
    reading.goes("/withdraw take-back:")
    before = reading.kept
    for number in (3, 7):
        reading.deletes(number)
        assert reading.hears[0] == IN_NO_ANSWER
    assert reading.kept == before


def test_before_consent_there_is_nothing_to_take_back(installation: Installation, questions: Round) -> None:
    newcomer = Respondent(installation)
    newcomer.deletes(1)
    newcomer.assert_hears(IN_NO_ANSWER, SEND_START)
    newcomer.enters(questions)
    newcomer.says("A secret of mine")
    newcomer.deletes(2)
    assert newcomer.hears[0] == IN_NO_ANSWER
    assert newcomer.at == Position(State.CONSENTING)


def test_after_the_round_closed_words_are_taken_back_too(hoping: Respondent) -> None:
    hoping.installation.later(WEEK + timedelta(days=1))
    hoping.deletes(3)
    assert hoping.hears[0] == TAKEN_BACK
    assert hoping.standing == [("hopes", GRANT)]
    hoping.deletes(4)
    assert hoping.hears[0] == TAKEN_BACK
    assert hoping.standing == []


def test_a_deletion_that_is_delivered_twice_is_one(hoping: Respondent) -> None:
    hoping.deletes(3)
    hoping.delivers_again()
    hoping.assert_hears(*HOPES)
    assert len(hoping.last.revisions) == 3


def test_what_was_deleted_is_not_edited_and_what_was_edited_is_deleted(hoping: Respondent) -> None:
    hoping.deletes(3)
    hoping.edits(3, "A secret of mine")
    assert hoping.hears[0] == OUT_OF_PLACE
    hoping.edits(4, LONG)
    assert hoping.hears[0] == CHANGED
    hoping.deletes(4)
    assert hoping.standing == []


@pytest.mark.parametrize(("text", "button"), [("/start CODEDRAFTS", ""), ("", "start:CODEDRAFTS"), ("more", "done")])
@pytest.mark.usefixtures("on_drafts")
def test_only_the_name_of_the_message_counts(hoping: Respondent, text: str, button: str) -> None:
    said = Incoming(
        identity="identity-ada",
        delivery="deletion",
        message="ada/3",
        at=BEGINS,
        text=text,
        button=button,
        medium="photo",
        edited=True,
        deleted=True,
    )
    (reply,) = hoping.installation.hear(said)
    assert [line.text for line in reply.lines] == [TAKEN_BACK, *HOPES]
    assert not reply.in_place


def test_somebody_elses_message_is_not_theirs_to_delete(hoping: Respondent, questions: Round) -> None:
    other = Respondent(hoping.installation, "eve")
    other.agrees(questions)
    other.deletes(3)
    other.assert_hears(IN_NO_ANSWER, *MENU)
    assert len(hoping.standing[0][1].splitlines()) == 2

"""A round on drafts: the short text, a stance, why, and what is missing."""

from dataclasses import replace

import pytest

from consultation.flow import Position, State
from consultation.records import Part, Side
from consultation.rounds import Round
from tests.consultation.conversations import (
    DRAFTS_MENU,
    KEPT,
    OUT_OF_PLACE,
    REMIND_ME,
    SAY_MORE,
    WEEK,
    Respondent,
    draft,
)

FUND = ("1. A shared fund", "A shared fund, in short.", "What is your position?")
WHY = "Why? Write one message or several."
MISSING = "What is missing in this draft, or should change?"
REASON = "It costs more than it brings to anyone"
SIDES = ("Support", "Support with changes", "Oppose", "No position")


def stances(respondent: Respondent) -> list[tuple[str, str, Side]]:
    """Return the positions that stand."""
    return [(s.draft, s.version, s.side) for s in respondent.kept.stances if s.withdrawn is None]


def parts(respondent: Respondent) -> list[tuple[str, Part, str, str]]:
    """Return what stands: draft, part, version, text."""
    return [(a.item, a.part, a.draft_version, a.current.text) for a in respondent.kept.standing()]


def test_a_draft_is_shown_in_short_with_the_positions(ben: Respondent) -> None:
    ben.presses("1. A shared fund")
    ben.assert_hears(*FUND)
    ben.assert_offered(*SIDES, "Full text", "Menu")


def test_the_full_text_is_shown_on_asking(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.presses("Full text")
    ben.assert_hears("The whole text of the fund.", *FUND)
    ben.assert_offered(*SIDES, "Full text", "Menu")


def test_a_full_text_that_was_not_entered_is_told(ben: Respondent) -> None:
    ben.presses("d:2")
    ben.presses("Full text")
    assert ben.hears[0] == "The full text has not been entered yet; the short text is all there is here."


def test_a_position_then_why_then_what_is_missing(ben: Respondent, on_drafts: Round) -> None:
    ben.presses("d:1")
    ben.presses("Support with changes")
    ben.assert_hears("Noted: Support with changes.", WHY)
    ben.assert_offered("Skip", "Menu")
    ben.says(REASON)
    ben.assert_hears(KEPT)
    ben.says("and takes long")
    ben.presses("That is all")
    ben.assert_hears(MISSING)
    ben.assert_offered("Skip", "Menu")
    ben.says("Who decides on the money, and who checks")
    ben.presses("That is all")
    assert ben.at == Position(State.CHOOSING)
    ben.assert_offered("✓ 1. A shared fund", "2. One entry point", "13. A research agenda", "Something else",
                       "Finish and review", REMIND_ME)  # fmt: skip
    assert stances(ben) == [("1", "2019-09", Side.CHANGES)]
    assert parts(ben) == [
        ("1", Part.WHY, "2019-09", f"{REASON}\nand takes long"),
        ("1", Part.MISSING, "2019-09", "Who decides on the money, and who checks"),
    ]
    assert ben.installation.status(on_drafts).answers == 2


@pytest.mark.parametrize(
    ("label", "side"),
    [*zip(SIDES, (Side.SUPPORT, Side.CHANGES, Side.OPPOSE, Side.NONE), strict=True)],
)
def test_each_position_is_kept_at_once(ben: Respondent, label: str, side: Side) -> None:
    ben.presses("d:2")
    ben.presses(label)
    assert stances(ben) == [("2", "2019-09", side)]


def test_reasons_and_what_is_missing_may_be_skipped(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.presses("Oppose")
    ben.presses("Skip")
    ben.assert_hears(MISSING)
    ben.presses("Skip")
    assert ben.at == Position(State.CHOOSING)
    assert (stances(ben), parts(ben)) == ([("1", "2019-09", Side.OPPOSE)], [])


def test_words_before_a_position_are_the_reasons_and_it_can_still_be_taken(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.says(REASON)
    ben.assert_hears("Kept. You can still take a position on this draft with a button, or go on writing.")
    ben.assert_offered(*SIDES, "That is all", "Menu", REMIND_ME)
    ben.presses("Oppose")
    ben.says("and takes long")
    assert stances(ben) == [("1", "2019-09", Side.OPPOSE)]
    assert parts(ben) == [("1", Part.WHY, "2019-09", f"{REASON}\nand takes long")]


def test_a_short_reason_gets_the_general_follow_up(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.presses("Support")
    ben.says("Why not")
    ben.assert_hears(KEPT, SAY_MORE)


def test_a_written_label_is_a_position(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.says("support")
    assert (stances(ben), parts(ben)) == ([("1", "2019-09", Side.SUPPORT)], [])


def test_the_last_position_stands(ben: Respondent) -> None:
    for label in ("Support", "Oppose"):
        ben.says("/menu")
        ben.presses("d:1")
        ben.presses(label)
    assert [stance.side for stance in ben.kept.stances] == [Side.SUPPORT, Side.OPPOSE]
    standing = ben.kept.stance("1", "2019-09")
    assert standing is not None
    assert standing.side is Side.OPPOSE
    ben.says("/my")
    ben.assert_hears("Draft 1: Oppose")


def test_what_was_said_on_drafts_is_read_back(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.presses("Oppose")
    ben.says(REASON)
    ben.presses("That is all")
    ben.says("A budget, with names in it, every year")
    ben.presses("That is all")
    ben.presses("Finish and review")
    ben.assert_hears(
        "You gave 2 answers:",
        "1. Draft 1, why: A shared fund",
        REASON,
        "No theme recognised: a person will read it.",
        "2. Draft 1, what is missing: A shared fund",
        "A budget, with names in it, every year",
        "Themes heard: Money",
        "Draft 1: Oppose",
        "Choose an answer to change it, or go on.",
    )


def test_a_position_is_withdrawn_and_the_reasons_stand(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.presses("Oppose")
    ben.says(REASON)
    ben.says("/withdraw")
    ben.assert_offered("Answer 1", "Position on draft 1", "Everything", "Nothing")
    ben.presses("Position on draft 1")
    assert (stances(ben), len(parts(ben))) == ([], 1)


def test_reasons_are_withdrawn_and_the_position_stands(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.presses("Oppose")
    ben.says(REASON)
    ben.says("/withdraw")
    ben.presses("Answer 1")
    assert (stances(ben), parts(ben)) == ([("1", "2019-09", Side.OPPOSE)], [])


def test_the_version_is_the_one_that_was_shown_even_when_the_draft_changes_meanwhile(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.installation.enter(draft("1", "A fund for all", version="2019-10"))
    ben.presses("Support")
    ben.says(REASON)
    ben.presses("That is all")
    ben.says("Who decides on the money, and who checks")
    assert stances(ben) == [("1", "2019-09", Side.SUPPORT)]
    assert [version for _, _, version, _ in parts(ben)] == ["2019-09", "2019-09"]
    ben.says("/my")
    assert ben.hears[1] == "1. Draft 1, why: A shared fund"


def test_a_new_version_is_a_new_question(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.presses("Support")
    ben.installation.enter(draft("1", "A fund for all", version="2019-10"))
    ben.says("/menu")
    ben.presses("d:1")
    assert ben.hears[0] == "1. A fund for all"
    ben.presses("Oppose")
    assert stances(ben) == [("1", "2019-09", Side.SUPPORT), ("1", "2019-10", Side.OPPOSE)]


def test_a_draft_for_research_asks_whether_to_study_it_and_which_question_is_missing(ben: Respondent) -> None:
    ben.presses("13. A research agenda")
    ben.assert_hears("13. A research agenda", "A research agenda, in short.", "Should this be studied?")
    ben.assert_offered("Study this", "Not now", "Full text", "Menu")
    ben.presses("Study this")
    ben.assert_hears("Which question is missing?")
    ben.assert_offered("Skip", "Menu")
    ben.says("How partnerships end, and what remains of them")
    ben.presses("That is all")
    assert stances(ben) == [("13", "2019-09", Side.STUDY)]
    assert parts(ben) == [("13", Part.MISSING, "2019-09", "How partnerships end, and what remains of them")]


def test_words_on_research_before_a_position_still_offer_to_study_it(ben: Respondent) -> None:
    ben.presses("d:13")
    ben.says("There is so much that we do not know")
    ben.assert_offered("Study this", "Not now", "That is all", "Menu", REMIND_ME)
    ben.presses("Not now")
    assert stances(ben) == [("13", "2019-09", Side.NOT_NOW)]


@pytest.mark.parametrize(("number", "side"), [("13", "support"), ("1", "study"), ("1", "nonsense"), ("1", "")])
def test_a_position_of_another_kind_is_not_taken(ben: Respondent, number: str, side: str) -> None:
    ben.presses(f"d:{number}")
    ben.presses_old(f"side:{number}:{side}")
    assert ben.hears[0] == OUT_OF_PLACE
    assert ben.kept.stances == ()


def test_a_button_under_another_draft_takes_no_position_on_this_one(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.says("/menu")
    ben.presses("d:2")
    for data in ("side:1:support", "full:1", "skip:1"):
        ben.presses_old(data)
        assert ben.hears[0] == OUT_OF_PLACE
    assert ben.kept.stances == ()


def test_a_round_on_drafts_asks_no_questions(ben: Respondent) -> None:
    for data in ("q:needs", "d:99", "d:"):
        ben.presses_old(data)
        ben.assert_hears(OUT_OF_PLACE, *DRAFTS_MENU)


def test_after_the_round_closed_no_position_is_taken(ben: Respondent) -> None:
    ben.presses("d:1")
    ben.installation.later(WEEK)
    for data in ("side:1:support", "d:2"):
        ben.presses_old(data)
        assert ben.hears[0].startswith("This round closed on")
    ben.says(REASON)
    assert (ben.kept.stances, ben.kept.answers) == ((), ())


def test_a_draft_that_was_taken_out_does_not_close_the_way(ben: Respondent) -> None:
    ben.presses("d:2")
    consultation = ben.installation.consultation
    ben.installation.consultation = replace(consultation, drafts=consultation.drafts[:1])
    ben.says("/help")
    assert ben.hears[-1] == DRAFTS_MENU[0]
    ben.says("/menu")
    ben.assert_hears("1. A shared fund", *DRAFTS_MENU)
    ben.assert_offered("1. A shared fund", "Something else")

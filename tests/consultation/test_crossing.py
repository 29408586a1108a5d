"""Somebody in one round follows the link to another of the same consultation: they are asked, and nothing is lost."""

from dataclasses import replace

import pytest

from consultation.flow import Position, State
from consultation.rounds import Kind, Round
from storage.memory import MemoryStore
from tests.consultation.conversations import (
    CHOOSE_FIRST,
    CONSENT,
    HOPES,
    KEPT,
    MENU,
    OUT_OF_PLACE,
    WEEK,
    WELCOME,
    Installation,
    Respondent,
)

ASKED = (
    "You are taking part in another round of this consultation. You can go on with that, or change over to the round "
    "whose link you followed. What you have said stays in either case."
)
WORDS = "A tool for everyone, and a budget that lasts"


@pytest.fixture
def here() -> Installation:
    return Installation.over(MemoryStore())


@pytest.fixture
def first(here: Installation) -> Round:
    return here.launch(beside=False)


@pytest.fixture
def second(here: Installation) -> Round:
    return here.launch(Kind.DRAFTS, beside=False)


@pytest.fixture
def ada(here: Installation, first: Round) -> Respondent:
    """Give somebody in the middle of the first round."""
    ada = Respondent(here)
    ada.agrees(first)
    ada.presses("q:hopes")
    ada.says(WORDS)
    return ada


def test_who_is_in_a_round_is_asked_before_another_begins(ada: Respondent, second: Round) -> None:
    ada.enters(second)
    ada.assert_hears(ASKED)
    ada.assert_offered("Go on here", "Change over")
    assert ada.kept.round == "on-questions"
    assert ada.found(second) is None


def test_who_goes_on_is_where_they_were(ada: Respondent, second: Round) -> None:
    ada.enters(second)
    ada.presses("Go on here")
    ada.assert_hears("Let us go on here, then.", "You have spoken on 1 of 2. Choose another, write freely, or finish.")
    ada.presses("q:hopes")
    ada.assert_hears(*HOPES)
    assert ada.found(second) is None


def test_who_changes_over_is_welcomed_there_and_what_they_said_stays(
    ada: Respondent, first: Round, second: Round
) -> None:
    ada.enters(second)
    ada.presses("Change over")
    ada.assert_hears(*WELCOME, *CONSENT)
    ada.presses("agree")
    assert ada.kept.round == second.id
    before = ada.found(first)
    assert before is not None
    assert [answer.current.text for answer in before.standing()] == [WORDS]


def test_who_comes_back_is_asked_again_and_finds_the_menu(ada: Respondent, first: Round, second: Round) -> None:
    ada.enters(second)
    ada.presses("Change over")
    ada.presses("agree")
    ada.enters(first)
    ada.assert_hears(ASKED)
    ada.presses("Change over")
    ada.assert_hears(
        "Welcome back. You are where you left off.",
        "You have spoken on 1 of 2. Choose another, write freely, or finish.",
    )
    assert ada.kept.position == Position(State.CHOOSING)
    ada.enters(second)
    ada.presses("Change over")
    assert ada.kept.round == second.id


def test_coming_back_of_ones_own_accord_ends_the_silence(ada: Respondent, first: Round, second: Round) -> None:
    ada.enters(second)
    ada.presses("Change over")
    ada.presses("agree")
    with ada.installation.opened() as store:
        before = store.participation(first.id, ada.kept.respondent)
        assert before is not None
        silent = replace(before, silent=True)
        store.keep(before, silent, identity="identity-ada", delivery="", at=ada.installation.clock.time)
    ada.says(f"/start {first.code}")
    assert not ada.kept.silent
    assert ada.at == Position(State.CHOOSING)


def test_words_are_not_kept_until_that_is_chosen(ada: Respondent, first: Round, second: Round) -> None:
    ada.enters(second)
    ada.says("Words in between")
    ada.assert_hears(CHOOSE_FIRST, ASKED)
    assert "in between" not in repr([ada.installation.record(known) for known in (first, second)])


def test_a_redelivered_link_asks_again_and_changes_nothing(ada: Respondent, second: Round) -> None:
    ada.enters(second)
    kept = ada.kept
    ada.delivers_again()
    ada.assert_hears(ASKED)
    assert ada.kept == kept
    ada.presses("Change over")
    ada.delivers_again()
    ada.assert_hears(*CONSENT)
    assert ada.kept.round == second.id


def test_a_button_of_another_link_is_out_of_place(ada: Respondent, second: Round) -> None:
    third = ada.installation.launch(name="third", beside=False)
    ada.enters(second)
    ada.presses_old(f"cross:{third.code}")
    assert ada.hears[0] == OUT_OF_PLACE
    assert ada.kept.round == "on-questions"
    ada.presses_old("back")
    ada.presses_old(f"cross:{second.code}")
    assert ada.hears[0] == OUT_OF_PLACE


def test_the_round_may_have_closed_in_the_meantime(ada: Respondent, here: Installation, second: Round) -> None:
    ada.enters(second)
    here.close(second)
    ada.presses("Change over")
    assert ada.hears[0].startswith("This round closed on")


@pytest.mark.parametrize("launched", ["first", "second"])
def test_a_round_beside_others_is_entered_at_once(here: Installation, launched: str) -> None:
    first = here.launch(beside=launched == "first")
    second = here.launch(Kind.DRAFTS, beside=launched == "second")
    ada = Respondent(here)
    ada.agrees(first)
    ada.enters(second)
    ada.assert_hears(*WELCOME, *CONSENT)


def test_who_has_not_agreed_has_come_to_the_end_or_whose_round_closed_is_not_asked(
    here: Installation, first: Round, second: Round
) -> None:
    looking, done, refusing = (Respondent(here, name) for name in ("looking", "done", "refusing"))
    looking.enters(first)
    refusing.enters(first)
    refusing.presses("refuse")
    done.agrees(first)
    done.goes("free = done finish go-on quote: skip: skip: skip:")
    for who in (looking, done, refusing):
        who.enters(second)
        who.assert_hears(*WELCOME, *CONSENT)
    late = Respondent(here, "late")
    late.agrees(first)
    here.close(first)
    late.enters(second)
    late.assert_hears(*WELCOME, *CONSENT)


def test_a_closed_round_is_entered_without_a_question_and_says_so(ada: Respondent, here: Installation) -> None:
    closed = here.launch(name="closed", closes=None, beside=False)
    here.close(closed)
    ada.enters(closed)
    assert ada.hears[0].startswith("This round closed on")


def test_another_consultation_is_entered_at_once(here: Installation, ada: Respondent) -> None:
    elsewhere = Round("elsewhere", "ELSEWHERE", "/elsewhere", Kind.QUESTIONS, opens=here.clock.time, guide="guiding")
    with here.opened() as store:
        store.add_round(elsewhere)
    ada.enters(elsewhere)
    assert ada.hears[0] == "Partnerships"
    assert elsewhere.closes is None


def test_the_same_round_is_entered_again_without_a_question(ada: Respondent, first: Round) -> None:
    ada.enters(first)
    assert ada.hears[0] == "Welcome back. You are where you left off."
    ada.says("And more of them")
    assert ada.hears[0] in (KEPT, "Kept, with what you wrote before.")


class TestLaterInput:
    """Where it goes: as the consultation says, else its mailing list, else back to who invited them."""

    def late(self, here: Installation, language: str = "en") -> list[str]:
        known = here.launch()
        ada = Respondent(here, language=language)
        ada.agrees(known)
        here.later(WEEK)
        ada.says("Words that come too late")
        assert "too late" not in repr(here.record(known))
        return ada.hears

    def test_as_the_consultation_says(self, here: Installation) -> None:
        said = replace(here.consultation.next_steps, texts={"en": "Write to us.", "fr": "Écrivez-nous."})
        here.consultation = replace(here.consultation, later=said)
        assert self.late(here)[-1] == "Write to us."

    def test_each_language_falls_back_visibly(self, here: Installation) -> None:
        said = replace(here.consultation.next_steps, texts={"en": "Write to us.", "fr": "Écrivez-nous."})
        here.consultation = replace(here.consultation, later=said)
        assert self.late(here, "ar")[-1] == "\u2068Écrivez-nous.\u2069 [fr]"

    def test_to_the_mailing_list(self, here: Installation) -> None:
        assert self.late(here)[-1] == "What comes later goes to the group: partnerships [at] example [dot] org"

    def test_back_to_who_invited_them(self, here: Installation) -> None:
        here.consultation = replace(here.consultation, mailing_list="")
        assert self.late(here)[-1] == "Where later input goes, those who invited you can say."

    def test_the_menu_of_a_closed_round_says_so_too(self, here: Installation) -> None:
        known = here.launch()
        ada = Respondent(here)
        ada.agrees(known)
        assert ada.hears[-1:] == list(MENU)
        here.later(WEEK)
        ada.says("/menu")
        assert ada.hears[-1].startswith("What comes later goes to the group:")

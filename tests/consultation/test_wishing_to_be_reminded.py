"""Whoever wishes to be reminded says so once, by a button that is in nobody's way; whoever does not is never asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.flow import State
from consultation.joining import Bringing
from consultation.rounds import Round
from tests.consultation.conversations import (
    AGENDA,
    BEGINS,
    KEPT,
    OUT_OF_PLACE,
    REMIND_ME,
    WEEK,
    Installation,
    Respondent,
)

NO_MORE = "No more reminders"
AGREED = (
    "As long as you have not finished I will remind you, twice at most, and tell you when the round has closed.",
    "It comes between 09:00 and 20:00, by the clocks of Africa/Bamako.",
    "A button below each ends it, and so does /stop.",
)
ENDED = "No more reminders, then. Everything else stays as it is."
GO_ON = "You have spoken on 1 of 2. Choose another, write freely, or finish."


@pytest.fixture
def kept_once(ada: Respondent) -> Respondent:
    """Give Ada, who has just given her first answer."""
    ada.presses("q:hopes")
    ada.says("More of us, and a place to meet")
    ada.assert_hears(KEPT)
    return ada


class TestOffering:
    """When the button is there."""

    def test_it_stands_below_the_first_answer_and_in_the_menu(self, kept_once: Respondent) -> None:
        kept_once.assert_offered("That is all", "Menu", REMIND_ME)
        kept_once.presses("done")
        assert kept_once.offered[-1] == REMIND_ME

    def test_not_before_anything_was_said(self, ada: Respondent) -> None:
        assert REMIND_ME not in ada.offered
        ada.presses("q:hopes")
        assert REMIND_ME not in ada.offered

    def test_below_later_answers_it_is_in_nobodys_way(self, kept_once: Respondent) -> None:
        kept_once.presses("done")
        kept_once.presses("q:needs")
        kept_once.says("A tool for uploads that everybody can use")
        assert REMIND_ME not in kept_once.offered

    def test_it_is_there_in_a_round_on_drafts(self, ben: Respondent) -> None:
        ben.presses("d:1")
        ben.presses("side:1:support")
        assert REMIND_ME not in ben.offered
        ben.says("It would carry all of us")
        assert ben.offered[-1] == REMIND_ME
        ben.presses("back")
        assert ben.offered[-1] == REMIND_ME

    def test_a_position_alone_brings_it_into_the_menu(self, ben: Respondent) -> None:
        ben.presses("d:1")
        ben.presses("side:1:support")
        ben.presses("back")
        assert ben.offered[-1] == REMIND_ME

    def test_not_where_the_round_has_no_end(self, installation: Installation) -> None:
        endless = installation.launch(closes=None, name="endless")
        cora = Respondent(installation, "cora")
        cora.agrees(endless)
        cora.says("More of us")
        assert REMIND_ME not in cora.offered

    def test_not_where_no_reminder_could_come_any_more(self, kept_once: Respondent) -> None:
        kept_once.installation.later(WEEK - timedelta(hours=27))
        kept_once.presses("done")
        assert REMIND_ME not in kept_once.offered

    def test_not_once_somebody_has_finished(self, kept_once: Respondent) -> None:
        kept_once.presses("done")
        kept_once.goes("finish go-on quote:none skip skip skip")
        assert kept_once.kept.position.state is State.THANKED
        kept_once.goes("menu")
        assert REMIND_ME not in kept_once.offered

    def test_a_button_pressed_too_late_promises_nothing(self, kept_once: Respondent) -> None:
        kept_once.installation.later(WEEK - timedelta(hours=27))
        kept_once.presses_old("remind")
        assert kept_once.hears[0] == OUT_OF_PLACE
        assert kept_once.kept.reminding is False

    @pytest.mark.parametrize(
        ("address", "offered"), [("discord:sealed", True), ("terminal:sealed", False), ("", False)]
    )
    def test_only_where_somebody_can_be_written_to(self, kept_once: Respondent, address: str, *, offered: bool) -> None:
        asked = replace(kept_once.sent[-1], delivery="another", message="", text="/menu", address=address)
        (reply,) = kept_once.installation.hear(asked)
        assert (REMIND_ME in [button.label for button in reply.buttons]) is offered
        kept_once.installation.hear(replace(asked, delivery="yet another", text="", button="remind"))
        assert kept_once.kept.reminding is offered


class TestWishing:
    """What it does."""

    def test_nobody_is_reminded_who_did_not_ask_for_it(self, kept_once: Respondent) -> None:
        assert kept_once.kept.reminding is False

    def test_it_says_what_was_agreed_to_and_leaves_everything_where_it_is(self, kept_once: Respondent) -> None:
        before = kept_once.kept
        kept_once.presses(REMIND_ME)
        kept_once.assert_hears(*AGREED)
        kept_once.assert_offered("That is all", "Menu")
        assert kept_once.kept == replace(before, reminding=True)
        kept_once.says("And one more thing")
        assert [len(answer.current.pieces) for answer in kept_once.kept.answers] == [2]

    def test_the_menu_offers_to_end_it(self, kept_once: Respondent) -> None:
        kept_once.presses("done")
        kept_once.presses(REMIND_ME)
        kept_once.assert_hears(*AGREED)
        assert kept_once.offered[-1] == NO_MORE
        kept_once.presses(NO_MORE)
        kept_once.assert_hears(ENDED, GO_ON)
        assert kept_once.offered[-1] == REMIND_ME
        assert kept_once.kept.reminding is False

    def test_words_that_are_the_label_are_the_button(self, kept_once: Respondent) -> None:
        kept_once.says("remind me another day")
        kept_once.assert_hears(*AGREED)
        assert [answer.current.text for answer in kept_once.kept.answers] == ["More of us, and a place to meet"]

    @pytest.mark.parametrize("way", ["q:needs", "finish", "finish open", "/withdraw", "/forget"])
    def test_the_button_below_a_reminder_works_wherever_one_is(self, kept_once: Respondent, way: str) -> None:
        kept_once.presses(REMIND_ME)
        kept_once.presses("done")
        kept_once.goes(way)
        before = kept_once.kept
        kept_once.presses_old("no-reminders")
        assert kept_once.hears[0] == ENDED
        assert kept_once.kept == replace(before, reminding=False)

    def test_going_on_from_a_reminder_leads_back_to_where_one_was(
        self, kept_once: Respondent, questions: Round
    ) -> None:
        kept_once.presses(REMIND_ME)
        kept_once.installation.later(timedelta(days=3))
        kept_once.presses_old(f"start:{questions.code}")
        kept_once.assert_hears(
            "Welcome back. You are where you left off.", "What do you hope for?", "Write one message or several."
        )
        assert kept_once.kept.reminding is True

    @pytest.mark.usefixtures("questions")
    def test_an_old_button_of_a_stranger_says_so_too(self, installation: Installation) -> None:
        dede = Respondent(installation, "dede")
        dede.presses_old("no-reminders")
        assert dede.hears[0] == ENDED


class TestEnding:
    """What ends it besides."""

    def test_stop_and_coming_back_does_not_bring_it_back(self, kept_once: Respondent, questions: Round) -> None:
        kept_once.presses(REMIND_ME)
        kept_once.says("/stop")
        kept_once.presses("keep")
        assert kept_once.kept.reminding is False
        kept_once.says(f"/start {questions.code}")
        assert (kept_once.kept.silent, kept_once.kept.reminding) == (False, False)

    def test_withdrawing_everything(self, kept_once: Respondent) -> None:
        kept_once.presses(REMIND_ME)
        kept_once.says("/withdraw")
        kept_once.presses("take-all-back")
        assert kept_once.kept.reminding is False

    def test_a_copy_of_ones_data_says_it(self, kept_once: Respondent) -> None:
        kept_once.presses(REMIND_ME)
        kept_once.says("/export")
        attachment = kept_once.replies[-1].attachment
        assert attachment is not None
        assert '"reminders": true' in str(attachment.content)

    def test_whoever_links_two_accounts_wishes_what_the_first_of_them_did(
        self, kept_once: Respondent, installation: Installation, questions: Round
    ) -> None:
        cora = Respondent(installation, "cora")
        cora.agrees(questions)
        cora.says("Less of it all, and sooner")
        cora.presses(REMIND_ME)
        kept_once.says("/link")
        code = next(line for line in kept_once.hears if "/link" in line).split()[-1]
        cora.says(f"/link {code}")
        cora.presses(next(data for data in cora.data if data.endswith(Bringing.ALONG)))
        assert kept_once.kept.reminding is False
        cora.says("/unlink")
        assert cora.kept.reminding is True


def test_nothing_else_of_the_way_is_longer(kept_once: Respondent) -> None:
    kept_once.presses("done")
    kept_once.assert_hears(GO_ON)
    kept_once.says("/menu")
    kept_once.assert_hears(*AGENDA, GO_ON)
    assert kept_once.installation.clock.time < BEGINS + WEEK

"""Nobody fills the disk: what is kept of one person in one round has an end, and they are told so."""

from dataclasses import replace

import pytest

from consultation import allowance
from consultation.flow import Event
from consultation.records import Side, Stance
from tests.consultation.conversations import BEGINS, HOPES, KEPT, Respondent

TOO_MUCH = (
    "I have not kept that: you have written as much as I can keep of one person in this round. What you wrote before "
    "stands; you can still read, withdraw and erase it."
)
LONG = "A grant for every one of us. " * 10


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the allowance be a few hundred characters."""
    monkeypatch.setattr(allowance, "MOST", 900)


def test_what_is_too_much_is_not_kept_and_said_to_be(ada: Respondent) -> None:
    ada.presses("q:hopes")
    for _ in range(2):
        ada.says(LONG)
        ada.assert_hears(KEPT if _ == 0 else "Kept, with what you wrote before.")
    ada.says("One more thing that would be kept")
    before = ada.kept
    ada.says("This one")
    ada.assert_hears(TOO_MUCH, *HOPES)
    assert ada.kept == before
    ada.edits(ada.messages - 1, "Something else")
    ada.assert_hears(TOO_MUCH, *HOPES)
    assert ada.kept == before


def test_a_long_message_is_kept_whole_while_there_is_room(ada: Respondent) -> None:
    ada.presses("q:hopes")
    ada.says(LONG * 10)
    ada.assert_hears(KEPT)
    assert ada.last.current.text == (LONG * 10)


def test_whoever_has_used_it_up_reads_withdraws_and_erases(ada: Respondent) -> None:
    ada.presses("q:hopes")
    ada.says(LONG * 10)
    ada.says("/my")
    assert ada.hears[0] == "You gave 1 answer:"
    ada.says("/withdraw")
    ada.presses("Answer 1")
    assert ada.standing == []
    ada.says("/forget")
    ada.presses("erase")
    assert ada.found() is None


def test_it_counts_every_state_of_an_answer_and_each_position(ada: Respondent) -> None:
    ada.presses("q:hopes")
    for number in range(3):
        ada.says(LONG)
        assert allowance.used_up(ada.kept, Event.WORDS) is (number > 1)
    assert not allowance.used_up(ada.kept, Event.WITHDRAW)


def test_what_takes_something_away_adds_nothing() -> None:
    assert allowance.ADDS & {Event.DELETED, Event.FORGET, Event.STOP, Event.WITHDRAW, Event.MY, Event.EXPORT} == set()


def test_positions_count_and_so_do_themes_that_are_changed(ada: Respondent) -> None:
    ada.presses("q:hopes")
    ada.says(LONG * 10)
    ada.says("/my")
    ada.presses("Change answer 1")
    ada.presses("Correct the themes")
    before = ada.kept
    ada.presses("✓ Money")
    assert ada.hears[0] == TOO_MUCH
    assert ada.kept == before
    stances = tuple(Stance("1", "2019-09", Side.OPPOSE, BEGINS) for _ in range(10))
    assert allowance.used_up(replace(before, answers=(), stances=stances), Event.STANCE)
    assert not allowance.used_up(replace(before, answers=(), stances=stances[:9]), Event.STANCE)

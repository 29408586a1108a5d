"""The table of the conversation: what holds in every row of it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from consultation.changes import CHANGES
from consultation.choices import OFFERS
from consultation.flow import MOVES, UNCONSENTED, Event, Position, State, step
from consultation.phrases import FIXED, FIXED_PROMPTS
from consultation.understanding import BUTTONS, COMMANDS
from consultation.wording import PROMPTS, SENTENCES

REACHING_OUT = {"erase", "link", "join", "unlink", "cross"}
ASIDES = (
    Event.WHY,
    Event.PRIVACY,
    Event.HELP,
    Event.REPORT,
    Event.EXPORT,
    Event.LANGUAGE,
    Event.MEDIUM,
    Event.EMPTY,
    Event.STALE,
    Event.LATE,
    Event.DELETED_OTHER,
)
ALL_MOVES = [(state, event, move) for state, row in MOVES.items() for event, move in row.items()]
CONSENTED = [state for state in State if state not in UNCONSENTED]

every_state = pytest.mark.parametrize("state", State)
every_consented_state = pytest.mark.parametrize("state", CONSENTED)


def reachable(starts: Iterable[State]) -> set[State]:
    """Return the states one can come to, the first ones included."""
    found: set[State] = set()
    ahead = list(starts)
    while ahead:
        state = ahead.pop()
        if state not in found:
            found.add(state)
            ahead += [move.to for move in MOVES[state].values()]
    return found


def test_every_state_has_a_row_and_every_event_stands_in_one() -> None:
    assert set(MOVES) == set(State)
    assert {event for _, event, _ in ALL_MOVES} == set(Event)


def test_every_state_can_be_come_to() -> None:
    assert reachable([State.ARRIVING]) == set(State)


@every_state
def test_from_every_state_one_can_come_to_the_menu_to_the_end_and_to_being_forgotten(state: State) -> None:
    assert {State.CHOOSING, State.THANKED, State.FORGETTING, State.ARRIVING} <= reachable([state])


@every_state
def test_every_state_answers_every_command(state: State) -> None:
    assert set(COMMANDS.values()) - set(MOVES[state]) == set()


@every_state
def test_an_aside_leaves_everything_as_it_is(state: State) -> None:
    moves = [MOVES[state][event] for event in ASIDES]
    assert {(move.to, move.do) for move in moves} == {(state, "")}


@every_consented_state
def test_after_consent_menu_my_withdraw_stop_and_forget_lead_where_they_say(state: State) -> None:
    commands = (Event.MENU, Event.MY, Event.WITHDRAW, Event.STOP, Event.FORGET)
    assert [MOVES[state][event].to for event in commands] == [
        State.CHOOSING,
        State.REVIEWING,
        State.WITHDRAWING,
        State.STOPPING,
        State.FORGETTING,
    ]


@every_state
def test_words_are_kept_or_the_person_is_told_that_they_are_not(state: State) -> None:
    move = MOVES[state][Event.WORDS]
    assert bool(move.do) or move.say[0] in ("not_kept", "choose_first")


def test_only_an_answer_in_the_making_may_get_a_follow_up() -> None:
    asking = [state for state in State if Event.SHORT_WORDS in MOVES[state]]
    assert asking == [State.ANSWERING, State.ARGUING, State.COMPLETING]


@pytest.mark.parametrize("state", sorted(UNCONSENTED))
def test_before_consent_nothing_is_done_but_changing_the_language_the_silence_or_the_identity(state: State) -> None:
    allowed = {"", "set_language", "silence", "consent", "take_code", "set_down"} | REACHING_OUT
    allowed |= {"judge", "unexplain"}  # of an edition of a round in which they did consent, without words
    assert {move.do for move in MOVES[state].values()} <= allowed


def test_only_agreeing_leads_past_consent_and_only_erasing_or_withdrawing_all_leads_back() -> None:
    over = {(event, move.do) for state, event, move in ALL_MOVES if state in UNCONSENTED and move.to in CONSENTED}
    back = {move.do for state, _, move in ALL_MOVES if state in CONSENTED and move.to in UNCONSENTED}
    assert over == {(Event.AGREE, "consent")}
    assert back == {"erase", "withdraw_all"}


def test_everything_that_is_to_be_done_can_be_done_and_nothing_else() -> None:
    assert {move.do for _, _, move in ALL_MOVES} == {*CHANGES, *REACHING_OUT}


def test_everything_that_is_to_be_said_has_words_and_nothing_else_has() -> None:
    beside = {"only_words", "changed_drafts", "too_much"}  # said beside all else: with a photo, of news, of too much
    assert {name for _, _, move in ALL_MOVES for name in move.say} | beside == {*SENTENCES, *FIXED, "prompt"}
    assert not set(SENTENCES) & set(FIXED)


def test_every_move_says_something() -> None:
    assert [(state, event) for state, event, move in ALL_MOVES if not move.say] == []


def test_every_state_has_one_prompt_and_its_buttons() -> None:
    assert sorted([*PROMPTS, *FIXED_PROMPTS]) == sorted(State)
    assert set(OFFERS) == set(State)


def test_every_button_leads_somewhere() -> None:
    moving = {event for _, event, _ in ALL_MOVES}
    assert set(BUTTONS.values()) - moving == set()


@every_state
def test_a_step_changes_the_state_alone_and_without_a_move_not_even_that(state: State) -> None:
    position, row = Position(state, item="needs", version="2019-09", answer="ABCDEFGH", probed=True), MOVES[state]
    expected = {
        event: (replace(position, state=row[event].to), row[event]) if event in row else (position, row[Event.STALE])
        for event in Event
    }
    assert {event: step(position, event) for event in Event} == expected

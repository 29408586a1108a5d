"""The pace holds a platform's limits in every window, and wastes no time."""

from bisect import bisect_left
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.pace import Limit, Pace

ALL, PRIVATE, GROUP = Limit(30, 1), Limit(1, 1), Limit(20, 60)
CHATS = ("1", "2", "3", "-1", "-2")
ROUNDING = 1e-9
NEARLY = 1e-5

gaps = st.floats(0, 3) | st.sampled_from((0.0, 0.5, 1.0))


def is_group(chat: str) -> bool:
    return chat.startswith("-")


def telegram() -> Pace:
    return Pace(is_group=is_group)


def obey(pace: Pace, chat: str, now: float) -> float:
    """Send a notice as soon as the pace lets it, and return when that was."""
    while wait := pace.ask(chat, now):
        assert now + wait > now, "a wait that rounding swallows would be asked for ever"
        now += wait
    return now


def most(times: Sequence[float], seconds: float) -> int:
    """Return the most that any window of that length holds, its end not counted."""
    return max(
        (index - bisect_left(times, time - seconds + ROUNDING) + 1 for index, time in enumerate(times)), default=0
    )


def assert_within_limits(sent: Sequence[tuple[str, float]], everywhere: Limit, private: Limit, group: Limit) -> None:
    assert most([time for _, time in sent], everywhere.seconds) <= everywhere.count
    for chat in CHATS:
        limit = group if is_group(chat) else private
        assert most([time for to, time in sent if to == chat], limit.seconds) <= limit.count


@pytest.mark.parametrize(
    ("times", "found"), [((), 0), ((0.0, 1.0), 1), ((0.0, 0.99, 1.0), 2), ((5.0, 5.0, 5.5, 6.1), 3)]
)
def test_the_measure_counts_what_the_fullest_window_holds(times: Sequence[float], found: int) -> None:
    assert most(times, 1) == found


@given(
    start=st.floats(0, 1e6),
    asked=st.lists(st.tuples(st.sampled_from(CHATS), gaps), max_size=60),
    limits=st.tuples(*[st.builds(Limit, st.integers(1, 4), st.sampled_from((0.3, 1.0, 7.0)))] * 3),
)
def test_who_obeys_stays_within_every_limit_in_every_window(
    start: float, asked: list[tuple[str, float]], limits: tuple[Limit, Limit, Limit]
) -> None:
    everywhere, private, group = limits
    pace = Pace(is_group=is_group, overall=everywhere, private=private, group=group)
    now, sent = start, []
    for chat, gap in asked:
        now = obey(pace, chat, now + gap)
        sent.append((chat, now))
    assert_within_limits(sent, everywhere, private, group)


@given(st.lists(st.tuples(st.sampled_from(CHATS), st.floats(0, 0.2), st.booleans()), max_size=80))
def test_a_notice_gives_way_to_direct_replies_and_never_waits_longer_than_they_make_it(
    happened: list[tuple[str, float, bool]],
) -> None:
    pace = Pace(is_group=is_group, overall=Limit(3, 1))
    now, sent = 0.0, list[tuple[str, float]]()
    for chat, gap, direct in happened:
        now += gap
        if direct:
            pace.sent(chat, now)
        else:
            wait = pace.ask(chat, now)
            assert wait == pytest.approx(needed(sent, chat, now), abs=NEARLY)
            if wait:
                continue
        sent.append((chat, now))


def needed(sent: Sequence[tuple[str, float]], chat: str, now: float) -> float:
    """Return the wait as the limits define it, worked out from everything that was ever sent."""
    own = GROUP if is_group(chat) else PRIVATE
    everything, theirs = [time for _, time in sent], [time for to, time in sent if to == chat]
    return max(until_below(Limit(3, 1), everything, now), until_below(own, theirs, now))


def until_below(limit: Limit, times: Sequence[float], now: float) -> float:
    if len(times) < limit.count:
        return 0.0
    return max(0.0, sorted(times)[-limit.count] + limit.seconds - now)


def test_a_thousand_messages_to_a_thousand_chats_take_no_longer_than_they_must() -> None:
    pace, now = telegram(), 0.0
    times = [now := obey(pace, str(chat), now) for chat in range(1, 1_001)]
    assert times[-1] - times[0] == pytest.approx(1_000 / 30, abs=1)
    assert most(times, 1) == 30


def test_telegram_takes_thirty_a_second_one_a_second_per_person_and_twenty_a_minute_per_group() -> None:
    pace = telegram()
    assert [pace.ask(str(chat), 0.0) for chat in range(1, 32)] == [0.0] * 30 + [pytest.approx(1, abs=NEARLY)]
    pace = telegram()
    assert [pace.ask("1", time) for time in (0.0, 0.25, 1.0)] == [0.0, pytest.approx(0.75, abs=NEARLY), 0.0]
    pace = telegram()
    assert [pace.ask("-1", 2.0 * time) for time in range(21)] == [0.0] * 20 + [pytest.approx(20, abs=NEARLY)]


def test_another_platform_has_figures_of_its_own() -> None:
    pace = Pace(is_group=is_group, overall=Limit(50, 1), private=Limit(5, 5), group=Limit(5, 5))
    assert [pace.ask("1", time) for time in (0.0, 0.0, 0.0, 0.0, 1.0)] == [0.0] * 5
    assert pace.ask("1", 2.0) == pytest.approx(3, abs=NEARLY)


def test_asking_in_vain_counts_for_nothing() -> None:
    pace = telegram()
    assert pace.ask("1", 0.0) == 0
    assert all(pace.ask("1", 0.5) for _ in range(100))
    assert pace.ask("2", 0.5) == 0


def test_a_second_that_others_may_have_used_up_is_waited_for() -> None:
    pace = telegram()
    pace.used_up(10.0)
    assert pace.ask("1", 10.5) == pytest.approx(0.5, abs=NEARLY)
    assert pace.ask("1", 11.0) == 0


def test_who_is_woken_a_moment_early_need_not_ask_again() -> None:
    pace = telegram()
    assert pace.ask("1", 1_000.0) == 0
    assert pace.ask("1", 1_000.3 + pace.ask("1", 1_000.3) - 1e-7) == 0


# Halts.


def test_a_halt_stops_everything_until_then() -> None:
    pace = telegram()
    pace.halt(10.0)
    assert pace.ask("1", 4.0) == pytest.approx(6, abs=NEARLY)
    assert pace.halted("-1", 4.0) == pytest.approx(6, abs=NEARLY)
    assert pace.halted("-1", 10.0) == 0
    assert pace.ask("1", 10.0) == 0


@given(st.lists(st.floats(0, 100), min_size=1), st.floats(0, 100), st.sampled_from(("", "1")))
def test_no_later_halt_shortens_an_earlier_one(untils: list[float], now: float, chat: str) -> None:
    pace = telegram()
    for until in untils:
        if chat:
            pace.halt_chat(chat, until)
        else:
            pace.halt(until)
    assert pace.halted("1", now) == pytest.approx(max(0.0, max(untils) - now), abs=NEARLY)


def test_what_is_sent_meanwhile_ends_no_halt() -> None:
    pace = telegram()
    pace.halt(10.0)
    pace.halt_chat("1", 20.0)
    pace.sent("1", 5.0)
    assert pace.halted("1", 5.0) == pytest.approx(15, abs=NEARLY)
    assert pace.ask("2", 5.0) == pytest.approx(5, abs=NEARLY)


def test_a_halted_chat_halts_no_other() -> None:
    pace = telegram()
    pace.halt_chat("1", 10.0)
    assert [pace.halted("1", 4.0), pace.halted("2", 4.0)] == [pytest.approx(6, abs=NEARLY), 0.0]
    assert [pace.ask("1", 4.0), pace.ask("2", 4.0)] == [pytest.approx(6, abs=NEARLY), 0.0]
    assert pace.ask("1", 10.0) == 0


def test_direct_replies_wait_for_halts_only() -> None:
    pace = telegram()
    for _ in range(50):
        pace.sent("1", 0.0)
    assert pace.halted("1", 0.0) == 0
    assert pace.ask("2", 0.5) == pytest.approx(0.5, abs=NEARLY)


# Memory.


def test_chats_are_forgotten_when_their_limit_has_run_out() -> None:
    pace = telegram()
    for number in range(10_000):
        pace.sent(str(number), number / 100)
        pace.sent(f"-{number}", number / 100)
        pace.halt_chat(str(number), number / 100 + 1)
        pace.halted("1", number / 100)
    assert len(pace._private._times) <= 101
    assert len(pace._groups._times) <= 6_001
    assert len(pace._halts) <= 101


def test_no_chat_is_forgotten_before_that() -> None:
    pace = telegram()
    pace.sent("1", 0.0)
    pace.sent("2", 0.99)
    assert pace.ask("1", 0.99) == pytest.approx(0.01, abs=NEARLY)


def test_a_chat_that_goes_on_talking_is_not_what_keeps_the_others_in_memory() -> None:
    pace = telegram()
    for number in range(1_000):
        pace.sent("1", number * 0.5)
        pace.sent(str(number + 2), number * 0.5)
    assert len(pace._private._times) <= 4


def test_of_a_busy_chat_no_more_is_kept_than_the_limit_looks_at() -> None:
    pace = telegram()
    for _ in range(1_000):
        pace.sent("-1", 0.0)
    assert [len(times) for times in pace._groups._times.values()] == [20]

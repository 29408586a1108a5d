"""Long polling: every update is handled, none is confirmed before, none asked for more often than needed."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import pytest
import telegram
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from telegram import Update
from telegram.error import InvalidToken

import bots.telegram_polling
from bots.telegram_polling import BATCH, RIVAL, Frontier, Polling, read
from bots.telegram_reading import WANTED
from bots.telegram_request import AiohttpRequest
from tests.bot_api import BotApi, Person
from tests.bot_api.clients import PlainBot
from tests.bots.loops import Beside, until

TOLD = "Il nous faut une relève."

# The frontier, beside a Telegram of its own


class FrontierBesideTelegram(RuleBasedStateMachine):
    """Telegram's queue, answers that come late, out of order, twice or not at all, and a process that is restarted."""

    WINDOW = 6

    def __init__(self) -> None:
        super().__init__()
        self.frontier = Frontier()
        self.next_id = 500
        self.pending: list[int] = []
        self.again: list[int] = []
        self.handled: Counter[int] = Counter()
        self.confirmed: set[int] = set()
        self.handled_here: set[int] = set()

    @rule(count=st.integers(1, 10))
    def people_write(self, count: int) -> None:
        self.pending += range(self.next_id, self.next_id + count)
        self.next_id += count

    @rule(order=st.randoms(use_true_random=False), lost=st.booleans())
    def the_process_asks(self, order: Random, lost: bool) -> None:  # noqa: FBT001 (drawn)
        offset = self.frontier.offset()
        if offset is not None:
            assert offset <= self.next_id
            forgotten = [number for number in self.pending if number < offset]
            assert [number for number in forgotten if not self.handled[number]] == []
            self.pending = [number for number in self.pending if number >= offset]
            self.confirmed.update(forgotten)
        answer = [*self.again, *self.pending[: self.WINDOW]]
        self.again = []
        if lost:
            return
        order.shuffle(answer)
        self.frontier.confirmed(offset)
        under_way = {*self.frontier.under_way}
        fresh = self.frontier.new(answer)
        assert under_way.isdisjoint(fresh)
        # One that Telegram had forgotten, and gives again, may be begun again: its effect is known by its key.
        unconfirmed = {*answer} & {*self.pending}
        assert sorted({*fresh} & unconfirmed) == sorted(unconfirmed - under_way - self.handled_here)

    @precondition(lambda self: self.frontier.under_way)
    @rule(choice=st.integers(0, 100))
    def one_is_handled(self, choice: int) -> None:
        under_way = sorted(self.frontier.under_way)
        number = under_way[choice % len(under_way)]
        self.frontier.handled(number)
        self.handled[number] += 1
        self.handled_here.add(number)

    @precondition(lambda self: self.confirmed and not self.again)
    @rule()
    def one_comes_twice(self) -> None:
        self.again = [max(self.confirmed)]

    @precondition(lambda self: not self.pending and not self.frontier.under_way and self.frontier.offset() is None)
    @rule(lower=st.integers(1, 499))
    def after_a_quiet_week_numbers_begin_anew(self, lower: int) -> None:
        self.next_id = lower
        self.again = []
        self.handled.clear()
        self.confirmed.clear()
        self.handled_here.clear()

    @rule()
    def the_process_is_killed(self) -> None:
        self.frontier = Frontier()
        self.handled_here.clear()

    @invariant()
    def little_is_remembered(self) -> None:
        assert len(self.frontier.under_way) + len(self.frontier._handled) <= 2 * self.WINDOW + 2

    def teardown(self) -> None:
        """Handle the rest: nothing may be left behind."""
        for _ in range(len(self.pending) + 3):
            self.the_process_asks(Random(0), lost=False)
            while self.frontier.under_way:
                self.one_is_handled(0)
        self.the_process_asks(Random(0), lost=False)
        assert self.pending == []


FrontierBesideTelegram.TestCase.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
TestFrontier = FrontierBesideTelegram.TestCase


def test_what_telegram_has_forgotten_is_forgotten() -> None:
    frontier = Frontier()
    for number in frontier.new(range(1000)):
        frontier.handled(number)
    frontier.confirmed(frontier.offset())
    assert (frontier.under_way, frontier._handled, frontier.offset()) == (set(), set(), None)


def test_an_answer_that_names_one_twice_begins_it_once() -> None:
    frontier = Frontier()
    assert frontier.new([7, 7, 8]) == [7, 8]


def test_past_what_is_only_kept_is_confirmed_where_that_is_asked_for() -> None:
    frontier = Frontier()
    frontier.new(range(5))
    frontier.kept |= {0, 3}
    frontier.handled(1)
    assert (frontier.offset(), frontier.offset(past_kept=True)) == (None, 2)
    frontier.handled(0)
    assert (frontier.offset(), frontier.kept) == (2, {3})


# Polling


class Handling:
    """Handles updates: notes each, and waits with those of ``slow`` people until they are let go.

    What ``keeping`` people say is kept before.
    """

    def __init__(self, api: BotApi, token: str, loop: Beside) -> None:
        self.api = api
        self.loop = loop
        self.token = token
        self.seen: list[Update] = []
        self.done: list[int] = []
        self.slow: set[int] = set()
        self.failing: set[int] = set()
        self.keeping: set[int] = set()
        self.most = 0
        self.go_on = asyncio.Event()
        self.requests = [AiohttpRequest(), AiohttpRequest()]
        self.bot = telegram.Bot(
            token, base_url=f"{api.url}/bot", request=self.requests[0], get_updates_request=self.requests[1]
        )
        loop.does(self.bot.initialize())
        api.calls.clear()
        self.polling = self.another()

    def another(self) -> Polling:
        return Polling(self.bot, self.requests[0], self.handle)

    async def handle(self, update: Update, kept: Callable[[], object]) -> None:
        self.seen.append(update)
        self.most = max(self.most, len(self.seen) - len(self.done))
        who = update.effective_user.id if update.effective_user else 0
        if who in self.failing:
            raise KeyError(TOLD)
        if who in self.keeping:
            kept()
        if who in self.slow:
            await self.go_on.wait()
        else:
            await asyncio.sleep(0)
        self.done.append(update.update_id)

    def texts(self) -> list[str]:
        return [update.message.text for update in self.seen if update.message and update.message.text]

    def begins(self) -> None:
        self.running = self.loop.begins(self.polling.run())

    def lets_go(self) -> None:
        async def let_go() -> None:
            self.go_on.set()

        self.loop.does(let_go())

    def asked(self) -> int:
        """Return how often was asked for updates, also by a poll that goes on."""
        polled = sum(call.method == "getUpdates" for call in self.api.calls)
        return polled + self.api.bot_of().updates.is_polled

    def waits(self, seconds: float) -> None:
        self.loop.does(asyncio.sleep(seconds))

    @property
    def pending(self) -> list[int]:
        return [update.id for update in self.api.bot_of().updates.pending]


@pytest.fixture
def handling(api: BotApi, token: str, loop: Beside, monkeypatch: pytest.MonkeyPatch) -> Iterator[Handling]:
    monkeypatch.setattr(bots.telegram_polling, "PATIENCE", (0.02, 0.05))
    monkeypatch.setattr(bots.telegram_polling, "LOOK_AGAIN", (0.2, 0.2))
    handling = Handling(api, token, loop)
    yield handling
    handling.lets_go()
    loop.does(handling.polling.finish(1))
    loop.does(handling.bot.shutdown())


@pytest.fixture
def ada(api: BotApi, token: str) -> Person:
    assert token
    return api.person("Ada")


def test_updates_are_handled_and_then_confirmed(api: BotApi, handling: Handling, ada: Person) -> None:
    handling.begins()
    for text in "abc":
        ada.says(text)
    api.waits_until_idle()
    assert handling.texts() == ["a", "b", "c"]
    assert api.calls[0].params["allowed_updates"] == json.dumps(WANTED)


def test_what_came_while_stopped_is_handled(api: BotApi, handling: Handling, ada: Person) -> None:
    for number in range(5):
        ada.says(str(number))
    handling.begins()
    api.waits_until_idle()
    assert handling.texts() == list("01234")


def test_nothing_is_confirmed_before_it_is_handled(api: BotApi, handling: Handling, ada: Person) -> None:
    handling.slow = {ada.id}
    handling.begins()
    ada.says("a")
    until(lambda: len(handling.seen) == 1, "it is begun")
    handling.waits(0.5)  # asked again in between
    assert len(handling.pending) == 1
    assert len(handling.seen) == 1
    handling.lets_go()
    api.waits_until_idle()
    assert handling.done == [handling.seen[0].update_id]


def test_a_slow_person_does_not_hold_up_others(api: BotApi, handling: Handling, ada: Person) -> None:
    handling.slow = {ada.id}
    handling.begins()
    ada.says("slow")
    until(lambda: len(handling.seen) == 1, "it is begun")
    people = [api.person(f"Person {number}") for number in range(BATCH - 1)]
    for person in people:
        person.says("quick")
    until(lambda: len(handling.done) == len(people), "the others are handled", 5)
    assert len(handling.pending) == BATCH  # none behind Ada's is confirmed
    handling.lets_go()
    api.waits_until_idle()
    assert Counter(handling.done).most_common(1)[0][1] == 1


def test_after_a_kill_what_was_not_handled_comes_again(
    api: BotApi, handling: Handling, ada: Person, loop: Beside
) -> None:
    ben = api.person("Ben")
    handling.slow = {ada.id}
    handling.begins()
    ada.says("slow")
    ben.says("quick")
    until(lambda: len(handling.done) == 1, "one is handled")
    loop.ends(handling.running)
    handling.lets_go()
    handling.polling = handling.another()
    handling.begins()
    api.waits_until_idle()
    assert Counter(handling.texts()) == {"slow": 2, "quick": 2}


def test_many_are_under_way_at_once_but_not_without_end(api: BotApi, handling: Handling) -> None:
    people = [api.person(f"Person {number}") for number in range(250)]
    handling.slow = {person.id for person in people}
    for person in people:
        person.says("a")
    handling.begins()
    until(lambda: len(handling.seen) == BATCH, "many are begun")
    handling.waits(0.3)
    assert len(handling.seen) == BATCH
    handling.lets_go()
    api.waits_until_idle()
    assert sorted(handling.done) == sorted({update.update_id for update in handling.seen})
    assert len(handling.done) == 250
    assert handling.most <= BATCH + BATCH // 2


# How often is asked


def test_while_nothing_happens_nothing_is_asked(handling: Handling) -> None:
    handling.begins()
    handling.waits(0.5)
    assert handling.asked() == 1


def test_what_was_handled_is_not_remembered_for_ever(api: BotApi, handling: Handling, ada: Person) -> None:
    handling.begins()
    for _ in range(3):
        ada.says("a")
        api.waits_until_idle()
    until(lambda: api.bot_of().updates.is_polled, "it waits")
    assert len(handling.polling._frontier._handled) <= 1


def test_a_message_costs_two_requests(api: BotApi, handling: Handling, ada: Person) -> None:
    handling.begins()
    until(lambda: api.bot_of().updates.is_polled, "it waits")
    for number in range(5):
        ada.says(str(number))
        api.waits_until_idle()
        until(lambda: api.bot_of().updates.is_polled, "it waits again")
    assert handling.asked() <= 1 + 2 * 5


@pytest.mark.parametrize("kept", [True, False])
def test_one_reply_that_does_not_get_through_stops_nobody_once_it_is_kept(
    api: BotApi, handling: Handling, ada: Person, *, kept: bool
) -> None:
    handling.slow, handling.keeping = {ada.id}, {ada.id} if kept else set()
    bea = api.person("Bea")
    ada.says("slow")
    for number in range(BATCH + 5):
        bea.says(f"quick {number}")
    handling.begins()
    if kept:
        until(lambda: len(handling.done) == BATCH + 5, "the others were handled")
    else:
        until(lambda: len(handling.done) == BATCH - 1, "those that Telegram shows were handled")
        handling.waits(0.5)
        assert len(handling.done) == BATCH - 1


def test_while_somebody_is_slow_is_looked_again_now_and_then(handling: Handling, ada: Person) -> None:
    handling.slow = {ada.id}
    handling.begins()
    ada.says("a")
    handling.waits(1)
    assert 4 <= handling.asked() <= 8


def test_while_telegram_fails_is_asked_ever_more_rarely(
    api: BotApi, handling: Handling, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.telegram_polling, "PATIENCE", (0.1, 0.3, 9.0))
    api.faults.add("getUpdates", "server_error", times=1000)
    ada.says("a")
    handling.begins()
    handling.waits(0.8)
    assert handling.asked() == 3


# What goes wrong


@pytest.mark.parametrize("kind", ["server_error", "garbage", "reset", "lost_reply"])
def test_trouble_on_the_way_loses_nothing(
    api: BotApi, handling: Handling, ada: Person, caplog: pytest.LogCaptureFixture, kind: Any
) -> None:
    api.faults.add("getUpdates", kind, times=4)
    handling.begins()
    for number in range(5):
        ada.says(str(number))
    api.waits_until_idle()
    assert handling.texts() == list("01234")
    warned = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert 1 <= len(warned) <= 4
    assert all(warning.startswith("no messages come in: NetworkError: ") for warning in warned)


def test_telegram_s_wish_to_be_left_alone_is_obeyed(api: BotApi, handling: Handling, ada: Person) -> None:
    api.faults.add("getUpdates", "too_many", retry_after=1)
    ada.says("a")
    handling.begins()
    api.waits_until_idle()
    first, second, *_ = [call.at for call in api.calls if call.method == "getUpdates"]
    assert second - first >= 1
    assert handling.texts() == ["a"]


def test_a_second_process_is_named_once_and_outlived(
    api: BotApi, handling: Handling, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    rival = PlainBot(api, handling.token)
    handling.begins()
    until(lambda: api.bot_of().updates.is_polled, "it waits")
    with ThreadPoolExecutor() as pool:
        ended = pool.submit(rival.asks, "getUpdates", timeout=3)
        ended.result()
    ada.says("a")
    api.waits_until_idle()
    assert handling.texts() == ["a"]
    assert [record.getMessage() for record in caplog.records] == [f"no messages come in: {RIVAL}"]


def test_a_webhook_of_an_earlier_configuration_is_removed(
    api: BotApi, handling: Handling, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    PlainBot(api, handling.token).gets("setWebhook", url="http://127.0.0.1:1/hook")
    handling.begins()
    ada.says("a")
    api.waits_until_idle()
    assert api.bot_of().webhook is None
    assert handling.texts() == ["a"]
    conflicts = [call for call in api.calls if call.status == 409]
    assert len(conflicts) == 1
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_webhook_that_cannot_be_removed_at_once_is_tried_again(api: BotApi, handling: Handling, ada: Person) -> None:
    PlainBot(api, handling.token).gets("setWebhook", url="http://127.0.0.1:1/hook")
    api.faults.add("deleteWebhook", "server_error", times=2)
    handling.begins()
    ada.says("a")
    api.waits_until_idle()
    assert handling.texts() == ["a"]


def test_a_token_that_is_not_valid_any_more_ends_it(api: BotApi, handling: Handling) -> None:
    handling.begins()
    until(lambda: api.bot_of().updates.is_polled, "it waits")
    gone = api.bots.pop(handling.token)
    api.run(lambda: gone.updates.put_as_is({"message": {}}))
    until(handling.running.done, "it ends")
    api.bots[handling.token] = gone
    assert isinstance(handling.running.exception(), InvalidToken)


UNREADABLE: list[dict[str, Any]] = [
    {"message": {"message_id": 1}},
    {"message": 5},
    {"message": {"message_id": 1, "date": 10**30, "chat": {"id": 1, "type": "private"}}},
    {"message": {"message_id": 1, "date": -(10**15), "chat": {"id": 1, "type": "private"}}},
    {"callback_query": {"id": "1"}},
    {"my_chat_member": {"chat": {"id": 1, "type": "group"}, "new_chat_member": {"status": "restricted"}}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "photo": [5]}},
]


def test_what_the_library_cannot_read_does_not_come_again(
    api: BotApi, handling: Handling, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    for update in UNREADABLE:
        api.acts(update)
    api.acts({"strange_news": {"a": 1}})
    ada.says("a")
    handling.begins()
    api.waits_until_idle()
    assert handling.texts() == ["a"]
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == len(UNREADABLE)
    assert {error.partition(":")[0] for error in errors} == {"an update could not be read"}


@pytest.mark.parametrize("update", UNREADABLE)
def test_what_cannot_be_read_is_nothing(handling: Handling, update: dict[str, Any]) -> None:
    assert read({"update_id": 1, **update}, handling.bot) is None


def test_what_cannot_be_handled_does_not_come_again(
    api: BotApi, handling: Handling, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    handling.failing = {ada.id}
    handling.begins()
    ada.says(TOLD)
    api.person("Ben").says("b")
    api.waits_until_idle()
    assert sorted(handling.texts()) == sorted([TOLD, "b"])
    assert [record.getMessage() for record in caplog.records] == ["an update could not be handled: KeyError"]


def test_updates_that_come_twice_and_out_of_order_are_all_handled(api: BotApi, handling: Handling) -> None:
    people = [api.person(f"Person {number}") for number in range(40)]
    api.faults.duplicate_updates(20)
    api.faults.reorder_updates(3)
    handling.begins()
    for number in range(5):
        for person in people:
            person.says(f"{number} of {person.name}")
    api.waits_until_idle()
    assert {*handling.texts()} == {f"{number} of {person.name}" for number in range(5) for person in people}
    assert sum(injected.kind == "duplicate" for injected in api.faults.log) == 20
    assert len(handling.seen) <= 220
    for person in people:
        own = [text for text in dict.fromkeys(handling.texts()) if text.endswith(f" of {person.name}")]
        assert own == sorted(own)


# The end


def test_at_the_end_what_is_handled_is_confirmed(api: BotApi, handling: Handling, ada: Person, loop: Beside) -> None:
    ben = api.person("Ben")
    handling.slow = {ada.id}
    handling.begins()
    ben.says("quick")
    ada.says("slow")
    until(lambda: len(handling.done) == 1 and len(handling.seen) == 2, "both are begun, one is handled")
    loop.ends(handling.running)
    handling.lets_go()
    loop.does(handling.polling.finish(5))
    assert len(handling.done) == 2
    assert handling.pending == []


def test_at_the_end_what_does_not_end_stays_unconfirmed(
    api: BotApi, handling: Handling, ada: Person, loop: Beside
) -> None:
    ben = api.person("Ben")
    handling.slow = {ada.id}
    handling.begins()
    ben.says("quick")
    until(lambda: len(handling.done) == 1, "one is handled")
    ada.says("slow")
    until(lambda: len(handling.seen) == 2, "the other is begun")
    loop.ends(handling.running)
    loop.does(handling.polling.finish(0.1))
    assert handling.pending == [handling.seen[-1].update_id]
    handling.lets_go()
    handling.waits(0.05)
    assert len(handling.done) == 1  # it was cancelled


def test_at_the_end_a_telegram_that_fails_is_no_trouble(
    api: BotApi, handling: Handling, ada: Person, loop: Beside, caplog: pytest.LogCaptureFixture
) -> None:
    handling.begins()
    handling.slow = {ada.id}
    ada.says("a")
    until(lambda: len(handling.seen) == 1, "it is begun")
    loop.ends(handling.running)
    handling.lets_go()
    api.faults.add("getUpdates", "server_error", times=1000)  # what polling asked last may take the first
    loop.does(handling.polling.finish(5))
    assert [record.getMessage() for record in caplog.records] == [
        "the last messages will come again: NetworkError: Internal Server Error (500)"
    ]
    assert len(handling.pending) == 1


def test_no_log_holds_anything_of_anybody(
    api: BotApi, handling: Handling, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="palabre")
    handling.failing = {ada.id}
    api.faults.random(5, {"server_error": 0.2, "garbage": 0.2, "reset": 0.1}, ["getUpdates"])
    handling.begins()
    for _ in range(5):
        ada.says(TOLD)
    api.acts(UNREADABLE[0] | {"message": {"text": TOLD, "from": {"id": ada.id}}})
    api.waits_until_idle()
    shown = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("palabre"))
    assert shown
    assert [secret for secret in (TOLD, str(ada.id), handling.token, "http") if secret in shown] == []

"""The courier: with real outboxes, a platform that answers as it is told to, and a clock nobody need wait for."""

import asyncio
import logging
import selectors
import shutil
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from bots.courier import LEASE, Courier
from bots.identity import Identities
from bots.outcomes import DAY, Moved, NotSent, Outcome, Paused, Refused, Sent, TooMany, Unknown, backoff
from bots.pace import Limit, Pace
from consultation.errors import PalabreError
from consultation.messages import Line, Reply
from consultation.notices import AT_MOST_ONCE, Errand, Fate, Group, Notice, Purpose, Sending
from consultation.ports import Outbox, Store
from storage.engine import connect
from storage.memory import MemoryStore
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from tests.databases import Place, hurry
from tests.storage.samples import NOW, a_round, kept, somebody

T = TypeVar("T")
ONCE = sorted(AT_MOST_ONCE)
AT_LEAST_ONCE = sorted(set(Purpose) - AT_MOST_ONCE)
SECRETS = ("101", "102", "-500", "gAAAA", "identity-of", "group-1", "Please answer")


# A time that passes only while everybody waits for it.


class Time:
    """Monotonic seconds and a `Clock`, moved on by the loops below."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def run(self, doing: Awaitable[T]) -> T:
        async def done() -> T:
            return await doing

        with asyncio.Runner(loop_factory=lambda: Loop(self)) as runner:
            return runner.run(done())


class Loop(asyncio.SelectorEventLoop):
    """An event loop that leaps to its next timer as soon as nothing is to be done, in no thread either."""

    def __init__(self, time: Time) -> None:
        self.virtual = time
        self.working = 0
        super().__init__(Leaping(self))

    def time(self) -> float:
        return self.virtual.seconds

    def run_in_executor(  # type: ignore[override]  # typeshed has the general form
        self, executor: Executor | None, func: Callable[..., T], *args: Any
    ) -> "asyncio.Future[T]":
        self.working += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._worked)
        return future

    def _worked(self, _: "asyncio.Future[Any]") -> None:
        self.working -= 1


class Leaping(selectors.DefaultSelector):
    """Waits for threads in earnest, and for timers by putting the clock forward."""

    def __init__(self, loop: Loop) -> None:
        super().__init__()
        self.loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if self.loop.working or timeout is None:
            found = super().select(5)
            assert found or not self.loop.working, "a thread hangs"
            return found
        self.loop.virtual.seconds += timeout
        return super().select(0)


# A platform, and somebody to write to.


Answer = Outcome | BaseException | Callable[[], Awaitable[Outcome]]


@dataclass
class Platform:
    """Keeps what arrives and answers after ``takes`` seconds: ``in_turn``, then as ``answers`` say for each address."""

    time: Time
    takes: float = 0.2
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    in_turn: list[Answer] = field(default_factory=list)
    arrived: list[tuple[float, str, str]] = field(default_factory=list)

    async def carry(self, address: str, reply: Reply) -> Outcome:
        self.arrived.append((self.time.seconds, address, reply.lines[0].text))
        await asyncio.sleep(self.takes)
        answer = next((answers.pop(0) for answers in (self.in_turn, self.answers.get(address)) if answers), Sent())
        if isinstance(answer, BaseException):
            raise answer
        return await answer() if callable(answer) else answer

    def said(self) -> list[tuple[str, str]]:
        return [(address, text) for _, address, text in self.arrived]

    def times(self) -> list[float]:
        return [time for time, _, _ in self.arrived]


@dataclass
class World:
    """A round with ada (101), bob (102) and others, and group -500; a platform; an outbox; a time."""

    store: Store
    outbox: Outbox
    identities: Identities
    time: Time
    platform: Platform

    def people(self, *names: str, first: int = 101) -> None:
        for number, name in enumerate(names, first):
            kept(
                self.store,
                None,
                somebody(name, reminding=True),
                address=self.identities.sealed("telegram", str(number)),
            )

    def queue(self, *keys: str, purpose: Purpose = Purpose.REMINDER, **changes: Any) -> None:
        """Queue a notice for each key: the name before its `/` is whom it goes to."""
        notices = [self.notice(key, purpose, **changes) for key in keys]
        assert self.outbox.add_notices(notices) == len(keys)

    def notice(self, key: str, purpose: Purpose, **changes: Any) -> Notice:
        reply = Reply((Line(f"Please answer, {key}"),))
        made = Notice(key, purpose, "r1", reply, NOW, identity=f"identity-of-{key.partition('/')[0]}")
        return replace(made, **changes)

    def group(self, address: str, name: str = "Partners") -> Group:
        group_id = {"-500": "group-1", "-1005": "group-2"}[address]
        return Group(group_id, name, self.identities.sealed("telegram", address), NOW)

    def courier(self, worker: str = "w1", *, outbox: Outbox | None = None, pace: Pace | None = None) -> Courier:
        return Courier(
            outbox or self.outbox,
            self.platform.carry,
            platform="telegram",
            worker=worker,
            open_address=self.identities.opened,
            regroup=lambda address: self.group(address, ""),
            clock=self.time,
            pace=pace or a_pace(),
            monotonic=self.time.monotonic,
        )

    def trip(self, **given: Any) -> int:
        return self.time.run(self.courier(**given).trip())

    def run(self, seconds: float, *couriers: Courier) -> None:
        """Let couriers run for so long, and end them as SIGTERM does."""
        self.time.run(self.running(seconds, *couriers or (self.courier(),)))

    async def running(self, seconds: float, *couriers: Courier) -> None:
        tasks = [asyncio.create_task(courier.run()) for courier in couriers]
        await asyncio.sleep(seconds)
        await stopped(*tasks)

    def fates(self) -> list[Fate]:
        return [sending.fate for sending in self.outbox.sendings()]

    def only(self) -> Sending:
        (sending,) = self.outbox.sendings()
        return sending

    def due_in(self) -> list[float]:
        return [(sending.due - self.time.now()).total_seconds() for sending in self.outbox.sendings()]


async def stopped(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel tasks, and wait until they have ended."""
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(each, asyncio.CancelledError) for each in ended), ended


def is_group(chat: str) -> bool:
    return chat.startswith("-")


def a_pace(**limits: Limit) -> Pace:
    return Pace(is_group=is_group, **limits)


@pytest.fixture
def database_file(empty: Path, tmp_path: Path) -> Path:
    """Give an SQLite file of its own, with all tables."""
    return Path(shutil.copy(empty, tmp_path / "palabre.db"))


def opened(path: Path) -> SqlStore:
    """Open a file that need not survive a power cut."""
    database = connect(f"sqlite:///{path}")
    hurry(database)
    return SqlStore(database)


def a_world(store: Store, outbox: Outbox, folder: Path) -> World:
    store.add_round(a_round())
    time = Time()
    world = World(store, outbox, Identities(folder), time, Platform(time))
    world.people("ada", "bob", "eve")
    return world


@pytest.fixture(params=["memory", "sqlite"])
def world(request: pytest.FixtureRequest, place: Place, tmp_path: Path) -> Iterator[World]:
    """Give a world whose outbox is in memory, then one in a file."""
    if request.param == "memory":
        store = MemoryStore()
        yield a_world(store, MemoryOutbox(store), tmp_path / "keys")
    else:
        with place.store() as sql:
            yield a_world(sql, SqlOutbox(sql.database), tmp_path / "keys")


# An outbox that breaks where a test wants it to.


class Killed(Exception):
    """From now on nothing that this process does has any effect."""


Hook = Callable[[str], None]


def nothing(_: str) -> None:
    pass


@dataclass
class Broken:
    """Passes everything on to a real outbox; ``before`` and ``after`` are told each method's name, and may raise."""

    real: Outbox
    before: Hook = nothing
    after: Hook = nothing

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **given: Any) -> Any:
            self.before(name)
            answer = getattr(self.real, name)(*args, **given)
            self.after(name)
            return answer

        return call


def broken(real: Outbox, *, before: Hook = nothing, after: Hook = nothing) -> Outbox:
    return cast(Outbox, Broken(real, before, after))


class Death:
    """Ends a process at a certain step, as `kill -9` does: what it has done stays, and nothing else happens."""

    def __init__(self, step: str) -> None:
        self.step = step
        self.happened = False

    def at(self, step: str) -> None:
        self.happened = self.happened or step == self.step
        if self.happened:
            raise Killed

    def outbox(self, real: Outbox) -> Outbox:
        return broken(real, before=lambda name: self.at(f"before {name}"), after=lambda name: self.at(f"after {name}"))

    async def of(self, courier: Courier) -> None:
        """Run a courier to its death, and bury every task of its process."""
        running = asyncio.create_task(courier.run())
        while not self.happened:  # noqa: ASYNC110 (it happens in a thread)
            await asyncio.sleep(0.01)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others | {running}:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


# Sending.


def test_what_is_due_is_sent_to_its_opened_address_and_then_is_sent(world: World) -> None:
    world.queue("ada/1", "bob/1")
    assert world.trip() == 2
    assert sorted(world.platform.said()) == [("101", "Please answer, ada/1"), ("102", "Please answer, bob/1")]
    assert [(each.fate, each.note, each.attempts) for each in world.outbox.sendings()] == [(Fate.SENT, "", 1)] * 2


def test_what_is_not_due_yet_waits(world: World) -> None:
    world.queue("ada/1", due=world.time.now() + timedelta(seconds=60))
    assert world.trip() == 0
    world.run(50)
    assert world.platform.said() == []
    world.run(15)
    assert world.platform.said() == [("101", "Please answer, ada/1")]


def test_a_group_is_written_to_like_a_person(world: World) -> None:
    world.outbox.join_group(world.group("-500"))
    world.queue("news", purpose=Purpose.ANNOUNCEMENT, identity="", group="group-1")
    assert world.trip() == 1
    assert world.platform.said() == [("-500", "Please answer, news")]
    assert world.only().fate is Fate.SENT


def test_another_platforms_notices_are_left_alone(world: World) -> None:
    kept(world.store, None, somebody("zoe", reminding=True), address=world.identities.sealed("discord", "7"))
    world.queue("zoe/1")
    assert world.trip() == 0
    assert world.fates() == [Fate.WAITING]


def test_one_persons_notices_come_in_order_and_a_second_apart(world: World) -> None:
    world.queue("ada/1", "ada/2", "ada/3", purpose=Purpose.RECEIPT)
    world.run(10)
    assert [text for _, text in world.platform.said()] == [f"Please answer, ada/{number}" for number in (1, 2, 3)]
    first, second, third = world.platform.times()
    assert second - first >= 1
    assert third - second >= 1


def test_each_is_settled_as_soon_as_its_own_outcome_is_known(world: World) -> None:
    async def late() -> Outcome:
        await asyncio.sleep(20)
        return Sent()

    async def look() -> list[Fate]:
        task = asyncio.create_task(world.courier().trip())
        await asyncio.sleep(10)
        seen = world.fates()
        await task
        return seen

    world.platform.answers["101"] = [late]
    world.queue("ada/1", "bob/1")
    assert world.time.run(look()) == [Fate.SENDING, Fate.SENT]
    assert world.fates() == [Fate.SENT, Fate.SENT]


def test_the_outbox_is_never_asked_on_the_event_loop(world: World) -> None:
    threads = list[threading.Thread]()
    watched = broken(world.outbox, before=lambda _: threads.append(threading.current_thread()))
    world.platform.answers["101"] = [Paused()]
    world.queue("ada/1", "bob/1")
    world.trip(outbox=watched)
    assert len(threads) == 4  # claim, settle, settle, pause
    assert threading.main_thread() not in threads


# The pace.


def crowd(world: World, size: int) -> None:
    names = [f"p{number}" for number in range(size)]
    world.people(*names, first=10_000)
    world.queue(*(f"{name}/1" for name in names))


def most(times: Sequence[float], seconds: float) -> int:
    ordered = sorted(times)
    return max(sum(time - seconds + 1e-9 < other <= time for other in ordered) for time in ordered)


def test_thirty_a_second_are_reached_at_round_trips_of_200_ms_and_never_passed(world: World) -> None:
    crowd(world, 300)
    world.run(15)
    assert world.fates() == [Fate.SENT] * 300
    times = world.platform.times()
    assert max(times) - min(times) == pytest.approx(10, abs=1)
    assert most(times, 1) == 30


def test_notices_give_way_to_direct_replies(world: World) -> None:
    async def talk(pace: Pace) -> None:
        task = asyncio.create_task(world.courier(pace=pace).run())
        for _ in range(100):
            pace.sent("9", world.time.monotonic())
            pace.sent("8", world.time.monotonic())
            await asyncio.sleep(0.1)
        await stopped(task)

    crowd(world, 100)
    world.time.run(talk(a_pace()))
    times = [time for time in world.platform.times() if 1_003 <= time < 1_008]
    assert len(times) == pytest.approx(50, abs=10)
    assert most(times, 1) <= 12


def test_a_group_past_its_limit_is_put_back_and_holds_nobody_up(world: World) -> None:
    async def look() -> list[Fate]:
        task = asyncio.create_task(world.courier(pace=a_pace(group=Limit(1, 30))).run())
        await asyncio.sleep(10)
        world.queue("eve/1")
        await asyncio.sleep(4)
        seen = world.fates()
        await asyncio.sleep(60)
        await stopped(task)
        return seen

    world.outbox.join_group(world.group("-500"))
    world.queue("g1", "g2", "g3", purpose=Purpose.ANNOUNCEMENT, identity="", group="group-1")
    world.queue("ada/1", "bob/1")
    assert world.time.run(look()) == [Fate.SENT, Fate.WAITING, Fate.WAITING, Fate.SENT, Fate.SENT, Fate.SENT]
    assert world.fates() == [Fate.SENT] * 6
    first, second, third = (time for time, address, _ in world.platform.arrived if address == "-500")
    assert second - first >= 30
    assert third - second >= 30


def test_what_the_pace_keeps_waiting_too_long_is_put_back_before_its_claim_runs_out(world: World) -> None:
    async def talk(pace: Pace) -> int:
        trip = asyncio.create_task(world.courier(pace=pace).trip())
        while not trip.done():
            pace.used_up(world.time.monotonic())
            await asyncio.sleep(0.1)
        return await trip

    world.queue("ada/1")
    began = world.time.seconds
    assert world.time.run(talk(a_pace())) == 1
    assert world.time.seconds - began == pytest.approx(30, abs=2)
    assert (world.platform.said(), world.only().fate) == ([], Fate.WAITING)
    assert world.outbox.claim("telegram", worker="w2", now=world.time.now(), until=NOW, limit=1) != ()


# What a platform answers.


@pytest.mark.parametrize(
    ("purpose", "outcome", "fate", "note", "again"),
    [
        (Purpose.REMINDER, Sent(), Fate.SENT, "", None),
        (Purpose.RESULTS, Sent(), Fate.SENT, "", None),
        (Purpose.REMINDER, Refused("deactivated"), Fate.REFUSED, "deactivated", None),
        (Purpose.RECEIPT, Refused("chat not found"), Fate.REFUSED, "chat not found", None),
        (Purpose.REMINDER, Paused(), Fate.WAITING, "blocked by the person", 2),
        (Purpose.REMINDER, TooMany(17), Fate.WAITING, "too many at once", 17),
        (Purpose.REMINDER, NotSent("no connection"), Fate.WAITING, "no connection", 2),
        (Purpose.RECEIPT, NotSent("no connection"), Fate.WAITING, "no connection", 2),
        *((purpose, Unknown("timed out"), Fate.UNKNOWN, "timed out", None) for purpose in ONCE),
        *((purpose, Unknown("timed out"), Fate.WAITING, "timed out", 2) for purpose in AT_LEAST_ONCE),
        (Purpose.REMINDER, ValueError("Please answer"), Fate.UNKNOWN, "ValueError", None),
        (Purpose.RECEIPT, ValueError("Please answer"), Fate.WAITING, "ValueError", 2),
        (Purpose.REMINDER, asyncio.CancelledError(), Fate.UNKNOWN, "no answer came", None),
    ],
)
def test_every_outcome_has_its_fate(
    world: World, purpose: Purpose, outcome: Answer, fate: Fate, note: str, again: float | None
) -> None:
    world.platform.answers["101"] = [outcome]
    world.queue("ada/1", purpose=purpose)
    assert world.trip() == 1
    assert (world.only().fate, world.only().note) == (fate, note)
    if again is not None:
        assert world.due_in() == [pytest.approx(again, abs=0.01)]
    assert world.platform.said() == [("101", "Please answer, ada/1")]


def test_who_blocked_the_bot_is_left_alone_until_they_are_back(world: World) -> None:
    world.platform.answers["101"] = [Paused()]
    world.queue("ada/1", "ada/2")
    world.run(100)
    assert world.platform.said() == [("101", "Please answer, ada/1")]
    assert world.fates() == [Fate.WAITING, Fate.WAITING]
    world.outbox.pause("identity-of-ada", paused=False)
    world.run(10)
    assert sorted(text for _, text in world.platform.said()[1:]) == ["Please answer, ada/1", "Please answer, ada/2"]
    assert world.fates() == [Fate.SENT, Fate.SENT]


def test_a_group_cannot_be_paused_and_so_refuses(world: World) -> None:
    world.outbox.join_group(world.group("-500"))
    world.platform.answers["-500"] = [Paused()]
    world.queue("news", purpose=Purpose.ANNOUNCEMENT, identity="", group="group-1")
    world.run(20)
    assert (world.only().fate, world.only().note) == (Fate.REFUSED, "blocked in the group")


def test_a_group_that_has_moved_is_written_to_where_it_is_now(world: World) -> None:
    world.outbox.join_group(world.group("-500"))
    world.platform.answers["-500"] = [Moved("-1005")]
    world.queue("news", "more", purpose=Purpose.ANNOUNCEMENT, identity="", group="group-1")
    world.run(10)
    assert sorted(world.platform.said()) == [
        ("-1005", "Please answer, more"),
        ("-1005", "Please answer, news"),
        ("-500", "Please answer, news"),
    ]
    assert world.fates() == [Fate.SENT, Fate.SENT]
    assert [(group.id, group.name) for group in world.outbox.groups()] == [("group-2", "Partners")]


def test_a_person_who_has_moved_is_given_up_in_the_end_like_what_cannot_be_sent(world: World) -> None:
    world.platform.answers["101"] = [Moved("-1005")]
    world.queue("ada/1")
    world.trip()
    assert (world.only().fate, world.only().note, world.outbox.groups()) == (Fate.WAITING, "the group has moved", ())


@pytest.mark.parametrize("seconds", [1, 17])
def test_too_many_at_once_puts_everything_back_that_was_not_begun(world: World, seconds: float) -> None:
    crowd(world, 40)
    world.platform.in_turn = [Sent(), TooMany(seconds)]
    assert world.trip(pace=a_pace(overall=Limit(3, 1))) == 30
    begun = [int(address) - 10_000 for address, _ in world.platform.said()]
    assert len(begun) == 3
    fates, due = world.fates(), world.due_in()
    assert [fates[number] for number in begun] == [Fate.SENT, Fate.WAITING, Fate.SENT]
    put_back = [number for number in range(30) if fates[number] is Fate.WAITING]
    assert len(put_back) == 28
    assert [due[number] for number in put_back] == [pytest.approx(seconds, abs=1)] * 28
    assert fates[30:] == [Fate.WAITING] * 10
    assert max(due[30:]) < 0  # they were not claimed


def test_after_too_many_nothing_is_claimed_until_the_halt_is_over_and_then_all_arrive(world: World) -> None:
    claims = list[float]()
    watched = broken(world.outbox, before=lambda name: claims.append(world.time.seconds) if name == "claim" else None)
    crowd(world, 60)
    world.platform.in_turn = [Sent(), TooMany(17)]
    world.run(60, world.courier(outbox=watched))
    halted = world.platform.times()[0] + 0.2
    assert [time for time in claims if halted < time < halted + 17] == []
    assert [time for time in world.platform.times() if halted < time < halted + 17] == []
    assert world.fates() == [Fate.SENT] * 60
    assert len(world.platform.arrived) == 61


def test_what_cannot_be_sent_is_tried_ever_more_slowly_and_given_up_after_a_day(world: World) -> None:
    world.platform.answers["101"] = [NotSent("no connection") for _ in range(1_000)]
    world.queue("ada/1")
    gaps = list[float]()
    while world.trip() and world.only().fate is Fate.WAITING:
        gaps += world.due_in()
        world.time.seconds += gaps[-1]
    assert gaps[:10] == [pytest.approx(seconds, abs=0.1) for seconds in (2, 4, 8, 16, 32, 64, 128, 256, 512, 600)]
    assert max(gaps) <= 600
    assert sum(gaps) == pytest.approx(DAY, abs=600)
    assert (world.only().fate, world.only().note) == (Fate.REFUSED, "given up after a day: no connection")


@pytest.mark.parametrize(("attempts", "fate"), [(1, Fate.WAITING), (7, Fate.WAITING), (8, Fate.UNKNOWN)])
def test_what_may_have_arrived_is_not_sent_for_ever(world: World, attempts: int, fate: Fate) -> None:
    errand = Errand(1, world.notice("ada/1", Purpose.RECEIPT), "telegram:x", attempts=attempts)
    assert Unknown("timed out").settling(errand).fate is fate


def test_the_wait_doubles_from_two_seconds_to_ten_minutes() -> None:
    assert [backoff(attempt) for attempt in (1, 2, 3, 9, 10, 11, 10_000)] == [2, 4, 8, 512, 600, 600, 600]


def test_an_address_that_does_not_open_is_not_sent_to_and_not_lost(world: World, tmp_path: Path) -> None:
    world.queue("ada/1", "bob/1")
    right, world.identities = world.identities, Identities(tmp_path / "other keys")
    assert world.trip() == 2
    assert world.platform.said() == []
    assert {(each.fate, each.note) for each in world.outbox.sendings()} == {(Fate.WAITING, "its address does not open")}
    world.identities = right
    world.run(5)
    assert world.fates() == [Fate.SENT, Fate.SENT]


@pytest.mark.parametrize(("purpose", "fate"), [(Purpose.REMINDER, Fate.UNKNOWN), (Purpose.RECEIPT, Fate.WAITING)])
def test_a_platform_that_never_answers_is_waited_for_no_longer_than_the_claim(
    world: World, purpose: Purpose, fate: Fate
) -> None:
    async def never() -> Outcome:
        await asyncio.sleep(1e9)
        return Sent()

    world.platform.answers["101"] = [never]
    world.queue("ada/1", "bob/1", purpose=purpose)
    began = world.time.seconds
    assert world.trip() == 2
    assert world.time.seconds - began < LEASE.total_seconds()
    assert world.fates() == [fate, Fate.SENT]
    assert world.outbox.sendings()[0].note == "no answer came"


def test_what_a_platform_says_at_the_very_last_counts(world: World) -> None:
    async def just_in_time() -> Outcome:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(1e9)
        return NotSent("it never left")

    world.platform.answers["101"] = [just_in_time]
    world.queue("ada/1")
    world.trip()
    assert (world.only().fate, world.only().note) == (Fate.WAITING, "it never left")


# SIGTERM.


def test_at_the_end_what_is_being_sent_is_settled_and_the_rest_is_put_back(world: World) -> None:
    crowd(world, 20)
    world.platform.takes = 3.0
    before = [sending.due for sending in world.outbox.sendings()]
    began = world.time.seconds
    world.run(2, world.courier(pace=a_pace(overall=Limit(4, 1))))
    assert len(world.platform.arrived) == 4
    assert sorted(world.fates()) == [Fate.SENT] * 4 + [Fate.WAITING] * 16
    assert [sending.due for sending in world.outbox.sendings()] == before
    assert world.time.seconds - began == pytest.approx(4, abs=0.5)
    assert len(world.outbox.claim("telegram", worker="w2", now=world.time.now(), until=NOW, limit=30)) == 16


@pytest.mark.parametrize(("purpose", "fate"), [(Purpose.REMINDER, Fate.UNKNOWN), (Purpose.RECEIPT, Fate.WAITING)])
def test_at_the_end_a_platform_that_does_not_answer_gets_five_seconds(
    world: World, purpose: Purpose, fate: Fate
) -> None:
    world.platform.takes = 50.0
    world.queue("ada/1", purpose=purpose)
    began = world.time.seconds
    world.run(2)
    assert world.time.seconds - began == pytest.approx(7, abs=0.1)
    assert (world.only().fate, world.only().note) == (fate, "stopped before the platform answered")


def test_at_the_end_nobody_waits_for_their_turn(world: World) -> None:
    world.queue("ada/1", "bob/1")
    world.platform.takes = 0.1
    began = world.time.seconds
    world.run(2.2, world.courier(pace=a_pace(overall=Limit(1, 1.9))))
    assert sorted(world.fates()) == [Fate.SENT, Fate.WAITING]
    assert world.time.seconds - began == pytest.approx(2.2, abs=0.01)


def test_at_the_end_what_was_just_claimed_is_put_back(world: World) -> None:
    async def stop_during_the_claim() -> None:
        claimed, going_on = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def hold(name: str) -> None:
            if name == "claim":
                loop.call_soon_threadsafe(claimed.set)
                going_on.wait()

        task = asyncio.create_task(world.courier(outbox=broken(world.outbox, after=hold)).run())
        await claimed.wait()
        task.cancel()
        loop.call_later(0, going_on.set)
        await asyncio.gather(task, return_exceptions=True)

    world.queue("ada/1", "bob/1")
    world.time.run(stop_during_the_claim())
    assert world.platform.said() == []
    assert world.fates() == [Fate.WAITING, Fate.WAITING]


def test_at_the_end_a_database_that_does_not_answer_is_not_waited_for_long(world: World) -> None:
    def fail(name: str) -> None:
        if name == "settle":
            raise PalabreError("the database does not answer")

    world.queue("ada/1")
    began = world.time.seconds
    world.run(5, world.courier(outbox=broken(world.outbox, before=fail)))
    assert world.time.seconds - began == pytest.approx(15, abs=0.1)


def test_at_the_end_an_idle_courier_just_ends(world: World) -> None:
    began = world.time.seconds
    world.run(5)
    assert world.time.seconds - began == 5


# Crashes.


LOST = LEASE.total_seconds() + 5
STEPS = [
    ("after claim", 0),
    ("before arriving", 0),
    ("after arriving", 1),
    ("before settle", 1),
]


def crash(world: World, step: str) -> None:
    """Let a courier die at a step."""
    death = Death(step)
    carry = world.platform.carry

    async def carrying(address: str, reply: Reply) -> Outcome:
        death.at("before arriving")
        outcome = await carry(address, reply)
        death.at("after arriving")
        return outcome

    courier = replace(world.courier("the dead", outbox=death.outbox(world.outbox)), carry=carrying)
    world.time.run(death.of(courier))


@pytest.mark.parametrize(("step", "arrived"), STEPS)
def test_a_crash_never_repeats_a_reminder_and_lists_it(world: World, step: str, arrived: int) -> None:
    world.queue("ada/1")
    crash(world, step)
    assert world.only().fate is Fate.SENDING
    world.run(LOST, world.courier("the next"))
    assert (len(world.platform.arrived), world.only().fate) == (arrived, Fate.UNKNOWN)


@pytest.mark.parametrize(("step", "arrived"), STEPS)
def test_a_crash_repeats_a_receipt_until_it_is_known_to_have_arrived(world: World, step: str, arrived: int) -> None:
    world.queue("ada/1", purpose=Purpose.RECEIPT)
    crash(world, step)
    assert world.only().fate is Fate.SENDING
    world.run(LOST, world.courier("the next"))
    assert (len(world.platform.arrived), world.only().fate) == (arrived + 1, Fate.SENT)


@pytest.mark.parametrize(("step", "purpose"), [("before claim", Purpose.REMINDER), ("after settle", Purpose.REMINDER)])
def test_a_crash_before_the_claim_or_after_the_settling_changes_nothing(
    world: World, step: str, purpose: Purpose
) -> None:
    world.queue("ada/1", purpose=purpose)
    crash(world, step)
    world.run(LOST, world.courier("the next"))
    assert (len(world.platform.arrived), world.only().fate) == (1, Fate.SENT)


@pytest.mark.parametrize("step", ["after settle", "before pause", "after pause"])
def test_a_crash_while_somebody_is_paused_loses_no_reminder(world: World, step: str) -> None:
    world.platform.answers["101"] = [Paused(), Paused()]
    world.queue("ada/1")
    crash(world, step)
    world.run(LOST, world.courier("the next"))
    assert (world.only().fate, world.only().note) == (Fate.WAITING, "blocked by the person")
    world.platform.answers["101"] = []
    world.outbox.pause("identity-of-ada", paused=False)
    world.run(10)
    assert world.only().fate is Fate.SENT


@pytest.mark.parametrize("step", ["after settle", "before move_group", "after move_group"])
def test_a_crash_while_a_group_is_moved_loses_no_announcement(world: World, step: str) -> None:
    world.outbox.join_group(world.group("-500"))
    world.platform.answers["-500"] = [Moved("-1005"), Moved("-1005")]
    world.queue("news", purpose=Purpose.ANNOUNCEMENT, identity="", group="group-1")
    crash(world, step)
    world.run(LOST, world.courier("the next"))
    assert world.only().fate is Fate.SENT
    assert [address for address, _ in world.platform.said()].count("-1005") == 1


def test_a_claim_that_ran_out_while_the_process_slept_is_not_begun(world: World) -> None:
    def sleep(name: str) -> None:
        if name == "claim":
            world.time.seconds += LEASE.total_seconds() + 1

    world.queue("ada/1")
    world.trip(outbox=broken(world.outbox, after=sleep))
    assert world.platform.said() == []


# The database.


@pytest.mark.parametrize(
    ("error", "shown"),
    [(PalabreError("the database x does not answer: no route"),) * 2, (RuntimeError("Please answer"), "RuntimeError")],
)
def test_a_database_that_does_not_answer_is_waited_for_with_one_line(
    world: World, caplog: pytest.LogCaptureFixture, error: Exception, shown: object
) -> None:
    back = world.time.seconds + 100

    def fail(_: str) -> None:
        if world.time.seconds < back:
            raise error

    claims = list[float]()
    world.queue("ada/1", "bob/1")
    with caplog.at_level(logging.WARNING, "palabre.courier"):
        world.run(140, world.courier(outbox=broken(world.outbox, before=counting(claims, world.time, fail))))
    assert world.fates() == [Fate.SENT, Fate.SENT]
    assert caplog.messages == [f"the outbox does not answer: {shown}", "the outbox answers again"]
    assert len([time for time in claims if time < back]) <= 8


def test_the_next_outage_is_waited_for_as_patiently_as_the_first(world: World) -> None:
    claims = list[float]()

    def fail(_: str) -> None:
        if len(claims) in {1, 2, 3, 5}:
            raise PalabreError("the database does not answer")

    world.run(30, world.courier(outbox=broken(world.outbox, before=counting(claims, world.time, fail))))
    gaps = [after - before for before, after in pairwise(claims)]
    assert gaps[:6] == [pytest.approx(seconds) for seconds in (2, 4, 8, 1, 2, 1)]


def counting(times: list[float], time: Time, then: Hook) -> Hook:
    def count(name: str) -> None:
        times.append(time.seconds)
        then(name)

    return count


def test_what_arrived_while_the_database_was_gone_is_settled_when_it_is_back(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [RuntimeError("Please answer") for _ in range(8)]

    def fail(name: str) -> None:
        if name == "settle" and failures:
            raise failures.pop()

    world.queue("ada/1", "bob/1")
    with caplog.at_level(logging.WARNING, "palabre.courier"):
        world.run(60, world.courier(outbox=broken(world.outbox, before=fail)))
    assert world.fates() == [Fate.SENT, Fate.SENT]
    assert len(world.platform.arrived) == 2
    assert caplog.messages == ["the outbox does not answer: RuntimeError", "the outbox answers again"]


def test_settling_is_given_up_with_the_claim(world: World) -> None:
    def fail(name: str) -> None:
        if name == "settle":
            raise PalabreError("the database does not answer")

    world.queue("ada/1")
    began = world.time.seconds
    assert world.trip(outbox=broken(world.outbox, before=fail)) == 0
    assert world.time.seconds - began == pytest.approx(LEASE.total_seconds(), abs=31)


def test_a_bot_that_breaks_its_word_harms_no_other_notice(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.platform.answers["101"] = [cast(Outcome, "sent")]
    world.queue("ada/1", "bob/1")
    assert world.trip() == 1
    assert world.fates() == [Fate.SENDING, Fate.SENT]
    assert "left as it is after AttributeError" in caplog.text


# Several workers.


def test_two_workers_on_one_file_send_each_notice_once_and_hold_the_pace(database_file: Path, tmp_path: Path) -> None:
    with opened(database_file) as here, opened(database_file) as there:
        world = a_world(here, SqlOutbox(here.database), tmp_path / "keys")
        crowd(world, 150)
        claimed = {"w1": 0, "w2": 0}
        workers = [
            world.courier(name, outbox=counted(SqlOutbox(store.database), claimed, name))
            for name, store in (("w1", here), ("w2", there))
        ]
        # Each in turn comes to its trip the moment the other's has ended: the worst case for the pace.
        world.time.run(taking_turns(workers, until=lambda: set(world.fates()) == {Fate.SENT}))
        assert sorted(address for address, _ in world.platform.said()) == [str(10_000 + n) for n in range(150)]
        assert claimed == {"w1": 90, "w2": 60}
        assert most(world.platform.times(), 1) <= 30


def counted(outbox: Outbox, claimed: dict[str, int], name: str) -> Outbox:
    class Counted(Broken):
        def __getattr__(self, method: str) -> Callable[..., Any]:
            if method != "claim":
                return super().__getattr__(method)
            return self.claim

        def claim(self, *args: Any, **given: Any) -> tuple[Errand, ...]:
            errands = self.real.claim(*args, **given)
            claimed[name] += len(errands)
            return errands

    return cast(Outbox, Counted(outbox))


async def taking_turns(couriers: Sequence[Courier], *, until: Callable[[], bool]) -> None:
    while not until():
        for courier in couriers:
            await courier.trip()


def test_two_workers_at_once_on_one_file_send_each_notice_once_and_hold_the_pace(
    database_file: Path, tmp_path: Path
) -> None:
    with opened(database_file) as here, opened(database_file) as there:
        world = a_world(here, SqlOutbox(here.database), tmp_path / "keys")
        crowd(world, 150)
        world.run(20, world.courier("w1"), world.courier("w2", outbox=SqlOutbox(there.database)))
        assert sorted(address for address, _ in world.platform.said()) == [str(10_000 + n) for n in range(150)]
        assert world.fates() == [Fate.SENT] * 150
        assert most(world.platform.times(), 1) <= 30


def test_a_trip_in_vain_gives_no_right_to_send_at_once(world: World) -> None:
    async def turns() -> None:
        await one.trip()
        world.queue("bob/1")
        await other.trip()  # bob's chat is halted: put back
        await asyncio.sleep(0.3)
        world.queue(*(f"p{number}/1" for number in range(29)))
        await one.trip()
        world.queue(*(f"p{number}/2" for number in range(29)))
        await other.trip()

    one, other = world.courier("one"), world.courier("other")
    other.pace.halt_chat("102", world.time.seconds + 1e6)
    world.platform.takes = 0.1
    world.people(*(f"p{number}" for number in range(29)), first=10_000)
    world.queue("ada/1")
    world.time.run(turns())
    times = world.platform.times()
    assert len(times) == 1 + 29 + 29
    assert times[29] - times[0] < 0.5  # it was the last to send, and need not wait
    assert most(times, 1) == 30


# What is logged.


def test_no_log_line_holds_an_address_an_identity_or_a_text(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.outbox.join_group(world.group("-500"))
    world.platform.answers = {
        "101": [Sent(), NotSent("no connection"), Refused("deactivated"), ValueError("Please answer, 101")],
        "102": [Paused()],
        "103": [TooMany(3)],
        "-500": [Moved("-1005")],
    }
    world.queue("ada/1", "ada/2", "ada/3", "ada/4", "bob/1", "eve/1")
    world.queue("news", purpose=Purpose.ANNOUNCEMENT, identity="", group="group-1")
    with caplog.at_level(logging.DEBUG, "palabre.courier"):
        world.run(60)
    lines = [record.getMessage() for record in caplog.records if record.name == "palabre.courier"]
    assert [secret for secret in SECRETS for line in lines if secret in line] == []
    assert "notice 1 (telegram, reminder, attempt 1): sent" in lines
    assert "notice 5 (telegram, reminder, attempt 1): waiting, blocked by the person" in lines
    assert len(lines) >= 9


def test_an_outcome_shows_no_address_either() -> None:
    assert repr(Moved("-1005")) == "Moved()"

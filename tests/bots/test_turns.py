"""Who is heard when: each person's messages in order, many people in one go, nobody hurt by another's trouble."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bots.turns
from bots.turns import AT_ONCE, Turns
from consultation.errors import Conflict, InvalidInput, NotAllowed, NotFound, PalabreError
from consultation.messages import Incoming, Line, Reply
from storage.memory import MemoryStore
from tests.bots.loops import Beside, until
from tests.consultation.conversations import Installation

NOW = datetime(2030, 3, 1, tzinfo=UTC)
Replies = tuple[Reply, ...]


def incoming(text: str, *, who: str = "") -> Incoming:
    return Incoming(who or text, f"delivery-of-{text}", text, NOW, text=text)


def answer(text: str) -> Replies:
    return (Reply((Line(f"heard {text}"),)),)


@dataclass
class Ears:
    """Hears as an interview does: keeps each batch, waits while it is closed, and fails as ``trouble`` says."""

    trouble: dict[str, list[Exception]] = field(default_factory=dict)
    batches: list[list[str]] = field(default_factory=list)
    open: threading.Event = field(default_factory=threading.Event)
    raises: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open.set()

    def hear_all(self, incomings: Sequence[Incoming]) -> list[Replies | Exception]:
        self.batches.append([each.text for each in incomings])
        assert self.open.wait(20)
        if self.raises and len(incomings) > 1:
            raise self.raises.pop(0)
        return [self._heard(each.text) for each in incomings]

    def _heard(self, text: str) -> Replies | Exception:
        if waiting := self.trouble.get(text):
            error = waiting.pop(0)
            if isinstance(error, ValueError):
                raise error
            return error
        return answer(text)


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def turns(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> Iterator[Turns]:
    monkeypatch.setattr(bots.turns, "PATIENCE", (0.01, 0.02))
    turns = Turns(ears.hear_all)
    yield turns
    ears.open.set()
    turns.close()


# One person in order


def test_one_person_is_taken_in_order(loop: Beside, turns: Turns) -> None:
    done: list[str] = []

    async def taken(person: str, name: str, seconds: float) -> None:
        async with turns.in_order(person):
            done.append(f"{name} begins")
            await asyncio.sleep(seconds)
            done.append(f"{name} ends")

    async def all_taken() -> None:
        await asyncio.gather(taken("ada", "1", 0.05), taken("ada", "2", 0), taken("ben", "3", 0.01))

    loop.does(all_taken())
    assert [name for name in done if "3" not in name] == ["1 begins", "1 ends", "2 begins", "2 ends"]
    assert done.index("3 ends") < done.index("1 ends")


def test_whoever_fails_or_is_cancelled_holds_up_nobody(loop: Beside, turns: Turns) -> None:
    done: list[str] = []

    async def taken(name: str, seconds: float = 0) -> None:
        async with turns.in_order("ada"):
            await asyncio.sleep(seconds)
            if name == "fails":
                raise ValueError(name)
            done.append(name)

    async def all_taken() -> None:
        tasks = [asyncio.create_task(taken(*args)) for args in (("slow", 9), ("waits",), ("fails",), ("last",))]
        await asyncio.sleep(0.01)
        tasks[1].cancel()
        tasks[0].cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        kinds = [type(outcome) for outcome in outcomes]
        assert kinds == [asyncio.CancelledError, asyncio.CancelledError, ValueError, type(None)]

    loop.does(all_taken())
    assert done == ["last"]
    assert turns._queues == {}


def test_nobody_is_remembered_who_does_not_wait(loop: Beside, turns: Turns) -> None:
    async def taken(person: int) -> None:
        async with turns.in_order(str(person)):
            await asyncio.sleep(0)

    async def all_taken() -> None:
        await asyncio.gather(*(taken(person % 50) for person in range(200)))

    loop.does(all_taken())
    assert turns._queues == {}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), max_size=25))
def test_everybody_s_messages_are_heard_in_the_order_they_came(acts: list[tuple[str, int]]) -> None:
    ears = Ears()
    turns = Turns(ears.hear_all)

    async def said(person: str, number: int, pause: int) -> Replies:
        async with turns.in_order(person):
            await asyncio.sleep(pause / 1000)
            return await turns.hear(incoming(f"{person}{number}", who=person))

    async def all_said() -> list[Replies]:
        return await asyncio.gather(*(said(who, number, pause) for number, (who, pause) in enumerate(acts)))

    told = asyncio.run(all_said())
    turns.close()
    assert told == [answer(f"{who}{number}") for number, (who, _) in enumerate(acts)]
    heard = [text for batch in ears.batches for text in batch]
    assert sorted(heard) == sorted(f"{who}{number}" for number, (who, _) in enumerate(acts))
    for person in "abc":
        own = [int(text[1:]) for text in heard if text[0] == person]
        assert own == sorted(own)
    for batch in ears.batches:
        assert len({text[0] for text in batch}) == len(batch)  # `hear_all` takes no two of one person


# Many people at once


def test_who_comes_while_others_are_heard_is_heard_together(loop: Beside, ears: Ears, turns: Turns) -> None:
    ears.open.clear()
    first = loop.begins(turns.hear(incoming("first")))
    until(lambda: bool(ears.batches), "the first is heard")
    others = [loop.begins(turns.hear(incoming(str(number)))) for number in range(AT_ONCE + 3)]
    ears.open.set()
    until(lambda: all(task.done() for task in (first, *others)), "all are heard")
    assert [len(batch) for batch in ears.batches] == [1, AT_ONCE, 3]
    assert [task.result() for task in others] == [answer(str(number)) for number in range(AT_ONCE + 3)]


def test_the_loop_goes_on_while_somebody_is_heard(loop: Beside, ears: Ears, turns: Turns) -> None:
    ears.open.clear()
    task = loop.begins(turns.hear(incoming("slow")))
    until(lambda: bool(ears.batches), "it is heard")
    assert loop.does(asyncio.sleep(0, "awake")) == "awake"
    assert not task.done()


def test_the_core_is_called_in_one_thread_beside_the_loop(loop: Beside) -> None:
    threads: list[str] = []

    def hear_all(incomings: Sequence[Incoming]) -> list[Replies]:
        threads.append(threading.current_thread().name)
        return [answer(each.text) for each in incomings]

    turns = Turns(hear_all)
    for number in range(3):
        loop.does(turns.hear(incoming(str(number))))
    turns.close()
    assert set(threads) == {"interview_0"}


# Trouble


def together(loop: Beside, ears: Ears, turns: Turns, *texts: str) -> list[Replies | BaseException]:
    """Let people be heard in one batch and return what came of each."""
    ears.open.clear()
    before = loop.begins(turns.hear(incoming("before")))
    until(lambda: bool(ears.batches), "the first is heard")

    async def all_heard() -> list[Replies | BaseException]:
        tasks = [asyncio.create_task(turns.hear(incoming(text))) for text in texts]
        await asyncio.sleep(0)
        ears.open.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    told = loop.does(all_heard())
    assert before.result() == answer("before")
    return told


def test_one_message_that_fails_hurts_nobody_else(loop: Beside, ears: Ears, turns: Turns) -> None:
    ears.trouble["bad"] = [KeyError("own")]
    a, bad, b = together(loop, ears, turns, "a", "bad", "b")
    assert (a, b) == (answer("a"), answer("b"))
    assert isinstance(bad, KeyError)


def test_one_message_that_breaks_the_whole_batch_hurts_nobody_else(loop: Beside, ears: Ears, turns: Turns) -> None:
    ears.trouble["bad"] = [ValueError("all"), ValueError("again")]
    a, bad, b = together(loop, ears, turns, "a", "bad", "b")
    assert (a, b) == (answer("a"), answer("b"))
    assert isinstance(bad, ValueError)
    assert ears.batches[1:] == [["a", "bad", "b"], ["a"], ["bad"], ["b"]]


def test_a_database_that_does_not_answer_is_waited_for(
    loop: Beside, ears: Ears, turns: Turns, caplog: pytest.LogCaptureFixture
) -> None:
    ears.trouble["a"] = [PalabreError("the database does not answer: locked") for _ in range(4)]
    a, b = together(loop, ears, turns, "a", "b")
    assert (a, b) == (answer("a"), answer("b"))
    assert [batch for batch in ears.batches if "a" in batch] == [["a", "b"], ["a"], ["a"], ["a"], ["a"]]
    assert {record.getMessage() for record in caplog.records} == {
        "waiting for the database: the database does not answer: locked"
    }


def test_a_whole_batch_waits_for_the_database(loop: Beside, ears: Ears, turns: Turns) -> None:
    ears.raises = [PalabreError("the database does not answer")]
    ears.trouble = {"a": [PalabreError("still not")], "b": [PalabreError("still not")]}
    assert together(loop, ears, turns, "a", "b") == [answer("a"), answer("b")]


def test_somebody_beaten_to_it_is_heard_again(loop: Beside, ears: Ears, turns: Turns) -> None:
    ears.trouble["a"] = [Conflict("somebody came first")]
    assert loop.does(turns.hear(incoming("a"))) == answer("a")


def test_who_waits_for_the_database_does_not_hold_up_others(
    loop: Beside, ears: Ears, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.turns, "PATIENCE", (0.3,))
    ears.trouble["a"] = [PalabreError("no answer")]
    slow = loop.begins(turns.hear(incoming("a")))
    until(lambda: bool(ears.batches), "it was tried")
    assert loop.does(turns.hear(incoming("b"))) == answer("b")
    assert not slow.done()
    until(slow.done, "it is heard in the end")


@pytest.mark.parametrize("lasting", [InvalidInput("no such token"), NotFound("no such round"), NotAllowed("not now")])
def test_what_waiting_does_not_mend_is_raised_at_once(
    loop: Beside, ears: Ears, turns: Turns, lasting: PalabreError
) -> None:
    ears.trouble["a"] = [lasting]
    assert loop.fails(turns.hear(incoming("a"))) is lasting
    assert ears.batches == [["a"]]


def test_what_is_done_apart_waits_for_the_database_too(loop: Beside, turns: Turns) -> None:
    outcomes: list[Callable[[], str]] = [_not_now, _not_now, lambda: threading.current_thread().name]
    name = loop.does(turns.apart(lambda: _next(outcomes)))
    assert name != "MainThread"
    assert outcomes == []
    assert isinstance(loop.fails(turns.apart(lambda: dict[str, str]()["x"])), KeyError)


def _next(outcomes: list[Callable[[], str]]) -> str:
    return outcomes.pop(0)()


def _not_now() -> str:
    raise PalabreError("the database does not answer")


# The end


def test_who_gives_up_waiting_changes_nothing_for_the_others(loop: Beside, ears: Ears, turns: Turns) -> None:
    ears.open.clear()
    first = loop.begins(turns.hear(incoming("first")))
    until(lambda: bool(ears.batches), "the first is heard")
    gone, stays = loop.begins(turns.hear(incoming("gone"))), loop.begins(turns.hear(incoming("stays")))
    loop.ends(first)
    loop.ends(gone)
    ears.open.set()
    until(stays.done, "who stays is heard")
    assert stays.result() == answer("stays")


def test_closing_waits_for_what_is_being_kept(loop: Beside, ears: Ears) -> None:
    turns = Turns(ears.hear_all)
    ears.open.clear()
    task = loop.begins(turns.hear(incoming("a")))
    until(lambda: bool(ears.batches), "it is heard")
    threading.Timer(0.1, ears.open.set).start()
    begun = time.monotonic()
    turns.close()
    assert time.monotonic() - begun > 0.05
    until(task.done, "it is answered")
    assert task.result() == answer("a")


def test_after_the_end_nobody_waits_for_ever(loop: Beside, ears: Ears) -> None:
    turns = Turns(ears.hear_all)
    turns.close()
    assert isinstance(loop.fails(turns.hear(incoming("late"))), RuntimeError)


def test_no_log_holds_what_was_said(loop: Beside, ears: Ears, turns: Turns, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="palabre")
    ears.trouble["Mon secret"] = [ValueError("Mon secret")] * 2
    together(loop, ears, turns, "Mon secret", "b")
    assert "Mon secret" not in caplog.text


# With a real interview


def test_two_accounts_of_one_person_in_one_go_are_both_kept(loop: Beside) -> None:
    installation = Installation.over(MemoryStore())
    known = installation.launch()
    ears, sizes = Ears(), list[int]()
    with installation.opened() as store:
        interview = installation.interview(store)

        def hear_all(incomings: Sequence[Incoming]) -> tuple[Replies | Exception, ...]:
            assert ears.open.wait(20)
            sizes.append(len(incomings))
            return interview.hear_all(incomings)

        turns = Turns(hear_all)

        def says(who: str, text: str = "", button: str = "") -> Replies:
            sent = Incoming(who, f"{who}{text}{button}", text, NOW, text=text, button=button)
            return loop.does(turns.hear(sent))

        says("ada", f"/start {known.code}")
        says("ada", button="agree")
        [told] = says("ada", "/link")
        says("ada elsewhere", told.lines[0].text[-len("/link 4S6MHBOUM6") :])
        ears.open.clear()
        tasks = [loop.begins(turns.hear(incoming("/start", who="ben")))]
        for who, text in (("ada", "Une subvention, vraiment."), ("ada elsewhere", "Un outil, vraiment.")):
            tasks.append(loop.begins(turns.hear(incoming(text, who=who))))
        ears.open.set()
        until(lambda: all(task.done() for task in tasks), "all are heard")
        assert sizes[-1] == 2
        [participation] = [whose for whose in store.record(known.id).participations if whose.answers]
        texts = [piece.text for answer in participation.answers for piece in answer.current.pieces]
        assert sorted(texts) == ["Un outil, vraiment.", "Une subvention, vraiment."]
        turns.close()

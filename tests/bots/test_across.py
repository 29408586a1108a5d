"""One person's messages in order across processes, as each of them lets people through."""

import asyncio
import threading
from collections.abc import Iterable

import pytest

from bots.across import Across
from bots.turns import Turns
from consultation.errors import PalabreError
from consultation.ports import Ticket


class Shared:
    """A `Turnstile` of processes that are all in this one: who has a ticket, in a set."""

    def __init__(self) -> None:
        self.taken: set[Ticket] = set()
        self.troubles: list[PalabreError] = []
        self._turn = threading.Lock()

    def pass_on(self, waiting: Iterable[Ticket], leaving: Iterable[Ticket]) -> frozenset[Ticket]:
        with self._turn:
            if self.troubles:
                raise self.troubles.pop()
            self.taken.difference_update(leaving)
            self.taken.update(waiting)
            first = {ticket.person: min(one for one in self.taken if one.person == ticket.person) for ticket in waiting}
            return frozenset(ticket for ticket in waiting if first[ticket.person] == ticket)


def ticket(number: int, person: str = "ada") -> Ticket:
    return Ticket(person, number)


async def comes(process: Across, number: int, heard: list[int], *, seconds: float = 0.0, person: str = "ada") -> None:
    async with process.turn(ticket(number, person)):
        await asyncio.sleep(seconds)
        heard.append(number)


def test_one_person_is_heard_in_the_order_of_the_numbers_whichever_process_is_quicker() -> None:
    async def happens() -> None:
        shared, heard = Shared(), list[int]()
        one, two, three = (Across(shared) for _ in range(3))
        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            group.create_task(comes(one, 1, heard, seconds=0.05))
            await asyncio.sleep(0.01)
            for process, number in ((three, 4), (two, 3), (two, 2), (one, 5)):
                group.create_task(comes(process, number, heard))
        assert heard == [1, 2, 3, 4, 5]
        await asyncio.sleep(0.01)
        assert shared.taken == set()

    asyncio.run(happens())


def test_nobody_waits_for_another_person() -> None:
    async def happens() -> None:
        shared, heard = Shared(), list[int]()
        one = Across(shared)
        async with asyncio.timeout(20), one.turn(ticket(1, "bela")):
            await comes(one, 2, heard)
        assert heard == [2]

    asyncio.run(happens())


def test_whoever_gives_up_while_waiting_holds_up_nobody() -> None:
    async def happens() -> None:
        shared, heard = Shared(), list[int]()
        one, two = Across(shared), Across(shared)
        async with asyncio.timeout(20):
            async with one.turn(ticket(1)):
                waits = asyncio.create_task(comes(two, 2, heard))
                await asyncio.sleep(0.05)
                waits.cancel()
                last = asyncio.create_task(comes(one, 3, heard))
                await asyncio.sleep(0.05)
                assert heard == []
            await last
        assert heard == [3]

    asyncio.run(happens())


def test_a_database_that_does_not_answer_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.across.PATIENCE", 0.01)

    async def happens() -> None:
        shared, heard = Shared(), list[int]()
        shared.troubles = [PalabreError("gone"), PalabreError("still gone")]
        async with asyncio.timeout(20):
            await comes(Across(shared), 1, heard)
        assert heard == [1]
        assert shared.troubles == []

    asyncio.run(happens())


def test_the_same_message_twice_in_one_process_is_heard_one_after_the_other() -> None:
    async def happens() -> None:
        shared, heard = Shared(), list[str]()
        turns = Turns(lambda _: (), Across(shared))

        async def hears(name: str) -> None:
            async with turns.in_order("ada", ticket(1)):
                heard.append(f"{name} begins")
                await asyncio.sleep(0.02)
                heard.append(f"{name} ends")

        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            group.create_task(hears("one"))
            group.create_task(hears("two"))
        turns.close()
        assert heard == ["one begins", "one ends", "two begins", "two ends"]

    asyncio.run(happens())

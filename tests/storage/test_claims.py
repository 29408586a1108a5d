"""What everything that keeps who has an answer in hand does, sentence by sentence of `consultation.ports.Claims`."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest

from consultation.ports import Claims, Store
from storage.claims import BATCH, SqlClaims
from storage.memory import MemoryStore
from storage.memory_claims import MemoryClaims
from storage.store import SqlStore
from tests.storage.conftest import POSTGRES
from tests.storage.samples import HOUR, NOW, a_round, an_answer, kept, somebody

QUEUE = ("A1", "B1", "A2")


class Shelf(NamedTuple):
    """A store, and who has what in hand there; Ada and Bob have answered."""

    store: Store
    claims: Claims

    def claim(self, by: str, *answers: str, hours: int = 0) -> str:
        now = NOW + hours * HOUR
        return self.claims.claim(answers or QUEUE, by=by, now=now, until=now + HOUR)

    def claimed(self, hours: int = 0) -> dict[str, str]:
        return self.claims.claimed(QUEUE, now=NOW + hours * HOUR)


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def shelf(request: pytest.FixtureRequest) -> Shelf:
    store: MemoryStore | SqlStore = (
        MemoryStore() if request.param == "memory" else request.getfixturevalue(request.param)
    )
    store.add_round(a_round())
    kept(store, None, somebody("ada", answers=(an_answer("A1"), an_answer("A2"))))
    kept(store, None, somebody("bob", answers=(an_answer("B1"),)))
    return Shelf(store, MemoryClaims(store) if isinstance(store, MemoryStore) else SqlClaims(store.database))


def test_each_gets_the_first_that_nobody_else_has(shelf: Shelf) -> None:
    assert [shelf.claim(who) for who in ("cleo", "dan", "eve", "fay")] == ["A1", "B1", "A2", ""]
    assert shelf.claimed() == {"A1": "cleo", "B1": "dan", "A2": "eve"}
    assert shelf.claims.claimed(["B1", "nosuch"], now=NOW) == {"B1": "dan"}


def test_who_comes_again_lets_go_of_what_they_had(shelf: Shelf) -> None:
    shelf.claim("cleo")
    assert shelf.claim("cleo") == "A1"
    assert shelf.claim("cleo", "B1") == "B1"
    assert shelf.claimed() == {"B1": "cleo"}
    assert shelf.claim("cleo", "nosuch") == ""
    assert shelf.claimed() == {}


def test_a_claim_ends_by_itself(shelf: Shelf) -> None:
    shelf.claim("cleo")
    assert shelf.claimed(hours=1) == {}
    assert shelf.claim("dan", hours=1) == "A1"
    assert shelf.claimed(hours=1) == {"A1": "dan"}


def test_nothing_waits_for_nobody(shelf: Shelf) -> None:
    assert shelf.claims.claim((), by="cleo", now=NOW, until=NOW + HOUR) == ""
    assert shelf.claims.claimed((), now=NOW) == {}


def test_what_is_erased_is_in_nobodys_hand(shelf: Shelf) -> None:
    shelf.claim("cleo")
    shelf.store.erase("ada", at=NOW)
    assert shelf.claimed() == {}
    assert [shelf.claim(who) for who in ("dan", "cleo")] == ["B1", ""]


def test_a_long_queue_is_looked_through(shelf: Shelf) -> None:
    gone = [f"gone-{number}" for number in range(2 * BATCH)]
    assert shelf.claims.claim([*gone, "A2"], by="cleo", now=NOW, until=NOW + HOUR) == "A2"


def test_no_two_at_once_get_the_same(shelf: Shelf) -> None:
    for hours in range(0, 8, 2):
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda who, hours=hours: shelf.claim(who, hours=hours), ("c", "d", "e", "f")))
        assert sorted(found) == ["", "A1", "A2", "B1"]

"""Many at once: one of two writers is told to load again, and nothing that was kept is lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest

from consultation.errors import Conflict
from consultation.ports import Store
from consultation.records import Edition, Participation
from storage.books import add_edition
from storage.schema import migrate
from storage.store import SqlStore
from tests.storage.samples import NOW, a_round, an_answer, kept, somebody, with_answers

T = TypeVar("T")


def at_once(*works: Callable[[], T]) -> list[T]:
    """Run all at the same moment and return what they return."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def conflicts(work: Callable[[], object]) -> Callable[[], bool]:
    """Return the work, saying whether it met a `Conflict`."""

    def tried() -> bool:
        try:
            work()
        except Conflict:
            return True
        return False

    return tried


def test_of_two_messages_of_one_person_one_is_told_to_load_again(store: Store) -> None:
    store.add_round(a_round())
    before = kept(store, None, somebody())

    def say(answer_id: str) -> Callable[[], bool]:
        after = with_answers(before, an_answer(answer_id))
        return conflicts(partial(kept, store, before, after))

    for _ in range(5):
        told = at_once(say(f"A{before.turn}"), say(f"B{before.turn}"))
        assert sorted(told) == [False, True]
        before = _found(store, "ada")
    assert len(before.answers) == 5
    assert before.turn == 6


def test_a_stranger_who_writes_twice_becomes_one_person(store: Store) -> None:
    store.add_round(a_round())

    def arrive(name: str) -> Callable[[], bool]:
        return conflicts(partial(kept, store, None, somebody(name), identity="stranger"))

    assert sorted(at_once(arrive("ada"), arrive("bob"), arrive("eve"))) == [False, True, True]
    assert len(store.record("r1").participations) == 1


def test_a_delivery_that_comes_twice_at_once_has_one_effect(store: Store) -> None:
    store.add_round(a_round())
    works = [partial(kept, store, None, somebody(name), delivery="d") for name in ("ada", "bob")]
    assert sorted(at_once(*map(conflicts, works))) == [False, True]
    assert len(store.record("r1").participations) == 1


def test_a_code_that_is_used_twice_at_once_joins_one(store: Store) -> None:
    store.add_round(a_round())
    kept(store, None, somebody())
    store.open_link("ada", "SECRET", until=NOW)
    joined = at_once(*(partial(store.link, name, "SECRET", at=NOW) for name in ("discord", "telegram")))
    assert sorted(joined) == [False, True]
    assert store.counts("r1") == (2, 0)


def test_who_erases_themselves_while_writing_is_gone_or_writes_first(store: Store) -> None:
    store.add_round(a_round())
    for number in range(5):
        before = kept(store, None, somebody(answers=(an_answer(f"A{number}"),)))
        after = with_answers(before, an_answer(f"B{number}"))
        writing = partial(store.keep, before, after, identity="identity-of-ada", delivery="", at=NOW)
        at_once(conflicts(writing), partial(store.erase, "ada", at=NOW))
        assert store.record("r1").participations == ()


def test_who_erases_themselves_while_an_edition_is_kept_leaves_a_tombstone(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    kept(sql_store, None, somebody(answers=(an_answer("A1"),)))
    with ThreadPoolExecutor(1) as threads:
        with sql_store.database.writing() as connection:
            add_edition(connection, Edition("r1", 1, NOW, {"A1": 1}))
            erasing = threads.submit(sql_store.erase, "ada", at=NOW)
            assert wait([erasing], timeout=0.2).not_done == {erasing}
        assert erasing.result()
    assert sql_store.add_participations([somebody("eve", answers=(an_answer("A1"),))]) == (0, 1)


@pytest.mark.postgres
def test_who_erases_themselves_during_an_import_is_left_out(postgres: SqlStore) -> None:
    postgres.add_round(a_round())
    ada, bob = (somebody(name, answers=(an_answer(name),)) for name in ("ada", "bob"))
    postgres.add_participations([ada])

    def rows() -> Iterator[Participation]:
        yield ada
        postgres.erase("ada", at=NOW)
        yield bob

    assert postgres.add_participations(rows()) == (1, 0)
    assert postgres.record("r1").participations == (bob,)


def test_many_people_at_once_lose_nothing(store: Store) -> None:
    store.add_round(a_round())
    names = [f"p{number:02}" for number in range(16)]
    at_once(*(partial(interview, store, name) for name in names))
    found = store.record("r1").participations
    assert [(whose.respondent, len(whose.answers), whose.turn) for whose in found] == [(name, 5, 6) for name in names]
    assert store.counts("r1") == (16, 0)


def test_several_processes_open_a_new_database_at_once(sqlite: SqlStore, empty_postgres: str) -> None:
    fresh = sqlite.database.engine.url.render_as_string().replace("palabre.db", "fresh.db")
    for url in (fresh, empty_postgres):
        at_once(*[partial(migrate, url)] * 4)
        with SqlStore.open(url) as store:
            assert store.rounds() == ()


def interview(store: Store, name: str) -> None:
    """Answer five questions, recalled before each."""
    kept(store, None, somebody(name))
    for number in range(5):
        before = store.recall(f"identity-of-{name}", "d").participation
        assert before is not None
        kept(store, before, with_answers(before, an_answer(f"{name}-{number}")))


def _found(store: Store, respondent: str) -> Participation:
    found = store.participation("r1", respondent)
    assert found is not None
    return found

"""Many at once: one of two writers is told to load again, and nothing that was kept is lost."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from threading import Barrier, Lock
from typing import TypeVar

import pytest

from consultation.editions import Cause, Edition
from consultation.errors import Conflict, Withdrawn
from consultation.joining import Bringing, Linking
from consultation.notices import Fate, Group
from consultation.ports import Keeping, Store
from consultation.records import Participation
from storage import books, editions, turns
from storage.belonging import erase
from storage.engine import connect
from storage.outbox import SqlOutbox
from storage.queueing import add
from storage.schema import migrate
from storage.store import SqlStore
from tests.storage.conftest import transactions
from tests.storage.samples import HOUR, NOW, a_notice, a_round, an_answer, kept, somebody, with_answers

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
    assert sorted(joined) == [Linking.REFUSED, Linking.JOINED]
    assert store.counts("r1") == (2, 0)


def test_a_respondent_who_joins_two_at_once_joins_one(store: Store) -> None:
    store.add_round(a_round())
    for name in ("ada", "bob", "eve"):
        kept(store, None, somebody(name, answers=(an_answer(name),)))
    store.open_link("eve", "EVES", until=NOW)
    store.link("discord", "EVES", at=NOW)
    codes = {"identity-of-eve": "ADAS", "discord": "BOBS"}
    for name, code in (("ada", "ADAS"), ("bob", "BOBS")):
        store.open_link(name, code, until=NOW)
    at_once(
        *(conflicts(partial(store.link, who, code, at=NOW, bringing=Bringing.ALONG)) for who, code in codes.items())
    )
    assert len(store.joined("ada") + store.joined("bob")) == 1
    said = sorted(answer.id for whose in store.record("r1").participations for answer in whose.answers)
    assert said == ["ada", "bob", "eve"]


def test_two_who_join_each_other_at_once_are_one(store: Store) -> None:
    store.add_round(a_round())
    for name in ("ada", "bob"):
        kept(store, None, somebody(name, answers=(an_answer(name),)))
        store.open_link(name, f"{name}s code", until=NOW)
    others = {"ada": "bobs code", "bob": "adas code"}
    give = partial(store.link, at=NOW, bringing=Bringing.ALONG)
    at_once(*(conflicts(partial(give, f"identity-of-{name}", code)) for name, code in others.items()))
    assert len(store.record("r1").participations) == 1


def test_who_joins_while_both_are_writing_loses_nothing(store: Store) -> None:
    store.add_round(a_round())
    for number in range(5):
        ada, bob = (
            kept(store, None, somebody(f"{name}{number}", answers=(an_answer(f"{name}{number}"),)))
            for name in ("ada", "bob")
        )
        store.open_link(ada.respondent, "SECRET", until=NOW)
        who = f"identity-of-{bob.respondent}"
        later = [with_answers(one, an_answer(f"{one.respondent}+")) for one in (ada, bob)]
        writing = [conflicts(partial(kept, store, *pair)) for pair in zip((ada, bob), later, strict=True)]
        linking = partial(store.link, who, "SECRET", at=NOW, bringing=Bringing.ALONG)
        conflicted = at_once(*writing, conflicts(linking))
        if conflicted[-1]:
            assert linking() is Linking.JOINED
        found = _found(store, ada.respondent)
        late = {one.respondent + "+" for one, lost in zip((ada, bob), conflicted, strict=False) if not lost}
        assert {answer.id for answer in found.answers} == {ada.respondent, bob.respondent, *late}


def test_who_erases_themselves_while_writing_is_gone_or_writes_first(store: Store) -> None:
    store.add_round(a_round())
    for number in range(5):
        before = kept(store, None, somebody(answers=(an_answer(f"A{number}"),)))
        after = with_answers(before, an_answer(f"B{number}"))
        writing = partial(store.keep, before, after, identity="identity-of-ada", delivery="", at=NOW)
        at_once(conflicts(writing), partial(store.erase, "ada", at=NOW))
        assert store.record("r1").participations == ()


def while_an_edition_is_kept(store: SqlStore, act: Callable[[], object]) -> None:
    """Keep an edition of all that Ada said, and let something be done that has to wait for it."""
    with ThreadPoolExecutor(1) as threads:
        with store.database.writing() as connection:
            editions.add(connection, Edition("r1", 1, NOW, {"A1": 1}), None, b"", None, ())
            acting = threads.submit(act)
            assert wait([acting], timeout=0.2).not_done == {acting}
        acting.result()


def test_who_erases_themselves_while_an_edition_is_kept_leaves_a_tombstone(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    kept(sql_store, None, somebody(answers=(an_answer("A1"),)))
    while_an_edition_is_kept(sql_store, partial(sql_store.erase, "ada", at=NOW))
    assert sql_store.editions("r1")[0].causes == {Cause.ERASED: 1}
    assert sql_store.add_participations([somebody("eve", answers=(an_answer("A1"),))]) == (0, 1)


def test_what_is_withdrawn_while_an_edition_is_kept_makes_it_stale(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    before = kept(sql_store, None, somebody(answers=(an_answer("A1"),)))
    after = replace(before, answers=(replace(before.answers[0], withdrawn=NOW),))
    while_an_edition_is_kept(sql_store, partial(kept, sql_store, before, after))
    assert sql_store.editions("r1")[0].causes == {Cause.WITHDRAWN: 1}


def test_what_is_set_aside_while_an_edition_is_kept_makes_it_stale(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    kept(sql_store, None, somebody(answers=(an_answer("A1"),)))
    while_an_edition_is_kept(sql_store, partial(sql_store.set_aside, "A1", "spam"))
    assert sql_store.editions("r1")[0].causes == {Cause.ASIDE: 1}


@pytest.mark.parametrize("how", ["withdrawn", "set aside"])
@pytest.mark.postgres
def test_what_goes_while_an_edition_waits_for_it_is_in_no_edition(postgres: SqlStore, how: str) -> None:
    postgres.add_round(a_round())
    before = kept(postgres, None, somebody(answers=(an_answer("A1"),)))
    after = replace(before, answers=(replace(before.answers[0], withdrawn=NOW),))
    with ThreadPoolExecutor(1) as threads:
        with postgres.database.writing() as connection:
            if how == "withdrawn":
                turns.keep(connection, [keeping(before, after, "gone")])
            else:
                books.set_aside(connection, "A1", "spam")
            adding = threads.submit(postgres.add_edition, Edition("r1", 1, NOW, {"A1": 1}))
            assert wait([adding], timeout=0.2).not_done == {adding}
        with pytest.raises(Withdrawn):
            adding.result()
    assert postgres.editions("r1") == ()


def test_of_two_editions_in_the_place_of_one_the_first_is_kept(store: Store) -> None:
    store.add_round(a_round())
    store.add_edition(Edition("r1", 1, NOW, {}))
    made = [partial(store.add_edition, Edition("r1", number, NOW, {}), supersedes=[1]) for number in (2, 3)]
    assert sorted(at_once(*map(conflicts, made))) == [False, True]
    first, second = store.editions("r1")
    assert first.superseded_by == second.number


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


def test_several_who_keep_the_same_people_at_once_do_not_wait_for_each_other(sql_store: SqlStore) -> None:
    for round_id in ("r1", "r2"):
        sql_store.add_round(a_round(round_id))
    people = [kept(sql_store, None, somebody(f"p{number:03}")) for number in range(300)]
    batches = [
        [keeping(whose, whose, "first") for whose in people],
        [keeping(None, replace(whose, round="r2"), "second") for whose in reversed(people)],
    ]
    for _ in range(3):
        with several(sql_store, 2) as stores, ExitStack() as listening:
            begun = [listening.enter_context(transactions(store)) for store in stores]
            told = at_once(*(partial(store.keep_all, batch) for store, batch in zip(stores, batches, strict=True)))
        assert told == [(None,) * 300] * 2
        assert list(map(len, begun)) == [1, 1]
        batches = [[again(one) for one in batch] for batch in batches]


def keeping(before: Participation | None, after: Participation, delivery: str) -> Keeping:
    """Return a turn of somebody."""
    whose = after.respondent
    return Keeping(before, after, f"identity-of-{whose}", f"{delivery}-{whose}", NOW)


def again(one: Keeping) -> Keeping:
    """Return the next turn after one."""
    after = replace(one.after, turn=one.before.turn + 1 if one.before else 1)
    return replace(one, before=after, after=after, delivery=f"{one.delivery}'")


@contextmanager
def several(store: SqlStore, number: int) -> Iterator[list[SqlStore]]:
    """Give several stores with connections of their own, as processes have them."""
    url = store.database.engine.url.render_as_string(hide_password=False)
    with ExitStack() as opened:
        yield [opened.enter_context(SqlStore(connect(url))) for _ in range(number)]


def test_each_notice_is_claimed_by_one_worker_and_one_worker_at_a_time(sql_store: SqlStore) -> None:
    names = waiting(sql_store, 200)
    sending, claims, overlaps = Lock(), Counter[str](), Counter[str]()

    def works(worker: str, outbox: SqlOutbox) -> None:
        while any(waits.fate is not Fate.SENT for waits in outbox.sendings()):
            errands = outbox.claim("telegram", worker=worker, now=NOW, until=NOW + HOUR, limit=7)
            if errands:
                alone = sending.acquire(blocking=False)
                overlaps.update([] if alone else [worker])
                claims.update(errand.notice.identity for errand in errands)
                last, *others = [errand.number for errand in errands]
                settled = [outbox.settle(other, worker=worker, fate=Fate.SENT, at=NOW) for other in others]
                if alone:
                    sending.release()
                assert all([*settled, outbox.settle(last, worker=worker, fate=Fate.SENT, at=NOW)])

    with several(sql_store, 4) as stores:
        outboxes = [SqlOutbox(store.database) for store in stores]
        at_once(*(partial(works, f"w{number}", outbox) for number, outbox in enumerate(outboxes)))
    assert (claims, overlaps) == (Counter(names), Counter())


def test_of_several_who_claim_at_once_one_gets_something(sql_store: SqlStore) -> None:
    waiting(sql_store, 40)
    with several(sql_store, 4) as stores:
        for number in range(5):
            at = NOW + number * HOUR
            claims = [
                partial(
                    SqlOutbox(store.database).claim, "telegram", worker=f"w{worker}", now=at, until=at + HOUR, limit=4
                )
                for worker, store in enumerate(stores)
            ]
            assert sorted(map(len, at_once(*claims))) == [0, 0, 0, 4]


def test_the_same_notices_queued_twice_at_once_are_queued_once(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    kept(sql_store, None, somebody(), address="telegram:ada")
    notices = [a_notice(f"n{number}") for number in range(50)]
    with several(sql_store, 2) as stores:
        outboxes = [SqlOutbox(store.database) for store in stores]
        orders = (notices, notices[::-1])
        added = at_once(*(partial(box.add_notices, order) for box, order in zip(outboxes, orders, strict=True)))
    assert sum(added) == len(SqlOutbox(sql_store.database).sendings()) == 50


@pytest.mark.postgres
def test_what_is_being_erased_is_not_waited_for(postgres: SqlStore) -> None:
    waiting(postgres, 3)
    outbox = SqlOutbox(postgres.database)
    claim = partial(outbox.claim, "telegram", worker="w1", now=NOW, until=NOW + HOUR, limit=9)
    with ThreadPoolExecutor(1) as threads, postgres.database.writing() as connection:
        erase(connection, "p001", NOW)
        errands = threads.submit(claim).result(timeout=60)
    assert [errand.notice.identity for errand in errands] == ["identity-of-p000", "identity-of-p002"]


@pytest.mark.postgres
def test_who_is_being_erased_is_queued_nothing(postgres: SqlStore) -> None:
    waiting(postgres, 2)
    outbox = SqlOutbox(postgres.database)
    notices = [a_notice(who, identity=f"identity-of-{who}") for who in ("p000", "p001")]
    with ThreadPoolExecutor(1) as threads:
        with postgres.database.writing() as connection:
            erase(connection, "p001", NOW)
            queueing = threads.submit(outbox.add_notices, notices)
            assert wait([queueing], timeout=0.2).not_done == {queueing}
        assert queueing.result() == 1
    assert [sending.number for sending in outbox.sendings()] == [1, 3]


@pytest.mark.postgres
def test_what_is_being_queued_for_a_group_that_is_left_goes_with_it(postgres: SqlStore) -> None:
    postgres.add_round(a_round())
    outbox = SqlOutbox(postgres.database)
    outbox.join_group(Group("g1", "Wikimedians", "telegram:group", NOW))
    with ThreadPoolExecutor(1) as threads:
        with postgres.database.writing() as connection:
            assert add(connection, [a_notice(identity="", group="g1")]) == 1
            leaving = threads.submit(outbox.leave_group, "g1")
            assert wait([leaving], timeout=0.2).not_done == {leaving}
        leaving.result()
    assert (outbox.groups(), outbox.sendings()) == ((), ())


def waiting(store: SqlStore, number: int) -> list[str]:
    """Let a notice wait for each of so many people, and return their accounts."""
    store.add_round(a_round())
    people = [somebody(f"p{one:03}") for one in range(number)]
    store.keep_all([replace(keeping(None, whose, ""), address="telegram:sealed") for whose in people])
    accounts = [f"identity-of-{whose.respondent}" for whose in people]
    assert SqlOutbox(store.database).add_notices(a_notice(who, identity=who) for who in accounts) == number
    return accounts


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

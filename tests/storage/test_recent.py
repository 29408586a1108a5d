"""What `RecentStore` does beyond every store's contract: what it need not ask, and how it finds out it is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import cast

import pytest
from hypothesis.stateful import invariant, run_state_machine_as_test

from consultation.errors import Conflict, NotFound
from consultation.joining import Bringing
from consultation.messages import Incoming, Reply
from consultation.ports import Keeping, Recalled, Store
from consultation.records import Participation
from storage.memory import MemoryStore
from storage.recent import RecentStore, shortly
from storage.store import SqlStore
from tests.consultation.conversations import Installation, Twins
from tests.consultation.test_properties import Promises, thorough
from tests.storage.conftest import statements
from tests.storage.samples import NOW, a_draft, a_round, a_stance, an_answer, kept, somebody, with_answers


@dataclass
class Time:
    """A clock that is set by hand."""

    seconds: float = 0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Processes:
    """Two processes on one store."""

    store: Store = field(default_factory=MemoryStore)
    time: Time = field(default_factory=Time)

    def __post_init__(self) -> None:
        self.here, self.there = (RecentStore(self.store, clock=self.time) for _ in range(2))
        for round_id in ("r1", "r2"):
            self.store.add_round(a_round(round_id))


def test_what_is_asked_for_shortly_is_asked_once_in_a_moment_for_each_name() -> None:
    asked: list[str] = []
    time = Time()

    def ask(name: str) -> int:
        asked.append(name)
        return len(asked)

    answer = shortly(ask, clock=time)
    assert [answer("r1"), answer("r2"), answer("r1")] == [1, 2, 1]
    time.seconds = 0.199
    assert answer("r1") == 1
    time.seconds = 0.2
    assert [answer("r1"), answer("r1"), answer("r2")] == [3, 3, 4]
    assert asked == ["r1", "r2", "r1", "r2"]


@pytest.fixture
def both() -> Processes:
    """Give two processes on one store with two rounds."""
    return Processes()


def keeping(before: Participation | None, after: Participation, delivery: str = "") -> Keeping:
    return Keeping(before, after, f"identity-of-{after.respondent}", delivery, NOW)


def recalled(store: Store, name: str = "ada") -> Participation:
    found = store.recall(f"identity-of-{name}", "new").participation
    assert found is not None
    return found


class TestWhatIsNotAsked:
    def test_who_wrote_is_known(self, sqlite: SqlStore) -> None:
        store = RecentStore(sqlite)
        store.add_round(a_round())
        first = kept(store, None, somebody())
        second = kept(store, first, with_answers(first, an_answer()))
        kept(store, second, second, delivery="")
        with statements(sqlite) as sent:
            found = store.recall("identity-of-ada", "new")
            assert store.recall("identity-of-ada", "", "r1") == found
        assert sent == []
        assert sqlite.recall("identity-of-ada", "new") == found

    def test_who_wrote_among_many_is_known(self, sqlite: SqlStore) -> None:
        store = RecentStore(sqlite)
        store.add_round(a_round())
        names = ("ada", "bob")
        store.keep_all([keeping(None, somebody(name, turn=9, answers=(an_answer(name),))) for name in names])
        with statements(sqlite) as sent:
            found = [store.recall(f"identity-of-{name}", "new") for name in names]
        assert sent == []
        assert found == [sqlite.recall(f"identity-of-{name}", "new") for name in names]

    def test_who_was_asked_for_is_known(self, sqlite: SqlStore) -> None:
        sqlite.add_round(a_round())
        kept(sqlite, None, somebody())
        store = RecentStore(sqlite)
        found = store.recall("identity-of-ada", "new")
        with statements(sqlite) as sent:
            assert store.recall("identity-of-ada", "another") == found
        assert sent == []

    def test_the_other_account_of_somebody_knows_what_they_said_here(self, both: Processes) -> None:
        first = kept(both.here, None, somebody())
        both.here.open_link("ada", "SECRET", until=NOW)
        both.here.link("discord", "SECRET", at=NOW)
        assert both.here.recall("discord", "new").participation == first
        second = kept(both.here, first, with_answers(first, an_answer()))
        assert both.here.recall("discord", "new").participation == second

    def test_accounts_of_somebody_in_different_rounds_are_known_in_turn(self, sqlite: SqlStore) -> None:
        store = RecentStore(sqlite)
        for round_id in ("r1", "r2"):
            store.add_round(a_round(round_id))
        first = kept(store, None, somebody())
        store.open_link("ada", "SECRET", until=NOW)
        store.link("discord", "SECRET", at=NOW)
        elsewhere = kept(store, None, somebody(round="r2"), identity="discord")
        for account, found in (("identity-of-ada", first), ("discord", elsewhere)):
            assert store.recall(account, "new").participation == found
            with statements(sqlite) as sent:
                assert store.recall(account, "new").participation == found
            assert sent == []

    def test_no_more_people_are_remembered_than_it_is_told(self, sqlite: SqlStore) -> None:
        store = RecentStore(sqlite, people=2)
        store.add_round(a_round())
        first = kept(store, None, somebody("ada"))
        kept(store, None, somebody("bob"))
        kept(store, first, first)
        kept(store, None, somebody("eve"))
        with statements(sqlite) as sent:
            recalled(store, "eve")
            recalled(store, "ada")
            assert sent == []
            recalled(store, "bob")
        assert sent != []

    def test_another_round_is_asked_for_and_the_last_one_stays(self, both: Processes) -> None:
        first = kept(both.here, None, somebody())
        second = kept(both.here, None, somebody(round="r2"))
        assert both.here.recall("identity-of-ada", "new", "r1").participation == first
        assert recalled(both.here) == second
        fresh = RecentStore(both.store)
        assert fresh.recall("identity-of-ada", "new", "r1").participation == first
        assert recalled(fresh) == second

    def test_the_books_are_asked_for_now_and_then(self, both: Processes) -> None:
        both.here.drafts("partnerships")
        assert both.here.rounds() == (a_round("r1"), a_round("r2"))
        closed = a_round(guide="other")
        both.there.change_round(a_round(), closed)
        both.there.add_drafts("partnerships", [a_draft()])
        both.time.seconds = 0.199
        assert (both.here.round("r1"), both.here.drafts("partnerships")) == (a_round(), ())
        both.time.seconds = 0.2
        assert (both.here.round("r1"), both.here.drafts("partnerships")) == (closed, (a_draft(),))
        assert both.here.rounds() == (closed, a_round("r2"))
        assert both.here.drafts("diversity") == ()

    def test_what_changes_here_is_seen_at_once(self, both: Processes) -> None:
        both.here.rounds(), both.here.drafts("partnerships")
        changed = a_round(guide="other")
        both.here.change_round(a_round(), changed)
        both.here.add_drafts("partnerships", [a_draft()])
        both.here.add_round(a_round("r3"))
        assert both.here.rounds() == (changed, a_round("r2"), a_round("r3"))
        assert both.here.drafts("partnerships") == (a_draft(),)

    def test_a_round_that_was_added_elsewhere_is_found(self, both: Processes) -> None:
        both.here.rounds()
        both.there.add_round(a_round("r3"))
        assert both.here.round("r3") == a_round("r3")
        with pytest.raises(NotFound):
            both.here.round("r9")

    def test_a_round_that_changed_elsewhere_is_a_conflict_once(self, both: Processes) -> None:
        both.here.rounds()
        both.there.change_round(a_round(), a_round(guide="other"))
        with pytest.raises(Conflict):
            both.here.change_round(both.here.round("r1"), a_round(guide="third"))
        both.here.change_round(both.here.round("r1"), a_round(guide="third"))
        assert both.store.round("r1") == a_round(guide="third")


class TestWhatHappenedElsewhere:
    def test_somebody_went_on(self, both: Processes) -> None:
        first = kept(both.here, None, somebody())
        second = kept(both.there, recalled(both.there), with_answers(first, an_answer("A1")))
        stale = recalled(both.here)
        assert stale == first
        with pytest.raises(Conflict):
            kept(both.here, stale, with_answers(stale, an_answer("A2")))
        assert recalled(both.here) == second
        third = kept(both.here, second, with_answers(second, an_answer("A2")))
        assert both.store.record("r1").participations == (third,)

    def test_somebody_among_many_went_on(self, both: Processes) -> None:
        people = {name: kept(both.here, None, somebody(name)) for name in ("ada", "bob")}
        second = kept(both.there, people["ada"], with_answers(people["ada"], an_answer("A1")))
        told = both.here.keep_all(
            [keeping(whose, with_answers(whose, an_answer(name))) for name, whose in people.items()]
        )
        assert [type(error) for error in told] == [Conflict, type(None)]
        assert recalled(both.here) == second
        assert recalled(both.here, "bob") == recalled(both.store, "bob")

    def test_a_delivery_was_handled(self, both: Processes) -> None:
        first = kept(both.here, None, somebody())
        kept(both.there, None, somebody("bob"), delivery="d1")
        assert not both.here.recall("identity-of-ada", "d1").heard_before
        with pytest.raises(Conflict):
            kept(both.here, first, first, delivery="d1")
        assert both.here.recall("identity-of-ada", "d1") == Recalled(first, heard_before=True, respondent="ada")

    def test_somebody_erased_themselves(self, both: Processes) -> None:
        first = kept(both.here, None, somebody())
        both.there.erase("ada", at=NOW)
        assert recalled(both.here) == first
        with pytest.raises(Conflict):
            kept(both.here, first, with_answers(first, an_answer()))
        assert both.here.recall("identity-of-ada", "new") == Recalled(None, heard_before=False)
        assert both.store.record("r1").participations == ()

    @pytest.mark.parametrize("asks", ["erase", "open_link"])
    def test_who_is_somebody_else_by_now_asks_for_nothing_in_their_old_name(self, both: Processes, asks: str) -> None:
        kept(both.here, None, somebody("ada"))
        both.there.erase("ada", at=NOW)
        new = kept(both.there, None, somebody("new"), identity="identity-of-ada")
        acts: dict[str, Callable[[], object]] = {
            "erase": partial(both.here.erase, "ada", at=NOW, delivery="d1"),
            "open_link": partial(both.here.open_link, "ada", "SECRET", until=NOW),
        }
        with pytest.raises(Conflict):
            acts[asks]()
        assert both.here.recall("identity-of-ada", "d1") == Recalled(new, heard_before=False, respondent="new")

    def test_an_account_was_linked_or_parted(self, both: Processes) -> None:
        first = kept(both.here, None, somebody("ada"))
        visit = kept(both.here, None, somebody("bob"))
        both.there.open_link("ada", "SECRET", until=NOW)
        both.there.link("identity-of-bob", "SECRET", at=NOW)
        with pytest.raises(Conflict):
            kept(both.here, visit, visit, identity="identity-of-bob")
        assert recalled(both.here, "bob") == first
        both.there.unlink("identity-of-bob", at=NOW)
        with pytest.raises(Conflict):
            kept(both.here, first, first, identity="identity-of-bob")
        assert both.here.recall("identity-of-bob", "new").respondent == ""

    def test_a_respondent_joined_or_parted_elsewhere(self, both: Processes) -> None:
        ada, bob = (kept(both.here, None, somebody(name, answers=(an_answer(name),))) for name in ("ada", "bob"))
        both.there.open_link("ada", "SECRET", until=NOW)
        both.there.link("identity-of-bob", "SECRET", at=NOW, bringing=Bringing.ALONG)
        for whose in (ada, bob):
            with pytest.raises(Conflict):
                kept(both.here, whose, whose)
        linked = recalled(both.here)
        assert linked == recalled(both.here, "bob") == recalled(both.store)
        both.there.unlink("identity-of-bob", at=NOW)
        for name in ("ada", "bob"):
            with pytest.raises(Conflict):
                kept(both.here, linked, linked, identity=f"identity-of-{name}")
            assert recalled(both.here, name) == recalled(both.store, name)

    def test_an_import_added_something(self, both: Processes) -> None:
        first = kept(both.here, None, somebody())
        both.there.add_participations([somebody(answers=(an_answer("A1"),))])
        with pytest.raises(Conflict):
            kept(both.here, first, with_answers(first, an_answer("A2")))
        assert recalled(both.here) == recalled(both.store)

    def test_a_mark_is_not_undone(self, both: Processes) -> None:
        first = kept(both.here, None, somebody(answers=(an_answer("A1"),)))
        both.there.set_aside("A1", "spam")
        kept(both.here, first, with_answers(first, an_answer("A2")))
        assert [answer.aside for answer in recalled(both.store).answers] == ["spam", ""]

    def test_a_store_that_fails_leaves_nothing_remembered(
        self, both: Processes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = kept(both.here, None, somebody())
        second = kept(both.there, first, first)
        for method in ("keep", "keep_all"):
            monkeypatch.setattr(both.store, method, _fails)
        with pytest.raises(OSError, match="broken"):
            both.here.keep(first, first, identity="identity-of-ada", delivery="", at=NOW)
        assert recalled(both.here) == second
        with pytest.raises(OSError, match="broken"):
            both.here.keep_all([keeping(second, second)])


class TestWhatHappensHere:
    def test_marks_are_seen_at_once(self, both: Processes) -> None:
        first = kept(both.here, None, somebody(answers=(an_answer("A1"),)))
        both.here.set_aside("A1", "spam")
        aside = replace(first.answers[0], aside="spam")
        assert recalled(both.here).answers == (aside,)
        both.here.code([("A1", ["data"])])
        assert recalled(both.here).answers == (replace(aside, coded=("data",)),)

    def test_imports_are_seen_at_once(self, both: Processes) -> None:
        kept(both.here, None, somebody())
        both.here.add_participations([somebody(stances=(a_stance(),))])
        assert recalled(both.here) == recalled(both.store)
        assert recalled(both.here).stances == (a_stance(),)

    def test_an_account_is_seen_to_join_and_to_leave_at_once(self, both: Processes) -> None:
        first = kept(both.here, None, somebody("ada"))
        kept(both.here, None, somebody("bob"))
        both.here.open_link("ada", "SECRET", until=NOW)
        both.here.link("identity-of-bob", "SECRET", at=NOW)
        assert recalled(both.here, "bob") == first
        both.here.unlink("identity-of-bob", at=NOW)
        assert both.here.recall("identity-of-bob", "new") == Recalled(None, heard_before=False)

    def test_a_respondent_is_seen_to_join_and_to_part_at_once_with_all_their_accounts(self, both: Processes) -> None:
        ada = kept(both.here, None, somebody("ada", answers=(an_answer("A1"),)))
        bob = kept(both.here, None, somebody("bob", answers=(an_answer("B1"),)))
        both.here.open_link("bob", "BOBS", until=NOW)
        both.here.link("discord", "BOBS", at=NOW)
        assert both.here.recall("discord", "new").participation == bob
        both.here.open_link("ada", "SECRET", until=NOW)
        assert recalled(both.here) == ada
        both.here.link("identity-of-bob", "SECRET", at=NOW, delivery="d1", bringing=Bringing.ALONG)
        for account in ("identity-of-ada", "identity-of-bob", "discord"):
            assert both.here.recall(account, "new") == both.store.recall(account, "new")
            assert both.here.recall(account, "d1").heard_before
        both.here.unlink("discord", at=NOW, delivery="d2")
        for account in ("identity-of-ada", "identity-of-bob", "discord"):
            assert both.here.recall(account, "new") == both.store.recall(account, "new")
            assert both.here.recall(account, "d2").heard_before

    def test_a_joining_that_was_refused_was_not_handled(self, both: Processes) -> None:
        kept(both.here, None, somebody("ada"))
        both.here.link("identity-of-ada", "OTHER", at=NOW, delivery="d1")
        both.here.unlink("identity-of-ada", at=NOW, delivery="d2")
        assert not both.here.recall("identity-of-ada", "d1").heard_before
        assert not both.here.recall("identity-of-ada", "d2").heard_before

    def test_who_comes_back_is_known_to_have_erased_themselves(self, both: Processes) -> None:
        kept(both.here, None, somebody("ada"))
        both.here.erase("ada", at=NOW, delivery="d1")
        new = kept(both.here, None, somebody("new"), identity="identity-of-ada")
        assert both.here.recall("identity-of-ada", "d1") == Recalled(new, heard_before=True, respondent="new")

    def test_who_goes_on_before_they_are_remembered_is_remembered_as_they_went_on(self, both: Processes) -> None:
        first = kept(both.here, None, somebody())
        keep, gone_on = both.store.keep, []

        def overtaken(*given: object, **named: object) -> None:
            keep(*given, **named)  # type: ignore[arg-type]  # handed on as it came
            both.store.keep = keep  # type: ignore[method-assign]
            gone_on.append(kept(both.here, recalled(both.store), first))

        both.store.keep = overtaken  # type: ignore[method-assign]  # what another thread does meanwhile
        both.here.keep(first, first, identity="identity-of-ada", delivery="", at=NOW)
        assert gone_on == [recalled(both.here)]

    def test_who_is_erased_while_they_write_is_not_remembered(self, both: Processes) -> None:
        first = kept(both.here, None, somebody())
        keep = both.store.keep

        def overtaken(*given: object, **named: object) -> None:
            keep(*given, **named)  # type: ignore[arg-type]  # handed on as it came
            both.here.erase("ada", at=NOW)

        both.store.keep = overtaken  # type: ignore[method-assign]  # what another thread does meanwhile
        both.here.keep(first, first, identity="identity-of-ada", delivery="", at=NOW)
        assert both.here.recall("identity-of-ada", "new") == Recalled(None, heard_before=False)

    def test_who_writes_while_they_are_asked_for_is_remembered_as_they_wrote(self, both: Processes) -> None:
        first = kept(both.store, None, somebody())
        second = _overtaken(both, lambda: kept(both.here, first, with_answers(first, an_answer())))
        assert recalled(both.here) == second

    def test_who_enters_a_round_while_they_are_asked_for_is_remembered_there(self, both: Processes) -> None:
        kept(both.store, None, somebody())
        entered = _overtaken(both, lambda: kept(both.here, None, somebody(round="r2")))
        assert recalled(both.here) == entered

    def test_who_is_erased_while_they_are_asked_for_is_not_remembered(self, both: Processes) -> None:
        kept(both.store, None, somebody())
        _overtaken(both, lambda: both.here.erase("ada", at=NOW))
        assert both.here.recall("identity-of-ada", "new") == Recalled(None, heard_before=False)

    def test_a_round_that_changes_while_it_is_asked_for_is_seen_at_once(self, both: Processes) -> None:
        rounds = both.store.rounds
        changed = a_round(guide="other")

        def overtaken() -> object:
            found = rounds()
            both.here.change_round(a_round(), changed)
            return found

        both.store.rounds = overtaken  # type: ignore[method-assign,assignment]  # what another thread does meanwhile
        both.here.rounds()
        both.store.rounds = rounds  # type: ignore[method-assign]
        assert both.here.round("r1") == changed


class Remembered(Promises):
    """The promises of the conversation, through a store that remembers: what it returns is what a store returns."""

    def store(self) -> Store:
        """Return a store that remembers and one that does not, as one."""
        return Twins.of(MemoryStore(), RecentStore(MemoryStore(), seconds=0))


class Forgetful(Promises):
    """The same where one person is remembered, and one delivery: that an older one was handled is found out late."""

    def store(self) -> Store:
        """Return a store that remembers next to nothing, and asks with its lock free."""
        asked = Unlocked()
        asked.recent = RecentStore(cast("Store", asked), people=1, seconds=0)
        return asked.recent


class Unlocked:
    """A store that nobody may ask while holding the lock of the one in front."""

    recent: RecentStore

    def __init__(self) -> None:
        self._store = MemoryStore()

    def __getattr__(self, method: str) -> object:
        assert not self.recent._lock.locked()
        return getattr(self._store, method)


class Apart(Promises):
    """The promises of the conversation where each account is served by a process of its own, on one store."""

    def __init__(self) -> None:
        super().__init__()
        self.here = ByAccount(self.here.opened)
        for person in self.people.values():
            person.installation = self.here

    @invariant()
    def nobody_answered_twice(self) -> None:
        answers = [answer.id for person in self._everybody() for answer in person.answers]
        assert len(set(answers)) == len(answers)


@dataclass
class ByAccount(Installation):
    """An installation whose accounts are served by processes of their own."""

    processes: dict[str, Store] = field(default_factory=dict)

    def hear(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Hear a message in its account's process."""
        with self.opened() as store:
            process = self.processes.setdefault(incoming.identity, RecentStore(store, seconds=0))
        return self.interview(process).hear(incoming)


@pytest.mark.parametrize("conversations", [Remembered, Forgetful, Apart])
def test_the_promises_hold_whatever_is_sent(conversations: type[Promises]) -> None:
    run_state_machine_as_test(conversations, settings=thorough(examples=40, steps=25))


def _fails(*_: object, **__: object) -> None:
    raise OSError("broken")


def _overtaken(both: Processes, act: Callable[[], object]) -> object:
    """Let something happen while Ada is being asked for, and return what it returned."""
    recall = both.store.recall
    done: list[object] = []

    def overtaken(*given: str) -> Recalled:
        found = recall(*given)
        if not done:
            done.append(None)
            done.append(act())
        return found

    both.store.recall = overtaken  # type: ignore[method-assign,assignment]  # what another thread does meanwhile
    both.here.recall("identity-of-ada", "new")
    both.store.recall = recall  # type: ignore[method-assign]
    return done[1]

"""The calendar of a process, and of several at once: what is due is done once, and one trouble hinders nothing else."""

import asyncio
import filecmp
import json
import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.editions.reporting import make_report
from config.loading import find_consultation, load_consultation
from config.service import calendar as at_work
from config.service.calendar import EDITIONS, EDITIONS_EVERY, EDITIONS_WITHIN, CalendarService
from config.settings import Settings
from config.sites.folder import LIST
from config.sites.published import remembered
from config.sites.publishing import publish
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.due import CALENDAR
from consultation.editions import State
from consultation.errors import PalabreError
from consultation.notices import Fate, Purpose
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision
from consultation.rounds import Kind, Round, Stage
from storage.jobs import SqlJobs
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings
from storage.memory_jobs import MemoryJobs
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.recent import RecentStore
from storage.store import SqlStore

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CLOSED = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, NOW - DAY, NOW, guide="guiding", stage=Stage.CLOSED)
SECRET = "PLANTED WORDS that are taken back."
CONSULTATION = replace(
    load_consultation(find_consultation("partnerships")), timezone="UTC", languages=("en",), chains={}
)


def somebody(name: str, text: str = "", round_id: str = "r1") -> Participation:
    revision = Revision(1, NOW - DAY, (Piece("m1", text),), "en")
    answers = (Answer(f"{name}-1", "capacity", Part.ANSWER, (revision,)),) if text else ()
    given = Consent("v1", NOW - DAY)
    return Participation(name, round_id, "en", NOW - DAY, consent=given, quoting=Quoting.VERBATIM, answers=answers)


@pytest.fixture
def house(tmp_path: Path) -> Deployment:
    """Give a house with a closed round in which two spoke."""
    store = MemoryStore()
    store.add_round(CLOSED)
    for name, text in (("ada", SECRET), ("bob", "What stays is this.")):
        store.keep(None, somebody(name, text), identity=f"at-{name}", delivery="", at=NOW - DAY, address="telegram:x")
    return Deployment(
        Settings(home=tmp_path / "home", site="https://example.org"),
        clock=SteppedClock(NOW),
        _store=store,
        _outbox=MemoryOutbox(store),
        _codings=MemoryCodings(store),
        _jobs=MemoryJobs(store),
        _loaded={"partnerships": CONSULTATION},
    )


def at(house: Deployment, time: datetime) -> CalendarService:
    """Return a calendar of a process of its own, at that time."""
    assert isinstance(house.clock, SteppedClock)
    house.clock.time = time
    return CalendarService(house, f"worker of {time}")


def withdraw(house: Deployment) -> None:
    ada = house.store.participation("r1", "ada")
    assert ada
    gone = replace(ada, answers=tuple(replace(answer, withdrawn=NOW) for answer in ada.answers))
    house.store.keep(ada, gone, identity="at-ada", delivery="", at=NOW)


def states(house: Deployment) -> list[State]:
    return [edition.state for edition in house.store.editions("r1")]


class TestEditions:
    """What goes stale is made anew, by one process, and what was published of it with it."""

    def test_a_withdrawal_is_on_no_site_after_the_next_look(self, house: Deployment, tmp_path: Path) -> None:
        make_report(house, ["r1"], formats=("md",))
        site = tmp_path / "site"
        publish(house, "r1", site)
        assert SECRET in words(site)
        withdraw(house)
        assert at(house, NOW + DAY).renew()
        assert states(house) == [State.SUPERSEDED, State.STANDING]
        assert SECRET not in words(site)
        assert SECRET not in words(house.settings.home)
        assert json.loads((site / LIST).read_text(encoding="utf-8"))["shown"] == {"r1": [2]}
        done = [(act.verb, act.subject) for act in house.store.acts() if act.actor == CALENDAR]
        assert done == [("supersede", "r1"), ("publish", "r1")]

    def test_where_nothing_is_stale_nothing_is_made(self, house: Deployment, tmp_path: Path) -> None:
        make_report(house, ["r1"], formats=("md",))
        publish(house, "r1", tmp_path / "site")
        before = (tmp_path / "site" / LIST).stat().st_mtime_ns
        assert at(house, NOW + DAY).renew()
        assert states(house) == [State.STANDING]
        assert (tmp_path / "site" / LIST).stat().st_mtime_ns == before
        assert [act for act in house.store.acts() if act.actor == CALENDAR] == []

    def test_what_is_kept_too_long_goes_at_the_same_look(
        self, house: Deployment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[datetime] = []

        def dropping(_: Deployment, now: datetime) -> int:
            asked.append(now)
            return 0

        monkeypatch.setattr(at_work, "drop_due", dropping)
        assert at(house, NOW + DAY).renew()
        house.jobs.claim(EDITIONS, worker="another", now=NOW + 2 * DAY, until=NOW + 3 * DAY)
        assert not at(house, NOW + 2 * DAY + timedelta(seconds=1)).renew()
        assert asked == [NOW + DAY]

    def test_a_new_edition_is_published_by_whoever_made_it(self, house: Deployment, tmp_path: Path) -> None:
        make_report(house, ["r1"], formats=("md",))
        publish(house, "r1", tmp_path / "site")
        make_report(house, ["r1"], formats=("html",))
        at(house, NOW + DAY).renew()
        assert json.loads((tmp_path / "site" / LIST).read_text(encoding="utf-8"))["shown"] == {"r1": [1]}

    def test_a_process_killed_between_the_edition_and_the_site_leaves_the_site_to_the_next(
        self, house: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_report(house, ["r1"], formats=("md",))
        publish(house, "r1", tmp_path / "site")
        withdraw(house)
        killed = at(house, NOW + DAY)
        with monkeypatch.context() as patched:
            patched.setattr(at_work, "publish_anew", _killed)
            patched.setattr(MemoryJobs, "done", lambda *_, **__: False)
            with pytest.raises(KeyboardInterrupt):
                killed.renew()
        assert states(house) == [State.SUPERSEDED, State.STANDING]
        assert SECRET in words(tmp_path / "site")
        assert not at(house, NOW + DAY + EDITIONS_WITHIN / 2).renew()
        assert at(house, NOW + DAY + EDITIONS_WITHIN + DAY).renew()
        assert SECRET not in words(tmp_path / "site")

    def test_a_publication_that_broke_off_is_taken_up_again(
        self, house: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_report(house, ["r1"], formats=("md",))
        publish(house, "r1", tmp_path / "site")
        withdraw(house)
        with monkeypatch.context() as patched:
            patched.setattr(filecmp, "cmp", _killed)
            with pytest.raises(KeyboardInterrupt):
                at(house, NOW + DAY).renew()
        assert at(house, NOW + 2 * DAY).renew()
        assert SECRET not in words(tmp_path / "site")
        assert json.loads((tmp_path / "site" / LIST).read_text(encoding="utf-8"))["shown"] == {"r1": [2]}

    def test_a_site_that_is_gone_hinders_no_other(
        self, house: Deployment, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        make_report(house, ["r1"], formats=("md",))
        for name in ("gone", "spoilt", "there"):
            publish(house, "r1", tmp_path / name)
        assert remembered(house.settings.home) == tuple(tmp_path / name for name in ("gone", "spoilt", "there"))
        (tmp_path / "gone" / LIST).unlink()
        (tmp_path / "spoilt" / LIST).write_text("[]", encoding="utf-8")
        withdraw(house)
        with caplog.at_level(logging.WARNING, "palabre.calendar"):
            assert at(house, NOW + DAY).renew()
        assert SECRET not in words(tmp_path / "there")
        assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
            f"the site in {tmp_path / 'spoilt'} is not published anew"
        ]

    def test_one_process_at_a_time_looks_and_again_after_a_minute(self, house: Deployment) -> None:
        house.jobs.claim(EDITIONS, worker="another", now=NOW, until=NOW + EDITIONS_WITHIN)
        assert not at(house, NOW + timedelta(seconds=1)).renew()
        house.jobs.done(EDITIONS, worker="another", due=NOW + EDITIONS_EVERY)
        assert not at(house, NOW + timedelta(seconds=1)).renew()
        assert at(house, NOW + EDITIONS_EVERY).renew()

    def test_what_cannot_be_made_waits_and_the_log_says_so_once(
        self, house: Deployment, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_: object) -> None:
            raise PalabreError("there is no room")

        monkeypatch.setattr(at_work, "supersede_due", refused)
        calendar = at(house, NOW)
        with caplog.at_level(logging.WARNING, "palabre.calendar"):
            assert calendar.renew()
            house.clock.time += EDITIONS_EVERY  # type: ignore[attr-defined]  # it is one that is stepped
            assert calendar.renew()
        assert [record.getMessage() for record in caplog.records] == ["what is stale waits: there is no room"]


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def words(folder: Path) -> str:
    return "\n".join(
        path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file()
    )


class TestLooking:
    """One look at all rounds."""

    def test_a_round_whose_consultation_is_gone_hinders_no_other(
        self, house: Deployment, caplog: pytest.LogCaptureFixture
    ) -> None:
        gone = Round("lost", "LOST", "/nowhere", Kind.QUESTIONS, NOW - DAY, NOW + 9 * DAY, guide="guiding")
        house.store.add_round(gone)
        house.store.add_round(replace(gone, id="there", code="THERE", consultation="partnerships"))
        eve = replace(somebody("eve", "There.", "there"), reminding=True)
        house.store.keep(None, eve, identity="at-eve", delivery="", at=NOW - DAY, address="telegram:eve")
        calendar = at(house, NOW + 3 * DAY)
        with caplog.at_level(logging.WARNING, "palabre.calendar"):
            assert [calendar.look(), calendar.look()] == [1, 0]
        (record,) = caplog.records
        assert record.getMessage().startswith("round lost is passed over: ")

    def test_a_database_that_does_not_answer_is_not_passed_over(
        self, house: Deployment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def silent(_: object) -> None:
            raise PalabreError("the database does not answer")

        monkeypatch.setattr(MemoryStore, "rounds", silent)
        with pytest.raises(PalabreError):
            at(house, NOW).look()

    def test_it_looks_again_and_again_until_it_is_told_to_end(
        self, house: Deployment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def run() -> list[str]:
            looked = asyncio.Semaphore(0)
            loop, look = asyncio.get_running_loop(), calendar.look

            def counted() -> int:
                loop.call_soon_threadsafe(looked.release)
                return look()

            monkeypatch.setattr(calendar, "look", counted)
            states = [calendar.state]
            running = asyncio.create_task(calendar.run())
            for _ in range(3):
                await looked.acquire()
            states.append(calendar.state)
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            return [*states, calendar.state]

        monkeypatch.setattr(at_work, "LOOK", 0.0)
        calendar = at(house, NOW + DAY)
        assert asyncio.run(run()) == ["starting", "running", "stopping"]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_three_processes_do_what_is_due_once(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    on_sqlite = f"sqlite:///{tmp_path / 'palabre.db'}"
    url = str(request.getfixturevalue("empty_postgres")) if database == "postgres" else on_sqlite
    stores = [SqlStore.open(url) for _ in range(3)]
    for one in stores:
        request.addfinalizer(one.close)
    houses = [
        Deployment(
            Settings(home=tmp_path),
            clock=SteppedClock(NOW),
            _store=RecentStore(one),
            _outbox=SqlOutbox(one.database),
            _jobs=SqlJobs(one.database),
            _loaded={"partnerships": CONSULTATION},
        )
        for one in stores
    ]
    store = stores[0]
    opens, closes = NOW - DAY, NOW + 9 * DAY
    store.add_round(Round("r1", "CODE", "partnerships", Kind.QUESTIONS, opens, closes, guide="guiding"))
    for number in range(20):
        person = replace(somebody(f"person{number}", "Said."), reminding=True)
        store.keep(None, person, identity=f"at-{number}", delivery="", at=NOW - DAY, address="telegram:x")
    queued, renewed = 0, 0
    with ThreadPoolExecutor(6) as pool:
        for hours in range(0, 14 * 24, 6):
            calendars = [at(house, NOW + timedelta(hours=hours)) for house in houses]
            queued += sum(pool.map(CalendarService.look, calendars * 2))
            renewed += sum(pool.map(CalendarService.renew, calendars))
            now = NOW + timedelta(hours=hours, minutes=5)
            for errand in houses[1].outbox.claim("telegram", worker="c", now=now, until=now + DAY, limit=99):
                houses[1].outbox.settle(errand.number, worker="c", fate=Fate.SENT, at=now)
    sent = [(one.purpose, one.fate) for one in houses[2].outbox.sendings("r1")]
    assert Counter(sent) == {(Purpose.REMINDER, Fate.SENT): 40, (Purpose.CLOSING, Fate.SENT): 20}
    assert queued == 60
    assert renewed == 14 * 4
    acts = [(act.verb, act.subject) for act in store.acts() if act.actor == CALENDAR]
    assert acts == [("open", "r1"), ("close", "r1")]

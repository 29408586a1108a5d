"""What the calendar did in a round and will do: counts by day, and nothing of anybody."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.listings import json_of
from config.loading import find_consultation, load_consultation
from config.round_plan import plan_text, round_plan
from config.service.calendar import CalendarService
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.errors import NotFound
from consultation.records import Consent, Participation
from consultation.rounds import Kind, Round, Stage
from storage.memory import MemoryStore
from storage.memory_jobs import MemoryJobs
from storage.memory_outbox import MemoryOutbox

OPENS = datetime(2030, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
ROUND = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, OPENS, OPENS + 14 * DAY, guide="guiding")


@pytest.fixture
def house(tmp_path: Path) -> Deployment:
    """Give a house with a round of two weeks, in which four began and three wish to be reminded."""
    store = MemoryStore()
    store.add_round(ROUND)
    for number, name in enumerate(("ada", "bob", "eve", "kim")):
        began = OPENS + number * DAY / 2
        person = Participation(name, "r1", "en", began, consent=Consent("v1", began), reminding=name != "kim")
        store.keep(None, person, identity=f"at-{name}", delivery="", at=began, address=f"telegram:{name}")
    shipped = load_consultation(find_consultation("partnerships"))
    return Deployment(
        Settings(home=tmp_path),
        clock=SteppedClock(OPENS + 2 * DAY),
        _store=store,
        _outbox=MemoryOutbox(store),
        _jobs=MemoryJobs(store),
        _loaded={"partnerships": replace(shipped, timezone="UTC")},
    )


def at(house: Deployment, passed: timedelta) -> None:
    assert isinstance(house.clock, SteppedClock)
    house.clock.time = OPENS + passed


def test_what_is_to_come_by_day(house: Deployment) -> None:
    assert plan_text(round_plan(house, "r1")) == (
        "round                        r1 (open)\n"
        "opens                        2030-03-01T09:00+00:00\n"
        "closes                       2030-03-15T09:00+00:00\n"
        "days and hours of            UTC\n"
        "to be reminded as they wish  3\n"
        "\n"
        "to come 2030-03-04  reminders: 1\n"
        "to come 2030-03-05  reminders: 2\n"
        "to come 2030-03-13  reminders: 3\n"
        "to come 2030-03-15  notices of the close: 3"
    )


def test_what_was_done_and_became_of_it(house: Deployment) -> None:
    CalendarService(house, "w").look()
    at(house, 3 * DAY + timedelta(hours=1))
    CalendarService(house, "w").look()
    assert plan_text(round_plan(house, "r1")).split("\n\n")[1:] == [
        "done 2030-03-03T09:00+00:00  open",
        "reminders, waiting  1",
        (
            "to come 2030-03-05  reminders: 2\n"
            "to come 2030-03-13  reminders: 3\n"
            "to come 2030-03-15  notices of the close: 3"
        ),
    ]


def test_for_other_programs_and_without_anybody_in_it(house: Deployment) -> None:
    CalendarService(house, "w").look()
    written = json_of(round_plan(house, "r1"))
    assert json.loads(written) == {
        "round": "r1",
        "stage": "open",
        "opens": "2030-03-01T09:00:00+00:00",
        "closes": "2030-03-15T09:00:00+00:00",
        "timezone": "UTC",
        "wishing": 3,
        "done": [{"at": "2030-03-03T09:00:00+00:00", "what": "open"}],
        "notices": [],
        "coming": [
            {"day": "2030-03-04", "kind": "reminder", "people": 1},
            {"day": "2030-03-05", "kind": "reminder", "people": 2},
            {"day": "2030-03-13", "kind": "reminder", "people": 3},
            {"day": "2030-03-15", "kind": "closing", "people": 3},
        ],
    }


def test_a_round_without_an_end_says_that_nobody_is_reminded(house: Deployment) -> None:
    house.store.change_round(ROUND, replace(ROUND, closes=None, stage=Stage.OPEN))
    said = plan_text(round_plan(house, "r1"))
    assert "closes                       by hand: nobody is reminded\n" in said
    assert "to come" not in said


def test_no_such_round(house: Deployment) -> None:
    with pytest.raises(NotFound, match="there is no round r9"):
        round_plan(house, "r9")

"""The year's plan: what stands in the file, what facilitators made of it, and the rounds, in their order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from config.time_and_chance import SeededTokens
from consultation import facilitation
from consultation.errors import InvalidInput, NotFound
from consultation.guide import PlanStep
from consultation.plan import Kind, PlanEntry, dates, day, entry_of, line_of, planned, title_of
from consultation.rounds import Kind as RoundKind
from consultation.rounds import Round, Target
from storage.memory import MemoryStore
from tests.consultation.conversations import CONSULTATION, texts

NOW = datetime(2030, 3, 1, 9, tzinfo=UTC)
STEPS = (
    PlanStep("review", texts("plan.review.title", "Review"), 1, 4, "review"),
    PlanStep("talks", texts("plan.talks.title", "Talks"), 5, 12, "interview"),
    PlanStep("map", texts("plan.map.title", "Map"), 3, 7),
)
WITH_STEPS = replace(CONSULTATION, plan=STEPS)
ROUND = Round("r1", "CODE", "partnerships", RoundKind.QUESTIONS, NOW, NOW + timedelta(hours=20), guide="guiding")


def ids(*entries: PlanEntry, rounds: tuple[Round, ...] = ()) -> list[str]:
    return [one.id for one in planned(WITH_STEPS, entries, rounds)]


def test_steps_stand_in_the_order_of_their_months() -> None:
    assert ids() == ["review", "map", "talks"]
    first, *_ = planned(WITH_STEPS, (), ())
    assert (first.kind, first.months, first.since) == (Kind.REVIEW, (1, 4), None)


def test_what_has_a_day_stands_before_what_has_months_in_the_order_of_days() -> None:
    talks = PlanEntry("talks", Kind.INTERVIEW, {"en": "Talks"}, date(2030, 4, 1))
    salon = PlanEntry("salon", Kind.MEETING, {"en": "Salon"}, date(2030, 2, 1))
    assert ids(talks, salon, rounds=(ROUND,)) == ["salon", "r1", "talks", "review", "map"]


def test_an_entry_stands_in_place_of_the_step_of_its_id_once() -> None:
    renamed = PlanEntry("talks", Kind.MEETING, {"en": "Salons"})
    (line,) = [one for one in planned(WITH_STEPS, [renamed], ()) if one.id == "talks"]
    assert (line.kind, line.title and line.title.texts, line.months) == (Kind.MEETING, {"en": "Salons"}, (5, 12))
    assert ids(replace(renamed, removed=True)) == ["review", "map"]


def test_the_days_of_a_round_are_those_of_the_consultations_zone() -> None:
    elsewhere = replace(WITH_STEPS, timezone="Pacific/Auckland")
    (line,) = [one for one in planned(elsewhere, (), [ROUND]) if one.launched]
    assert (line.since, line.until) == (date(2030, 3, 1), date(2030, 3, 2))


def test_a_line_becomes_an_entry_to_be_changed() -> None:
    plan = planned(WITH_STEPS, (), [ROUND])
    assert entry_of(line_of(plan, "map")) == PlanEntry("map", Kind.OTHER, STEPS[2].title.texts)
    for name in ("r1", "nothing"):
        with pytest.raises(NotFound, match=f"no entry {name}"):
            line_of(plan, name)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2030-05-01", (date(2030, 5, 1), None)),
        ("2030-05-01 2030-05-01", (date(2030, 5, 1), date(2030, 5, 1))),
        ("  1d\n3d ", (date(2030, 3, 2), date(2030, 3, 4))),
    ],
)
def test_days_are_read(written: str, read: tuple[date, date | None]) -> None:
    assert dates(written, timezone="UTC", now=NOW, option="") == read


@pytest.mark.parametrize("written", ["", "soon", "2030-05-02 2030-05-01", "1d 2d 3d", "2030-13-01"])
def test_days_that_cannot_be_are_refused(written: str) -> None:
    with pytest.raises(InvalidInput):
        dates(written, timezone="UTC", now=NOW, option="")


def test_a_day_is_that_of_the_zone() -> None:
    assert day("20h", timezone="Pacific/Auckland", now=NOW, option="") == date(2030, 3, 2)


def test_a_title_stands_on_one_line() -> None:
    assert title_of("  A\n long   title ", option="") == "A long title"
    for wrong in ("", " \n ", "x" * 301):
        with pytest.raises(InvalidInput, match="1 to 300 characters"):
            title_of(wrong, option="--title")


def test_what_is_said_at_the_launch_stands_before_what_the_consultation_aims_for() -> None:
    aiming = replace(CONSULTATION, targets=(Target("language", "fr", 20), Target("role", "staff", 5)))
    launched = facilitation.launch(
        MemoryStore(),
        aiming,
        reference="partnerships",
        kind=RoundKind.QUESTIONS,
        guide="guiding",
        opens=NOW,
        closes=None,
        now=NOW,
        tokens=SeededTokens("1"),
        aims=(Target("language", "fr", 0), Target("language", "en", 30)),
    )
    assert launched.targets == (Target("language", "en", 30), Target("role", "staff", 5))

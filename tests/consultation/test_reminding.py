"""When somebody is reminded, and told of the close: by table, and for whatever times there are."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.guide import Attribute, Choice
from consultation.records import Consent, Participation
from consultation.reminding import (
    APART,
    MOST,
    NEWS,
    TOO_LATE,
    Begun,
    Slot,
    closing_notice,
    may_be_reminded,
    next_reminder,
    outlook,
    zone_of,
)
from consultation.rounds import Kind, Round, Stage, Step
from tests.consultation.conversations import CONSULTATION, texts

PARIS, TOKYO, HONOLULU = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo"), ZoneInfo("Pacific/Honolulu")
OPENS = datetime(2030, 3, 1, 9, tzinfo=UTC)
CLOSES = datetime(2030, 3, 15, 17, tzinfo=UTC)
ROUND = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, OPENS, CLOSES, stage=Stage.OPEN)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2030, 3, day, hour, minute, tzinfo=UTC)


def somebody(heard: datetime, *reminded: datetime) -> Begun:
    return Begun("i", "ada", "en", heard, reminders=len(reminded), reminded=max(reminded, default=None))


class TestWhen:
    """The rule, a row for each case. Paris is an hour ahead of these times."""

    @pytest.mark.parametrize(
        ("heard", "now", "due", "lapses"),
        [
            (at(1, 12), at(1, 12), at(4, 12), at(4, 19)),  # three days after the last word
            (at(1, 12), at(4, 12), at(4, 12), at(4, 19)),  # it is now
            (at(1, 12), at(5, 10), at(5, 10), at(5, 19)),  # nobody was there to send it: as soon as there is
            (at(1, 19, 30), at(2, 0), at(5, 8), at(5, 19)),  # late in the evening: the next morning
            (at(1, 5), at(2, 0), at(4, 8), at(4, 19)),  # early in the morning: the same day
            (at(10, 12), at(10, 12), at(13, 17), at(13, 19)),  # less than a day before the last: the last alone
            (at(9, 16), at(9, 16), at(12, 16), at(12, 19)),  # a day and an hour before the last
            (at(9, 17, 1), at(9, 18), at(13, 17), at(13, 19)),  # a minute too few
            (at(13, 18), at(13, 18), at(14, 18), at(14, 19)),  # a day after their last word
            (at(13, 21), at(13, 21), at(15, 8), at(15, 15)),  # on the last morning, until two hours before
            (at(14, 14), at(14, 14), at(15, 14), at(15, 15)),
        ],
    )
    def test_the_first(self, heard: datetime, now: datetime, due: datetime, lapses: datetime) -> None:
        assert next_reminder(ROUND, somebody(heard), PARIS, now) == Slot(due, lapses)

    @pytest.mark.parametrize(
        ("reminded", "now", "due"),
        [
            (at(4, 12), at(4, 12), at(13, 17)),  # two days before the close
            (at(12, 17), at(12, 17), at(13, 17)),  # a day after the first at least
            (at(12, 17, 1), at(12, 18), None),  # or not at all
            (at(13, 17), at(13, 17), None),  # the first was the last
        ],
    )
    def test_the_second(self, reminded: datetime, now: datetime, due: datetime | None) -> None:
        found = next_reminder(ROUND, somebody(at(1, 12), reminded), PARIS, now)
        assert (found and found.due) == due

    def test_there_is_no_third(self) -> None:
        assert next_reminder(ROUND, somebody(at(1, 12), at(4, 12), at(6, 12)), PARIS, at(6, 13)) is None

    @pytest.mark.parametrize(
        ("heard", "now"),
        [
            (at(14, 16), at(14, 16)),  # a day after their last word is too late
            (at(1, 12), at(15, 15)),  # two hours before the close
            (at(1, 12), CLOSES),
        ],
    )
    def test_too_late(self, heard: datetime, now: datetime) -> None:
        assert next_reminder(ROUND, somebody(heard), PARIS, now) is None

    @pytest.mark.parametrize(
        "known",
        [
            replace(ROUND, closes=None),
            ROUND.after(Step.CLOSE, at(2, 9)),
            replace(ROUND, stage=Stage.DRAFTED, opens=at(5, 9)),
        ],
        ids=["no-end", "closed", "not-open-yet"],
    )
    def test_only_an_open_round_that_ends_reminds_anybody(self, known: Round) -> None:
        assert next_reminder(known, somebody(at(1, 12)), PARIS, at(4, 12)) is None

    def test_a_round_that_is_given_more_time_reminds_before_its_new_end(self) -> None:
        longer = ROUND.after(Step.EXTEND, at(13, 18), closes=at(25, 17))
        found = next_reminder(longer, somebody(at(1, 12), at(13, 17)), PARIS, at(13, 18))
        assert found == Slot(at(23, 17), at(23, 19))

    @pytest.mark.parametrize(("zone", "due"), [(PARIS, at(4, 12)), (TOKYO, at(5, 0)), (HONOLULU, at(4, 19))])
    def test_a_decent_hour_is_one_where_they_are(self, zone: ZoneInfo, due: datetime) -> None:
        found = next_reminder(ROUND, somebody(at(1, 12)), zone, at(1, 12))
        assert found is not None
        assert found.due == due

    def test_the_clocks_go_forward_in_a_night_and_the_morning_is_at_nine(self) -> None:
        spring = replace(ROUND, closes=datetime(2030, 4, 20, 17, tzinfo=UTC))
        found = next_reminder(spring, somebody(at(27, 21)), PARIS, at(28, 0))
        assert found == Slot(at(31, 7), at(31, 18))


class TestTheClose:
    """The notice that a round has closed."""

    @pytest.mark.parametrize(
        ("now", "slot"),
        [
            (at(1, 12), Slot(CLOSES, at(15, 19))),
            (at(15, 18), Slot(at(15, 18), at(15, 19))),
            (at(15, 19), Slot(at(16, 8), at(16, 19))),
            (at(18, 16), Slot(at(18, 16), at(18, 17))),
            (at(18, 17), None),  # three days after it is no news
            (at(25, 9), None),
        ],
    )
    def test_it_is_told_at_a_decent_hour_as_long_as_it_is_news(self, now: datetime, slot: Slot | None) -> None:
        assert closing_notice(ROUND, somebody(at(1, 12)), PARIS, now) == slot

    def test_it_is_told_once(self) -> None:
        assert closing_notice(ROUND, replace(somebody(at(1, 12)), told=True), PARIS, at(15, 18)) is None

    def test_a_report_that_was_made_at_once_does_not_keep_it_back(self) -> None:
        reported = ROUND.at(CLOSES).after(Step.REPORT, CLOSES)
        assert closing_notice(reported, somebody(at(1, 12)), PARIS, at(16, 9)) == Slot(at(16, 9), at(16, 19))

    def test_a_round_without_an_end_tells_of_none(self) -> None:
        assert closing_notice(replace(ROUND, closes=None), somebody(at(1, 12)), PARIS, at(15, 18)) is None


class TestWhere:
    """In whose time zone."""

    REGION = Attribute(
        "region",
        texts("region", "Region"),
        texts("region.question", "Where?"),
        (
            Choice("here", texts("here", "Here")),
            Choice("east", texts("east", "East"), "Asia/Tokyo"),
            Choice("west", texts("west", "West"), "Pacific/Honolulu"),
        ),
        several=True,
    )

    @pytest.mark.parametrize(
        ("told", "zone"),
        [
            ({}, "Africa/Bamako"),
            ({"region": ("east",)}, "Asia/Tokyo"),
            ({"region": ("here",)}, "Africa/Bamako"),
            ({"region": ("here", "west")}, "Pacific/Honolulu"),
            ({"region": ("west", "east")}, "Asia/Tokyo"),
            ({"role": ("east",)}, "Africa/Bamako"),
        ],
    )
    def test_the_region_somebody_named_tells_else_the_consultation(
        self, told: dict[str, tuple[str, ...]], zone: str
    ) -> None:
        asked = replace(CONSULTATION, attributes=(*CONSULTATION.attributes, self.REGION))
        assert zone_of(asked, told).key == zone


class TestOffering:
    """Whether it is of use to ask somebody."""

    PERSON = Participation("ada", "r1", "en", at(1, 9), consent=Consent("v1", at(1, 9)))

    @pytest.mark.parametrize(
        ("known", "person", "now", "offered"),
        [
            (ROUND, PERSON, at(1, 12), True),
            (ROUND, PERSON, at(14, 14, 59), True),
            (ROUND, PERSON, at(14, 15), False),
            (ROUND, replace(PERSON, finished=at(1, 10)), at(1, 12), False),
            (ROUND, replace(PERSON, consent=None), at(1, 12), False),
            (ROUND, replace(PERSON, consent=Consent("v1", at(1, 9), at(1, 10))), at(1, 12), False),
            (replace(ROUND, closes=None), PERSON, at(1, 12), False),
            (ROUND, PERSON, CLOSES, False),
        ],
    )
    def test_only_where_one_could_still_come(
        self, *, known: Round, person: Participation, now: datetime, offered: bool
    ) -> None:
        assert may_be_reminded(known, person, CONSULTATION, now) is offered


def test_the_outlook_says_what_comes_if_all_stay_silent() -> None:
    people = (somebody(at(1, 12)), replace(somebody(at(3, 10), at(4, 12)), told=True), somebody(at(4, 18)))
    reminders, closings = outlook(ROUND, people, CONSULTATION, at(5, 10))
    assert reminders == (at(5, 10), at(7, 18), at(13, 17), at(13, 17), at(13, 17))
    assert closings == (CLOSES, CLOSES)


MOMENTS = st.datetimes(datetime(2030, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (the zone is given beside)
ZONES = st.sampled_from([PARIS, TOKYO, HONOLULU, ZoneInfo("Asia/Kolkata"), ZoneInfo("Australia/Lord_Howe")])


@given(begins=MOMENTS, lasts=st.timedeltas(timedelta(hours=1), timedelta(days=60)), zone=ZONES, data=st.data())
def test_whatever_the_times_the_rule_holds(
    begins: datetime, lasts: timedelta, zone: ZoneInfo, data: st.DataObject
) -> None:
    known = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, begins, begins + lasts, stage=Stage.OPEN)
    closes = begins + lasts
    begun = somebody(begins)
    now, sent = begins, list[datetime]()
    for _ in range(12):
        now += data.draw(st.timedeltas(timedelta(0), timedelta(days=5)))
        if data.draw(st.booleans()):
            begun = replace(begun, heard=now)
        slot = next_reminder(known, begun, zone, now)
        if slot is None:
            continue
        assert slot.due >= now
        now = data.draw(st.datetimes(slot.due.replace(tzinfo=None), slot.lapses.replace(tzinfo=None))).replace(
            tzinfo=UTC
        )
        if now >= slot.lapses:
            continue
        assert time(9) <= now.astimezone(zone).time() < time(20)
        assert now < closes - TOO_LATE
        assert now - begun.heard >= APART
        assert all(now - before >= APART for before in sent)
        sent.append(now)
        begun = replace(begun, reminders=begun.reminders + 1, reminded=now)
    assert len(sent) <= MOST
    told = closing_notice(known, begun, zone, max(now, closes))
    assert told is None or closes <= told.due < told.lapses <= closes + NEWS

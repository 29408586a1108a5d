"""What the calendar does: rounds open and close once, people are reminded as they wish, whoever looks how often."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from consultation import facilitation
from consultation.announcing import Announcer
from consultation.due import CALENDAR, remind, turn
from consultation.messages import Reply, Style
from consultation.notices import Fate, Purpose
from consultation.ports import Outbox, Store
from consultation.records import Act
from consultation.rounds import Kind, Round, Stage
from storage.memory import MemoryStore
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from tests.consultation.conversations import BEGINS, CATALOGUES, CONSULTATION, WEEK, Installation, Respondent
from tests.databases import Place

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
REMIND = "remind"


@dataclass
class Town:
    """A round of a week, Ada who answered in it and wishes to be reminded, and who carries what is queued."""

    store: Store
    outbox: Outbox
    sent: list[tuple[str, Reply]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.installation = Installation.over(self.store)
        self.round = self.installation.launch()
        self.ada = self.comes("ada")
        self.ada.presses("q:hopes")
        self.ada.says("More of us, and a place to meet")
        self.ada.presses(REMIND)

    def comes(self, name: str, language: str = "en") -> Respondent:
        person = Respondent(self.installation, name)
        person.language = language
        person.agrees(self.round)
        return person

    def at(self, passed: timedelta) -> "Town":
        """Let it be so long after the round opened."""
        self.installation.clock.time = BEGINS + passed
        return self

    def looks(self) -> int:
        """Let one process look."""
        now = self.installation.clock.now()
        announcer = Announcer(lambda _: CONSULTATION, CATALOGUES)
        return sum(remind(self.outbox, announcer, turn(self.store, known, now), now) for known in self.store.rounds())

    def carries(self) -> list[Reply]:
        """Send what is due, and return it."""
        now = self.installation.clock.now()
        errands = self.outbox.claim("telegram", worker="w", now=now, until=now + HOUR, limit=100)
        for errand in errands:
            self.outbox.settle(errand.number, worker="w", fate=Fate.SENT, at=now)
        self.sent += [(errand.notice.identity, errand.notice.reply) for errand in errands]
        return [errand.notice.reply for errand in errands]

    def acts(self) -> list[tuple[str, str]]:
        return [(act.verb, act.subject) for act in self.store.acts() if act.actor == CALENDAR]


@pytest.fixture(params=["memory", "sqlite"])
def town(request: pytest.FixtureRequest) -> Town:
    if request.param == "memory":
        store = MemoryStore()
        return Town(store, MemoryOutbox(store))
    place: Place = request.getfixturevalue("place")
    opened = place.store()
    in_file: SqlStore = opened.__enter__()
    request.addfinalizer(lambda: opened.__exit__(None, None, None))  # noqa: PT021 (only where it was opened)
    return Town(in_file, SqlOutbox(in_file.database))


def lines(reply: Reply) -> list[str]:
    return [line.text for line in reply.lines]


class TestRounds:
    """Opening and closing."""

    def test_it_opens_and_closes_once_and_the_audit_log_says_so(self, town: Town) -> None:
        later = Round("later", "LATER", "partnerships", Kind.QUESTIONS, BEGINS + DAY, BEGINS + 2 * DAY, "guiding")
        town.store.add_round(later)
        stages = []
        for passed in (HOUR, DAY, DAY + HOUR, 2 * DAY, 3 * DAY):
            town.at(passed).looks()
            stages.append(town.store.round("later").stage)
        assert stages == [Stage.DRAFTED, Stage.OPEN, Stage.OPEN, Stage.CLOSED, Stage.CLOSED]
        assert town.acts() == [("open", town.round.id), ("open", "later"), ("close", "later")]
        assert town.store.acts()[-1] == Act(BEGINS + 2 * DAY, CALENDAR, "close", "later")

    def test_one_that_was_missed_closes_when_somebody_looks(self, town: Town) -> None:
        town.at(2 * WEEK).looks()
        assert town.store.round(town.round.id).stage is Stage.CLOSED
        assert town.acts() == [("close", town.round.id)]

    def test_one_that_was_changed_meanwhile_is_left_to_the_next_look(self, town: Town) -> None:
        known = town.store.round(town.round.id)
        facilitation.extend(town.store, known.id, closes=BEGINS + 3 * WEEK, now=BEGINS + HOUR)
        now = turn(town.store, known, BEGINS + WEEK)
        assert (now.stage, now.closes) == (Stage.OPEN, BEGINS + 3 * WEEK)
        assert town.acts() == []

    def test_one_that_was_extended_opens_again(self, town: Town) -> None:
        town.at(WEEK).looks()
        facilitation.extend(town.store, town.round.id, closes=BEGINS + 3 * WEEK, now=BEGINS + 8 * DAY)
        town.at(9 * DAY).looks()
        assert town.store.round(town.round.id).stage is Stage.OPEN

    def test_of_many_that_look_at_once_one_closes_it(self, town: Town) -> None:
        town.at(WEEK)
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: town.looks(), range(24)))
        assert town.acts() == [("close", town.round.id)]


class TestReminding:
    """What is queued, for whom, and how often."""

    def test_three_days_after_the_last_word_then_two_days_before_the_close_and_no_more(self, town: Town) -> None:
        said = {}
        for hours in range(7 * 24 + 80):
            town.at(timedelta(hours=hours)).looks()
            if carried := town.carries():
                said[hours / 24] = [lines(reply)[1] for reply in carried]
        began = "You began to answer, and wished to be reminded. What you have said so far is kept."
        closed = "This round closed on 2030-03-08 09:00 Africa/Bamako; new answers are no longer taken."
        assert list(said.values()) == [[began], [began], [closed]]
        assert [round(day, 1) for day in said] == [3.0, 5.0, 7.0]

    def test_the_words_of_a_reminder(self, town: Town) -> None:
        town.at(3 * DAY + HOUR).looks()
        (reply,) = town.carries()
        assert lines(reply) == [
            "Partnerships",
            "You began to answer, and wished to be reminded. What you have said so far is kept.",
            "Open until 2030-03-08 09:00 Africa/Bamako.",
        ]
        assert [(button.data, button.label) for button in reply.buttons] == [
            ("start:CODEQUESTIONS", "Go on"),
            ("no-reminders", "No more reminders"),
        ]
        assert [line.style for line in reply.lines] == [Style.TITLE, Style.PLAIN, Style.PLAIN]

    def test_the_words_of_the_close(self, town: Town) -> None:
        town.at(WEEK + HOUR).looks()
        (reply,) = town.carries()
        assert lines(reply) == [
            "Partnerships",
            "This round closed on 2030-03-08 09:00 Africa/Bamako; new answers are no longer taken.",
            "What you said is kept, and counts as it stands.",
            "The report comes in May.",
            "You can still read, change or withdraw yours with /my.",
        ]
        assert reply.buttons == ()

    def test_each_in_their_language(self, town: Town) -> None:
        awa = town.comes("awa", "fr")
        awa.says("Plus de formation pour nous tous")
        awa.presses(REMIND)
        town.at(3 * DAY + HOUR).looks()
        assert [lines(reply)[0] for reply in town.carries()] == ["Partnerships", "Partnerships (fr)"]

    def test_looking_often_queues_once(self, town: Town) -> None:
        town.at(3 * DAY + HOUR)
        assert [town.looks() for _ in range(3)] == [1, 0, 0]
        town.carries()
        assert town.looks() == 0

    def test_many_that_look_at_once_queue_once(self, town: Town) -> None:
        town.at(3 * DAY + HOUR)
        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(lambda _: town.looks(), range(24))) == 1
        assert len(town.carries()) == 1

    def test_one_that_nobody_could_send_in_the_day_is_sent_the_next_morning(self, town: Town) -> None:
        town.at(3 * DAY + HOUR).looks()
        assert town.at(3 * DAY + 12 * HOUR).carries() == []
        assert town.outbox.sendings() == ()
        assert town.at(3 * DAY + 13 * HOUR).looks() == 0
        assert town.at(4 * DAY).looks() == 1
        assert len(town.carries()) == 1

    def test_one_of_unknown_fate_counts_as_sent(self, town: Town) -> None:
        town.at(3 * DAY + HOUR).looks()
        now = town.installation.clock.now()
        town.outbox.claim("telegram", worker="killed", now=now, until=now + HOUR, limit=9)
        assert town.at(3 * DAY + 4 * HOUR).carries() == []
        assert [sending.fate for sending in town.outbox.sendings()] == [Fate.UNKNOWN]
        for hours in range(80, 240):
            town.at(timedelta(hours=hours)).looks()
            town.carries()
        assert [(one.purpose, one.fate) for one in town.outbox.sendings()] == [
            (Purpose.REMINDER, Fate.UNKNOWN),
            (Purpose.REMINDER, Fate.SENT),
            (Purpose.CLOSING, Fate.SENT),
        ]

    @pytest.mark.parametrize("queued_first", [True, False])
    @pytest.mark.parametrize(
        "ends",
        [
            lambda ada: ada.goes("finish go-on quote:none skip skip skip"),
            lambda ada: ada.goes("/withdraw take-all-back"),
            lambda ada: ada.goes("/stop keep"),
            lambda ada: ada.goes("/forget erase"),
            lambda ada: ada.presses_old("no-reminders"),
        ],
        ids=["finished", "withdrew", "stop", "forgotten", "no-more"],
    )
    def test_nobody_who_came_to_an_end_or_wants_none_also_after_it_was_queued(
        self, town: Town, ends: Callable[[Respondent], None], *, queued_first: bool
    ) -> None:
        town.ada.presses_old("menu")
        town.at(3 * DAY + HOUR)
        if queued_first:
            assert town.looks() == 1
        town.installation.clock.time -= HOUR if not queued_first else timedelta(0)
        ends(town.ada)
        for hours in (74, 76, 100, 120, 122, 144, 169, 170):
            town.at(timedelta(hours=hours)).looks()
            assert town.carries() == []

    def test_nobody_who_blocked_the_bot(self, town: Town) -> None:
        town.outbox.pause("identity-ada", paused=True)
        assert town.at(3 * DAY + HOUR).looks() == 0

    def test_whoever_spoke_again_is_reminded_three_days_after_that(self, town: Town) -> None:
        town.at(3 * DAY + HOUR).looks()
        town.ada.says("One more thing that came to my mind")
        assert town.carries() == []
        assert town.at(4 * DAY).looks() == 0

    def test_whoever_went_on_to_another_round_is_called_back_to_none(self, town: Town) -> None:
        other = town.installation.launch(Kind.DRAFTS)
        town.ada.says(f"/start {other.code}")
        assert town.at(3 * DAY + HOUR).looks() == 0

    def test_nobody_who_did_not_ask_for_it(self, town: Town) -> None:
        bob = town.comes("bob")
        bob.says("Less of all that, and sooner")
        assert town.at(3 * DAY + HOUR).looks() == 1
        assert len(town.carries()) == 1

    def test_a_close_that_is_no_news_is_told_nobody(self, town: Town) -> None:
        assert town.at(WEEK + 3 * DAY).looks() == 0

    def test_a_round_that_is_reported_at_once_tells_of_its_close_all_the_same(self, town: Town) -> None:
        facilitation.reported(town.store, town.round.id, now=BEGINS + WEEK)
        assert town.at(WEEK + HOUR).looks() == 1

    def test_a_round_without_an_end_reminds_nobody(self, town: Town) -> None:
        known = town.store.round(town.round.id)
        town.store.change_round(known, replace(known, closes=None))
        assert town.at(3 * DAY + HOUR).looks() == 0

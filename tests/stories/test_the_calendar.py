"""A round of ten days in three processes, some of them killed: who wished it is reminded, each time once."""

import contextlib
import json
import os
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

import pytest
from sqlalchemy import select

from consultation.rounds import Round
from storage.engine import connect
from storage.tables import NoticeRow
from tests.bot_api.messages import Message
from tests.bot_api.people import Person
from tests.bot_api.phone import Respondent, a_crowd, all_at_once
from tests.stories.commands import Hastened, Palabre
from tests.stories.serving import Installation, Serving, Town, discord_town, town, until, webhook_settings

pytestmark = pytest.mark.story

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
There = TypeVar("There", bound=Installation)
BEGAN = "You began to answer, and wished to be reminded."
CLOSED = "This round closed on "
ATTRIBUTES = ("role", "region", "level", "organisation", "criterion")


@dataclass
class Days(Generic[There]):
    """An installation whose clock one moves: it begins at ten in the morning."""

    town: There
    palabre: Hastened

    def __post_init__(self) -> None:
        now = datetime.now(UTC)
        ten = now.replace(hour=10, minute=0, second=0)
        self._start = (ten if ten >= now else ten + DAY) - now
        self.at(timedelta())

    def at(self, passed: timedelta) -> None:
        """Let it be so long after the beginning."""
        self.palabre.ahead((self._start + passed).total_seconds())

    def plan(self, launched: Round) -> dict[str, object]:
        told: dict[str, object] = json.loads(self.palabre.run("round", "plan", launched.id, "--json").out)
        return told

    def fates(self, launched: Round) -> Counter[tuple[str, str]]:
        """Return what became of the notices of a round."""
        return Counter((sending.purpose.value, sending.fate.value) for sending in self.town.sendings(launched))

    def come(self, launched: Round, *expected: tuple[str, str, int]) -> None:
        """Wait until these notices, and no others, are there."""
        wanted = Counter({(purpose, fate): count for purpose, fate, count in expected})
        until(lambda: self.fates(launched) == wanted, f"{wanted}, but {self.fates(launched)}")


@pytest.fixture
def days(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Days[Town]]:
    """Give an installation beside a Telegram, on SQLite unless another database is asked for."""
    asked = getattr(request, "param", "sqlite")
    database = str(request.getfixturevalue("empty_postgres")) if asked == "postgres" else ""
    palabre = Hastened(tmp_path / "home", database, tmp_path / "hands")
    with town(palabre) as there:
        yield Days(there, palabre)
        assert there.api.complaints == []


@contextlib.contextmanager
def three(there: Town) -> Iterator[list[Serving]]:
    """Give three processes that serve one bot; Telegram calls the last."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(there.serves(**webhook_settings())) for _ in range(3)]


def told(person: Person, beginning: str) -> list[Message]:
    """Return what the bot has written to somebody that says this."""
    bot = person.api.bot_of()
    return [message for message in person.chat.messages if message.sender is bot and beginning in message.text]


def sender(days: Days[Town]) -> int:
    """Return the process that is sending something."""
    database = connect(days.palabre.database or f"sqlite:///{days.palabre.home / 'palabre.db'}")
    try:
        with database.reading() as connection:
            worker = connection.scalar(select(NoticeRow.worker).where(NoticeRow.fate == "sending").limit(1))
    finally:
        database.close()
    return int(str(worker).rpartition(":")[2])


@pytest.mark.parametrize("days", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_each_reminder_comes_once_whatever_is_killed(days: Days[Town]) -> None:  # noqa: PLR0915 (one story)
    api = days.town.api
    launched = days.town.launches("--questions", "--closes", "10d")
    crowd = a_crowd(api, launched.code, "Ada Bela Chen Dede Emil Fay Gus", languages=["en"])
    ada, bela, chen, _, emil, fay, gus = crowd
    with three(days.town) as processes:
        all_at_once(crowd, lambda one: one.joins())
        all_at_once(crowd, lambda one: one.answers("capacity", f"{one.person.name} says: more training for all."))
        for one in crowd:
            if one is not gus:
                one.presses("remind")
                one.sees("no-reminders")
        _finishes(fay)
        emil.person.blocks()
        api.waits_until_idle()
        assert days.plan(launched)["wishing"] == 4

        # Three days later. Telegram takes a message and gives no answer, and who sent it is killed.
        api.faults.add("sendMessage", "timeout", effect=True)
        days.at(3 * DAY + 5 * MINUTE)
        until(lambda: days.fates(launched) == {("reminder", "sent"): 3, ("reminder", "sending"): 1}, "one under way")
        os.kill(sender(days), signal.SIGKILL)
        days.at(3 * DAY + 9 * MINUTE)
        days.come(launched, ("reminder", "sent", 3), ("reminder", "unknown", 1))
        assert [len(told(one.person, BEGAN)) for one in crowd] == [1, 1, 1, 1, 0, 0, 0]
        for process in processes:
            if process.process.poll() is None:
                process.kill()

    with three(days.town):
        ada.person.presses(told(ada.person, BEGAN)[0].buttons[0][1])
        until(lambda: bool(told(ada.person, "No more reminders, then.")), "the end of it")
        bela.person.presses(told(bela.person, BEGAN)[0].buttons[0][0])
        until(lambda: bool(told(bela.person, "Welcome back. You are where you left off.")), "the way back")
        api.waits_until_idle()
        assert days.plan(launched)["wishing"] == 3

    # Nobody is there on the day of the second; the night after it nobody is written to.
    days.at(8 * DAY + 12 * 60 * MINUTE)
    with three(days.town) as processes:
        days.at(8 * DAY + 22 * 60 * MINUTE)  # at eight in the morning
        processes[0].says("palabre.telegram")
        days.at(9 * DAY + 5 * MINUTE)
        days.come(launched, ("reminder", "sent", 6), ("reminder", "unknown", 1))
        assert [len(told(one.person, BEGAN)) for one in crowd] == [1, 2, 2, 2, 0, 0, 0]
        chen.person.says("/stop")
        api.waits_until_idle()
        chen.presses("keep")
        api.waits_until_idle()

        days.at(10 * DAY + 5 * MINUTE)
        days.come(launched, ("reminder", "sent", 6), ("reminder", "unknown", 1), ("closing", "sent", 2))
        assert [len(told(one.person, CLOSED)) for one in crowd] == [0, 1, 0, 1, 0, 0, 0]
        assert [len(told(one.person, BEGAN)) for one in crowd] == [1, 2, 2, 2, 0, 0, 0]
        for process in processes:
            assert process.stop() == 0
    plan = days.plan(launched)
    assert (plan["stage"], plan["coming"]) == ("closed", [])
    log = json.loads(days.palabre.run("audit", "--json").out)
    assert [(act["verb"], act["subject"]) for act in log if act["actor"] == "calendar"] == [("close", launched.id)]


def _finishes(one: Respondent) -> None:
    """Go from the menu to the thanks."""
    for data in ("finish", "go-on", "quote:none", *(f"skip:{asked}" for asked in ATTRIBUTES)):
        one.presses(data)
    one.sees("menu")


def test_in_discord_a_button_asks_for_it_and_another_ends_it(tmp_path: Path) -> None:
    palabre = Hastened(tmp_path / "home", "", tmp_path / "hands")
    with discord_town(palabre) as there:
        days = Days(there, palabre)
        there.syncs()
        launched = there.launches("--questions", "--closes", "10d")
        with there.serves():
            ada, bela = (there.arrives(name, launched, locale="fr") for name in ("Ada", "Bela"))
            for guest in (ada, bela):
                guest.answers("capacity", "Plus de formation pour tout le monde.")
                guest.presses("remind")
                assert "à l’heure de UTC" in guest.reads("je vous le rappellerai, deux fois au plus")
            days.at(3 * DAY + 5 * MINUTE)
            for guest in (ada, bela):
                guest.reads("Vous avez commencé à répondre et souhaitiez un rappel.")
            ada.presses("no-reminders")
            ada.reads("Il n’y aura plus de rappels.")
            bela.presses(f"start:{launched.code}")
            bela.sees("free")
            days.at(8 * DAY + 5 * MINUTE)
            days.come(launched, ("reminder", "sent", 3))
            days.at(10 * DAY + 5 * MINUTE)
            days.come(launched, ("reminder", "sent", 3), ("closing", "sent", 1))
            bela.reads("Ce que vous avez dit est conservé, et compte tel quel.")
        assert there.api.complaints == []


SECRET = "Planted words that are taken back"


def test_what_is_withdrawn_after_publication_leaves_report_and_site_by_itself(days: Days[Town], tmp_path: Path) -> None:
    api, site = days.town.api, tmp_path / "site"
    launched = days.town.launches("--questions", "--closes", "10d")
    ada, bela = a_crowd(api, launched.code, "Ada Bela")
    with days.town.serves():
        for one, words in ((ada, SECRET), (bela, "What stays is said here")):
            one.joins()
            one.answers("capacity", f"{words}: more training for all of us.")
            one.presses("finish")
            one.presses("go-on")
            one.presses("quote:verbatim")
            one.sees("skip:role")
        days.at(10 * DAY + MINUTE)
        until(lambda: days.plan(launched)["done"] != [], "the close, noted by the calendar")
        days.palabre.run("report", launched.id, "--format", "html,md")
        days.palabre.run("publish", launched.id, "--site", site)
        assert SECRET in everything(site)
        assert SECRET in everything(days.palabre.home / "editions")
        ada.after(ada.person.says("/withdraw"))
        ada.presses("take-all-back")
        api.waits_until_idle()
        days.at(10 * DAY + 5 * MINUTE)
        until(lambda: SECRET not in everything(site), "a site without what was withdrawn")
        assert SECRET not in everything(days.palabre.home / "editions")
        assert "What stays is said here" in everything(site)
        until(lambda: bool(told(ada.person, "It is replaced: edition 2 is made of what stands now.")), "a receipt")
    states = [one["state"] for one in json.loads(days.palabre.run("edition", "list", launched.id, "--json").out)]
    assert states == ["superseded", "standing"]
    done = [one["what"] for one in days.plan(launched)["done"]]  # type: ignore[attr-defined]  # a list
    assert done == ["close", "supersede edition 2 in the place of 1", "publish"]


def everything(folder: Path) -> str:
    """Return all that can be read below a folder, which may be changing."""
    found = []
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            found.append(path.read_text(encoding="utf-8", errors="replace"))
    return "\n".join(found)


SPOKEN = {
    "es": (
        "Mientras no haya terminado se lo recordaré, dos veces como máximo, y le avisaré",
        "Usted empezó a responder y pidió un recordatorio.",
        "No habrá más recordatorios. Todo lo demás queda como está.",
    ),
    "ar": (
        "ما دامت المشاركة لم تكتمل فسيصل تذكير بها، مرتين على الأكثر، ثم خبر بإغلاق الجولة.",
        "بدأت هذه المشاركة وطُلب التذكير بها.",
        "لن يصل تذكير بعد الآن. كل ما عدا ذلك يبقى كما هو.",
    ),
}


def test_each_is_spoken_to_in_their_language(days: Days[Town]) -> None:
    launched = days.town.launches("--questions", "--closes", "10d")
    crowd = a_crowd(days.town.api, launched.code, "Eva Nur", languages=[*SPOKEN])
    with days.town.serves():
        for one in crowd:
            one.joins()
            one.answers("capacity", "Más formación, more training, تدريب أكثر")
            one.presses("remind")
            one.sees("no-reminders")
        days.at(3 * DAY + 5 * MINUTE)
        days.come(launched, ("reminder", "sent", 2))
        for one, (agreed, began, ended) in zip(crowd, SPOKEN.values(), strict=True):
            assert len(told(one.person, agreed)) == 1
            (reminder,) = told(one.person, began)
            one.person.presses(reminder.buttons[-1][-1])
            until(lambda one=one, ended=ended: bool(told(one.person, ended)), ended)  # type: ignore[misc]


def test_the_terminal_promises_nothing_since_it_cannot_be_written_to(palabre: Palabre) -> None:
    launched = palabre.run("round", "launch", "partnerships", "--questions", "--closes", "10d").out.strip()
    said = palabre.talk(
        "1", "1", "More training for everybody here", "/menu", options=("partnerships", "--round", launched)
    )
    assert "[7] Finish and review" in said
    assert [line for line in said if "emind" in line] == []

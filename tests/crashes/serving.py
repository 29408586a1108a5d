"""What a serving process does: interviews by polling and by webhook, notices of the outbox; it dies, another goes on.

People go on by themselves as they would at their phones. To add a use case, add its `Course` to `COURSES`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Protocol

from consultation.messages import Line, Reply
from consultation.notices import Fate, Notice, Purpose
from consultation.rounds import Round
from storage.engine import connect
from storage.outbox import SqlOutbox
from tests.bot_api.phone import Respondent, a_crowd, all_at_once
from tests.bot_api.server import BotApi
from tests.crashes.scenes import KILLED, Doomed, Scene, Stages
from tests.crashes.steps import Step
from tests.stories.serving import PATIENCE, Town, started, telegram_settings, until, webhook_settings

WORDS = {"capacity": ("More training & <tools>.", "And time."), "areas": ("Archives.",)}
REMINDING = "Go on when you like."
UNSETTLED = {Fate.WAITING, Fate.SENDING}
SELDOM = ("getUpdates", "getMe")
"""Requests that come as often as there is time: of these only the first ones are sure to come again."""


class Course(Protocol):
    """One thing that goes on in a serving process."""

    name: str

    def ready(self, stages: Stages) -> AbstractContextManager[None]:
        """Make what it needs, for as long as it is tried."""
        ...

    def steps(self) -> Sequence[Step]:
        """Let it happen to a process that lives, and return the steps of that."""
        ...

    def dies(self, step: Step) -> None:
        """Let a process die at a step and another one go on, and assert all that is to hold."""
        ...


def _served(town: Town, settings: dict[str, str]) -> dict[str, str]:
    return telegram_settings(town.api, town.token) | settings


def _died(doomed: Doomed, code: int | None, step: Step) -> None:
    taken = doomed.taken()
    assert code == KILLED, f"it ended with {code}"
    assert taken[-1].place == step.place, f"it died {taken[-1]}"


def _repeatable(steps: Sequence[Step]) -> list[Step]:
    """Return the steps that come in every run."""
    return [step for step in steps if step.kind not in SELDOM or step.number <= 2]


class Interview:
    """Somebody answers two questions, one of them in two messages."""

    def __init__(self, *, webhook: bool) -> None:
        self.name = "webhook" if webhook else "polling"
        self._webhook = webhook

    @contextmanager
    def ready(self, stages: Stages) -> Iterator[None]:
        self._stages = stages
        self._prepared = stages.empty(f"{self.name}_prepared")
        name = self._prepared.palabre.run("round", "launch", "partnerships", "--questions").out.strip()
        with self._prepared.store() as store:
            self._round = store.round(name)
        yield

    def steps(self) -> Sequence[Step]:
        scene = self._stages.copy(self._prepared, f"{self.name}_whole")
        with self._happening(scene) as (town, settings, interview):
            with started(scene.doomed, **_served(town, settings)) as process:
                interview.result(PATIENCE)
                town.api.waits_until_idle()
                process.kill()
            self._holds(town)
            return _repeatable(scene.doomed.taken())

    def dies(self, step: Step) -> None:
        scene = self._stages.copy(self._prepared, f"{self.name}_struck")
        with self._happening(scene) as (town, settings, interview):
            doomed = scene.doomed.dying(step)
            with started(doomed, **_served(town, settings)) as process:
                until(lambda: process.process.poll() is not None or interview.done(), "its death")
                _died(doomed, process.process.poll(), step)
            with started(scene.palabre, **_served(town, settings)) as process:
                interview.result(PATIENCE)
                process.says("palabre.telegram: this is @")
                town.api.waits_until_idle()
                assert process.stop() == 0
            self._holds(town)

    @contextmanager
    def _happening(self, scene: Scene) -> Iterator[tuple[Town, dict[str, str], "Future[None]"]]:
        settings = webhook_settings() if self._webhook else {}
        with BotApi(allow_http_webhook=True, seed=1) as api, ThreadPoolExecutor(1) as aside:
            town = Town(scene.palabre, api, api.bot())
            ada = Respondent(api.person("Ada"), self._round.code, WORDS)
            yield town, settings, aside.submit(ada.takes_part)

    def _holds(self, town: Town) -> None:
        kept = town.said_by_all(self._round)
        assert kept == [tuple((question, *words) for question, words in WORDS.items())], f"kept is {kept}"
        assert town.api.complaints == []


class Notices:
    """Two people are reminded, invited to another round, and told of a report: the first two at most once."""

    name = "outbox"

    @contextmanager
    def ready(self, stages: Stages) -> Iterator[None]:
        with BotApi(allow_http_webhook=True, seed=2) as self._api:
            self._prepare(stages)
            yield

    def _prepare(self, stages: Stages) -> None:
        self._stages = stages
        self._scene = stages.empty(f"{self.name}_prepared")
        self._token = self._api.bot()
        town = Town(self._scene.palabre, self._api, self._token)
        first, self._second = town.launches(), town.launches("--drafts", "--beside")
        self._crowd = a_crowd(self._api, first.code, "Ada Bela")
        with town.serves() as process:
            all_at_once(self._crowd, lambda one: one.takes_part("areas"))
            self._api.waits_until_idle()
            assert process.stop() == 0
        self._reminded(town, first)
        town.palabre.run("round", "announce", self._second.id, "--people-of", first.id)
        town.palabre.run("round", "close", first.id)
        town.palabre.run("report", first.id, "--format", "md")
        town.palabre.run("round", "tell", first.id)
        self._rounds = (first, self._second)

    def steps(self) -> Sequence[Step]:
        scene = self._stages.copy(self._scene, f"{self.name}_whole")
        town, before = self._begins(scene)
        with started(scene.doomed, **_served(town, {})) as process:
            until(lambda: self._is_settled(town), "an outbox with nothing left to do")
            process.kill()
        self._holds(town, before, sure=True)
        return _repeatable(scene.doomed.taken())

    def dies(self, step: Step) -> None:
        scene = self._stages.copy(self._scene, f"{self.name}_struck")
        town, before = self._begins(scene)
        doomed = scene.doomed.dying(step)
        with started(doomed, **_served(town, {})) as process:
            until(lambda: process.process.poll() is not None or self._is_settled(town), "its death")
            _died(doomed, process.process.wait(PATIENCE), step)
        town.lets_two_minutes_pass()
        with started(scene.palabre, **_served(town, {})) as process:
            until(lambda: self._is_settled(town), "an outbox with nothing left to do")
            assert process.stop() == 0
        self._holds(town, before, sure=False)

    def _reminded(self, town: Town, first: Round) -> None:
        """Queue for each a notice that comes at most once: who has come to the end would get no reminder."""
        database = connect(town.palabre.database or f"sqlite:///{town.palabre.home / 'palabre.db'}")
        outbox = SqlOutbox(database)
        now = datetime.now(UTC)
        outbox.add_notices(
            Notice(f"reminder:{number}", Purpose.CHANGE, first.id, Reply((Line(REMINDING),)), now, who.identity)
            for number, who in enumerate(outbox.reachable(first.id))
        )
        database.close()

    def _begins(self, scene: Scene) -> tuple[Town, dict[int, int]]:
        seen = {one.person.id: len(one.person.chat.messages) for one in self._crowd}
        return Town(scene.palabre, self._api, self._token), seen

    def _is_settled(self, town: Town) -> bool:
        return all(one.fate not in UNSETTLED for launched in self._rounds for one in town.sendings(launched))

    def _holds(self, town: Town, before: dict[int, int], *, sure: bool) -> None:
        """Assert what people got, against what the outbox says of it."""
        sendings = [one for launched in self._rounds for one in town.sendings(launched)]
        assert Counter(one.purpose for one in sendings) == {
            Purpose.CHANGE: 2,
            Purpose.INVITATION: 2,
            Purpose.RESULTS: 2,
        }
        fates = Counter((one.purpose, one.fate) for one in sendings)
        if sure:
            assert {fate for _, fate in fates} == {Fate.SENT}, f"{fates}"
        got = [self._got(one, before[one.person.id]) for one in self._crowd]
        for purpose in (Purpose.CHANGE, Purpose.INVITATION):
            sent, unknown = fates[purpose, Fate.SENT], fates[purpose, Fate.UNKNOWN]
            assert sent + unknown == 2, f"{purpose}: {fates}"
            assert all(of_one[purpose] <= 1 for of_one in got), f"{purpose} came twice: {got}"
            assert sent <= sum(of_one[purpose] for of_one in got), f"{purpose} never came: {got}, {fates}"
        assert fates[Purpose.RESULTS, Fate.SENT] == 2, f"{fates}"
        assert all(of_one[Purpose.RESULTS] >= 1 for of_one in got), f"{got}"
        assert self._api.complaints == []

    def _got(self, one: Respondent, before: int) -> Counter[Purpose]:
        """Return how many of each purpose somebody has got."""
        new = one.person.chat.messages[before:]
        return Counter(_purpose(message.text) for message in new if message.sender is not one.person)


def _purpose(text: str) -> Purpose:
    if text == REMINDING:
        return Purpose.CHANGE
    return Purpose.RESULTS if "The report on what was said is there" in text else Purpose.INVITATION


COURSES: tuple[Course, ...] = (Interview(webhook=False), Interview(webhook=True), Notices())

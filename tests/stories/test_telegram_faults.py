"""Whatever Telegram and the network do in the middle of interviews: every answer is kept once, everyone is answered."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from consultation.rounds import Round
from tests.bot_api.faults import Faults, Kind
from tests.bot_api.phone import Respondent, a_crowd, all_at_once
from tests.stories.commands import Palabre
from tests.stories.serving import Town, town, until, webhook_settings

pytestmark = pytest.mark.story

SEED = 20180414
LATE = "Mona Nils"
"""People whose answers from the bot hang until it gives up: that takes it twenty seconds, so they begin first."""


@dataclass(frozen=True)
class Stage:
    """A bot at work in a round of its own, and those for whom it works slowly."""

    town: Town
    round: Round
    late: list[Respondent]
    waiting: "Future[None]"

    def crowd(self, names: str) -> list[Respondent]:
        return a_crowd(self.town.api, self.round.code, names)

    def shows(self, crowd: list[Respondent]) -> None:
        """Check that each answer of these people stands once, in order, and that each of them can go on."""
        self.town.api.faults.clear()
        all_at_once(crowd, Respondent.looks_around)
        names = tuple(respondent.person.name for respondent in crowd)
        kept = [said for said in self.town.said_by_all(self.round) if said[0][1].startswith(names)]
        assert kept == sorted(respondent.saying for respondent in crowd)
        assert self.town.api.complaints == []


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with town(Palabre(tmp_path_factory.mktemp("home")), seed=SEED) as there, ThreadPoolExecutor(1) as aside:
        launched = there.launches()
        with there.serves() as process:
            late = a_crowd(there.api, launched.code, LATE)
            for respondent, effect in zip(late, (True, False), strict=True):
                strikes(there.api.faults, respondent, "timeout", [5], effect=effect)
            waiting = aside.submit(all_at_once, late, Respondent.takes_part)
            until(lambda: len(there.api.faults.log) == 2, "two requests that hang")
            yield Stage(there, launched, late, waiting)
            assert process.stop() == 0


def strikes(faults: Faults, respondent: Respondent, kind: Kind, messages: list[int], **how: Any) -> None:
    """Let a fault meet these of the messages that are sent to somebody, counted from 0."""
    chat = respondent.person.id
    for number, message in enumerate(messages):  # one that was struck is sent again, and counts again
        faults.add("sendMessage", kind, after=message + number, when=partial(_goes_to, chat), **how)


def _goes_to(chat: int, params: dict[str, Any]) -> bool:
    return bool(params.get("chat_id") == chat)


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("by_webhook", [False, True], ids=["polling", "webhook"])
def test_kill_9_in_the_middle_of_load_again_and_again(tmp_path: Path, *, by_webhook: bool) -> None:
    settings = webhook_settings() if by_webhook else {}
    with town(Palabre(tmp_path / "home"), seed=SEED) as there:
        survives_kills(there, "Ada Bela Chen Dede Emil Fay Gus Hila", kills=1 if by_webhook else 2, settings=settings)


@pytest.mark.postgres
@pytest.mark.usefixtures("stage")
def test_kill_9_with_postgresql(tmp_path: Path, empty_postgres: str) -> None:
    with town(Palabre(tmp_path / "home", empty_postgres), seed=SEED) as there:
        survives_kills(there, "Ada Bela Chen Dede", kills=1, settings={})


def survives_kills(there: Town, names: str, *, kills: int, settings: dict[str, str]) -> None:
    """Let a crowd talk to a process that is killed so many times, and show that nothing was lost or doubled."""
    chance, launched = Random(SEED), there.launches()
    crowd = a_crowd(there.api, launched.code, names)
    with ThreadPoolExecutor(1) as pool:
        interviews = pool.submit(all_at_once, crowd, Respondent.takes_part)
        for _ in range(kills):
            with there.serves(**settings) as process:
                enough = len(there.api.calls) + chance.randrange(30, 80)
                until(lambda enough=enough: len(there.api.calls) > enough, "more work")  # type: ignore[misc]  # mypy: a default of a lambda
                time.sleep(chance.uniform(0, 0.03))
                process.kill()
        assert not interviews.done(), "they were too quick: the kills struck nobody"
        with there.serves(**settings) as process:
            interviews.result(timeout=60)
            all_at_once(crowd, Respondent.looks_around)
            assert process.stop() == 0
    assert there.said_by_all(launched) == sorted(respondent.saying for respondent in crowd)
    assert there.api.complaints == []


FAULTS: dict[str, tuple[Kind, dict[str, Any]]] = {
    "Many": ("too_many", {"retry_after": 1}),
    "Internal": ("server_error", {"status": 500}),
    "Gateway": ("server_error", {"status": 502}),
    "Reset": ("reset", {}),
    "Lost": ("lost_reply", {}),
    "Slow": ("slow", {"seconds": 0.4}),
    "Garbage": ("garbage", {}),
}


def test_each_fault_of_a_reply_alone(stage: Stage) -> None:
    crowd = stage.crowd(" ".join(FAULTS))
    for respondent, (kind, how) in zip(crowd, FAULTS.values(), strict=True):
        strikes(stage.town.api.faults, respondent, kind, [0, 3, 11], **how)
    all_at_once(crowd, Respondent.takes_part)
    struck = [fault.params["chat_id"] for fault in stage.town.api.faults.log if fault.kind != "timeout"]
    assert [struck.count(respondent.person.id) for respondent in crowd] == [3] * len(crowd)
    stage.shows(crowd)


@pytest.mark.parametrize("kind", ["too_many", "server_error", "reset", "lost_reply", "garbage"])
def test_each_fault_where_updates_are_asked_for(stage: Stage, kind: Kind) -> None:
    crowd = stage.crowd(f"{kind}-Oda {kind}-Pia")
    fault = stage.town.api.faults.add("getUpdates", kind, after=3)
    all_at_once(crowd, Respondent.takes_part)
    assert fault.times == 0
    stage.shows(crowd)


def test_updates_that_come_twice_and_in_another_order(stage: Stage) -> None:
    crowd = stage.crowd("Qara Rosa Sami Tove Umar Vera Wim Xena")
    stage.town.api.faults.duplicate_updates(0.4)
    stage.town.api.faults.reorder_updates(SEED)
    all_at_once(crowd, Respondent.takes_part)
    assert sum(fault.kind == "duplicate" for fault in stage.town.api.faults.log) > 20
    stage.shows(crowd)


def test_everything_at_random(stage: Stage) -> None:
    crowd = stage.crowd("Ada Bela Chen Dede Emil Fay Gus Hila")
    faults = stage.town.api.faults
    before = len(faults.log)
    kinds = ("too_many", "server_error", "reset", "lost_reply", "slow", "garbage")
    faults.random(SEED, dict.fromkeys(kinds, 0.02), ["sendMessage", "editMessageReplyMarkup", "answerCallbackQuery"])
    faults.add("getUpdates", "lost_reply", after=5)
    faults.add("getUpdates", "reset", after=20)
    faults.duplicate_updates(0.1)
    faults.reorder_updates(SEED)
    all_at_once(crowd, Respondent.takes_part)
    assert {fault.kind for fault in faults.log[before:]} >= {*kinds, "duplicate"}
    stage.shows(crowd)


def test_replies_that_hang(stage: Stage) -> None:
    stage.waiting.result(timeout=60)
    stage.shows(stage.late)

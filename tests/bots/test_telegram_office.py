"""The office in Telegram: a role taken up, a round launched, tried and closed, in the chat where one takes part."""

from collections.abc import Iterator

import pytest

from consultation.roles import Role
from consultation.rounds import Stage
from tests.bots.telegram_world import World, polling

pytestmark = pytest.mark.usefixtures("serving")


@pytest.fixture
def serving(world: World) -> Iterator[None]:
    with polling(world):
        yield


def test_a_round_is_launched_from_a_phone(world: World) -> None:
    ada = world.api.person("Ada")
    (welcome,) = world.hears(ada, f"/start {world.code('Ada')}")
    assert welcome.startswith("Welcome, Ada. Your role here: facilitator.")
    for data in ("office:launch", "office:what:drafts", "office:time:now", "office:time:14d"):
        world.presses(ada, data)
    (told,) = world.presses(ada, "office:do")
    (_, launched) = world.store.rounds()
    assert told.startswith("Launched.")
    assert f"People come in with: /start {launched.code}" in told
    assert launched.stage is Stage.OPEN
    assert [(act.actor, act.verb) for act in world.store.acts()][-1] == ("Ada", "launch")


def test_a_time_is_written_and_a_round_closed(world: World) -> None:
    ada = world.api.person("Ada", language="fr")
    world.hears(ada, f"/start {world.code('Ada')}")
    (asked,) = world.hears(ada, "/extend")
    assert "When shall it close now? (fr)" in asked
    (told,) = world.hears(ada, "2030-05-01 18:00")
    assert told.startswith("It has more time now. (fr)")
    world.hears(ada, "/close")
    world.presses(ada, "office:do")
    assert world.store.round(world.round.id).stage is Stage.CLOSED
    assert [act.verb for act in world.store.acts()][-2:] == ["extend", "close"]


def test_a_preview_and_then_a_real_answer(world: World) -> None:
    ada = world.person("Ada")
    world.hears(ada, f"/start {world.code('Ada', Role.READER)}")
    world.hears(ada, "/preview")
    for data in ("office:tongue:en", "agree", "free"):
        world.presses(ada, data)
    (tried,) = world.hears(ada, "Words of the preview")
    assert tried.startswith("Preview: nothing of this is kept.")
    (over,) = world.presses(ada, "office:end")
    assert over.startswith("The preview is over; nothing of it was kept.")
    world.hears(ada, "Words that count")
    assert world.said(ada) == ["Words that count"]


def test_who_has_no_role_is_answered_as_to_any_unknown_command(world: World) -> None:
    ada = world.person("Ada")
    unknown = world.hears(ada, "/nosuchcommand")
    for command in ("/rounds", "/launch", "/preview", "/extend", "/close", "/moderate", "/note", "/facilitate"):
        assert world.hears(ada, command) == unknown
    assert world.store.acts() == ()

"""getUpdates: what it gives, what it forgets, how it waits, and who may poll."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import PlainBot

CONFLICT = "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


@pytest.fixture
def ids(ada: Person, bot: PlainBot) -> list[int]:
    """Ada has said a, b, c: the identifiers of those updates."""
    for text in "abc":
        ada.says(text)
    return [update["update_id"] for update in bot.gets("getUpdates")]


def test_updates_stay_until_they_are_confirmed(bot: PlainBot, ids: list[int]) -> None:
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]
    assert texts(bot.gets("getUpdates")) == ["a", "b", "c"]
    assert texts(bot.gets("getUpdates", offset=ids[1])) == ["b", "c"]
    assert texts(bot.gets("getUpdates")) == ["b", "c"]
    assert bot.gets("getUpdates", offset=ids[2] + 1) == []


def test_a_negative_offset_keeps_the_last(bot: PlainBot, ids: list[int]) -> None:
    assert len(ids) == 3
    assert texts(bot.gets("getUpdates", offset=-2)) == ["b", "c"]
    assert texts(bot.gets("getUpdates")) == ["b", "c"]


def test_the_number_of_updates_can_be_limited(api: BotApi, bot: PlainBot, ids: list[int]) -> None:
    assert len(ids) == 3
    assert texts(bot.gets("getUpdates", limit=2)) == ["a", "b"]
    assert texts(bot.gets("getUpdates", limit=0)) == ["a"]
    assert texts(bot.gets("getUpdates", limit=101)) == ["a", "b", "c"]
    assert api.complaints == ["getUpdates: limit '0' is taken for 1", "getUpdates: limit '101' is taken for 100"]


def test_no_more_than_a_hundred_come_at_once(ada: Person, bot: PlainBot) -> None:
    for number in range(101):
        ada.says(str(number))
    assert len(bot.gets("getUpdates")) == 100


def test_an_offset_from_the_future_forgets_nothing(api: BotApi, bot: PlainBot, ids: list[int]) -> None:
    assert texts(bot.gets("getUpdates", offset=ids[2] + 2)) == ["a", "b", "c"]
    complaint = f"getUpdates: offset {ids[2] + 2} lies beyond the next update and is ignored"
    assert api.complaints == [complaint]


def test_update_ids_start_anywhere() -> None:
    starts = set()
    for seed in range(3):
        with BotApi(seed=seed) as api:
            bot = PlainBot(api, api.bot())
            api.person("Ada").says("a")
            starts.add(bot.gets("getUpdates")[0]["update_id"])
    assert len(starts) == 3


# Waiting


def test_a_long_poll_ends_with_the_first_update(api: BotApi, ada: Person, bot: PlainBot) -> None:
    with ThreadPoolExecutor() as pool:
        poll = pool.submit(bot.gets, "getUpdates", timeout=50)
        while not api.bot_of().updates.is_polled:
            time.sleep(0.001)
        ada.says("a")
        assert texts(poll.result(timeout=60)) == ["a"]


def test_a_long_poll_ends_without_one(bot: PlainBot) -> None:
    assert bot.gets("getUpdates", timeout=1) == []


def test_a_second_poller_ends_the_first(api: BotApi, ada: Person, bot: PlainBot) -> None:
    with ThreadPoolExecutor() as pool:
        first = pool.submit(bot.is_refused, "getUpdates", timeout=50)
        while not api.bot_of().updates.is_polled:
            time.sleep(0.001)
        second = pool.submit(bot.gets, "getUpdates", timeout=50)
        assert first.result(timeout=60) == CONFLICT
        while not api.bot_of().updates.is_polled:
            time.sleep(0.001)
        ada.says("a")
        assert texts(second.result(timeout=60)) == ["a"]


# Kinds of updates


def test_allowed_updates_hold_until_others_are_named(api: BotApi, ada: Person, bot: PlainBot) -> None:
    bot.gets("getUpdates", allowed_updates=["callback_query"])
    ada.says("a")
    bot.gets("getUpdates")
    ada.says("b")
    assert bot.gets("getUpdates") == []
    bot.gets("getUpdates", allowed_updates=["message"])
    ada.says("c")
    assert texts(bot.gets("getUpdates", allowed_updates=["callback_query"])) == ["c"]
    ada.says("d")
    bot.gets("getUpdates", allowed_updates=[])
    ada.says("e")
    assert texts(bot.gets("getUpdates")) == ["c", "e"]
    assert api.complaints == []


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (["message", "mesage"], "allowed_updates names what Telegram does not know: mesage"),
        ("message", "allowed_updates is no JSON array and therefore ignored"),
    ],
)
def test_allowed_updates_that_telegram_ignores(
    api: BotApi, ada: Person, bot: PlainBot, given: Any, complaint: str
) -> None:
    bot.gets("getUpdates", allowed_updates=given)
    ada.says("a")
    assert texts(bot.gets("getUpdates")) == ["a"]
    assert api.complaints == [f"getUpdates: {complaint}"]


def test_a_test_may_write_updates_itself(api: BotApi, bot: PlainBot) -> None:
    api.acts({"strange_news": {"a": 1}})
    [update] = bot.gets("getUpdates")
    assert update == {"update_id": update["update_id"], "strange_news": {"a": 1}}


def test_an_update_shows_what_was_then(ada: Person, bot: PlainBot) -> None:
    message = ada.says("a")
    ada.edits(message, "b")
    first, second = bot.gets("getUpdates")
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("a", "b")
    assert "edit_date" not in first["message"]
    assert second["edited_message"]["edit_date"] >= first["message"]["date"]


def test_some_kinds_come_on_demand_only(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.run(lambda: api.bot_of().updates.put("message_reaction", {}, ada.id))
    bot.gets("getUpdates", allowed_updates=["message_reaction"])
    api.run(lambda: api.bot_of().updates.put("message_reaction", {}, ada.id))
    assert len(bot.gets("getUpdates")) == 1

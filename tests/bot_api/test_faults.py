"""Faults: each kind strikes as it says, before or after the effect, and is noted."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import FORM, PlainBot
from tests.bot_api.faults import Kind


def sends(bot: PlainBot, ada: Person, text: str = "a") -> tuple[int, bytes]:
    body = json.dumps({"chat_id": ada.id, "text": text}).encode()
    return bot.exchange(f"/bot{bot.token}/sendMessage", body, {"Content-Type": "application/json"})


def texts(ada: Person) -> list[str]:
    return [message.text for message in ada.chat.messages if message.sender is not ada]


def test_too_many(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("sendMessage", "too_many", retry_after=7)
    status, body = sends(bot, ada)
    assert (status, json.loads(body)) == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        },
    )
    assert texts(ada) == []


@pytest.mark.parametrize("status", [500, 502])
def test_server_error(api: BotApi, ada: Person, bot: PlainBot, status: int) -> None:
    api.faults.add("sendMessage", "server_error", status=status)
    answered, body = sends(bot, ada)
    assert (answered, body.startswith(b"<html>")) == (status, True)
    assert texts(ada) == []


def test_garbage(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("sendMessage", "garbage")
    status, body = sends(bot, ada)
    assert (status, body[:15], texts(ada)) == (200, b"<!DOCTYPE html>", [])


@pytest.mark.parametrize(("kind", "left"), [("reset", []), ("lost_reply", ["a"])])
def test_no_answer(api: BotApi, ada: Person, bot: PlainBot, kind: Kind, left: list[str]) -> None:
    api.faults.add("sendMessage", kind)
    assert bot.is_lost("sendMessage", chat_id=ada.id, text="a")
    assert texts(ada) == left
    assert [(call.status, call.fault) for call in api.calls] == [(0, kind)]


def test_timeout(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("sendMessage", "timeout")
    with pytest.raises(TimeoutError):
        bot.exchange(f"/bot{bot.token}/sendMessage", f"chat_id={ada.id}&text=a".encode(), FORM, seconds=0.05)
    assert texts(ada) == []
    api.waits_until_idle()


def test_slow(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("sendMessage", "slow", seconds=0.1)
    before = time.monotonic()
    assert sends(bot, ada)[0] == 200
    assert time.monotonic() - before >= 0.1
    assert texts(ada) == ["a"]


def test_what_is_slow_takes_effect_although_nobody_waits(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("sendMessage", "slow", seconds=60)
    with pytest.raises(TimeoutError):
        bot.exchange(f"/bot{bot.token}/sendMessage", f"chat_id={ada.id}&text=a".encode(), FORM, seconds=0.05)
    assert texts(ada) == ["a"]
    api.waits_until_idle()


@pytest.mark.parametrize("kind", ["too_many", "server_error", "garbage", "reset"])
def test_a_fault_may_come_after_the_effect(api: BotApi, ada: Person, bot: PlainBot, kind: Kind) -> None:
    api.faults.add("sendMessage", kind, effect=True)
    bot.is_lost("sendMessage", chat_id=ada.id, text="a")
    assert texts(ada) == ["a"]


def test_a_fault_strikes_so_often_and_so_late(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("sendmessage", "server_error", times=2, after=1)
    assert [sends(bot, ada)[0] for _ in range(5)] == [200, 500, 500, 200, 200]


def test_a_fault_strikes_only_what_it_is_for(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("sendMessage", "server_error", when=lambda params: params["text"] == "b")
    assert bot.gets("getMe")["is_bot"]
    assert [sends(bot, ada, text)[0] for text in "abb"] == [200, 500, 200]
    assert [(line.kind, line.method, line.params["text"]) for line in api.faults.log] == [
        ("server_error", "sendMessage", "b")
    ]


def test_a_fault_may_strike_every_method(api: BotApi, bot: PlainBot) -> None:
    api.faults.add("*", "too_many")
    assert bot.is_refused("getMe") == "429 Too Many Requests: retry after 1"


def test_faults_at_random_are_repeatable(api: BotApi, ada: Person, bot: PlainBot) -> None:
    def statuses() -> list[int]:
        api.faults.random(5, {"server_error": 0.3, "too_many": 0.3}, ["sendMessage"])
        return [sends(bot, ada)[0] for _ in range(20)]

    first = statuses()
    assert set(first) == {200, 429, 500}
    assert statuses() == first
    struck = [status for status in first if status != 200] * 2
    assert [{"server_error": 500, "too_many": 429}[line.kind] for line in api.faults.log] == struck


def test_faults_at_random_may_spare_other_methods(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.random(5, {"server_error": 1}, ["sendMessage"])
    assert bot.gets("getMe")["is_bot"]
    assert sends(bot, ada)[0] == 500


def test_faults_can_be_cleared(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("*", "server_error", times=9)
    api.faults.random(1, {"server_error": 1})
    api.faults.duplicate_updates(9)
    sends(bot, ada)
    api.faults.clear()
    ada.says("a")
    assert read_all(bot) == ["a"]
    assert len(api.faults.log) == 1


def test_an_unknown_kind_is_a_mistake(api: BotApi) -> None:
    with pytest.raises(AssertionError, match="nonsense is none of"):
        api.faults.add("*", "nonsense")  # type: ignore[arg-type]  # that is the mistake
    with pytest.raises(AssertionError, match="nonsense"):
        api.faults.random(1, {"nonsense": 1})


# Updates


def read_all(bot: PlainBot) -> list[str]:
    """Return what a bot reads that confirms each batch, until nothing is left."""
    seen: list[str] = []
    offset = 0
    while batch := bot.gets("getUpdates", offset=offset):
        seen += [update["message"]["text"] for update in batch]
        offset = max(offset, *(update["update_id"] + 1 for update in batch))
    return seen


def test_a_confirmed_update_may_come_again(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.duplicate_updates(2)
    for text in "abc":
        ada.says(text)
    assert read_all(bot) == ["a", "b", "c", "a", "b"]
    assert [line.kind for line in api.faults.log] == ["duplicate", "duplicate"]


def test_a_share_of_updates_may_come_again(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.duplicate_updates(0.5)
    for number in range(40):
        ada.says(str(number))
    seen = read_all(bot)
    assert seen[:40] == [str(number) for number in range(40)]
    assert 5 < len(seen[40:]) < 35


def orders(api: BotApi, bot: PlainBot, people: list[Person], **how: Any) -> list[list[str]]:
    """Return a batch in which each of several people said 1, 2, 3, by person."""
    api.faults.reorder_updates(3, **how)
    for number in "123":
        for person in people:
            person.says(person.name + number)
    batch = read_all(bot)
    assert sorted(batch) == sorted(person.name + number for person in people for number in "123")
    return [batch, *([text for text in batch if text.startswith(person.name)] for person in people)]


def test_updates_may_come_out_of_order(api: BotApi, bot: PlainBot) -> None:
    people = [api.person(name) for name in "ABC"]
    batch, *by_person = orders(api, bot, people)
    assert batch != [person.name + number for number in "123" for person in people]
    assert by_person == [[person.name + number for number in "123"] for person in people]
    _, *by_person = orders(api, bot, people, within_chats=True)
    assert by_person != [[person.name + number for number in "123"] for person in people]


# The server's own


def test_a_failure_of_the_server_is_no_secret(api: BotApi, ada: Person, bot: PlainBot) -> None:
    def stands_still() -> float:
        raise ZeroDivisionError

    api.limits.on, api.limits.clock = True, stands_still
    assert sends(bot, ada)[0] == 500
    assert api.complaints == ["sendMessage: this server failed, ZeroDivisionError()"]

"""Faults and rate limits: each strikes as it says, before or after the effect, and is noted."""

import json
import threading
import time

import pytest

from tests.bot_api.faults import Kind
from tests.discord_api import Channel, DiscordApi, Limit, Message, Person
from tests.discord_api.clients import PlainBot

A = {"content": "a"}


@pytest.fixture
def there(ada: Person) -> str:
    """Return where Ada's direct messages are."""
    return f"/channels/{ada.dm.id}/messages"


def sends(bot: PlainBot, there: str) -> tuple[int, dict[str, str], bytes]:
    return bot.exchange("POST", there, json.dumps(A).encode(), {"Content-Type": "application/json"})


@pytest.mark.parametrize("is_global", [False, True])
def test_too_many(api: DiscordApi, ada: Person, bot: PlainBot, there: str, *, is_global: bool) -> None:
    api.faults.add("create_message", "too_many", retry_after=1.25, is_global=is_global)
    status, headers, body = sends(bot, there)
    told = json.loads(body)
    assert (status, told["retry_after"], told["global"], headers["Retry-After"]) == (429, 1.25, is_global, "1")
    assert headers["X-RateLimit-Scope"] == ("global" if is_global else "shared")
    assert headers["Via"]
    assert (ada.dm.messages, sends(bot, there)[0]) == ([], 200)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_server_error(api: DiscordApi, ada: Person, bot: PlainBot, there: str, status: int) -> None:
    api.faults.add("create_message", "server_error", status=status)
    answered, headers, body = sends(bot, there)
    assert (answered, headers["Content-Type"], body[:6]) == (status, "text/html; charset=utf-8", b"<html>")
    assert ada.dm.messages == []


@pytest.mark.parametrize(("kind", "left"), [("reset", 0), ("lost_reply", 1)])
def test_no_answer(api: DiscordApi, ada: Person, bot: PlainBot, there: str, kind: Kind, left: int) -> None:
    api.faults.add("create_message", kind)
    assert bot.is_lost("POST", there, A)
    assert len(ada.dm.messages) == left
    assert [(call.status, call.fault) for call in api.calls][-1] == (0, kind)


def test_slow_and_timeout(api: DiscordApi, ada: Person, bot: PlainBot, there: str) -> None:
    api.faults.add("create_message", "slow", seconds=0.05)
    before = time.monotonic()
    assert sends(bot, there)[0] == 200
    assert time.monotonic() - before >= 0.05
    api.faults.add("create_message", "timeout")
    with pytest.raises(TimeoutError):
        bot.exchange("POST", there, b"{}", {"Content-Type": "application/json"}, seconds=0.05)
    assert len(ada.dm.messages) == 1


def test_a_fault_may_come_after_the_effect(api: DiscordApi, ada: Person, bot: PlainBot, there: str) -> None:
    api.faults.add("create_message", "server_error", effect=True)
    assert (sends(bot, there)[0], len(ada.dm.messages)) == (500, 1)


def test_a_fault_strikes_only_what_it_is_for(api: DiscordApi, bot: PlainBot, there: str) -> None:
    api.faults.add("create_message", "server_error", times=2, after=1, when=lambda params: params["content"] == "a")
    assert bot.gets("GET", "/users/@me")
    assert [sends(bot, there)[0] for _ in range(4)] == [200, 500, 500, 200]
    assert [(line.kind, line.method) for line in api.faults.log] == [("server_error", "create_message")] * 2


def test_faults_at_random_are_repeatable(api: DiscordApi, bot: PlainBot, there: str) -> None:
    def statuses() -> list[int]:
        api.faults.random(5, {"server_error": 0.3, "too_many": 0.3}, ["create_message"])
        return [sends(bot, there)[0] for _ in range(20)]

    first = statuses()
    assert (set(first), statuses()) == ({200, 429, 500}, first)


def test_a_failure_of_the_server_is_no_secret(api: DiscordApi, bot: PlainBot, there: str) -> None:
    def stands_still() -> float:
        raise ZeroDivisionError

    api.limits.clock = stands_still
    assert sends(bot, there)[0] == 500
    [complaint] = api.complaints
    assert complaint.endswith("this server failed, ZeroDivisionError()")


# Rate limits


def test_a_bucket_says_what_is_left(api: DiscordApi, ada: Person, bot: PlainBot, there: str) -> None:
    now = 100.0
    api.limits.clock = lambda: now
    api.limits.by_method["create_message"] = Limit(2, 5)
    api.limits.by_method["edit_message"] = Limit(2, 5)
    left = [sends(bot, there)[1]["X-RateLimit-Remaining"] for _ in range(2)]
    now += 1
    status, headers, body = sends(bot, there)
    assert (left, status, json.loads(body)["retry_after"]) == (["1", "0"], 429, 4)
    assert (headers["X-RateLimit-Reset-After"], headers["X-RateLimit-Scope"]) == ("4.000", "user")
    assert (headers["X-RateLimit-Limit"], headers["Retry-After"]) == ("2", "4")
    assert [(each.method, each.retry_after) for each in api.limits.violations] == [("create_message", 4)]
    bob = api.person("bob")
    bot.gets("POST", "/users/@me/channels", {"recipient_id": str(bob.id)})
    assert sends(bot, f"/channels/{bob.dm.id}/messages")[0] == 200, "each channel has a bucket of its own"
    bot.gets("PATCH", f"{there}/{ada.dm.last.id}", {"content": "b"})
    now += 4
    assert sends(bot, there)[0] == 200
    assert len(ada.dm.messages) == 3


def test_limits_are_discords_only_where_asked(bot: PlainBot, there: str) -> None:
    assert sends(bot, there)[1]["X-RateLimit-Limit"] == "1000"
    with DiscordApi(rate_limits=True) as strict:
        now = 0.0
        strict.limits.clock = lambda: now
        other = PlainBot(strict, strict.bot())
        bob = strict.person("bob")
        bob.says("a")
        there = f"/channels/{bob.dm.id}/messages"
        assert [sends(other, there)[0] for _ in range(6)] == [200] * 5 + [429]
        now += 1
        seen = [other.exchange("GET", "/users/@me") for _ in range(51)]
        assert [status for status, _, _ in seen] == [200] * 50 + [429]
        assert json.loads(seen[-1][2]) == {
            "message": "The resource is being rate limited.",
            "retry_after": 1.0,
            "global": True,
        }


# Waiting


def test_a_wait_counts_from_the_last_one(ada: Person, bot: PlainBot, there: str) -> None:
    for content in "ab":
        sent = bot.gets("POST", there, {"content": content})
    bot.gets("PATCH", f"{there}/{sent['id']}", {"content": "c"})
    assert [message.content for message in ada.dm.wait()] == ["a"]
    assert ada.dm.wait(lambda message: message.edited).content == "c"
    bot.gets("POST", there, A)
    ada.dm.catch_up()
    with pytest.raises(AssertionError, match=r"no 1 more of a bot's messages in .* there were 0(.|\n)*palabre: c"):
        ada.dm.wait(timeout=0.01)


def test_a_wait_ends_when_the_bot_answers(ada: Person, bot: PlainBot, there: str) -> None:
    later = threading.Timer(0.05, bot.gets, ("POST", there, A))
    later.start()
    assert [message.content for message in ada.dm.wait(timeout=60)] == ["a"]
    later.join()


def test_idle_means_that_nobody_waits(api: DiscordApi, ada: Person, bot: PlainBot) -> None:
    bot.gets("POST", f"/applications/{bot.id}/commands", {"name": "menu", "description": "d"})
    api.waits_until_idle()
    run = ada.runs("menu")
    with pytest.raises(AssertionError, match=r"interactions waiting: \[<Interaction of ada: menu>\]"):
        api.waits_until_idle(0.05)
    path = f"/interactions/{run.id}/{run.token}/callback"
    bot.gets("POST", path, {"type": 5})
    with pytest.raises(AssertionError, match="not idle"):
        api.waits_until_idle(0.05)
    bot.gets("PATCH", f"/webhooks/{bot.id}/{run.token}/messages/@original", A)
    api.waits_until_idle()
    ada.runs("menu")
    api.clock.advance(4)
    api.waits_until_idle()


def test_people_may_act_in_the_server(api: DiscordApi, ada: Person, bot: PlainBot, there: str) -> None:
    def answers(channel: Channel, message: Message) -> None:
        ada.says_in(channel, f"re: {message.content}")
        for waits in (channel.wait, api.waits_until_idle):
            with pytest.raises(AssertionError, match="can't wait for itself"):
                waits()

    api.on_bot_message = answers
    bot.gets("POST", there, A)
    bot.gets("GET", "/users/@me")
    assert [message.content for message in ada.dm.messages] == ["a", "re: a"]
    assert api.complaints == []


def test_a_failure_of_a_listener_is_no_secret(api: DiscordApi, ada: Person, bot: PlainBot, there: str) -> None:
    api.on_bot_message = lambda _, message: ada.presses(message, "none")
    bot.gets("POST", there, A)
    bot.gets("GET", "/users/@me")
    assert api.complaints[0].startswith("on_bot_message failed, AssertionError(")


def test_a_taken_port_is_said_at_once(api: DiscordApi) -> None:
    with pytest.raises(OSError, match="address already in use"), DiscordApi(port=api.port):
        pass

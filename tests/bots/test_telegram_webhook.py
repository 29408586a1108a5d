"""Webhooks: only Telegram is heard, and told that an update has arrived once its effects are kept."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

import pytest
from telegram import Update

import bots.telegram_sending
import bots.telegram_webhook
import bots.turns
from bots.listening import LARGEST, Listener
from bots.telegram_reading import WANTED
from bots.telegram_webhook import SECRET_HEADER, Webhook
from consultation.errors import PalabreError
from consultation.messages import Incoming
from tests.bot_api import BotApi
from tests.bot_api.clients import PlainBot, free_port
from tests.bots.loops import Beside, until
from tests.bots.telegram_world import World, told
from tests.consultation.conversations import KEPT

ANSWER = "We need a <tool> & a grant, every one of us."


class Listening:
    """A webhook that listens, and whoever writes to it."""

    def __init__(self, world: World, *, handle: Any = None) -> None:
        self.world = world
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/hook/of/palabre"
        self.webhook = Webhook(world.bot.bot, handle or world.bot.handle, url=self.url)
        self.listener = Listener()

    def send(self, body: bytes, *, secret: str | bytes | None = None, path: str = "", verb: str = "POST") -> int:
        """Send something to it and return the status of its answer."""
        headers: dict[str, str | bytes] = {"Content-Type": "application/json"}
        if secret is not None:
            headers[SECRET_HEADER] = secret
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(verb, path or "/hook/of/palabre", body, headers)
            return connection.getresponse().status

    def sends(self, update: Any) -> int:
        """Send something as Telegram would."""
        return self.send(json.dumps(update).encode(), secret=self.webhook._secret)


@contextmanager
def listening(world: World, *, handle: Any = None) -> Iterator[Listening]:
    """Let a bot's webhook listen, and Telegram know of it."""
    world.loop.does(world.bot.start())
    made = Listening(world, handle=handle)
    port = world.loop.begins(made.listener.run("127.0.0.1", made.port))
    task = world.loop.begins(made.webhook.run(made.listener))
    until(lambda: world.api.bot_of().webhook is not None, "Telegram knows of it")
    try:
        yield made
    finally:
        world.loop.ends(task)
        world.loop.ends(port)
        world.loop.does(made.webhook.finish(5))
        PlainBot(world.api, world.bot.bot.token).gets("deleteWebhook")
        world.loop.does(world.bot.stop())


@pytest.fixture
def hooked(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    monkeypatch.setattr(bots.telegram_sending, "PATIENCE", (0.01, 0.02))
    monkeypatch.setattr(bots.turns, "PATIENCE", (0.01, 0.02))
    with listening(world) as made:
        yield made


class Handling:
    """Handles updates as it is told to: ``keep`` lets them be kept, ``finish`` lets them end."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.keep = asyncio.Event()
        self.finish = asyncio.Event()

    async def __call__(self, update: Update, kept: Callable[[], object]) -> None:
        self.seen.append(update.update_id)
        await self.keep.wait()
        kept()
        await self.finish.wait()


def lets(loop: Beside, event: asyncio.Event) -> None:
    async def let() -> None:
        event.set()

    loop.does(let())


def text(number: int = 1) -> dict[str, Any]:
    chat = {"id": 5, "type": "private", "first_name": "E"}
    sender = {"id": 5, "is_bot": False, "first_name": "E"}
    return {"update_id": number, "message": {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": ANSWER}}


# A conversation


def test_an_interview_by_webhook(api: BotApi, hooked: Listening, world: World) -> None:
    ada = world.person()
    world.presses(ada, "q:needs")
    assert world.hears(ada, ANSWER)[0].startswith(KEPT)
    assert world.said(ada) == [ANSWER]
    assert api.unanswered == []
    [call] = [call for call in api.calls if call.method == "setWebhook"]
    assert call.params == {
        "url": hooked.url,
        "secret_token": hooked.webhook._secret,
        "allowed_updates": list(WANTED),
        "max_connections": 64,
    }


def test_what_came_while_stopped_is_handled(api: BotApi, world: World) -> None:
    ada = api.person("Ada", language="en")
    ada.says(f"/start {world.round.code}")
    with listening(world):
        api.waits_until_idle()
        assert ada.chat.last.text.startswith("Partnerships")


def test_the_secret_is_the_same_after_a_restart_and_tells_nothing(world: World, token: str) -> None:
    first, second = Listening(world).webhook._secret, Listening(world).webhook._secret
    assert first == second
    assert token not in first
    assert token.partition(":")[2] not in first
    assert len(first) >= 32


# Who is heard


@pytest.mark.parametrize("secret", [None, "", "wrong", "é".encode(), b"\xff\xfe", "x" * 64])
def test_without_the_secret_nothing_is_read(hooked: Listening, world: World, secret: str | bytes | None) -> None:
    heard: list[Incoming] = []
    world.before = heard.extend
    assert hooked.send(json.dumps(text()).encode(), secret=secret) == 403
    assert hooked.send(b"{", secret=secret) == 403
    assert heard == []


@pytest.mark.parametrize("body", [b"", b"{", b"nonsense", b"\xff\xfe", b'{"update_id": 1'])
def test_what_is_no_json_is_refused(hooked: Listening, body: bytes) -> None:
    assert hooked.send(body, secret=hooked.webhook._secret) == 400


@pytest.mark.parametrize(
    "update",
    [
        [],
        5,
        "x",
        None,
        {},
        {"update_id": 1, "message": {"message_id": 1}},
        {"update_id": 1, "message": {"message_id": 1, "date": 10**30, "chat": {"id": 1, "type": "private"}}},
        {"update_id": 1, "strange_news": {"a": 1}},
    ],
)
def test_what_cannot_be_read_does_not_come_again(hooked: Listening, update: Any) -> None:
    assert hooked.sends(update) == 200


def test_what_is_too_large_is_refused(hooked: Listening) -> None:
    assert hooked.send(b" " * (LARGEST + 1), secret=hooked.webhook._secret) == 413
    assert hooked.send(b" " * (LARGEST - 1000) + b"{}", secret=hooked.webhook._secret) == 200


def test_there_is_nothing_else(hooked: Listening) -> None:
    secret = hooked.webhook._secret
    assert hooked.send(b"{}", secret=secret, path="/") == 404
    assert hooked.send(b"{}", secret=secret, path="/hook") == 404
    assert hooked.send(b"", secret=secret, verb="GET") == 404


# When Telegram is answered


def test_there_is_no_answer_before_it_is_kept(world: World, loop: Beside) -> None:
    handling = Handling()
    with listening(world, handle=handling) as hooked:
        sent = loop.begins(asyncio.to_thread(hooked.sends, text()))
        until(lambda: handling.seen == [1], "it is being handled")
        loop.does(asyncio.sleep(0.2))
        assert not sent.done()
        lets(loop, handling.keep)
        lets(loop, handling.finish)
        until(sent.done, "it is answered")
        assert sent.result() == 200


def test_what_is_not_kept_in_time_is_asked_for_again(
    world: World, loop: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.telegram_webhook, "ANSWER_SECONDS", 0.1)
    handling = Handling()
    with listening(world, handle=handling) as hooked:
        assert hooked.sends(text()) == 503
        lets(loop, handling.keep)
        lets(loop, handling.finish)


def test_what_is_kept_is_taken_although_its_answer_is_still_under_way(
    world: World, loop: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.telegram_webhook, "ANSWER_SECONDS", 0.1)
    handling = Handling()
    lets(loop, handling.keep)
    with listening(world, handle=handling) as hooked:
        assert hooked.sends(text()) == 200
        assert len(hooked.webhook._tasks) == 1
        lets(loop, handling.finish)


@pytest.mark.usefixtures("hooked")
def test_a_kept_answer_that_cannot_be_sent_yet_does_not_come_again(
    api: BotApi, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = world.person()
    world.presses(ada, "q:needs")
    monkeypatch.setattr(bots.telegram_webhook, "ANSWER_SECONDS", 0.2)
    api.faults.add("sendMessage", "too_many", retry_after=1)
    count = len(told(ada))
    heard: list[Incoming] = []
    world.before = heard.extend
    ada.says(ANSWER)
    api.waits_until_idle()  # Telegram has got its answer, and Ada none
    assert (len(told(ada)), world.said(ada)) == (count, [ANSWER])
    until(lambda: len(told(ada)) == count + 1, "she is answered")
    assert len(heard) == 1


@pytest.mark.usefixtures("hooked")
def test_a_database_that_does_not_answer_makes_telegram_come_again_and_all_has_one_effect(
    api: BotApi, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = world.person()
    world.presses(ada, "q:needs")
    monkeypatch.setattr(bots.telegram_webhook, "ANSWER_SECONDS", 0.1)
    locked = True

    def wait(_: Sequence[Incoming]) -> None:
        if locked:
            raise PalabreError("the database does not answer: locked")

    world.before = wait
    telegrams = api.bot_of().webhook
    assert telegrams is not None
    ada.says(ANSWER)
    until(lambda: "503" in telegrams.info().get("last_error_message", ""), "Telegram is told to come again")
    locked = False
    api.waits_until_idle()
    assert world.said(ada) == [ANSWER]
    assert world.hears(ada, "/menu") != []


@pytest.mark.usefixtures("hooked")
def test_updates_of_many_people_at_once(api: BotApi, world: World) -> None:
    people = [world.person(f"Person{number}") for number in range(10)]
    for person in people:
        person.says(f"{ANSWER} {person.name}")
    api.waits_until_idle()
    assert [world.said(person) for person in people] == [[f"{ANSWER} {person.name}"] for person in people]


# The end


def test_at_the_end_what_is_under_way_is_waited_for(world: World, loop: Beside) -> None:
    handling = Handling()
    with listening(world, handle=handling) as hooked:
        sent = loop.begins(asyncio.to_thread(hooked.sends, text()))
        until(lambda: handling.seen == [1], "it is being handled")
        finishing = loop.begins(hooked.webhook.finish(5))
        loop.does(asyncio.sleep(0.05))
        assert not finishing.done()
        lets(loop, handling.keep)
        lets(loop, handling.finish)
        until(finishing.done, "all is finished")
        until(sent.done, "it is answered")
        assert sent.result() == 200


def test_at_the_end_what_does_not_end_is_left(world: World, loop: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bots.telegram_webhook, "ANSWER_SECONDS", 0.1)
    handling = Handling()
    with listening(world, handle=handling) as hooked:
        assert hooked.sends(text()) == 503
        loop.does(hooked.webhook.finish(0.05))
        until(lambda: not hooked.webhook._tasks, "it is cancelled")


def test_no_log_holds_anything_of_anybody(
    hooked: Listening, world: World, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="palabre")
    ada = world.person("Lovelace")
    world.hears(ada, ANSWER)
    hooked.sends(text() | {"message": {"text": ANSWER}})
    hooked.send(ANSWER.encode(), secret=hooked.webhook._secret)
    shown = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("palabre"))
    assert "an update could not be read" in shown
    secrets = [ANSWER, "grant", str(ada.id), "ovelace", token, token.partition(":")[2], hooked.webhook._secret]
    assert [secret for secret in secrets if secret in shown] == []

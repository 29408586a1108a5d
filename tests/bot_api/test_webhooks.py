"""Webhooks: what may be set, and how updates are delivered to it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import PlainBot, free_port

POLLING_IS_OFF = (
    "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Receiver:
    """A bot's web server: it notes what it gets and answers with `statuses`, then always 200."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.statuses: list[int] = []
        self.body = b""
        self.seconds = 0.0
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    def take(self, headers: dict[str, str], update: dict[str, Any]) -> int:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.headers.append(headers)
            self.updates.append(update)
            status = self.statuses.pop(0) if self.statuses else 200
        time.sleep(self.seconds)
        with self._lock:
            self.at_once -= 1
        return status

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(receiver.take(dict(self.headers), update))
                self.send_header("Content-Length", str(len(receiver.body)))
                self.end_headers()
                self.wfile.write(receiver.body)

            def log_message(self, *_: Any) -> None:
                """Stay silent."""

        return Handler


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.002)
    return holds()


def test_updates_are_posted_with_the_secret(api: BotApi, ada: Person, bot: PlainBot, receiver: Receiver) -> None:
    ada.says("before")
    bot.gets("setWebhook", url=receiver.url, secret_token="Tell-no_1")
    ada.says("after")
    api.waits_until_idle()
    assert sorted(receiver.texts()) == ["after", "before"]
    assert {headers["X-Telegram-Bot-Api-Secret-Token"] for headers in receiver.headers} == {"Tell-no_1"}
    assert {headers["Content-Type"] for headers in receiver.headers} == {"application/json"}
    assert bot.is_refused("getUpdates") == POLLING_IS_OFF
    assert api.complaints == []


def test_an_update_is_posted_until_it_is_taken(api: BotApi, ada: Person, bot: PlainBot, receiver: Receiver) -> None:
    receiver.statuses = [500, 302]
    bot.gets("setWebhook", url=receiver.url)
    ada.says("a")
    api.waits_until_idle()
    assert receiver.texts() == ["a", "a", "a"]
    about = bot.gets("getWebhookInfo")
    assert about["last_error_message"] == "Wrong response from the webhook: 302 Found"
    assert (about["url"], about["pending_update_count"], about["max_connections"]) == (receiver.url, 0, 40)


def test_what_was_not_taken_stays(api: BotApi, ada: Person, bot: PlainBot) -> None:
    bot.gets("setWebhook", url=f"http://127.0.0.1:{free_port()}")
    ada.says("a")
    assert eventually(lambda: "last_error_message" in bot.gets("getWebhookInfo"))
    assert bot.gets("getWebhookInfo")["pending_update_count"] == 1
    bot.gets("deleteWebhook")
    assert bot.gets("getWebhookInfo") == {"url": "", "has_custom_certificate": False, "pending_update_count": 1}
    assert len(bot.gets("getUpdates")) == 1
    assert api.complaints == []


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
def test_pending_updates_can_be_dropped(ada: Person, bot: PlainBot, receiver: Receiver, method: str) -> None:
    ada.says("a")
    url = {"url": receiver.url} if method == "setWebhook" else {}
    bot.gets(method, **url, drop_pending_updates=True)
    bot.gets("setWebhook", url="")
    assert bot.gets("getUpdates") == []


def test_no_more_connections_than_wanted(api: BotApi, ada: Person, bot: PlainBot, receiver: Receiver) -> None:
    receiver.seconds = 0.02
    bot.gets("setWebhook", url=receiver.url, max_connections=3)
    for number in range(9):
        ada.says(str(number))
    api.waits_until_idle()
    assert sorted(receiver.texts()) == [str(number) for number in range(9)]
    assert receiver.most_at_once == 3


def test_a_webhook_ends_a_long_poll(api: BotApi, bot: PlainBot, receiver: Receiver) -> None:
    refusals: list[str] = []
    poll = threading.Thread(target=lambda: refusals.append(bot.is_refused("getUpdates", timeout=50)))
    poll.start()
    assert eventually(lambda: api.bot_of().updates.is_polled)
    bot.gets("setWebhook", url=receiver.url)
    poll.join()
    assert refusals == ["409 Conflict: terminated by setWebhook request"]


def test_allowed_updates_hold_for_webhooks_too(api: BotApi, ada: Person, bot: PlainBot, receiver: Receiver) -> None:
    bot.gets("setWebhook", url=receiver.url, allowed_updates=["message"])
    ada.edits(ada.says("a"), "b")
    api.waits_until_idle()
    assert receiver.texts() == ["a"]
    assert bot.gets("getWebhookInfo")["allowed_updates"] == ["message"]


def test_a_method_as_an_answer_is_complained_about(api: BotApi, ada: Person, bot: PlainBot, receiver: Receiver) -> None:
    receiver.body = b'{"method": "sendMessage"}'
    bot.gets("setWebhook", url=receiver.url)
    ada.says("a")
    api.waits_until_idle()
    assert api.complaints == ["webhook: this server plays no method that is answered to an update"]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "http://a.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://a.org:8080"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "ftp://a.org"}, "invalid webhook URL specified"),
        ({"url": "https://a.org:port"}, "invalid webhook URL specified"),
        ({"url": "https://a.org", "secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "https://a.org", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
def test_a_webhook_that_telegram_refuses(api: BotApi, bot: PlainBot, params: dict[str, Any], reason: str) -> None:
    api.allow_http_webhook = False
    assert bot.is_refused("setWebhook", **params) == f"400 Bad Request: {reason}"


def test_connections_are_counted_between_1_and_100(api: BotApi, bot: PlainBot) -> None:
    bot.gets("setWebhook", url="https://a.org", max_connections=101)
    assert bot.gets("getWebhookInfo")["max_connections"] == 100
    assert api.complaints == ["setWebhook: max_connections '101' is taken for 100"]


def test_a_webhook_may_get_an_update_again(api: BotApi, ada: Person, bot: PlainBot, receiver: Receiver) -> None:
    api.faults.duplicate_updates(1)
    bot.gets("setWebhook", url=receiver.url)
    ada.says("a")
    assert eventually(lambda: receiver.texts() == ["a", "a"])


def test_a_webhook_is_not_set_twice(api: BotApi, ada: Person, bot: PlainBot, receiver: Receiver) -> None:
    bot.gets("setWebhook", url=f"http://127.0.0.1:{free_port()}")
    bot.gets("setWebhook", url=receiver.url)
    ada.says("a")
    api.waits_until_idle()
    assert receiver.texts() == ["a"]

"""aiohttp under python-telegram-bot, where everything goes wrong: the right error, and nothing told."""

import asyncio
import http.server
import logging
import socket
import socketserver
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
import telegram
from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import RequestData

import bots.telegram_request
from bots.telegram_request import AiohttpRequest, NotSent
from bots.telegram_sending import reason, seconds_of
from tests.bot_api import BotApi, Person
from tests.bots.loops import Beside

TOLD = "Mon voisin Émile <émile@example.org> dit : « non »"


@contextmanager
def bot_at(url: str, token: str, loop: Beside) -> Iterator[telegram.Bot]:
    """Give a bot that has not met its server yet."""
    request = AiohttpRequest()
    bot = telegram.Bot(token, base_url=f"{url}/bot", request=request, get_updates_request=AiohttpRequest())
    loop.does(request.initialize())
    yield bot
    loop.does(request.shutdown())


@pytest.fixture
def bot(api: BotApi, token: str, loop: Beside) -> Iterator[telegram.Bot]:
    with bot_at(api.url, token, loop) as bot:
        yield bot


@pytest.fixture
def ada(api: BotApi, token: str) -> Person:
    assert token
    ada = api.person("Ada")
    ada.says("/start")
    return ada


@pytest.fixture
def secrets(token: str, ada: Person) -> list[str]:
    """Give what no error and no log may hold."""
    return [token, token.partition(":")[2], TOLD, "Émile", str(ada.id), "127.0.0.1", "http"]


def told_by(error: BaseException) -> str:
    """Return all that an error and those behind it would show in a traceback, and in our own log."""
    shown: list[str] = []
    at: BaseException | None = error
    while at is not None:
        shown += [str(at), repr(at), reason(at) if isinstance(at, telegram.error.TelegramError) else ""]
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n".join(shown)


# What goes well


def test_a_message_arrives(loop: Beside, bot: telegram.Bot, ada: Person) -> None:
    sent = loop.does(bot.send_message(ada.id, TOLD))
    assert (ada.chat.last.text, sent.text, sent.message_id) == (TOLD, TOLD, ada.chat.last.id)


def test_a_file_arrives_whole_under_its_name(loop: Beside, bot: telegram.Bot, ada: Person) -> None:
    content = TOLD.encode() + bytes(range(256))
    loop.does(bot.send_document(ada.id, InputFile(content, filename="palabre-export.json"), caption="Voilà & <tout>"))
    last = ada.chat.last
    assert last.document is not None
    assert (last.document.name, last.document.content, last.text) == ("palabre-export.json", content, "Voilà & <tout>")


def test_lone_surrogates_do_not_stop_a_message(loop: Beside, bot: telegram.Bot, ada: Person) -> None:
    loop.does(bot.send_message(ada.id, "a\ud800b"))
    assert ada.chat.last.text == "a?b"


def test_connections_are_used_again_and_closed(api: BotApi, token: str, loop: Beside) -> None:
    with bot_at(api.url, token, loop) as bot:
        for _ in range(5):
            loop.does(bot.get_me())
        request = bot.request
        assert isinstance(request, AiohttpRequest)
        assert request._session is not None
        connector = request._session.connector
        assert connector is not None
        assert len(connector._conns) == 1
        loop.does(request.initialize())
        assert request._session.connector is connector
    assert not request.__dict__["_session"]
    loop.does(request.shutdown())
    error = loop.fails(bot.get_me())
    assert isinstance(error, NotSent)


# What goes wrong

FAULTS: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "reset before": ({"kind": "reset"}, NetworkError, "ServerDisconnectedError"),
    "reset after": ({"kind": "lost_reply"}, NetworkError, "ServerDisconnectedError"),
    "garbage": ({"kind": "garbage"}, NetworkError, "the answer is no JSON"),
    "500": ({"kind": "server_error"}, NetworkError, "Internal Server Error (500)"),
    "502": ({"kind": "server_error", "status": 502}, NetworkError, "Bad Gateway (502)"),
    "504": ({"kind": "server_error", "status": 504}, NetworkError, "Gateway Timeout (504)"),
    "429": ({"kind": "too_many", "retry_after": 7}, RetryAfter, "Flood control exceeded. Retry in 0:00:07"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_on_the_way_is_told_apart(
    api: BotApi,
    loop: Beside,
    bot: telegram.Bot,
    ada: Person,
    secrets: list[str],
    caplog: pytest.LogCaptureFixture,
    fault: str,
) -> None:
    how, kind, message = FAULTS[fault]
    caplog.set_level(logging.DEBUG, logger="palabre")
    api.faults.add("sendMessage", **how)
    error = loop.fails(bot.send_message(ada.id, TOLD))
    assert type(error) is kind
    assert str(error) == message
    assert [secret for secret in secrets if secret in told_by(error)] == []
    assert [record for record in caplog.records if record.name.startswith("palabre")] == []
    assert [said.text for said in ada.chat.messages][1:] == ([TOLD] if fault == "reset after" else [])


def test_how_long_to_wait_is_a_number_of_seconds(api: BotApi, loop: Beside, bot: telegram.Bot, ada: Person) -> None:
    api.faults.add("sendMessage", "too_many", retry_after=7)
    error = loop.fails(bot.send_message(ada.id, TOLD))
    assert isinstance(error, RetryAfter)
    assert seconds_of(error) == 7.0


def test_where_nobody_listens_nothing_was_sent(token: str, loop: Beside, secrets: list[str]) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        with bot_at(f"http://127.0.0.1:{probe.getsockname()[1]}", token, loop) as bot:
            error = loop.fails(bot.send_message(5, TOLD))
    assert isinstance(error, NotSent)
    assert [secret for secret in secrets if secret in told_by(error)] == []


def test_a_name_that_nobody_knows_was_sent_nothing(token: str, loop: Beside) -> None:
    with bot_at("http://nobody.invalid", token, loop) as bot:
        assert isinstance(loop.fails(bot.send_message(5, TOLD)), NotSent)


def test_an_answer_that_does_not_come_is_not_waited_for(
    api: BotApi, loop: Beside, bot: telegram.Bot, ada: Person, secrets: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.telegram_request, "READ_SECONDS", 0.2)
    api.faults.add("sendMessage", "timeout")
    error = loop.fails(bot.send_message(ada.id, TOLD))
    assert type(error) is TimedOut
    assert [secret for secret in secrets if secret in told_by(error)] == []


def test_the_time_to_wait_can_be_given(api: BotApi, loop: Beside, bot: telegram.Bot, ada: Person) -> None:
    api.faults.add("sendMessage", "slow", seconds=0.5)
    assert type(loop.fails(bot.send_message(ada.id, TOLD, read_timeout=0.1))) is TimedOut
    api.faults.add("sendMessage", "slow", seconds=0.1)
    assert loop.does(bot.send_message(ada.id, TOLD, read_timeout=5)).text == TOLD


def test_what_is_cancelled_ends_at_once(api: BotApi, loop: Beside, bot: telegram.Bot, ada: Person) -> None:
    api.faults.add("sendMessage", "timeout")
    task = loop.begins(bot.send_message(ada.id, TOLD))
    loop.does(asyncio.sleep(0.1))
    loop.ends(task)
    assert task.cancelled()


def test_telegram_s_own_refusals_are_told_apart(
    api: BotApi, loop: Beside, bot: telegram.Bot, ada: Person, secrets: list[str]
) -> None:
    group = api.group("Les amies", members=[ada])
    group.adds_bot(by=ada)
    ben = api.person("Ben")
    ben.says("/start")
    ben.blocks()
    new = group.upgrades()
    refusals: list[tuple[Coroutine[Any, Any, Any], type[Exception], str]] = [
        (bot.send_message(ben.id, TOLD), Forbidden, "Forbidden: bot was blocked by the user"),
        (bot.send_message(5, TOLD), BadRequest, "Chat not found"),
        (bot.send_message(ada.id, "x" * 4097), BadRequest, "Message is too long"),
        (bot.send_message(group.id, "a"), ChatMigrated, f"Group migrated to supergroup. New chat id: {new.id}"),
    ]
    for asking, kind, message in refusals:
        error = loop.fails(asking)
        assert type(error) is kind
        assert str(error) == message
        assert [secret for secret in secrets if secret in told_by(error)] == []


def test_a_wrong_token_is_not_shown(api: BotApi, token: str, loop: Beside) -> None:
    wrong = f"{token[:-5]}AAAAA"
    with bot_at(api.url, wrong, loop) as bot:
        error = loop.fails(bot.get_me())
    assert type(error) is InvalidToken
    assert wrong not in told_by(error)


# A proxy that tells all it knows


class Proxy(http.server.BaseHTTPRequestHandler):
    """Answers with a page, or JSON, that holds the request."""

    status, body = 502, ""

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = self.body.format(path=self.path, asked=asked).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (502, "<html>Cannot POST {path}: {asked}", "Bad Gateway (502)"),
        (403, "Denied: {path} {asked}", "Forbidden (403)"),
        (500, "{path}", "Internal Server Error (500)"),
        (200, "<html>{path} {asked}", "the answer is no JSON"),
        (200, '["{path}"]', "the answer is not Telegram's"),
        (200, '"{path}"', "the answer is not Telegram's"),
        (200, '{{"status": "{path}"}}', "the answer is not Telegram's"),
        (200, "", "the answer is no JSON"),
    ],
)
def test_what_a_proxy_says_is_not_repeated(
    token: str, loop: Beside, secrets: list[str], status: int, body: str, message: str
) -> None:
    handler = type("Handler", (Proxy,), {"status": status, "body": body})
    with socketserver.TCPServer(("127.0.0.1", 0), handler) as server:
        serving = Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            with bot_at(f"http://127.0.0.1:{server.server_address[1]}", token, loop) as bot:
                error = loop.fails(bot.send_message(5, TOLD))
        finally:
            server.shutdown()
            serving.join()
    assert isinstance(error, NetworkError | Forbidden)
    assert str(error) == message
    assert [secret for secret in secrets if secret in told_by(error)] == []


def test_what_cannot_be_sent_is_not_shown(token: str, loop: Beside, secrets: list[str]) -> None:
    with bot_at("http://[bad", token, loop) as bot:
        error = loop.fails(bot.send_message(5, TOLD))
    assert isinstance(error, NetworkError)
    assert [secret for secret in secrets if secret in told_by(error)] == []


def test_a_request_without_parameters_is_sent(api: BotApi, token: str, loop: Beside) -> None:
    with bot_at(api.url, token, loop) as bot:
        request = bot.request
        status, body = loop.does(request.do_request(f"{api.url}/bot{token}/getMe", "POST"))
        assert (status, body[:10]) == (200, b'{"ok":true')
        status, _ = loop.does(request.do_request(f"{api.url}/bot{token}/getMe", "POST", RequestData()))
        assert status == 200

"""Three processes behind one webhook, on one PostgreSQL: messages are heard once, in order, notices sent once."""

import contextlib
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import pytest

from consultation.rounds import Round
from storage.engine import connect
from tests.bot_api.clients import free_port
from tests.bot_api.phone import Respondent, a_crowd, all_at_once
from tests.stories.commands import Palabre
from tests.stories.serving import Serving, Town, serving, states, town, until

pytestmark = [pytest.mark.story, pytest.mark.postgres]


def at_work(settings: Mapping[str, str]) -> bool:
    """Say whether all services of a process run."""
    return states(settings) == (200, {"calendar": "running", "telegram": "running"})


SEED = 20180414
PIECES = tuple(f"Piece {number} of a long text." for number in range(1, 6))
BETWEEN = 0.02
"""Seconds between the pieces of a text that is too long for one message, as an app cuts it."""


@dataclass
class Proxy:
    """Leads each call of the webhook on to one of several processes, whichever chance picks among those that listen."""

    ports: list[int]
    chance: Random = field(default_factory=lambda: Random(SEED))
    led: list[int] = field(default_factory=list)

    @contextlib.contextmanager
    def opened(self) -> Iterator[str]:
        """Give the URL at which it is called."""
        proxy = self

        class Leads(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = proxy.leads(self.path, body, dict(self.headers))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (the library calls it so)
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Leads) as server:
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}/telegram"
            server.shutdown()

    def leads(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        for port in self.chance.sample(self.ports, len(self.ports)):
            try:
                with contextlib.closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
                    connection.request("POST", path, body, headers)
                    status = connection.getresponse().status
            except (OSError, HTTPException):
                continue  # this one is dead; nobody else was told
            self.led.append(port)
            return status
        return 502


@contextlib.contextmanager
def three(there: Town) -> Iterator[tuple[Proxy, list[Serving]]]:
    """Give three processes at work, and what leads to them."""
    proxy = Proxy([free_port() for _ in range(3)])
    with proxy.opened() as url, contextlib.ExitStack() as kept:
        settings = [{"telegram_webhook": url, "listen": f"127.0.0.1:{port}"} for port in proxy.ports]
        running = [kept.enter_context(serving(there.palabre, there.api, there.token, **each)) for each in settings]
        for each in settings:
            until(partial(at_work, each), "all at work")
        yield proxy, running


def test_three_processes_hear_everybody_once_and_in_order(tmp_path: Path, empty_postgres: str) -> None:
    with town(Palabre(tmp_path / "home", empty_postgres), seed=SEED) as there:
        first, second = there.launches(), there.launches("--drafts", "--beside")
        with three(there) as (proxy, running):
            crowd = a_crowd(there.api, first.code, "Ada Bela Chen Dede Emil Fay")
            all_at_once(crowd, Respondent.takes_part)
            assert there.said_by_all(first) == sorted(one.saying for one in crowd)
            assert {proxy.led.count(port) > 5 for port in proxy.ports} == {True}, "all three have heard somebody"

            pieces_come_while_the_database_is_slow(there, crowd)
            assert said_freely(there, first) == {one.person.name: PIECES for one in crowd}

            before = received(crowd)
            there.palabre.run("round", "announce", second.id, "--people-of", first.id)
            until(lambda: fates(there, second) == ["sent"] * len(crowd), "an outbox with nothing left to do")
            assert [now - was for now, was in zip(received(crowd), before, strict=True)] == [1] * len(crowd)

            running[0].kill()
            all_at_once(crowd, Respondent.looks_around)
            assert [one.stop() for one in running[1:]] == [0, 0]
        assert there.api.complaints == []


def pieces_come_while_the_database_is_slow(there: Town, crowd: Sequence[Respondent]) -> None:
    """Let each write a text in five messages, one on the heels of the other, to processes that cannot keep them yet."""
    for one in crowd:
        one.looks_around()
        one.presses("free")
        one.sees("back", but="done")
    database = connect(there.palabre.database)
    with database.writing() as connection:
        connection.exec_driver_sql("LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE")
        for piece in PIECES:
            for one in crowd:
                last = one.person.says(piece)
                one.after(last)
            time.sleep(BETWEEN)
    database.close()
    there.api.waits_until_idle()
    for one in crowd:
        one.presses("done")
        one.sees("free", "finish")


def said_freely(there: Town, launched: Round) -> dict[str, tuple[str, ...]]:
    """Return what each said without a question, by the name that is in all else they say."""
    told = {}
    for participation in there.kept(launched):
        texts = {
            answer.item: tuple(piece.text for piece in answer.current.pieces) for answer in participation.standing()
        }
        told[texts["capacity"][0].split()[0]] = texts[""]
    return told


def received(crowd: Sequence[Respondent]) -> list[int]:
    return [sum(message.sender is not one.person for message in one.person.chat.messages) for one in crowd]


def fates(there: Town, launched: Round) -> list[str]:
    return [one.fate.value for one in there.sendings(launched)]

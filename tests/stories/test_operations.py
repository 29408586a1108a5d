"""A whole story, with things going wrong, after which nothing of anybody is in a log, a metric or a page of health."""

import json
from http.client import HTTPConnection
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.bot_api.clients import free_port
from tests.bot_api.phone import Respondent, a_crowd, all_at_once
from tests.stories.commands import Palabre
from tests.stories.serving import Serving, Town, started, states, telegram_settings, town, until

pytestmark = pytest.mark.story

NAMES = "Zebulonia Quentinius"


@pytest.mark.parametrize("how", ["text", "json"])
def test_nothing_of_anybody_is_logged_or_counted(tmp_path: Path, how: str) -> None:
    with town(Palabre(tmp_path / "home"), seed=7) as there:
        first, second = there.launches(), there.launches("--drafts", "--beside")
        listen = f"127.0.0.1:{free_port()}"
        crowd = a_crowd(there.api, first.code, NAMES)
        settings = telegram_settings(there.api, there.token) | {"listen": listen, "log": how}
        with started(there.palabre, **settings) as process:
            process.says("this is @palabre_bot")
            goes_wrong(there)
            all_at_once(crowd, Respondent.takes_part)
            there.palabre.run("round", "announce", second.id, "--people-of", first.id)
            until(lambda: all(one.fate.value == "sent" for one in there.sendings(second)), "two invitations")
            database_is_busy(there, crowd[0])
            crowd[1].person.says("/forget")
            crowd[1].presses("erase")
            there.api.waits_until_idle()
            assert states({"listen": listen}) == (200, {"calendar": "running", "telegram": "running"})
            counted, page = got(listen, "/metrics"), got(listen, "/health", "text/html")
            holds_counts(counted, crowd)
            assert process.stop() == 0
            said = process.said
        told = "\n".join((said, counted, page, got_by_commands(there, first.id)))
        for secret in planted(there, crowd):
            assert secret not in told, secret
        assert "a reply is tried again: " in said
        if how == "json":
            lines = [json.loads(line) for line in said.splitlines()]
            assert {"time", "level", "logger"} <= set.intersection(*(set(line) for line in lines))
            assert "a reply is tried again: %s" in {line.get("event") for line in lines}


def goes_wrong(there: Town) -> None:
    """Let Telegram say strange things now and then."""
    kinds = ("too_many", "server_error", "reset", "lost_reply", "garbage")
    there.api.faults.random(7, dict.fromkeys(kinds, 0.03), ["sendMessage", "editMessageReplyMarkup"])


def database_is_busy(there: Town, one: Respondent) -> None:
    one.looks_around()
    with there.busy():
        sent = one.person.says("Words while nothing can be kept.")
    one.after(sent)
    there.api.waits_until_idle()


def planted(there: Town, crowd: list[Respondent]) -> list[str]:
    """Return what must not be told: names, numbers, words, tokens, keys, pseudonyms and sealed addresses."""
    people = [one.person for one in crowd]
    words = [piece for one in crowd for pieces in one.words.values() for piece in pieces]
    with there.store() as store:
        known = [one.respondent for round_ in store.rounds() for one in store.record(round_.id).participations]
    keys = [path.read_text(encoding="ascii").strip() for path in (there.palabre.home / "keys").iterdir()]
    numbers = [str(person.id) for person in people]
    return [*NAMES.split(), *numbers, *words, *known, *keys, there.token, "Words while nothing can be kept.", "gAAAA"]


def holds_counts(counted: str, crowd: list[Respondent]) -> None:
    """Check that what is counted is what happened."""
    found = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(counted)
        for sample in family.samples
    }
    said = sum(message.sender is one.person for one in crowd for message in one.person.chat.messages)
    assert found["palabre_messages_total", "heard", "telegram"] >= said
    assert found["palabre_notices_total", "sent", "telegram"] == 2
    assert found["palabre_service_running", "telegram"] == 1
    assert found["palabre_hearing_seconds_count",] >= 10
    assert found["process_resident_memory_bytes",] > 10_000_000


def got(listen: str, path: str, accept: str = "*/*") -> str:
    connection = HTTPConnection(listen, timeout=60)
    connection.request("GET", path, headers={"Accept": accept})
    answer = connection.getresponse()
    assert answer.status == 200
    told = answer.read().decode()
    connection.close()
    return told


def got_by_commands(there: Town, name: str) -> str:
    """Return what commands about the same people say while they work."""
    there.palabre.run("round", "close", name)
    commands = (("report", name), ("backup", str(there.palabre.home / "all.zip")), ("outbox",), ("doctor",))
    return "\n".join(there.palabre.run(*command).err for command in commands)


def test_a_port_alone_is_one_of_this_machine(tmp_path: Path) -> None:
    with town(Palabre(tmp_path / "home")) as there:
        there.launches()
        port = str(free_port())
        with there.serves(listen=port) as process:
            until(lambda: listens(process, port), "a port")
            until(
                lambda: states({"listen": f"127.0.0.1:{port}"})[1] == {"calendar": "running", "telegram": "running"},
                "all at work",
            )
            assert process.stop() == 0


def listens(process: Serving, port: str) -> bool:
    return f"listening on 127.0.0.1:{port}" in process.said

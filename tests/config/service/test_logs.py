"""The log: our own sentences whole, of others' nothing but who spoke and of what kind; for people and for machines."""

import json
import logging

import pytest

from config.service.logs import Discreet, Structured

PLANTED = "7000000001:AAtoken-that-opens-everything"


def a_record(name: str, sentence: str, *values: object, error: BaseException | None = None) -> logging.LogRecord:
    raised = (type(error), error, None) if error else None
    return logging.LogRecord(name, logging.WARNING, "file", 1, sentence, values, raised)


def test_a_sentence_of_ours_is_a_line_that_says_when_and_who() -> None:
    line = Discreet().format(a_record("palabre.serve", "%s failed (%s)", "telegram", "OSError"))
    assert line.partition(" palabre")[2] == ".serve: telegram failed (OSError)"


def test_of_others_only_who_and_what_kind_of_error() -> None:
    record = a_record("aiohttp.access", "GET %s", f"/bot{PLANTED}/getMe", error=ValueError(PLANTED))
    assert Discreet().format(record).partition(" aiohttp")[2] == ".access: warning ValueError"
    told = json.loads(Structured().format(record))
    assert told.pop("time").endswith("+00:00")
    assert told == {"level": "warning", "logger": "aiohttp.access", "error": "ValueError"}


def test_for_machines_a_sentence_can_be_counted_without_what_it_is_said_of() -> None:
    told = json.loads(Structured().format(a_record("palabre.serve", "notice %s: %s", 12, "sent")))
    del told["time"]
    assert told == {
        "level": "warning",
        "logger": "palabre.serve",
        "event": "notice %s: %s",
        "values": ["12", "sent"],
        "message": "notice 12: sent",
    }


@pytest.mark.parametrize("form", [Discreet(), Structured()])
def test_nobody_can_write_a_line_of_their_own_into_it(form: logging.Formatter) -> None:
    line = form.format(a_record("palabre.serve", "waiting: %s", "one\n2030-01-01 00:00:00 palabre.serve: forged"))
    assert len(line.splitlines()) == 1


def line(name: str, message: str, *arguments: object) -> str:
    return Discreet().format(logging.LogRecord(name, logging.WARNING, "", 0, message, arguments, None))


@pytest.mark.parametrize(
    "sign", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x1b[2J", "\x9b2J", "\0"]
)
def test_what_somebody_named_makes_no_line_of_its_own_and_commands_no_terminal(sign: str) -> None:
    told = line("palabre.office", "%s is left out", f"town{sign}2024-01-01 00:00:00 palabre.serve: stopping")
    assert len(told.splitlines()) == 1
    assert told.isprintable()
    assert told.endswith("palabre.serve: stopping is left out")


def test_words_in_any_script_are_shown_as_they_are() -> None:
    assert line("palabre.office", "%s, %s", "Café", "قرية").endswith("palabre.office: Café, قرية")


def test_of_a_librarys_message_only_its_kind_is_shown() -> None:
    assert line("telegram.ext", "token 123:AA\nof %s", "ada").endswith(" telegram.ext: warning")

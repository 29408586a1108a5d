"""A line of the log is one line, and says nothing of anybody."""

import logging

import pytest

from config.logs import Discreet


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

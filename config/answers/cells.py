"""What a value in a file of answers means: a text, a list, a time, a number, a switch. Imports the core and ours.

A value comes from JSON or from a spreadsheet, where 12 may be a number and a date a date. Each reading raises
`InvalidInput` with what should stand there.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TypeVar
from unicodedata import normalize
from zoneinfo import ZoneInfo

from config.codebooks.form import LANGUAGE
from config.reading.problems import did_you_mean
from consultation.errors import InvalidInput
from consultation.messages import clean

Value = TypeVar("Value")

PEOPLE = re.compile(r"[1-9][0-9]{0,8}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
SHORT = 60
"""How much of a value that is no use is shown; the rest may be a person's answer."""

hint = cache(did_you_mean)
"""The same for the same mistake, which may stand in fifty thousand rows. Takes the known words as a tuple."""


class Cells:
    """The values of one row, by column, and the ``problems`` met in reading them."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self.problems: list[str] = []

    def __contains__(self, column: str) -> bool:
        return column in self._values

    def read(self, column: str, reading: Callable[[object], Value], default: Value) -> Value:
        """Return what stands in a column; ``default`` where nothing does, or nothing that can be read."""
        if column not in self._values:
            return default
        try:
            return reading(self._values[column])
        except InvalidInput as error:
            self.problems.append(f"{column}: {error.what}")
            return default


def as_text(value: object) -> str:
    """Return a text as it is written, cleaned; a number or date of a spreadsheet as it would be typed."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise InvalidInput("must be a text")


def as_word(value: object) -> str:
    """Return a text without the space around it."""
    return as_text(value).strip()


def as_words(value: object) -> tuple[str, ...]:
    """Return several words: a list, also one written as JSON, or words parted by ";"."""
    found = _listed(value)
    words = as_text(value).split(";") if found is None else [as_text(item) for item in found]
    return tuple(stripped for word in words if (stripped := word.strip()))


def as_whole(value: object) -> tuple[str, ...]:
    """Return the words of a list, or else one text whole: a name may hold a ";"."""
    return as_words(value) if _listed(value) is not None else (as_word(value),)


def _listed(value: object) -> list[object] | None:
    if isinstance(value, str) and value.strip().startswith("[") and value.strip().endswith("]"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, list) else None


def as_people(value: object) -> int:
    """Return how many people stand behind a group's note."""
    word = as_word(value)
    if not PEOPLE.fullmatch(word):
        raise InvalidInput(f"{shown(word)} is no number of people: write a whole number from 1")
    return int(word)


def as_switch(value: object) -> bool:
    """Return whether something is on."""
    switches = {"on": True, "off": False}
    word = as_word(value).lower() if not isinstance(value, bool) else ("off", "on")[value]
    if word not in switches:
        raise InvalidInput(f"{shown(word)} is neither on nor off")
    return switches[word]


def as_language(value: object) -> str:
    """Return the code of a language, whether it is one of the consultation's or not."""
    primary, *rest = as_word(value).split("-")
    code = "-".join((primary.lower(), *rest))
    if not LANGUAGE.fullmatch(code):
        raise InvalidInput(f"{shown(code)} is no code of a language, like en or pt-BR")
    return code


def as_moment(value: object, timezone: str) -> datetime:
    """Return a time in UTC; one without a zone is in ``timezone``, a date alone is when that day begins there."""
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time())
    else:
        moment = _moment(as_word(value))
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(timezone))).astimezone(UTC)
    except OverflowError:
        raise InvalidInput(f"{shown(as_text(value))} is too far away to be a date") from None


def _moment(word: str) -> datetime:
    try:
        return datetime.fromisoformat(word)
    except ValueError:
        raise InvalidInput(f"{shown(word)} is no date: write 2019-09-20 or 2019-09-20T18:00") from None


def folded(text: str) -> str:
    """Return a text as it is compared: case, space and the forms of a character do not matter."""
    return " ".join(normalize("NFKC", text).casefold().split())


def shown(word: str) -> str:
    """Return a word in quotes, shortened where somebody's whole answer stands in the wrong place."""
    return printable(f'"{word}"' if len(word) <= SHORT else f'"{word[: SHORT - 1]}…"')


def printable(text: str) -> str:
    """Return a text without control characters: some would command the terminal that shows it."""
    return CONTROL.sub("\ufffd", text)

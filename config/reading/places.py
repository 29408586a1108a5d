"""A place in a file, and reading it as what it should be. Imports the core and our `Problems`.

Reading never stops: what is wrong is reported and something harmless returned (an empty text, a place where nothing
stands, which stays silent), so that one reading finds every problem.
"""

import re
from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import TypeVar

from config.reading.problems import Problems, did_you_mean
from config.reading.written import Keyed, Many, Text, Written
from consultation.guide import Precision

Kind = TypeVar("Kind", bound=str)

ID = re.compile(r"[a-z0-9-]{1,24}")
"""An id fits a button's data, with what else stands there, in the 64 bytes that Telegram allows."""

NO_ID = '"{}" is no id: 1 to 24 of a-z, 0-9 and "-"'

DATES: dict[int, tuple[Precision, str]] = {4: ("year", "-01-01"), 7: ("month", "-01"), 10: ("day", "")}
"""How precise a date of so many characters is, and what completes it."""


class Place:
    """What is written at ``path`` (``guides.guiding.title``) of ``file``; maybe nothing at all."""

    def __init__(
        self, problems: Problems, *, file: str, path: str = "", written: Written | None = None, line: int = 1
    ) -> None:
        self.problems = problems
        self.file = file
        self.path = path
        self.line = written.line if written else line
        self._written = written
        self._asked: set[str] = set()

    def __bool__(self) -> bool:
        return self._written is not None

    @property
    def is_keyed(self) -> bool:
        """Whether keys stand here."""
        return isinstance(self._written, Keyed)

    def report(self, what: str) -> None:
        """Note that ``what`` is wrong here."""
        self.problems.report(what, file=self.file, line=self.line, path=self.path)

    def at(self, key: str) -> "Place":
        """Return the place under ``key``; report where it is missing."""
        found = self.find(key)
        if not found and self.is_keyed:
            found.report("is required, and missing")
        return found

    def find(self, key: str) -> "Place":
        """Return the place under ``key``, which may be missing."""
        self._asked.add(key)
        return self._fields.get(key) or self._below(key, None)

    def entries(self) -> dict[str, "Place"]:
        """Return all places by their keys, which are somebody's own names."""
        self._asked.update(self._fields)
        return dict(self._fields)

    def identified(self) -> dict[str, "Place"]:
        """Return all places by their keys, which must be ids."""
        for key, place in self.entries().items():
            if not ID.fullmatch(key):
                place.report(NO_ID.format(key))
        return self.entries()

    def items(self) -> list["Place"]:
        """Return the places of a list; the path of each ends in its id, or else in its number from 1."""
        return list(self._items)

    def text(self) -> str:
        """Return the text here; report where it is empty."""
        if not isinstance(self._written, Text):
            self._expected("a text")
            return ""
        if not self._written.text:
            self.report("is empty")
        return self._written.text

    def id(self) -> str:
        """Return the id here."""
        text = self.text()
        if text and not ID.fullmatch(text):
            self.report(NO_ID.format(text))
        return text

    def texts(self) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(item.text() for item in self.items())

    def word(self, known: Collection[str], kind: str) -> str:
        """Return the text here; report where it is none of the ``known`` ones, which are a ``kind``."""
        word = self.text()
        if word and word not in known:
            self.report(f'there is no {kind} "{word}"{did_you_mean(word, known)}')
        return word

    def one_of(self, known: tuple[Kind, ...], kind: str) -> Kind:
        """Return which of ``known`` stands here, the first where none does; report as `word` does."""
        word = self.word(known, kind)
        return next((one for one in known if one == word), known[0])

    def number(self, lowest: int, highest: int) -> int:
        """Return the whole number here; report where it is none or out of range."""
        text = self.text()
        if re.fullmatch(r"[0-9]{1,9}", text) and lowest <= int(text) <= highest:
            return int(text)
        if text:
            self.report(f'"{text}" is not a whole number from {lowest} to {highest}')
        return lowest

    def yes(self) -> bool:
        """Return whether yes stands here; report anything but yes, no and nothing."""
        text = self.text()
        if text not in ("yes", "no", ""):
            self.report(f'"{text}" is neither yes nor no')
        return text == "yes"

    def date(self) -> tuple[date | None, Precision]:
        """Return the date here, if any, and how precise it is."""
        text = self.text()
        found = read_date(text)
        if text and found is None:
            self.report(f'"{text}" is no date: write 2019-09-20, or 2019-09 or 2019 where no more is known')
        return found or (None, "day")

    def close(self) -> None:
        """Report, here and below, the keys that nobody asked for."""
        for key, place in self._fields.items() if self.is_keyed else ():
            if key in self._asked:
                place.close()
            else:
                place.report(f"nothing is read by this name{did_you_mean(key, sorted(self._asked))}")
        for item in self._items if isinstance(self._written, Many) else ():
            item.close()

    @cached_property
    def _fields(self) -> dict[str, "Place"]:
        if not isinstance(self._written, Keyed):
            self._expected("keys with what belongs to each")
            return {}
        fields: dict[str, Place] = {}
        for key, written in self._written.pairs:
            place = self._below(key, written)
            first = fields.setdefault(key, place)
            if first is not place:
                place.report(f"stands here a second time, after line {first.line}")
        return fields

    @cached_property
    def _items(self) -> list["Place"]:
        if not isinstance(self._written, Many):
            self._expected("a list")
            return []
        numbered = enumerate(self._written.items, start=1)
        return [self._below(_id_of(item) or str(number), item) for number, item in numbered]

    def _expected(self, what: str) -> None:
        if self:
            self.report(f"must be {what}")

    def _below(self, key: str, written: Written | None) -> "Place":
        path = f"{self.path}.{key}" if self.path else key
        return Place(self.problems, file=self.file, path=path, written=written, line=self.line)


def read_date(text: str) -> tuple[date, Precision] | None:
    """Return the date that ``text`` gives as year, year-month or year-month-day, and how precise it is."""
    precision, rest = DATES.get(len(text), ("day", ""))
    try:
        return date.fromisoformat(text + rest), precision
    except ValueError:
        return None


def _id_of(written: Written) -> str:
    """Return what stands under ``id``, or nothing."""
    pairs = written.pairs if isinstance(written, Keyed) else ()
    return next((value.text for key, value in pairs if key == "id" and isinstance(value, Text)), "")

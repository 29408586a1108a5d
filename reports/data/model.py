"""What a table of the data is made of: columns with a name, a type, a unit, a description and a way to its value.

Imports only consultation. A column says where its value stands in what a row is about, so that its place in the row,
its description and its content cannot part. Nothing is counted here: a value is a finding, or a share of two.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from reports.page import Page

T = TypeVar("T")

Value = str | int | float | date | tuple[str, ...] | None
"""What stands in a cell; None where there is nothing to say, which the column's description explains."""

DIGITS = 4
"""How many decimals a share or a figure has: enough to tell two of 10,000 apart, and the same on every machine."""


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    COUNT = "count"  # a whole number, 0 or more
    SHARE = "share"  # from 0 to 1
    FIGURE = "figure"  # a number that may be below 0
    DAY = "day"
    FLAG = "flag"  # true or false
    LIST = "list"  # of words, none of which holds "; "


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its snake_case ``name``, and what it holds, described in English and French.

    ``optional`` columns may hold nothing; ``choices`` are all that may stand in it, empty where that is open.
    """

    name: str
    type: Type
    english: str
    french: str
    value: Callable[[Page, T], Value]
    unit: str = ""
    optional: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table; each of its ``items`` is a row. ``single`` says that it has exactly one."""

    name: str
    english: str
    french: str
    items: Callable[[Page], Iterable[T]]
    columns: tuple[Column[T], ...]
    single: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def rows(self, page: Page) -> Iterator[tuple[Value, ...]]:
        """Yield the rows, made as they are read, each with its values in the order of the columns."""
        values = [column.value for column in self.columns]
        for one in self.items(page):
            yield tuple(value(page, one) for value in values)


# Columns by what they hold. `words` are the descriptions, in English and in French.


def text(
    name: str,
    words: tuple[str, str],
    value: Callable[[Page, T], str | None],
    *,
    choices: Sequence[str] = (),
    optional: bool = False,
) -> Column[T]:
    """Return a column of texts."""
    return Column(name, Type.TEXT, *words, value, optional=optional, choices=tuple(choices))


def count(
    name: str, words: tuple[str, str], value: Callable[[Page, T], int | None], unit: str, *, optional: bool = False
) -> Column[T]:
    """Return a column that counts ``unit``."""
    return Column(name, Type.COUNT, *words, value, unit, optional)


def share(words: tuple[str, str], value: Callable[[Page, T], tuple[int, int]], unit: str) -> Column[T]:
    """Return the column of shares: so many of so many ``unit``; of none there is no share."""
    return Column("share", Type.SHARE, *words, lambda page, one: ratio(*value(page, one)), unit, optional=True)


def figure(
    name: str, words: tuple[str, str], value: Callable[[Page, T], float | None], unit: str, *, optional: bool = True
) -> Column[T]:
    """Return a column of measures of ``unit``, rounded."""

    def rounded(page: Page, one: T) -> float | None:
        found = value(page, one)
        return None if found is None else round(found, DIGITS) + 0.0  # never -0.0

    return Column(name, Type.FIGURE, *words, rounded, unit, optional)


def day(
    name: str, words: tuple[str, str], value: Callable[[Page, T], date | None], *, optional: bool = False
) -> Column[T]:
    """Return a column of days, in the consultation's time zone."""
    return Column(name, Type.DAY, *words, value, optional=optional)


def flag(name: str, words: tuple[str, str], value: Callable[[Page, T], bool]) -> Column[T]:
    """Return a column that says whether something is so."""
    return Column(name, Type.FLAG, *words, value)


def listed(
    name: str, words: tuple[str, str], value: Callable[[Page, T], tuple[str, ...] | None], *, optional: bool = False
) -> Column[T]:
    """Return a column of lists."""
    return Column(name, Type.LIST, *words, value, optional=optional)


def ratio(part: int, whole: int) -> float | None:
    """Return a share from 0 to 1, rounded; None of nothing."""
    return round(part / whole, DIGITS) if whole else None

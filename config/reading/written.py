"""What is written in a file, whatever its format: texts, lists and keys, each with its line. Imports no one.

YAML, CSV and wikitext are all brought into these shapes, so that a draft is checked alike in each.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is written (`no` and 2019-09 too), from ``line`` on."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Many:
    """A list, from ``line`` on."""

    line: int
    items: tuple["Written", ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """Keys in their order with what stands under each; a key may wrongly stand twice."""

    line: int
    pairs: tuple[tuple[str, "Written"], ...]


Written = Text | Many | Keyed

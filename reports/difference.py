"""What changed between an edition and the one in whose place it is made: numbers, and which statements can be read.

Imports only consultation. Of what is gone the ids are named, never the words: they stood in the edition that is gone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consultation.editions import Cause, Superseded
from consultation.records import Snapshot
from reports.statements import shown
from reports.told import told

Counted = tuple[str, ...]
"""What a number counts, as `editions.Told` has it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A number of all respondents before and now: ``what`` names it as `editions.Told` does."""

    what: Counted
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed since edition ``number``: why, in numbers, and the ids of statements that are new or gone."""

    number: int
    causes: Mapping[Cause, int]
    numbers: tuple[Change, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def difference(snapshot: Snapshot) -> Difference | None:
    """Return what changed since the edition that is superseded, None for an edition in nobody's place.

    Numbers are in the order in which they were told: of everybody first, then themes and positions, then what is new.
    """
    old = snapshot.supersedes
    if old is None:
        return None
    before, now = _numbers_of(snapshot, old), dict(told(snapshot).numbers)
    changes = (Change(what, before.get(what, 0), now.get(what, 0)) for what in {**before, **now})
    statements = shown(snapshot)
    return Difference(
        number=old.number,
        causes=old.causes,
        numbers=tuple(one for one in changes if one.before != one.now) if before else (),
        new=tuple(sorted(statements - old.statements)),
        gone=tuple(sorted(old.statements - statements)),
    )


def _numbers_of(snapshot: Snapshot, old: Superseded) -> dict[Counted, int]:
    known: Iterator[dict[Counted, int]] = (
        dict(one.told.numbers) for one in snapshot.earlier if (one.round, one.number) == (old.round, old.number)
    )
    return next(known, {})

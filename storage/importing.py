"""Participations that come from a file, many at a time. Imports `consultation` and the tables.

Runs inside the caller's transaction, so that all are kept or none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection, exists, select

from consultation.records import Participation
from storage.belonging import erased
from storage.changes import gained, lacking
from storage.keeping import begin, go_on
from storage.loading import participations
from storage.tables import JoiningRow, ParticipationRow, TombstoneRow

BATCH = 500
"""How many participations are compared with what is kept, and written, at a time."""

Key = tuple[str, str]

_brought = exists().where(ParticipationRow.respondent == JoiningRow.respondent, ParticipationRow.lent.is_not(None))
_joined = select(JoiningRow.respondent, JoiningRow.other).where(_brought)
"""Who is another by now, and has brought along what they said."""


def add(connection: Connection, imported: Iterable[Participation]) -> tuple[int, int]:
    """Keep what is not there yet; return how many answers and stances were new, and how many were not."""
    buried = set(connection.scalars(select(TombstoneRow.answer)))
    new = offered = 0
    joined = {row.respondent: row.other for row in connection.execute(_joined)}
    for batch in _batches(replace(one, respondent=joined.get(one.respondent, one.respondent)) for one in imported):
        before = _kept(connection, batch)
        # Asked after what is kept was read: whoever erases themselves in between is in `before` or in `gone`.
        gone = erased(connection, {whose.respondent for whose in batch})
        staying = [whose for whose in batch if whose.respondent not in gone]
        new += _add_batch(connection, before, [_without(buried, whose) for whose in staying])
        offered += sum(map(_said, staying))
    return new, offered - new


def _batches(imported: Iterator[Participation]) -> Iterator[list[Participation]]:
    while batch := list(islice(imported, BATCH)):
        yield batch


def _add_batch(connection: Connection, before: Mapping[Key, Participation], batch: Sequence[Participation]) -> int:
    after = dict(before)
    for whose in batch:
        kept = after.get(_key(whose))
        after[_key(whose)] = gained(kept, *lacking(kept, whose)) if kept else whose
    begin(connection, [whose for key, whose in after.items() if key not in before])
    go_on(connection, [(kept, after[key]) for key, kept in before.items() if after[key] != kept])
    return sum(map(_said, after.values())) - sum(map(_said, before.values()))


def _kept(connection: Connection, batch: Sequence[Participation]) -> dict[Key, Participation]:
    by_round = defaultdict(set)
    for whose in batch:
        by_round[whose.round].add(whose.respondent)
    kept = (participations(connection, round_id, sorted(some)) for round_id, some in by_round.items())
    return {_key(whose): whose for some in kept for whose in some}


def _without(buried: Set[str], whose: Participation) -> Participation:
    """Return a participation without answers that left a tombstone: they come back under no other name."""
    return replace(whose, answers=tuple(answer for answer in whose.answers if answer.id not in buried))


def _key(whose: Participation) -> Key:
    return whose.round, whose.respondent


def _said(whose: Participation) -> int:
    return len(whose.answers) + len(whose.stances)

"""Whatever people write, and whatever a record can hold, comes back as it was kept."""

import dataclasses
import json
import typing
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from types import NoneType, UnionType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from consultation.editions import Tally, Told
from consultation.guide import Draft
from consultation.messages import Reply
from consultation.pinning import pinned
from consultation.ports import Keeping
from consultation.records import Participation, Quoting, Revision, RoundRecord, Snapshot
from storage import notice_json, record_json, snapshot_json
from storage.draft_json import from_json, to_json
from storage.memory import MemoryStore
from storage.store import SqlStore
from storage.tables import RespondentRow
from tests.consultation.conversations import CONSULTATION
from tests.storage.samples import NOW, a_round, an_answer, kept, somebody

NASTY = [
    *("", " ", "«»", "العربية", "\u202eابجد\u202c", "e\u0301", "👩🏽‍🌾", "\U0010ffff", "\ufeff", "a\r\nb\tc", "﷽"),
    *("'; DROP TABLE answers", "%s :x ?", "\x7f\x1b", "null", "\\u0000", '"{}[]'),
]
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.sampled_from(NASTY)
zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-11))])
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001  (given one of zones)
numbers = st.integers(0, 2**31 - 1)
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: texts,
    bytes: st.binary(max_size=12),
    bool: st.booleans(),
    int: numbers,
    float: st.floats(0, 1),
    datetime: moments,
    date: st.dates(),
    NoneType: st.none(),
}

trying = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a type of ours that gives every field of it a value: a new field is tried at once."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: any_of(hints[field.name]) for field in dataclasses.fields(kind)})
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    return _of_form(kind, origin, inner)


def _of_form(kind: Any, origin: Any, inner: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin in {typing.Union, UnionType}:
        return st.one_of([any_of(one) for one in inner])
    if origin is tuple and inner[-1] is not ...:
        return st.tuples(*map(any_of, inner))
    if origin in {tuple, frozenset}:
        return st.lists(any_of(inner[0]), max_size=3).map(origin)
    if origin is Mapping:
        return st.dictionaries(any_of(inner[0]), any_of(inner[1]), max_size=3)
    return st.sampled_from(inner if origin is typing.Literal else list(kind))


def _numbered(revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    return tuple(dataclasses.replace(revision, number=number) for number, revision in enumerate(revisions, 1))


def _orderly(whose: Participation) -> Participation:
    """Return what the contract lets be: a round that exists, answers that have an id of their own and revisions."""
    ids = count()
    answers = tuple(
        dataclasses.replace(answer, id=f"{answer.id}-{next(ids)}", revisions=_numbered(answer.revisions))
        for answer in whose.answers
        if answer.revisions
    )
    return dataclasses.replace(whose, round="r1", answers=answers)


participations = any_of(Participation).map(_orderly)


@pytest.fixture
def emptied(sqlite: SqlStore) -> SqlStore:
    """Give an SQLite store with a round."""
    sqlite.add_round(a_round())
    return sqlite


@trying
@given(whose=participations)
def test_a_participation_comes_back_as_it_was_kept(emptied: SqlStore, whose: Participation) -> None:
    kept(emptied, None, whose, identity="identity")
    found = emptied.recall("identity", "another")
    emptied.erase(whose.respondent, at=NOW)
    assert found.participation == dataclasses.replace(whose, turn=1)


@trying
@given(first=participations, second=participations)
def test_a_participation_that_changed_comes_back_as_in_memory(
    emptied: SqlStore, first: Participation, second: Participation
) -> None:
    same = dataclasses.replace(
        second,
        respondent=first.respondent,
        answers=(*first.answers, *(dataclasses.replace(one, id=f"new-{one.id}") for one in second.answers)),
        stances=(*first.stances, *second.stances),
    )
    memory = MemoryStore()
    memory.add_round(a_round())
    found = [kept(store, kept(store, None, first), same) for store in (emptied, memory)]
    emptied.erase(first.respondent, at=NOW)
    assert found[0] == found[1]


@settings(trying, max_examples=30)
@given(some=st.lists(participations, max_size=3, unique_by=lambda whose: whose.respondent))
def test_a_round_that_was_imported_comes_back_as_in_memory(emptied: SqlStore, some: list[Participation]) -> None:
    imported = [
        dataclasses.replace(
            whose, answers=tuple(dataclasses.replace(one, id=f"{number}-{one.id}") for one in whose.answers)
        )
        for number, whose in enumerate(some)
    ]
    memory = MemoryStore()
    memory.add_round(a_round())
    counted = [store.add_participations(imported) for store in (emptied, memory)]
    again = [store.add_participations(imported) for store in (emptied, memory)]
    found = [store.record("r1") for store in (emptied, memory)]
    with emptied.database.writing() as connection:
        connection.execute(delete(RespondentRow))  # erased, they would be left out of the next example's import
    assert found[0] == found[1]
    assert counted[0] == counted[1]
    assert again == [counted[0][::-1]] * 2


@settings(trying, max_examples=25)
@given(pairs=st.lists(st.tuples(participations, participations), max_size=4, unique_by=lambda pair: pair[0].respondent))
def test_what_several_changed_comes_back_as_in_memory(
    emptied: SqlStore, pairs: list[tuple[Participation, Participation]]
) -> None:
    begun = [_of(number, first, first) for number, (first, _) in enumerate(pairs)]
    changed = [_gaining(known, _of(-1 - number, known, pairs[number][1])) for number, known in enumerate(begun)]
    memory = MemoryStore()
    memory.add_round(a_round())
    half = len(begun) // 2
    again = [(dataclasses.replace(known, turn=1), now) for known, now in zip(begun, changed, strict=True)]
    batches = [
        [_keeping(None, known) for known in begun[:half]],
        [*(_keeping(*pair) for pair in again[:half]), *(_keeping(None, known) for known in begun[half:])],
    ]
    for store in (emptied, memory):
        assert {error for batch in batches for error in store.keep_all(batch)} <= {None}
    found = [store.record("r1") for store in (emptied, memory)]
    for whose in begun:
        emptied.erase(whose.respondent, at=NOW)
    assert found[0] == found[1]


def _of(number: int, person: Participation, whose: Participation) -> Participation:
    """Return a participation of that person, with answers of its own."""
    answers = tuple(dataclasses.replace(answer, id=f"{number}-{answer.id}") for answer in whose.answers)
    return dataclasses.replace(whose, respondent=person.respondent, answers=answers)


def _gaining(before: Participation, more: Participation) -> Participation:
    answers, stances = (*before.answers, *more.answers), (*before.stances, *more.stances)
    return dataclasses.replace(more, answers=answers, stances=stances)


def _keeping(before: Participation | None, after: Participation) -> Keeping:
    return Keeping(before, after, identity=f"identity of {after.respondent}", delivery="", at=NOW)


@trying
@given(key=texts, reply=any_of(Reply))
def test_a_notice_comes_back_from_json_as_it_was(key: str, reply: Reply) -> None:
    assert notice_json.from_json(json.loads(json.dumps(notice_json.to_json(key, reply)))) == (key, reply)


@trying
@given(draft=any_of(Draft))
def test_a_draft_comes_back_from_json_as_it_was(draft: Draft) -> None:
    assert from_json(json.loads(json.dumps(to_json(draft)))) == draft


def _pinned(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot as an edition pins it, of people whose answers have ids of their own."""
    numbers = count()
    rounds = tuple(
        dataclasses.replace(record, participations=tuple(_in(record.round.id, whose, numbers) for whose in some))
        for record, some in ((record, map(_orderly, record.participations)) for record in snapshot.rounds)
    )
    return pinned(dataclasses.replace(snapshot, rounds=rounds))


def _in(round_id: str, whose: Participation, numbers: Iterator[int]) -> Participation:
    answers = tuple(dataclasses.replace(one, id=str(next(numbers)), withdrawn=None, aside="") for one in whose.answers)
    consent = whose.consent and dataclasses.replace(whose.consent, withdrawn=None)
    return dataclasses.replace(whose, round=round_id, answers=answers, consent=consent)


@settings(trying, max_examples=30)
@given(snapshot=any_of(Snapshot).map(_pinned))
def test_a_snapshot_comes_back_as_it_was_pinned_and_always_as_the_same_bytes(snapshot: Snapshot) -> None:
    people = [whose for record in snapshot.rounds for whose in record.participations]
    said = {answer.id: answer.current for whose in people for answer in whose.answers}
    content = snapshot_json.packed(snapshot)
    assert snapshot_json.unpacked(content, said) == snapshot
    assert snapshot_json.packed(snapshot_json.unpacked(content, said)) == content


@trying
@given(told=any_of(Told))
def test_what_was_told_comes_back_from_json_as_it_was(told: Told) -> None:
    assert record_json.from_json(Told, json.loads(json.dumps(record_json.to_json(told)))) == told


def test_a_record_written_before_it_gained_something_has_its_default() -> None:
    before = record_json.to_json(Tally("region", ("funding",), {"north": 9}, None))
    del before["key"], before["counts"]
    with pytest.raises(TypeError):
        record_json.from_json(Tally, before)
    assert record_json.from_json(Tally, before | {"key": ["funding"], "lost": 1}) == Tally(
        "region", ("funding",), {}, None
    )


def test_an_edition_that_was_pinned_before_people_were_shown_what_others_said_can_be_read() -> None:
    """Such a row has no last column."""
    whose = replace(somebody(answers=(an_answer(),)), quoting=Quoting.VERBATIM)
    of = Snapshot(CONSULTATION, (RoundRecord(a_round(), (whose,)),), NOW)
    read = json.loads(zlib.decompress(snapshot_json.packed(of)))
    read["people"] = [[row[:-1] for row in rows] for rows in read["people"]]
    older = zlib.compress(json.dumps(read).encode())
    assert snapshot_json.unpacked(older, {"A1": whose.answers[0].current}) == of

"""A pinned snapshot as compressed JSON and back: all of it but the words. Imports `consultation` and `record_json`.

A revision never changes, so an edition names those that it used; what can change is written down here: who is counted,
how they may be quoted, what they told of themselves, their positions, people's codes, and the consultation itself.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from consultation.records import (
    Answer,
    Consent,
    Part,
    Participation,
    Quoting,
    Revision,
    RoundRecord,
    Showing,
    Side,
    Snapshot,
    Stance,
)
from storage.record_json import from_json, to_json

LEVEL = 6
"""How hard to compress: harder takes thrice the time for a twentieth less."""


def packed(snapshot: Snapshot) -> bytes:
    """Return a snapshot without the words in it."""
    people = [[_person(person) for person in record.participations] for record in snapshot.rounds]
    bare = tuple(replace(record, participations=()) for record in snapshot.rounds)
    content = {"snapshot": to_json(replace(snapshot, rounds=bare)), "people": people}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def unpacked(content: bytes, said: Mapping[str, Revision]) -> Snapshot:
    """Return the snapshot that `packed` was given, with what was ``said``: answer id → its pinned revision."""
    text = zlib.decompress(content).decode("utf-8", "surrogatepass")
    read = json.loads(text)
    bare: Snapshot = from_json(Snapshot, read["snapshot"])
    rounds = (_record(record, theirs, said) for record, theirs in zip(bare.rounds, read["people"], strict=True))
    return replace(bare, rounds=tuple(rounds))


def _record(record: RoundRecord, people: list[list[Any]], said: Mapping[str, Revision]) -> RoundRecord:
    return replace(record, participations=tuple(_to_person(record.round.id, row, said) for row in people))


def _person(person: Participation) -> list[Any]:
    consent = person.consent
    return [
        person.respondent,
        person.language,
        person.began.isoformat(),
        consent and [consent.version, consent.given.isoformat()],
        person.quoting,
        {name: list(values) for name, values in person.attributes.items()},
        person.people,
        person.on_record,
        [_answer(answer) for answer in person.answers],
        [[one.draft, one.version, one.side, one.at.isoformat()] for one in person.stances],
        [to_json(one) for one in person.shown],
    ]


def _to_person(round_id: str, row: list[Any], said: Mapping[str, Revision]) -> Participation:
    respondent, language, began, consent, quoting, attributes, people, on_record, answers, stances, *later = row
    return Participation(
        respondent=respondent,
        round=round_id,
        language=language,
        began=datetime.fromisoformat(began),
        consent=consent and Consent(consent[0], datetime.fromisoformat(consent[1])),
        quoting=quoting and Quoting(quoting),
        attributes={name: tuple(values) for name, values in attributes.items()},
        answers=tuple(_to_answer(answer, said) for answer in answers),
        stances=tuple(
            Stance(draft, version, Side(side), datetime.fromisoformat(at)) for draft, version, side, at in stances
        ),
        people=people,
        on_record=on_record,
        shown=tuple(from_json(Showing, one) for one in (later[0] if later else ())),
    )


def _answer(answer: Answer) -> list[Any]:
    return [
        answer.id,
        answer.item,
        answer.part,
        answer.draft_version,
        None if answer.coded is None else list(answer.coded),
    ]


def _to_answer(row: list[Any], said: Mapping[str, Revision]) -> Answer:
    answer_id, item, part, version, coded = row
    coded = None if coded is None else tuple(coded)
    return Answer(answer_id, item, Part(part), (said[answer_id],), version, coded=coded)

"""The answers of a round as rows, in the columns that ``import`` reads. Imports everyone.

As published: what may be shown, private data masked, nothing about who said it. Raw: every answer that counts and was
said on the record, whole, with its author's pseudonym and what they said of themselves; the audit log knows of it.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from config.answers.files import COLUMNS
from config.coding.sheets import harmless
from config.wiring import Deployment
from consultation.guide import Consultation
from consultation.private_data import masked
from consultation.records import Act, Answer, Part, Participation, Side, may_count, may_quote

Row = dict[str, object]

PUBLISHED = ("id", "text", "question", "draft", "lang", "labels")
BYTE_ORDER_MARK = "\ufeff"
"""By it Excel knows UTF-8."""


def export_answers(deployment: Deployment, round_id: str, *, table: bool, raw: bool, by: str) -> Iterator[str]:
    """Yield the lines of an export: JSON lines, or CSV where ``table``; ``by`` is who asks for a raw one."""
    record = deployment.store.record(round_id)
    consultation = deployment.consultation(record.round.consultation)
    if raw:
        deployment.store.note(Act(deployment.clock.now(), by or "command line", "export raw", round_id))
        columns: Sequence[str] = tuple(dict.fromkeys((*COLUMNS, *(one.id for one in consultation.attributes))))
        rows = _whole(record.participations)
    else:
        columns, rows = PUBLISHED, _shown(deployment, consultation, record.participations)
    yield from _csv(columns, rows) if table else _lines(rows)


def _shown(deployment: Deployment, consultation: Consultation, people: Iterable[Participation]) -> Iterator[Row]:
    """Yield what may be shown, in the order of ids, which says nothing of who wrote what."""
    finder = deployment.finder(consultation)
    allowed = [answer for person in people for answer in person.answers if may_quote(person, answer)]
    for answer in sorted(allowed, key=lambda one: one.id):
        said = answer.current
        text = masked(said.text, finder.find(said.text, language=said.language))
        yield {"id": answer.id, "text": text} | _about(answer)


def _whole(people: Iterable[Participation]) -> Iterator[Row]:
    for person in people:
        about = _person(person)
        for answer in person.answers:
            if may_count(person, answer) and person.on_record:
                stance = person.stance(answer.item, answer.draft_version)
                taken = {"stance": stance.side.value} if stance and stance.side is not Side.NONE else {}
                date = answer.current.at.isoformat()
                yield {"id": answer.id, "text": answer.current.text} | _about(answer) | taken | {"date": date} | about


def _about(answer: Answer) -> Row:
    place = "question" if answer.part is Part.ANSWER else "draft"
    item = {place: answer.item} if answer.item else {}
    labels = {} if answer.coded is None else {"labels": list(answer.coded)}
    return {**item, "lang": answer.current.language, **labels}


def _person(person: Participation) -> Row:
    people = {"people": person.people} if person.people else {}
    said = {name: list(words) if len(words) > 1 else words[0] for name, words in person.attributes.items() if words}
    source = {"source": person.source} if person.source else {}
    return {"respondent": person.respondent, **source, **people, **said}


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _csv_line(columns)
    for row in rows:
        yield _csv_line([_cell(row.get(column, "")) for column in columns])


def _csv_line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(map(harmless, cells))
    return line.getvalue()


def _cell(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)

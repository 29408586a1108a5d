"""The lines that ``palabre tag`` reads and writes, one answer each in JSON. Imports the core.

Read: ``{"id", "text", "lang"?, "question"?, "labels"?}``, and whatever else. Written: ``{"id", "lang", "tags":
[{"theme", "source", "score", "evidence": [{"start", "end", "text"}]}]}``, without blanks; the same tags are always the
same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consultation.codebook import Span, Tag, Tagged
from consultation.messages import clean

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Row:
    """An answer; ``language`` and ``question`` are empty where the line has none.

    ``labels`` are the themes that somebody coded, None where nobody has.
    """

    id: str | int
    text: str
    language: str
    question: str = ""
    labels: tuple[str, ...] | None = None


class Unreadable(Exception):
    """A line that holds no answer. Says what is wrong and what it should be."""


def read_row(line: bytes) -> Row:
    """Return the answer on ``line``, cleaned; raise `Unreadable`."""
    fields = _fields(line)
    if fields.get("text") is None:
        raise Unreadable('"text" is missing')
    language, question = _text(fields, "lang").strip(), _text(fields, "question")
    return Row(_id(fields), _text(fields, "text"), language, question, _labels(fields))


def written_row(row_id: str | int, tagged: Tagged) -> bytes:
    """Return the line that says how an answer was tagged, with its line break."""
    tags = [_tag(tag) for tag in tagged.tags]
    return _ENCODER.encode({"id": row_id, "lang": tagged.language, "tags": tags}).encode() + b"\n"


def _fields(line: bytes) -> Mapping[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))  # a file may begin with a byte order mark
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8: save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"is no JSON: {error.msg} in column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is JSON beyond what can be read: {error}") from None
    if not isinstance(fields, dict):
        raise Unreadable('is no object, like {"id": "1", "text": "…"}')
    return fields


def _id(fields: Mapping[str, Any]) -> str | int:
    row_id = fields.get("id")
    if isinstance(row_id, int) and not isinstance(row_id, bool):
        return row_id
    if not isinstance(row_id, str | None):
        raise Unreadable(f'"id" is {json.dumps(row_id)[:20]}, and not a text or a whole number')
    if row_id is None or not row_id.strip():
        raise Unreadable('"id" is missing')
    return clean(row_id)


def _text(fields: Mapping[str, Any], key: str) -> str:
    text = fields.get(key)
    if not isinstance(text, str | None):
        raise Unreadable(f'"{key}" is {json.dumps(text)[:20]}, and not a text')
    return clean(text or "")


def _labels(fields: Mapping[str, Any]) -> tuple[str, ...] | None:
    labels = fields.get("labels")
    if labels is None:
        return None
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise Unreadable(f'"labels" is {json.dumps(labels)[:20]}, and not a list of theme ids')
    return tuple(dict.fromkeys(labels))


def _tag(tag: Tag) -> Mapping[str, Any]:
    evidence = [_span(span) for span in tag.evidence]
    return {"theme": tag.theme, "source": tag.source, "score": tag.score, "evidence": evidence}


def _span(span: Span) -> Mapping[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}

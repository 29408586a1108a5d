"""What a notice says, as JSON and back. Imports `consultation` only."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any

from consultation.messages import Attachment, Button, Line, Reply, Style

BASE64 = "base64"


def to_json(key: str, reply: Reply) -> dict[str, Any]:
    """Return a notice's key and all of its reply as what JSON can hold."""
    attachment = reply.attachment
    return {
        "key": key,
        "lines": [_line(line) for line in reply.lines],
        "buttons": [[button.data, button.label] for button in reply.buttons],
        "language": reply.language,
        "attachment": attachment and _written(attachment),
        "in_place": reply.in_place,
    }


def from_json(content: Mapping[str, Any]) -> tuple[str, Reply]:
    """Return the key and the reply that `to_json` was given."""
    attachment = content["attachment"]
    reply = Reply(
        lines=tuple(_to_line(*line) for line in content["lines"]),
        buttons=tuple(Button(data, label) for data, label in content["buttons"]),
        language=content["language"],
        attachment=attachment and _read(*attachment),
        in_place=content["in_place"],
    )
    return content["key"], reply


def _written(attachment: Attachment) -> list[str]:
    """Return a file's name and content: text as it is, else in base 64, and said to be."""
    if isinstance(attachment.content, str):
        return [attachment.name, attachment.content]
    return [attachment.name, b64encode(attachment.content).decode(), BASE64]


def _read(name: str, content: str, form: str = "") -> Attachment:
    return Attachment(name, b64decode(content) if form == BASE64 else content)


def _line(line: Line) -> list[Any]:
    """Return a line; its marks stand behind it where it has any."""
    marks = [[list(mark) for mark in line.marks]] if line.marks else []
    return [line.text, line.style.value, *marks]


def _to_line(text: str, style: str, marks: Iterable[Iterable[int]] = ()) -> Line:
    return Line(text, Style(style), tuple((start, end) for start, end in marks))

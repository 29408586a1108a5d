"""What a notice says, as JSON and back. Imports `consultation` only."""

from collections.abc import Mapping
from typing import Any

from consultation.messages import Attachment, Button, Line, Reply, Style


def to_json(key: str, reply: Reply) -> dict[str, Any]:
    """Return a notice's key and all of its reply as what JSON can hold."""
    attachment = reply.attachment
    return {
        "key": key,
        "lines": [[line.text, line.style.value] for line in reply.lines],
        "buttons": [[button.data, button.label] for button in reply.buttons],
        "language": reply.language,
        "attachment": attachment and [attachment.name, attachment.content],
        "in_place": reply.in_place,
    }


def from_json(content: Mapping[str, Any]) -> tuple[str, Reply]:
    """Return the key and the reply that `to_json` was given."""
    attachment = content["attachment"]
    reply = Reply(
        lines=tuple(Line(text, Style(style)) for text, style in content["lines"]),
        buttons=tuple(Button(data, label) for data, label in content["buttons"]),
        language=content["language"],
        attachment=attachment and Attachment(*attachment),
        in_place=content["in_place"],
    )
    return content["key"], reply

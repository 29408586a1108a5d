"""The media that people send, as the fields of a Message object: plausible sizes, identifiers of the real form."""

import base64
import hashlib
import itertools
from typing import Any

_count = itertools.count(1)
_issued: set[str] = set()


def file(prefix: str = "BQACAgI", **about: Any) -> dict[str, Any]:
    """Return the identifiers of a new file and what is known about it."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(str(next(_count)).encode()).digest()).decode().rstrip("=")
    _issued.add(prefix + digest)
    return {"file_id": prefix + digest, "file_unique_id": f"AgAD{digest[:11]}", "file_size": 20_480} | about


def is_known(file_id: str) -> bool:
    """Say whether an identifier was given out, so that a bot may send the file again by it."""
    return file_id in _issued


def photo() -> dict[str, Any]:
    sizes = [(90, 67), (320, 240), (800, 600)]
    return {"photo": [file("AgACAgI", width=width, height=height, file_size=width * 20) for width, height in sizes]}


def voice() -> dict[str, Any]:
    return {"voice": file("AwACAgI", duration=3, mime_type="audio/ogg")}


def video() -> dict[str, Any]:
    return {"video": file("BAACAgI", duration=3, width=640, height=480, mime_type="video/mp4")}


def video_note() -> dict[str, Any]:
    return {"video_note": file("DQACAgI", duration=3, length=384)}


def animation() -> dict[str, Any]:
    shown = file("CgACAgI", duration=2, width=320, height=240, file_name="wave.mp4", mime_type="video/mp4")
    plain = {name: value for name, value in shown.items() if name not in ("duration", "width", "height")}
    return {"animation": shown, "document": plain}


def document(name: str, media_type: str) -> dict[str, Any]:
    return {"document": file(file_name=name, mime_type=media_type)}


def sticker() -> dict[str, Any]:
    kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍", "set_name": "Hands"}
    return {"sticker": file("CAACAgI", width=512, height=512) | kind}


def location() -> dict[str, Any]:
    return {"location": {"latitude": 46.519962, "longitude": 6.633597}}


def contact() -> dict[str, Any]:
    return {"contact": {"phone_number": "+41215550100", "first_name": "Zoé", "user_id": 700_000_001}}


def dice() -> dict[str, Any]:
    return {"dice": {"emoji": "🎲", "value": 4}}


def poll() -> dict[str, Any]:
    options = [{"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(("Yes", "No"))]
    asked = {"id": "5" * 18, "question": "Shall we?", "options": options, "total_voter_count": 0}
    rules = dict.fromkeys(("is_closed", "allows_multiple_answers", "allows_revoting", "members_only"), False)
    return {"poll": asked | rules | {"is_anonymous": True, "type": "regular"}}

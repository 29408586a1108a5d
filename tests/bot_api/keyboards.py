"""Keyboards below messages: what Telegram takes, what it refuses, what it should not have been given."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.bot_api.errors import Refused, bad_request
from tests.bot_api.formatting import is_invisible
from tests.bot_api.links import NoLink, check_link, mentioned_user

if TYPE_CHECKING:
    from tests.bot_api.queries import Query

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_BYTES_OF_DATA = 64

KEPT_AS_GIVEN = (
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
ACTS = frozenset({"url", "callback_data", *KEPT_AS_GIVEN})
BUTTON_FIELDS = frozenset({"text", "icon_custom_emoji_id", "style", *ACTS})
OTHER_MARKUPS = ("keyboard", "remove_keyboard", "force_reply")


class Keyboard(NamedTuple):
    """A reply markup as Telegram keeps it, and what is to be complained about."""

    markup: dict[str, Any]
    complaints: tuple[str, ...]


def reply_markup(query: Query) -> dict[str, Any] | None:
    """Return the markup of a request, None for none; it is shared between requests and must not be changed."""
    given = query.params.get("reply_markup")
    if not given:
        return None
    keyboard = _parsed(given if isinstance(given, str) else json.dumps(given))
    for complaint in keyboard.complaints:
        query.complains(complaint)
    return keyboard.markup or None


@lru_cache(maxsize=4096)
def _parsed(given: str) -> Keyboard:
    try:
        described = json.loads(given)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(described, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in described:
        return _other(described)
    rows = described["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows]
    doubts = [doubt for row in rows for button in row for doubt in _doubtful(button)]
    complaints = [*_too_many(rows), *doubts, *_beside(described)]
    return Keyboard({"inline_keyboard": [row for row in kept if row]} if any(kept) else {}, tuple(complaints))


def _other(described: dict[str, Any]) -> Keyboard:
    if not any(name in described for name in OTHER_MARKUPS):
        return Keyboard({}, ("reply_markup without a keyboard",))
    rows = described.get("keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    kept = [[button if isinstance(button, dict) else {"text": button} for button in row] for row in rows]
    if any(not button.get("text") for row in kept for button in row):
        raise bad_request("keyboard button text must be non-empty")
    return Keyboard(described | {"keyboard": kept} if kept else described, ())


def _beside(described: dict[str, Any]) -> list[str]:
    return [f"{name!r} beside inline_keyboard" for name in described if name != "inline_keyboard"]


def _too_many(rows: list[list[Any]]) -> list[str]:
    complaints = [f"{len(row)} buttons in a row" for row in rows if len(row) > MOST_IN_A_ROW]
    total = sum(map(len, rows))
    if total > MOST_BUTTONS:
        complaints.append(f"{total} buttons below one message")
    return complaints + ["an empty row of buttons" for row in rows if not row]


def _doubtful(button: dict[str, Any]) -> list[str]:
    acts = [name for name in button if name in ACTS]
    return [
        *(f"unknown field {name!r} of a button" for name in sorted({*button} - BUTTON_FIELDS)),
        *(f"a button has {name!r} beside {acts[-1]!r}" for name in acts[:-1]),
        *(["a button without a visible label"] if is_invisible(str(button["text"])) else []),
    ]


def _button(described: Any) -> dict[str, Any]:
    if not isinstance(described, dict):
        raise _wrong("InlineKeyboardButton must be an Object")
    if "text" not in described:
        raise _wrong('Can\'t find field "text"')
    label = _string(described, "text")
    kind = _kind(described)
    if not label:
        raise bad_request("inline keyboard button text must be non-empty")
    return {"text": label, **kind}


def _kind(described: dict[str, Any]) -> dict[str, Any]:
    """Return the one field that says what a button does, in the order in which Telegram looks."""
    if url := _string(described, "url"):
        return {"url": _url(url)}
    if data := _string(described, "callback_data"):
        if len(data.encode()) > MOST_BYTES_OF_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    for name in KEPT_AS_GIVEN:
        if name in described:
            return {name: described[name]}
    raise _wrong("Text buttons are unallowed in the inline keyboard")


def _string(described: dict[str, Any], name: str) -> str:
    value = described.get(name, "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _wrong(f'Field "{name}" must be of type String')
    return str(value)


def _url(url: str) -> str:
    if mentioned_user(url):
        return url
    try:
        return check_link(url)
    except NoLink as reason:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}") from None


def _wrong(reason: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {reason}")

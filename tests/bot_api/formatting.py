"""The text of a message or caption as Telegram makes it of `text`, `parse_mode` and `entities`.

The steps are those of `fix_formatted_text` of tdlib: parse, clean, put the entities in order, trim, find new ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.bot_api import html_mode, markup
from tests.bot_api.errors import Refused, bad_request
from tests.bot_api.markup import Entity, utf16_length

if TYPE_CHECKING:
    from tests.bot_api.queries import Query

MOST_BYTES = 1 << 15
MERGED = ("bold", "italic", "underline", "strikethrough", "spoiler")
MONOSPACE = ("code", "pre")
QUOTES = ("blockquote", "expandable_blockquote")
_FOUND = "mention hashtag cashtag bot_command url email phone_number bank_card_number"
FOUND_BY_TELEGRAM = frozenset(_FOUND.split())
GIVEN = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    **dict.fromkeys((*MERGED, *MONOSPACE, *QUOTES), ""),
}
INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\\s]*")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class Formatted(NamedTuple):
    """A text and its entities."""

    text: str
    entities: list[Entity]


def formatted(query: Query, name: str, entities_name: str) -> Formatted:
    """Return what Telegram makes of a text parameter; Refused where it refuses. "" may come out."""
    source = query.text(name)
    mode = query.text("parse_mode").lower()
    if len(source) * 4 > MOST_BYTES and len(source.encode()) > MOST_BYTES:
        raise bad_request("text is too long")
    source = source.replace("\r", "")
    if _CONTROL.search(source):
        query.complains("control characters become spaces")
        source = _CONTROL.sub(" ", source)
    if mode in ("", "none"):
        text, entities = source, _given_entities(query, entities_name, source)
    else:
        text, entities = _parsed(query, source, mode, entities_name)
    if entities:
        entities = in_order(entities, query.complains)
    text, entities = _trimmed(text, entities)
    return Formatted(text, _with_found(text, entities))


def _parsed(query: Query, source: str, mode: str, entities_name: str) -> tuple[str, list[Entity]]:
    if mode != "html":
        if mode in ("markdown", "markdownv2"):
            query.complains(f"this server plays HTML only, not {mode}")
        raise bad_request("unsupported parse_mode")
    if query.text(entities_name):
        query.complains(f"{entities_name} are ignored beside parse_mode")
    text, entities, complaints = html_mode.parse(source)
    for complaint in complaints:
        query.complains(complaint)
    return text, entities


def is_invisible(text: str) -> bool:
    """Say whether nothing of a text can be seen."""
    return INVISIBLE.fullmatch(text) is not None


# Entities as a parameter


def _given_entities(query: Query, name: str, text: str) -> list[Entity]:
    if name not in query.params:
        return []
    try:
        given = query.decoded(name)
    except ValueError:
        given = None
    if not isinstance(given, list):
        query.complains(f"{name} is no JSON array and therefore ignored")
        return []
    entities = [_given_entity(entity) for entity in given if not _is_found(entity)]
    _check_bounds(entities, text)
    return entities


def _is_found(entity: Any) -> bool:
    return isinstance(entity, dict) and entity.get("type") in FOUND_BY_TELEGRAM


def _given_entity(entity: Any) -> Entity:
    if not isinstance(entity, dict):
        raise _wrong_entity("expected an Object")
    for name in ("offset", "length", "type"):
        if name not in entity:
            raise _wrong_entity(f'Can\'t find field "{name}"')
    for name in ("offset", "length"):
        if not isinstance(entity[name], int):
            raise _wrong_entity(f'Field "{name}" must be a Number')
    if entity["type"] not in GIVEN:
        raise _wrong_entity("Unsupported type specified")
    needed = GIVEN[entity["type"]]
    if needed and needed not in entity:
        raise _wrong_entity(f'Can\'t find field "{needed}"')
    return dict(entity)


def _wrong_entity(reason: str) -> Refused:
    return bad_request(f"can't parse MessageEntity: {reason}")


def _check_bounds(entities: list[Entity], text: str) -> None:
    length = utf16_length(text)
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if start < 0:
            raise bad_request(f"receive an entity with incorrect offset {start}")
        if entity["length"] < 0:
            raise bad_request(f"receive an entity with incorrect length {entity['length']}")
        if start >= length > 0:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
        if end > length:
            where = f"beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
            raise bad_request(f"entity {where}")
        _check_halves(text, start, end)


def _check_halves(text: str, start: int, end: int) -> None:
    """Refuse an entity that cuts a character of two UTF-16 code units."""
    at = 0
    for index, character in enumerate(text):
        at += 1 + (character > "\uffff")
        byte = len(text[: index + 1].encode())
        if character > "\uffff" and at == start + 1:
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {byte}")
        if character > "\uffff" and at == end + 1:
            where = f"beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol at byte offset {byte}"
            raise bad_request(f"entity {where}")


# Order


def in_order(entities: list[Entity], complains: Callable[[str], None]) -> list[Entity]:
    """Return entities sorted, neighbours of one kind joined, and without those that may not stand in others."""
    kept: list[Entity] = []
    for entity in sorted(_joined(entities), key=lambda entity: (entity["offset"], -entity["length"])):
        around = [other["type"] for other in kept if _end(other) > entity["offset"]]
        if reason := _misplaced(entity["type"], around):
            complains(f"{entity['type']} at UTF-16 offset {entity['offset']} is dropped: {reason}")
        elif entity["length"] > 0:
            kept.append(entity)
    return kept


def _misplaced(kind: str, around: list[str]) -> str:
    """Return why an entity may not stand within those, "" where it may."""
    if kind in QUOTES and any(other in QUOTES for other in around):
        return "quotes can't be nested"
    monospace = [other for other in around if other in MONOSPACE]
    if monospace:
        return f"nothing may stand within {monospace[0]}"
    if kind in MONOSPACE and any(other not in QUOTES for other in around):
        return f"{kind} may stand within quotes only"
    return f"{kind} can't be nested" if kind in around else ""


def _joined(entities: list[Entity]) -> list[Entity]:
    """Join what touches or overlaps among the kinds that Telegram merges."""
    joined = [entity for entity in entities if entity["type"] not in MERGED]
    for kind in MERGED:
        last: Entity | None = None
        for entity in sorted((e for e in entities if e["type"] == kind), key=lambda e: int(e["offset"])):
            if last is not None and entity["offset"] <= _end(last):
                last["length"] = max(_end(last), _end(entity)) - last["offset"]
            else:
                last = dict(entity)
                joined.append(last)
    return joined


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


# Trimming


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Take white space away at the end, and at the beginning as far as no entity stands there."""
    right = text.rstrip(" \n")
    if len(right) < len(text) and entities:
        end = utf16_length(right)
        entities = [
            entity | {"length": min(entity["length"], end - entity["offset"])}
            for entity in entities
            if entity["offset"] < end
        ]
    left = right.lstrip(" \n")
    before = len(right) - len(left)
    if before and entities:
        before = min(before, entities[0]["offset"])
        entities = [entity | {"offset": entity["offset"] - before} for entity in entities]
    return right[before:], entities


def _with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Add what Telegram finds by itself, where no link, code or mention stands already."""
    found = markup.found_in(text)
    if not found:
        return entities
    if not entities:
        return found
    taken = [e for e in entities if e["type"] in (*MONOSPACE, "text_link", "text_mention")]
    free = [f for f in found if all(_end(e) <= f["offset"] or _end(f) <= e["offset"] for e in taken)]
    return sorted([*entities, *free], key=lambda entity: (entity["offset"], -entity["length"]))

"""Telegram's HTML mode, after `parse_html` of tdlib (MessageEntity.cpp): its grammar, its byte offsets, its errors.

Lenient as tdlib is, but not in silence: what it lets pass as plain text is named in `complaints`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.bot_api.errors import Refused, bad_request
from tests.bot_api.links import checked_link, mentioned_user
from tests.bot_api.markup import Entity, utf16_length

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
TAGS = frozenset(TYPES) | {"a", "code", "pre", "blockquote", "tg-emoji"}
LITERALS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPECIAL = re.compile("[<&>]")
_REFERENCE = re.compile("&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<literal>[a-zA-Z]*));?")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"\s*([^\s=>/\"']*)\s*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACES = re.compile(r"\s*")


class _Open(NamedTuple):
    """A start tag whose end is still to come."""

    tag: str
    argument: str
    offset: int
    """Where its text begins, in UTF-16 code units."""
    piece: int
    """How many pieces of text stood before it."""


def cannot_parse(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")


def parse(source: str) -> tuple[str, list[Entity], list[str]]:
    """Return text, entities in the order of their ends, and complaints; Refused where Telegram refuses."""
    if not _SPECIAL.search(source):
        return source, [], []
    reading = _Reading(source)
    reading.read()
    return "".join(reading.pieces), reading.entities, reading.complaints


@dataclass(slots=True)
class _Reading:
    source: str
    at: int = 0
    offset: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def read(self) -> None:
        source = self.source
        while special := _SPECIAL.search(source, self.at):
            self._keep(source[self.at : special.start()])
            self.at = special.start()
            if special.group() == ">":
                self._complain_of_bare(">", "&gt;")
                self._keep(">")
                self.at += 1
            elif special.group() == "&":
                self._read_reference()
            elif source.startswith("/", self.at + 1):
                self._read_end_tag()
            else:
                self._read_start_tag()
        self._keep(source[self.at :])
        if self.open:
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _keep(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.offset += utf16_length(text)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _complain_of_bare(self, character: str, written: str) -> None:
        where = self._byte(self.at)
        self.complaints.append(f'a bare "{character}" at byte offset {where} must be written "{written}"')

    def _skip_spaces(self) -> None:
        self.at = _end(_SPACES, self.source, self.at)

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    # Character references

    def _read_reference(self) -> None:
        character, end = _reference(self.source, self.at)
        if not character:
            self._complain_of_bare("&", "&amp;")
        self._keep(character or "&")
        self.at = end

    # Start tags

    def _read_start_tag(self) -> None:
        begin = self.at
        self.at = _end(_TAG_NAME, self.source, begin + 1)
        if not self._peek():
            raise self._unclosed(begin)
        tag = self.source[begin + 1 : self.at].lower()
        if tag not in TAGS:
            raise cannot_parse(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while not self._tag_ends():
            name, value = self._read_attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_Open(tag, argument, self.offset, len(self.pieces)))

    def _tag_ends(self) -> bool:
        self._skip_spaces()
        return self._peek() == ">"

    def _unclosed(self, begin: int, tag: str = "") -> Refused:
        named = f' "{tag}"' if tag else ""
        return cannot_parse(f"Unclosed start tag{named} at byte offset {self._byte(begin)}")

    def _read_attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        match = _ATTRIBUTE.match(self.source, self.at)
        name = match.group(1) if match else ""
        if not name and self._peek():
            raise cannot_parse(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self.at = match.end() if match else self.at
        if self._peek() != "=":
            if not self._peek():
                raise self._unclosed(begin, tag)
            return name, None
        self.at += 1
        self._skip_spaces()
        if not self._peek():
            raise self._unclosed(begin, tag)
        value = self._read_quoted() if self._peek() in "'\"" else self._read_token()
        if not self._peek():
            raise self._unclosed(begin)
        return name, value

    def _read_token(self) -> str:
        begin, self.at = self.at, _end(_TOKEN, self.source, self.at)
        if self._peek() and not self._peek().isspace() and self._peek() != ">":
            raise cannot_parse(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self.source[begin : self.at].lower()

    def _read_quoted(self) -> str:
        quote, value = self._peek(), ""
        self.at += 1
        while self._peek() not in ("", quote):
            character, end = _reference(self.source, self.at) if self._peek() == "&" else ("", self.at + 1)
            value += character or self._peek()
            self.at = end
        self.at += 1
        return value

    # End tags

    def _read_end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise cannot_parse(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at = _end(_TAG_NAME, self.source, begin + 2)
        name = self.source[begin + 2 : self.at].lower()
        self._skip_spaces()
        if self._peek() != ">":
            raise cannot_parse(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.open.pop()
        if name not in ("", opened.tag):
            where = self._byte(begin)
            raise cannot_parse(
                f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)
        else:
            self.complaints.append(f"<{opened.tag}> at byte offset {self._byte(begin)} has no text")

    def _close(self, opened: _Open) -> None:
        entity = self._entity(opened)
        if entity is None:
            return
        entity |= {"offset": opened.offset, "length": self.offset - opened.offset}
        same = self.entities and _covers_same(self.entities[-1], entity)
        if same and {"code", "pre"} == {self.entities[-1]["type"], entity["type"]}:
            inner = self.entities[-1]
            if language := inner.pop("language", "") or entity.get("language", ""):
                self.entities[-1] = entity | {"type": "pre", "language": language}
                return
        self.entities.append(entity)

    def _entity(self, opened: _Open) -> Entity | None:
        tag, argument = opened.tag, opened.argument
        if tag == "a":
            return self._link(argument or "".join(self.pieces[opened.piece :]))
        if tag == "tg-emoji":
            if not argument.isdigit() or int(argument) == 0:
                raise cannot_parse("Invalid custom emoji identifier specified")
            return {"type": "custom_emoji", "custom_emoji_id": argument}
        if tag == "blockquote":
            return {"type": "expandable_blockquote" if argument else "blockquote"}
        if tag == "code" and argument:
            return {"type": "code", "language": argument}
        return {"type": TYPES.get(tag, tag)}

    def _link(self, url: str) -> Entity | None:
        if user := mentioned_user(url):
            return {"type": "text_mention", "user": {"id": user, "is_bot": False, "first_name": ""}}
        if link := checked_link(url):
            return {"type": "text_link", "url": link}
        self.complaints.append(f"the link to {url!r} is dropped, for it is no URL")
        return None


def _end(pattern: re.Pattern[str], source: str, at: int) -> int:
    match = pattern.match(source, at)
    return match.end() if match else at


def _reference(source: str, at: int) -> tuple[str, int]:
    """Return the character that a reference stands for, "" for none, and where to go on."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "", at + 1
    if match["literal"] is not None:
        return (LITERALS[match["literal"]], match.end()) if match["literal"] in LITERALS else ("", at + 1)
    digits = len(match.group().rstrip(";"))
    code = int(match["hex"] or "0", 16) if match["hex"] is not None else int(match["decimal"] or "0")
    if code == 0 or code >= 0x10FFFF or digits >= 10:
        return "", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise cannot_parse(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code"
            " units"
        )
    return chr(code), match.end()


def _argument(tag: str, name: str, value: str | None) -> str:
    """Return what a tag keeps of an attribute, "" for nothing."""
    if tag == "blockquote" and name == "expandable":
        return "1"
    prefix = {("a", "href"): "", ("tg-emoji", "emoji-id"): "", ("code", "class"): "language-", ("span", "class"): "tg-"}
    wanted = prefix.get((tag, name))
    return value.removeprefix(wanted) if value and wanted is not None and value.startswith(wanted) else ""


def _covers_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["offset"] == other["offset"] and one["length"] == other["length"])

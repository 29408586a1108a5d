"""Text and its entities: lengths as Telegram counts them, entities found in plain text, and back to HTML.

Offsets and lengths are in UTF-16 code units, as everywhere in the Bot API.
"""

import html
import re
from typing import Any

Entity = dict[str, Any]

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?')\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b)"
    r"|(?<![\w/<>@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>@])"
    r"|(?<!\w)(?P<mention>@[A-Za-z0-9_]{3,32})\b"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)
_TELLTALE = re.compile("[/@#]")

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_in(text: str) -> list[Entity]:
    """Return the entities that Telegram finds by itself: addresses, commands, mentions, hashtags."""
    if not _TELLTALE.search(text):
        return []
    return [
        {"type": match.lastgroup, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match.group())}
        for match in _FOUND.finditer(text)
    ]


def commands_in(text: str, entities: list[Entity]) -> list[str]:
    """Return the bot commands of a text, such as "/start@palabre_bot"."""
    units = text.encode("utf-16-le")
    return [
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in entities
        if entity["type"] == "bot_command"
    ]


def as_html(text: str, entities: list[Entity]) -> str:
    """Return the text in Telegram's HTML mode; entities that Telegram finds by itself stay plain."""
    marks = [mark for entity in entities if (mark := _tags_of(entity))]
    cuts = sorted({0, utf16_length(text)} | {cut for start, end, _, _ in marks for cut in (start, end)})
    units = text.encode("utf-16-le")
    pieces = []
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        pieces += [closing for begin, until, _, closing in reversed(marks) if until == start > begin]
        pieces += [opening for begin, until, opening, _ in marks if begin == start < until]
        pieces.append(html.escape(units[2 * start : 2 * end].decode("utf-16-le"), quote=False))
    return "".join(pieces)


def _tags_of(entity: Entity) -> tuple[int, int, str, str] | None:
    """Return where an entity begins and ends, and its two tags."""
    start, end, kind = entity["offset"], entity["offset"] + entity["length"], entity["type"]
    if kind in _TAGS:
        return start, end, f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    special = {
        "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
        "text_link": (f'<a href="{html.escape(entity.get("url", ""))}">', "</a>"),
        "text_mention": (f'<a href="tg://user?id={entity.get("user", {}).get("id")}">', "</a>"),
        "custom_emoji": (f'<tg-emoji emoji-id="{entity.get("custom_emoji_id")}">', "</tg-emoji>"),
        "pre": ("<pre>", "</pre>"),
    }
    if kind == "pre" and "language" in entity:
        return start, end, f'<pre><code class="language-{entity["language"]}">', "</code></pre>"
    return (start, end, *special[kind]) if kind in special else None

"""A font in which every character is an empty box: what the PDF shows where no other font has a letter. No imports.

PDF/UA-1 forbids text without a glyph, and rightly: who copies it would get nothing. With this font at the end of the
list the text is all there, and only its picture is missing. Made as OpenType describes it
(https://learn.microsoft.com/typography/opentype/spec/): the tables that a TrueType font must have, two glyphs, and a
character map of format 13, which gives one glyph to a range of characters.
"""

import struct

FAMILY = "Palabre Boxes"

_UNITS, _WIDTH, _HEIGHT, _STROKE = 1000, 600, 700, 40


def boxes() -> bytes:
    """Return the font as a TrueType file, the same bytes always."""
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": _box(),
        b"head": _head(),
        b"hhea": struct.pack(">HHhhhHhhhhhhhhhhhH", 1, 0, 800, -200, 0, _WIDTH, 60, 60, 540, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", _WIDTH, 0, _WIDTH, 60),
        b"loca": struct.pack(">III", 0, 0, len(_box())),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x00010000, 2, 8, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(),
        b"post": struct.pack(">IiihhIIIII", 0x00030000, 0, -100, 50, 0, 0, 0, 0, 0, 0),
    }
    offset, directory, body = 12 + 16 * len(tables), [], []
    for tag, data in tables.items():
        padded = data + b"\0" * (-len(data) % 4)
        directory.append(struct.pack(">4sIII", tag, _sum(padded), offset, len(data)))
        body.append(padded)
        offset += len(padded)
    return b"".join([struct.pack(">IHHHH", 0x00010000, len(tables), 128, 3, 32), *directory, *body])


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF


def _box() -> bytes:
    """Return a glyph of two squares, the inner one turned the other way, so that it is cut out."""
    left, right, low, high = 60, _WIDTH - 60, 0, _HEIGHT
    outer = [(left, low), (left, high), (right, high), (right, low)]
    inner = [
        (left + _STROKE, low + _STROKE),
        (right - _STROKE, low + _STROKE),
        (right - _STROKE, high - _STROKE),
        (left + _STROKE, high - _STROKE),
    ]
    points = [*outer, *inner]
    steps = [(x - before[0], y - before[1]) for before, (x, y) in zip([(0, 0), *points], points, strict=False)]
    return b"".join(
        [
            struct.pack(">hhhhh", 2, left, low, right, high),
            struct.pack(">HHH", 3, 7, 0),  # where each square ends, and no instructions
            b"\x01" * 8,  # every point is on the line
            struct.pack(">8h", *(x for x, _ in steps)),
            struct.pack(">8h", *(y for _, y in steps)),
            b"\0\0",
        ]
    )


def _cmap() -> bytes:
    groups = struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1)
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + groups


def _head() -> bytes:
    corners = (60, 0, _WIDTH - 60, _HEIGHT)
    return struct.pack(
        ">IIIIHHQQhhhhHHhhh", 0x00010000, 0x00010000, 0, 0x5F0F3CF5, 3, _UNITS, 0, 0, *corners, 0, 8, 2, 1, 0
    )


def _name() -> bytes:
    words = {1: FAMILY, 2: "Regular", 4: FAMILY, 6: FAMILY.replace(" ", "")}
    records, texts = [], b""
    for number, text in words.items():
        encoded = text.encode("utf-16-be")
        records.append(struct.pack(">HHHHHH", 3, 1, 0x409, number, len(encoded), len(texts)))
        texts += encoded
    return struct.pack(">HHH", 0, len(words), 6 + 12 * len(words)) + b"".join(records) + texts


def _os2() -> bytes:
    return struct.pack(
        ">HhHHHhhhhhhhhhhh10sIIII4sHHHhhhHH",
        *(0, _WIDTH, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0),
        bytes(10),
        *(0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, b"PLBR", 0x40, 0x20, 0xFFFF),
        *(800, -200, 0, 800, 200),
    )

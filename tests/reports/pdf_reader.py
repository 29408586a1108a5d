"""Reads a PDF that Typst wrote: its text as who copies it would have it, its links, and what its tags say.

It knows as much of PDF 1.7 (ISO 32000-1) as Typst uses: objects in the open, streams packed by zlib, fonts whose glyphs
are two bytes and have a ToUnicode map.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_STRING = rb"(?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*"  # brackets in pairs need no escape
_TOKEN = re.compile(
    rb"/ActualText\s*<(?P<actual>[0-9A-Fa-f]+)>"
    rb"|/ActualText\s*\((?P<plain>" + _STRING + rb")\)"
    rb"|/(?:Lang|Alt)\s*\(" + _STRING + rb"\)"
    rb"|\((?P<glyphs>" + _STRING + rb")\)"
    rb"|<(?P<hex>[0-9A-Fa-f]+)>"
    rb"|/(?P<font>\w+) [\d.]+ Tf"
    rb"|(?P<begin>\bB[DM]C)|(?P<end>\bEMC)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    """One file."""

    def __init__(self, path: Path) -> None:
        self.bytes = path.read_bytes()
        self._objects: dict[int, bytes] = {int(number): body for number, body in _OBJECT.findall(self.bytes)}

    def _all(self, kind: str) -> Iterator[bytes]:
        mark = re.compile(rb"/Type\s*/%b\b" % kind.encode())
        return (body for body in self._objects.values() if mark.search(body.split(b"stream")[0]))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, in the order of its content; white space is not to be relied on."""
        return [self._text(page) for page in self._numbered]

    @cached_property
    def _numbered(self) -> list[bytes]:
        (kids,) = (re.search(rb"/Kids\s*\[([^\]]*)\]", body) for body in self._all("Pages"))
        assert kids
        return [self._objects[int(one)] for one in re.findall(rb"(\d+) 0 R", kids[1])]

    @property
    def text(self) -> str:
        """The text of all pages."""
        return "\n".join(self.pages)

    @cached_property
    def links(self) -> list[str]:
        """Where links lead: an address, the name of a place, or "" for a place without a name."""
        found = (body for body in self._all("Annot") if b"/Link" in body)
        return [self._target(body) for body in found]

    def _target(self, body: bytes) -> str:
        named = re.search(rb"/(?:URI|Dest)\s*\(((?:\\.|[^\\()])*)\)", body)
        return _unescaped(named[1]).decode("utf-8") if named else ""

    @cached_property
    def tags(self) -> Counter[str]:
        """How often each kind of structure element occurs: H1, TH, BlockQuote, …."""
        return Counter(kind.decode() for body in self._all("StructElem") for kind in re.findall(rb"/S\s*/(\w+)", body))

    @cached_property
    def outline(self) -> int:
        """How many entries the bookmarks have."""
        return sum(b"/Dest" in body and b"/Title" in body for body in self._objects.values())

    @cached_property
    def metadata(self) -> str:
        """The metadata packet."""
        (body,) = self._all("Metadata")
        return self._stream(body).decode("utf-8")

    @property
    def catalog(self) -> str:
        """The root of the file."""
        (body,) = self._all("Catalog")
        return body.decode("latin-1")

    @cached_property
    def alternatives(self) -> list[str]:
        """What is said in place of pictures."""
        found = (
            re.search(rb"/Alt\s*(?:\(((?:\\.|[^\\()])*)\)|<([0-9A-F]+)>)", body) for body in self._all("StructElem")
        )
        return [_string(one[1], one[2]) for one in found if one]

    def _stream(self, body: bytes) -> bytes:
        found = _STREAM.search(body)
        assert found
        return zlib.decompress(found[1]) if b"/FlateDecode" in body[: found.start()] else found[1]

    def _text(self, page: bytes) -> str:
        return "".join(self._said(self._content(page), self._fonts(page)))

    def _content(self, page: bytes) -> bytes:
        contents = re.search(rb"/Contents (\d+) 0 R", page)
        assert contents
        return self._stream(self._objects[int(contents[1])])

    def lefts(self, page: int) -> list[float]:
        """Return how far from the left each piece of text of a page begins, in points; the first page is 0."""
        return [float(x) for x in re.findall(rb"1 0 0 -1 ([\d.]+) [\d.]+ cm", self._content(self._numbered[page]))]

    def scales(self, page: int) -> list[float]:
        """Return by how much each drawing of a page is made larger or smaller, in points for a pixel."""
        found = re.findall(rb"q ([\d.]+) 0 0 -[\d.]+ [\d.]+ [\d.]+ cm", self._content(self._numbered[page]))
        return [float(x) for x in found if float(x) != 1]

    def _fonts(self, page: bytes) -> dict[bytes, dict[int, str]]:
        resources = self._followed(page, b"Resources")
        return {
            name: self._letters(self._objects[int(number)])
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", self._followed(resources, b"Font"))
            if b"/ToUnicode" in self._objects[int(number)]
        }

    def _followed(self, body: bytes, key: bytes) -> bytes:
        """Return what ``key`` says in a dictionary, or in the object that it refers to."""
        referred = re.search(rb"/%b (\d+) 0 R" % key, body)
        if referred:
            return self._objects[int(referred[1])]
        found = re.search(rb"/%b\s*<<(.*?)>>" % key, body, re.DOTALL)
        return bytes(found[1]) if found else b""

    def _letters(self, font: bytes) -> dict[int, str]:
        number = re.search(rb"/ToUnicode (\d+) 0 R", font)
        assert number
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", self._stream(self._objects[int(number[1])]))
        return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}

    def _said(self, content: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[str]:
        letters: dict[int, str] = {}
        depth, silent = 0, 0  # within a text that is said otherwise, its glyphs say nothing
        for token in _TOKEN.finditer(content):
            if token["font"]:
                letters = fonts.get(token["font"], {})
            elif token["begin"]:
                depth += 1
            elif token["end"]:
                depth -= 1
                silent = silent if depth >= silent else 0
            elif token["actual"] or token["plain"] is not None:
                yield _string(token["plain"], token["actual"])
                silent = depth + 1
            elif not silent and (token["glyphs"] or token["hex"]):
                glyphs = bytes.fromhex(token["hex"].decode()) if token["hex"] else _unescaped(token["glyphs"])
                numbers = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2))
                yield "".join(letters.get(one, "\ufffd") for one in numbers)


def _string(plain: bytes | None, written: bytes | None) -> str:
    raw = bytes.fromhex(written.decode()) if written else _unescaped(plain or b"")
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _unescaped(raw: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        what = found[1]
        return bytes([int(what, 8)]) if what.isdigit() else _NAMED.get(what, what)

    return _ESCAPE.sub(one, raw)

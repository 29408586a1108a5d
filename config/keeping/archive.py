"""A backup as a file: a zip of parts, each with its size and digest in a list that comes last. Imports the core.

Nothing in it is trusted before it is checked: a part must be listed, be as long as the list says, and have its digest;
its name must stay below the folder it is unpacked into. The same parts give the same bytes.
"""

import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from consultation.errors import InvalidInput

LIST = "manifest.json"
FORMAT = 1
LONGEST_LIST = 16 * 2**20
LARGE, HIGHEST_RATIO = 64 * 2**20, 200
"""How much a large part may have been packed: rows of a database come to a tenth; what comes to so little is a bomb."""

CHUNK = 2**20
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part: when a backup was made stands in its list."""

PRIVATE = 0o600
LONGEST_LINE = 2**28
"""Bytes of a line: one is in memory at a time."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What reading a damaged zip, or JSON in it, can raise: one whose offsets lead nowhere is an `OSError`."""

DIGEST = re.compile(r"[0-9a-f]{64}")


class ArchiveWriter:
    """Writes a new archive; `close` it with what is to be known of it."""

    def __init__(self, path: Path) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        self._file = os.fdopen(handle, "wb")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        self._parts: dict[str, dict[str, Any]] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add a part."""
        digest, size = sha256(), 0
        with self._zip.open(_entry(name), "w", force_zip64=True) as part:
            for chunk in chunks:
                digest.update(chunk)
                size += part.write(chunk)
        self._parts[name] = {"size": size, "sha256": digest.hexdigest()}

    def close(self, **about: object) -> None:
        """Write the list, with ``about`` in it, and see everything on disk."""
        listed = {"format": FORMAT, **about, "parts": self._parts}
        self._zip.writestr(_entry(LIST), json.dumps(listed, ensure_ascii=False, indent=1))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose list was read; `check` it before anything is done with its parts."""

    path: Path
    about: Mapping[str, Any]
    parts: Mapping[str, Mapping[str, Any]]

    def check(self) -> None:
        """Read every part; raise `InvalidInput` for one that is not as the list says."""
        for name in self.parts:
            for _ in self.chunks(name):
                pass

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield what a part holds; raise `InvalidInput` at its end where that is not what was written."""
        digest, left = sha256(), self.parts[name]["size"]
        with self._opened(name) as part:
            while chunk := self._piece(part, name, left):
                digest.update(chunk)
                left -= len(chunk)
                yield chunk
        if left or digest.hexdigest() != self.parts[name]["sha256"]:
            raise InvalidInput("is damaged: it is not what was written", where=f"{self.path}: {name}")

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a part."""
        rest = b""
        for chunk in self.chunks(name):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
            if len(rest) > LONGEST_LINE:
                raise InvalidInput(f"has a line over {LONGEST_LINE} bytes", where=f"{self.path}: {name}")
        if rest:
            yield rest

    def _piece(self, part: IO[bytes], name: str, left: int) -> bytes:
        try:
            return part.read(min(CHUNK, left + 1))
        except UNREADABLE as error:
            raise InvalidInput("is damaged: it cannot be unpacked", where=f"{self.path}: {name}") from error

    def _opened(self, name: str) -> IO[bytes]:
        try:
            found = zipfile.ZipFile(self.path)
            entry = found.getinfo(name)
            if entry.file_size > LARGE and entry.file_size > HIGHEST_RATIO * entry.compress_size:
                raise InvalidInput("unpacks to more than it can hold", where=f"{self.path}: {name}")
            return found.open(entry)
        except (KeyError, *UNREADABLE) as error:
            raise InvalidInput("is missing or damaged", where=f"{self.path}: {name}") from error


def open_archive(path: Path) -> Archive:
    """Return an archive; raise `InvalidInput` for a file that is none, or is of a newer version."""
    packed = path.stat().st_size
    try:
        with zipfile.ZipFile(path) as found:
            entry = found.getinfo(LIST)
            if entry.file_size > LONGEST_LIST:
                raise InvalidInput("its list is too long to be one of ours", where=str(path))
            listed = json.loads(found.read(entry))
            parts, version = listed["parts"], listed["format"]
            names = [name for name in found.namelist() if name != LIST]
            sizes = [(one.file_size, one.compress_size) for one in found.infolist()]
    except (KeyError, TypeError, *UNREADABLE) as error:
        raise InvalidInput("this is not a backup of Palabre, or only a piece of one", where=str(path)) from error
    _check_size(sizes, packed, path)
    if version != FORMAT:
        raise InvalidInput("this backup was made by a newer version of Palabre: install that one", where=str(path))
    if not isinstance(parts, dict) or not all(map(_is_part, parts.values())) or sorted(names) != sorted(parts):
        raise InvalidInput("is damaged: its parts are not those of its list", where=str(path))
    return Archive(path, listed, parts)


def _check_size(sizes: Sequence[tuple[int, int]], packed: int, path: Path) -> None:
    """Raise `InvalidInput` for a bomb: many parts, each of them small, or several that are the same bytes."""
    unpacked = sum(size for size, _ in sizes)
    if unpacked > LARGE and (unpacked > HIGHEST_RATIO * packed or sum(size for _, size in sizes) > packed):
        raise InvalidInput("unpacks to more than it can hold", where=str(path))


def _is_part(told: object) -> bool:
    """Say whether the list tells of a part as we do."""
    return (
        isinstance(told, dict)
        and type(told.get("size")) is int
        and told["size"] >= 0
        and isinstance(told.get("sha256"), str)
        and DIGEST.fullmatch(told["sha256"]) is not None
    )


def inside(name: str, *folders: str) -> bool:
    """Say whether a part may be unpacked: its name is a path below one of these folders, and cannot leave it."""
    parts = PurePosixPath(name).parts
    plain = all(part not in ("", ".", "..") and not set(part) & set("\\:\0") for part in parts)
    return plain and not name.startswith("/") and len(parts) > 1 and parts[0] in folders


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = PRIVATE << 16
    return entry

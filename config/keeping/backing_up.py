"""Everything out in one file, and back: rows, models, editions, and the keys on asking. Imports everyone.

A backup is made while bots are served, of one moment of the database. What is put back is checked as a whole before
anything is touched; rows come in one transaction, folders by renaming. Logs and caches are not in it.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from config.keeping.archive import CHUNK, PRIVATE, Archive, ArchiveWriter, inside, open_archive
from config.keeping.key_copies import NAMES, locked, mark_of, unlocked
from config.rooms import room
from config.settings import Settings
from consultation.errors import InvalidInput, NotAllowed

FOLDERS = ("models", "editions")
KEYS = "keys"
ROWS = "tables"


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds: rows by table, and files beside them; ``keys`` whether the keys are among them."""

    rows: dict[str, int]
    files: int
    keys: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    ``erased_again`` were erased after the backup was made; ``foreign`` is whether the keys here are not those that the
    people in it are known by.
    """

    made: datetime
    rows: int
    erased_again: int
    foreign: bool


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself: when it was made, at which migration, rows by table, and whose keys it needs."""

    made: datetime
    schema: str
    rows: dict[str, int]
    key_mark: str


def back_up(settings: Settings, file: Path, *, at: datetime, passphrase: str = "") -> Saved:
    """Write a backup, and read it back; the keys are in it where there is a passphrase to lock them with.

    A file of that name is replaced once the new one is whole. Raises `NotFound` where there is nothing to back up.
    """
    with room(file.parent, "backup") as here:
        made = here / "backup"
        saved = _written(settings, made, at, passphrase)
        open_archive(made).check()
        made.replace(file)
    return saved


def _written(settings: Settings, path: Path, at: datetime, passphrase: str) -> Saved:
    from storage.copying import copied
    from storage.engine import connect
    from storage.schema import bring_to_head

    rows: dict[str, int] = {}
    archive = ArchiveWriter(path)
    database = connect(settings.database_url)
    try:
        bring_to_head(database)
        with copied(database) as copy:
            for table in copy.tables:
                archive.add(f"{ROWS}/{table}.jsonl", _counted(table, copy.rows(table), rows))
    finally:
        database.close()
    files = [path for folder in FOLDERS for path in _files(settings.home / folder)]
    for one in files:
        archive.add(one.relative_to(settings.home).as_posix(), _chunks(one))
    keys = [settings.home / KEYS / name for name in NAMES if passphrase and (settings.home / KEYS / name).is_file()]
    for key in keys:
        archive.add(f"{KEYS}/{key.name}", [locked(key.read_bytes(), passphrase)])
    archive.close(made=at.isoformat(), schema=copy.schema, rows=rows, key_mark=mark_of(settings.home / KEYS))
    return Saved(rows, len(files), bool(keys))


def restore(
    settings: Settings,
    file: Path,
    *,
    at: datetime,
    replace: bool,
    passphrase: str = "",
    erased: Collection[str] = (),
) -> Restored:
    """Put a backup back into an empty home, or in the place of what is there.

    Who is known to be ``erased``, by a digest of their pseudonym, is erased again, as is who the database knows of.
    Raises `InvalidInput` for a file that is no whole backup, and `NotAllowed` where there is something already and
    ``replace`` is not said; then nothing is changed.
    """
    archive = open_archive(file)
    about = _about(archive)
    _check_names(archive, about)
    _check_room(archive, settings.home)
    archive.check()
    home = settings.home
    home.mkdir(parents=True, exist_ok=True)
    there = [name for name in FOLDERS if any(_files(home / name))]
    if there and not replace:
        raise NotAllowed(f"there are {' and '.join(there)} in {home} already; to put the backup there, add --replace")
    keys = _unlocked_keys(archive, home, passphrase)
    with room(home, "restoring") as here:
        _unpack(archive, here)
        erased_again = _put_rows_back(settings, archive, about, erased, replace=replace, at=at)
        for name in FOLDERS:
            _swap(home / name, here / name, here / f"old-{name}")
    for name, content in keys.items():
        _keep_key(home / KEYS / name, content)
    foreign = about.key_mark not in ("", mark_of(home / KEYS))
    return Restored(about.made, sum(about.rows.values()), erased_again, foreign)


def _put_rows_back(
    settings: Settings, archive: Archive, about: About, erased: Collection[str], *, replace: bool, at: datetime
) -> int:
    from storage.copying import put_back
    from storage.engine import connect

    database = connect(settings.database_url)
    try:
        tables = {name: _rows(archive, f"{ROWS}/{name}.jsonl") for name in about.rows}
        erased_again = put_back(database, about.schema, tables, replace=replace, at=at, erased=erased)
        database.forget_deleted()
        return erased_again
    finally:
        database.close()


def _rows(archive: Archive, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table; raise `InvalidInput` for a line that is none, by its number."""
    for number, line in enumerate(archive.lines(name), start=1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InvalidInput("this is no row", where=f"{archive.path}: {name}:{number}") from error
        if not isinstance(row, dict):
            raise InvalidInput("this is no row", where=f"{archive.path}: {name}:{number}")
        yield row


def _about(archive: Archive) -> About:
    """Return what a backup says of itself; raise `InvalidInput` where that is not as we say it."""
    told = archive.about
    rows, schema, mark = told.get("rows"), told.get("schema"), told.get("key_mark")
    try:
        made = datetime.fromisoformat(told["made"])
    except (KeyError, TypeError, ValueError):
        made = None
    sound = isinstance(rows, dict) and all(type(count) is int for count in rows.values())
    if made is None or not sound or not isinstance(schema, str) or not isinstance(mark, str):
        raise InvalidInput("what this backup says of itself is not what Palabre writes", where=str(archive.path))
    return About(made, schema, dict(rows or {}), mark)


def _check_names(archive: Archive, about: About) -> None:
    rows = {f"{ROWS}/{name}.jsonl" for name in about.rows}
    keys = {f"{KEYS}/{name}" for name in NAMES}
    strange = [name for name in archive.parts if name not in rows | keys and not inside(name, *FOLDERS)]
    if strange or not rows <= set(archive.parts):
        raise InvalidInput("this is no backup that Palabre made: its parts have strange names", where=str(archive.path))


def _check_room(archive: Archive, home: Path) -> None:
    """Raise `InvalidInput` where it does not fit on the disk: a full one would lose the next answer."""
    there = next(path for path in (home.resolve(), *home.resolve().parents) if path.exists())
    needed, free = sum(part["size"] for part in archive.parts.values()), shutil.disk_usage(there).free
    if needed > free:
        what = f"unpacks to {needed >> 20} MB, and there are {free >> 20} MB free in {there}: make room"
        raise InvalidInput(what, where=str(archive.path))


def _unlocked_keys(archive: Archive, home: Path, passphrase: str) -> dict[str, bytes]:
    """Return the keys in the archive, by name, where there is a passphrase; raise where others are in their place."""
    if not passphrase:
        return {}
    held = [name for name in NAMES if f"{KEYS}/{name}" in archive.parts]
    if not held:
        raise InvalidInput("this backup holds no keys; leave --keys out", where=str(archive.path))
    keys = {name: unlocked(b"".join(archive.chunks(f"{KEYS}/{name}")), passphrase) for name in held}
    other = [name for name in held if (home / KEYS / name).exists() and (home / KEYS / name).read_bytes() != keys[name]]
    if other:
        raise NotAllowed(f"{home / KEYS} holds other keys; move them away first: people were met with them")
    return keys


def _keep_key(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
            file.write(content)


def _unpack(archive: Archive, folder: Path) -> None:
    for name in archive.parts:
        if inside(name, *FOLDERS):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.writelines(archive.chunks(name))


def _swap(place: Path, new: Path, old: Path) -> None:
    if place.exists():
        place.rename(old)
    if new.exists():
        new.rename(place)
    if old.exists():
        shutil.rmtree(old)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _counted(table: str, rows: Iterable[dict[str, object]], counts: dict[str, int]) -> Iterator[bytes]:
    counts[table] = 0
    for row in rows:
        counts[table] += 1
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

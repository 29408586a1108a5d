"""Files with a key in them: for their owner alone, and whole. Imports consultation."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from consultation.errors import InvalidInput

MODE = 0o600


def read_or_make(path: Path, fresh: str) -> str:
    """Return what stands in a key's file, which is made with ``fresh`` where there is none.

    Raises `InvalidInput` where others can read it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path, fresh)
    if path.stat().st_mode & 0o077:
        raise InvalidInput(f"this key can be read by others; run: chmod 600 {path}", where=str(path))
    try:
        return path.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        raise InvalidInput("no key stands here: put back the file that you keep elsewhere", where=str(path)) from None


def _make(path: Path, fresh: str) -> None:
    """Make a key, whole or not at all, whenever this process is killed; one that another has just made stands."""
    with _alone(path.parent):
        if not path.exists():
            made = path.with_name(f".{path.name}.new")
            made.unlink(missing_ok=True)
            _write(made, fresh)
            made.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait for whoever else makes a key in a folder."""
    try:
        import fcntl
    except ImportError:  # Windows: two that begin at once for the first time might each make one
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def replaced(path: Path, content: str) -> None:
    """Put another content in the place of a key's file, on disk before this returns; whenever it ends, one is whole."""
    beside = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        _write(beside, content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    if hasattr(os, "O_DIRECTORY"):  # Windows has no folders that can be opened
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _write(path: Path, content: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

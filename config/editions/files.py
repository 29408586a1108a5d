"""The folders of a round's editions: made beside, moved whole, buried under a tombstone. Imports the core.

Whoever works on them holds the round's lock, which the system takes back from a process that is killed. So what was
being made lies in a folder of its own, and whoever finds one with the lock in hand knows that nobody makes it any more.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from consultation.errors import PalabreError

MAKING, GONE = ".making-", ".gone-"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait for whoever else works on the editions in ``folder``, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows: the database alone sees to it that none is made twice
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def making(folder: Path, number: int) -> Iterator[Path]:
    """Give a folder to make an edition in, beside where it will stand; it goes when the block ends, or is refused.

    Where anything else ends it, the edition may have been kept already: the folder stays, for `tidy` to tell.
    """
    room = folder / f"{MAKING}{number}"
    room.mkdir(parents=True, exist_ok=True)
    for left in room.iterdir():  # the folder itself stays: it says what was being made
        _remove(left)
    try:
        yield room
    except PalabreError:
        shutil.rmtree(room)
        raise
    shutil.rmtree(room, ignore_errors=True)


def left_behind(folder: Path) -> tuple[int, ...]:
    """Return the numbers of the editions that processes were making which were killed."""
    return tuple(sorted(int(room.name.removeprefix(MAKING)) for room in folder.glob(f"{MAKING}*")))


def tidy(folder: Path) -> None:
    """Remove what killed processes left behind."""
    for left in (*folder.glob(f"{MAKING}*"), *folder.glob(f"{GONE}*")):
        shutil.rmtree(left)


def place(room: Path, target: Path) -> None:
    """Move what was made to where it stands: at once where there is nothing yet, else file by file."""
    with suppress(OSError):
        room.replace(target)
        return
    target.mkdir(parents=True, exist_ok=True)
    for made in sorted(room.iterdir()):
        if made.is_dir():
            _remove(target / made.name)
        made.replace(target / made.name)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def bury(folder: Path, number: int, tombstone: Mapping[str, str]) -> None:
    """Let only these files stand where an edition stood: name → text."""
    target = folder / str(number)
    if _holds(target, tombstone):
        return
    with making(folder, number) as room:
        for name, text in tombstone.items():
            (room / name).write_text(text, encoding="utf-8", newline="\n")
        if target.exists():
            gone = folder / f"{GONE}{number}"
            target.replace(gone)
            shutil.rmtree(gone)
        room.replace(target)


def _holds(folder: Path, texts: Mapping[str, str]) -> bool:
    """Say whether a folder holds these files and no others."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return there == set(texts) and all((folder / name).read_bytes() == text.encode() for name, text in texts.items())

"""A folder to make something in, beside where it will stand, and gone when that is done. Standard library only.

A process that is killed leaves its folder behind, with what people said in it. Whoever works in one holds its lock,
which the system takes back from a process that ends, however it ends: so the next one knows which to remove.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def room(beside: Path, name: str) -> Iterator[Path]:
    """Give a new folder in ``beside``, for its owner only; those of that ``name`` that killed processes left go first.

    Raises `FileNotFoundError` where ``beside`` is not there. Where folders cannot be locked (Windows, some network
    drives) nothing that was left is removed, since nobody can tell whose it is.
    """
    with ExitStack() as kept:
        with _lock(beside) as ours:  # so that nobody takes the new one for a leftover before it is locked
            if ours:
                sweep(beside, name)
            made = Path(kept.enter_context(TemporaryDirectory(dir=beside, prefix=f".{name}-")))
            kept.enter_context(_lock(made))
        yield made


def sweep(beside: Path, name: str) -> None:
    """Remove what killed processes left of that ``name``, and nothing that somebody works in."""
    for left in beside.glob(f".{name}-*"):
        if left.is_dir():
            with _lock(left, wait=False) as ours:
                if ours:
                    shutil.rmtree(left)


@contextmanager
def _lock(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Lock a folder and say so; False where somebody else has it, or it cannot be locked."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        ours = False
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            ours = True
        yield ours
    finally:
        os.close(handle)

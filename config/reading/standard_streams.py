"""``-`` as the name of a file: standard input or output, where a job needs a file that it can go about in."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

DASH = Path("-")


@contextmanager
def written_out(file: Path) -> Iterator[Path]:
    """Give the path to write to; what stands there in the end is printed where ``file`` is ``-``."""
    if file != DASH:
        yield file
        return
    with TemporaryDirectory(prefix="palabre-") as room:
        path = Path(room) / "file"
        yield path
        with path.open("rb") as made:
            shutil.copyfileobj(made, sys.stdout.buffer)


@contextmanager
def read_in(file: Path) -> Iterator[Path]:
    """Give the path to read from; where ``file`` is ``-``, what was typed or piped in stands there."""
    if file != DASH:
        yield file
        return
    with TemporaryDirectory(prefix="palabre-") as room:
        path = Path(room) / "file"
        with path.open("wb") as made:
            shutil.copyfileobj(sys.stdin.buffer, made)
        yield path

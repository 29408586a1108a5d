"""Tags a file, or standard input, into a file or standard output. Imports everyone."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from config.loading import load_codebook
from config.progress import Progress
from consultation.errors import InvalidInput, NotFound

STANDARD = "-"
WHAT = "Tagging"


def tag_file(
    source: str,
    *,
    codebook: Path,
    out: str,
    workers: int,
    skip_bad: Callable[[InvalidInput], None] | None,
    progress: Progress,
) -> None:
    """Write the tags of the JSON lines in ``source`` to ``out``, line by line; "-" is standard input or output.

    Raises `InvalidInput` at the first line that cannot be read, with what came before it written, unless ``skip_bad``
    takes it.
    """
    from nlp.batch import tag_lines

    themes = load_codebook(codebook)
    with _reading(source) as lines, _writing(out) as target:
        name = "standard input" if source == STANDARD else source
        told = _told(lines, _size(source), progress)
        target.writelines(tag_lines(told, name=name, codebook=themes, workers=workers, skip_bad=skip_bad))


def _size(source: str) -> int:
    return 0 if source == STANDARD else Path(source).stat().st_size


def _told(lines: Iterable[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    """Yield the lines, telling how many of ``size`` bytes are read; nothing is told where that is not known."""
    done = 0
    for line in lines:
        yield line
        done += len(line)
        if size:
            progress(WHAT, done, size)


@contextmanager
def _reading(source: str) -> Iterator[BinaryIO]:
    if source == STANDARD:
        yield sys.stdin.buffer
        return
    if not Path(source).is_file():
        raise NotFound(f"no file {source}: give one with a JSON object per line, or - for standard input")
    with Path(source).open("rb") as file:
        yield file


@contextmanager
def _writing(out: str) -> Iterator[BinaryIO]:
    if out == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with Path(out).open("wb") as file:
        yield file

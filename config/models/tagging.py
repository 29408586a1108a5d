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
    model: Path | None = None,
    out: str,
    workers: int,
    cluster: str = "",
    skip_bad: Callable[[InvalidInput], None] | None,
    progress: Progress,
) -> None:
    """Write the tags of the JSON lines in ``source`` to ``out``, line by line; "-" is standard input or output.

    ``model`` is the folder of one that was learnt for the codebook; without it cues alone speak. ``cluster`` is the
    address of a Dask scheduler whose workers do the work.

    Raises `InvalidInput` at the first line that cannot be read, with what came before it written, unless ``skip_bad``
    takes it.
    """
    from nlp.batch import tag_lines

    themes = load_codebook(codebook)
    with reading(source) as lines, _writing(out) as target:
        name = "standard input" if source == STANDARD else source
        told = told_lines(lines, source, progress)
        target.writelines(
            tag_lines(
                told, name=name, codebook=themes, model=model, workers=workers, cluster=cluster, skip_bad=skip_bad
            )
        )


def told_lines(lines: Iterable[bytes], source: str, progress: Progress) -> Iterator[bytes]:
    """Yield the lines of ``source``, telling how much of it is read; nothing is told where that is not known."""
    size = 0 if source == STANDARD else Path(source).stat().st_size
    done = 0
    for line in lines:
        yield line
        done += len(line)
        if size:
            progress(WHAT, done, size)


@contextmanager
def reading(source: str) -> Iterator[BinaryIO]:
    """Open a file of lines, or standard input; raise `NotFound`."""
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

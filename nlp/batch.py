"""Tags a stream of answers: the job behind ``palabre tag``. Imports the core and `nlp`.

Few lines are on their way at a time, so memory does not grow with the file. What comes out is the same for any number
of workers, byte for byte.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from consultation.codebook import Codebook, Tagged
from consultation.errors import InvalidInput, PalabreError
from nlp.rows import Row, Unreadable, read_row, written_row
from nlp.tagger import CueTagger

Line = tuple[int, bytes]
"""A line with its number, from 1."""

Outcome = bytes | tuple[int, str]
"""A line to be written, or what is wrong with the line of that number. It travels between processes, so it is small."""

TagRows = Callable[[Sequence[Row]], Sequence[Tagged]]

_CHUNK = 256  # lines, enough for the work to outweigh the journey

CHUNKS_EACH = 3
"""How many chunks are on their way for each worker: one worked on, one waiting, one done before its turn."""


def tag_lines(
    lines: Iterable[bytes],
    *,
    name: str,
    codebook: Codebook,
    model: Path | None = None,
    workers: int = 1,
    cluster: str = "",
    skip_bad: Callable[[InvalidInput], None] | None = None,
) -> Iterator[bytes]:
    """Yield the lines to be written for the JSON ``lines`` of the file ``name``, in their order (see `nlp.rows`).

    ``model`` is the folder of one learnt for the codebook. ``workers`` are processes of this machine; ``cluster`` is
    the address of a Dask scheduler, whose workers do it instead (see `nlp.cluster`).

    A line that cannot be read raises `InvalidInput`, which names it, and nothing past it is yielded; with ``skip_bad``
    it is handed over to that, and left out. Empty lines are passed over.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    together = _CHUNK if model or cluster or workers > 1 else 1
    chunks = iter(lambda: list(islice(numbered, together)), [])
    for outcome in chain.from_iterable(_done(chunks, codebook, model, workers, cluster)):
        if isinstance(outcome, bytes):
            yield outcome
            continue
        number, what = outcome
        problem = InvalidInput(what, where=f"{name}:{number}")
        if skip_bad is None:
            raise problem
        skip_bad(problem)


def rows_tagger(codebook: Codebook, model: Path | None) -> TagRows:
    """Return what tags rows: by ``model``, or by cues alone."""
    if model is not None:
        from nlp.learning.rows import by_model

        return by_model(codebook, model)
    tagger = CueTagger(codebook)

    def by_cues(rows: Sequence[Row]) -> Sequence[Tagged]:
        return [
            tagger.tag_in(row.language, row.text) if row.language else tagger.tag(row.text, spoken="") for row in rows
        ]

    return by_cues


def in_turn(
    chunks: Iterable[list[Line]], begin: Callable[[list[Line]], Callable[[], list[Outcome]]], most: int
) -> Iterator[list[Outcome]]:
    """Yield what becomes of ``chunks`` in their order, with at most so many on their way.

    ``begin`` has somebody begin with a chunk, and returns what waits for the end of that.
    """
    on_their_way: deque[Callable[[], list[Outcome]]] = deque()
    for chunk in chunks:
        on_their_way.append(begin(chunk))
        if len(on_their_way) > most:
            yield on_their_way.popleft()()
    while on_their_way:
        yield on_their_way.popleft()()


def outcomes(tag: TagRows, chunk: Sequence[Line]) -> list[Outcome]:
    """Return what becomes of each line of ``chunk``."""
    read = [_read(line) for line in chunk]
    tagged = iter(tag([row for row in read if isinstance(row, Row)]))
    return [written_row(row.id, next(tagged)) if isinstance(row, Row) else row for row in read]


def _done(
    chunks: Iterator[list[Line]], codebook: Codebook, model: Path | None, workers: int, cluster: str
) -> Iterator[list[Outcome]]:
    if cluster:
        from nlp.cluster import on_cluster

        return on_cluster(chunks, codebook, model, cluster)
    tag = rows_tagger(codebook, model)  # also for others to do: what is wrong with a model is said here
    return (outcomes(tag, chunk) for chunk in chunks) if workers <= 1 else _together(chunks, codebook, model, workers)


def _together(
    chunks: Iterator[list[Line]], codebook: Codebook, model: Path | None, workers: int
) -> Iterator[list[Outcome]]:
    context = get_context("spawn")  # a fork would copy whatever threads the caller has in the middle of their work
    pool = ProcessPoolExecutor(workers, context, _Worker.begin, (codebook, model))
    try:
        yield from in_turn(chunks, lambda chunk: pool.submit(_Worker.tag, chunk).result, CHUNKS_EACH * workers)
    except BrokenProcessPool:
        raise PalabreError("a process was ended from outside; is memory short? Try fewer --workers") from None
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """What stands in each process: a tagger, made once."""

    rows: TagRows

    @classmethod
    def begin(cls, codebook: Codebook, model: Path | None) -> None:
        cls.rows = staticmethod(rows_tagger(codebook, model))

    @classmethod
    def tag(cls, chunk: list[Line]) -> list[Outcome]:
        return outcomes(cls.rows, chunk)


def _read(line: Line) -> Row | tuple[int, str]:
    number, content = line
    try:
        return read_row(content)
    except Unreadable as error:
        return number, str(error)

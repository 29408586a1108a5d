"""Tags a stream of answers: the job behind ``palabre tag``. Imports the core and `nlp`.

Few lines are on their way at a time, so memory does not grow with the file. What comes out is the same for any number
of workers, byte for byte.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from consultation.codebook import Codebook
from consultation.errors import InvalidInput
from nlp.rows import Unreadable, read_row, written_row
from nlp.tagger import CueTagger

Line = tuple[int, bytes]
"""A line with its number, from 1."""

Outcome = bytes | tuple[int, str]
"""A line to be written, or what is wrong with the line of that number. It travels between processes, so it is small."""

_CHUNK = 256  # lines, enough for the work to outweigh the journey
_IN_FLIGHT = 3  # chunks per worker: one worked on, one waiting, one done before its turn


def tag_lines(
    lines: Iterable[bytes],
    *,
    name: str,
    codebook: Codebook,
    workers: int = 1,
    skip_bad: Callable[[InvalidInput], None] | None = None,
) -> Iterator[bytes]:
    """Yield the lines to be written for the JSON ``lines`` of the file ``name``, in their order (see `nlp.rows`).

    A line that cannot be read raises `InvalidInput`, which names it, and nothing past it is yielded; with ``skip_bad``
    it is handed over to that, and left out. Empty lines are passed over.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    outcomes = _alone(numbered, codebook) if workers <= 1 else _together(numbered, codebook, workers)
    for outcome in outcomes:
        if isinstance(outcome, bytes):
            yield outcome
            continue
        number, what = outcome
        problem = InvalidInput(what, where=f"{name}:{number}")
        if skip_bad is None:
            raise problem
        skip_bad(problem)


def _alone(lines: Iterator[Line], codebook: Codebook) -> Iterator[Outcome]:
    tagger = CueTagger(codebook)
    yield from (_outcome(tagger, line) for line in lines)


def _together(lines: Iterator[Line], codebook: Codebook, workers: int) -> Iterator[Outcome]:
    context = get_context("spawn")  # a fork would copy whatever threads the caller has in the middle of their work
    pool = ProcessPoolExecutor(workers, context, _Worker.begin, (codebook,))
    try:
        in_flight: deque[Future[list[Outcome]]] = deque()
        while chunk := list(islice(lines, _CHUNK)):
            in_flight.append(pool.submit(_Worker.tag, chunk))
            if len(in_flight) > _IN_FLIGHT * workers:
                yield from in_flight.popleft().result()
        while in_flight:
            yield from in_flight.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """What stands in each process: a tagger, made once."""

    tagger: CueTagger

    @classmethod
    def begin(cls, codebook: Codebook) -> None:
        cls.tagger = CueTagger(codebook)

    @classmethod
    def tag(cls, chunk: list[Line]) -> list[Outcome]:
        return [_outcome(cls.tagger, line) for line in chunk]


def _outcome(tagger: CueTagger, line: Line) -> Outcome:
    number, content = line
    try:
        row = read_row(content)
    except Unreadable as error:
        return number, str(error)
    tagged = tagger.tag_in(row.language, row.text) if row.language else tagger.tag(row.text, spoken="")
    return written_row(row.id, tagged)

"""Shares work among the machines of a Dask cluster: ``palabre tag --cluster``. Imports Dask, the core and `nlp`.

Workers share no disk with us: a model travels as the content of its files. Where a worker is lost, the scheduler has
another do its part again, so nothing is lost and nothing comes twice.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from consultation.codebook import Codebook
from consultation.errors import InvalidInput, PalabreError
from nlp.batch import CHUNKS_EACH, Line, Outcome, TagRows, in_turn, outcomes, rows_tagger

if TYPE_CHECKING:
    from distributed import Client, Future

_PATIENCE = 30  # seconds for the scheduler to answer, and without any worker
_LARGEST = 2**32  # bytes of a model; Dask would warn of a few megabytes, which are sent once


@dataclass(frozen=True)
class Kit:
    """What a worker needs to tag: the codebook, and the files of a model by their paths in its folder, if any."""

    codebook: Codebook
    files: Mapping[str, bytes]

    @classmethod
    def packed(cls, codebook: Codebook, model: Path | None) -> "Kit":
        """Return the kit for ``model``, once it is known to be one for ``codebook``; raise `InvalidInput`."""
        if model is None:
            return cls(codebook, {})
        rows_tagger(codebook, model)
        paths = sorted(path for path in model.rglob("*") if path.is_file())
        return cls(codebook, {path.relative_to(model).as_posix(): path.read_bytes() for path in paths})

    def tagger(self) -> TagRows:
        """Return what tags rows."""
        if not self.files:
            return rows_tagger(self.codebook, None)
        with TemporaryDirectory(prefix="palabre-") as folder:
            for name, content in self.files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            return rows_tagger(self.codebook, Path(folder))


def on_cluster(
    chunks: Iterator[list[Line]], codebook: Codebook, model: Path | None, address: str
) -> Iterator[list[Outcome]]:
    """Yield what the workers of the scheduler at ``address`` (``tcp://host:8786``) make of ``chunks``, in their order.

    Raises `PalabreError` where nobody answers there, or no longer.
    """
    kit = Kit.packed(codebook, model)
    with _client(address) as client:
        packed = client.submit(_same, kit, pure=False)  # a task, not data: if its worker is lost it is done again

        def begin(chunk: list[Line]) -> Callable[[], list[Outcome]]:
            future = client.submit(_tag, packed, packed.key, chunk, pure=False)
            return lambda: _result(client, address, future)

        yield from in_turn(chunks, begin, CHUNKS_EACH * sum(client.nthreads().values()))


@contextmanager
def _client(address: str) -> Iterator["Client"]:
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise PalabreError("--cluster needs Dask: pip install palabre[cluster]") from None
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGEST}):
        try:
            client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InvalidInput(
                f"no Dask scheduler answers there ({error}): start one with dask scheduler, and workers"
                f" with dask worker {address}",
                where=address,
            ) from None
        with client:
            _await_workers(client, address)
            yield client


def _await_workers(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise PalabreError(
            f"{address}: the scheduler has no workers: start some with dask worker {address} --nthreads 1"
        ) from None


def _result(client: "Client", address: str, future: "Future[list[Outcome]]") -> list[Outcome]:
    """Return what a worker made; wait as long as there is any worker."""
    from distributed import CancelledError, KilledWorker

    while True:
        try:
            done: list[Outcome] = future.result(timeout=_PATIENCE)
            return done
        except TimeoutError:
            _await_workers(client, address)
        except KilledWorker as error:
            raise PalabreError(
                f"the cluster lost several workers, one after another, over the same lines: {error}"
            ) from None
        except (CancelledError, OSError) as error:
            raise PalabreError(f"the scheduler is gone: {error}") from None
        except ImportError as error:
            raise PalabreError(f"the workers of the cluster need this version of Palabre installed: {error}") from None


def _same(kit: Kit) -> Kit:
    return kit


_made: dict[str, TagRows] = {}
_turn = Lock()


def _tag(kit: Kit, key: str, chunk: list[Line]) -> list[Outcome]:
    """Tag a chunk, in a worker, by a tagger that is made once for all its chunks."""
    with _turn:
        if key not in _made:
            _made.clear()
            _made[key] = kit.tagger()
        tag = _made[key]
    return outcomes(tag, chunk)

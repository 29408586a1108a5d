"""A real Dask scheduler with two workers, processes of their own, one of which is killed in the middle of the work."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from distributed import Client

from consultation.errors import InvalidInput, PalabreError
from nlp import cluster
from nlp.batch import tag_lines
from tests.nlp.codebooks import FOUR_LANGUAGES
from tests.nlp.models import LEARNT_FROM, learnt_model

TEXTS = ("grants {}", "un outil {}", "étude de cas {}", "👍 {}", "credit for money {}", "الشراكات والتمويل {}")


@dataclass
class Cluster:
    """A scheduler and its workers."""

    address: str
    client: Client
    workers: list[subprocess.Popen[bytes]]


def begun(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    told = tmp_path_factory.mktemp("dask") / "scheduler.json"
    here = ("--scheduler-file", str(told))
    scheduler = begun(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show", *here
    )
    one = ("distributed.cli.dask_worker", "--no-nanny", "--no-dashboard", "--nthreads", "1", *here)
    workers = [begun(*one), begun(*one)]
    try:
        while not told.exists() or not told.read_text():
            assert scheduler.poll() is None
        address = json.loads(told.read_text())["address"]
        with Client(address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            yield Cluster(address, client, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def lines(number: int) -> list[bytes]:
    rows = [{"id": at, "text": TEXTS[at % len(TEXTS)].replace("{}", str(at))} for at in range(number)]
    return [json.dumps(row).encode() for row in rows]


def killing_one(client: Client, lines: list[bytes]) -> Iterator[bytes]:
    """Yield ``lines``, and kill a worker while it holds some of them: both stand still until it does."""
    pids: dict[str, int] = client.run(os.getpid)
    for at, line in enumerate(lines):
        if at == 1:
            for pid in pids.values():
                os.kill(pid, signal.SIGSTOP)
        if at == 1000:
            while not (busy := [worker for worker, tasks in client.processing().items() if tasks]):
                time.sleep(0.01)
            os.kill(pids.pop(busy[0]), signal.SIGKILL)
            os.kill(next(iter(pids.values())), signal.SIGCONT)
        yield line


def test_the_bytes_are_those_of_one_process_though_a_worker_is_killed_on_the_way(
    two_workers: Cluster, tmp_path: Path
) -> None:
    model = learnt_model(tmp_path / "model")
    given = lines(3000)
    given[700] = b"bad"
    alone_bad: list[InvalidInput] = []
    alone = list(tag_lines(given, name="x", codebook=LEARNT_FROM, model=model, skip_bad=alone_bad.append))
    bad: list[InvalidInput] = []
    written = list(
        tag_lines(
            killing_one(two_workers.client, given),
            name="x",
            codebook=LEARNT_FROM,
            model=model,
            cluster=two_workers.address,
            skip_bad=bad.append,
        )
    )
    assert (written == alone, len(written)) == (True, 2999)
    assert list(map(str, bad)) == list(map(str, alone_bad)) == ["x:701: is no JSON: Expecting value in column 1"]
    assert len(two_workers.client.nthreads()) == 1


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 0.2)
    with pytest.raises(InvalidInput, match=r"^tcp://127.0.0.1:9: no Dask scheduler answers there"):
        list(tag_lines(lines(1), name="x", codebook=FOUR_LANGUAGES, cluster="tcp://127.0.0.1:9"))
    with pytest.raises(InvalidInput, match=r"^nonsense: no Dask scheduler answers there .missing port number"):
        list(tag_lines(lines(1), name="x", codebook=FOUR_LANGUAGES, cluster="nonsense"))


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PalabreError, match=r"pip install palabre\[cluster\]"):
        list(tag_lines(lines(1), name="x", codebook=FOUR_LANGUAGES, cluster="tcp://127.0.0.1:8786"))


def test_a_scheduler_without_workers_says_how_to_start_one(
    two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    two_workers.workers[1].kill()
    two_workers.workers[0].kill()
    with pytest.raises(PalabreError, match="has no workers: start some with dask worker tcp://"):
        list(tag_lines(lines(1), name="x", codebook=FOUR_LANGUAGES, cluster=two_workers.address))

"""What every `Jobs` does, sentence by sentence of the port."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from consultation.ports import Jobs
from storage.jobs import SqlJobs
from storage.memory import MemoryStore
from storage.memory_jobs import MemoryJobs
from storage.store import SqlStore
from tests.storage.conftest import POSTGRES
from tests.storage.samples import HOUR, NOW


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def jobs(request: pytest.FixtureRequest) -> Jobs:
    """Give jobs that nobody has done."""
    if request.param == "memory":
        return MemoryJobs(MemoryStore())
    store: SqlStore = request.getfixturevalue(request.param)
    return SqlJobs(store.database)


def claimed(jobs: Jobs, worker: str = "w1", now: datetime = NOW, job: str = "editions") -> bool:
    return jobs.claim(job, worker=worker, now=now, until=now + HOUR)


def test_one_worker_has_a_job_at_a_time(jobs: Jobs) -> None:
    assert claimed(jobs)
    assert not claimed(jobs, "w2")
    assert not claimed(jobs, "w2", NOW + HOUR / 2)
    assert claimed(jobs, "w2", job="another")


def test_a_claim_that_has_run_out_is_anybodys(jobs: Jobs) -> None:
    claimed(jobs)
    assert claimed(jobs, "w2", NOW + HOUR)
    assert not claimed(jobs, "w1", NOW + HOUR)
    assert not jobs.done("editions", worker="w1", due=NOW)
    assert not claimed(jobs, "w3", NOW + HOUR)


def test_what_is_done_is_due_again_when_it_was_said(jobs: Jobs) -> None:
    claimed(jobs)
    assert jobs.done("editions", worker="w1", due=NOW + HOUR)
    assert not claimed(jobs, "w1", NOW + HOUR / 2)
    assert not claimed(jobs, "w2", NOW + HOUR / 2)
    assert claimed(jobs, "w2", NOW + HOUR)


def test_nobody_is_done_with_what_nobody_has(jobs: Jobs) -> None:
    assert not jobs.done("editions", worker="w1", due=NOW)
    claimed(jobs)
    assert jobs.done("editions", worker="w1", due=NOW)
    assert not jobs.done("editions", worker="w1", due=NOW + HOUR)
    assert claimed(jobs, "w2")


def test_of_many_at_once_one_has_it(jobs: Jobs) -> None:
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda number: claimed(jobs, f"w{number}"), range(40)))
    assert sum(outcomes) == 1

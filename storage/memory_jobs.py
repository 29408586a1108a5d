"""`MemoryJobs`: jobs like others, over a `MemoryStore`, for tests. Imports `consultation` and this room."""

from datetime import datetime

from storage.held import Job
from storage.memory import MemoryStore


class MemoryJobs:
    """`Jobs` that are forgotten with their store, for any number of threads."""

    def __init__(self, store: MemoryStore) -> None:
        self._held = store.held
        self._lock = store.held.lock

    def claim(self, job: str, *, worker: str, now: datetime, until: datetime) -> bool:
        with self._lock:
            known = self._held.jobs.get(job, Job(due=now))
            if known.due > now or (known.worker and known.until > now):
                return False
            self._held.jobs[job] = Job(known.due, worker, until)
            return True

    def done(self, job: str, *, worker: str, due: datetime) -> bool:
        with self._lock:
            if self._held.jobs.get(job, Job(due)).worker != worker:
                return False
            self._held.jobs[job] = Job(due)
            return True

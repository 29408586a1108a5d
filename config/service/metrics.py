"""What a serving process counts, for Prometheus: how much, how long, how often it went wrong; nothing of anybody.

Imports prometheus_client and the core. Every label is one of a few words of ours: a platform, a fate, a service.
"""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import wraps

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bots.outcomes import Outcome
from config.service.logs import OURS
from consultation.messages import Incoming, Reply
from consultation.notices import platform_of

SECONDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
"""Bounds of how long something took."""

States = Callable[[], Mapping[str, Mapping[str, str | int | float]]]
Replies = tuple[Reply, ...]
HearAll = Callable[[Sequence[Incoming]], Sequence[Replies | Exception]]
Carry = Callable[[str, Reply], Awaitable[Outcome]]


class Metrics:
    """The counts of one process, from its start."""

    def __init__(self) -> None:
        self._all = CollectorRegistry()
        self._heard = Counter(
            "palabre_messages", "Messages that were heard, or could not be", ["platform", "outcome"], registry=self._all
        )
        self._kept = Histogram(
            "palabre_hearing_seconds", "Time to hear and keep a batch", buckets=SECONDS, registry=self._all
        )
        self._carried = Counter(
            "palabre_notices", "Notices by what became of an attempt", ["platform", "outcome"], registry=self._all
        )
        self._troubles = Counter("palabre_log_lines", "Lines of the log", ["logger", "level"], registry=self._all)
        ProcessCollector(registry=self._all)
        logging.getLogger(OURS).addHandler(_Counting(self._troubles))

    def hearing(self, hear_all: HearAll) -> HearAll:
        """Return the same, counted."""

        @wraps(hear_all)
        def counted(incomings: Sequence[Incoming]) -> Sequence[Replies | Exception]:
            began = time.perf_counter()
            outcomes = hear_all(incomings)
            self._kept.observe(time.perf_counter() - began)
            for incoming, outcome in zip(incomings, outcomes, strict=True):
                went = "failed" if isinstance(outcome, Exception) else "heard"
                self._heard.labels(platform_of(incoming.address), went).inc()
            return outcomes

        return counted

    def carrying(self, platform: str, carry: Carry) -> Carry:
        """Return the same, counted."""

        async def counted(address: str, reply: Reply) -> Outcome:
            outcome = await carry(address, reply)
            self._carried.labels(platform, type(outcome).__name__.lower()).inc()
            return outcome

        return counted

    def watch(self, states: States) -> None:
        """Tell of the services, too, by what ``states`` says when it is asked."""
        self._all.register(_Services(states))

    def told(self) -> bytes:
        """Return all of it, as Prometheus reads it."""
        return generate_latest(self._all)


class _Services(Collector):
    """Which services run, asked for when they are told of."""

    def __init__(self, states: States) -> None:
        self._states = states

    def collect(self) -> list[Metric]:
        """Return 1 for each that runs, 0 for the others."""
        told = GaugeMetricFamily("palabre_service_running", "Whether a service is at work", labels=["service"])
        for name, state in self._states().items():
            told.add_metric([name], float(state["state"] == "running"))
        return [told]


class _Counting(logging.Handler):
    """Counts what is logged, and looks at none of it."""

    def __init__(self, lines: Counter) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self._lines.labels(record.name, record.levelname.lower()).inc()

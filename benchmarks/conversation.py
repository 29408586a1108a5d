"""Turns per second through the interview: SQLite with every answer committed, beside `MemoryStore`.

``python -m benchmarks conversation``; ``PEOPLE=200`` sets how many take part.
"""

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from config.settings import Settings
from config.time_and_chance import SeededTokens, SteppedClock
from config.wiring import Deployment
from consultation.facilitation import launch
from consultation.messages import Incoming
from consultation.ports import Store
from consultation.rounds import Kind, Round
from storage.memory import MemoryStore
from storage.store import SqlStore

WORDS = (
    "We need training for new volunteers, and somebody who answers when we write.",
    "The museum gave us ten thousand pictures and nobody could upload them.",
    "Small communities are never asked first.",
    "Decide locally what can be decided locally.",
    "One page, kept up to date, in our language.",
)


def launched(deployment: Deployment) -> tuple[list[tuple[str, str]], str]:
    """Return the turns of a five-question interview in a new round, (text, button) each, and the round's id."""
    consultation, now = deployment.consultation("partnerships"), deployment.clock.now()
    opened = launch(
        deployment.store,
        consultation,
        reference="partnerships",
        kind=Kind.QUESTIONS,
        guide="guiding",
        opens=now,
        closes=None,
        now=now,
        tokens=deployment.tokens,
    )
    return turns_of(deployment, opened), opened.id


def turns_of(deployment: Deployment, opened: Round) -> list[tuple[str, str]]:
    """Return the turns of a five-question interview in a round, (text, button) each."""
    turns = [(f"/start {opened.code}", ""), ("", "agree")]
    for question, words in zip(deployment.consultation("partnerships").guides[0].questions, WORDS, strict=False):
        turns += [("", f"q:{question.id}"), (words, ""), ("", "done")]
    return [*turns, ("", "finish"), ("", "go-on"), ("", "quote:verbatim")]


def measure(store: Store, home: Path, people: int) -> tuple[int, float]:
    """Return how many turns were taken through ``store``, and in how many seconds."""
    clock, tokens = SteppedClock(datetime(2026, 1, 1, tzinfo=UTC)), SeededTokens("benchmark")
    deployment = Deployment(Settings(home=home, database="", site=""), clock=clock, tokens=tokens, _store=store)
    turns, _ = launched(deployment)
    now, interview = clock.now(), deployment.interview()
    for text, button in turns:
        interview.hear(Incoming("warm-up", tokens.token(16), "0", now, text=text, button=button))
    start = time.perf_counter()
    for person in range(people):
        for number, (text, button) in enumerate(turns):
            message = f"{person}:{number}"
            interview.hear(Incoming(f"person-{person}", message, message, now, text=text, button=button))
    return people * len(turns), time.perf_counter() - start


def main() -> None:
    """Print turns per second on both stores, and their ratio."""
    people = int(os.environ.get("PEOPLE", "200"))
    rates = {}
    with TemporaryDirectory() as folder:
        home = Path(folder)
        stores: dict[str, Store] = {"MemoryStore": MemoryStore(), "SQLite": SqlStore.open(f"sqlite:///{home}/bench.db")}
        for name, store in stores.items():
            turns, seconds = measure(store, home, people)
            rates[name] = turns / seconds
    print(f"conversation: {people} people, {turns // people} turns each, one after another")
    for name, rate in rates.items():
        print(f"  {name:12} {rate:8,.0f} turns/s")
    print(f"  SQLite, each answer committed, at {rates['SQLite'] / rates['MemoryStore']:.0%} of MemoryStore's rate")


if __name__ == "__main__":
    main()

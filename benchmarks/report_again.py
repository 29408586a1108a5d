"""What the next edition costs when ten answers came: ``python -m benchmarks again``; ``ANSWERS`` sets how many before.

The answers are those of `benchmarks.likeness`, none like another by chance, in four languages; each edition is made by
a process of its own, in the default formats, from SQLite. Seconds are the processor's.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.likeness import snapshot
from benchmarks.report import opened
from config.editions.reporting import make_report
from consultation.records import Participation

LANGUAGES = ("en",) * 4 + ("fr",) * 3 + ("es",) * 2 + ("ar",)
MORE = 10


def fill(home: str, first: int, past: int) -> None:
    """Keep the answers from ``first`` to before ``past``."""
    (record,) = snapshot(past).rounds
    store = opened(home).store
    if not first:
        store.add_round(record.round)
    store.add_participations(_in_languages(record.participations[first:], first))


def _in_languages(people: tuple[Participation, ...], first: int) -> Iterator[Participation]:
    for number, person in enumerate(people, first):
        language = LANGUAGES[number % len(LANGUAGES)]
        (answer,) = person.answers
        said = replace(answer, revisions=(replace(answer.current, language=language),))
        yield replace(person, language=language, answers=(said,))


def edition(home: str) -> str:
    """Make the next edition and return the seconds that it took."""
    deployment, start = opened(home), time.process_time()
    make_report(deployment, [deployment.store.rounds()[0].id])
    return f"{time.process_time() - start:.1f}"


def main() -> None:
    """Print what an edition costs, what one with ten more answers, and what that without the workings of the first."""
    answers = int(os.environ.get("ANSWERS", "100000"))
    with TemporaryDirectory() as home:
        _apart("fill", home, "0", str(answers))
        first = float(_apart("edition", home))
        _apart("fill", home, str(answers), str(answers + MORE))
        after = float(_apart("edition", home))
        for kept in Path(home).glob("editions/*/*/workings.json"):
            kept.unlink()
        anew = float(_apart("edition", home))
    print(f"again: an edition of {answers:,} answers in four languages, then of {MORE} more")
    print(f"  the first                       {first:8.1f} s")
    print(f"  with {MORE} more                    {after:8.1f} s   {after / anew:.0%} of the same made anew")
    print(f"  the same without the workings   {anew:8.1f} s")


def _apart(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.report_again", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", home, first, past]:
            fill(home, int(first), int(past))
        case ["edition", home]:
            print(edition(home))
        case _:
            main()

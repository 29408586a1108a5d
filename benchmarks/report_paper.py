"""Time and memory of a report as PDF and as wikitext: 1,000, 10,000 and 100,000 answers in SQLite.

``python -m benchmarks paper``. For each size, one process imports the answers, which is not measured; then for each
format another opens the store, takes the snapshot, finds all there is and writes the file. Seconds are the
processor's, with those of the typesetter, whose peak is told apart: it runs in a process of its own.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import MEGABYTE, ROUNDS, SIZES, fill, opened, peak
from reports.chapters.whole import whole
from reports.formats import FORMATS
from reports.render import page_of

NAMES = ("pdf", "wikitext")


def measure(home: str, name: str) -> str:
    """Return a row: seconds to find all and to write; peak memory, and the typesetter’s; how many files and MB."""
    start = time.process_time()
    deployment = opened(home)
    snapshot = deployment.snapshot([asked.id for asked in ROUNDS])
    page = page_of(snapshot, language="en", finder=deployment.finder(snapshot.consultation), by="region", edition=1)
    found, path = time.process_time() - start, Path(home) / f"report.{name}"
    further = FORMATS[name].module().write(whole(page), path) or ()
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - start - found + child.ru_utime + child.ru_stime
    size = sum(one.stat().st_size for one in (path, *further)) / MEGABYTE**2
    memory = f"{peak():.0f} {child.ru_maxrss / MEGABYTE:.0f}"
    return f"{found:.2f} {seconds:.2f} {memory} {1 + len(further)} {size:.1f}"


def _apart(*arguments: str) -> list[str]:
    command = [sys.executable, "-m", "benchmarks.report_paper", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def main() -> None:
    """Print time and memory of both formats for each size, and how each time compares with the size before."""
    print("a report on paper and for a wiki, from SQLite; time in proportion")
    heads = ("format", "found s", "write s", "MB peak", "MB setting", "files", "MB files", "time ×")
    print(f"{'answers':>9}{''.join(f'{head:>11}' for head in heads)}")
    before: dict[str, float] = {}
    for size in SIZES:
        with TemporaryDirectory() as home:
            _apart("fill", home, str(size))
            for name in NAMES:
                row = _apart(name, home)
                ratio = f"{float(row[1]) / before[name]:.1f}" if before.get(name) else "–"
                print(f"{size:>9,}{''.join(f'{cell:>11}' for cell in (name, *row, ratio))}", flush=True)
                before[name] = float(row[1])
    print("×: how many times what writing a tenth of the answers takes")


def in_child(work: str, home: str, answers: str = "") -> None:
    """Fill a store, or measure a format: each in a process of its own."""
    if work == "fill":
        fill(home, int(answers))
    else:
        print(measure(home, work))


if __name__ == "__main__":
    in_child(*sys.argv[1:]) if sys.argv[1:] else main()

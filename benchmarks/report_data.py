"""Time and memory of the data of a report, each format: 1,000, 10,000 and 100,000 answers in SQLite.

``python -m benchmarks data``. For each size, one process imports the answers, which is not measured; then for each
format another opens the store, takes the snapshot, finds all there is and writes the file. Its peak is what the system
says of it. Seconds are the processor's, and of writing alone; what comes before is the same for every format.
"""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import LIMIT_MB, MEGABYTE, ROUNDS, SIZES, fill, opened, peak
from reports.formats import FORMATS, Data
from reports.render import page_of

NAMES = tuple(name for name, form in FORMATS.items() if isinstance(form, Data))


def measure(home: str, name: str) -> str:
    """Return a row: seconds until all is found, and to write; peak memory before and after; size of the files."""
    start = time.process_time()
    deployment = opened(home)
    snapshot = deployment.snapshot([asked.id for asked in ROUNDS])
    finder, grouper = deployment.finder(snapshot.consultation), deployment.grouper()
    page = page_of(snapshot, language="en", finder=finder, grouper=grouper, by="region", edition=1)
    found, held = time.process_time() - start, peak()
    paths = FORMATS[name].module().write(page, Path(home) / f"report.{name}")
    seconds = time.process_time() - start - found
    size = sum(path.stat().st_size for path in paths) / MEGABYTE**2
    return f"{found:.2f} {seconds:.2f} {held:.0f} {peak():.0f} {size:.1f}"


def _apart(*arguments: str) -> list[str]:
    command = [sys.executable, "-m", "benchmarks.report_data", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def main() -> None:
    """Print time and memory of each format for each size, and how each time compares with the size before."""
    print(f"data of a report, from SQLite; limit {LIMIT_MB} MB at {SIZES[-1]:,} answers, time in proportion")
    heads = ("format", "found s", "write s", "MB found", "MB peak", "MB files", "time ×")
    print(f"{'answers':>9}{''.join(f'{head:>10}' for head in heads)}")
    before: dict[str, float] = {}
    for size in SIZES:
        with TemporaryDirectory() as home:
            _apart("fill", home, str(size))
            for name in NAMES:
                row = _apart(name, home)
                cost = float(row[1])
                ratio = f"{cost / before[name]:.1f}" if before.get(name) else "–"
                print(f"{size:>9,}{''.join(f'{cell:>10}' for cell in (name, *row, ratio))}", flush=True)
                before[name] = cost
    print("×: how many times what writing a tenth of the answers takes")


def in_child(work: str, home: str, answers: str = "") -> None:
    """Fill a store, or measure a format: each in a process of its own."""
    if work == "fill":
        fill(home, int(answers))
    else:
        print(measure(home, work))


if __name__ == "__main__":
    in_child(*sys.argv[1:]) if sys.argv[1:] else main()

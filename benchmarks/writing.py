"""Writes BENCHMARKS.md: runs benchmarks and puts what each prints, as it prints it, under what it is and means.

``make bench``, or ``python -m benchmarks.writing`` with the names of some. Each runs in a process of its own; what
could not be run says why.
"""

import ast
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.__main__ import ALL

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "BENCHMARKS.md"


def purpose(module: str) -> str:
    """Return what a benchmark's module says of itself."""
    return ast.get_docstring(ast.parse((ROOT / "benchmarks" / f"{module}.py").read_text(encoding="utf-8"))) or ""


def ran(module: str) -> str:
    """Run a benchmark, and return what it printed, or that it could not be run and the last it said."""
    print(f"{module} ...", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", f"benchmarks.{module}"], capture_output=True, text=True, check=False
    )
    last = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
    return done.stdout.strip() if done.returncode == 0 else f"could not be run: {last}"


HEAD = """# Benchmarks

Made by `make bench`: what each benchmark prints, beside its peers and its limit where it has any. Compare ratios within
one; absolute figures are the machine's.
"""


def section(name: str) -> str:
    """Run a benchmark and return its part of the document, with what it was run on."""
    day = datetime.now(UTC).date().isoformat()
    on = f"{day}, Python {platform.python_version()}, {os.cpu_count()} processors ({platform.machine()})"
    return f"## {name}\n\n{purpose(ALL[name])}\n\nRun on {on}.\n\n```\n{ran(ALL[name])}\n```\n"


def sections(text: str) -> dict[str, str]:
    """Return the parts of a document that was written before, by their names."""
    return {part.split("\n")[0].removeprefix("## "): part for part in re.split(r"(?m)^(?=## )", text)[1:]}


def main(names: list[str]) -> None:
    """Run these, and leave the parts of the others as they are; each is written as soon as it is there."""
    for name in names:
        known = sections(TARGET.read_text(encoding="utf-8")) if TARGET.exists() else {}
        known[name] = section(name)
        parts = [f"{known[one].rstrip()}\n" for one in ALL if one in known]
        TARGET.write_text("\n".join([HEAD, *parts]), encoding="utf-8", newline="\n")
    print(TARGET.relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:] or list(ALL))

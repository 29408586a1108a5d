"""Run every benchmark, or those named: ``python -m benchmarks conversation tagging report``.

Each runs in a process of its own, so that the memory of one is not counted for the next.
"""

import subprocess
import sys

ALL = ("conversation", "tagging", "report")

if __name__ == "__main__":
    chosen = sys.argv[1:] or ALL
    unknown = [name for name in chosen if name not in ALL]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(ALL)}")
    for name in chosen:
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
        print(flush=True)

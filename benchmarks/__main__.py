"""Run every benchmark, or those named: ``python -m benchmarks conversation tagging report``.

``curves`` and ``weights`` run only where they are named: they need coded answers, ``DATA=DIR``, and write files.

Each runs in a process of its own, so that the memory of one is not counted for the next.
"""

import subprocess
import sys

ALL = {
    "conversation": "conversation",
    "storage": "storage",
    "tagging": "tagging",
    "emergence": "emergence",
    "report": "report",
    "data": "report_data",
    "paper": "report_paper",
    "again": "report_again",
    "likeness": "likeness",
    "private": "private_data",
    "agreement": "agreement",
    "opposing": "opposing",
    "telegram": "telegram_bots",
    "discord": "discord_bots",
}
ON_REQUEST = {"curves": "curves", "weights": "weights"}
"""Each benchmark's module: none is called telegram or discord, which would shadow the library."""

if __name__ == "__main__":
    chosen = sys.argv[1:] or ALL
    known = ALL | ON_REQUEST
    unknown = [name for name in chosen if name not in known]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known)}")
    for name in chosen:
        ran = subprocess.run([sys.executable, "-m", f"benchmarks.{known[name]}"], check=False)
        if ran.returncode:
            sys.exit(ran.returncode)
        print(flush=True)

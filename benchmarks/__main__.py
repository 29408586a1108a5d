"""Run every benchmark, or those named: ``python -m benchmarks conversation tagging report``."""

import sys
from importlib import import_module

ALL = ("conversation", "tagging", "report")

if __name__ == "__main__":
    chosen = sys.argv[1:] or ALL
    unknown = [name for name in chosen if name not in ALL]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(ALL)}")
    for name in chosen:
        import_module(f"benchmarks.{name}").main()
        print()

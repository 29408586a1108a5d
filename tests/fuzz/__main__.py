"""Fuzzing for a while: `make fuzz` (SECONDS=60 SEED=…, TARGETS="backup xml").

What breaks a target is made small, kept in its corpus, and printed; from then on every run of the tests throws it.
"""

import argparse
import random
import sys
import time

from tests.fuzz.targets import TARGETS
from tests.fuzz.throwing import Broken, fuzz, keep

EXAMPLES = 50
"""How many are thrown at a target before the next has its turn."""


def main() -> int:
    """Return 1 where anything broke."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("targets", nargs="*", metavar="TARGET")
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    given = asked.parse_args()
    if unknown := [name for name in given.targets if name not in TARGETS]:
        asked.error(f"there is no target {', '.join(unknown)}; there are: {', '.join(TARGETS)}")
    print(f"seed {given.seed}, {given.seconds:.0f} s")
    return for_a_while(given.targets or list(TARGETS), given.seconds, given.seed)


def for_a_while(names: list[str], seconds: float, seed: int) -> int:
    """Throw at each target in turn until the time is over; one that broke is left alone."""
    end, thrown, broken = time.monotonic() + seconds, 0, set[str]()
    while time.monotonic() < end and len(broken) < len(names):
        for name in (one for one in names if one not in broken):
            if time.monotonic() > end:
                break
            seed, thrown = seed + 1, thrown + EXAMPLES
            try:
                fuzz(TARGETS[name], name, examples=EXAMPLES, seed=seed)
            except Broken as found:
                broken.add(name)
                print(f"{name}: {found}\n  kept in {keep(name, found.thrown)}")
    print(f"{thrown} thrown at {len(names)} targets, {len(broken)} broke")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

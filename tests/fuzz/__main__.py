"""Fuzzing for a while: `make fuzz` (SECONDS=60 SEED=…, TARGETS="backup xml").

What breaks a target is made small, kept in its corpus, and printed; from then on every run of the tests throws it.
With Atheris installed (`pip install atheris`), ``--atheris TARGET`` lets it look for ways that were not gone yet.
"""

import argparse
import random
import sys
import time

from tests.fuzz.targets import TARGETS
from tests.fuzz.throwing import CORPUS, Broken, fuzz, keep, kept, throw

EXAMPLES = 50
"""How many are thrown at a target before the next has its turn."""


def main() -> int:
    """Return 1 where anything broke."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("targets", nargs="*", metavar="TARGET")
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    asked.add_argument("--atheris", metavar="TARGET", choices=list(TARGETS))
    given = asked.parse_args()
    if unknown := [name for name in given.targets if name not in TARGETS]:
        asked.error(f"there is no target {', '.join(unknown)}; there are: {', '.join(TARGETS)}")
    if given.atheris:
        return by_atheris(given.atheris, given.seconds)
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


def by_atheris(name: str, seconds: float) -> int:
    """Let Atheris look, led by what of our code was reached; it ends the process by itself where something breaks."""
    try:
        import atheris
    except ImportError:
        print("Atheris is not installed: pip install atheris", file=sys.stderr)
        return 2
    atheris.instrument_all()
    for path in kept(name):
        throw(TARGETS[name], path.read_bytes())
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds:.0f}", "-artifact_prefix=var/fuzz-", str(CORPUS / name)],
        lambda thrown: throw(TARGETS[name], thrown),
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())

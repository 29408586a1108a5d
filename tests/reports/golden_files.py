"""Files as they were once found right, in ``golden/``: what a format writes is compared with them byte for byte.

A change that is meant is taken over by ``RENEW=1 pytest tests/reports``, read in the diff, and committed.
"""

import os
from pathlib import Path

GOLDEN = Path(__file__).with_name("golden")


def assert_golden(made: Path, name: str = "") -> None:
    """Assert that a file has the bytes of the golden one of its name, or of ``name``."""
    golden = GOLDEN / (name or made.name)
    if os.environ.get("RENEW"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(made.read_bytes())
    assert made.read_bytes() == golden.read_bytes(), f"{golden} is another; renew it with RENEW=1 where that is meant"

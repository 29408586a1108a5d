"""The list of the erased: by which a backup restored on an empty machine brings none of them back. Imports everyone.

It holds digests of random pseudonyms, and so says nothing of anybody; it may lie open, and be copied as often as one
likes. One copy stands in the home, for where only the database is lost.
"""

import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from config.wiring import Deployment
from consultation.errors import InvalidInput

NAME = "erased.txt"
HEADER = "# Who erased themselves, as digests. palabre restore BACKUP --erased THIS erases them again."
DIGEST = re.compile(r"[0-9a-f]{64}")


def listed(digests: Collection[str]) -> str:
    """Return the list as it is written: a line each, in order."""
    return "".join(f"{line}\n" for line in (HEADER, *sorted(digests)))


def read_list(file: Path) -> frozenset[str]:
    """Return the digests in a list; raise `InvalidInput` for a line that is none, by its number."""
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except UnicodeDecodeError:
        raise InvalidInput("this is no list of the erased: `palabre erased` writes one", where=str(file)) from None
    return frozenset(_digests(lines, file))


def _digests(lines: Iterable[str], file: Path) -> Iterable[str]:
    for number, line in enumerate(lines, start=1):
        if DIGEST.fullmatch(line):
            yield line
        elif line and not line.startswith("#"):
            raise InvalidInput("this is no digest of somebody erased", where=f"{file}:{number}")


def kept_in(home: Path) -> frozenset[str]:
    """Return who is on the list in a home, nobody where there is none."""
    file = home / NAME
    return read_list(file) if file.is_file() else frozenset()


def keep_list(deployment: Deployment) -> None:
    """Write the list in the home where somebody was erased since; nobody who is on it comes off."""
    home = deployment.settings.home
    known, digests = kept_in(home), deployment.store.erasures()
    if digests - known:
        beside = home / f".{NAME}-{os.getpid()}"
        beside.write_text(listed(known | digests), encoding="ascii")
        beside.replace(home / NAME)

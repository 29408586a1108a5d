"""The keys that addresses are sealed with: one seals, and those before it still open what they sealed, for a while.

They stand in one file of mode 0600, a key in a line, the one that seals first; after each other one, since when it
seals no more. The file is replaced whole, and looked at whenever a key is used: who serves bots goes on with the new
key from the next message, without being started again. Imports consultation.
"""

import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bots.key_files import read_or_make, replaced
from consultation.errors import InvalidInput

NO_KEY = "no address key stands here: put back the file that you keep elsewhere"

Stamp = tuple[int, int, int]
Ring = tuple[tuple[str, datetime | None], ...]


class AddressKeys:
    """The keys in one file, made at the first use."""

    def __init__(self, path: Path) -> None:
        """Read the file; raise `InvalidInput` where others can read it, or where it is none of ours."""
        self._path = path
        read_or_make(path, Fernet.generate_key().decode())
        self._stamp = _stamp(path)  # looked at first: what is put there in between is read again
        self._take(_read(path))

    @property
    def sealing(self) -> bytes:
        """A mark of the key that seals now, which says nothing of it: what it sealed is sealed as it would be now."""
        self._look()
        return self._mark

    @property
    def retired(self) -> datetime | None:
        """Since when the key before the one that seals now seals no more; None where no other opens."""
        self._look()
        return max((since for _, since in self._ring if since), default=None)

    def seal(self, text: str) -> str:
        """Return a text sealed with the key that seals now."""
        self._look()
        return self._newest.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Return what any of the keys sealed; raise `InvalidToken` where none did."""
        self._look()
        return self._all.decrypt(sealed.encode()).decode()

    def seals(self, sealed: str) -> bool:
        """Say whether the key that seals now sealed this."""
        self._look()
        with suppress(InvalidToken):
            self._newest.decrypt(sealed.encode())
            return True
        return False

    def turn(self, at: datetime) -> None:
        """Seal with a new key from now on; what was sealed before opens until `drop`."""
        self._look()
        (last, _), *before = self._ring
        self._write(((Fernet.generate_key().decode(), None), (last, at), *before))

    def drop(self) -> None:
        """Let only the key that seals now open anything."""
        self._look()
        self._write(self._ring[:1])

    def _look(self) -> None:
        """Read the file again where it is another; where it cannot be read, go on with the keys that are known."""
        with suppress(OSError, InvalidInput):
            stamp = _stamp(self._path)
            if stamp != self._stamp:
                ring = _read(self._path)
                self._stamp = stamp
                self._take(ring)

    def _write(self, ring: Ring) -> None:
        lines = (f"{key} {since.isoformat()}" if since else key for key, since in ring)
        replaced(self._path, "\n".join(lines))
        self._stamp = _stamp(self._path)
        self._take(ring)

    def _take(self, ring: Ring) -> None:
        opening = [Fernet(key) for key, _ in ring]
        self._ring, self._newest, self._all = ring, opening[0], MultiFernet(opening)
        self._mark = secrets.token_bytes(8)


def _read(path: Path) -> Ring:
    """Return the keys in a file, the first without a time; raise `InvalidInput` where it is none of ours."""
    try:
        lines = [line.partition(" ") for line in path.read_text(encoding="ascii").split("\n") if line]
        ring = tuple((key, datetime.fromisoformat(since) if since else None) for key, _, since in lines)
        for key, _ in ring:
            Fernet(key)
    except ValueError:
        ring = ()
    if not ring or ring[0][1] is not None:
        raise InvalidInput(NO_KEY, where=str(path))
    return ring


def _stamp(path: Path) -> Stamp:
    """Return what tells a file from the one that stood in its place before."""
    found = os.stat(path)  # noqa: PTH116 (at every message: a Path takes three times as long)
    return found.st_ino, found.st_mtime_ns, found.st_size

"""Who is who without knowing who: keyed hashes of platform ids, sealed addresses. Imports consultation.

The keys live in files of mode 0600 in one folder. The identity key stays for the life of an installation: without it
nobody is recognised again. The address key may be replaced.
"""

import hmac
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.fernet import Fernet

from consultation.errors import InvalidInput

KEY_MODE = 0o600
KEY_BYTES = 32


class Identities:
    """Turns platform ids into pseudonymous ones, and addresses into sealed ones."""

    def __init__(self, folder: Path) -> None:
        """Read the keys in ``folder``, made at the first use.

        Raises `InvalidInput` for one that others can read, or that is none.
        """
        identity, address = folder / "identity.key", folder / "address.key"
        hashing = _key(identity, secrets.token_hex(KEY_BYTES))
        if not re.fullmatch(f"[0-9a-f]{{{2 * KEY_BYTES}}}", hashing):
            raise _damaged(identity)
        self._key = bytes.fromhex(hashing)
        try:
            self._seal = Fernet(_key(address, Fernet.generate_key().decode()))
        except ValueError:
            raise _damaged(address) from None

    def hashed(self, platform: str, *ids: str) -> str:
        """Return 32 hex digits that stand for these ids on that platform, and tell nothing about them."""
        named = "\0".join((platform, *ids)).encode()
        return hmac.digest(self._key, named, "sha256").hex()[:32]

    def sealed(self, platform: str, address: str) -> str:
        """Return an address on that platform, encrypted, the platform in clear before it: ``telegram:gAAAA…``."""
        return f"{platform}:{self._seal.encrypt(address.encode()).decode()}"

    def opened(self, sealed: str) -> str:
        """Return the address that was sealed."""
        return self._seal.decrypt(sealed.partition(":")[2].encode()).decode()


def _damaged(path: Path) -> InvalidInput:
    what = "this is no key, or only a piece of one; put it back from a backup of the keys"
    return InvalidInput(what, where=str(path))


def _key(path: Path, fresh: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path, fresh)
    if path.stat().st_mode & 0o077:
        raise InvalidInput(f"this key can be read by others; run: chmod 600 {path}", where=str(path))
    return path.read_text(encoding="ascii", errors="replace").strip()


def _make(path: Path, fresh: str) -> None:
    """Make a key, whole or not at all, whenever this process is killed; one that another has just made stands."""
    with _alone(path.parent):
        if path.exists():
            return
        made = path.with_name(f".{path.name}.new")
        made.unlink(missing_ok=True)
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, KEY_MODE), "w", encoding="ascii") as file:
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait for whoever else makes a key in a folder."""
    try:
        import fcntl
    except ImportError:  # Windows: two that begin at once for the first time might each make one
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

"""Who is who without knowing who: keyed hashes of platform ids, sealed addresses. Imports consultation.

The keys live in files of mode 0600 in one folder. The identity key stays for the life of an installation: without it
nobody is recognised again. The address key may be replaced.
"""

import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

from consultation.errors import InvalidInput

KEY_MODE = 0o600


class Identities:
    """Turns platform ids into pseudonymous ones, and addresses into sealed ones."""

    def __init__(self, folder: Path) -> None:
        """Read the keys in ``folder``, made at the first use; raise `InvalidInput` for one that others can read."""
        self._key = bytes.fromhex(_key(folder / "identity.key", secrets.token_hex(32)))
        self._seal = Fernet(_key(folder / "address.key", Fernet.generate_key().decode()))

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


def _key(path: Path, fresh: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, KEY_MODE)
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            raise InvalidInput(f"this key can be read by others; run: chmod 600 {path}", where=str(path)) from None
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(fresh)
    return fresh

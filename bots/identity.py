"""Who is who without knowing who: keyed hashes of platform ids, sealed addresses. Imports consultation.

The keys live in files of mode 0600 in one folder. The identity key stays for the life of an installation: without it
nobody is recognised again. The address key may be replaced (`address_keys`).
"""

import hmac
import re
import secrets
from pathlib import Path

from cryptography.fernet import InvalidToken

from bots.address_keys import AddressKeys
from bots.key_files import read_or_make
from consultation.errors import InvalidInput

KEY_BYTES = 32


class Identities:
    """Turns platform ids into pseudonymous ones, and addresses into sealed ones."""

    def __init__(self, folder: Path) -> None:
        """Read the keys in ``folder``, made at the first use; raise `InvalidInput` for one that others can read."""
        path = folder / "identity.key"
        self._key = _identity_key(read_or_make(path, secrets.token_hex(KEY_BYTES)), path)
        self.keys = AddressKeys(folder / "address.key")

    def hashed(self, platform: str, *ids: str) -> str:
        """Return 32 hex digits that stand for these ids on that platform, and tell nothing about them."""
        named = "\0".join((platform, *ids)).encode()
        return hmac.digest(self._key, named, "sha256").hex()[:32]

    @property
    def sealing(self) -> bytes:
        """What changes with the key that addresses are sealed with: one sealed under another is to be sealed anew."""
        return self.keys.sealing

    def sealed(self, platform: str, address: str) -> str:
        """Return an address on that platform, encrypted, the platform in clear before it: ``telegram:gAAAA…``."""
        return f"{platform}:{self.keys.seal(address)}"

    def opened(self, sealed: str) -> str:
        """Return the address that was sealed; raise `InvalidToken` where another key did."""
        return self.keys.open(sealed.partition(":")[2])

    def resealed(self, sealed: str) -> str:
        """Return an address sealed with the key of now; itself where it is, and where none of the keys opens it."""
        platform, _, token = sealed.partition(":")
        if self.keys.seals(token):
            return sealed
        try:
            return self.sealed(platform, self.keys.open(token))
        except InvalidToken:
            return sealed


def _identity_key(written: str, path: Path) -> bytes:
    if not re.fullmatch(f"[0-9a-f]{{{2 * KEY_BYTES}}}", written):  # also a piece of one: nobody would be known again
        raise InvalidInput("no identity key stands here: put back the file that you keep elsewhere", where=str(path))
    return bytes.fromhex(written)

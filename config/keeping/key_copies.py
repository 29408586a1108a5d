"""The keys of an installation in a backup: locked with a passphrase. Imports the core and `cryptography`."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import scrypt, sha256
from pathlib import Path
from secrets import token_bytes

from cryptography.fernet import Fernet, InvalidToken

from consultation.errors import InvalidInput

NAMES = ("identity.key", "address.key")
SALT = 16
SHORTEST = 12
"""Characters of a passphrase: who has the file may try as many as they like."""


def passphrase_in(file: Path) -> str:
    """Return the passphrase that stands in a file; raise `InvalidInput` where it is no secret worth the name."""
    try:
        found = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("the passphrase cannot be read", where=str(file)) from error
    if len(found) < SHORTEST:
        raise InvalidInput(f"the passphrase is too short: write at least {SHORTEST} characters", where=str(file))
    return found


def locked(content: bytes, passphrase: str) -> bytes:
    """Return a key's file so that only the passphrase opens it."""
    salt = token_bytes(SALT)
    return salt + _lock(passphrase, salt).encrypt(content)


def unlocked(content: bytes, passphrase: str) -> bytes:
    """Return what was locked; raise `InvalidInput` for another passphrase."""
    try:
        return _lock(passphrase, content[:SALT]).decrypt(content[SALT:])
    except InvalidToken as error:
        raise InvalidInput("this is not the passphrase that the keys were locked with", where="--keys") from error


def mark_of(folder: Path) -> str:
    """Return what tells one installation's identity key from another's and says nothing of it; "" without one."""
    key = folder / NAMES[0]
    if not key.is_file():
        return ""
    return hmac.new(key.read_bytes().strip(), b"palabre backup", sha256).hexdigest()


def _lock(passphrase: str, salt: bytes) -> Fernet:
    key = scrypt(passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)
    return Fernet(urlsafe_b64encode(key))

"""By which link somebody came: the source behind a code, as in ``/start CODE-SOURCE``. Standard library only."""

import re

from consultation.errors import InvalidInput

SOURCE = re.compile(r"[a-z0-9_]{1,32}")
"""What every app carries behind a link: Telegram takes 64 characters in all, of A-Z, a-z, 0-9, _ and -."""


def linked(code: str, source: str) -> str:
    """Return what stands in the link of a source; the round's code alone where it is ""."""
    return f"{code}-{source}" if source else code


def parted(argument: str) -> tuple[str, str]:
    """Return the code and the source of a link; whoever spoiled the source comes in without one."""
    code, _, source = argument.partition("-")
    known = SOURCE.fullmatch(source.lower())
    return code.upper(), known[0] if known else ""


def named(source: str, *, option: str) -> str:
    """Return the name of a source as links carry it; raise `InvalidInput` naming ``option``."""
    if not SOURCE.fullmatch(source.strip().lower()):
        raise InvalidInput(
            f"{source!r} cannot stand in a link; take up to 32 letters a-z, digits and _, such as village_pump",
            where=option,
        )
    return source.strip().lower()

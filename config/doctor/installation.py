"""What can be found out about an installation without a network: home, keys, disk, database, rounds, what is sent.

Each check finds what is so and, where something is amiss, what to do about it. Nothing is changed. Imports everyone.
"""

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from config.settings import Settings
from consultation.errors import InvalidInput, PalabreError

LEAST_BYTES, FEW_BYTES = 200 * 2**20, 2 * 2**30
"""With less on the disk answers are in danger; with few, a backup or an edition may not fit."""

NEW = "nothing here yet; it is made at the first use"


class Verdict(StrEnum):
    """What to think of a finding."""

    WELL = "well"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one ``part`` of an installation, and its ``remedy`` where all is not well."""

    part: str
    verdict: Verdict
    found: str
    remedy: str = ""


def well(part: str, found: str) -> Finding:
    """Return that all is well."""
    return Finding(part, Verdict.WELL, found)


def doubtful(part: str, found: str, remedy: str) -> Finding:
    """Return what works, but not as it should."""
    return Finding(part, Verdict.DOUBTFUL, found, remedy)


def wrong(part: str, found: str, remedy: str) -> Finding:
    """Return what keeps Palabre from working."""
    return Finding(part, Verdict.WRONG, found, remedy)


def home(settings: Settings) -> Iterator[Finding]:
    """Look at the folder, its keys and its disk."""
    where = settings.home.resolve()
    there = next(path for path in (where, *where.parents) if path.exists())
    if not there.is_dir():
        yield wrong("home", f"{there} is not a folder", "set PALABRE_HOME to a folder")
        return
    if not _writable(there):
        yield wrong("home", f"{there} cannot be written to", f"run: chown -R $USER {there}")
    else:
        yield well("home", str(where) if there == where else f"{where}: {NEW}")
    yield from _keys(where / "keys")
    yield _disk(there)


def _writable(folder: Path) -> bool:
    try:
        probe = folder / ".palabre-doctor"
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _keys(folder: Path) -> Iterator[Finding]:
    keys = [folder / name for name in ("identity.key", "address.key")]
    there = [key for key in keys if key.is_file()]
    if not there:
        yield well("keys", NEW)
        return
    opened = [key for key in there if stat.S_IMODE(key.stat().st_mode) & 0o077]
    if opened:
        yield wrong("keys", "others can read them", f"run: chmod 600 {' '.join(map(str, opened))}")
    elif len(there) < len(keys):
        lost = next(key for key in keys if key not in there)
        yield wrong("keys", f"{lost} is gone", "put it back from where you keep it; without it people are not known")
    elif len(keys[1].read_text(encoding="utf-8", errors="replace").split()) > 1:
        remedy = "ten minutes after it was begun, run: palabre keys rotate"
        yield doubtful("keys", "an address key from before still opens: a change was begun and not ended", remedy)
    else:
        yield well("keys", f"{folder}, readable by their owner alone; keep a copy elsewhere")


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    found = f"{free / 2**30:.1f} GB free"
    if free < LEAST_BYTES:
        return wrong("disk", found, "make room: answers cannot be kept on a full disk")
    if free < FEW_BYTES:
        return doubtful("disk", found, "make room: a backup or a large edition may not fit")
    return well("disk", found)


def database(settings: Settings) -> Iterator[Finding]:
    """Look at the database as it is: nothing is migrated."""
    from storage.engine import connect
    from storage.schema import HEAD, version

    file = settings.home / "palabre.db"
    if not settings.database and not file.exists():
        yield well("database", f"{file}: {NEW}")
        return
    try:
        opened = connect(settings.database_url)
    except PalabreError as error:
        yield wrong("database", str(error), "start it, or mend PALABRE_DATABASE")
        return
    try:
        with opened.reading() as connection:
            at = version(connection)
            ill = (
                [] if not opened.is_sqlite else _ills(connection.exec_driver_sql("PRAGMA quick_check").scalars().all())
            )
        kind = "SQLite" if opened.is_sqlite else "PostgreSQL"
        if ill:
            yield wrong("database", f"{kind}: damaged: {ill[0]}", "stop Palabre and restore a backup (docs/backup.md)")
        else:
            yield well("database", f"{kind} answers")
        yield _version(at, HEAD)
    except InvalidInput as error:
        yield wrong("migrations", str(error), "name another database in PALABRE_DATABASE")
    except PalabreError as error:
        yield wrong("database", str(error), "start it, or restore a backup (docs/backup.md)")
    finally:
        opened.close()


def _ills(lines: object) -> list[str]:
    return [str(line) for line in lines if line != "ok"] if isinstance(lines, list | tuple) else []


def _version(at: str | None, head: str) -> Finding:
    if at is None:
        return well("migrations", NEW)
    if at == head:
        return well("migrations", f"at {at}, the newest")
    if at > head:
        return wrong("migrations", f"at {at}, this version knows {head}", "install the newer version of Palabre")
    return doubtful("migrations", f"at {at}, the newest is {head}", "make a backup; the next command brings it up")

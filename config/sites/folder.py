"""The folder of a site: what of it is ours, made beside and replaced file by file. Imports the core.

Its list says which rounds and editions it holds and which files are the site's: others in it stay as they are.
Everything is made before anything is replaced; then each file is replaced whole, and what the site has no more goes
first.
"""

import filecmp
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from consultation.errors import InvalidInput

LIST = "palabre-site.json"
"""The list of what is the site's, in its folder: by it a site is known as one of ours."""

FORMAT = 1
BUILT = ".palabre-new"
"""Where a site is made before it replaces the last."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list of a site says: its files, and by round the numbers of the editions that can be read on it."""

    shown: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds of the site, in order."""
        return tuple(sorted(self.shown))


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """Give an empty place beside, in which the site is made; whatever happens, it is gone in the end."""
    built = folder / BUILT
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(built, ignore_errors=True)
    try:
        yield built
    finally:
        shutil.rmtree(built, ignore_errors=True)


def read_list(folder: Path) -> Listed:
    """Return what a site's list says, nothing for a folder that is new or empty; refuse any other."""
    try:
        text = (folder / LIST).read_text(encoding="utf-8")
    except FileNotFoundError:
        if folder.exists() and any(one.name != BUILT for one in folder.iterdir()):
            raise InvalidInput(
                f"this folder holds something else, and no site of Palabre ({LIST}); give an empty or a new one",
                where=f"--site {folder}",
            ) from None
        return Listed()
    except NotADirectoryError:
        raise InvalidInput("this is a file; give a folder", where=f"--site {folder}") from None
    try:
        told = json.loads(text)
        listed = Listed(_shown(told), frozenset(told["files"]))
        if told["format"] != FORMAT or not all(map(_within, listed.files)):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InvalidInput(
            "this is no list of a site that this Palabre can read; publish into a new folder", where=str(folder / LIST)
        ) from None
    return listed


def _shown(told: Mapping[str, Any]) -> Mapping[str, tuple[int, ...]]:
    """Return which editions can be read by round; lists of before say only which rounds there are."""
    known = told.get("shown", {})
    return {str(one): tuple(map(int, known.get(one, ()))) for one in told["rounds"]}


def _within(name: str) -> bool:
    """Say whether a name leads to a file below the folder: nothing else is ever removed."""
    parts = PurePosixPath(name).parts
    return bool(parts) and ".." not in parts and not PurePosixPath(name).is_absolute()


def _foreign(folder: Path, new: Iterable[str]) -> None:
    """Refuse to write over a file that is not the site's."""
    for name in sorted(new):
        if (folder / name).exists():
            raise InvalidInput("this file is none of the site's; move it away", where=str(folder / name))


def replace_site(
    folder: Path, built: Path, before: Listed, shown: Mapping[str, tuple[int, ...]]
) -> tuple[int, int, int]:
    """Put what was ``built`` in the place of what was there; return how many files it has, changed, and lost.

    The list names the files of both until it is done, so that a publication which broke off is known and mended by the
    next; and the editions of before, so that it is known to be due. Raises `InvalidInput`, with nothing changed, where
    a file would replace one that is not the site's.
    """
    made = frozenset(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    _foreign(folder, made - before.files)
    rounds = {one: before.shown.get(one, ()) for one in shown}
    _write(folder, Listed(rounds, before.files | made))
    gone = sorted(before.files - made)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
        _tidy(folder, (folder / name).parent)
    changed = 0
    for name in sorted(made):
        target = folder / name
        if target.is_file() and filecmp.cmp(built / name, target, shallow=False):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        (built / name).replace(target)
        changed += 1
    _write(folder, Listed(shown, made))
    return len(made), changed, len(gone)


def _tidy(folder: Path, room: Path) -> None:
    """Remove folders in which nothing is left."""
    while room != folder and room.is_dir() and not any(room.iterdir()):
        room.rmdir()
        room = room.parent


def _write(folder: Path, listed: Listed) -> None:
    content = {
        "format": FORMAT,
        "rounds": listed.rounds,
        "shown": {one: sorted(listed.shown[one]) for one in listed.rounds},
        "files": sorted(listed.files),
    }
    written = folder / f"{LIST}.new"
    written.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")
    written.replace(folder / LIST)

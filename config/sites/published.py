"""Which sites were published from here: the home remembers their folders. Imports the standard library only."""

import json
from pathlib import Path

SITES = "sites.json"
"""The list of the folders, in the home."""


def remember(home: Path, folder: Path) -> None:
    """Remember that a site stands in this folder."""
    known, whole = remembered(home), folder.resolve()
    if whole not in known:
        home.mkdir(parents=True, exist_ok=True)
        written = home / f"{SITES}.new"
        written.write_text(json.dumps([str(one) for one in (*known, whole)], indent=0) + "\n", encoding="utf-8")
        written.replace(home / SITES)


def remembered(home: Path) -> tuple[Path, ...]:
    """Return the folders of the sites that were published from here, the oldest first."""
    try:
        return tuple(Path(one) for one in json.loads((home / SITES).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()

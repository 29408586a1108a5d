"""Keeps the sites true that were published from here. Imports everyone.

A site that shows an edition which may be shown no more is written anew; one that only lacks a new edition waits for
whoever publishes that.
"""

import logging
from pathlib import Path

from config.sites.folder import LIST, read_list
from config.sites.published import remembered
from config.sites.publishing import is_readable, publish
from config.wiring import Deployment
from consultation.due import CALENDAR
from consultation.errors import PalabreError

log = logging.getLogger("palabre.calendar")


def publish_anew(deployment: Deployment, *, by: str = CALENDAR) -> tuple[Path, ...]:
    """Write each site anew that shows an edition which may be shown no more; return their folders.

    One that cannot be written now is passed over with a line in the log: the next look tries again.
    """
    return tuple(folder for folder in remembered(deployment.settings.home) if _mended(deployment, folder, by))


def _mended(deployment: Deployment, folder: Path, by: str) -> bool:
    try:
        wrong = _showing_what_is_gone(deployment, folder)
        if wrong:
            publish(deployment, wrong, folder, by=by)
    except (PalabreError, OSError) as error:
        told = str(error) if isinstance(error, PalabreError) else type(error).__name__
        log.warning("the site in %s is not published anew: %s", folder, told)
        return False
    return bool(wrong)


def _showing_what_is_gone(deployment: Deployment, folder: Path) -> str:
    """Return a round of which a site shows an edition that may be shown no more, "" for none or where it is gone."""
    shown = read_list(folder).shown if (folder / LIST).exists() else {}
    for round_id, numbers in shown.items():
        readable = {one.number for one in deployment.store.editions(round_id, pins=False) if is_readable(one)}
        if not readable.issuperset(numbers):
            return round_id
    return ""

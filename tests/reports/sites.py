"""Sites in code: what a deployment would read from its store, made from snapshots."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from consultation.editions import Cause, Edition
from consultation.pinning import pinned
from consultation.records import Snapshot
from reports.page import Page
from reports.render import page_of
from reports.site.holdings import Held, PublishedConsultation, PublishedRound, Site
from reports.site.pages import write_site
from reports.statements import pins, shown
from tests.reports.snapshots import FINDER


def held(of: Snapshot, number: int = 1) -> Held:
    """Return an edition of a snapshot that may be read."""
    used = pinned(of)
    leading = used.rounds[0].round.id
    edition = Edition(leading, number, used.taken, pins(used), shown=shown(used), pinned=True)
    return Held(edition, _maker(used, number), 2, 3)


def withdrawn(one: Held, *, superseded_by: int | None = None) -> Held:
    """Return what is left of an edition of which somebody took an answer back."""
    edition = replace(one.edition, causes={Cause.WITHDRAWN: 1}, superseded_by=superseded_by, pinned=False)
    return replace(one, edition=edition, page=None)


def _maker(used: Snapshot, number: int) -> Callable[[], Page]:
    return lambda: page_of(used, language="en", finder=FINDER, edition=number)


def site(of: Snapshot, *editions: Held, address: str = "") -> Site:
    """Return a site with one round of a snapshot's consultation, by default with one edition of it."""
    known = replace(of.rounds[0].round, closes=of.rounds[0].round.opens + timedelta(days=14))
    there = PublishedRound(known, editions or (held(of),))
    return Site(address, (PublishedConsultation(of.consultation, (there,)),))


def written(made: Site, folder: Path) -> Path:
    """Write a site and return its folder."""
    folder.mkdir(exist_ok=True)
    write_site(made, folder)
    return folder

"""Publishes rounds as a static site: reads the store, writes a folder that any web host can serve. Imports everyone.

Everything is made before anything is replaced (`sites.folder`); the home remembers where (`sites`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.editions.workings import KeptGroups, latest
from config.sites.folder import Listed, making, read_list, replace_site
from config.sites.published import remember
from config.wiring import Deployment
from consultation.editions import Edition, State
from consultation.errors import NotAllowed, Withdrawn
from consultation.facilitation import ACTOR, published
from consultation.rounds import Round, Stage, Step
from reports.page import Page
from reports.site.holdings import Held, PublishedConsultation, PublishedRound, Site
from reports.site.pages import write_site


@dataclass(frozen=True, slots=True)
class Published:
    """A site that was written: its first page, its rounds, how many files changed and how many are gone.

    ``told`` is how many people are told for the first time where their words went.
    """

    page: Path
    rounds: tuple[str, ...]
    files: int
    changed: int
    removed: int
    told: int


def publish(deployment: Deployment, round_id: str, folder: Path, *, by: str = ACTOR) -> Published:
    """Write the site with this round's editions and those of the rounds it has already; then tell whose words went in.

    Raises `NotAllowed` where the round has no edition to show yet, or something was taken back in the meantime, and
    `InvalidInput` where the folder holds something else; the site is then as it was.
    """
    listed = read_list(folder)
    store, now = deployment.store, deployment.clock.now()
    known = store.round(round_id)
    known.after(Step.PUBLISH, now)
    if known.stage is not Stage.PUBLISHED and not any(map(is_readable, store.editions(round_id, pins=False))):
        raise NotAllowed(f"round {round_id} has no edition that may be shown; make one: palabre report {round_id}")
    rounds = tuple(sorted({*listed.rounds, round_id}))
    replaced = _written(deployment, folder, listed, rounds)
    published(store, round_id, now=now, by=by)
    readable = any(map(is_readable, store.editions(round_id, pins=False)))
    told = deployment.teller().where(known, now=now).new if readable else 0
    return Published(folder / "index.html", rounds, *replaced, told)


def _written(deployment: Deployment, folder: Path, listed: Listed, rounds: Sequence[str]) -> tuple[int, int, int]:
    """Write the site of these rounds; return how many files it has, how many changed and how many are gone."""
    store = deployment.store
    held = {one: store.editions(one) for one in rounds}
    site = _site(deployment, [store.round(one) for one in rounds], held)
    with making(folder) as built:
        try:
            write_site(site, built)
        except Withdrawn as error:
            raise _taken_back() from error
        if held != {one: store.editions(one) for one in rounds}:
            raise _taken_back()
        remember(deployment.settings.home, folder)
        shown = {one: tuple(edition.number for edition in held[one] if is_readable(edition)) for one in rounds}
        return replace_site(folder, built, listed, shown)


def _taken_back() -> NotAllowed:
    return NotAllowed("somebody took back or changed an answer while the site was being made; publish it again")


def is_readable(edition: Edition) -> bool:
    """Say whether an edition may be shown."""
    return edition.pinned and edition.state in (State.STANDING, State.STALE)


def _site(deployment: Deployment, rounds: Sequence[Round], held: dict[str, tuple[Edition, ...]]) -> Site:
    """Return what is to be on the site: consultations by id, their rounds as they opened."""
    by_reference: dict[str, list[Round]] = {}
    for known in sorted(rounds, key=lambda one: (one.opens, one.id)):
        by_reference.setdefault(known.consultation, []).append(known)
    consultations = [
        PublishedConsultation(
            deployment.consultation(reference),
            tuple(PublishedRound(known, _held(deployment, held[known.id])) for known in several),
        )
        for reference, several in by_reference.items()
    ]
    address = deployment.settings.site
    return Site(
        f"{address.rstrip('/')}/" if address else "", tuple(sorted(consultations, key=lambda one: one.consultation.id))
    )


def _held(deployment: Deployment, editions: Sequence[Edition]) -> tuple[Held, ...]:
    if not editions:
        return ()
    told = {one.number: dict(one.told.numbers) for one in deployment.store.told(editions[0].round)}
    found = []
    for edition in reversed(editions):
        numbers = told.get(edition.number, {})
        page = _page(deployment, edition) if is_readable(edition) else None
        found.append(Held(edition, page, numbers.get(("respondents",)), numbers.get(("answers",))))
    return tuple(found)


def _page(deployment: Deployment, edition: Edition) -> Callable[[], Page]:
    """Return what makes an edition again from what it pinned."""

    def made() -> Page:
        from reports.render import page_of

        snapshot = deployment.store.pinned(edition.round, edition.number)
        return page_of(
            snapshot,
            language=snapshot.consultation.languages[0],
            finder=deployment.finder(snapshot.consultation),
            grouper=KeptGroups(deployment.grouper(), latest(deployment.editions_of(edition.round))),
            by=edition.by or None,
            edition=edition.number,
        )

    return made

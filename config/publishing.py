"""Publishes rounds as a static site: reads the store, writes a folder that any web host can serve. Imports everyone.

The folder's list says which rounds it holds and which files are the site's: others in it stay as they are. Everything
is made before anything is replaced; then each file is replaced whole, and what the site has no more goes first.
"""

import filecmp
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from config.wiring import Deployment
from consultation.editions import Edition, State
from consultation.errors import InvalidInput, NotAllowed, Withdrawn
from consultation.facilitation import published
from consultation.rounds import Round, Stage, Step
from reports.page import Page
from reports.site.holdings import Held, PublishedConsultation, PublishedRound, Site
from reports.site.pages import write_site

LIST = "palabre-site.json"
"""The list of what is the site's, in its folder: by it a site is known as one of ours."""

FORMAT = 1
BUILT = ".palabre-new"
"""Where a site is made before it replaces the last."""


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


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list of a site says."""

    rounds: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()


def publish(deployment: Deployment, round_id: str, folder: Path) -> Published:
    """Write the site with this round's editions and those of the rounds it has already; then tell whose words went in.

    Raises `NotAllowed` where the round has no edition to show yet, or something was taken back in the meantime, and
    `InvalidInput` where the folder holds something else; the site is then as it was.
    """
    listed = _read(folder)
    store, now = deployment.store, deployment.clock.now()
    known = store.round(round_id)
    known.after(Step.PUBLISH, now)
    rounds = tuple(sorted({*listed.rounds, round_id}))
    held = {one: store.editions(one) for one in rounds}
    if known.stage is not Stage.PUBLISHED and not any(_readable(edition) for edition in held[round_id]):
        raise NotAllowed(f"round {round_id} has no edition that may be shown; make one: palabre report {round_id}")
    site = _site(deployment, [store.round(one) for one in rounds], held)
    built = folder / BUILT
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(built, ignore_errors=True)
    try:
        try:
            write_site(site, built)
        except Withdrawn as error:
            raise _taken_back() from error
        if held != {one: store.editions(one) for one in rounds}:
            raise _taken_back()
        made = frozenset(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
        _foreign(folder, made - listed.files)
        changed, removed = _replace(folder, built, listed, Listed(rounds, made))
    finally:
        shutil.rmtree(built, ignore_errors=True)
    published(store, round_id, now=now)
    told = deployment.teller().where(known, now=now).new if any(map(_readable, held[round_id])) else 0
    return Published(folder / "index.html", rounds, len(made), changed, removed, told)


def _taken_back() -> NotAllowed:
    return NotAllowed("somebody took back or changed an answer while the site was being made; publish it again")


def _readable(edition: Edition) -> bool:
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
        page = _page(deployment, edition) if _readable(edition) else None
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
            grouper=deployment.grouper(),
            by=edition.by or None,
            edition=edition.number,
        )

    return made


def _read(folder: Path) -> Listed:
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
        listed = Listed(tuple(told["rounds"]), frozenset(told["files"]))
        if told["format"] != FORMAT or not all(map(_within, listed.files)):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise InvalidInput(
            "this is no list of a site that this Palabre can read; publish into a new folder", where=str(folder / LIST)
        ) from None
    return listed


def _within(name: str) -> bool:
    """Say whether a name leads to a file below the folder: nothing else is ever removed."""
    parts = PurePosixPath(name).parts
    return bool(parts) and ".." not in parts and not PurePosixPath(name).is_absolute()


def _foreign(folder: Path, new: Iterable[str]) -> None:
    """Refuse to write over a file that is not the site's."""
    for name in sorted(new):
        if (folder / name).exists():
            raise InvalidInput("this file is none of the site's; move it away", where=str(folder / name))


def _replace(folder: Path, built: Path, before: Listed, after: Listed) -> tuple[int, int]:
    """Put what was made in the place of what was there; return how many files changed and how many went.

    The list names the files of both until it is done, so that a publication which broke off is known and mended by the
    next.
    """
    _write(folder, Listed(after.rounds, before.files | after.files))
    gone = sorted(before.files - after.files)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
        _tidy(folder, (folder / name).parent)
    changed = 0
    for name in sorted(after.files):
        target = folder / name
        if target.is_file() and filecmp.cmp(built / name, target, shallow=False):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        (built / name).replace(target)
        changed += 1
    _write(folder, after)
    return changed, len(gone)


def _tidy(folder: Path, room: Path) -> None:
    """Remove folders in which nothing is left."""
    while room != folder and room.is_dir() and not any(room.iterdir()):
        room.rmdir()
        room = room.parent


def _write(folder: Path, listed: Listed) -> None:
    content = {"format": FORMAT, "rounds": sorted(listed.rounds), "files": sorted(listed.files)}
    written = folder / f"{LIST}.new"
    written.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")
    written.replace(folder / LIST)

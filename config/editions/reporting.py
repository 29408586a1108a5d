"""Makes a report of rounds: takes the snapshot, writes the files, keeps the edition; makes an edition again.

Imports everyone. Files are made in a folder beside, the edition is kept, and only then do they stand where they are
looked for: a process that is killed leaves either nothing, or an edition that is made again from what it pinned.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from config.editions.files import left_behind, locked, making, place, tidy
from config.editions.settling import settle
from config.editions.syntheses import SUMMARY
from config.editions.workings import WORKINGS, KeptGroups, latest
from config.wiring import Deployment
from consultation.editions import Edition, State, Superseded, current_edition
from consultation.errors import InvalidInput, NotAllowed, NotFound, Withdrawn
from consultation.facilitation import reported
from consultation.guide import Consultation
from consultation.pinning import pinned
from consultation.records import Snapshot
from consultation.rounds import Stage
from reports.findings import Findings
from reports.formats import DEFAULT
from reports.omissions import quotes_in
from reports.statements import pins, shown
from reports.told import told

NAME = "report"


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: its files, what it was made of, its number (None: a preview)."""

    paths: tuple[Path, ...]
    snapshot: Snapshot
    number: int | None


class Written(NamedTuple):
    """The files of a report, and what it found."""

    paths: tuple[Path, ...]
    findings: Findings


def make_report(
    deployment: Deployment,
    round_ids: Sequence[str],
    *,
    language: str = "",
    formats: Sequence[str] = DEFAULT,
    by: str | None = None,
    base: Path | None = None,
    preview: bool = False,
) -> Made:
    """Make a report of rounds of one consultation, the first leading, and keep it as an edition of that one.

    ``base`` is the files' path without suffix, by default under the editions of the leading round. A round that is not
    closed yet gives a preview, which is no edition. An edition that is stale, and was made as this one is, it
    supersedes. Raises `Refused` where the report would show what it may not, and `NotAllowed`, without any file, where
    an answer in it was withdrawn, changed or erased while it was being made.
    """
    snapshot = pinned(deployment.snapshot(round_ids))
    leading = snapshot.rounds[0].round
    spoken = _language(snapshot.consultation, language)
    if preview or any(record.round.stage in (Stage.DRAFTED, Stage.OPEN) for record in snapshot.rounds):
        base = base or deployment.editions_of(leading.id) / "preview" / NAME
        written = _write(deployment, snapshot, base, language=spoken, formats=formats, by=by, edition=None)
        return Made(written.paths, snapshot, None)
    with locked(deployment.editions_of(leading.id)):
        tidy_up(deployment, leading.id)
        others = tuple(record.round.id for record in snapshot.rounds[1:])
        draft = Edition(leading.id, 0, snapshot.taken, {}, spoken, others=others, formats=tuple(formats), by=by or "")
        made = make_edition(deployment, draft, snapshot, base=base)
        settle(deployment, leading.id)
    return made


def make_edition(deployment: Deployment, like: Edition, snapshot: Snapshot, *, base: Path | None = None) -> Made:
    """Make the next edition from a pinned snapshot, ``like`` another, in the place of all stale ones made as that.

    Whoever calls this holds the lock of the round's folder.
    """
    store, folder = deployment.store, deployment.editions_of(like.round)
    known = store.editions(like.round)
    number = len(known) + 1
    stale = [one for one in known if one.made_as == like.made_as and one.state in (State.STALE, State.WITHDRAWN)]
    snapshot = replace(snapshot, supersedes=_superseded(stale[-1]) if stale else None)
    edition = replace(like, number=number, made=snapshot.taken, pins=pins(snapshot), shown=shown(snapshot))
    target, name = (base.parent, base.name) if base else (folder / str(number), NAME)
    with making(base.parent if base else folder, number) as room:
        by = like.by or None
        made = _write(
            deployment,
            snapshot,
            room / name,
            language=like.language,
            formats=like.formats,
            by=by,
            edition=number,
            summed_up=base is None,
        )
        try:
            kept = told(snapshot, by=by, quotes=quotes_in(made.findings))
            store.add_edition(edition, snapshot, kept, supersedes=[one.number for one in stale])
        except Withdrawn as error:
            raise NotAllowed(
                "somebody withdrew, changed or erased something while the report was being made; make it again"
            ) from error
        paths = tuple(target / path.relative_to(room) for path in made.paths)
        place(room, target)
    reported(store, like.round, now=snapshot.taken)
    return Made(paths, snapshot, number)


def remake(
    deployment: Deployment,
    round_id: str,
    number: int,
    *,
    language: str = "",
    formats: Sequence[str] = (),
    base: Path | None = None,
) -> Made:
    """Make an edition again from what it pinned: the same bytes, also in another format or language.

    Without ``base`` its files stand in the edition's folder, those of another language in one of their own there.
    Raises `NotFound` where there is no such edition, and `NotAllowed` where it can be made no more.
    """
    with locked(deployment.editions_of(round_id)):
        tidy_up(deployment, round_id)
        return _remake(deployment, round_id, number, language=language, formats=formats, base=base)


def _remake(
    deployment: Deployment,
    round_id: str,
    number: int,
    *,
    language: str = "",
    formats: Sequence[str] = (),
    base: Path | None = None,
) -> Made:
    snapshot, edition = _pinned(deployment, round_id, number)
    spoken = _language(snapshot.consultation, language or edition.language)
    folder = deployment.editions_of(round_id)
    own = folder / str(number) if spoken == edition.language else folder / str(number) / spoken
    target, name = (base.parent, base.name) if base else (own, NAME)
    with making(base.parent if base else folder, number) as room:
        formats = formats or edition.formats
        by = edition.by or None
        made = _write(
            deployment,
            snapshot,
            room / name,
            language=spoken,
            formats=formats,
            by=by,
            edition=number,
            summed_up=not base and spoken == edition.language,
        )
        _pinned(deployment, round_id, number)  # nobody took anything back in the meantime
        place(room, target)
    return Made(tuple(target / path.relative_to(room) for path in made.paths), snapshot, number)


def tidy_up(deployment: Deployment, round_id: str) -> None:
    """Remove what killed processes left in a round's folder, and make again what they had kept but not put in place.

    Whoever calls this holds the lock of that folder.
    """
    folder = deployment.editions_of(round_id)
    left = left_behind(folder)
    known = {one.number: one for one in deployment.store.editions(round_id, pins=False)} if left else {}
    for number in left:
        if number in known and known[number].pinned and not (folder / str(number)).exists():
            _remake(deployment, round_id, number)
    tidy(folder)


def _pinned(deployment: Deployment, round_id: str, number: int) -> tuple[Snapshot, Edition]:
    """Return what an edition was made from, and the edition; raise `NotAllowed` where that is gone."""
    editions = deployment.store.editions(round_id, pins=False)
    edition = next((one for one in editions if one.number == number), None)
    if edition is None:
        raise NotFound(f"round {round_id} has no edition {number}; see: palabre edition list {round_id}")
    try:
        return deployment.store.pinned(round_id, number), edition
    except Withdrawn:
        current = current_edition(editions)
        now = f"the current one is edition {current.number}" if current else f"see: palabre edition list {round_id}"
        what = f"edition {number} of {round_id} cannot be made again: something in it was taken back or changed"
        raise NotAllowed(f"{what}; {now}") from None


def _superseded(edition: Edition) -> Superseded:
    return Superseded(edition.round, edition.number, edition.causes, edition.shown)


def _language(consultation: Consultation, language: str) -> str:
    spoken = language or consultation.languages[0]
    if spoken not in consultation.languages:
        raise InvalidInput(
            f"{spoken!r} is not one of its languages: {', '.join(consultation.languages)}", where="--language"
        )
    return spoken


def _write(
    deployment: Deployment,
    snapshot: Snapshot,
    out: Path,
    *,
    language: str,
    formats: Sequence[str],
    by: str | None,
    edition: int | None,
    summed_up: bool = False,
) -> Written:
    """Write a report; where it is ``summed_up``, its summary in each language and its workings lie beside it."""
    from reports.chapters.summary import summary
    from reports.render import in_language, page_of, require_known, write_page

    require_known(formats)
    grouper = KeptGroups(deployment.grouper(), latest(deployment.editions_of(snapshot.rounds[0].round.id)))
    page = page_of(
        snapshot,
        language=language,
        finder=deployment.finder(snapshot.consultation),
        grouper=grouper,
        by=by,
        preview=edition is None,
        edition=edition,
    )
    paths = write_page(page, out=out, formats=formats)
    if summed_up:
        told = {one: summary(in_language(page, one)) for one in snapshot.consultation.languages}
        (out.parent / SUMMARY).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        grouper.write(out.parent / WORKINGS)
    return Written(tuple(paths), page.findings)

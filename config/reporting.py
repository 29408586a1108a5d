"""Makes a report of rounds: takes the snapshot, writes the files, keeps the edition. Imports everyone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.wiring import Deployment
from consultation.editions import Edition
from consultation.errors import InvalidInput, NotAllowed, Withdrawn
from consultation.facilitation import reported
from consultation.pinning import pinned
from consultation.ports import Store
from consultation.records import Snapshot
from consultation.rounds import Stage
from reports.formats import DEFAULT
from reports.statements import pins, shown
from reports.told import told


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: its files, what it was made of, its number (None: a preview)."""

    paths: tuple[Path, ...]
    snapshot: Snapshot
    number: int | None


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
    closed yet gives a preview, which is no edition. Raises `Refused` where the report would show what it may not, and
    `NotAllowed`, the files removed, where an answer in it was withdrawn or erased while it was being made.
    """
    from reports.render import pages_of, write_report

    snapshot = deployment.snapshot(round_ids)
    leading = snapshot.rounds[0].round
    preview = preview or any(record.round.stage in (Stage.DRAFTED, Stage.OPEN) for record in snapshot.rounds)
    number = None if preview else len(deployment.store.editions(leading.id)) + 1
    folder = deployment.settings.home / "editions" / leading.id / (str(number) if number else "preview")
    languages = snapshot.consultation.languages
    spoken = language or languages[0]
    if spoken not in languages:
        raise InvalidInput(f"{spoken!r} is not one of its languages: {', '.join(languages)}", where="--language")
    base = base or folder / "report"
    base.parent.mkdir(parents=True, exist_ok=True)
    used = pinned(snapshot)
    paths = write_report(
        snapshot if preview else used,
        language=spoken,
        finder=deployment.finder(snapshot.consultation),
        grouper=deployment.grouper(),
        formats=formats,
        out=base,
        by=by,
        preview=preview,
        edition=number,
    )
    if number:
        _keep(
            deployment.store,
            _edition(used, number, spoken, tuple(formats), by or ""),
            used,
            [*paths, *pages_of(base)],
        )
    return Made(tuple(paths), snapshot, number)


def _edition(used: Snapshot, number: int, language: str, formats: tuple[str, ...], by: str) -> Edition:
    leading, *others = (record.round.id for record in used.rounds)
    return Edition(
        leading,
        number,
        used.taken,
        pins(used),
        language,
        shown(used),
        tuple(others),
        formats=formats,
        by=by,
        pinned=True,
    )


def _keep(store: Store, edition: Edition, used: Snapshot, paths: Sequence[Path]) -> None:
    """Keep an edition, or remove its files: nobody may read what was taken back before it was published."""
    try:
        store.add_edition(edition, used, told(used, by=edition.by or None))
    except Withdrawn as error:
        for path in paths:
            path.unlink()
        raise NotAllowed(
            "somebody withdrew or erased an answer while the report was being made; make it again"
        ) from error
    reported(store, edition.round, now=edition.made)

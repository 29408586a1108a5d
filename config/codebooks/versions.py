"""The jobs behind the codebook commands: find one, compare two versions, commit one. Imports everyone."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from config.codebooks.form import CodebookForm, load_codebook
from config.progress import Progress
from config.wiring import Deployment
from consultation.codebook import Codebook
from consultation.codebooks.commit import Committed, Hearing, commit
from consultation.codebooks.difference import Difference, difference, numbers
from consultation.codebooks.recoding import Recoder, Recoding, open_codes
from consultation.errors import InvalidInput, NotFound
from consultation.guide import Consultation

CURRENT = "current"
"""In place of a file: the codebook that a round's consultation uses now."""

WHAT = "Tagging"


def compare_files(old: str, new: str) -> Difference:
    """Return what differs between two codebook files."""
    if CURRENT in (old, new):
        raise InvalidInput(f'"{CURRENT}" is the codebook of a round: give its --round')
    before = load_codebook(Path(old))
    return difference(before, load_codebook(Path(new), CodebookForm(before=before)))


def compare_on(deployment: Deployment, old: str, new: str, round_id: str, progress: Progress) -> Difference:
    """Return what differs between two codebooks, files or `CURRENT`, with what changes in the numbers of a round."""
    record = deployment.store.record(round_id)
    consultation = deployment.consultation(record.round.consultation)
    before = _codebook(old, consultation)
    after = _codebook(new, consultation, before)
    versions = [replace(consultation, codebook=book) for book in (before, after)]
    old_ears, new_ears = [Hearing(version, deployment.tagger(version)) for version in versions]
    change, finder = Recoder.between(before, after), deployment.finder(consultation)
    changed = numbers(record, old_ears, new_ears, change, finder=finder, tell=partial(progress, WHAT))
    return difference(before, after, changed)


def commit_file(deployment: Deployment, reference: str, path: Path, progress: Progress) -> Committed:
    """Commit the codebook in a file as that of a consultation, in all its rounds."""
    consultation = deployment.consultation(reference)
    new = _loaded(path, consultation, consultation.codebook)
    return commit(
        deployment.store,
        consultation,
        new,
        rounds=rounds_of(deployment, consultation),
        tagger=deployment.tagger(replace(consultation, codebook=new)),
        now=deployment.clock.now(),
        tell=partial(progress, WHAT),
    )


def left_open(deployment: Deployment, round_id: str) -> tuple[Recoding, ...]:
    """Return the human codes of a round that a split left to people, and nobody has decided yet."""
    people = deployment.store.record(round_id).participations
    answers = [answer for person in people for answer in person.standing()]
    return tuple(open_codes(deployment.store.recodings(round_id), answers))


def codebook_of(deployment: Deployment, reference: str) -> Codebook:
    """Return the codebook in a file, or the one that a consultation uses."""
    if Path(reference).is_file():
        return load_codebook(Path(reference))
    return deployment.consultation(reference).codebook


def _codebook(named: str, consultation: Consultation, before: Codebook | None = None) -> Codebook:
    return consultation.codebook if named == CURRENT else _loaded(Path(named), consultation, before)


def _loaded(path: Path, consultation: Consultation, before: Codebook | None) -> Codebook:
    """Return the codebook in a file, which has the languages and drafts of a consultation."""
    drafts = list(dict.fromkeys(draft.id for draft in consultation.drafts))
    return load_codebook(path, CodebookForm(consultation.languages, drafts, before))


def rounds_of(deployment: Deployment, consultation: Consultation) -> list[str]:
    """Return the rounds of a consultation, by whatever directory they know it; one whose files are gone is passed."""
    return [known.id for known in deployment.store.rounds() if _is_of(deployment, known.consultation, consultation)]


def _is_of(deployment: Deployment, reference: str, consultation: Consultation) -> bool:
    try:
        return deployment.consultation(reference).id == consultation.id
    except NotFound:
        return False

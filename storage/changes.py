"""What is new between two states of a participation: the difference that is kept. Imports `consultation` only.

What was said is append-only: answers, revisions and stances are added, flags change, nothing goes or is rewritten.
Code that tries meets a `ValueError`: it is a mistake of ours, never of a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consultation.codebook import Codebook
from consultation.errors import Conflict
from consultation.records import Answer, Participation, Revision, Stance


@dataclass(frozen=True, slots=True)
class Changes:
    """What ``after`` has that ``before`` had not. Places count from 0 in the whole participation.

    ``flags`` are answers of which `withdrawn`, `aside` or `coded` changed, before and after.
    """

    answers: tuple[tuple[int, Answer], ...]
    revisions: tuple[tuple[str, Revision], ...]
    flags: tuple[tuple[Answer, Answer], ...]
    stances: tuple[tuple[int, Stance], ...]
    withdrawals: tuple[tuple[int, Stance], ...]


def changes(before: Participation | None, after: Participation) -> Changes:
    """Return what is new in ``after``, everything where there was nothing before."""
    old, old_stances = (before.answers, before.stances) if before else ((), ())
    pairs = _pairs(old, after.answers)
    new = tuple(enumerate(after.answers))[len(old) :]
    added = [(answer.id, revision) for _, answer in new for revision in _added((), answer.revisions)]
    gained = [(now.id, revision) for was, now in pairs for revision in _added(was.revisions, now.revisions)]
    return Changes(
        answers=new,
        revisions=(*gained, *added),
        flags=tuple((was, now) for was, now in pairs if _flags(was) != _flags(now)),
        stances=tuple(enumerate(after.stances))[len(old_stances) :],
        withdrawals=_withdrawals(old_stances, after.stances),
    )


def lacking(kept: Participation, imported: Participation) -> tuple[tuple[Answer, ...], tuple[Stance, ...]]:
    """Return the answers and stances of ``imported`` that ``kept`` has not.

    An answer is there by its id. A stance is there when that side was taken at that time, or is the last one taken on
    that version: an undated row would otherwise be new whenever its file is imported again.
    """
    known = {answer.id for answer in kept.answers}
    stances: tuple[Stance, ...] = ()
    for stance in imported.stances:
        if not _taken(stance, (*kept.stances, *stances)):
            stances += (stance,)
    return tuple(answer for answer in imported.answers if answer.id not in known), stances


def gained(kept: Participation, answers: tuple[Answer, ...], stances: tuple[Stance, ...]) -> Participation:
    """Return ``kept`` with more answers and stances."""
    return replace(kept, answers=(*kept.answers, *answers), stances=(*kept.stances, *stances))


def newer(kept: Sequence[Codebook], offered: Iterable[Codebook]) -> tuple[Codebook, ...]:
    """Return the codebooks that are not kept yet, which each have the highest version; raise `Conflict` otherwise."""
    versions = {book.version: book for book in kept}
    new: list[Codebook] = []
    for book in offered:
        if versions.setdefault(book.version, book) != book:
            raise Conflict(f"version {book.version} of the codebook was committed before, with another content")
        if book not in kept:
            new.append(book)
    if new and kept and min(book.version for book in new) < max(book.version for book in kept):
        raise Conflict(f"version {kept[-1].version} of the codebook was committed in the meantime: give a higher one")
    return tuple(new)


def _pairs(old: tuple[Answer, ...], new: tuple[Answer, ...]) -> list[tuple[Answer, Answer]]:
    pairs = list(zip(old, new, strict=False))
    if len(pairs) < len(old) or any(_fixed(was) != _fixed(now) for was, now in pairs):
        raise ValueError("an answer that was kept is gone, or is no longer the answer that it was")
    return pairs


def _added(old: tuple[Revision, ...], new: tuple[Revision, ...]) -> tuple[Revision, ...]:
    numbers = [revision.number for revision in new]
    if not numbers or new[: len(old)] != old or numbers != sorted(set(numbers)):
        raise ValueError("revisions are append-only: one is missing, rewritten or out of order")
    return new[len(old) :]


def _withdrawals(old: tuple[Stance, ...], new: tuple[Stance, ...]) -> tuple[tuple[int, Stance], ...]:
    pairs = list(zip(old, new, strict=False))
    if len(pairs) < len(old) or any(replace(was, withdrawn=now.withdrawn) != now for was, now in pairs):
        raise ValueError("stances are append-only: one is missing or rewritten")
    return tuple((place, now) for place, (was, now) in enumerate(pairs) if was != now)


def _fixed(answer: Answer) -> tuple[object, ...]:
    return answer.id, answer.item, answer.part, answer.draft_version


def _flags(answer: Answer) -> tuple[object, ...]:
    return answer.withdrawn, answer.aside, answer.coded


def _taken(stance: Stance, stances: tuple[Stance, ...]) -> bool:
    same = [other for other in stances if (other.draft, other.version) == (stance.draft, stance.version)]
    return bool(same) and (same[-1].side is stance.side or any(_same_act(stance, other) for other in same))


def _same_act(stance: Stance, other: Stance) -> bool:
    return (stance.side, stance.at) == (other.side, other.at)

"""How the findings were made. Imports only consultation.

What was left out, who allowed what, where the tags come from. How well they agree with people is in `reports.by_hand`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consultation.codebook import Source
from consultation.pinning import standing_stances
from consultation.records import IMPORTED, Answer, Participation, Quoting, Snapshot, Stance
from reports.statements import Heard

SOURCES: tuple[Source, ...] = ("cue", "label", "model", "respondent", "reviewer")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What appears nowhere but here, as numbers.

    Answers set aside by a facilitator, answers withdrawn (one by one or with the consent), respondents who erased all.
    """

    set_aside: int
    withdrawn: int
    erased: int


@dataclass(frozen=True, slots=True)
class Allowed:
    """How many of the counted answers may appear how; those off the record count under ``off_record`` alone."""

    verbatim: int
    paraphrase: int
    none: int
    unasked: int
    off_record: int


@dataclass(frozen=True, slots=True)
class Method:
    """Everything that the method section prints.

    ``tags`` counts tags by source; ``codebooks`` the answers by the fingerprint of the codebook they were tagged
    with; ``imported`` those that came from a file; ``notes`` are the stated numbers behind groups' notes. ``looked`` is
    how many positions on drafts were taken after looking at what others said before, ``positions`` how many there are.
    """

    left_out: LeftOut
    allowed: Allowed
    tags: tuple[tuple[Source, int], ...]
    codebooks: tuple[tuple[str, int], ...]
    imported: int
    notes: tuple[int, ...]
    looked: int
    positions: int


def method(snapshot: Snapshot, answers: Sequence[Heard]) -> Method:
    """Return how the findings from ``answers`` were made."""
    revisions = [one.answer.current for one in answers]
    looked = [_looked(person, stance) for person, stance in _positions(snapshot)]
    sources = Counter(tag.source for revision in revisions for tag in revision.tags)
    return Method(
        left_out=_left_out(snapshot),
        allowed=_allowed(answers),
        tags=tuple((source, sources[source]) for source in SOURCES),
        codebooks=tuple(sorted(Counter(revision.codebook for revision in revisions).items())),
        imported=sum(_imported(one.participation) for one in answers),
        notes=_notes(answers),
        looked=sum(looked),
        positions=len(looked),
    )


def _positions(snapshot: Snapshot) -> Iterator[tuple[Participation, Stance]]:
    for record in snapshot.rounds:
        for person in record.participations:
            yield from ((person, stance) for stance in standing_stances(person))


def _looked(person: Participation, stance: Stance) -> bool:
    """Say whether somebody looked at what others said on that version before they took their position."""
    version = (stance.draft, stance.version)
    return any((one.draft, one.version) == version and one.at <= stance.at for one in person.shown)


def _left_out(snapshot: Snapshot) -> LeftOut:
    kept = [(one, answer) for record in snapshot.rounds for one in record.participations for answer in one.answers]
    return LeftOut(
        set_aside=snapshot.set_aside + sum(bool(answer.aside) and not _withdrawn(one, answer) for one, answer in kept),
        withdrawn=snapshot.withdrawn + sum(_withdrawn(one, answer) for one, answer in kept),
        erased=snapshot.erased,
    )


def _withdrawn(participation: Participation, answer: Answer) -> bool:
    return answer.withdrawn is not None or not participation.consented


def _allowed(answers: Iterable[Heard]) -> Allowed:
    ways = Counter(one.participation.quoting if one.participation.on_record else "off the record" for one in answers)
    return Allowed(
        verbatim=ways[Quoting.VERBATIM],
        paraphrase=ways[Quoting.PARAPHRASE],
        none=ways[Quoting.NONE],
        unasked=ways[None],
        off_record=ways["off the record"],
    )


def _imported(participation: Participation) -> bool:
    return participation.consent is not None and participation.consent.version == IMPORTED


def _notes(answers: Iterable[Heard]) -> tuple[int, ...]:
    stated = {one.respondent: one.participation.people for one in answers}
    return tuple(sorted(people for people in stated.values() if people is not None))

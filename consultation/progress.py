"""How far a round has come: who came to the end, how long it took, where people stopped, which groups were heard.

Imports the standard library only; which groups are too small to be shown is decided by who is passed in (`Hiding`).
People who speak for a group (its note) or were imported came through no conversation: they count as heard, and in
nothing that is about the way through it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Protocol

from consultation.errors import InvalidInput
from consultation.guide import Consultation
from consultation.records import IMPORTED, Participation, RoundRecord
from consultation.rounds import Target

LANGUAGE, SOURCE = "language", "source"
"""What people are told apart by beside the consultation's attributes."""

NOTHING_SAID = "nothing"
"""Where somebody stopped who has said nothing."""

FEWEST = 5
"""How many must have come to the end for the median of their times to be shown: of few it is somebody's own."""


MOST = 1_000_000
"""How many people of a group a round is to hear at most."""


class Hiding(Protocol):
    """Says which numbers of a column, or of a row of its groups, may not stand apart; None for all of them."""

    def mask(self, counts: Sequence[int]) -> frozenset[int] | None:
        """Return the cells of a column to mask."""
        ...

    def mask_row(
        self, counts: Sequence[int], groups: Sequence[int], masked_groups: frozenset[int]
    ) -> frozenset[int] | None:
        """Return the cells of a row to mask, of groups of which those are masked."""
        ...


@dataclass(frozen=True, slots=True)
class Reach:
    """One group: how many were heard and came to the end, each None where it is masked; ``target`` 0 where none is set.

    ``group`` is "" for those who came by no source.
    """

    group: str
    heard: int | None
    finished: int | None
    target: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round has come.

    ``heard`` said something that counts. ``began`` are those who agreed, ``finished`` of them came to the end, after
    ``median_minutes`` where they are enough; ``stopped`` are the others, by the question or draft they spoke of last.
    ``groups`` are by language, source and each attribute with choices, ``absent`` those of which nobody was heard, as
    pairs of ids.
    """

    began: int
    finished: int
    median_minutes: float | None
    stopped: Mapping[str, int]
    groups: Mapping[str, tuple[Reach, ...]]
    absent: tuple[tuple[str, str], ...]
    heard: int = 0

    @property
    def completion(self) -> float | None:
        """The share of those who began that came to the end, 0 to 1; None where nobody began."""
        return self.finished / self.began if self.began else None


def progress(record: RoundRecord, consultation: Consultation, hiding: Hiding) -> Progress:
    """Return how far a round has come."""
    agreed = [person for person in record.participations if person.consented]
    walked = [person for person in agreed if person.consent and person.consent.version != IMPORTED]
    minutes = [(one.finished - one.began).total_seconds() / 60 for one in walked if one.finished]
    heard = [person for person in agreed if spoke(person)]
    groups = {
        name: _reached(heard, name, known, record.round.targets, hiding) for name, known in _vocabularies(consultation)
    }
    return Progress(
        began=len(walked),
        finished=sum(one.finished is not None for one in walked),
        median_minutes=round(median(minutes), 1) if len(minutes) >= FEWEST else None,
        stopped=dict(sorted(Counter(_last(person) for person in walked if person.finished is None).items())),
        groups=groups,
        absent=absences(groups),
        heard=len(heard),
    )


def absences(groups: Mapping[str, Sequence[Reach]]) -> tuple[tuple[str, str], ...]:
    """Return the groups of which nobody was heard, as pairs of ids."""
    return tuple((name, one.group) for name, several in groups.items() for one in several if one.heard == 0)


def spoke(person: Participation) -> bool:
    """Say whether somebody said something that counts: an answer that is not set aside, or a position."""
    answered = any(not answer.aside for answer in person.standing())
    return answered or any(stance.withdrawn is None for stance in person.stances)


def targets(written: Iterable[str], consultation: Consultation, *, option: str) -> tuple[Target, ...]:
    """Return targets as people write them, ``region=oceania:30``; raise `InvalidInput` naming ``option``."""
    vocabularies = {name: known for name, known in _vocabularies(consultation) if name != SOURCE}
    return tuple(target(text, vocabularies, option=option) for text in written)


def target(text: str, vocabularies: Mapping[str, Sequence[str]], *, option: str) -> Target:
    """Return a target as it is written; ``vocabularies`` are the groups by what tells people apart."""
    named, _, people = text.rpartition(":")
    attribute, _, group = named.partition("=")
    if not (people.isascii() and people.isdecimal()) or len(people) > len(str(MOST)) or int(people) > MOST:
        raise InvalidInput(f"{text!r} is no target; write region=oceania:30", where=option)
    if attribute not in vocabularies:
        raise InvalidInput(f"there is no attribute {attribute!r}; there are: {', '.join(vocabularies)}", where=option)
    if group not in vocabularies[attribute]:
        known = ", ".join(vocabularies[attribute])
        raise InvalidInput(f"there is no {attribute} {group!r}; there are: {known}", where=option)
    return Target(attribute, group, int(people))


def _vocabularies(consultation: Consultation) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what people are told apart by, with the groups known beforehand."""
    yield LANGUAGE, consultation.languages
    yield SOURCE, ()
    for attribute in consultation.attributes:
        if attribute.choices:
            yield attribute.id, [choice.id for choice in attribute.choices]


def _reached(
    heard: Sequence[Participation], name: str, known: Sequence[str], aims: Sequence[Target], hiding: Hiding
) -> tuple[Reach, ...]:
    """Return each group: those known beforehand in their order, then others in the alphabet's."""
    theirs = [frozenset(_groups_of(person, name)) for person in heard]
    others = sorted(frozenset().union(*theirs) - frozenset(known))
    names = [*known, *others]
    counts = [sum(group in mine for mine in theirs) for group in names]
    ends = [
        sum(group in mine and person.finished is not None for person, mine in zip(heard, theirs, strict=True))
        for group in names
    ]
    every = frozenset(range(len(names)))
    hidden = hiding.mask(counts)
    hidden = every if hidden is None else hidden
    row = hiding.mask_row(ends, counts, hidden)
    hidden_ends = every if row is None else row
    aimed = {one.group: one.people for one in aims if one.attribute == name}
    return tuple(
        Reach(
            group,
            None if index in hidden else counts[index],
            None if index in hidden_ends else ends[index],
            aimed.get(group, 0),
        )
        for index, group in enumerate(names)
    )


def _groups_of(person: Participation, name: str) -> Sequence[str]:
    if name == LANGUAGE:
        return (person.language,)
    return (person.source,) if name == SOURCE else person.attributes.get(name, ())


def _last(person: Participation) -> str:
    """Return the item that somebody spoke of last: of a free contribution "", before the first word `NOTHING_SAID`."""
    moments: list[tuple[datetime, str]] = [(one.current.at, one.item) for one in person.standing() if not one.aside] + [
        (one.at, one.draft) for one in person.stances if one.withdrawn is None
    ]
    return max(moments)[1] if moments else NOTHING_SAID

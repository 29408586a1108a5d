"""Who was heard and who was not: a table per attribute of the respondents, and the cut of the findings by one of them.

Imports only consultation. Everything here is masked before it leaves, see `reports.masking`. These numbers lead to no
statement: a statement never says to which group its author belongs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultation.errors import InvalidInput
from consultation.guide import Consultation
from consultation.records import Participation
from reports.masking import mask, mask_row

LANGUAGE = "language"
"""The one attribute that nobody is asked for: the language in which a respondent was interviewed."""

UNSAID = ""
"""The group of those who did not say."""

OTHER = "*"
"""The group of those whose answer is in no vocabulary: their own words are not shown."""

Groups = Mapping[str, frozenset[str]]
"""Respondent → the groups they belong to, by one attribute."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A group and how many respondents it has; None where that is masked. ``group`` may be `UNSAID`."""

    group: str
    respondents: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """One attribute: the groups that were heard, in the vocabulary's order, and those that were not.

    Both are empty where nobody said anything. ``withheld``: there are too few respondents to show anything.
    ``several``: one respondent may be in several groups.
    """

    attribute: str
    several: bool
    heard: tuple[Cell, ...] = ()
    absent: tuple[str, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class CutRow:
    """How many of each group said one thing, in the order of the cut's groups; None where masked."""

    key: tuple[str, ...]
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Findings by the groups of one attribute. A row's key names a theme, or a draft's id, version and side."""

    attribute: str
    groups: tuple[str, ...]
    rows: tuple[CutRow, ...] = ()
    withheld: bool = False

    def shown(self) -> tuple[CutRow, ...]:
        """Return the rows of which anything may be shown."""
        return tuple(row for row in self.rows if any(cell is not None for cell in row.cells))

    def hidden(self) -> tuple[CutRow, ...]:
        """Return the rows that are masked whole."""
        return tuple(row for row in self.rows if all(cell is None for cell in row.cells))


def attributes_of(consultation: Consultation) -> tuple[str, ...]:
    """Return the attributes that respondents are counted by: those with a vocabulary, and the language."""
    return (*(one.id for one in consultation.attributes if one.choices), LANGUAGE)


def groups_by(attribute: str, consultation: Consultation, respondents: Mapping[str, Sequence[Participation]]) -> Groups:
    """Return each respondent's groups: what they said last, over all rounds."""
    if attribute == LANGUAGE:
        return {who: frozenset({their[-1].language}) for who, their in respondents.items()}
    declared = frozenset(_declared(consultation, attribute))
    return {who: _groups_of(attribute, declared, their) for who, their in respondents.items()}


def _declared(consultation: Consultation, attribute: str) -> tuple[str, ...]:
    found = consultation.attribute(attribute)
    return tuple(choice.id for choice in found.choices) if found else ()


def _groups_of(attribute: str, declared: frozenset[str], participations: Sequence[Participation]) -> frozenset[str]:
    said = (one.attributes.get(attribute, ()) for one in reversed(participations))
    newest = next((groups for groups in said if groups), (UNSAID,))
    return frozenset(group if group in declared or group == UNSAID else OTHER for group in newest)


def vocabulary(attribute: str, consultation: Consultation, groups: Groups) -> tuple[str, ...]:
    """Return the groups there may be, in order; those whose answer is in no vocabulary and those without one last."""
    if attribute != LANGUAGE:
        return (*_declared(consultation, attribute), OTHER, UNSAID)
    spoken = {group for theirs in groups.values() for group in theirs}
    return (*consultation.languages, *sorted(spoken - set(consultation.languages)))


def coverage(attribute: str, consultation: Consultation, groups: Groups) -> Coverage:
    """Count the respondents by one attribute."""
    declared = consultation.attribute(attribute)
    order = vocabulary(attribute, consultation, groups)
    sizes = Counter(group for theirs in groups.values() for group in theirs)
    several = bool(declared and declared.several)
    if not sum(sizes[group] for group in order if group != UNSAID):
        return Coverage(attribute, several)
    masked = mask([sizes[group] for group in order])
    if masked is None:
        return Coverage(attribute, several, withheld=True)
    cells = [
        Cell(group, None if index in masked else sizes[group]) for index, group in enumerate(order) if sizes[group]
    ]
    absent = tuple(group for group in order if not sizes[group] and group not in {OTHER, UNSAID})
    return Coverage(attribute, several, tuple(cells), absent)


def cut(
    attribute: str,
    consultation: Consultation,
    groups: Groups,
    said: Iterable[tuple[tuple[str, ...], frozenset[str]]],
) -> Cut:
    """Count by group who said what: ``said`` are pairs of a row's key and the respondents who said it.

    Raises `InvalidInput` for an attribute that the consultation does not have.
    """
    if attribute not in attributes_of(consultation):
        known = ", ".join(attributes_of(consultation))
        raise InvalidInput(f"no such attribute; there are: {known}", where=f"--by {attribute}")
    covered = coverage(attribute, consultation, groups)
    order = tuple(cell.group for cell in covered.heard)
    if covered.withheld or not order:
        return Cut(attribute, order, withheld=True)
    sizes = Counter(group for theirs in groups.values() for group in theirs)
    hidden = frozenset(index for index, cell in enumerate(covered.heard) if cell.respondents is None)
    rows = ((key, Counter(group for respondent in who for group in groups[respondent])) for key, who in said)
    return Cut(
        attribute, order, tuple(_row(key, [counts[g] for g in order], order, sizes, hidden) for key, counts in rows)
    )


def _row(
    key: tuple[str, ...],
    counts: list[int],
    order: tuple[str, ...],
    sizes: Mapping[str, int],
    hidden: frozenset[int],
) -> CutRow:
    masked = mask_row(counts, [sizes[group] for group in order], hidden)
    if masked is None:
        return CutRow(key, (None,) * len(counts))
    return CutRow(key, tuple(None if index in masked else count for index, count in enumerate(counts)))


def silent_on(
    coverages: Iterable[Coverage],
    groups: Mapping[str, Groups],
    spoke: frozenset[str],
) -> tuple[tuple[str, str], ...]:
    """Return the (attribute, group) of which nobody is among ``spoke``, although five or more took part.

    Smaller groups are never named: that all of a few people were silent says something of each of them.
    """
    return tuple(
        (one.attribute, cell.group)
        for one in coverages
        for heard_from in [{group for who in spoke for group in groups[one.attribute][who]}]
        for cell in one.heard
        if cell.respondents is not None and cell.group not in {OTHER, UNSAID} | heard_from
    )

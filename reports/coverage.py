"""Who was heard and who was not: a table per attribute of the respondents, and the cut of the findings by one of them.

Imports only consultation. Everything here is masked before it leaves, see `reports.masking`. These numbers lead to no
statement: a statement never says to which group its author belongs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultation.editions import Tally
from consultation.errors import InvalidInput
from consultation.guide import Consultation
from consultation.records import Participation
from reports.masking import Seen
from reports.readers import Readers

LANGUAGE = "language"
"""The one attribute that nobody is asked for: the language in which a respondent was interviewed."""

UNSAID = ""
"""The group of those who did not say."""

OTHER = "*"
"""The group of those whose answer is in no vocabulary: their own words are not shown."""

Groups = Mapping[str, frozenset[str]]
"""Respondent → the groups they belong to, by one attribute."""

Said = tuple[tuple[str, ...], frozenset[str]]
"""What was said, as the key of a row, and the respondents who said it."""

NOBODY = Readers()
"""The readers of a first edition."""


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


def column(attribute: str, consultation: Consultation, groups: Groups, readers: Readers = NOBODY) -> Tally:
    """Return the respondents by one attribute, counted, in the vocabulary's order: what must not be shown is masked."""
    known = vocabulary(attribute, consultation, groups)
    order = (*known, *sorted(readers.groups(attribute) - set(known)))
    sizes = Counter(group for theirs in groups.values() for group in theirs)
    counts = {group: sizes[group] for group in order}
    masked = readers.column(attribute, order, list(counts.values()))
    return Tally(attribute, (), counts, None if masked is None else frozenset(order[index] for index in masked))


def coverage(attribute: str, consultation: Consultation, groups: Groups, readers: Readers = NOBODY) -> Coverage:
    """Count the respondents by one attribute."""
    declared = consultation.attribute(attribute)
    several = bool(declared and declared.several)
    counted = column(attribute, consultation, groups, readers)
    said = {group for group, count in counted.counts.items() if count} | readers.groups(attribute)
    masked = counted.masked
    if said <= {UNSAID}:
        return Coverage(attribute, several)
    if masked is None:
        return Coverage(attribute, several, withheld=True)
    shown = {group: count for group, count in counted.counts.items() if group not in masked}
    cells = (Cell(group, shown.get(group)) for group, count in counted.counts.items() if count or group in masked)
    absent = tuple(group for group, count in shown.items() if not count and group not in {OTHER, UNSAID})
    return Coverage(attribute, several, tuple(cells), absent)


def rows(
    attribute: str, consultation: Consultation, groups: Groups, said: Iterable[Said], readers: Readers = NOBODY
) -> list[Tally]:
    """Count by group who said what, a row for each of ``said``, masked as the groups themselves are and more."""
    sizes = column(attribute, consultation, groups, readers)
    order = tuple(sizes.counts)
    hidden = frozenset(index for index, group in enumerate(order) if group in (sizes.masked or ()))
    found = []
    for key, who in said:
        several = Counter(group for respondent in who for group in groups[respondent])
        now = Seen([several[group] for group in order], list(sizes.counts.values()))
        masked = None if sizes.masked is None else readers.row(attribute, key, order, now, hidden)
        shut = None if masked is None else frozenset(order[index] for index in masked)
        found.append(Tally(attribute, key, dict(zip(order, now.counts, strict=True)), shut))
    return found


def cut(
    attribute: str,
    consultation: Consultation,
    groups: Groups,
    said: Iterable[Said],
    readers: Readers = NOBODY,
) -> Cut:
    """Count by group who said what: ``said`` are pairs of a row's key and the respondents who said it.

    Raises `InvalidInput` for an attribute that the consultation does not have.
    """
    if attribute not in attributes_of(consultation):
        known = ", ".join(attributes_of(consultation))
        raise InvalidInput(f"no such attribute; there are: {known}", where=f"--by {attribute}")
    covered = coverage(attribute, consultation, groups, readers)
    order = tuple(cell.group for cell in covered.heard)
    if covered.withheld or not order:
        return Cut(attribute, order, withheld=True)
    counted = rows(attribute, consultation, groups, said, readers)
    return Cut(attribute, order, tuple(_row(row, order) for row in counted))


def _row(row: Tally, order: Sequence[str]) -> CutRow:
    masked = set(order) if row.masked is None else row.masked
    return CutRow(row.key, tuple(None if group in masked else row.counts[group] for group in order))


def spoke_on(
    attribute: str, key: tuple[str, ...], groups: Groups, spoke: frozenset[str], readers: Readers = NOBODY
) -> Tally:
    """Return how many of each group spoke on a draft, withheld where readers could see that few began or ceased to."""
    counts = dict(sorted(Counter(group for who in spoke for group in groups[who]).items()))
    known = readers.may_know_who_is_silent(attribute, key, counts)
    return Tally(attribute, key, counts, frozenset() if known else None)


def silent_on(
    coverages: Iterable[Coverage],
    groups: Mapping[str, Groups],
    spoke: frozenset[str],
    key: tuple[str, ...] = (),
    readers: Readers = NOBODY,
) -> tuple[tuple[str, str], ...]:
    """Return the (attribute, group) of which nobody is among ``spoke``, although five or more took part.

    Smaller groups are never named: that all of a few people were silent says something of each of them. ``key`` names
    the draft for who reads several editions.
    """
    return tuple(
        (one.attribute, cell.group)
        for one in coverages
        for heard in [spoke_on(one.attribute, key, groups[one.attribute], spoke, readers)]
        for cell in one.heard
        if heard.masked is not None and cell.respondents and not heard.counts.get(cell.group)
        if cell.group not in {OTHER, UNSAID}
    )

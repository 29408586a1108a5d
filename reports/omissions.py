"""Whom the quotes leave out: what they stand for, against random picks of the same length. Imports only consultation.

**By quotes**, a respondent is represented when they wrote one of the quotes of the report, wherever it stands; a
position on a draft when somebody who took it is quoted on that draft; a combination of theme, place and position when
an answer that has all three is quoted. An excerpt stands for its whole answer. A quote that stands in several places
counts once.

**By sentences**, a respondent is represented when a sentence states, with its count, a theme that they raised or a
position that they took: every theme and every position has such a sentence. Who chose no position and raised no theme
is counted in totals and represented by none.

**By chance**: statements whose words may be shown are drawn, each cut as a quote is cut and none twice, until they have
as many characters as the quotes together; the last one is drawn if that comes nearer than leaving it. This is done
`PICKS` times from a seed that is a digest of what the edition pins: whoever has the pins can draw the same again.

The numbers of a group are masked as `reports.masking` says. Chance depends on how many of a group may be quoted: where
these are fewer than five, what the quotes and chance reach of it is masked, too. Where there are earlier editions, the
rows are compared with theirs (`reports.readers`); one that an earlier edition did not keep is withheld.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from hashlib import sha256

from consultation.editions import Tally
from consultation.records import Side
from reports.compared import comparable
from reports.coverage import NOBODY, Coverage, Groups
from reports.evidence import Evidence, evidence
from reports.masking import Seen, is_small
from reports.picks import PICKS, Chance, chance_of, random_picks
from reports.quotes import Quote
from reports.readers import Readers
from reports.stances import Positions
from reports.statements import Heard, Place

QUOTED, STATED = ("audit", "quoted"), ("audit", "stated")
"""The keys under which an edition keeps how many of each group are quoted, and represented by a sentence."""

View = tuple[str, Place, Side | None]
"""A theme ("" where none was heard), where it was raised, and the author's position there, None where there is none."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of how many the quotes stand for, and what chance would."""

    quoted: int
    of: int
    chance: Chance

    @property
    def against_chance(self) -> int:
        """-1 where the quotes reach fewer than nine picks in ten do, 1 where they reach more, else 0."""
        return (self.quoted > self.chance.high) - (self.quoted < self.chance.low)


@dataclass(frozen=True, slots=True)
class GroupReach:
    """A group of respondents; ``reach`` and ``stated``, how many sentences represent, are None where masked."""

    group: str
    reach: Reach | None
    stated: int | None


@dataclass(frozen=True, slots=True)
class AttributeReach:
    """The groups of one attribute, in the order of its coverage; none where all would have to be masked."""

    attribute: str
    groups: tuple[GroupReach, ...]


@dataclass(frozen=True, slots=True)
class Omissions:
    """The audit: ``quotes`` different quotes of so many ``characters``, against ``picks`` drawn from ``seed``.

    ``quoted`` are the answers that are quoted, ``stated`` how many respondents a sentence represents.
    """

    seed: int
    picks: int
    quotes: int
    characters: int
    quoted: Evidence
    respondents: Reach
    stated: int
    positions: Reach
    views: Reach
    attributes: tuple[AttributeReach, ...]


def quotes_in(found: object) -> Iterator[Quote]:
    """Yield every quote in ``found``: findings, tuples of findings, whatever they hold. No quote escapes the audit."""
    if isinstance(found, Quote):
        yield found
    elif isinstance(found, tuple | list | Mapping):
        for one in found.values() if isinstance(found, Mapping) else found:
            yield from quotes_in(one)
    elif is_dataclass(found) and not isinstance(found, Evidence | type):
        for field in fields(found):
            yield from quotes_in(getattr(found, field.name))


def seed_of(pins: Mapping[str, int]) -> int:
    """Return the seed, of 32 bits, for what an edition pins: answer id → revision number."""
    pinned = "\n".join(f"{answer} {revision}" for answer, revision in sorted(pins.items()))
    return int.from_bytes(sha256(pinned.encode()).digest()[:4])


@dataclass(frozen=True)
class Audit:
    """Makes the audit.

    ``respondents`` are all who are counted, ``groups`` theirs by attribute; ``readers`` are those of earlier editions.
    """

    answers: Sequence[Heard]
    positions: Positions
    respondents: AbstractSet[str]
    coverages: Sequence[Coverage]
    groups: Mapping[str, Groups]
    readers: Readers = NOBODY

    def of(self, quotes: Iterable[Quote], seed: int) -> Omissions:
        """Return what ``quotes`` leave out, against picks from ``seed``. Their order does not matter."""
        different = {(one.id, one.start, one.end) for one in quotes}
        characters = sum(end - start for _, start, end in different)
        quoted = self._quoted(answer for answer, _, _ in different)
        picks = random_picks(self._quotable, characters, seed)
        return Omissions(
            seed=seed,
            picks=PICKS,
            quotes=len(different),
            characters=characters,
            quoted=evidence(quoted, "quoted"),
            respondents=_reach(quoted, picks, len(self.respondents), _authors),
            stated=len(self._stated),
            positions=_reach(quoted, picks, len(self._taken), self._positions_of),
            views=_reach(quoted, picks, len(self._views_of(self.answers)), self._views_of),
            attributes=tuple(self._attribute(one, quoted, picks) for one in self.coverages if one.heard),
        )

    def tallies(self, quotes: Iterable[Quote]) -> Iterator[Tally]:
        """Yield what an edition with these quotes keeps for those after it: its rows by group, not masked."""
        quoted = self._quoted(one.id for one in quotes)
        for covered in self.coverages:
            yield from self._rows(covered, quoted)

    def _quoted(self, ids: Iterable[str]) -> list[Heard]:
        return [self._by_id[answer] for answer in sorted(set(ids))]

    @cached_property
    def _by_id(self) -> Mapping[str, Heard]:
        return {one.answer.id: one for one in self.answers}

    @cached_property
    def _quotable(self) -> Sequence[Heard]:
        spoken = (one for one in self.answers if one.quotable and one.answer.current.text.strip())
        return sorted(spoken, key=lambda one: one.answer.id)

    @cached_property
    def _taken(self) -> AbstractSet[tuple[Place, Side]]:
        """Every position that anybody took on any draft."""
        return {(place, side) for place, there in self.positions.items() for side in there.values() if _decided(side)}

    @cached_property
    def _stated(self) -> AbstractSet[str]:
        """Whom a sentence represents."""
        raised = {one.respondent for one in self.answers if one.themes}
        took = {who for there in self.positions.values() for who, side in there.items() if _decided(side)}
        return raised | took

    @cached_property
    def _views(self) -> Mapping[str, frozenset[View]]:
        """What each answer says: its themes, on what, and the position taken there. Looked up once per pick."""
        return {one.answer.id: frozenset(self._views_in(one)) for one in self.answers}

    def _views_in(self, one: Heard) -> Iterator[View]:
        side = self.positions.get(one.place, {}).get(one.respondent)
        for theme in one.themes or ("",):
            yield theme, one.place, side if side and _decided(side) else None

    def _positions_of(self, answers: Iterable[Heard]) -> AbstractSet[tuple[Place, Side]]:
        return {(place, side) for _, place, side in self._views_of(answers) if side}

    def _views_of(self, answers: Iterable[Heard]) -> AbstractSet[View]:
        return frozenset[View]().union(*(self._views[one.answer.id] for one in answers))

    def _attribute(
        self, covered: Coverage, quoted: Sequence[Heard], picks: Sequence[Sequence[Heard]]
    ) -> AttributeReach:
        reached, stated = self._rows(covered, quoted)
        if reached.masked is None or reached.masked >= reached.counts.keys():
            return AttributeReach(covered.attribute, ())
        groups = self.groups[covered.attribute]
        sizes = Counter(group for theirs in groups.values() for group in theirs)
        drawn = [_by_group(_authors(pick), groups) for pick in picks]

        def reach(group: str) -> Reach:
            return Reach(reached.counts[group], sizes[group], chance_of([one[group] for one in drawn]))

        return AttributeReach(
            covered.attribute,
            tuple(
                GroupReach(
                    group,
                    None if group in reached.masked else reach(group),
                    None if stated.masked is None or group in stated.masked else stated.counts[group],
                )
                for group in (cell.group for cell in covered.heard)
            ),
        )

    def _rows(self, covered: Coverage, quoted: Sequence[Heard]) -> tuple[Tally, Tally]:
        """Count who is quoted and who is represented by a sentence, by the groups of an attribute."""
        groups = self.groups[covered.attribute]
        quotable = _by_group(_authors(self._quotable), groups)
        barely = frozenset(cell.group for cell in covered.heard if is_small(quotable[cell.group]))
        everybody = len(self._stated) == len(self.respondents) and self._always_everybody(covered.attribute)
        reached = self._row(covered, QUOTED, _by_group(_authors(quoted), groups), barely)
        stated = _by_group(self._stated, groups)
        return reached, self._unmasked(covered, stated) if everybody else self._row(covered, STATED, stated)

    def _always_everybody(self, attribute: str) -> bool:
        """Say whether sentences represented everybody in each earlier edition, and that one said so."""
        for one in self.readers.earlier:
            rows = {row.key: row for row in one.told.tallies if row.attribute == attribute}
            sizes, stated = rows.get(()), rows.get(STATED)
            if not sizes or not stated or stated.masked is None or +Counter(stated.counts) != +Counter(sizes.counts):
                return False
        return True

    def _row(
        self, covered: Coverage, key: tuple[str, ...], counts: Counter[str], barely: frozenset[str] = frozenset()
    ) -> Tally:
        """Return a row with what of it must be masked; groups that are masked themselves and ``barely`` are."""
        sizes = Counter(group for theirs in self.groups[covered.attribute].values() for group in theirs)
        order = [cell.group for cell in covered.heard]
        now = Seen([counts[group] for group in order], [sizes[group] for group in order])
        shut = self._unmasked(covered, counts).masked or frozenset()
        hidden = frozenset(index for index, group in enumerate(order) if group in shut | barely)
        masked = None
        if not covered.withheld and comparable(self.readers, covered.attribute, key):
            masked = self.readers.row(covered.attribute, key, order, now, hidden)
        names = None if masked is None else frozenset(order[index] for index in masked)
        return Tally(covered.attribute, key, dict(zip(order, now.counts, strict=True)), names)

    def _unmasked(self, covered: Coverage, counts: Counter[str]) -> Tally:
        """Return the row of those whom sentences represent where these are all: it betrays nobody but by its groups."""
        unknown = frozenset(cell.group for cell in covered.heard if cell.respondents is None)
        return Tally(covered.attribute, STATED, {cell.group: counts[cell.group] for cell in covered.heard}, unknown)


def _decided(side: Side) -> bool:
    return side is not Side.NONE


def _authors(answers: Iterable[Heard]) -> AbstractSet[str]:
    return {one.respondent for one in answers}


def _by_group(respondents: AbstractSet[str], groups: Groups) -> Counter[str]:
    return Counter(group for who in respondents for group in groups[who])


def _reach(
    quoted: Sequence[Heard],
    picks: Sequence[Sequence[Heard]],
    of: int,
    reached: Callable[[Iterable[Heard]], AbstractSet[object]],
) -> Reach:
    return Reach(len(reached(quoted)), of, chance_of([len(reached(pick)) for pick in picks]))

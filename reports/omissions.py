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
these are fewer than five, what the quotes and chance reach of it is masked, too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from hashlib import sha256
from random import Random

from consultation.records import Side
from reports.coverage import Coverage, Groups
from reports.evidence import Evidence, evidence
from reports.masking import is_small, mask_row
from reports.quotes import Quote, quote_from
from reports.stances import Positions
from reports.statements import Heard, Place

PICKS = 200
"""How many random picks chance is judged by."""

OUTSIDE = 20
"""One in so many picks is below the range that is shown, and one in so many above it."""

View = tuple[str, Place, Side | None]
"""A theme ("" where none was heard), where it was raised, and the author's position there, None where there is none."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What random picks reach: the mean, and the range that holds nine picks in ten."""

    mean: float
    low: int
    high: int


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
    """Makes the audit. ``respondents`` are all who are counted, ``groups`` theirs by attribute."""

    answers: Sequence[Heard]
    positions: Positions
    respondents: AbstractSet[str]
    coverages: Sequence[Coverage]
    groups: Mapping[str, Groups]

    def of(self, quotes: Iterable[Quote], seed: int) -> Omissions:
        """Return what ``quotes`` leave out, against picks from ``seed``. Their order does not matter."""
        different = {(one.id, one.start, one.end) for one in quotes}
        characters = sum(end - start for _, start, end in different)
        quoted = [self._by_id[answer] for answer in sorted({answer for answer, _, _ in different})]
        picks = list(self._picked(characters, Random(seed)))
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

    def _picked(self, characters: int, dice: Random) -> Iterator[Sequence[Heard]]:
        """Yield `PICKS` random picks of so many characters."""
        lengths: dict[int, int] = {}
        for _ in range(PICKS):
            yield list(self._pick(characters, dice, lengths))

    def _pick(self, characters: int, dice: Random, lengths: dict[int, int]) -> Iterator[Heard]:
        """Yield one pick; ``lengths`` are those of the quotes that statements would give, as far as known."""
        left = characters
        for index in _shuffled(len(self._quotable), dice):
            if index not in lengths:
                quote = quote_from(self._quotable[index].answer)
                lengths[index] = quote.end - quote.start
            if lengths[index] >= 2 * left:
                return
            yield self._quotable[index]
            left -= min(lengths[index], left)

    def _side_of(self, one: Heard) -> Side | None:
        side = self.positions.get(one.place, {}).get(one.respondent)
        return side if side and _decided(side) else None

    def _positions_of(self, answers: Iterable[Heard]) -> AbstractSet[tuple[Place, Side]]:
        return {(one.place, side) for one in answers if (side := self._side_of(one))}

    def _views_of(self, answers: Iterable[Heard]) -> AbstractSet[View]:
        return {(theme, one.place, self._side_of(one)) for one in answers for theme in one.themes or ("",)}

    def _attribute(
        self, covered: Coverage, quoted: Sequence[Heard], picks: Sequence[Sequence[Heard]]
    ) -> AttributeReach:
        groups, order = self.groups[covered.attribute], [cell.group for cell in covered.heard]
        sizes = Counter(group for theirs in groups.values() for group in theirs)
        quotable, reached = (_by_group(_authors(answers), groups) for answers in (self._quotable, quoted))
        stated = _by_group(self._stated, groups)
        unknown = frozenset(index for index, cell in enumerate(covered.heard) if cell.respondents is None)
        barely = frozenset(index for index, group in enumerate(order) if is_small(quotable[group]))
        of = [sizes[group] for group in order]
        hidden = mask_row([reached[group] for group in order], of, unknown | barely)
        if hidden is None:
            return AttributeReach(covered.attribute, ())
        unstated = self._hidden_stated([stated[group] for group in order], of, unknown)
        drawn = [_by_group(_authors(pick), groups) for pick in picks]
        return AttributeReach(
            covered.attribute,
            tuple(
                GroupReach(
                    group,
                    None
                    if index in hidden
                    else Reach(reached[group], sizes[group], _chance([one[group] for one in drawn])),
                    None if index in unstated else stated[group],
                )
                for index, group in enumerate(order)
            ),
        )

    def _hidden_stated(self, stated: Sequence[int], of: Sequence[int], unknown: frozenset[int]) -> frozenset[int]:
        """Return where it is masked how many sentences represent; that they represent all in all betrays nobody."""
        if len(self._stated) == len(self.respondents):
            return unknown
        masked = mask_row(stated, of, unknown)
        return frozenset(range(len(stated))) if masked is None else masked


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
    return Reach(len(reached(quoted)), of, _chance([len(reached(pick)) for pick in picks]))


def _chance(counts: Sequence[int]) -> Chance:
    ranked, outside = sorted(counts), len(counts) // OUTSIDE
    return Chance(sum(ranked) / len(ranked), ranked[outside], ranked[-1 - outside])


def _shuffled(count: int, dice: Random) -> Iterator[int]:
    """Yield the numbers below ``count`` in random order, without making them all.

    Only `Random.random` is used: it alone is promised to give the same on every version of Python.
    """
    moved: dict[int, int] = {}
    for place in range(count):
        other = place + int(dice.random() * (count - place))
        yield moved.pop(other, other)
        if other != place:
            moved[other] = moved.pop(place, place)

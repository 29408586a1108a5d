"""How far people agree with each other on themes, and the machine with them. Imports the core and numpy.

Krippendorff's alpha is ``1 - D_o / D_e``: the disagreement observed within units over that expected by chance
(Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011). With m_u values in unit u, c_uk of them of kind k, and
only units that have two values or more::

    n   = Σ_u w_u m_u          n_k = Σ_u w_u c_uk
    D_o = 1/n        Σ_u w_u Σ_{k≠l} c_uk c_ul δ(k,l) / (m_u - 1)
    D_e = 1/(n(n-1)) Σ_{k≠l} n_k n_l δ(k,l)

For one theme the values are "given" and "not given", and δ is nominal. For all themes at once a value is the set of
themes, and δ is the MASI distance (Passonneau, Measuring Agreement on Set-valued Items, LREC 2006): 1 - J·M, with J the
Jaccard index of the two sets, and M 1 where they are the same, ⅔ where one holds the other, ⅓ where they overlap, and 0
where they have nothing in common. Two empty sets are the same.

Precision, recall and F1 are as in `checking.measures`. Against two people the machine is compared with each, and hits,
extra and missed are added up over both: neither person is made the truth, and the figure is on the scale of the two
people's F1 with each other, which stands beside it.

All figures are weighted: answer u counts w_u, one over its chance to be drawn, scaled to a mean of 1; with equal
weights they are the unweighted ones. Intervals are percentiles of resamples of the answers with replacement (Efron and
Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13), seeded by the sample, from a generator whose numbers
numpy promises not to change.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from consultation.checking.coding import Desk, Showing, Statement
from consultation.checking.quality import Estimate, Gap, Quality, ThemeQuality

FEW = 5
"""A figure that would rest on fewer answers is not given."""

RESAMPLES = 2000
BOUNDS = (2.5, 97.5)
DECIMALS = 4
SEEDS = 2**32

Kind = TypeVar("Kind", bound=Hashable)
Floats = NDArray[np.float64]
Distance = Callable[[Kind, Kind], float]


def nominal(one: Hashable, other: Hashable) -> float:
    """Return 0 for two values that are the same, else 1."""
    return float(one != other)


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the MASI distance of two sets."""
    if one == other:
        return 0.0
    both = one & other
    if not both:
        return 1.0
    monotonicity = 2 / 3 if both in (one, other) else 1 / 3
    return 1 - len(both) / len(one | other) * monotonicity


def alpha(
    units: Sequence[Sequence[Kind | None]], distance: Distance[Kind] = nominal, weights: Sequence[float] | None = None
) -> float:
    """Return Krippendorff's alpha of units, each the values that coders gave it, None where one gave none.

    ``weights`` are of the units, equal by default. NaN where no unit has two values, or all values are the same.
    """
    drawn = np.ones(len(units)) if weights is None else np.asarray(weights, dtype=float)
    return float(_Reliability.of(units, distance).alpha(np.ones((1, len(units))), drawn)[0])


@dataclass(frozen=True)
class _Reliability:
    """What alpha needs of units: how many values of each kind each has (units × kinds), and δ (kinds × kinds)."""

    counts: Floats
    delta: Floats

    @classmethod
    def of(cls, units: Sequence[Sequence[Kind | None]], distance: Distance[Kind]) -> "_Reliability":
        pairable = [[value for value in unit if value is not None] for unit in units]
        pairable = [values if len(values) > 1 else [] for values in pairable]
        kinds = list(dict.fromkeys(value for values in pairable for value in values))
        counts = np.array([[values.count(kind) for kind in kinds] for values in pairable], dtype=float)
        delta = np.array([[distance(one, other) for other in kinds] for one in kinds], dtype=float)
        return cls(counts.reshape(len(units), len(kinds)), delta.reshape(len(kinds), len(kinds)))

    def alpha(self, times: Floats, weights: Floats) -> Floats:
        """Return alpha of each resample: ``times`` is how often it has each unit (resamples × units)."""
        values = self.counts.sum(axis=1)
        times = times * (values > 0)
        weighted = times * weights
        scaled = weighted * _ratio(times.sum(axis=1), weighted.sum(axis=1))[:, None]
        within = np.einsum("uk,kl,ul->u", self.counts, self.delta, self.counts) / np.maximum(values - 1, 1)
        n, of_kind = scaled @ values, scaled @ self.counts
        expected = np.einsum("bk,kl,bl->b", of_kind, self.delta, of_kind)
        return 1 - _ratio((n - 1) * (scaled @ within), expected)


@dataclass(frozen=True)
class _Counts:
    """Hits, extra and missed of each answer and theme (answers × themes), the mean over those it is compared with."""

    hits: Floats
    extra: Floats
    missed: Floats

    @classmethod
    def of(cls, judged: NDArray[np.bool_], references: Sequence[NDArray[np.bool_]]) -> "_Counts":
        return cls(
            hits=np.mean([judged & one for one in references], axis=0),
            extra=np.mean([judged & ~one for one in references], axis=0),
            missed=np.mean([one & ~judged for one in references], axis=0),
        )

    def themes(self, weighted: Floats) -> Floats:
        """Return F1 by resample and theme; NaN where nobody gave the theme."""
        hits, others = weighted @ self.hits, weighted @ (self.extra + self.missed)
        return _ratio(2 * hits, 2 * hits + others)

    def micro(self, weighted: Floats) -> Floats:
        """Return F1 by resample, all themes taken together."""
        hits = (weighted @ self.hits).sum(axis=1)
        others = (weighted @ (self.extra + self.missed)).sum(axis=1)
        return _ratio(2 * hits, 2 * hits + others)

    def macro(self, weighted: Floats) -> Floats:
        """Return the mean F1 by resample over the themes that its references gave."""
        given = weighted @ (self.hits + self.missed) > 0
        return _ratio(np.where(given, self.themes(weighted), 0).sum(axis=1), given.sum(axis=1))


@dataclass(frozen=True)
class _Part:
    """One part of a sample as arrays: what the machine and each coder gave (answers × themes), and the weights.

    The first row of ``times`` is the sample itself, the others are its resamples (resamples × answers).
    """

    machine: NDArray[np.bool_]
    coders: tuple[NDArray[np.bool_], ...]
    weights: Floats
    times: Floats

    @classmethod
    def of(cls, there: Desk, showing: Showing, themes: Sequence[str], seed: int) -> "_Part":
        statements = there.part(showing)
        given = [[_themes_by(there, coder, one) for one in statements] for coder in there.coders]
        return cls(
            machine=_table((one.drawn.heard for one in statements), themes),
            coders=tuple(_table(theirs, themes) for theirs in given),
            weights=np.array([one.drawn.weight for one in statements]),
            times=_resampled(len(statements), seed),
        )

    @property
    def answers(self) -> int:
        return len(self.weights)

    @property
    def weighted(self) -> Floats:
        return self.times * self.weights

    @property
    def by_machine(self) -> _Counts:
        return _Counts.of(self.machine, self.coders)

    @property
    def by_another(self) -> _Counts:
        """The first coder against the other."""
        return _Counts.of(self.coders[0], self.coders[1:])

    def alpha(self, theme: int) -> Floats:
        """Return the alpha of one theme, by resample."""
        units = np.stack([theirs[:, theme] for theirs in self.coders], axis=1).tolist()
        return _Reliability.of(units, nominal).alpha(self.times, self.weights)

    def alpha_of_sets(self) -> Floats:
        """Return the alpha of whole sets of themes, by resample."""
        units = [[frozenset(map(str, np.flatnonzero(row))) for row in rows] for rows in zip(*self.coders, strict=True)]
        return _Reliability.of(units, masi).alpha(self.times, self.weights)


def quality(there: Desk, themes: Iterable[str]) -> Quality | None:
    """Return what a sample says of the machine's tags, None until its blind part is coded.

    ``themes`` are the codebook's, in its order. The same desk gives the same figures.
    """
    if not there.done(Showing.BLIND):
        return None
    order = list(dict.fromkeys((*themes, *sorted(_given(there)))))
    sample = there.sample
    blind = _Part.of(there, Showing.BLIND, order, sample.seed)
    two, enough = len(blind.coders) > 1, blind.answers >= FEW
    return Quality(
        sample=sample.number,
        seed=sample.seed,
        drawn=sample.drawn,
        codebook=sample.codebook,
        population=sample.population,
        coders=len(there.coders),
        blind=blind.answers,
        shown=len(there.part(Showing.SHOWN)),
        gone=len(there.gone),
        alpha=_estimate(blind.alpha_of_sets()) if two and enough else None,
        people=_estimate(blind.by_another.micro(blind.weighted)) if two and enough else None,
        micro=_estimate(blind.by_machine.micro(blind.weighted)) if enough else None,
        macro=_estimate(blind.by_machine.macro(blind.weighted)) if enough else None,
        themes=tuple(_themes(blind, order)),
        gap=_gap(there, blind, order) if enough else None,
    )


def _themes(blind: _Part, order: Sequence[str]) -> Iterable[ThemeQuality]:
    """Yield the figures of each theme that anybody gave."""
    f1 = blind.by_machine.themes(blind.weighted)
    people = np.any(blind.coders, axis=0)
    coded, heard = people.sum(axis=0), blind.machine.sum(axis=0)
    either = (people | blind.machine).sum(axis=0)
    for place, theme in enumerate(order):
        if either[place]:
            two = len(blind.coders) > 1 and coded[place] >= FEW
            yield ThemeQuality(
                theme=theme,
                coded=int(coded[place]),
                heard=int(heard[place]),
                alpha=_estimate(blind.alpha(place)) if two else None,
                f1=_estimate(f1[:, place]) if either[place] >= FEW else None,
            )


def _gap(there: Desk, blind: _Part, order: Sequence[str]) -> Gap | None:
    shown = _Part.of(there, Showing.SHOWN, order, there.sample.seed + 1) if there.done(Showing.SHOWN) else None
    if shown is None or shown.answers < FEW:
        return None
    followed, alone = shown.by_machine.micro(shown.weighted), blind.by_machine.micro(blind.weighted)
    estimates = _estimate(followed), _estimate(alone), _estimate(followed - alone)
    if any(one is None for one in estimates):
        return None
    return Gap(*(one for one in estimates if one is not None))


def _themes_by(there: Desk, coder: str, statement: Statement) -> tuple[str, ...]:
    coding = there.coding(coder, statement.id)
    if coding is None:
        raise ValueError(f"{statement.id} is not coded by {coder} yet")
    return coding.themes


def _given(there: Desk) -> set[str]:
    """Return every theme that anybody gave to anything on the desk."""
    by_people = {theme for theirs in there.codings.values() for one in theirs.values() for theme in one.themes}
    return by_people | {theme for one in there.statements for theme in one.drawn.heard}


def _table(rows: Iterable[Iterable[str]], themes: Sequence[str]) -> NDArray[np.bool_]:
    sets = [set(row) for row in rows]
    return np.array([[theme in row for theme in themes] for row in sets], dtype=bool).reshape(len(sets), len(themes))


def _resampled(answers: int, seed: int) -> Floats:
    """Return how often each answer is in the sample itself (once), then in each resample."""
    itself = np.ones((1, answers))
    if not answers:
        return itself
    chance = np.random.RandomState(seed % SEEDS)  # the generator whose numbers stay the same (NEP 19)
    return np.vstack([itself, chance.multinomial(answers, np.full(answers, 1 / answers), size=RESAMPLES)])


def _estimate(values: Floats) -> Estimate | None:
    """Return the figure of the sample, which stands first, between those of its resamples; None where it has none.

    A resample that has no figure says nothing: it holds too little.
    """
    resampled = values[1:][~np.isnan(values[1:])]
    if np.isnan(values[0]) or not len(resampled):
        return None
    low, high = np.percentile(resampled, BOUNDS)
    return Estimate(*(round(float(one), DECIMALS) + 0.0 for one in (values[0], low, high)))


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return part by whole, NaN where the whole is nothing."""
    nothing = np.full(np.shape(whole), np.nan)
    ratios: Floats = np.divide(part, whole, out=nothing, where=np.asarray(whole) > 0)
    return ratios

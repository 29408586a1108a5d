"""Alpha and F1 against published examples, by hand, and against the definitions written out a second time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations
from math import isnan
from random import Random

import pytest

from consultation.checking.coding import Coding, Desk, Drawn, Sample, Showing, Statement
from consultation.checking.quality import Estimate, Quality
from consultation.codebook import Tag
from consultation.records import Part, Piece, Revision
from nlp.agreement import FEW, alpha, masi, nominal, quality
from tests.storage.samples import NOW

NONE = None
THEMES = ("funding", "tools", "equity")


class TestAlpha:
    def test_four_observers_with_missing_data_as_krippendorff_computes_it(self) -> None:
        # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C.
        observers = (
            (1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE),
            (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3),
            (NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE),
            (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE),
        )
        assert round(alpha(list(zip(*observers, strict=True))), 3) == 0.743

    def test_two_observers_of_binary_data_as_krippendorff_computes_it(self) -> None:
        # The same, section A.
        observers = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
        assert round(alpha(list(zip(*observers, strict=True))), 3) == 0.095

    def test_three_observers_with_missing_data_as_wikipedia_computes_it(self) -> None:
        # https://en.wikipedia.org/wiki/Krippendorff%27s_alpha, "A computational example".
        observers = (
            (NONE, NONE, NONE, NONE, NONE, 3, 4, 1, 2, 1, 1, 3, 3, NONE, 3),
            (1, NONE, 2, 1, 3, 3, 4, 3, NONE, NONE, NONE, NONE, NONE, NONE, NONE),
            (NONE, NONE, 2, 1, 3, 4, 4, NONE, 2, 1, 1, 3, 3, NONE, 4),
        )
        assert round(alpha(list(zip(*observers, strict=True))), 3) == 0.691

    def test_sets_of_one_theme_agree_as_values_do(self) -> None:
        units = [(1, 1), (2, 3), (3, 3), (1, 2), (2, 2)]
        sets = [tuple(frozenset((str(value),)) for value in unit) for unit in units]
        assert alpha(sets, masi) == pytest.approx(alpha(units))

    def test_sets_are_compared_by_how_much_they_share(self) -> None:
        # By hand: δ(ab,a) = 1 - ½·⅔ = ⅔, δ(ab,c) = δ(a,c) = 1. D_o = (0 + ⅔ + 0)·2/6 = 2/9. Values: ab 3, a 1, c 2.
        # D_e = 2·(3·1·⅔ + 3·2·1 + 1·2·1)/(6·5) = ⅔. Alpha = 1 - (2/9)/(2/3) = ⅔.
        ab, a, c = frozenset("ab"), frozenset("a"), frozenset("c")
        assert alpha([(ab, ab), (ab, a), (c, c)], masi) == pytest.approx(2 / 3)

    def test_without_two_values_or_any_difference_there_is_none(self) -> None:
        assert isnan(alpha([]))
        assert isnan(alpha([(1, NONE), (NONE, 2)]))
        assert isnan(alpha([(1, 1), (1, 1)]))

    def test_a_weight_counts_a_unit_so_many_times_but_for_the_correction_of_small_numbers(self) -> None:
        units = [(1, 1), (1, 2), (2, 2), (3, 3), (3, 1)] * 40
        weights = [1, 3, 2, 1, 2] * 40
        repeated = [unit for unit, times in zip(units, weights, strict=True) for _ in range(times)]
        assert alpha(units, weights=weights) == pytest.approx(alpha(repeated), abs=0.002)
        assert alpha(units, weights=[7.5] * 200) == pytest.approx(alpha(units), abs=1e-12)
        assert alpha(units, weights=weights) != pytest.approx(alpha(units), abs=0.002)

    def test_it_is_what_the_definition_says(self) -> None:
        chance = Random(5)
        for _ in range(20):
            values = [*map(frozenset, ("", "a", "b", "ab", "abc", "c")), None]
            units = [tuple(chance.choice(values) for _ in range(3)) for _ in range(12)]
            assert alpha(units, masi) == pytest.approx(by_definition(units))


def by_definition(units: Sequence[Sequence[frozenset[str] | None]]) -> float:
    """Return alpha by going over every pair of values."""
    pairable = [[value for value in unit if value is not None] for unit in units]
    pairable = [values for values in pairable if len(values) > 1]
    every = [value for values in pairable for value in values]
    within = sum(sum(masi(*pair) for pair in permutations(values, 2)) / (len(values) - 1) for values in pairable)
    between = sum(masi(*pair) for pair in permutations(every, 2)) / (len(every) - 1)
    return 1 - within / between


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("a", "a", 0),
        ("", "", 0),
        ("", "a", 1),
        ("a", "b", 1),
        ("ab", "abcd", 1 - 1 / 2 * 2 / 3),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),
        ("abc", "bcd", 1 - 1 / 2 * 1 / 3),
    ],
)
def test_masi_is_jaccard_times_monotonicity(one: str, other: str, distance: float) -> None:
    # Passonneau (2006): 1 where equal, ⅔ where one holds the other, ⅓ where they overlap, 0 where they are disjoint.
    assert masi(frozenset(one), frozenset(other)) == masi(frozenset(other), frozenset(one)) == pytest.approx(distance)


def test_nominal_tells_only_same_from_other() -> None:
    assert (nominal(1, 1), nominal(1, 9)) == (0, 1)


Row = tuple[str, str, str]
"""What the machine, Ana and Bo gave, by the first letters of the themes."""


def a_desk(
    blind: Sequence[Row], shown: Sequence[Row] = (), *, weights: Sequence[float] = (), coders: str = "ab"
) -> Desk:
    """Return a desk on which all is coded."""
    parts = [(Showing.BLIND, row) for row in blind] + [(Showing.SHOWN, row) for row in shown]
    weights = weights or [1.0] * len(parts)
    drawn = [
        Drawn(f"S{n}", 1, showing, weight, themes(row[0]))
        for n, ((showing, row), weight) in enumerate(zip(parts, weights, strict=True))
    ]
    revision = Revision(1, NOW, (Piece("m", "words"),), "en", (Tag("tools", "cue"),), (), "c0ffee")
    codings = {
        coder: {
            one.answer: Coding(one.answer, 1, one.showing, coder, themes(row[place]), "c0ffee", NOW)
            for one, (_, row) in zip(drawn, parts, strict=True)
        }
        for place, coder in enumerate(coders, 1)
    }
    statements = tuple(Statement(one, "", Part.ANSWER, "", revision) for one in drawn)
    return Desk(Sample("r1", 1, NOW, 7, "c0ffee", 100, tuple(drawn)), statements, codings)


def themes(letters: str) -> tuple[str, ...]:
    return tuple(theme for theme in THEMES if theme[0] in letters)


BLIND: list[Row] = [
    ("f", "f", "f"),
    ("ft", "f", "f"),
    ("f", "f", "ft"),
    ("", "f", "f"),
    ("f", "t", "f"),
    ("t", "t", "t"),
    ("t", "", "t"),
    ("", "e", ""),
    ("", "", ""),
    ("f", "", ""),
]


def measured(there: Desk) -> Quality:
    found = quality(there, THEMES)
    assert found is not None
    return found


def bounds(estimate: Estimate | None) -> tuple[float, float]:
    assert estimate is not None
    return estimate.low, estimate.high


def value(estimate: Estimate | None) -> float:
    assert estimate is not None
    assert estimate.low <= estimate.value <= estimate.high
    return estimate.value


class TestQuality:
    def test_the_machine_is_measured_against_each_person_and_added_up(self) -> None:
        found = measured(a_desk(BLIND))
        # Funding: with Ana 3 hits, 2 extra, 1 missed; with Bo 4, 1, 1. 2·7 / (2·7 + 3 + 2) = 14/19.
        # Tools: with Ana 1, 2, 1; with Bo 2, 1, 1: 6/11. Equity: 0, 0, 1: nothing found.
        by_theme = {one.theme: one for one in found.themes}
        assert value(by_theme["funding"].f1) == pytest.approx(14 / 19, abs=1e-4)
        assert value(by_theme["tools"].f1) == pytest.approx(6 / 11, abs=1e-4)
        assert value(found.micro) == pytest.approx(20 / (20 + 6 + 5), abs=1e-4)
        assert value(found.macro) == pytest.approx((14 / 19 + 6 / 11 + 0) / 3, abs=1e-4)
        # Ana with Bo: funding 4 hits and 1 other; tools 1 hit and 3 others; equity 1 other.
        assert value(found.people) == pytest.approx(10 / (10 + 5), abs=1e-4)
        assert {one.theme: (one.coded, one.heard) for one in found.themes} == {
            "funding": (5, 5),
            "tools": (4, 3),
            "equity": (1, 0),
        }

    def test_alpha_is_of_sets_over_all_and_of_yes_and_no_for_a_theme(self) -> None:
        found = measured(a_desk(BLIND))
        sets = [(frozenset(themes(ana)), frozenset(themes(bo))) for _, ana, bo in BLIND]
        assert value(found.alpha) == pytest.approx(alpha(sets, masi), abs=1e-4)
        funding = next(one for one in found.themes if one.theme == "funding")
        assert value(funding.alpha) == pytest.approx(alpha([("f" in a, "f" in b) for _, a, b in BLIND]), abs=1e-4)

    def test_a_figure_on_fewer_than_five_answers_is_not_given(self) -> None:
        found = measured(a_desk(BLIND))
        given = {one.theme: (one.alpha is not None, one.f1 is not None) for one in found.themes}
        assert given == {"funding": (True, True), "tools": (False, True), "equity": (False, False)}
        few = measured(a_desk(BLIND[: FEW - 1]))
        assert (few.alpha, few.people, few.micro, few.macro, few.gap) == (None,) * 5
        assert {(one.alpha, one.f1) for one in few.themes} == {(None, None)}

    def test_one_coder_gives_f1_and_no_agreement_between_people(self) -> None:
        found = measured(a_desk(BLIND, coders="a"))
        assert (found.coders, found.alpha, found.people) == (1, None, None)
        assert value(found.micro) == pytest.approx(8 / (8 + 4 + 3), abs=1e-4)

    def test_weights_make_up_for_who_was_favoured(self) -> None:
        # A round of 600 answers in which the machine is right on funding (9 of 10) and wrong on the rare tools, of
        # which half the sample is made.
        round_: list[Row] = (
            [("f", "f", "f")] * 450 + [("", "f", "f")] * 50 + [("t", "", "")] * 50 + [("", "t", "t")] * 50
        )
        whole = measured(a_desk(round_))
        favoured = [*round_[:36], *round_[450:454], *round_[500:520], *round_[550:570]]
        weights = [12.5] * 40 + [2.5] * 40
        weighted, plain = (measured(a_desk(favoured, weights=w)) for w in (weights, ()))
        assert value(weighted.micro) == pytest.approx(value(whole.micro), abs=1e-3)
        assert value(weighted.macro) == pytest.approx(value(whole.macro), abs=1e-3)
        assert abs(value(plain.micro) - value(whole.micro)) > 0.1

    def test_the_gap_is_what_seeing_the_tags_adds(self) -> None:
        shown: list[Row] = [("f", "f", "f"), ("t", "t", "t"), ("ft", "ft", "t"), ("e", "e", "e"), ("f", "f", "f")]
        found = measured(a_desk(BLIND, shown))
        assert found.gap is not None
        assert value(found.gap.shown) == pytest.approx(22 / 23, abs=1e-4)
        assert found.gap.blind == found.micro
        assert value(found.gap.gap) == pytest.approx(22 / 23 - 20 / 31, abs=1e-4)
        assert found.gap.gap.low < found.gap.gap.value < found.gap.gap.high
        assert (found.blind, found.shown) == (10, 5)

    def test_the_gap_waits_for_everybody_and_for_five_answers(self) -> None:
        shown: list[Row] = [("f", "f", "f")] * 5
        whole = a_desk(BLIND, shown)
        without = {coder: dict(theirs) for coder, theirs in whole.codings.items()}
        del without["b"]["S12"]
        for there in (replace(whole, codings=without), a_desk(BLIND, shown[:4])):
            found = measured(there)
            assert found.gap is None

    def test_nothing_is_told_before_the_blind_part_is_coded(self) -> None:
        whole = a_desk(BLIND, [("f", "f", "f")] * 5)
        without = {coder: dict(theirs) for coder, theirs in whole.codings.items()}
        del without["a"]["S3"]
        assert quality(replace(whole, codings=without), THEMES) is None
        assert quality(replace(whole, codings={}), THEMES) is None

    def test_the_same_sample_gives_the_same_figures_and_another_seed_other_intervals(self) -> None:
        there = a_desk(BLIND)
        first = measured(there)
        assert first == measured(there)
        other = measured(replace(there, sample=replace(there.sample, seed=8)))
        assert value(first.micro) == value(other.micro)
        assert first.micro != other.micro

    def test_intervals_hold_the_truth_about_as_often_as_they_say(self) -> None:
        chance, held = Random(1), 0
        for _ in range(60):
            rows: list[Row] = [*_rows(chance, 80)]
            low, high = bounds(measured(a_desk(rows, coders="a")).micro)
            held += low <= 0.8 <= high
        assert 51 <= held <= 60

    def test_more_answers_give_narrower_intervals(self) -> None:
        widths = []
        for count in (40, 640):
            low, high = bounds(measured(a_desk([*_rows(Random(2), count)], coders="a")).micro)
            widths.append(high - low)
        assert widths[1] < widths[0] / 3

    def test_a_theme_of_another_codebook_comes_last_and_is_not_lost(self) -> None:
        found = quality(a_desk(BLIND), ("equity", "tools"))
        assert found is not None
        assert [one.theme for one in found.themes] == ["equity", "tools", "funding"]


def _rows(chance: Random, count: int) -> Iterator[Row]:
    """Yield answers in which a machine has precision and recall 0.8, so F1 0.8, with one person on one theme."""
    kinds: list[Row] = [("f", "f", "f")] * 8 + [("f", "", "")] * 2 + [("", "f", "f")] * 2
    yield from (chance.choice(kinds) for _ in range(count))


def test_pairs_of_values_are_all_that_matters_not_who_gave_them() -> None:
    units = [(1, 2), (2, 2), (3, 1), (1, 1)]
    for one, other in combinations(range(4), 2):
        turned = [unit[::-1] if place in (one, other) else unit for place, unit in enumerate(units)]
        assert alpha(turned) == pytest.approx(alpha(units))

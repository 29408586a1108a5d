"""Whom the quotes stand for: counted on few answers by hand, and by rule on many."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.records import Participation, Snapshot
from nlp.alike import StarGrouper
from reports.coverage import attributes_of, coverage, groups_by
from reports.findings import find
from reports.masking import THRESHOLD, is_small
from reports.omissions import AttributeReach, Audit, GroupReach, Omissions, Reach, quotes_in, seed_of
from reports.picks import PICKS, Chance
from reports.quotes import Quote, quote_from
from reports.stances import positions
from reports.statements import heard
from tests.reports.charts.lively import lively
from tests.reports.snapshots import crowd, missing, person, said, snapshot, takes, why

GROUPS = ("north", "south", "east", "west", "islands")


def audit(of: Snapshot) -> Omissions:
    return find(of).omissions


def audit_of(of: Snapshot, quotes: Iterable[Quote]) -> Omissions:
    """Audit quotes of one's own choice."""
    answers, taken = tuple(heard(of)), positions(of)
    people: dict[str, list[Participation]] = {}
    for record in of.rounds:
        for one in record.participations:
            people.setdefault(one.respondent, []).append(one)
    groups = {one: groups_by(one, of.consultation, people) for one in attributes_of(of.consultation)}
    coverages = tuple(coverage(one, of.consultation, theirs) for one, theirs in groups.items())
    return Audit(answers, taken, people.keys(), coverages, groups).of(quotes, 7)


def by_region(found: Omissions) -> AttributeReach:
    return next(one for one in found.attributes if one.attribute == "region")


def test_where_everybody_is_quoted_all_are_represented_and_chance_can_do_no_better() -> None:
    found = audit(snapshot([person(f"p{n}", said(f"This is voice {n}.", "tools")) for n in range(3)]))
    everybody = Reach(3, 3, Chance(3.0, 3, 3))
    assert found.quotes == 3
    assert found.respondents == everybody
    assert found.stated == 3
    assert found.views == Reach(1, 1, Chance(1.0, 1, 1))
    assert found.positions == Reach(0, 0, Chance(0.0, 0, 0))
    assert found.quoted.respondents == found.quoted.answers == 3


def test_where_nobody_may_be_quoted_nobody_is_represented_by_a_quote() -> None:
    found = audit(snapshot([person("ana", said("A word.", "tools"), quoting="paraphrase")]))
    assert (found.quotes, found.characters) == (0, 0)
    assert found.respondents == Reach(0, 1, Chance(0.0, 0, 0))
    assert found.stated == 1


def test_what_the_quotes_stand_for_is_counted_on_whom_they_are_by() -> None:
    """Ana is quoted on draft 1, with her position and her theme; Bo took another and may not be quoted."""
    of = snapshot(
        [],
        [
            person("ana", takes("support"), why("It would help all of us here.", "funding")),
            person("bo", takes("oppose"), why("It would not.", "tools"), quoting="paraphrase"),
            person("cy", takes("none"), missing("A date by which it is done.")),
            person("di", takes("none", on="2")),
        ],
    )
    found = audit(of)
    assert (found.respondents.quoted, found.respondents.of) == (2, 4)
    assert (found.positions.quoted, found.positions.of) == (1, 2)  # "no position" is none
    assert (found.views.quoted, found.views.of) == (2, 3)  # funding in support, no theme without a position, tools
    assert found.stated == 2  # ana and bo: cy and di took no position, and raised no theme


def test_a_random_pick_has_as_many_characters_as_the_quotes() -> None:
    """Statements of one length, one per respondent: a pick has as many as there are quotes, whichever they are."""
    people = [person(f"p{n:02}", said(f"This is voice {n:02} of all.", "tools")) for n in range(40)]
    found = audit(snapshot(people))
    assert found.respondents == Reach(found.quotes, 40, Chance(float(found.quotes), found.quotes, found.quotes))
    assert 0 < found.quotes < 40


def test_a_long_answer_is_drawn_as_it_would_be_quoted() -> None:
    """Else one long answer would fill a pick, and chance look worse than it is."""
    long = " ".join(f"Sentence {n} of many is like any other." for n in range(500))
    people = [person(f"p{n:02}", said(f"{n:02} {long}", "tools")) for n in range(20)]
    found = audit(snapshot(people))
    assert found.respondents.chance.low >= found.quotes - 1


def test_chance_draws_only_what_may_be_shown() -> None:
    shown = [person(f"p{n}", said(f"This is voice {n}.", "tools")) for n in range(4)]
    unshown = [person(f"q{n}", said(f"That is voice {n}.", "tools"), quoting="none") for n in range(30)]
    found = audit(snapshot([*shown, *unshown]))
    assert found.respondents.quoted == found.respondents.chance.high
    assert found.respondents.of == 34
    assert found.respondents.chance.mean <= 4


def test_the_seed_is_a_digest_of_what_is_pinned_and_of_nothing_else() -> None:
    of = lively()
    assert audit(of).seed == 2921208193
    assert seed_of({"A": 1, "B": 2}) == seed_of({"B": 2, "A": 1})
    assert len({seed_of({"A": 1}), seed_of({"A": 2}), seed_of({"B": 1}), seed_of({})}) == 4
    relabelled = replace(of, identities=99, erased=3)
    assert audit(relabelled).seed == audit(of).seed


def test_the_same_seed_draws_the_same_picks_on_every_machine() -> None:
    shown = sorted((one.answer for one in heard(lively()) if one.quotable), key=lambda answer: answer.id)
    found = audit_of(lively(), map(quote_from, shown[:30]))
    assert (found.picks, found.quotes, found.characters) == (PICKS, 30, 1191)
    assert found.respondents == Reach(21, 60, Chance(23.985, 21, 27))


def test_the_order_in_which_people_came_does_not_matter() -> None:
    of = lively()
    turned = replace(
        of,
        rounds=tuple(replace(one, participations=tuple(reversed(one.participations))) for one in of.rounds),
    )
    assert audit(turned) == audit(of)


def test_no_quote_in_any_finding_escapes() -> None:
    found = find(lively(), by="region", grouper=StarGrouper())
    written = re.findall(r"Quote\(id='(\w+)', start=(\d+), end=(\d+)", repr(found))
    listed = [(one.id, str(one.start), str(one.end)) for one in quotes_in(found)]
    assert Counter(listed) == Counter(written)
    assert found.omissions.quotes == len(set(listed))
    assert set(found.omissions.quoted.ids) == {answer for answer, _, _ in listed}


def test_quotes_are_found_wherever_they_lie() -> None:
    quote = Quote("A", 0, 1, "a", "en")
    assert list(quotes_in({"x": [(quote,)], "y": ("no", 1, None, Quote)})) == [quote]


@given(st.permutations(range(6)), st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_neither_order_nor_repeating_quotes_changes_the_audit(order: list[int], repeated: list[int]) -> None:
    found = find(lively())
    quotes = list(quotes_in(found.themes))[:6]
    again = [*(quotes[n] for n in order), *(quotes[n] for n in repeated)]
    assert audit_of(lively(), again) == audit_of(lively(), quotes)


def grouped(*sizes: tuple[str, int, int]) -> list[Participation]:
    """Return groups of so many respondents, of whom so many may be quoted."""
    people = []
    for region, size, quotable in sizes:
        for n in range(size):
            answer = said(f"Number {n:02} of the {region}.", *(("tools",) if n % 2 else ()))
            quoting = "verbatim" if n < quotable else "none"
            people.append(person(f"{region}{n:02}", answer, region=region, quoting=quoting))
    return people


def first_of(of: Snapshot, region: str, count: int) -> list[Quote]:
    """Return quotes by the first of a group."""
    theirs = (one for one in of.rounds[0].participations if one.attributes["region"] == (region,))
    return [quote_from(one.answers[0]) for one in islice(theirs, count)]


def test_what_the_quotes_reach_of_a_group_is_counted() -> None:
    of = snapshot(grouped(("north", 20, 20), ("south", 20, 0), ("east", 30, 30)))
    found = audit_of(of, [*first_of(of, "north", 7), *first_of(of, "east", 5)])
    north, south, east = by_region(found).groups
    assert north.reach
    assert east.reach
    assert (north.reach.quoted, north.reach.of, east.reach.quoted, east.reach.of) == (7, 20, 5, 30)
    assert south == GroupReach("south", Reach(0, 20, Chance(0.0, 0, 0)), 10)
    assert north.reach.chance.mean + east.reach.chance.mean == pytest.approx(12)
    assert north.reach.chance.mean == pytest.approx(12 * 20 / 50, abs=0.5)
    assert (north.stated, east.stated) == (10, 15)


def test_a_group_of_whom_few_may_be_quoted_is_masked() -> None:
    """Else the range of chance would tell how few."""
    for may, masked in ((0, False), (3, True), (4, True), (5, False), (40, False)):
        of = snapshot(grouped(("north", 40, 40), ("south", 40, 40), ("east", 40, may)))
        found = audit_of(of, [*first_of(of, "north", 6), *first_of(of, "south", 6)])
        north, south, east = by_region(found).groups
        assert (north.reach is None, south.reach is None, east.reach is None) == (False, masked, masked)


def test_a_planted_small_group_does_not_leak() -> None:
    for few in (1, 2, 3, 4):
        of = snapshot(grouped(("north", 60, 60), ("south", 60, 60), ("east", few, few)))
        found = audit_of(of, [*first_of(of, "north", 6), *first_of(of, "south", 6), *first_of(of, "east", few)])
        north, south, east = by_region(found).groups
        assert north.reach
        assert south.reach is None
        assert east == GroupReach("east", None, None)


def test_a_group_whose_size_is_masked_stays_masked() -> None:
    """Else the number of the islands would tell that of the east, with which it is masked."""
    of = snapshot(grouped(("north", 60, 60), ("south", 60, 60), ("east", 3, 3), ("islands", 20, 20)))
    asked = [("north", 4), ("south", 10), ("east", 3), ("islands", 10)]
    found = audit_of(of, [quote for region, count in asked for quote in first_of(of, region, count)])
    assert [one.reach is None for one in by_region(found).groups] == [True, False, True, True]


def test_a_group_all_but_a_few_of_whom_are_quoted_is_masked() -> None:
    of = snapshot(grouped(("north", 40, 40), ("south", 40, 40), ("east", 10, 10)))
    found = audit_of(of, [*first_of(of, "north", 10), *first_of(of, "south", 10), *first_of(of, "east", 8)])
    assert [one.reach is None for one in by_region(found).groups] == [False, True, True]


def test_where_a_sentence_represents_everybody_it_masks_nothing_but_the_groups_that_are() -> None:
    of = snapshot([*crowd(30, "tools", region="north"), *crowd(20, "tools", start=30, region="south")])
    found = audit_of(of, [*first_of(of, "north", 6), *first_of(of, "south", 6)])
    assert found.stated == found.respondents.of == 50
    assert [one.stated for one in by_region(found).groups] == [30, 20]


groups = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=2, max_size=5)


@settings(max_examples=60, deadline=None)
@given(groups)
def test_no_number_of_any_group_is_small_nor_found_by_subtraction(sizes: list[tuple[int, int]]) -> None:
    people = grouped(*((region, size, min(size, may)) for region, (size, may) in zip(GROUPS, sizes, strict=False)))
    found = audit(snapshot(people))
    for one in found.attributes:
        if one.attribute != "region" or not one.groups:
            continue
        shown = [group.reach for group in one.groups if group.reach]
        for reach in shown:
            assert not is_small(reach.of)
            assert not is_small(reach.quoted)
            assert not is_small(reach.of - reach.quoted)
        if len(shown) < len(one.groups):
            quoted = found.respondents.quoted - sum(reach.quoted for reach in shown)
            rest = found.respondents.of - sum(reach.of for reach in shown) - quoted
            assert len(one.groups) - len(shown) > 1
            assert quoted >= THRESHOLD
            assert rest >= THRESHOLD
        stated = [group.stated for group in one.groups if group.stated is not None]
        assert not any(is_small(count) for count in stated)

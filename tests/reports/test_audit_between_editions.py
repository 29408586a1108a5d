"""The audit and the timeline of an edition after others: comparing them tells of nobody."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.editions import Earlier, Tally, Told
from consultation.records import Participation, Snapshot
from reports.coverage import attributes_of, column, coverage, groups_by
from reports.findings import Findings, find, respondents_of
from reports.omissions import Audit, GroupReach, quotes_in
from reports.quotes import Quote, quote_from
from reports.readers import Readers
from reports.stances import positions
from reports.statements import heard
from reports.timeline import Unit, timeline, timeline_tallies
from reports.told import told
from tests.reports.charts.lively import aged
from tests.reports.snapshots import OPENED, person, said, snapshot

SIZES = {"north": 30, "south": 30, "east": 30, "west": 30}


def people() -> list[Participation]:
    """Return thirty respondents of each region."""
    return [
        person(f"{region}{n:02}", said(f"Number {n:02} of the {region}.", "tools"), region=region)
        for region, size in SIZES.items()
        for n in range(size)
    ]


def auditor(of: Snapshot) -> Audit:
    """Return the audit of a snapshot, with those who read what came before it."""
    answers, taken, readers = tuple(heard(of)), positions(of), Readers.of(of)
    who = respondents_of(of, answers, taken)
    groups = {one: groups_by(one, of.consultation, who) for one in attributes_of(of.consultation)}
    coverages = tuple(coverage(one, of.consultation, theirs, readers) for one, theirs in groups.items())
    return Audit(answers, taken, who.keys(), coverages, groups, readers)


def quoted(of: Snapshot, **counts: int) -> dict[str, int | None]:
    """Return how many of each region are quoted, as an edition shows it that quotes the first so many of each."""
    (region,) = (one for one in auditor(of).of(quotes(of, counts), 7).attributes if one.attribute == "region")
    return {one.group: one.reach.quoted if one.reach else None for one in region.groups}


def quotes(of: Snapshot, counts: dict[str, int]) -> list[Quote]:
    """Return quotes by the first so many of each region."""
    firsts = (
        [one for one in of.rounds[0].participations if one.attributes["region"] == (region,)][:count]
        for region, count in counts.items()
    )
    return [quote_from(one.answers[0]) for several in firsts for one in several]


def after(of: Snapshot, tallies: Iterable[Tally]) -> Snapshot:
    """Return a snapshot taken after an edition that kept these rows."""
    told = Told((), tuple(tallies))
    rounds = frozenset(record.round.id for record in of.rounds)
    return replace(of, earlier=(Earlier(of.rounds[0].round.id, 1, rounds, told),))


def kept(of: Snapshot, **counts: int) -> Snapshot:
    """Return a snapshot taken after an edition that quoted the first so many of each region."""
    audit = auditor(of)
    sizes = [column(one, of.consultation, groups) for one, groups in audit.groups.items()]
    return after(of, [*sizes, *audit.tallies(quotes(of, counts))])


def test_what_did_not_change_stands() -> None:
    of = snapshot(people())
    same = dict.fromkeys(SIZES, 8)
    assert quoted(of, **same) == same
    assert quoted(kept(of, **same), **same) == same


def test_what_changed_by_few_is_masked_with_another() -> None:
    of = snapshot(people())
    before = dict.fromkeys(SIZES, 8)
    now = quoted(kept(of, **before), **{**before, "north": 7})
    assert now["north"] is None
    assert [group for group, count in now.items() if count is None] == ["north", "south"]


def test_what_changed_by_many_stands() -> None:
    of = snapshot(people())
    before = dict.fromkeys(SIZES, 8)
    assert quoted(kept(of, **before), **{**before, "north": 14}) == {**before, "north": 14}


def test_what_an_earlier_edition_did_not_keep_is_withheld() -> None:
    """Its readers may know a number that cannot be compared any more."""
    of = snapshot(people())
    (region,) = (one for one in auditor(after(of, [])).of([], 7).attributes if one.attribute == "region")
    assert region.groups == ()
    found = find(after(of, []))
    assert all(one.groups == () for one in found.omissions.attributes)
    assert found.timeline is None


def test_who_is_represented_by_sentences_is_compared_too() -> None:
    """Nine of the north raised no theme in the first edition; one of them has said something else since."""
    quiet = [person(f"quiet{n}", said(f"Hm {n}."), region="north") for n in range(9)]
    spoken = [person("quiet0", said("Hm 0."), said("Tools.", "tools"), region="north"), *quiet[1:]]
    of, counts = snapshot([*people(), *quiet]), dict.fromkeys(SIZES, 8)
    before = kept(of, **counts)
    assert stated(of, counts) == stated(before, counts) == {"north": 30, "south": 30, "east": 30, "west": 30}
    later = replace(before, rounds=snapshot([*people(), *spoken]).rounds)
    now = stated(later, counts)
    assert now["north"] is None
    assert sum(count is None for count in now.values()) > 1


def stated(of: Snapshot, counts: dict[str, int]) -> dict[str, int | None]:
    """Return how many of each region a sentence represents, as an edition shows it."""
    (region,) = (one for one in auditor(of).of(quotes(of, counts), 7).attributes if one.attribute == "region")
    return {one.group: one.stated for one in region.groups}


def test_what_was_withheld_stays_so_where_sentences_represent_everybody_by_now() -> None:
    of, counts = snapshot(people()), dict.fromkeys(SIZES, 8)
    (before,) = kept(of, **counts).earlier
    shut = [replace(row, masked=None) if row.key == ("audit", "stated") else row for row in before.told.tallies]
    assert stated(of, counts) == SIZES
    assert stated(after(of, shut), counts) == dict.fromkeys(SIZES)


def test_what_is_kept_is_not_masked_and_says_what_was() -> None:
    of = snapshot([*people(), *(person(f"few{n}", said(f"Few {n}.", "tools"), region="islands") for n in range(3))])
    rows = {(one.attribute, one.key): one for one in auditor(of).tallies(quotes(of, {**SIZES, "islands": 3}))}
    row = rows["region", ("audit", "quoted")]
    assert row.counts == {**SIZES, "islands": 3}
    assert row.masked is None or {"islands"} < row.masked
    shown = auditor(of).of(quotes(of, {"north": 6, "south": 6, "west": 6, "islands": 3}), 7)
    (region,) = (one for one in shown.attributes if one.attribute == "region")
    assert region.groups[-1] == GroupReach("islands", None, None)


def answers_by_day(*counts: int) -> Snapshot:
    """Return a round with so many respondents on each day, one answer each."""
    days = [day for day, count in enumerate(counts) for _ in range(count)]
    made = snapshot([person(f"p{n}", aged(said(f"On day {day}, {n}."), day)) for n, day in enumerate(days)])
    asked = replace(made.rounds[0].round, closes=None)
    return replace(made, rounds=(replace(made.rounds[0], round=asked),), taken=OPENED + timedelta(days=60))


def shown(of: Snapshot) -> tuple[Unit, list[int | None]] | None:
    """Return the timeline of a snapshot."""
    found = timeline(of, tuple(heard(of)), Readers.of(of))
    return (found.unit, [span.answers for span in found.spans]) if found else None


def follows(later: Snapshot, first: Snapshot) -> Snapshot:
    """Return a snapshot taken after an edition that showed the timeline of another."""
    return after(later, timeline_tallies(first, tuple(heard(first))))


def test_a_timeline_that_did_not_change_stands() -> None:
    of = answers_by_day(9, 8, 0, 7, 6, 9)
    assert shown(of) == (Unit.DAY, [9, 8, 0, 7, 6, 9])
    assert shown(follows(of, of)) == shown(of)


@pytest.mark.parametrize("day", range(6))
def test_a_day_that_lost_an_answer_is_masked_with_another(day: int) -> None:
    counts = [9, 8, 9, 7, 6, 9]
    fewer = [count - (at == day) for at, count in enumerate(counts)]
    found = shown(follows(answers_by_day(*fewer), answers_by_day(*counts)))
    assert found
    unit, days = found
    assert unit is Unit.DAY
    assert days[day] is None
    assert days.count(None) in {2, 3}
    assert all(now in {None, before} for now, before in zip(days, counts, strict=True))


def test_a_last_day_that_is_gone_does_not_show() -> None:
    found = shown(follows(answers_by_day(9, 8, 9, 7, 6), answers_by_day(9, 8, 9, 7, 6, 5)))
    assert found
    assert len(found[1]) == 6


def test_what_days_gave_away_weeks_do_not_show_otherwise() -> None:
    """A week is the sum of its days: it was known when they were."""
    first = answers_by_day(*(6 for _ in range(7)), *(6 for _ in range(7)), *(6 for _ in range(7)))
    rows = {one.attribute: one for one in timeline_tallies(first, tuple(heard(first)))}
    assert rows["*day"].masked == rows["*week"].masked == rows["*month"].masked == frozenset()
    assert list(rows["*week"].counts.values()) == [42, 42, 42]


def test_a_week_of_few_is_known_where_its_days_were_shown() -> None:
    first = answers_by_day(9, 9, 9, 9, 9, 0, 0, 3)
    assert shown(first) == (Unit.DAY, [9, 9, 9, 9, None, 0, 0, None])
    rows = {one.attribute: one for one in timeline_tallies(first, tuple(heard(first)))}
    assert rows["*day"].masked == frozenset(("2026-03-06", "2026-03-09"))
    assert rows["*week"].masked == rows["*month"].masked == frozenset()


def test_days_that_were_masked_away_are_kept_as_such() -> None:
    first = answers_by_day(*(2 for _ in range(28)))
    rows = {one.attribute: one for one in timeline_tallies(first, tuple(heard(first)))}
    assert rows["*day"].masked is None
    assert rows["*week"].masked == frozenset()
    assert shown(follows(first, first)) == (Unit.WEEK, [14, 14, 14, 14])


def test_an_edition_after_one_of_the_same_says_the_same() -> None:
    """What is told of an edition is enough for the next; without its quotes the audit by group is withheld."""
    of = snapshot([replace(one, attributes={**one.attributes, "role": ("staff",)}) for one in people()])
    first = find(of, by="region")
    rounds = frozenset(record.round.id for record in of.rounds)

    def again(kept: Told) -> Findings:
        return find(replace(of, earlier=(Earlier("R1", 1, rounds, kept),)), by="region")

    whole = again(told(of, by="region", quotes=quotes_in(first)))
    assert whole.timeline == first.timeline
    assert whole.omissions == first.omissions
    assert all(one.groups for one in whole.omissions.attributes)
    without = again(told(of, by="region"))
    assert without.timeline == first.timeline
    assert not any(one.groups for one in without.omissions.attributes)

from collections.abc import Sequence

from consultation.records import Participation
from reports.coverage import OTHER, UNSAID, Cell, Coverage, Cut
from reports.findings import find
from tests.reports.snapshots import crowd, person, said, snapshot, takes, why


def covered(people: Sequence[Participation], attribute: str = "region") -> Coverage:
    return next(one for one in find(snapshot(people)).coverages if one.attribute == attribute)


def cut_by_region(
    people: Sequence[Participation], on_drafts: Sequence[Participation] | None = None
) -> dict[tuple[str, ...], tuple[int | None, ...]]:
    cut = find(snapshot(people, on_drafts), by="region").cut
    assert cut is not None
    return {row.key: row.cells for row in cut.rows}


NORTH_AND_SOUTH = [*crowd(8, "tools", region="north"), *crowd(9, "tools", start=20, region="south")]


def test_groups_are_counted_in_the_order_of_the_vocabulary_and_those_nobody_is_in_are_absent() -> None:
    assert covered([*NORTH_AND_SOUTH, *crowd(6, start=40)]) == Coverage(
        "region",
        several=False,
        heard=(Cell("north", 8), Cell("south", 9), Cell(UNSAID, 6)),
        absent=("east", "west", "islands"),
    )


def test_a_group_under_five_takes_another_with_it() -> None:
    found = covered([*NORTH_AND_SOUTH, *crowd(3, start=40, region="west"), *crowd(7, start=50)])
    assert found.heard == (Cell("north", 8), Cell("south", 9), Cell("west", None), Cell(UNSAID, None))
    assert found.absent == ("east", "islands")


def test_where_all_are_too_few_not_even_the_absent_are_named() -> None:
    assert covered(crowd(4, region="west")) == Coverage("region", several=False, withheld=True)


def test_what_is_in_no_vocabulary_is_counted_and_not_repeated() -> None:
    found = covered([*NORTH_AND_SOUTH, *crowd(5, start=40, region="the house of Ana Lopez")])
    assert found.heard == (Cell("north", 8), Cell("south", 9), Cell(OTHER, 5))


def test_an_attribute_on_which_nobody_said_anything_has_no_absent_groups() -> None:
    assert covered(crowd(9), "role") == Coverage("role", several=False)


def test_a_respondent_may_be_in_several_groups() -> None:
    people = [person(f"p{n}", said(f"p{n}"), criterion=("law", "museums")) for n in range(6)]
    found = covered(people, "criterion")
    assert found.several is True
    assert found.heard == (Cell("law", 6), Cell("museums", 6))


def test_free_text_is_no_attribute_to_count_by() -> None:
    assert [one.attribute for one in find(snapshot(crowd(9, organisation="The Lopez library"))).coverages] == [
        "role",
        "region",
        "criterion",
        "language",
    ]


def test_a_respondent_is_in_the_group_that_they_said_last() -> None:
    first = [person(f"p{n}", said(f"p{n}"), region="north") for n in range(6)]
    again = [person(f"p{n}", takes("support"), region="south") for n in range(5)]
    silent = [person("p5", takes("support"))]
    found = find(snapshot(first, [*again, *silent])).coverages[1]
    assert found.withheld is False
    assert found.heard == (Cell("north", None), Cell("south", None))  # five in the south, one still in the north


def test_the_interview_language_is_counted_too() -> None:
    people = [person(f"p{n}", said(f"p{n}"), language="fr") for n in range(5)]
    assert covered(people, "language") == Coverage(
        "language", several=False, heard=(Cell("fr", 5),), absent=("en", "ar")
    )


def test_a_cut_counts_respondents_of_each_group() -> None:
    people = [*crowd(8, "tools", region="north"), *crowd(8, start=20, region="north")]
    others = [*crowd(7, "tools", "funding", start=40, region="south"), *crowd(9, start=60, region="south")]
    rows = cut_by_region([*people, *others])
    assert rows[("tools",)] == (8, 7)
    assert rows[("funding",)] == (0, 7)


def test_a_small_cell_of_a_cut_is_masked_with_another() -> None:
    north = [*crowd(3, "tools", region="north"), *crowd(9, start=20, region="north")]
    south = [*crowd(7, "tools", start=40, region="south"), *crowd(9, start=60, region="south")]
    east = [*crowd(8, "tools", start=80, region="east"), *crowd(9, start=100, region="east")]
    assert cut_by_region([*north, *south, *east])[("tools",)] == (None, 7, None)


def test_positions_are_cut_too() -> None:
    north = [person(f"n{n}", takes("support"), region="north") for n in range(6)]
    south = [person(f"s{n}", takes("oppose"), region="south") for n in range(7)]
    rows = cut_by_region((), [*north, *south])
    assert rows[("1", "2026-01", "support")] == (6, 0)
    assert rows[("1", "2026-01", "oppose")] == (0, 7)


def test_a_cut_of_too_few_is_withheld() -> None:
    assert find(snapshot(crowd(4, "tools", region="north")), by="region").cut == Cut("region", (), withheld=True)


def test_only_groups_that_may_be_shown_are_called_silent_on_a_draft() -> None:
    north = [person(f"n{n}", takes("support"), region="north") for n in range(6)]
    south = [person(f"s{n}", said(f"s{n}"), region="south") for n in range(7)]
    west = [person(f"w{n}", said(f"w{n}"), region="west") for n in range(4)]
    found = find(snapshot([*south, *west], [*north, person("x", why("x"))]))
    assert ("region", "south") in found.drafts[0].silent
    assert ("region", "west") not in found.drafts[0].silent
    assert ("region", "north") not in found.drafts[0].silent

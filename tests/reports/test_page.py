import pytest

from consultation.records import Participation, Side
from reports.draft_findings import StanceFinding
from reports.evidence import Evidence
from reports.render import page_of
from reports.telling import Telling, heard_most, largest_share
from tests.reports.snapshots import FINDER, crowd, person, said, snapshot, takes


def stance(support: int, oppose: int) -> StanceFinding:
    sides = ((Side.SUPPORT, Evidence("s", support)), (Side.OPPOSE, Evidence("o", oppose)))
    return StanceFinding(support + oppose, support + oppose, sides, (), ())


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        ([9, 8, 7, 6], 3),
        ([9, 8, 7, 7, 7], 5),
        ([9, 8, 7, 7, 7, 7], 2),
        ([9, 9, 9, 9, 9, 9], 0),
        ([9, 2], 2),
        ([9, 0, 0, 0], 1),
        ([0, 0], 0),
        ([], 0),
    ],
)
def test_no_theme_is_named_while_one_that_is_level_with_it_is_left_out(counts: list[int], named: int) -> None:
    themes = [(str(index), Evidence("e", count)) for index, count in enumerate(counts)]
    assert heard_most(themes) == themes[:named]


def test_the_largest_share_is_no_largest_number_and_drafts_that_are_level_are_all_named() -> None:
    drafts = [("1", stance(12, 12)), ("2", stance(10, 2)), ("3", stance(10, 2)), ("4", stance(5, 1))]
    assert largest_share(drafts, Side.SUPPORT) == (("2", "3"), stance(10, 2))
    assert largest_share(drafts, Side.OPPOSE) == (("1",), stance(12, 12))


def telling(asked: list[Participation], on_drafts: list[Participation] | None = None) -> Telling:
    return page_of(snapshot(asked, on_drafts), language="en", finder=FINDER).telling


def lead(asked: list[Participation], on_drafts: list[Participation] | None = None) -> list[str]:
    return [one.text for one in telling(asked, on_drafts).lead()]


def test_the_lead_says_who_took_part_and_what_was_raised() -> None:
    assert lead([*crowd(8, "tools", region="north"), person("ana", said("x", "funding"), region="north")]) == [
        "9 respondents gave 9 answers in one language.",
        "The themes raised by the most respondents are “Tools” (8 of 9 respondents) and “Funding” (1).",
    ]


def test_who_was_not_heard_is_said_by_each_attribute_that_anybody_told() -> None:
    people = [*crowd(8, "tools", region="north", role="staff"), person("ana", said("x", "funding"), region="east")]
    assert [one.text for one in telling(people).absences()] == [
        "Not heard from: Volunteer (0 of 9 respondents).",
        "Not heard from: South, West and Islands (0 of 9 respondents).",
        "Not heard from: French and Arabic (0 of 9 respondents).",
    ]


def test_the_lead_compares_drafts_only_where_ten_took_a_position_on_several() -> None:
    first = [person(f"a{n}", takes("support" if n < 7 else "oppose", on="1")) for n in range(10)]
    second = [person(f"b{n}", takes("support" if n < 9 else "oppose", on="2")) for n in range(11)]
    few = [person(f"c{n}", takes("support", on="2")) for n in range(9)]
    assert lead([], [*first, *second])[1:3] == [
        "Of the drafts with ten positions or more, draft 2 has the largest share of support: 9 of 11 positions.",
        "Draft 1 has the largest share of opposition: 3 of 10 positions.",
    ]
    assert not any("share" in sentence for sentence in lead([], [*first, *few]))

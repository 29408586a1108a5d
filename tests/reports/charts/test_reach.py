"""Who was heard, as it is drawn and as the table says."""

from reports.charts.reach import who_was_heard
from reports.coverage import Cell, Coverage
from tests.reports.charts.lively import cells, chart, drawn, labels_of, lively

LABELS = labels_of(lively())


def test_a_line_at_the_end_is_drawn_within_the_chart() -> None:
    covered = Coverage("region", several=False, heard=(Cell("north", 30),))
    one = who_was_heard(covered, LABELS, {"north": 40})
    assert one
    assert 'x="100%" y="16" width="2" height="12" transform="translate(-2)"' in one.svg


def test_who_was_heard_is_drawn_to_the_scale_of_the_largest_number() -> None:
    covered = Coverage("region", several=False, heard=(Cell("north", 30), Cell("south", 15)), absent=("east",))
    one = who_was_heard(covered, LABELS)
    assert one
    assert [box.length for box in drawn(one, "bar")] == [100.0, 50.0]
    assert [box.text for box in drawn(one, tag="text")] == ["North", "30", "South", "15", "East", "nobody"]
    assert cells(one) == [["North", "30"], ["South", "15"], ["East", "0"]]
    assert "aimed for" not in one.description


def test_strokes_stand_at_what_was_aimed_for() -> None:
    covered = Coverage("region", False, (Cell("north", 30), Cell("south", None), Cell("west", None)), ("east",))  # noqa: FBT003
    one = who_was_heard(covered, LABELS, {"north": 40, "south": 20, "east": 10})
    assert one
    assert [box.length for box in drawn(one, "bar")] == [75.0]
    assert [box.x for box in drawn(one, "ink", "rect")] == [100.0, 50.0, 25.0]
    assert [box.text for box in drawn(one, tag="text")] == [
        "North", "30 of 40", "South", "masked, of 20", "West", "masked", "East", "nobody, of 10"
    ]  # fmt: skip
    assert cells(one) == [
        ["North", "30", "40"],
        ["South", "masked", "20"],
        ["West", "masked", "–"],
        ["East", "0", "10"],
    ]
    assert one.description.endswith("A stroke stands at how many were aimed for.")


def test_a_masked_bar_is_as_long_as_any_other_masked_one() -> None:
    one = chart("chart.coverage.region")
    hatched = one.svg.count("url(#chart.coverage.region-hatch-masked)")
    assert hatched == [row[1] for row in cells(one)].count("masked") == 3
    assert {box.length for box in drawn(one, "track")} == {100.0}


def test_nothing_is_drawn_of_whom_nothing_may_be_shown() -> None:
    assert who_was_heard(Coverage("region", several=False, withheld=True), LABELS) is None
    assert who_was_heard(Coverage("region", several=False), LABELS) is None

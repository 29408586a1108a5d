"""The timeline, as it is drawn and as the table says."""

from datetime import timedelta

from reports.charts.when import PLOT, when_answers_came
from reports.timeline import Mark, Span, Timeline, Unit
from tests.reports.charts.lively import cells, drawn, labels_of, lively
from tests.reports.snapshots import OPENED

LABELS = labels_of(lively())


def timeline_of(*answers: int | None, marks: tuple[Mark, ...] = ()) -> Timeline:
    """Return days from the opening on."""
    first = OPENED.date()
    spans = tuple(Span(first + timedelta(days=n), count) for n, count in enumerate(answers))
    return Timeline(Unit.DAY, spans, first + timedelta(days=len(answers)), marks)


def test_a_span_is_as_high_as_its_answers_are_many() -> None:
    one = when_answers_came(timeline_of(10, 0, 40, None, None), LABELS)
    bars = drawn(one, "bar")
    floor = max(box.y for box in drawn(one, "soft", "rect"))
    assert [floor - box.y for box in bars] == [PLOT / 4, PLOT]
    assert [box.x for box in bars] == [0.0, 40.0]
    hatched = drawn(one, "track")
    assert {floor - box.y for box in hatched} == {12}
    assert [box.x for box in hatched] == [60.0, 80.0]
    assert cells(one) == [
        ["2 March 2026", "10"],
        ["4 March 2026", "40"],
        ["5 March 2026", "masked"],
        ["6 March 2026", "masked"],
    ]
    assert [box.text for box in drawn(one, "small")] == ["40", "2 March 2026", "6 March 2026"]
    assert "fewer than five people" in one.description
    assert "fewer than five people" not in when_answers_came(timeline_of(10), LABELS).description


def test_strokes_stand_where_a_round_opened_and_closed() -> None:
    first = OPENED.date()
    marks = Mark(first, opened=True), Mark(first + timedelta(days=3), opened=False)
    one = when_answers_came(timeline_of(10, 20, 10, 5, marks=marks), LABELS)
    assert [box.text for box in drawn(one, "halo-paper")] == ["opened 2 March 2026", "closed 5 March 2026"]
    assert [box.x for box in drawn(one, "soft", "rect") if box.across and box.length == 0] == [0.0, 75.0]


def test_a_day_stands_within_its_month() -> None:
    first = OPENED.date().replace(day=1)
    spans = Span(first, 10), Span(first.replace(month=4), 5)
    found = Timeline(Unit.MONTH, spans, first.replace(month=5), (Mark(first.replace(month=4, day=16), opened=False),))
    (stroke,) = (
        box for box in drawn(when_answers_came(found, LABELS), "soft", "rect") if box.across and not box.length
    )
    assert stroke.x == 75.0

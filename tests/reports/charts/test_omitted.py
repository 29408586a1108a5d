"""Whom the quotes stand for, as it is drawn and as the table says."""

import pytest

from reports.charts.omitted import whom_the_quotes_stand_for
from reports.findings import find
from tests.reports.charts.lively import cells, chart, drawn, labels_of, lively
from tests.reports.snapshots import person, said, snapshot


def test_a_range_without_length_is_seen_and_stays_on_its_line() -> None:
    everybody = snapshot([person(f"p{n}", said(f"This is voice {n}.", "tools")) for n in range(3)])
    one = whom_the_quotes_stand_for(find(everybody), labels_of(everybody))
    assert [(box.x, box.length) for box in drawn(one, "chance", "rect")[1:3]] == [(98.8, 1.2), (98.8, 1.2)]


def test_whom_the_quotes_stand_for_is_drawn_as_the_table_says() -> None:
    one, of = chart("chart.omissions"), lively()
    found = find(of, by="region").omissions
    rows = cells(one)
    assert rows[0][:3] == ["Respondents", "60", str(found.respondents.quoted)]
    dots = drawn(one, "side-support", "circle")[1:]  # the first is the key
    shares = [100 * int(row[2]) / int(row[1]) for row in rows if row[1] != "masked"]
    assert [box.x for box in dots] == [pytest.approx(share, abs=0.01) for share in shares]
    chance, first = found.respondents.chance, drawn(one, "chance", "rect")[1]
    assert first.x == pytest.approx(100 * chance.low / 60, abs=0.01)
    assert first.length == pytest.approx(100 * (chance.high - chance.low) / 60, abs=0.01)
    hatched = one.svg.count("url(#chart.omissions-hatch-masked)")
    assert hatched == sum(row[1] == "masked" for row in rows) > 0
    assert {box.length for box in drawn(one, "track", "rect")} == {100.0}

"""When the answers came: a bar per span of time, and when rounds opened and closed. Imports only consultation."""

from collections.abc import Iterator, Sequence
from datetime import date

from reports.charts.callouts import Callout, callouts
from reports.charts.cells import counted, named, number
from reports.charts.drawing import Box, Drawing, Hatch, Ink, Shape, Stroke, Words, percent
from reports.charts.lettering import SMALL
from reports.charts.writing import chart
from reports.document import Chart, Line, Table
from reports.evidence import anchor_of
from reports.labels import Labels
from reports.timeline import Timeline

PLOT, MASKED = 110, 12
"""How high the highest bar is, and how high every masked one is, whatever its number."""

EDGE = 6
"""How near to an end of the plot a number begins or ends there, in percent."""

ROW, OVER, UNDER = 17, 18, 20
"""How high a row of labels is, and how much room there is over the bars for a number, and under them for days."""


def when_answers_came(found: Timeline, labels: Labels) -> Chart:
    """Return the timeline of the rounds."""
    words = labels.grammar.words
    masked = any(span.answers is None for span in found.spans)
    description = words["timeline_desc"]
    return chart(
        labels,
        name=anchor_of("chart", "timeline"),
        title=words[f"timeline_{found.unit}"],
        description=f"{description} {words['timeline_masked']}" if masked else description,
        drawing=_drawing(found, labels),
        table=_table(found, labels),
    )


def _drawing(found: Timeline, labels: Labels) -> Drawing:
    language = labels.grammar.language
    marks = [(_place(mark.on, found), _said(mark.on, labels, opened=mark.opened)) for mark in found.marks]
    labels_placed = callouts([(text, x, x) for x, text in marks], SMALL) or _stacked(marks)
    top = ROW * (max((row for _, row in labels_placed), default=-1) + 1)
    floor = top + OVER + PLOT
    shapes: list[Shape] = list(_bars(found, floor, labels))
    shapes.append(Box(0, floor, 100, 1, Ink.SOFT))
    for one, row in labels_placed:
        y = top - ROW * row - 15
        shapes.append(Stroke(one.x, y, floor - y, Ink.SOFT, back=one.anchor == "end"))
    for one, row in labels_placed:
        y = top - ROW * row - 5
        shapes.append(Words(one.x, y, one.text, language, one.anchor, shift=one.shift, small=True, halo=Ink.PAPER))
    first, last = labels.grammar.day(found.spans[0].starts), labels.grammar.day(found.spans[-1].starts)
    shapes.append(Words(0, floor + 16, first, language, ink=Ink.SOFT, small=True))
    if len(found.spans) > 1:
        shapes.append(Words(100, floor + 16, last, language, "end", Ink.SOFT, small=True))
    return Drawing(floor + UNDER, tuple(shapes))


def _stacked(marks: Sequence[tuple[float, str]]) -> list[tuple[Callout, int]]:
    """Place labels one above the other, on the side where there is more room; lines pass behind them."""
    half = 50
    return [(Callout(text, x, "start" if x < half else "end", 0, 0), row) for row, (x, text) in enumerate(marks)]


def _bars(found: Timeline, floor: float, labels: Labels) -> Iterator[Shape]:
    """Yield the bars, to the scale of the highest that is shown, which alone has its number over it."""
    highest = max((span.answers or 0 for span in found.spans), default=0)
    width = 100 / len(found.spans)
    numbered = False
    for index, span in enumerate(found.spans):
        x, length = index * width, width * 0.86
        if span.answers is None:
            yield Box(x, floor - MASKED, length, MASKED, Ink.TRACK, Hatch.MASKED)
        elif span.answers:
            height = round(PLOT * span.answers / highest, 2)
            yield Box(x, floor - height, length, height, Ink.BAR)
            if span.answers == highest and not numbered:
                numbered = True
                yield _over(x + length / 2, floor - height - 5, labels.grammar.number(highest), labels)


def _over(x: float, y: float, text: str, labels: Labels) -> Words:
    """Lay out a number over the middle of a bar, or beside it where it would stick out."""
    language = labels.grammar.language
    if x < EDGE:
        return Words(0, y, text, language, "start", small=True)
    return Words(min(x, 100), y, text, language, "end" if x > 100 - EDGE else "middle", small=True)


def _place(day: date, found: Timeline) -> float:
    """Return where a day is: within its span, as far on as the share of the span that is over when it begins."""
    starts = [span.starts for span in found.spans]
    index = max(number for number, start in enumerate(starts) if start <= day)
    after = [*starts[1:], found.ends][index]
    return percent(index + (day - starts[index]).days / (after - starts[index]).days, len(starts))


def _said(day: date, labels: Labels, *, opened: bool) -> str:
    return labels.grammar.words["round_opened" if opened else "round_closed"].format(date=labels.grammar.day(day))


def _table(found: Timeline, labels: Labels) -> Table:
    """Return the spans in which anything happened."""
    words = labels.grammar.words
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((labels.grammar.day(span.starts),), (number(span.answers, labels),))
        for span in found.spans
        if span.answers != 0
    )
    columns = named(words["timeline_starts"]), counted(words["answers"])
    return Table((words[f"timeline_{found.unit}"],), columns, rows)

"""Who was heard, group by group, against how many were aimed for. Imports only consultation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultation.guide import Shown
from reports.charts.cells import counted, named, number
from reports.charts.drawing import Box, Drawing, Hatch, Ink, Shape, Stroke, Words, percent
from reports.charts.lettering import NARROWEST, lines_of, width_of
from reports.charts.writing import chart
from reports.coverage import Cell, Coverage
from reports.document import Chart, Line, Table
from reports.evidence import anchor_of
from reports.labels import Labels

LINE, BAR, GAP = 18, 8, 13


def who_was_heard(covered: Coverage, labels: Labels, targets: Mapping[str, int] | None = None) -> Chart | None:
    """Return a bar per group of one attribute, those that nobody was heard of last; None where nothing may be shown.

    ``targets`` are how many were aimed for, by group. A masked bar is hatched from end to end, whatever its number.
    """
    if covered.withheld or not covered.heard:
        return None
    words, aims = labels.grammar.words, targets or {}
    attribute = labels.attribute(covered.attribute)
    description = words["chart_coverage_desc"]
    return chart(
        labels,
        name=anchor_of("chart", "coverage", covered.attribute),
        title=words["chart_coverage"].format(attribute=attribute.text),
        description=f"{description} {words['chart_targets_desc']}" if aims else description,
        drawing=_bars(covered, aims, labels),
        table=_table(covered, aims, labels),
    )


def _cells(covered: Coverage) -> tuple[Cell, ...]:
    return (*covered.heard, *(Cell(group, 0) for group in covered.absent))


def _bars(covered: Coverage, targets: Mapping[str, int], labels: Labels) -> Drawing:
    """Lay out bars to one scale, which the largest number that is shown or aimed for fills."""
    cells = _cells(covered)
    named_cells = [(labels.group(covered.attribute, cell.group), cell) for cell in cells]
    rows = [Row(name, cell.respondents, targets.get(cell.group, 0)) for name, cell in named_cells]
    return bars(rows, labels)


@dataclass(frozen=True, slots=True)
class Row:
    """A bar: what it is of, how many (None where that is masked), and how many were aimed for (0: none)."""

    name: Shown
    people: int | None
    target: int = 0


def bars(rows: Sequence[Row], labels: Labels) -> Drawing:
    """Lay out a bar per row to one scale, which the largest number that is shown or aimed for fills."""
    full = max((max(row.people or 0, row.target) for row in rows), default=0)
    shapes: list[Shape] = []
    y = 0.0
    for row in rows:
        value = _value(row, labels)
        for line in lines_of(row.name.text, NARROWEST - width_of(value) - 12):
            y += LINE
            shapes.append(Words(0, y - 5, line, row.name.language))
        ink = Ink.INK if row.people else Ink.SOFT
        shapes.append(Words(100, y - 5, value, labels.grammar.language, "end", ink))
        shapes.append(Box(0, y, 100, BAR, Ink.TRACK, Hatch.MASKED if row.people is None else None))
        if row.people:
            shapes.append(Box(0, y, percent(row.people, full), BAR, Ink.BAR))
        if row.target:
            shapes.append(Stroke(percent(row.target, full), y - 2, BAR + 4, Ink.INK, 2, back=True))
        y += BAR + GAP
    return Drawing(y, tuple(shapes))


def _value(row: Row, labels: Labels) -> str:
    """Return a row's number as it is written, with what was aimed for."""
    grammar, words = labels.grammar, labels.grammar.words
    if row.people is None:
        known, of = words["masked"], "chart_masked_of_target"
    else:
        known, of = (
            (grammar.number(row.people), "chart_of_target")
            if row.people
            else (words["chart_nobody"], "chart_nobody_of_target")
        )
    return words[of].format(count=known, target=grammar.number(row.target)) if row.target else known


def _table(covered: Coverage, targets: Mapping[str, int], labels: Labels) -> Table:
    words = labels.grammar.words
    aimed = (counted(words["target"]),) if targets else ()
    rows: list[tuple[Line, ...]] = []
    for cell in _cells(covered):
        aim = labels.grammar.number(targets[cell.group]) if cell.group in targets else "–"
        target: tuple[Line, ...] = ((aim,),) if targets else ()
        rows.append(((labels.group(covered.attribute, cell.group),), (number(cell.respondents, labels),), *target))
    caption = words["several_chosen"] if covered.several else labels.attribute(covered.attribute)
    return Table(
        (caption,), (named(words["group"]), counted(words["respondents"]), *aimed), tuple(rows), titled=covered.several
    )

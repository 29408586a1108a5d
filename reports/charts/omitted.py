"""Whom the quotes stand for, against random picks: a dot on a range, line by line. Imports only consultation."""

from collections.abc import Sequence

from consultation.guide import Shown
from reports.charts.cells import counted, named, number
from reports.charts.drawing import Box, Dot, Drawing, Hatch, Ink, Shape, Words, percent
from reports.charts.lettering import NARROWEST, lines_of, width_of
from reports.charts.writing import chart
from reports.document import Chart, Hint, Inline, Line, Table
from reports.evidence import anchor_of
from reports.findings import Findings
from reports.labels import Labels
from reports.omission_text import OmissionRow, OmissionText
from reports.omissions import Reach
from reports.sentences import Figure

LINE, BAR, GAP = 18, 8, 15
THINNEST = 1.2
"""How long a range is at least, in percent, so that it is seen."""


def whom_the_quotes_stand_for(findings: Findings, labels: Labels) -> Chart:
    """Return the audit of omissions: all respondents, positions and combinations, then group by group."""
    words, text = labels.grammar.words, OmissionText(findings, labels)
    rows = list(text.rows())
    return chart(
        labels,
        name=anchor_of("chart", "omissions"),
        title=words["omissions"],
        description=words["chart_omissions_desc"],
        drawing=_drawing(rows, labels),
        table=_table(rows, text, labels),
    )


def _drawing(rows: Sequence[OmissionRow], labels: Labels) -> Drawing:
    shapes, y = _key(labels)
    attribute: Shown | None = None
    for row in rows:
        if row.attribute and row.attribute != attribute:
            attribute, y = row.attribute, y + LINE + 6
            shapes.append(Words(0, y - 5, attribute.text, attribute.language, strong=True))
        value = _share(row.reach, labels)
        for line in lines_of(row.name.text, NARROWEST - width_of(value) - 12):
            y += LINE
            shapes.append(Words(0, y - 5, line, row.name.language))
        shapes.append(Words(100, y - 5, value, labels.grammar.language, "end", Ink.INK if row.reach else Ink.SOFT))
        shapes += _strip(row.reach, y)
        y += BAR + GAP
    return Drawing(y, tuple(shapes))


def _key(labels: Labels) -> tuple[list[Shape], float]:
    """Lay out what dot and bar mean; return the height."""
    words, language = labels.grammar.words, labels.grammar.language
    return [
        Dot(1.6, 8, 5, Ink.SUPPORT),
        Words(7, 12, words["omitted_quoted"], language, ink=Ink.SOFT, small=True),
        Box(0, 21, 5, BAR, Ink.CHANCE),
        Words(7, 29, words["omitted_nine"], language, ink=Ink.SOFT, small=True),
    ], 40


def _strip(reach: Reach | None, y: float) -> list[Shape]:
    """Lay out a line from nobody to all; where it is masked, hatched from end to end."""
    if reach is None:
        return [Box(0, y, 100, BAR, Ink.TRACK, Hatch.MASKED)]
    low, high = percent(reach.chance.low, reach.of), percent(reach.chance.high, reach.of)
    length = max(high - low, THINNEST)
    x, middle = min(low, 100 - length), y + BAR / 2
    at = percent(reach.quoted, reach.of)
    return [
        Box(0, y, 100, BAR, Ink.TRACK),
        Box(x, y, round(length, 3), BAR, Ink.CHANCE),
        Dot(at, middle, 6.5, Ink.PAPER),
        Dot(at, middle, 5, Ink.SUPPORT),
    ]


def _share(reach: Reach | None, labels: Labels) -> str:
    return labels.grammar.percent(reach.quoted, reach.of) if reach else labels.grammar.words["masked"]


def _table(rows: Sequence[OmissionRow], text: OmissionText, labels: Labels) -> Table:
    words = labels.grammar.words
    columns = (
        named(words["omitted_row"]),
        counted(words["omitted_of_all"]),
        counted(words["omitted_quoted"]),
        counted(words["share"]),
        counted(words["omitted_mean"]),
        counted(words["omitted_nine"]),
        counted(words["omitted_stated_column"]),
    )
    return Table((words["omissions"],), columns, tuple(_row(row, text, labels) for row in rows), wide=True)


def _row(row: OmissionRow, text: OmissionText, labels: Labels) -> tuple[Line, ...]:
    name: Line = (Hint(row.attribute), " · ", row.name) if row.attribute else (row.name,)
    if row.reach is None:
        masked: Line = (number(None, labels),)
        return (name, *[masked] * 6)
    reach, grammar = row.reach, labels.grammar
    quoted: Inline = grammar.number(reach.quoted)
    if row.evidence:
        quoted = Figure(grammar.number(reach.quoted), reach.quoted, reach.of, row.evidence)
    return (
        name,
        (grammar.number(reach.of),),
        (quoted,),
        (grammar.percent(reach.quoted, reach.of),),
        (grammar.number(round(reach.chance.mean)),),
        (text.range(reach.chance),),
        ("–" if row.stated is None else grammar.number(row.stated),),
    )

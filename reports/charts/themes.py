"""Themes by how many respondents raised them. Imports only consultation."""

from collections.abc import Sequence
from dataclasses import replace

from reports.charts.cells import counted, named, respondents
from reports.charts.drawing import Box, Drawing, Ink, Shape, Stroke, Words, percent
from reports.charts.lettering import NARROWEST, lines_of, width_of
from reports.charts.writing import chart
from reports.document import Chart, Hint, Line, Link, Table
from reports.evidence import anchor_of
from reports.findings import Findings
from reports.labels import Labels
from reports.tables import Row, Tables

LINE, BAR, GAP = 18, 8, 13


def themes_by_respondents(findings: Findings, labels: Labels) -> Chart:
    """Return a bar per theme, of all respondents.

    Where people coded the answers of every respondent, a stroke across each bar stands at what they found.
    """
    words = labels.grammar.words
    rows = list(Tables(findings, labels).at_a_glance())
    drawn = chart(
        labels,
        name=anchor_of("chart", "themes"),
        title=words["themes_by_respondents"],
        description=words["themes_desc"],
        drawing=_bars(rows, findings, labels),
        table=_table_of_themes(rows, findings, labels),
    )
    return replace(drawn, tall=True)


def _bars(rows: Sequence[Row[str]], findings: Findings, labels: Labels) -> Drawing:
    of, grammar = findings.counts.respondents, labels.grammar
    coded = findings.by_hand
    all_coded = coded is not None and coded.everything.respondents == of
    shapes: list[Shape] = []
    y = 0.0
    for row in rows:
        label, value = labels.theme(row.key), grammar.number(row.heard.respondents)
        for line in lines_of(label.text, NARROWEST - width_of(value) - 12):
            y += LINE
            shapes.append(Words(0, y - 5, line, label.language))
        shapes.append(Words(100, y - 5, value, grammar.language, "end"))
        shapes.append(Box(0, y, 100, BAR, Ink.TRACK))
        shapes.append(Box(0, y, percent(row.heard.respondents, of), BAR, Ink.BAR))
        if all_coded and row.coded is not None:
            shapes.append(Stroke(percent(row.coded.respondents, of), y, BAR + 4, Ink.INK, 2, back=True))
        y += BAR + GAP
    return Drawing(y, tuple(shapes))


def _table_of_themes(rows: Sequence[Row[str]], findings: Findings, labels: Labels) -> Table:
    grammar, words, tables = labels.grammar, labels.grammar.words, Tables(findings, labels)
    of = findings.counts.respondents
    made: list[tuple[Line, ...]] = []
    for row in rows:
        doubt = tables.doubt(row.key)
        name: Line = (Link(labels.theme(row.key), anchor_of("theme", row.key)), *((" ", Hint(doubt)) if doubt else ()))
        coded: tuple[Line, ...] = ((respondents(row.coded, of, labels),),) if row.coded is not None else ()
        heard: Line = (respondents(row.heard, of, labels),)
        made.append((name, heard, (grammar.percent(row.heard.respondents, of),), *coded))
    by_hand = (counted(words["coded"]),) if findings.by_hand else ()
    columns = (named(words["theme"]), counted(words["respondents"]), counted(words["share"]), *by_hand)
    return Table((words["themes_by_respondents"],), columns, tuple(made))

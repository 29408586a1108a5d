"""Themes: by how many respondents raised them, and by group. Imports only consultation."""

from collections.abc import Mapping, Sequence

from consultation.guide import Shown
from reports.charts.cells import counted, named, number, respondents
from reports.charts.drawing import Box, Drawing, Hatch, Ink, Shape, Stroke, Words, percent
from reports.charts.lettering import NARROWEST, SMALL, lines_of, width_of
from reports.charts.writing import chart
from reports.coverage import Coverage, Cut, CutRow
from reports.document import Chart, Hint, Line, Link, Table
from reports.evidence import anchor_of
from reports.findings import Findings
from reports.labels import Labels
from reports.tables import Row, Tables

LINE, BAR, GAP = 18, 8, 13
CELL = 26
"""How high a cell is."""

LIGHTEST, DARKEST = 0.06, 0.8
"""How strong the colour of a cell is where nobody of a group raised a theme, and where all did."""

UPRIGHT = 150
"""How much room there is for the names of groups where they stand upright."""


def themes_by_respondents(findings: Findings, labels: Labels) -> Chart:
    """Return a bar per theme, of all respondents.

    Where people coded the answers of every respondent, a stroke across each bar stands at what they found.
    """
    words = labels.grammar.words
    rows = list(Tables(findings, labels).at_a_glance())
    return chart(
        labels,
        name=anchor_of("chart", "themes"),
        title=words["themes_by_respondents"],
        description=words["themes_desc"],
        drawing=_bars(rows, findings, labels),
        table=_table_of_themes(rows, findings, labels),
    )


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
            shapes.append(Stroke(percent(row.coded.respondents, of), y, BAR + 4, Ink.INK, 2))
        y += BAR + GAP
    return Drawing(y, tuple(shapes))


def _table_of_themes(rows: Sequence[Row[str]], findings: Findings, labels: Labels) -> Table:
    grammar, words, tables = labels.grammar, labels.grammar.words, Tables(findings, labels)
    of = findings.counts.respondents
    made: list[tuple[Line, ...]] = []
    for row in rows:
        doubt = tables.doubt(row.key)
        name: Line = (_theme(row.key, labels), *((" ", Hint(doubt)) if doubt else ()))
        coded: tuple[Line, ...] = ((respondents(row.coded, of, labels),),) if row.coded is not None else ()
        heard: Line = (respondents(row.heard, of, labels),)
        made.append((name, heard, (grammar.percent(row.heard.respondents, of),), *coded))
    by_hand = (counted(words["coded"]),) if findings.by_hand else ()
    columns = (named(words["theme"]), counted(words["respondents"]), counted(words["share"]), *by_hand)
    return Table((words["themes_by_respondents"],), columns, tuple(made))


def themes_by_group(cut: Cut, covered: Coverage, labels: Labels) -> Chart | None:
    """Return a cell per theme and group; None where there are too few respondents to show any.

    ``covered`` is the coverage of the attribute that ``cut`` is by. What is masked is hatched alike, whatever it is.
    """
    sizes = {cell.group: cell.respondents for cell in covered.heard}
    rows = [row for row in cut.shown() if len(row.key) == 1]
    if cut.withheld or not rows:
        return None
    words = labels.grammar.words
    return chart(
        labels,
        name=anchor_of("chart", "groups", cut.attribute),
        title=words["chart_groups"].format(attribute=labels.attribute(cut.attribute).text),
        description=words["chart_groups_desc"],
        drawing=_cells(rows, cut, sizes, labels),
        table=_table_of_groups(rows, cut, labels),
    )


def _cells(rows: Sequence[CutRow], cut: Cut, sizes: Mapping[str, int | None], labels: Labels) -> Drawing:
    width = 100 / len(cut.groups)
    shapes, y = _heads([labels.group(cut.attribute, group) for group in cut.groups], width)
    for row in rows:
        label = labels.theme(row.key[0])
        for line in lines_of(label.text, NARROWEST):
            y += LINE
            shapes.append(Words(0, y - 5, line, label.language))
        for index, (group, count) in enumerate(zip(cut.groups, row.cells, strict=True)):
            shapes += _cell(index * width, y, width, count, sizes[group], labels)
        y += CELL + 8
    return Drawing(y, tuple(shapes))


def _heads(names: Sequence[Shown], width: float) -> tuple[list[Shape], float]:
    """Lay out the names of groups above their cells, upright where they are too narrow for words; return the height."""
    room = width * NARROWEST / 100 - 6
    if all(width_of(word, SMALL) <= room for name in names for word in name.text.split()):
        level = [lines_of(name.text, room, size=SMALL) for name in names]
        height = 15.0 * max(map(len, level))
        return [
            Words(width * (index + 0.5), height - 15 * (len(lines) - number - 1) - 4, line, name.language, "middle",
                  Ink.SOFT, small=True)
            for index, (name, lines) in enumerate(zip(names, level, strict=True))
            for number, line in enumerate(lines)
        ], height + 4  # fmt: skip
    upright = [lines_of(name.text, UPRIGHT, most=1, size=SMALL)[0] for name in names]
    height = min(UPRIGHT, max(width_of(text, SMALL) for text in upright)) + 6
    return [
        Words(width * (index + 0.5), height, text, name.language, ink=Ink.SOFT, small=True, upright=True)
        for index, (name, text) in enumerate(zip(names, upright, strict=True))
    ], height + 4


def _cell(x: float, y: float, width: float, count: int | None, size: int | None, labels: Labels) -> list[Shape]:
    """Lay out a cell with its share in percent, and lines of paper between it and the next."""
    divided = Stroke(x, y, CELL, Ink.PAPER, 2)
    if count is None or not size:
        return [Box(x, y, width, CELL, Ink.TRACK, Hatch.MASKED), divided]
    strength = round(LIGHTEST + (DARKEST - LIGHTEST) * count / size, 2)
    share = labels.grammar.percent(count, size).rstrip("%\u202f")
    number_ = Words(x + width / 2, y + 17, share, labels.grammar.language, "middle", small=True)
    return [Box(x, y, width, CELL, Ink.HEAT, strength=strength), divided, number_]


def _table_of_groups(rows: Sequence[CutRow], cut: Cut, labels: Labels) -> Table:
    words = labels.grammar.words
    columns = (named(words["theme"]), *(counted(labels.group(cut.attribute, group)) for group in cut.groups))
    made: list[tuple[Line, ...]] = [
        ((_theme(row.key[0], labels),), *((number(cell, labels),) for cell in row.cells)) for row in rows
    ]
    return Table((words["cut_intro"],), columns, tuple(made), titled=True, wide=True)


def _theme(theme: str, labels: Labels) -> Link:
    return Link(labels.theme(theme), anchor_of("theme", theme))

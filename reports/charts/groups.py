"""Themes by group: a cell per theme and group of respondents. Imports only consultation.

What is masked is hatched alike, whatever it is; the scale is made of what is shown.
"""

from collections.abc import Iterator, Mapping, Sequence

from consultation.guide import Shown
from reports.charts.cells import counted, named, number
from reports.charts.drawing import Box, Drawing, Hatch, Ink, Shape, Stroke, Words
from reports.charts.lettering import NARROWEST, SMALL, lines_of, width_of
from reports.charts.writing import chart
from reports.coverage import Coverage, Cut, CutRow
from reports.document import Chart, Line, Link, Table
from reports.evidence import anchor_of
from reports.labels import Labels
from reports.sentences import percentage

LINE, CELL, GAP = 18, 26, 8
"""How high a line of a theme's name is, a cell, and the room below it."""

LIGHTEST, DARKEST = 0.06, 0.8
"""How strong the colour is where nobody of a group raised a theme, and where the largest share did that is shown."""

HEAD, UPRIGHT = 15, 180
"""How high a line of a group's name is, and how much room there is for it where it stands upright."""


def themes_by_group(cut: Cut, covered: Coverage, labels: Labels) -> Chart | None:
    """Return the share of each group that raised each theme; None where there are too few respondents to show any.

    ``covered`` is the coverage of the attribute that ``cut`` is by.
    """
    rows = [row for row in cut.shown() if len(row.key) == 1]
    if cut.withheld or not rows:
        return None
    sizes = {cell.group: cell.respondents for cell in covered.heard}
    words = labels.grammar.words
    return chart(
        labels,
        name=anchor_of("chart", "groups", cut.attribute),
        title=words["chart_groups"].format(attribute=labels.attribute(cut.attribute).text),
        description=words["chart_groups_desc"],
        drawing=_drawing(rows, cut, sizes, labels),
        table=_table(rows, cut, labels),
    )


def _drawing(rows: Sequence[CutRow], cut: Cut, sizes: Mapping[str, int | None], labels: Labels) -> Drawing:
    known = [[_known(row, index, sizes.get(group)) for index, group in enumerate(cut.groups)] for row in rows]
    largest = max((count / size for cells in known for count, size in filter(None, cells)), default=0.0)
    width = 100 / len(cut.groups)
    shapes, y = _heads([labels.group(cut.attribute, group) for group in cut.groups], width)
    for row, cells in zip(rows, known, strict=True):
        label = labels.theme(row.key[0])
        for line in lines_of(label.text, NARROWEST):
            y += LINE
            shapes.append(Words(0, y - 5, line, label.language))
        for index, cell in enumerate(cells):
            shapes += _cell(index * width, y, width, cell, largest, labels.grammar.language)
        y += CELL + GAP
    return Drawing(y, tuple(shapes))


def _known(row: CutRow, index: int, size: int | None) -> tuple[int, int] | None:
    """Return how many of how many of a group raised a theme; None where that is masked."""
    count = row.cells[index]
    return None if count is None or not size else (count, size)


def _heads(names: Sequence[Shown], width: float) -> tuple[list[Shape], float]:
    """Lay out the names of groups above their cells, upright where a word of them is too long; return the height."""
    room = width * NARROWEST / 100 - 6
    if all(width_of(word, SMALL) <= room for name in names for word in name.text.split()):
        return _level(names, width, room)
    return _upright(names, width)


def _level(names: Sequence[Shown], width: float, room: float) -> tuple[list[Shape], float]:
    broken = [lines_of(name.text, room, size=SMALL) for name in names]
    most = max(map(len, broken))
    shapes: list[Shape] = []
    for index, (name, lines) in enumerate(zip(names, broken, strict=True)):
        for row, line in enumerate(lines, start=most - len(lines) + 1):
            x, y = width * (index + 0.5), HEAD * row - 4
            shapes.append(Words(x, y, line, name.language, "middle", Ink.SOFT, small=True))
    return shapes, HEAD * most + 4


def _upright(names: Sequence[Shown], width: float) -> tuple[list[Shape], float]:
    texts = [lines_of(name.text, UPRIGHT, most=1, size=SMALL)[0] for name in names]
    height = min(UPRIGHT, max(width_of(text, SMALL) for text in texts)) + 6
    shapes: list[Shape] = [
        Words(width * (index + 0.5), height, text, name.language, ink=Ink.SOFT, small=True, upright=True)
        for index, (name, text) in enumerate(zip(names, texts, strict=True))
    ]
    return shapes, height + 4


def _cell(
    x: float, y: float, width: float, known: tuple[int, int] | None, largest: float, language: str
) -> Iterator[Shape]:
    """Yield a cell with its share in percent, and the line of paper that parts it from the one before."""
    if known is None:
        yield Box(x, y, width, CELL, Ink.TRACK, Hatch.MASKED)
    else:
        count, size = known
        share = count / size / largest if largest else 0.0
        yield Box(x, y, width, CELL, Ink.HEAT, strength=round(LIGHTEST + (DARKEST - LIGHTEST) * share, 2))
        yield Words(x + width / 2, y + 17, percentage(count, size), language, "middle", small=True)
    if x:
        yield Stroke(x, y, CELL, Ink.PAPER, 2)


def _table(rows: Sequence[CutRow], cut: Cut, labels: Labels) -> Table:
    words = labels.grammar.words
    columns = (named(words["theme"]), *(counted(labels.group(cut.attribute, group)) for group in cut.groups))
    made: list[tuple[Line, ...]] = [
        (
            (Link(labels.theme(row.key[0]), anchor_of("theme", row.key[0])),),
            *((number(cell, labels),) for cell in row.cells),
        )
        for row in rows
    ]
    return Table((words["cut_intro"],), columns, tuple(made), titled=True, wide=True)

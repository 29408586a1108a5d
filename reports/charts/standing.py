"""How a round goes, as a picture for those who run it. Imports only consultation."""

from collections.abc import Iterator
from dataclasses import replace

from consultation.going import Going
from consultation.guide import Shown
from consultation.progress import NOTHING_SAID, SOURCE, Progress, Reach
from reports.charts.drawing import Dot, Drawing, Ribbons, Shape, Words
from reports.charts.reach import Row, bars
from reports.charts.writing import picture
from reports.labels import Labels
from reports.statements import FREE, Place

HEAD, AIR = 24, 14
"""How high a heading is, and the room below a group of bars, in pixels."""


def standing(going: Going, labels: Labels) -> str:
    """Return bars for the way through the round, for where people stopped, and for the groups, as an SVG element."""
    shapes: list[Shape] = []
    y = 0.0
    for title, rows in _sections(going, labels):
        shapes.append(Words(0, y + HEAD - 8, title.text, title.language, strong=True))
        drawn = bars(rows, labels)
        shapes += (_lowered(shape, y + HEAD) for shape in drawn.shapes)
        y += HEAD + drawn.height + AIR
    return picture(labels, "standing", Drawing(y, tuple(shapes)))


def _lowered(shape: Shape, by: float) -> Shape:
    return shape if isinstance(shape, Dot | Ribbons) else replace(shape, y=shape.y + by)  # bars have neither


def _sections(going: Going, labels: Labels) -> Iterator[tuple[Shown, list[Row]]]:
    words, reached = labels.grammar.words, going.progress
    way = {"respondents": reached.heard, "standing_began": reached.began, "standing_finished": reached.finished}
    yield labels.own(words["standing_way"]), [Row(labels.own(words[name]), count) for name, count in way.items()]
    stopped = [Row(_place(item, labels), count) for item, count in reached.stopped.items()]
    if stopped:
        yield labels.own(words["standing_stopped"]), stopped
    yield from _groups(reached, labels)


def _groups(reached: Progress, labels: Labels) -> Iterator[tuple[Shown, list[Row]]]:
    """Yield the groups by what tells them apart: all of them, since it matters who is absent."""
    for name, several in reached.groups.items():
        rows = [Row(_group(name, one, labels), one.heard, one.target) for one in several]
        if rows:
            title = labels.own(labels.grammar.words["standing_source"]) if name == SOURCE else labels.attribute(name)
            yield title, rows


def _group(name: str, one: Reach, labels: Labels) -> Shown:
    if name == SOURCE:
        return Shown(one.group, "", fallback=False) if one.group else labels.own(labels.grammar.words["standing_none"])
    return labels.group(name, one.group)


def _place(item: str, labels: Labels) -> Shown:
    if item == NOTHING_SAID:
        return labels.own(labels.grammar.words["standing_agreed"])
    draft = next((one for one in labels.consultation.current_drafts() if one.id == item), None)
    if draft:
        return labels.unit(draft.title)
    return labels.place(Place("question", "", item) if item else FREE)

"""The way from questions through themes to drafts. Imports only consultation.

Bands lead from a question to the themes heard in the answers to it, as wide as these are many. Lines lead from a theme
to the drafts that it bears on; they count nothing, so all are alike. The themes least heard are one band.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consultation.guide import Draft, Shown
from reports.charts.cells import answers, counted, named
from reports.charts.drawing import Anchor, Drawing, Ink, Ribbon, Ribbons, Shape, Stroke, Words
from reports.charts.lettering import NARROWEST, SMALL, lines_of
from reports.charts.writing import chart
from reports.document import Chart, Line, Link, Table
from reports.evidence import anchor_of
from reports.findings import Findings
from reports.labels import Labels
from reports.statements import Place
from reports.theme_findings import ThemeFinding

THEMES = 9
"""How many bands of themes there are at most, the one of all others among them."""

THICK = 240
"""How thick all bands together are, in pixels."""

LINE, GAP, FAR, NODE = 14, 9, 26, 4
"""How high a line of a label is, how far stops are apart at least and at most, and how thick one is, in pixels."""

THEME, DRAFT = 50.0, 66.0
"""Where themes and drafts stand, in percent of the width; questions begin it."""

BESIDE = 26.0
"""How much room the names of questions and themes have, in percent: both stand on the bands between them."""

AWAY, AFTER_NUMBER = 8, 18
"""How far a label is from its place, and the title of a draft from its number, in pixels."""


@dataclass(frozen=True, slots=True)
class Way:
    """A theme, or several together: how many answers it was heard in, by place, and the ids of drafts it bears on."""

    label: Shown
    places: Mapping[Place, int]
    bears_on: tuple[str, ...]

    @property
    def answers(self) -> int:
        """In how many answers, to all questions together; one with two of several themes counts twice."""
        return sum(self.places.values())


@dataclass(frozen=True, slots=True)
class Stop:
    """Where ways begin, pass or end: its label's lines, how thick it is, and how far down it begins, in pixels.

    ``number`` stands before the label, "" where there is none.
    """

    lines: tuple[str, ...]
    language: str
    thick: float
    number: str = ""
    y: float = 0.0

    @property
    def height(self) -> float:
        """How much room it takes."""
        return max(self.thick, LINE * len(self.lines))

    @property
    def middle(self) -> float:
        """The height at which lines meet it."""
        return self.y + self.height / 2


def flow(findings: Findings, labels: Labels) -> Chart | None:
    """Return the way from questions to drafts; None where no theme was heard in the answers to any question."""
    ways = ways_of(findings, labels)
    if not ways:
        return None
    words = labels.grammar.words
    return chart(
        labels,
        name=anchor_of("chart", "flow"),
        title=words["chart_flow"],
        description=words["chart_flow_desc"],
        drawing=_drawing(ways, findings, labels),
        table=_table(findings, labels),
    )


def ways_of(findings: Findings, labels: Labels) -> tuple[Way, ...]:
    """Return the themes most heard, the first the one heard in the first questions, and all others together last."""
    places = [one.place for one in findings.questions]
    ways = [_way(one, places, labels) for one in findings.themes]
    ranked = sorted((way for way in ways if way.answers), key=lambda way: -way.answers)
    most = THEMES - 1 if len(ranked) > THEMES else THEMES
    shown = sorted(ranked[:most], key=lambda way: _where(way, places))
    return (*shown, *([_together(ranked[most:], places, labels)] if ranked[most:] else []))


def _way(found: ThemeFinding, places: Sequence[Place], labels: Labels) -> Way:
    there = dict(found.places)
    counts = {place: there[place].answers for place in places if place in there}
    return Way(labels.theme(found.theme), counts, found.bears_on)


def _together(ways: Sequence[Way], places: Sequence[Place], labels: Labels) -> Way:
    counts = {place: sum(way.places.get(place, 0) for way in ways) for place in places}
    label = labels.own(labels.grammar.counted("chart_flow_rest", len(ways)))
    return Way(label, counts, tuple(dict.fromkeys(draft for way in ways for draft in way.bears_on)))


def _where(way: Way, places: Sequence[Place]) -> float:
    """Return how far down the questions are in which a theme was heard, on average: so fewer bands cross."""
    return sum(index * way.places.get(place, 0) for index, place in enumerate(places)) / way.answers


def _drawing(ways: Sequence[Way], findings: Findings, labels: Labels) -> Drawing:
    thin = THICK / sum(way.answers for way in ways)
    asked = {one.place: sum(way.places.get(one.place, 0) for way in ways) for one in findings.questions}
    asked = {place: count for place, count in asked.items() if count}
    newest = labels.consultation.current_drafts()
    reached = {draft for way in ways for draft in way.bears_on}
    drafts = [one.draft for one in findings.drafts if one.draft.id in reached and one.draft in newest]
    starts = [_stop(labels.place(place), BESIDE, count * thin) for place, count in asked.items()]
    themes = [_stop(way.label, BESIDE, way.answers * thin) for way in ways]
    ends = [_end(draft, labels) for draft in drafts]
    height = max(_height(stops) for stops in (starts, themes, ends))
    starts, themes, ends = _down(starts, height), _down(themes, height), _down(ends, height)
    bands = _bands(ways, dict(zip(asked, starts, strict=True)), themes, thin)
    lines = _lines(ways, themes, {stop.number: stop for stop in ends})
    shapes: list[Shape] = [
        Ribbons(0, THEME, height, bands, Ink.BAND),
        Ribbons(THEME, DRAFT - THEME, height, lines, Ink.SOFT),
    ]
    for stop in starts:
        shapes += [Stroke(0, stop.y, stop.thick, Ink.BAR, NODE), *_labelled(0, stop, "start", AWAY)]
    for stop in themes:
        shapes += [*_labelled(THEME, stop, "end", -AWAY), Stroke(THEME, stop.y, stop.thick, Ink.BAR, NODE)]
    for stop in ends:
        shapes += _labelled(DRAFT, stop, "start", AWAY + AFTER_NUMBER)
        shapes.append(Words(DRAFT, _top(stop), stop.number, stop.language, shift=AWAY, small=True, strong=True))
    return Drawing(height, tuple(shapes))


def _stop(label: Shown, room: float, thick: float) -> Stop:
    return Stop(lines_of(label.text, room * NARROWEST / 100 - AWAY, size=SMALL), label.language, thick)


def _end(draft: Draft, labels: Labels) -> Stop:
    title = labels.unit(draft.title)
    room = (100 - DRAFT) * NARROWEST / 100 - AWAY - AFTER_NUMBER
    return Stop(lines_of(title.text, room, size=SMALL), title.language, 0, draft.id)


def _height(stops: Sequence[Stop], gap: float = GAP) -> float:
    return sum(stop.height for stop in stops) + gap * max(0, len(stops) - 1)


def _down(stops: Sequence[Stop], height: float) -> list[Stop]:
    """Place stops one below the other, in the middle of the height, as far apart as it and `FAR` allow."""
    between = max(1, len(stops) - 1)
    gap = min(FAR, (height - _height(stops, 0)) / between)
    y, placed = (height - _height(stops, gap)) / 2, []
    for stop in stops:
        placed.append(replace(stop, y=y))
        y += stop.height + gap
    return placed


def _bands(
    ways: Sequence[Way], starts: Mapping[Place, Stop], themes: Sequence[Stop], thin: float
) -> tuple[Ribbon, ...]:
    """Return the bands; at both ends they lie side by side, in the order of what is at the other end."""
    left = {place: stop.y for place, stop in starts.items()}
    ribbons = []
    for way, stop in zip(ways, themes, strict=True):
        arrives = stop.y
        for place in starts:
            thickness = way.places.get(place, 0) * thin
            if thickness:
                ribbons.append(Ribbon(left[place], arrives, thickness, 0.24))
                left[place] += thickness
                arrives += thickness
    return tuple(ribbons)


def _lines(ways: Sequence[Way], themes: Sequence[Stop], ends: Mapping[str, Stop]) -> tuple[Ribbon, ...]:
    return tuple(
        Ribbon(stop.middle - 1, ends[draft].middle - 1, 2, 0.5)
        for way, stop in zip(ways, themes, strict=True)
        for draft in way.bears_on
    )


def _labelled(x: float, stop: Stop, anchor: Anchor, shift: float) -> Iterator[Shape]:
    """Yield the lines of a label, beside the middle of its place."""
    for index, line in enumerate(stop.lines):
        yield Words(x, _top(stop) + LINE * index, line, stop.language, anchor, shift=shift, small=True)


def _top(stop: Stop) -> float:
    """Return the baseline of the first line of a label."""
    return stop.middle - LINE * len(stop.lines) / 2 + LINE - 3.5


def _table(findings: Findings, labels: Labels) -> Table:
    """Return all themes, each with its answers by question and its drafts; those that share a band one by one."""
    words, questions = labels.grammar.words, [one for one in findings.questions if one.evidence.answers]
    columns = (
        named(words["theme"]),
        *(counted(labels.place(one.place)) for one in questions),
        named(words["bears_on"]),
    )
    rows: list[tuple[Line, ...]] = []
    for found in findings.themes:
        there = dict(found.places)
        if not any(one.place in there for one in questions):
            continue
        cells: list[Line] = [
            (answers(there[one.place], one.evidence.answers, labels),) if one.place in there else ("0",)
            for one in questions
        ]
        theme: Line = (Link(labels.theme(found.theme), anchor_of("theme", found.theme)),)
        rows.append((theme, *cells, (", ".join(found.bears_on) or "–",)))
    return Table((words["chart_flow_answers"],), columns, tuple(rows), titled=True, wide=True)

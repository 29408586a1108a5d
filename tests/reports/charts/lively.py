"""A lively round in which everything happens that a chart draws, and a reader of what is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle, islice
from xml.etree import ElementTree

from consultation.records import Answer, Participation, Side, Snapshot, Stance
from reports.charts.flow import flow
from reports.charts.groups import themes_by_group
from reports.charts.omitted import whom_the_quotes_stand_for
from reports.charts.positions import positions_on
from reports.charts.reach import who_was_heard
from reports.charts.themes import themes_by_respondents
from reports.charts.when import when_answers_came
from reports.document import Chart, Inline, Line
from reports.draft_findings import StanceFinding
from reports.english import English
from reports.evidence import Evidence
from reports.findings import find
from reports.labels import Labels
from reports.sentences import Grammar
from tests.reports.snapshots import missing, person, said, snapshot, takes, why

NAMESPACE = "{http://www.w3.org/2000/svg}"
ISOLATES = "\u2066\u2067\u2068\u2069"
TARGETS = {"north": 20, "south": 5, "east": 10, "west": 3}


class Mirrored(English):
    """English, as if it were written from right to left: no grammar of such a language is there yet."""

    language = "ar"


def voices() -> Iterator[Participation]:
    """Yield 60 respondents with one to three answers each, over two weeks; three from the west, three from the east."""
    themes = cycle((("funding",), ("tools",), ("equity", "funding"), ("process",), ("funding", "tools"), ()))
    regions = cycle((*("north",) * 9, *("south",) * 8, "west", "east", *("north",) * 2))
    for n, (theirs, region) in enumerate(islice(zip(themes, regions, strict=False), 60)):
        answers = [
            aged(said(f"Voice {n} says what it has to say on {item or 'anything'}.", *theirs, item=item), n * n % 14)
            for item in ("capacity", "partners", "")[: n % 3 + 1]
        ]
        language = ("en", "en", "fr")[n % 3]
        quoting = "verbatim" if n % 5 else "paraphrase"
        yield person(f"voice{n}", *answers, region=region, role="staff", language=language, quoting=quoting)


def opinions() -> Iterator[Participation]:
    """Yield what 30 of them think of the drafts."""
    sides = cycle(("support", "support", "changes", "oppose", "none", "support"))
    for n, side in enumerate(islice(sides, 30)):
        on_first: list[Answer | Stance] = [takes(side), why(f"For reasons of my own, which are {n}.", "equity")]
        on_second: list[Answer | Stance] = (
            [takes("oppose", on="2"), missing(f"A date, {n} says.", "tools", on="2")] if n % 2 else []
        )
        on_third = [takes("study" if n % 4 else "not-now", on="3")] if n < 12 else []
        yield person(f"voice{n}", *on_first, *on_second, *on_third, region="north", role="staff")


def aged(answer: Answer, days: int) -> Answer:
    """Return an answer as it would be had it been given some days later."""
    (revision,) = answer.revisions
    return replace(answer, revisions=(replace(revision, at=revision.at + timedelta(days=days)),))


def lively() -> Snapshot:
    """Return the rounds."""
    return snapshot(voices(), opinions())


def labels_of(of: Snapshot, language: str = "en", grammar: Grammar | None = None) -> Labels:
    """Return labels for a reader of ``language``; sentences are English, or turned over for a reader of "ar"."""
    spoken = grammar or (Mirrored() if language == "ar" else English())
    return Labels(of.consultation, spoken, of.consultation.chain(language))


def charts_of(of: Snapshot, labels: Labels | None = None) -> list[Chart]:
    """Return every chart that there is of a snapshot."""
    found, labels = find(of, by="region"), labels or labels_of(of)
    assert found.cut
    assert found.timeline
    by_attribute = {one.attribute: one for one in found.coverages}
    stances = [(one, one.stance) for one in found.drafts if one.stance]
    charts = [
        *(positions_on(one, stance, labels) for one, stance in stances),
        themes_by_respondents(found, labels),
        themes_by_group(found.cut, by_attribute["region"], labels),
        *(who_was_heard(one, labels, TARGETS) for one in found.coverages),
        flow(found, labels),
        when_answers_came(found.timeline, labels),
        whom_the_quotes_stand_for(found, labels),
    ]
    return [one for one in charts if one]


@dataclass(frozen=True)
class Drawn:
    """An element of a drawing: where it begins and how long it is, in percent, and what it reads.

    ``across`` is whether it stands somewhere in the width; a part of a pattern does not.
    """

    tag: str
    style: str
    x: float
    length: float
    y: float
    anchor: str
    text: str
    across: bool


def tree(chart: Chart) -> ElementTree.Element:
    """Return a drawing as XML, which it must be."""
    return ElementTree.fromstring(chart.svg.encode())  # noqa: S314 - written by what is tried here


def drawn(chart: Chart, style: str = "", tag: str = "") -> list[Drawn]:
    """Return what is drawn, in order; only what has the class and the name asked for."""
    found = [_read(element) for element in tree(chart).iter()]
    return [one for one in found if (not style or style in one.style.split()) and (not tag or one.tag == tag)]


def _read(element: ElementTree.Element) -> Drawn:
    text = "".join(element.itertext()).translate({ord(mark): None for mark in ISOLATES})
    x = element.get("x") or element.get("cx") or ""
    return Drawn(
        tag=element.tag.removeprefix(NAMESPACE),
        style=element.get("class", ""),
        x=_percent(x),
        length=_percent(element.get("width", "")),
        y=float(element.get("y") or element.get("cy") or "0"),
        anchor=element.get("text-anchor", ""),
        text=text,
        across=x.endswith("%"),
    )


def _percent(value: str) -> float:
    return float(value.removesuffix("%")) if value.endswith("%") else 0.0


def cells(chart: Chart) -> list[list[str]]:
    """Return the table of a chart as texts."""
    return [[line_text(cell) for cell in row] for row in chart.table.rows]


def line_text(line: Line) -> str:
    """Return what a line reads."""
    return "".join(_inline(part) for part in line).strip()


def _inline(part: Inline) -> str:
    if isinstance(part, str):
        return part
    words = getattr(part, "words", None)
    if words is not None:
        return _inline(words)
    return str(getattr(part, "text", ""))


def chart(name: str) -> Chart:
    """Return one chart of the lively rounds."""
    return next(one for one in charts_of(lively()) if one.name == name)


def stance(*counts: int) -> StanceFinding:
    """Return positions as they were taken, in the order support, changes, oppose, none."""
    sides = (Side.SUPPORT, Side.CHANGES, Side.OPPOSE, Side.NONE)
    found = tuple((side, Evidence(side.value, count)) for side, count in zip(sides, counts, strict=True))
    return StanceFinding(sum(counts), sum(counts[:3]), found, (), ())

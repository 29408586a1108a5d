"""The year's plan in words. Imports the standard library only."""

from collections.abc import Iterator
from datetime import date

from consultation.guide import Consultation
from consultation.messages import Line, Style
from consultation.plan import Kind, Planned
from consultation.rounds import Round, Stage
from consultation.voice import Scene, Voice


def plan(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Say what is planned, and when."""
    yield from lines(voice, scene.consultation, scene.plan)


def lines(voice: Voice, asked: Consultation, planned: tuple[Planned, ...]) -> Iterator[Line]:
    """Yield a title and a line for each round and step."""
    yield Line(voice("What is planned"), Style.TITLE)
    if not planned:
        yield Line(voice("Nothing is planned yet."))
    for one in planned:
        yield Line(line(voice, asked, one), Style.ITEM)


def line(voice: Voice, asked: Consultation, one: Planned) -> str:
    """Return when something is, and what."""
    if one.launched:
        what = round_line(voice, asked, one.launched)
    else:
        title = voice.show(one.title) if one.title else ""
        what = voice("{kind}. {title}", kind=kind_name(voice, one.kind or Kind.OTHER), title=title)
    return voice("{when}: {what}", when=when(voice, one), what=what)


def when(voice: Voice, one: Planned) -> str:
    """Return the days or months of a line of the plan."""
    if one.since is None:
        first, last = one.months or (1, 12)
        return voice("months {first} to {last} of the year", first=str(first), last=str(last))
    if one.until and one.until != one.since:
        return voice("{first} to {last}", first=day(voice, one.since), last=day(voice, one.until))
    begun = day(voice, one.since)
    return voice("from {first}", first=begun) if one.launched and one.until is None else begun


def day(voice: Voice, which: date) -> str:
    """Return a day in words."""
    return voice.catalogue.day(which)


def round_line(voice: Voice, asked: Consultation, known: Round) -> str:
    """Return what a round asks about, and how it stands."""
    guide = asked.guide(known.guide)
    about = voice.show(guide.title) if guide else voice("Drafts")
    return voice("Round of answers ({stage}). {what}", stage=stage_name(voice, known.stage), what=about)


def stage_name(voice: Voice, stage: Stage) -> str:
    """Name where in its life a round is."""
    return {
        Stage.DRAFTED: voice("not open yet"),
        Stage.OPEN: voice("open"),
        Stage.CLOSED: voice("closed"),
        Stage.REPORTED: voice("reported"),
        Stage.PUBLISHED: voice("published"),
    }[stage]


def kind_name(voice: Voice, kind: Kind) -> str:
    """Name a kind of step."""
    return {
        Kind.REVIEW: voice("Review"),
        Kind.MAPPING: voice("Mapping"),
        Kind.INTERVIEW: voice("Interview"),
        Kind.MEETING: voice("Meeting"),
        Kind.PUBLICATION: voice("Publication"),
        Kind.OTHER: voice("Step"),
    }[kind]

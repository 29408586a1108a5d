"""Tables of what recurs and of what few say: groups of like words, positions that few took, what is far from all."""

from collections.abc import Iterator
from dataclasses import dataclass

from consultation.records import Side
from reports.asks import Ask, Asks
from reports.circles import Speaking, Subject
from reports.data.anchors import EVIDENCE, anchor
from reports.data.model import Table, count, listed, share, text
from reports.data.places import place_columns
from reports.evidence import Evidence
from reports.page import Page
from reports.statements import Place

SPEAKING = (
    "What they did: raised a theme; asked for changes or named what is missing; gave reasons for a position",
    "Ce qu’ils ont fait\u00a0: évoquer\u00a0; demander des changements, dire ce qui manque\u00a0; donner ses raisons",
)
THEME = ("The theme, where it is no draft that they spoke of", "Le thème, s’ils ne parlaient pas d’un projet")
SIDE = ("The position that few took; empty where it is about words", "La position rare\u00a0; vide s’il s’agit de mots")


@dataclass(frozen=True, slots=True)
class Alike:
    """A group of a circle, or those of it who are in none (``group`` None)."""

    circle: Asks
    group: Ask | None

    @property
    def evidence(self) -> Evidence:
        """What stands behind it."""
        return self.group.evidence if self.group else self.circle.rest


def _alike(page: Page) -> Iterator[Alike]:
    for circle in page.findings.alike:
        yield from (Alike(circle, group) for group in circle.groups)
        yield Alike(circle, None)


def _place(one: Alike) -> Place | None:
    return one.circle.subject.place


ALIKE: Table[Alike] = Table(
    "alike",
    "Respondents who spoke of one thing in much the same words, group by group; then those in no group.",
    "Répondants qui ont parlé d’une chose en des mots proches, groupe par groupe\u00a0; puis ceux hors de tout groupe.",
    _alike,
    (
        text(
            "speaking",
            SPEAKING,
            lambda _, one: one.circle.subject.speaking.value,
            choices=[one.value for one in Speaking],
        ),
        *place_columns(_place, optional=True),
        text("theme", THEME, lambda _, one: one.circle.subject.theme or None, optional=True),
        count(
            "group",
            (
                "The group's number, the largest first; empty for those in none",
                "Son numéro\u00a0; vide hors de tout groupe",
            ),
            lambda _, one: one.group.number if one.group else None,
            "",
            optional=True,
        ),
        text(
            "language",
            ("The language of the group", "La langue du groupe"),
            lambda _, one: one.group.language if one.group else None,
            optional=True,
        ),
        listed(
            "shared",
            ("Words that the group shares", "Des mots que le groupe partage"),
            lambda _, one: one.group.words if one.group else (),
        ),
        count(
            "respondents",
            ("Respondents in it", "Répondants qui en sont"),
            lambda _, one: one.evidence.respondents,
            "respondents",
        ),
        count(
            "of",
            ("Respondents who spoke of that thing", "Répondants qui ont parlé de cette chose"),
            lambda _, one: one.circle.everything.respondents,
            "respondents",
        ),
        share(
            ("Its share of those", "Sa part de ceux-ci"),
            lambda _, one: (one.evidence.respondents, one.circle.everything.respondents),
            "respondents",
        ),
        count("answers", ("Their answers", "Leurs réponses"), lambda _, one: one.evidence.answers, "answers"),
        text("evidence", EVIDENCE, lambda _, one: anchor(one.evidence), optional=True),
    ),
)


@dataclass(frozen=True, slots=True)
class Few:
    """What few say, of so many: a position on a draft, or words that are far from all others on one subject."""

    evidence: Evidence
    of: int
    place: Place | None
    side: Side | None = None
    subject: Subject | None = None


def _few(page: Page) -> Iterator[Few]:
    found = page.findings.minorities
    for position in found.positions:
        yield Few(position.evidence, position.of, position.place, side=position.side)
    for far in found.apart:
        yield Few(far.evidence, far.of, far.subject.place, subject=far.subject)


def _place_of_few(one: Few) -> Place | None:
    return one.place


MINORITIES: Table[Few] = Table(
    "minorities",
    "What few say: positions that few took, and what is farthest from everything else said of one thing.",
    "Ce que peu disent\u00a0: les positions rares, et ce qui est le plus loin de tout ce qui se dit d’une chose.",
    _few,
    (
        *place_columns(_place_of_few, optional=True),
        text("theme", THEME, lambda _, one: one.subject.theme or None if one.subject else None, optional=True),
        text(
            "side",
            SIDE,
            lambda _, one: one.side.value if one.side else None,
            choices=[side.value for side in Side],
            optional=True,
        ),
        text(
            "speaking",
            SPEAKING,
            lambda _, one: one.subject.speaking.value if one.subject else None,
            choices=[one.value for one in Speaking],
            optional=True,
        ),
        count(
            "respondents",
            ("Respondents who say it", "Répondants qui le disent"),
            lambda _, one: one.evidence.respondents,
            "respondents",
        ),
        count(
            "of",
            (
                "Respondents who decided on the draft, or spoke of that thing",
                "Répondants qui ont décidé, ou en ont parlé",
            ),
            lambda _, one: one.of,
            "respondents",
        ),
        share(
            ("Their share of those", "Leur part de ceux-ci"),
            lambda _, one: (one.evidence.respondents, one.of),
            "respondents",
        ),
        count("answers", ("Their answers", "Leurs réponses"), lambda _, one: one.evidence.answers, "answers"),
        text("evidence", EVIDENCE, lambda _, one: anchor(one.evidence), optional=True),
    ),
)

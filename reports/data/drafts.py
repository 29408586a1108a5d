"""Tables of the drafts: what was said on each, which positions were taken, and which groups were silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from consultation.guide import DraftKind, Relation
from consultation.loop.responses import Response
from consultation.records import Side
from reports.data.anchors import EVIDENCE, anchor
from reports.data.closing import response_columns
from reports.data.model import Table, count, flag, listed, share, text
from reports.draft_findings import DraftFinding, StanceFinding
from reports.evidence import Evidence
from reports.page import Page


def _response(one: DraftFinding) -> Response | None:
    return one.response


def _drafts(page: Page) -> tuple[DraftFinding, ...]:
    return page.findings.drafts


DRAFTS: Table[DraftFinding] = Table(
    "drafts",
    "The current drafts, then earlier versions on which somebody spoke.",
    "Les projets actuels, puis les versions antérieures sur lesquelles quelqu’un s’est exprimé.",
    _drafts,
    (
        text("draft", ("The draft's number", "Le numéro du projet"), lambda _, one: one.draft.id),
        text(
            "version", ("The list it belongs to", "La liste à laquelle il appartient"), lambda _, one: one.draft.version
        ),
        text(
            "kind",
            ("What kind of draft it is", "La sorte de projet"),
            lambda _, one: one.draft.kind,
            choices=get_args(DraftKind),
        ),
        flag(
            "current",
            (
                "Whether it is the newest version, merged into no other",
                "Si c’est la version la plus récente, fondue dans aucune autre",
            ),
            lambda page, one: one.draft in page.consultation.current_drafts(),
        ),
        text("title", ("Its title", "Son titre"), lambda page, one: page.labels.unit(one.draft.title).text),
        text(
            "title_language",
            ("The language that the title is in", "La langue de ce titre"),
            lambda page, one: page.labels.unit(one.draft.title).language,
        ),
        text(
            "lineage",
            ("How it came from earlier versions", "Comment il vient de versions antérieures"),
            lambda _, one: one.draft.lineage.relation,
            choices=get_args(Relation),
        ),
        listed(
            "sources",
            ("The versions it came from", "Les versions dont il vient"),
            lambda _, one: one.draft.lineage.sources,
        ),
        count(
            "respondents",
            ("Respondents who spoke on it", "Répondants qui se sont exprimés"),
            lambda _, one: one.said.respondents,
            "respondents",
        ),
        count("answers", ("Their answers", "Leurs réponses"), lambda _, one: one.said.answers, "answers"),
        flag(
            "asked",
            ("Whether positions on drafts were asked for", "Si des positions sur les projets ont été demandées"),
            lambda _, one: one.stance is not None,
        ),
        count(
            "took_position",
            (
                "Respondents who took a position, no position being one; empty where none was asked for",
                "Répondants qui ont pris position, sans position compris\u00a0; vide si rien n’a été demandé",
            ),
            lambda _, one: one.stance.respondents if one.stance else None,
            "respondents",
            optional=True,
        ),
        count(
            "decided",
            (
                "Those among them who took another than no position",
                "Ceux d’entre eux qui en ont pris une autre que sans position",
            ),
            lambda _, one: one.stance.decided if one.stance else None,
            "respondents",
            optional=True,
        ),
        count(
            "changes_respondents",
            (
                "Respondents who asked for changes or named a missing question",
                "Répondants qui ont demandé des changements ou nommé une question manquante",
            ),
            lambda _, one: one.changes.respondents,
            "respondents",
        ),
        count("changes_answers", ("Their answers", "Leurs réponses"), lambda _, one: one.changes.answers, "answers"),
        *response_columns(_response),
        text("evidence", EVIDENCE, lambda _, one: anchor(one.said), optional=True),
        text(
            "changes_evidence",
            ("The same for the changes", "De même pour les changements"),
            lambda _, one: anchor(one.changes),
            optional=True,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Position:
    """One position on a draft."""

    found: DraftFinding
    stance: StanceFinding
    side: Side
    evidence: Evidence


def _positions(page: Page) -> Iterator[Position]:
    for found in page.findings.drafts:
        if found.stance:
            for side, evidence in found.stance.sides:
                yield Position(found, found.stance, side, evidence)


POSITIONS: Table[Position] = Table(
    "positions",
    "The positions that could be taken on each draft; empty where none was asked for.",
    "Les positions possibles sur chaque projet\u00a0; vide si aucune n’a été demandée.",
    _positions,
    (
        text("draft", ("The draft's number", "Le numéro du projet"), lambda _, one: one.found.draft.id),
        text("version", ("Its version", "Sa version"), lambda _, one: one.found.draft.version),
        text(
            "side",
            ("The position", "La position"),
            lambda _, one: one.side.value,
            choices=[side.value for side in Side],
        ),
        count(
            "respondents",
            ("Respondents who took it", "Répondants qui l’ont prise"),
            lambda _, one: one.evidence.respondents,
            "respondents",
        ),
        count(
            "of",
            ("Respondents who took any position on the draft", "Répondants qui ont pris position sur le projet"),
            lambda _, one: one.stance.respondents,
            "respondents",
        ),
        share(
            ("Its share of those", "Sa part de ceux-ci"),
            lambda _, one: (one.evidence.respondents, one.stance.respondents),
            "respondents",
        ),
        count(
            "answers",
            ("Answers that give reasons for it", "Réponses qui en donnent les raisons"),
            lambda _, one: one.evidence.answers,
            "answers",
        ),
        text("evidence", EVIDENCE, lambda _, one: anchor(one.evidence), optional=True),
    ),
)


@dataclass(frozen=True, slots=True)
class Silence:
    """A group of which nobody spoke on a draft."""

    found: DraftFinding
    attribute: str
    group: str


def _silences(page: Page) -> Iterator[Silence]:
    for found in page.findings.drafts:
        for attribute, group in found.silent:
            yield Silence(found, attribute, group)


SILENT_GROUPS: Table[Silence] = Table(
    "silent_groups",
    "Groups of five or more of which nobody spoke on a draft.",
    "Groupes de cinq ou plus dont personne ne s’est exprimé sur un projet.",
    _silences,
    (
        text("draft", ("The draft's number", "Le numéro du projet"), lambda _, one: one.found.draft.id),
        text("version", ("Its version", "Sa version"), lambda _, one: one.found.draft.version),
        text("attribute", ("The attribute", "La caractéristique"), lambda _, one: one.attribute),
        text("group", ("The group", "Le groupe"), lambda _, one: one.group),
        text(
            "label",
            ("What the group is called", "Comment le groupe s’appelle"),
            lambda page, one: page.labels.group(one.attribute, one.group).text,
        ),
    ),
)
